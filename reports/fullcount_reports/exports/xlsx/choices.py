"""What may be chosen in a cell: codes, ids that stand in other sheets, and the kinds of numbers."""

import csv
from typing import Any

from fullcount.draft.imports.xlsx.column import Column
from fullcount.draft.imports.xlsx.layout import sheet_named
from fullcount.draft.imports.xlsx.reading import ROW_OF_NAMES
from fullcount.rooms import schema_room
from fullcount_reports.exports.xlsx.cells import put_text
from fullcount_reports.exports.xlsx.looks import LAST_ROW, as_head, letter

__all__ = ["Choices"]

WIDTHS = (24, 34, 70, 4)
BETWEEN = len(WIDTHS)
"""Columns from one codelist to the next: code, title, description and one to part them."""


class Choices:
    """The sheet of codes, which the drop-down lists of the others show."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._ranges = {name: self._write(index, name) for index, name in enumerate(_names())}
        sheet.freeze_panes = f"A{ROW_OF_NAMES + 1}"

    def validation(self, column: Column) -> Any:
        """What a spreadsheet program checks in the cells of a column; None for text."""
        if column.kind in ("words", "texts"):
            return None
        listed = self._listed(column)
        if listed:
            return _validation(
                column, type="list", formula1=listed, is_strict=column.strict and not column.refers
            )
        match column.kind:
            case "boolean":
                return _validation(column, type="list", formula1='"TRUE,FALSE"')
            case "number":
                return _validation(column, type="decimal", operator="greaterThanOrEqual", formula1="0")
            case "integer":
                return _validation(column, type="whole", operator="greaterThanOrEqual", formula1="1")
            case _:
                return None

    def _listed(self, column: Column) -> str:
        if column.refers:
            names = [each.name for each in sheet_named(column.refers).columns]
            at = letter(names.index("id") + 1)
            return f"'{column.refers}'!${at}${ROW_OF_NAMES + 1}:${at}${LAST_ROW}"
        if column.codelist:
            return self._ranges[column.codelist]
        return f'"{",".join(column.choices)}"' if column.choices else ""

    def _write(self, index: int, name: str) -> str:
        first = index * BETWEEN + 1
        for offset, (title, width) in enumerate(zip((name, "title", "description"), WIDTHS, strict=False)):
            put_text(self._sheet.cell(ROW_OF_NAMES, first + offset), title)
            as_head(self._sheet.cell(ROW_OF_NAMES, first + offset))
            self._sheet.column_dimensions[letter(first + offset)].width = width
        rows = _codes(name)
        for number, row in enumerate(rows, ROW_OF_NAMES + 1):
            for offset, key in enumerate(("code", "title", "description")):
                put_text(self._sheet.cell(number, first + offset), row[key])
        at = letter(first)
        return f"'{self._sheet.title}'!${at}${ROW_OF_NAMES + 1}:${at}${ROW_OF_NAMES + len(rows)}"


def _validation(column: Column, *, is_strict: bool = True, **what: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - an extra

    style = "stop" if is_strict else "warning"
    kind = {"list": "one of the list", "decimal": "a number, 0 or more", "whole": "a whole number, 1 or more"}
    checked = DataValidation(allow_blank=True, showErrorMessage=True, errorStyle=style, **what)
    checked.errorTitle = column.name[:32]
    checked.error = f"Expected {kind[what['type']]}." + ("" if is_strict else " Keep it if it is meant.")
    return checked


def _names() -> list[str]:
    with (schema_room() / "codelists" / "codelists.csv").open(encoding="utf-8", newline="") as table:
        return [row["codelist"] for row in csv.DictReader(table)]


def _codes(name: str) -> list[dict[str, str]]:
    with (schema_room() / "codelists" / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
