"""Writes the notebook and the page made of it: `python docs/notebooks/make.py`.

The cells are those of `five_questions.py`, parted by `# %%` (code) and `# %% [markdown]` (text, as comments). They are
run in order by Jupyter's own client, and the outputs are stored, so that the page shows what a reader will get.
"""

import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GENERATED = "<!-- Written by docs/notebooks/make.py: do not edit. -->"
_CELL = re.compile(r"^# %%(?P<kind> \[markdown\])?\n", re.MULTILINE)


def cells(source: str) -> list[nbformat.NotebookNode]:
    """The cells of a percent script."""
    parts = _CELL.split(source)[1:]
    return [_cell(kind, text.strip("\n")) for kind, text in zip(parts[::2], parts[1::2], strict=True)]


def _cell(kind: str | None, text: str) -> nbformat.NotebookNode:
    if kind is None:
        return nbformat.v4.new_code_cell(text)
    lines = [line.removeprefix("#").removeprefix(" ") for line in text.split("\n")]
    return nbformat.v4.new_markdown_cell("\n".join(lines))


def notebook(source: str) -> nbformat.NotebookNode:
    """The notebook with the outputs of its cells, which are run at the root of the project."""
    book = nbformat.v4.new_notebook(cells=cells(source))
    for number, cell in enumerate(book.cells):
        cell.id = f"cell-{number}"
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    place = {"metadata": {"path": str(ROOT)}}
    NotebookClient(book, kernel_name="python3", record_timing=False, resources=place).execute()
    book.metadata.pop("language_info", None)
    return book


def page(book: nbformat.NotebookNode) -> str:
    """The notebook as Markdown: text, code, and what it printed."""
    return "\n\n".join([GENERATED, *(block for cell in book.cells for block in _blocks(cell))]) + "\n"


def _blocks(cell: nbformat.NotebookNode) -> list[str]:
    if cell.cell_type == "markdown":
        return [cell.source]
    printed = "".join(_text(output) for output in cell.outputs).rstrip("\n")
    return [f"```python\n{cell.source}\n```", *([f"```text\n{printed}\n```"] if printed else [])]


def _text(output: nbformat.NotebookNode) -> str:
    text: str = output["text"] if output.output_type == "stream" else output["data"]["text/plain"]
    return f"{text}\n"


def outputs() -> dict[Path, str]:
    """The generated files with the text they should have."""
    book = notebook((HERE / "five_questions.py").read_text(encoding="utf-8"))
    written = nbformat.writes(book, version=4)
    return {HERE / "five-questions.ipynb": f"{written}\n", HERE.parent / "five-questions.md": page(book)}


if __name__ == "__main__":
    for path, text in outputs().items():
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
