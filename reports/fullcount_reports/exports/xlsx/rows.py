"""The items of a disclosure as rows of a sheet: values by column."""

from collections.abc import Iterator, Mapping
from typing import Any

from fullcount.disclosure.pointer import child, join
from fullcount.draft.imports.xlsx.column import Column
from fullcount.draft.imports.xlsx.layout import PARENT, Sheet
from fullcount_reports.exports.exported import Lack, NotExpressibleError
from fullcount_reports.exports.xlsx.cells import unwritable

__all__ = ["Row", "rows_of"]

Row = dict[Column, Any]
Item = Mapping[str, Any]


def rows_of(sheet: Sheet, document: Mapping[str, Any]) -> list[Row]:
    """The rows of a table, or the item of a form. Raises `NotExpressibleError` with all that no cell can hold."""
    found = [(pointer, _row(sheet, item, name)) for pointer, item, name in _items(sheet, document)]
    lacks = [lack for pointer, row in found for lack in _lacks(pointer, row)]
    lacks.extend(_ambiguous(sheet, document))
    if lacks:
        raise NotExpressibleError(lacks)
    return [row for _, row in found]


def _items(sheet: Sheet, document: Mapping[str, Any]) -> Iterator[tuple[str, Item, Any]]:
    """Each item with its pointer, and the id or number of the one it belongs to."""
    first, *rest = sheet.base or ("",)
    if sheet.is_form:
        item = document.get(first) if first else document
        yield from [(join(sheet.base), item, None)] if item is not None else []
    elif sheet.parent:
        for index, parent in enumerate(document.get(first, [])):
            name = parent["id"] if sheet.columns[0].refers else index + 1
            for inner, item in enumerate(parent.get(rest[0], [])):
                yield join((first, str(index), rest[0], str(inner))), item, name
    else:
        holder = document.get(first, {} if rest else [])
        items = holder.get(rest[0], []) if rest else holder
        yield from ((f"{join(sheet.base)}/{index}", item, None) for index, item in enumerate(items))


def _row(sheet: Sheet, item: Item, parent: Any) -> Row:
    pairs = ((column, parent if column.field == PARENT else _value(item, column)) for column in sheet.columns)
    return {column: value for column, value in pairs if value is not None}


def _value(item: Any, column: Column) -> Any:
    for step in column.steps:
        if not isinstance(item, Mapping) or step not in item:
            return None
        item = item[step]
    return item


def _lacks(pointer: str, row: Row) -> Iterator[Lack]:
    for column, value in row.items():
        reason = unwritable(value)
        if reason:
            place = pointer
            for step in column.steps:
                place = child(place, step)
            yield Lack(place, reason, "text that a cell can hold", "change the text in the disclosure")


def _ambiguous(sheet: Sheet, document: Mapping[str, Any]) -> Iterator[Lack]:
    """An item that belongs to one of two with the same id could be read back into the other."""
    if not sheet.parent or not sheet.columns[0].refers:
        return
    list_name, inner = sheet.base
    names = [item["id"] for item in document.get(list_name, [])]
    for index, item in enumerate(document.get(list_name, [])):
        if names.count(item["id"]) > 1 and item.get(inner):
            found = f"{item['id']}, the id of several, has {inner}"
            yield Lack(f"/{list_name}/{index}/id", found, "an id of its own", "name each differently")
