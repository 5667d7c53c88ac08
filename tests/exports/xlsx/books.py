"""Workbooks of the suite, changed as a person would change them."""

import copy
import json
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from fullcount.draft.imports.xlsx import WorkbookError, read
from fullcount.rooms import schema_room
from fullcount_reports.exports.xlsx import export

BASE = json.loads((schema_room() / "conformance/base.json").read_text(encoding="utf-8"))
NAMES = 2
FIRST = 3


def base() -> dict[str, Any]:
    return copy.deepcopy(BASE)


def workbook_of(document: dict[str, Any]) -> bytes:
    content = export(document).files["disclosure.xlsx"]
    assert isinstance(content, bytes)
    return content


def cell(page: Any, name: str, row: int = FIRST) -> Any:
    """The cell of a column of a table; of the field `name` in a form."""
    heads = {each.value: each.column for each in page[NAMES]}
    if "field" not in heads:
        return page.cell(row, heads[name])
    field, _, facet = name.partition("|")
    at = next(each.row for each in page[letter(heads["field"])] if each.value == field)
    return page.cell(at, heads[facet or "value"])


def letter(number: int) -> str:
    return chr(ord("A") + number - 1)


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def problems(content: bytes) -> list[str]:
    """What a reading complains of; an empty list where it does not."""
    try:
        read(content, "lab.xlsx")
    except WorkbookError as error:
        return [str(problem) for problem in error.args[0]]
    return []


def without_extensions(node: Any) -> Any:
    """A document without what has no cell: keys of extensions, and lists and objects with nothing in them."""
    if isinstance(node, dict):
        return dict(_kept(node))
    return [without_extensions(item) for item in node] if isinstance(node, list) else node


def _kept(node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        inner = without_extensions(value)
        if not key.startswith("x-") and inner not in ({}, []):
            yield key, inner
