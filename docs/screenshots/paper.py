"""The first pages of the section for a paper, compiled by pdfLaTeX."""

from collections.abc import Iterator
from pathlib import Path

from fullcount_reports.exports.formats import export
from screenshots import demo
from screenshots.pages import call, page_of

__all__ = ["take_paper"]

PAGES = 2
LATEX = ["pdflatex", "-no-shell-escape", "-interaction=batchmode", "main"]


def take_paper(folder: Path) -> Iterator[Path]:
    """Compile the LaTeX of the demo, as often as its references need, and take its first pages."""
    for name, data in export(demo.document().data, "latex", "", demo.verdict()).files.items():
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    for command in (LATEX, ["bibtex", "main"], LATEX, LATEX):
        call(command, folder)
    for number in range(1, PAGES + 1):
        yield page_of(folder / "main.pdf", number, demo.PICTURES / f"paper-{number}.png")
