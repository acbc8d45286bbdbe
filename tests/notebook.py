"""Runs a notebook's cells in a fresh interpreter, without Jupyter.

``python tests/notebook.py FILE`` keeps in the notebook what they give. A cell gives what it prints and the value of its
last line; a figure that it leaves open is kept as a picture.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]
# Runs in the fresh interpreter: the cells come in as JSON, what each gives goes out as JSON.
_RUNNER = """
import ast, base64, contextlib, io, json, sys
out, names = [], {"__name__": "__main__"}
for cell in json.load(sys.stdin):
    tree = ast.parse(cell)
    last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        value = eval(compile(last, "cell", "eval"), names) if last else None
    if "pandas" in sys.modules:  # a page is wider than a terminal
        sys.modules["pandas"].set_option("display.width", 200, "display.max_columns", 20)
    given = {"text": printed.getvalue() + ("" if value is None else repr(value))}
    if hasattr(value, "_repr_html_"):
        given["html"] = value._repr_html_()
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot and pyplot.get_fignums():
        picture = io.BytesIO()
        pyplot.savefig(picture, dpi=80, bbox_inches="tight", metadata={"Software": None})
        pyplot.close("all")
        given = {"text": given["text"], "picture": base64.b64encode(picture.getvalue()).decode()}
    out.append(given)
json.dump(out, sys.stdout)
"""


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells of code in their order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run_cells(path: Path) -> list[dict[str, str]]:
    """What each cell of code gives: its ``text``, a table also as ``html``, a drawing as ``picture`` (PNG in base64).

    Raises ``CalledProcessError`` with the traceback of a cell in ``stderr``.
    """
    cells = ["".join(cell["source"]) for cell in code_cells(json.loads(path.read_text(encoding="utf-8")))]
    search = os.pathsep.join(map(str, (_ROOT, _ROOT / "extractor" / "_alias")))
    environment = {**os.environ, "PYTHONPATH": search, "MPLBACKEND": "Agg"}
    done = subprocess.run(
        [sys.executable, "-c", _RUNNER], input=json.dumps(cells), capture_output=True, text=True, cwd=path.parent,
        env=environment, check=True,
    )  # fmt: skip
    given: list[dict[str, str]] = json.loads(done.stdout)
    return given


def _output(given: dict[str, str], count: int) -> list[dict[str, Any]]:
    data = {"text/plain": given["text"].splitlines(keepends=True)}
    if "html" in given:
        data["text/html"] = given["html"].splitlines(keepends=True)
    if "picture" in given:
        data["image/png"] = [given["picture"]]
    result = {"output_type": "execute_result", "execution_count": count, "data": data, "metadata": {}}
    return [result] if given["text"] else []


def main(path: Path) -> None:
    """Writes what the cells give into the notebook."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for count, (cell, given) in enumerate(zip(code_cells(notebook), run_cells(path), strict=True), 1):
        cell |= {"execution_count": count, "outputs": _output(given, count)}
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
