"""Workbooks whose shape was changed: other sheets, other columns, merged, hidden and hostile cells."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fullcount.disclosure import shape_errors
from fullcount.draft.imports.xlsx import WorkbookError, read
from fullcount.draft.imports.xlsx.layout import layout

from .books import BASE, NAMES, cell, changed, problems, workbook_of

Change = Callable[[Any], None]
CONTENT = workbook_of(BASE)
SHEETS = [sheet.name for sheet in layout()]


def plain() -> bytes:
    """The base without looks, lists to choose from and sheets for people, so that it is read quickly."""
    book = load_workbook(BytesIO(CONTENT))
    for name in ("read me", "codes"):
        del book[name]
    for page in book:
        page.data_validations.dataValidation = []
        for row in page:
            for each in row:
                each.comment = None
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


PLAIN = plain()


def renamed(sheet: str, name: str) -> Change:
    def change(book: Any) -> None:
        book[sheet].title = name

    return change


@pytest.mark.parametrize(
    ("sheet", "name", "said"),
    [
        ("compute", "Compute lines", "Compute lines: a sheet \"Compute lines\" with the columns of compute"),
        ("facilities", "compute 2", "with the columns of facilities"),
        ("totals", "sums", "with the columns of totals"),
        ("header", "cover", "with the columns of header"),
    ],
)  # fmt: skip
def test_a_sheet_under_another_name_is_a_slip_and_no_sheet_of_ones_own(
    sheet: str, name: str, said: str
) -> None:
    found = problems(changed(PLAIN, renamed(sheet, name)))
    assert any(said in problem for problem in found), found


def test_a_sheet_may_be_called_in_capitals() -> None:
    assert read(changed(PLAIN, renamed("compute", " Compute")), "it.xlsx").draft == BASE


def test_two_sheets_of_one_name_are_refused() -> None:
    found = problems(changed(PLAIN, lambda book: book.create_sheet("compute ")))
    assert found == [
        'lab.xlsx: compute : a second sheet of the name "compute", "compute "; expected each sheet once; '
        "rename or delete one of the two"
    ]


def test_a_copy_of_a_sheet_beside_it_is_ones_own() -> None:
    def change(book: Any) -> None:
        book.copy_worksheet(book["compute"]).title = "compute (2)"

    draft = read(changed(PLAIN, change), "it.xlsx")
    assert draft.draft == BASE
    assert draft.notes == ('the sheet "compute (2)" was not read',)


def test_cells_merged_over_rows_are_told_as_all_but_one_of_them_are_empty() -> None:
    def change(book: Any) -> None:
        page = book["compute"]
        at = cell(page, "facility").column_letter
        page.merge_cells(f"{at}3:{at}5")

    (said,) = problems(changed(PLAIN, change))
    assert "cells that are merged, " in said
    assert said.startswith("lab.xlsx: compute!")


def test_merged_titles_and_merged_empty_cells_do_no_harm() -> None:
    def change(book: Any) -> None:
        book["compute"].merge_cells("A1:C1")
        book["compute"].merge_cells("A40:C44")

    assert read(changed(PLAIN, change), "it.xlsx").draft == BASE


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_that_is_said(state: str) -> None:
    def change(book: Any) -> None:
        book["compute"].sheet_state = state

    found = read(changed(PLAIN, change), "it.xlsx")
    assert found.draft == BASE
    assert found.notes == ('the sheet "compute" is hidden and was read',)


def test_rows_and_columns_that_are_hidden_count() -> None:
    def change(book: Any) -> None:
        book["compute"].row_dimensions[4].hidden = True
        book["compute"].column_dimensions["B"].hidden = True

    assert read(changed(PLAIN, change), "it.xlsx").draft == BASE


def test_a_row_that_is_deleted_leaves_references_to_it_at_their_cells() -> None:
    def change(book: Any) -> None:
        book["equipment"].delete_rows(3)

    found = problems(changed(PLAIN, change))
    assert any(
        "compute!" in problem and "no row of equipment has as its id" in problem for problem in found
    ), found


VALUES = st.one_of(
    st.sampled_from(
        [
            *(
                "=1+1",
                "=1/0",
                "#REF!",
                "=cmd|' /C calc'!A0",
                "1e999",
                "-1e400",
                "NaN",
                "1,5",
                "\u202e",
                "=TRUE()",
            ),
            *(
                True,
                False,
                None,
                0,
                -1,
                1e308,
                5e-324,
                10**40,
                -0.0,
                datetime(2026, 1, 31),
                datetime(1899, 12, 31),
            ),
            *("2026-02-30", "x" * 32_000, " ", "final", "TRUE", "a,b;c\nd"),
        ]
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=8),
)
STEPS = st.one_of(
    st.tuples(st.just("put"), st.integers(1, 12), st.integers(1, 40), VALUES),
    st.tuples(st.just("delete row"), st.integers(1, 12), st.just(0), st.none()),
    st.tuples(st.just("delete column"), st.just(0), st.integers(1, 40), st.none()),
    st.tuples(st.just("insert row"), st.integers(1, 12), st.just(0), st.none()),
    st.tuples(st.just("insert column"), st.just(0), st.integers(1, 40), st.none()),
    st.tuples(st.just("merge"), st.integers(1, 8), st.integers(1, 20), st.none()),
    st.tuples(st.just("hide"), st.just(0), st.just(0), st.none()),
    st.tuples(st.just("rename"), st.just(0), st.just(0), st.sampled_from(["x", "Compute", "codes", "sum 1"])),
    st.tuples(st.just("remove"), st.just(0), st.just(0), st.none()),
)  # fmt: skip


def take(book: Any, page: Any, what: str, row: int, column: int, value: Any) -> None:
    if what == "put":
        page.cell(row, column).value = value
    elif what == "delete row":
        page.delete_rows(row)
    elif what == "insert row":
        page.insert_rows(row)
    elif what == "delete column":
        page.delete_cols(column)
    elif what == "insert column":
        page.insert_cols(column)
    elif what == "merge":
        page.merge_cells(start_row=row, end_row=row + 2, start_column=column, end_column=column + 1)
    elif what == "hide" and sum(each.sheet_state == "visible" for each in book) > 1:
        page.sheet_state = "hidden"
    elif what == "rename":
        page.title = value
    elif what == "remove" and len(book.sheetnames) > 2:
        book.remove(page)


@settings(max_examples=40)
@given(steps=st.lists(st.tuples(st.sampled_from(SHEETS), STEPS), min_size=1, max_size=6))
def test_any_change_of_a_workbook_is_read_well_formed_or_refused_by_sheet_and_cell(steps) -> None:
    def change(book: Any) -> None:
        for sheet, step in steps:
            if sheet in book.sheetnames:
                take(book, book[sheet], *step)

    content = changed(PLAIN, change)
    names = load_workbook(BytesIO(content)).sheetnames
    try:
        found = read(content, "lab.xlsx")
    except WorkbookError as error:
        places = [str(problem).removeprefix("lab.xlsx: ") for problem in error.faults]
        assert places
        known = (*names, *SHEETS)
        assert all(place.startswith(known) or "no sheet of a disclosure" in place for place in places), places
    else:
        assert shape_errors(found.draft) == []


def test_names_stand_in_row_2_of_every_sheet_that_is_read() -> None:
    book = load_workbook(BytesIO(PLAIN))
    assert all(any(each.value for each in book[name][NAMES]) for name in SHEETS)
