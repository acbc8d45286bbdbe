// Comfort only: "/" goes to the search field, and the filter form applies itself while typing (htmx). All works without.
document.addEventListener("keydown", (event) => {
  const field = document.querySelector("input[type=search]");
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (event.key === "/" && field && !typing) { event.preventDefault(); field.focus(); field.select(); }
});
