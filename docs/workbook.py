"""The crosswalk of the workbook, which follows from the schema as its sheets do."""

import csv
from io import StringIO

from fullcount.draft.imports.xlsx.column import Column
from fullcount.draft.imports.xlsx.layout import PARENT, Sheet, layout
from fullcount.draft.imports.xlsx.reading import VALUE

__all__ = ["crosswalk_table"]

HEAD = ("ours", "theirs", "way", "unit", "dropped", "note")


def crosswalk_table() -> str:
    """`schema/1.0/crosswalks/xlsx.csv`: each place of a disclosure with its sheet and column."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEAD)
    for sheet in layout():
        fields = {column.field: column for column in reversed(sheet.columns) if column.field != PARENT}
        for column in reversed(fields.values()):
            writer.writerow((_pattern(sheet, column), _there(sheet, column), "both", column.unit, "", ""))
    return stream.getvalue()


def _pattern(sheet: Sheet, column: Column) -> str:
    between = () if sheet.is_form else ("*",)
    base = (sheet.base[0], "*", sheet.base[1]) if sheet.parent else sheet.base
    return "/" + "/".join((*base, *between, *column.field))


def _there(sheet: Sheet, column: Column) -> str:
    name = ".".join(column.field)
    if sheet.is_form:
        return f"{sheet.name}: row {name}"
    return f"{sheet.name}: {name}.{VALUE} and beside" if column.facet else f"{sheet.name}: {name}"
