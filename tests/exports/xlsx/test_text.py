"""Text of a disclosure stays text in a cell, whatever it begins with; what no cell can hold is refused."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from fullcount.draft.imports.xlsx.values import plain_text
from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.xlsx import export
from fullcount_reports.exports.xlsx.cells import put_text, unwritable

from .books import base, workbook_of

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "{=1}",
    "<c><f>1+1</f></c>",
    "]]>",
    "&lt;",
    "_x000D_",
    "_x0041_",
    "a\r\nb",
    "#REF!",
    "1,5",
    "TRUE",
    "'=1",
]


def written(text: str) -> tuple[bytes, Any]:
    """The XML of a sheet with one text, and its cell as it is read again."""
    book: Any = Workbook()
    put_text(book.active["A1"], text)
    stream = BytesIO()
    book.save(stream)
    with ZipFile(stream) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    return xml, load_workbook(stream).active["A1"]


def _with_examples(test: Any) -> Any:
    for text in HOSTILE:
        test = example(text)(test)
    return test


@_with_examples
@given(st.text(min_size=1))
def test_no_text_becomes_a_formula_and_all_of_it_comes_back(text: str) -> None:
    if unwritable(text):
        return
    xml, cell = written(text)
    assert b"<f" not in xml
    assert cell.data_type != "f"
    assert plain_text(cell.value) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_written(text: str) -> None:
    assert unwritable(text) == ""


def test_a_workbook_of_hostile_texts_has_no_formula() -> None:
    document = base()
    document["subject"]["description"] = document["note"] = "=cmd|' /C calc'!A0"
    document["compute"][0]["energy"]["note"] = "=1+1"
    with ZipFile(BytesIO(workbook_of(document))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_text_that_no_cell_can_hold_is_refused_with_every_place() -> None:
    document = base()
    document["note"] = "a\x00b"
    document["title"] = "   "
    with pytest.raises(NotExpressibleError) as caught:
        export(document)
    assert [str(lack).partition(":")[0] for lack in caught.value.args[0]] == ["/title", "/note"]


def test_two_facilities_of_one_id_cannot_be_told_apart() -> None:
    document = base()
    amount = {"value": 1.0, "unit": "MJ/kWh"}
    document["facilities"][0]["use_factors"] = [{"category": "pe", "amount": amount}]
    document["facilities"] += [dict(document["facilities"][0])]
    with pytest.raises(NotExpressibleError, match="the id of several"):
        export(document)
