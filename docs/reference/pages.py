"""Every page of the reference with its text."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reference.figures import figures_page
from reference.lists import codelists_page, tables_page, values_page
from reference.objects import section_page
from reference.outputs import outputs_page
from reference.published import VERSION, published_page
from reference.sections import SECTIONS

__all__ = ["pages"]


def pages() -> Iterator[tuple[Path, str]]:
    """The path below `docs` and the text of each."""
    standard = Path("standard")
    for section in SECTIONS:
        yield standard / section.file, _text(section_page(section))
    yield standard / "figures.md", _text(figures_page())
    yield standard / "values.md", _text(values_page())
    yield standard / "codelists.md", _text(codelists_page())
    yield standard / "tables.md", _text(tables_page())
    yield standard / "outputs.md", _text(outputs_page())
    yield Path(VERSION) / "index.md", _text(published_page())


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
