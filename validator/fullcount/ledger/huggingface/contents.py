"""A card taken apart: its metadata, its labelled prose and its tables of impacts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fullcount.ledger.huggingface.impact_table import Columns, columns_of
from fullcount.ledger.huggingface.metadata import Metadata, metadata_of
from fullcount.ledger.huggingface.prose import Said, masses_in, said_in
from fullcount.ledger.huggingface.tables import Table, tables_in
from fullcount.ledger.reading.cards import card_of, outside_section, plain_text, title_of
from fullcount.ledger.reading.documents import Item, yaml_item
from fullcount.ledger.reading.loose import map_at
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.unfit import Unfit

__all__ = ["Contents", "contents_of"]

KEY = "co2_eq_emissions"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a card says; `line` is that of its emissions in the metadata, or of its first line.

    `lines` are those of the keys below `co2_eq_emissions`, where it is a map.
    `masses` are those in its prose: kg, half of the last printed place, as written, line.
    """

    name: str
    line: int
    lines: Mapping[str, int]
    metadata: Metadata
    said: dict[str, Said]
    masses: list[tuple[float, float, str, int]]
    tables: list[tuple[Table, Columns]]

    def line_of(self, key: str) -> int:
        """The line of a key below `co2_eq_emissions`, else that of `co2_eq_emissions` itself."""
        return self.lines.get(key, self.line)


def contents_of(source: TextSource, text: str) -> Contents:
    """The parts of one card, our own footprint section left aside.

    Raises `LedgerError` for broken metadata, `Unfit` for figures that are none.
    """
    card = card_of(outside_section(text))
    item = (
        yaml_item(card.front.text, source, card.front.first)
        if card.front and card.front.text.strip()
        else None
    )
    try:
        metadata = metadata_of(item.data if item else None)
    except Unfit as bad:
        bad.line = _lines(item).get("emissions", _line(item))
        raise
    tables = [(table, columns) for table in tables_in(card.body) if (columns := columns_of(table))]
    return Contents(
        name=metadata.name or plain_text(title_of(card.body)),
        line=_line(item),
        lines=_lines(item),
        metadata=metadata,
        said=said_in(card.body),
        masses=masses_in(card.body),
        tables=tables,
    )


def _line(item: Item | None) -> int:
    data: Any = item.data if item else None
    return item.line_of(KEY) if item and isinstance(data, dict) and KEY in data else 1


def _lines(item: Item | None) -> dict[str, int]:
    said = map_at(item.data, KEY) if item else {}
    return {key: item.line_of(KEY, key) for key in said if isinstance(key, str)} if item else {}
