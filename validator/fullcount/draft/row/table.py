"""A table of published figures of the user's own: read from untrusted bytes, refused as a whole if a row is wrong."""

import csv
import difflib
import io
from collections.abc import Iterator
from pathlib import Path

from fullcount.counted import counted
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.problem import MAX_PROBLEMS, Place, Problem, Unreadable
from fullcount.disclosure.source_bytes import read_bytes
from fullcount.draft.row.cells import NEEDED, columns, wrong_cells

__all__ = ["read_row"]

LIMITS = Limits()
Lines = list[tuple[int, list[str]]]


def read_row(path: Path, wanted: str = "") -> dict[str, str]:
    """One row of the table, every column that it lacks blank.

    `wanted` is the id in the column `row_id`, or the number of the row below the header; it may be blank where the
    table has one row.

    Raises:
        Unreadable: with every problem of the header, or of the row, at once.

    """
    name = str(path)
    header, lines = _parsed(name, _decoded(name, read_bytes(path, name, LIMITS)))
    _refuse(name, _header_problems(header))
    line, cells = _chosen(name, header, lines, wanted)
    if len(cells) != len(header):
        found, expected = counted(len(cells), "cell"), f"{counted(len(header), 'cell')}, as in the header"
        _refuse(name, [_problem(line, 1, found, expected, "quote a cell that holds a comma")])
    row = {key: cell.strip() for key, cell in zip(header, cells, strict=True)}
    _refuse(
        name,
        [
            _problem(line, header.index(wrong.column) + 1, f"{wrong.column}: {wrong.found}", *wrong[2:])
            for wrong in wrong_cells(row)
        ],
    )
    return {**dict.fromkeys(columns(), ""), **row, "row_id": row.get("row_id") or wanted or "1"}


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{content[error.start]:02x}"
        problem = _problem(line, 1, found, "UTF-8 text", "save the table as CSV in UTF-8")
        raise Unreadable(name, (problem,)) from None


def _parsed(name: str, text: str) -> tuple[list[str], Lines]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        return header, [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        remedy = "close the quotation marks, and keep one row on one line"
        problem = _problem(reader.line_num, 1, str(error), "comma-separated values", remedy)
        raise Unreadable(name, (problem,)) from None


def _header_problems(header: list[str]) -> Iterator[Problem]:
    for name in NEEDED:
        if name not in header:
            yield _problem(1, 1, f"no column {name!r}", f"the columns {', '.join(NEEDED)}", _remedy(header))
    for number, name in enumerate(header, start=1):
        if name not in columns():
            near = difflib.get_close_matches(name, columns(), 1)
            remedy = f"did you mean {near[0]!r}?" if near else "remove it, or put what it says into notes"
            yield _problem(1, number, f"the column {name[:60]!r}", "a column of published.csv", remedy)
        elif name in header[: number - 1]:
            yield _problem(1, number, f"the column {name!r} twice", "each column once", "remove one of them")


def _remedy(header: list[str]) -> str:
    semicolons = len(header) == 1 and ";" in header[0]
    return "separate the cells by commas, not semicolons" if semicolons else "add the column"


def _chosen(name: str, header: list[str], lines: Lines, wanted: str) -> tuple[int, list[str]]:
    at = header.index("row_id") if "row_id" in header else -1
    ids = [cells[at].strip() if 0 <= at < len(cells) else "" for _, cells in lines]
    found = [lines[index] for index, item in enumerate(ids) if wanted and item == wanted]
    if not found and wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= len(lines):
        found = [lines[int(wanted) - 1]]
    if not wanted and len(lines) == 1:
        found = lines
    if len(found) == 1:
        return found[0]
    raise Unreadable(name, (_no_row(wanted, [item for item in ids if item], len(lines), len(found)),))


def _no_row(wanted: str, ids: list[str], rows: int, found: int) -> Problem:
    if not rows:
        return _problem(None, 1, "no row", "a row below the header", "add the figures of one publication")
    near = difflib.get_close_matches(wanted, ids, 3) or ids[:3] or ["1"]
    says = f"{counted(found, 'row')} {wanted!r}" if wanted else counted(rows, "row")
    return _problem(
        None, 1, says, "one row to be named", f"add :ID or :NUMBER to the file, such as :{near[0]}"
    )


def _problem(line: int | None, cell: int, found: str, expected: str, remedy: str) -> Problem:
    """`cell` counts the cells of the line from 1."""
    return Problem(None, Place(line, cell) if line else None, found, expected, remedy)


def _refuse(name: str, problems: Iterator[Problem] | list[Problem]) -> None:
    if listed := tuple(problems)[:MAX_PROBLEMS]:
        raise Unreadable(name, listed)
