"""An item of a disclosure out of the values of its columns, its keys in the order of the schema."""

from collections.abc import Mapping, Sequence
from typing import Any

from fullcount.draft.imports.xlsx.column import Column
from fullcount.draft.imports.xlsx.layout import PARENT, Sheet

__all__ = ["item_of"]

NUMBERS = (("value",), ("low",), ("high",), ("below",))


def item_of(values: Mapping[Column, Any], sheet: Sheet) -> dict[str, Any]:
    """The item; a figure whose unit the schema fixes gets it, and an object that every item has is there, if empty."""
    item: dict[str, Any] = {}
    for column in sheet.columns:
        if column.field[0] in sheet.objects:
            item.setdefault(column.field[0], {})
        if column in values and column.field != PARENT:
            holder = _holder(item, column.steps[:-1])
            holder[column.steps[-1]] = values[column]
            if column.unit and column.facet[:1] in NUMBERS:
                holder.setdefault("unit", column.unit)
    return item


def _holder(item: dict[str, Any], steps: Sequence[str]) -> dict[str, Any]:
    for step in steps:
        item = item.setdefault(step, {})
    return item
