"""A file as a relation of DuckDB: cells as text, in parallel and in no order, or in order with their numbers.

A parallel scan of CSV does not come out in the order of the file, whatever the settings say; so numbers are given by
`row_number()` over a scan without parallelism. A Parquet file knows the number of each row.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fullcount.ledger.check.schema import Field
from fullcount.ledger.check.screen import literal

__all__ = [
    "Relation",
    "cell_name",
    "fits",
    "of_copy",
    "of_csv",
    "of_lines",
    "of_parquet",
    "stored_types",
]

_LONGEST_ROW = 1 << 24
_NEVER = "\x01\x02\x01"
_NO_DELIMITER = "\x03"
_MOMENTS = {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE"}
_WHOLE = {
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "UHUGEINT",
}
_FORMS = {"datetime": "%Y-%m-%dT%H:%M:%S", "date": "%Y-%m-%d"}
_STORED = {
    "string": {"VARCHAR"},
    "number": {"VARCHAR", "FLOAT", "DOUBLE", *_WHOLE},
    "integer": {"VARCHAR", "FLOAT", "DOUBLE", *_WHOLE},
    "year": {"VARCHAR", *_WHOLE},
    "boolean": {"VARCHAR", "BOOLEAN"},
    "datetime": {"VARCHAR", *_MOMENTS - {"DATE"}},
    "date": {"VARCHAR", "DATE"},
    "time": {"VARCHAR"},
    "yearmonth": {"VARCHAR"},
}


class Relation(NamedTuple):
    """SQL for both ways to read. Columns are `c0`, `c1` … of text, and in `ordered` the row `rn` and its `line`.

    `whole` is true for a row with neither too few nor too many cells. Where a row is one line of the file, `parallel`
    has the line `l`, all have the list `p` of its cells, and `marked` is `ordered` for the lines that a scan marked.
    """

    parallel: str
    ordered: str
    width: int
    whole: str
    marked: str = ""

    @property
    def cells(self) -> list[str]:
        """The names of the columns."""
        return [cell_name(place) for place in range(self.width)]


def cell_name(place: int) -> str:
    """The column at a place from 0."""
    return f"c{place}"


def of_lines(path: Path, labels: int, delimiter: str) -> Relation:
    """The relation of a CSV file without quotes: each line is a row, parted at the delimiter.

    That takes less time than reading it as CSV, and a row that is to be judged is found again by its line alone.
    Lines without any character are passed over, so that the caller must count the characters.
    """
    options = (
        f"{literal(str(path))}, auto_detect = false, header = true, columns = {{'l': 'VARCHAR'}}, "
        f"delim = {literal(_NO_DELIMITER)}, quote = '', escape = '', nullstr = {literal(_NEVER)}, strict_mode = true"
    )
    cells = ", ".join(f"p[{place + 1}] as {cell_name(place)}" for place in range(labels))
    parts = f"string_split(l, {literal(delimiter)}) as p"
    numbered = f"select row_number() over () + 1 as rn, l from read_csv({options}, parallel = false)"
    parallel = f"select l, p, {cells} from (select l, {parts} from read_csv({options}))"
    ordered = f"select rn, rn as line, p, {cells} from (select rn, {parts} from ({numbered}))"
    near = f"select * from ({numbered}) where hash(l) in (select mark from pass1 where mark is not null)"
    marked = f"select rn, rn as line, p, {cells} from (select rn, {parts} from ({near}))"
    return Relation(parallel, ordered, labels, f"len(p) = {labels}", marked)


def of_csv(path: Path, labels: int, delimiter: str, *, lines_in_cells: bool = False) -> Relation:
    """The relation of a CSV file with quotes whose first record is a header with so many labels.

    Where `lines_in_cells` the lines of the rows are not known.
    """
    columns = ", ".join(f"'{cell_name(place)}': 'VARCHAR'" for place in range(labels))
    options = (
        f"{literal(str(path))}, auto_detect = false, header = true, columns = {{{columns}}}, "
        f"delim = {literal(delimiter)}, "
        f"quote = '\"', escape = '\"', nullstr = {literal(_NEVER)}, strict_mode = true"
    )
    line = "null::bigint" if lines_in_cells else "rn"
    numbered = f"select row_number() over () + 1 as rn, * from read_csv({options}, parallel = false)"
    ordered = f"select *, {line} as line from ({numbered})"
    parallel = f"select * from read_csv({options}, parallel = {not lines_in_cells})"
    return Relation(parallel, ordered, labels, "true")


def of_copy(path: Path, labels: int) -> Relation:
    """The relation of a copy that the exact reader has written: row, line, and as many cells as there are labels."""
    names = ("rn", "line", *map(cell_name, range(labels)))
    columns = ", ".join(f"'{name}': '{'BIGINT' if name in names[:2] else 'VARCHAR'}'" for name in names)
    options = (
        f"{literal(str(path))}, auto_detect = false, header = false, columns = {{{columns}}}, delim = ',', "
        f"quote = '\"', escape = '\"', nullstr = {literal(_NEVER)}, strict_mode = true, parallel = false, "
        f"max_line_size = {_LONGEST_ROW}, buffer_size = {_LONGEST_ROW}"
    )
    source = f"select * from read_csv({options})"
    return Relation(source, source, labels, "true")


def stored_types(connection: Any, path: Path) -> dict[str, str]:
    """The columns of a Parquet file with their types in DuckDB."""
    described = connection.execute(f"describe select * from read_parquet({literal(str(path))})").fetchall()
    return {str(row[0]): str(row[1]) for row in described}


def fits(field: Field, stored: str) -> bool:
    """Whether cells of a stored type can be values of the field."""
    family = stored.partition("(")[0]
    known = _STORED.get(field.type)
    return known is None or family in known or (family == "DECIMAL" and field.type in {"number", "integer"})


def of_parquet(path: Path, names: Sequence[str], types: Sequence[str], fields: Sequence[Field]) -> Relation:
    """The relation of a Parquet file, values in the form in which a CSV file would have them; NULL is empty."""
    columns = ", ".join(
        f"coalesce({_as_text(name, stored, field)}, '') as {cell_name(place)}"
        for place, (name, stored, field) in enumerate(zip(names, types, fields, strict=True))
    )
    source = f"read_parquet({literal(str(path))}, file_row_number = true)"
    ordered = f"select file_row_number + 1 as rn, null::bigint as line, {columns} from {source}"
    return Relation(f"select {columns} from {source}", ordered, len(names), "true")


def _as_text(name: str, stored: str, field: Field) -> str:
    column = '"' + name.replace('"', '""') + '"'
    if stored in _MOMENTS:
        form = _FORMS.get(field.type, "") if field.format == "default" else field.format
        return f"strftime({column}, {literal(form or _FORMS['datetime'])})"
    if field.type == "integer" and stored in {"FLOAT", "DOUBLE"}:
        whole = f"{column} = trunc({column}) and abs({column}) < 1e18"
        return f"case when {whole} then {column}::bigint::varchar else {column}::varchar end"
    return f"{column}::varchar"
