"""The archive of a workbook, looked at before anything of it is interpreted.

A workbook is untrusted: it is a zip archive of XML, so it can grow when unpacked, bring programs, and point elsewhere.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from fullcount.draft.imports.xlsx.problem import CellProblem, Where

__all__ = ["LIMITS", "Limits", "archive_problems", "column_number", "has_links"]

COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of the older format and encrypted workbooks begin ([MS-CFB] 2.2)."""
_ADDRESS = re.compile(rb"""[\s]r\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,19})["']""")


class Limits(NamedTuple):
    """How much of a workbook is taken; our own choices, far above any disclosure that people fill in by hand."""

    max_bytes: int = 20 * 1024 * 1024
    max_unpacked_bytes: int = 100 * 1024 * 1024
    max_parts: int = 1000
    max_rows: int = 20_000
    max_columns: int = 300


LIMITS = Limits()


def archive_problems(content: bytes, limits: Limits = LIMITS) -> list[CellProblem]:
    """What forbids to open the workbook; empty if nothing does."""
    if len(content) > limits.max_bytes:
        return [
            _problem(f"{len(content)} bytes", f"at most {limits.max_bytes}", "take out what is no disclosure")
        ]
    if content.startswith(COMPOUND_FILE):
        found = "a workbook of the older format or with a password"
        return [_problem(found, "an .xlsx workbook", "save it as .xlsx without a password")]
    try:
        with ZipFile(BytesIO(content)) as archive:
            return list(_of_archive(archive, limits))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return [
            _problem("a file that is no whole zip archive", "an .xlsx workbook", "save it again as .xlsx")
        ]


def has_links(content: bytes) -> bool:
    """Whether the workbook has links to other workbooks."""
    with ZipFile(BytesIO(content)) as archive:
        return any("externallinks/" in name.lower() for name in archive.namelist())


def _problem(found: str, expected: str, remedy: str, where: Where | None = None) -> CellProblem:
    return CellProblem(where or Where(), found, expected, remedy)


def _of_archive(archive: ZipFile, limits: Limits) -> Iterator[CellProblem]:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.max_parts:
        yield _problem(
            f"{len(parts)} parts", f"at most {limits.max_parts}", "copy the sheets into a new template"
        )
    elif unpacked > limits.max_unpacked_bytes:
        found, most = f"{unpacked} bytes when unpacked", f"at most {limits.max_unpacked_bytes}"
        yield _problem(found, most, "take out what is no disclosure")
    else:
        names = {part.filename.lower() for part in parts}
        if not any(name.endswith("xl/workbook.xml") for name in names):
            yield _problem("an archive without xl/workbook.xml", "an .xlsx workbook", "save it as .xlsx")
        if any("vbaproject" in name or "macrosheets/" in name for name in names):
            yield _problem("a workbook with macros", "one without programs", "save it as .xlsx, not as .xlsm")
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                yield from _of_part(part.filename, archive.read(part), limits)


def _of_part(name: str, content: bytes, limits: Limits) -> Iterator[CellProblem]:
    """Cells beyond the limits are refused, so that rows and columns can be counted on."""
    if b"<!" in content.replace(b"\0", b"").replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        yield _problem(
            f"{name} with a document type", "plain XML", "save it again with a spreadsheet program"
        )
    if "worksheets/" not in name.lower():
        return
    for match in _ADDRESS.finditer(content):
        row, column = int(match[2]), column_number(match[1].upper())
        if row > limits.max_rows or column > limits.max_columns:
            cell = f"{match[1].decode()}{match[2].decode()}"
            most = f"at most {limits.max_rows} rows and {limits.max_columns} columns"
            yield _problem(
                f"the cell {cell} in {name}", most, "delete the rows and columns that are not used"
            )
            return


def column_number(letters: bytes) -> int:
    """The number of a column, from 1, by its capital letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
