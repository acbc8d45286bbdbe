// Comfort only: "/" goes to the search field, and the filter form applies itself while typing (htmx). All works without.
document.addEventListener("keydown", (event) => {
  const field = document.querySelector("input[type=search]");
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (event.key === "/" && field && !typing) { event.preventDefault(); field.focus(); field.select(); }
});

// A file that is dropped anywhere on the check page is checked at once.
const drop = document.querySelector("form[data-drop]");
if (drop) {
  const chosen = drop.querySelector("input[type=file]");
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer || !event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      if (kind === "drop") { chosen.files = event.dataTransfer.files; drop.requestSubmit(); }
    });
  }
}

// Copying needs a script, so the buttons appear only with it.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("details p").textContent);
    button.textContent = button.dataset.done;
  });
}

// A card as PNG, drawn by the browser itself.
for (const button of document.querySelectorAll("button[data-card]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const picture = new Image();
    picture.src = button.dataset.card;
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 1200, height: 630 });
    canvas.getContext("2d").drawImage(picture, 0, 0, 1200, 630);
    canvas.toBlob((blob) => {
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: "rujuk-kartu.png" });
      link.click();
      URL.revokeObjectURL(link.href);
    }, "image/png");
  });
}
