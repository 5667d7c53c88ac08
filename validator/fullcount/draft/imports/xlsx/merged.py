"""Cells of a workbook that are merged: all but the first of them are empty, whatever a reader sees in them.

The parts were looked at before: they declare no document type, so their XML is plain.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

from fullcount.draft.imports.xlsx.archive import column_number
from fullcount.draft.imports.xlsx.grid import Grid
from fullcount.draft.imports.xlsx.problem import CellProblem, Where
from fullcount.draft.imports.xlsx.reading import ROW_OF_NAMES

__all__ = ["merged_problems"]

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
"""ECMA-376 part 1, 22.8.2.1: the attribute by which a workbook names the part of a sheet."""
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)


def merged_problems(content: bytes, grids: dict[str, Grid]) -> Iterator[CellProblem]:
    """The merged cells below the names of the columns that hold a value."""
    with ZipFile(BytesIO(content)) as archive:
        parts = _parts(archive)
        for grid in grids.values():
            if grid.rows and grid.name in parts:
                yield from _of_sheet(grid, archive.read(parts[grid.name]))


def _of_sheet(grid: Grid, part: bytes) -> Iterator[CellProblem]:
    for first, top, last, bottom in _MERGED.findall(part):
        row, column = int(top), column_number(first)
        if int(bottom) > ROW_OF_NAMES and column in grid.rows.get(row, ()):
            found = f"cells that are merged, {(first + top).decode()}:{(last + bottom).decode()}"
            remedy = "unmerge them, and fill in each of them that has the value"
            yield CellProblem(Where(grid.name, row, column), found, "a cell for each value", remedy)


def _parts(archive: ZipFile) -> dict[str, str]:
    """The part of the archive that each sheet is."""
    whole = {name.lower(): name for name in archive.namelist()}
    book = next(name for key, name in whole.items() if key.endswith("xl/workbook.xml"))
    folder, _, file = book.rpartition("/")
    relations = _tree(archive.read(whole[f"{folder}/_rels/{file}.rels".lower()]))
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    sheets = (node for node in _tree(archive.read(book)).iter() if node.tag.endswith("}sheet"))
    named = {node.get("name", ""): targets.get(node.get(RELATION, ""), "") for node in sheets}
    paths = {name: normpath(join("/" + folder, target)).lstrip("/").lower() for name, target in named.items()}
    return {name: whole[path] for name, path in paths.items() if path in whole}


def _tree(part: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(part)  # noqa: S314 - document types were refused before
