"""A draft of a card with a table by model, as the cards of the Llama models have it: one component a model."""

import re
from collections.abc import Iterator
from typing import Any

from fullcount.draft.imports.huggingface.one_model import ASSUMED, impact
from fullcount.draft.imports.huggingface.said import (
    card_source,
    equipment,
    facility,
    figure,
    not_stated,
    quiet,
    slug,
    subject,
)
from fullcount.ledger.huggingface.amounts import scaled
from fullcount.ledger.huggingface.contents import Contents
from fullcount.ledger.huggingface.impact_table import Columns, Figure, figure_in
from fullcount.ledger.huggingface.rows import run_type_in
from fullcount.ledger.huggingface.tables import Table

__all__ = ["models_draft"]

Item = dict[str, Any]
_STAGES = (("pre-?train", "pre-train"), ("post-?train|fine-?tun|alignment", "post-train"), ("train", "train"))


def models_draft(
    contents: Contents, tables: list[tuple[Table, Columns]], name: str, notes: list[str]
) -> Item:
    """The draft of all models in the tables; totals are left to the sums."""
    drafted = _Models(contents, equipment(contents, notes))
    for table, columns in tables:
        for line, cells in table.rows:
            if cells and cells[0].strip() and not cells[0].strip().lower().startswith(("total", "sum")):
                drafted.add(table, columns, cells, line)
    if contents.metadata.readings_kg:
        notes.append("co2_eq_emissions is left out: the table says more")
    return {
        "subject": subject(contents, list(drafted.components.values()), notes),
        "facilities": [facility(contents, notes)],
        **({"equipment": drafted.equipment} if drafted.equipment else {}),
        "compute": drafted.lines,
        "impacts": drafted.impacts,
        "sources": [card_source(contents, name)],
    }


class _Models:
    """Components, equipment, lines and impacts, row by row."""

    def __init__(self, contents: Contents, held: list[Item]) -> None:
        self.components: dict[str, Item] = {}
        self.equipment: list[Item] = []
        self.lines: list[Item] = []
        self.impacts: list[Item] = []
        self._contents, self._held = contents, held

    def add(self, table: Table, columns: Columns, cells: list[str], line: int) -> None:
        """One row of a table."""
        code = slug(cells[0], self.components)
        self.components[code] = {"id": code, "name": cells[0].strip(), "kind": "model"}
        on = self._equipment(figure_in(cells, columns.power), line)
        for column in columns.hours or (None,):
            self.lines.append(self._line(code, table, column, cells, line) | on)
        self.impacts += self._impacts(code, columns, cells, line)

    def _line(self, code: str, table: Table, column: int | None, cells: list[str], line: int) -> Item:
        header = "" if column is None else table.header[column]
        run_type = _run_type(header) or run_type_in(self._contents, quiet())
        number = sum(item["component"] == code for item in self.lines)
        return {
            "id": f"{code}/training" if not number else f"{code}/training-{number + 1}",
            "component": code,
            "stage": "final",
            "run_type": run_type,
            "outcome": "unknown",
            "facility": "site",
            "accelerator_hours": _figure(figure_in(cells, column), "accelerator-h", 1.0, line),
            "note": f"Stage assumed: {ASSUMED}.",
        }

    def _equipment(self, power: Figure, line: int) -> Item:
        """The hardware at the rated power of the row, one item for each power."""
        rated = {} if power.value is None else {"rated_power": figure(power.value, "W", f"line {line}")}
        if not rated and not self._held:
            return {}
        head = self._held[0] if self._held else {"id": "accelerators", "name": "Accelerators, not named"}
        code = f"{head['id']}-{power.value:g}-w" if power.value is not None else head["id"]
        if not any(item["id"] == code for item in self.equipment):
            self.equipment.append({**head, "id": code, **rated})
        return {"equipment": code}

    def _impacts(self, code: str, columns: Columns, cells: list[str], line: int) -> Iterator[Item]:
        bases = (
            ("location" if columns.market is not None else "unspecified", columns.located),
            ("market", columns.market),
        )
        for basis, column in bases:
            if column is not None:
                amount = _figure(figure_in(cells, column), "kgCO2e", columns.carbon_kg, line)
                yield impact(amount, basis, components=[code])


def _run_type(header: str) -> str:
    return next((code for words, code in _STAGES if re.search(words, header, re.IGNORECASE)), "")


def _figure(found: Figure, unit: str, factor: float | None, line: int) -> Item:
    """A cell as a figure of the standard's unit; a word, a bound and a number without unit are none."""
    if found.value is None:
        return not_stated(f"the card says {found.written!r}" if found.why else "")
    if factor is None:
        return not_stated(f"the card says {found.written!r} without a unit")
    return figure(scaled(found.value, factor), unit, f"line {line}")
