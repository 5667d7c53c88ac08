"""The card free of any format: sections of paragraphs, lists, tables and figures, all as plain text.

Renderers escape every text of it for their format; nothing here is Markdown or HTML.
"""

from dataclasses import dataclass

__all__ = [
    "Block",
    "Bullets",
    "Card",
    "Cell",
    "Column",
    "FigureSlot",
    "Item",
    "Paragraph",
    "Section",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, smaller print below it, and whether it says that something is missing."""

    text: str
    detail: str = ""
    missing: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; numbers are set to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as many in each as there are columns. `total` says whether the last row is one."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `kind` is text, warning (data that are not the lab's own) or legend (small print)."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: a term set strong, its text, linked where there is `href`, a code, and more text."""

    text: str
    term: str = ""
    href: str = ""
    code: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of entries, numbered where they are cited by number."""

    entries: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class FigureSlot:
    """Where the figure of that name stands, if it was drawn."""

    name: str


Block = Paragraph | Bullets | Table | FigureSlot


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the standard, in its fixed order."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The whole card. `status` is the mark of data that are not the lab's own, else empty."""

    title: str
    status: str
    lead: tuple[Paragraph, ...]
    tiles: tuple[Cell, ...]
    sections: tuple[Section, ...]
    language: str
