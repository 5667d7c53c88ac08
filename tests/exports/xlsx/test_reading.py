"""A workbook as people fill it in: every slip is told at its cell, all at once."""

from datetime import date, datetime
from typing import Any

import pytest

from fullcount.draft.imports.xlsx import read
from fullcount_reports.exports.xlsx import template

from .books import BASE, NAMES, cell, changed, problems, workbook_of

CONTENT = workbook_of(BASE)


def with_cell(sheet: str, name: str, value: Any, row: int = 3) -> tuple[bytes, str]:
    """The base with one cell changed, and where it stands."""
    places = []

    def change(book: Any) -> None:
        target = cell(book[sheet], name, row)
        target.value = value
        places.append(f"{sheet}!{target.coordinate}")

    return changed(CONTENT, change), places[0]


@pytest.mark.parametrize(
    ("sheet", "name", "value", "words"),
    [
        ("compute", "accelerator_hours.value", "1,000", "expected a number"),
        ("compute", "accelerator_hours.value", "many", "expected a number"),
        ("compute", "accelerator_hours.value", True, "expected a number"),
        ("compute", "accelerator_hours.value", -1, "at least 0"),
        ("compute", "stage", "finale", 'nearest is "final"'),
        ("compute", "stage", None, "is missing"),
        ("compute", "component", "nobody", "no row of components"),
        ("compute", "energy.boundary", "rack", "is not"),
        ("compute", "period.start", datetime(2025, 1, 1, 12), "a day without a time"),
        ("compute", "period.start", "soon", "date"),
        ("compute", "note", 7, "expected text"),
        ("compute", "energy.value", "=1/0", "a formula without a value"),
        ("impacts", "amount.unit", "MWh", '"kWh" is'),
        ("equipment", "accelerators_per_node", 7.5, "a whole number"),
        ("use-factors", "facility", "elsewhere", "name one row"),
        ("subject", "kind", "modle", '"model"'),
        ("subject", "parameters|basis", "guessed", "is not"),
        ("header", "licence", None, "is missing"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_cell(sheet: str, name: str, value: Any, words: str) -> None:
    content, where = with_cell(sheet, name, value)
    found = problems(content)
    assert any(problem.startswith(f"lab.xlsx: {where}: ") and words in problem for problem in found), found


def test_all_slips_are_told_at_once() -> None:
    def change(book: Any) -> None:
        cell(book["compute"], "stage").value = "finale"
        cell(book["compute"], "facility").value = "nowhere"
        cell(book["subject"], "kind").value = None
        cell(book["impacts"], "amount.value").value = "lots"

    places = [problem.split(": ")[1].partition("!")[0] for problem in problems(changed(CONTENT, change))]
    assert places == ["subject", "compute", "compute", "impacts"]


def test_an_unknown_column_is_told_with_the_nearest_name() -> None:
    def change(book: Any) -> None:
        cell(book["compute"], "run_type", NAMES).value = "run type"

    found = problems(changed(CONTENT, change))
    assert any(
        'the column "run type"' in problem and "did you mean run_type?" in problem for problem in found
    )


def test_an_id_that_stands_twice_is_told_at_the_second() -> None:
    def change(book: Any) -> None:
        cell(book["components"], "id", 4).value = cell(book["components"], "id").value

    found = problems(changed(CONTENT, change))
    assert any(
        "components!A4" in problem and "stands in components!A3 already" in problem for problem in found
    )


def test_a_column_may_move_and_rows_may_be_left_blank() -> None:
    def change(book: Any) -> None:
        page = book["compute"]
        page.insert_rows(3)
        page.move_range("B1:B40", cols=200)

    assert read(changed(CONTENT, change), "it.xlsx").draft == read(CONTENT, "it.xlsx").draft


def test_a_date_may_be_a_date_or_text() -> None:
    for value in (date(2025, 2, 3), "2025-02-03"):
        content, _ = with_cell("scope", "period.start", value)
        assert read(content, "it.xlsx").draft["scope"]["period"]["start"] == "2025-02-03"


def test_sheets_of_ones_own_are_left_alone_and_said() -> None:
    draft = read(changed(CONTENT, lambda book: book.create_sheet("My sums")), "it.xlsx")
    assert draft.notes == ('the sheet "My sums" was not read',)
    assert draft.draft == read(CONTENT, "it.xlsx").draft


def test_an_empty_template_lacks_what_every_disclosure_needs_and_nothing_else() -> None:
    found = problems(template("2026-11-21", "TODO"))
    assert found
    assert all("is missing" in problem for problem in found)


def test_missing_is_not_zero() -> None:
    def change(book: Any) -> None:
        for head in book["compute"][NAMES]:
            if str(head.value).startswith("energy."):
                book["compute"].cell(3, head.column).value = None

    assert "energy" not in read(changed(CONTENT, change), "it.xlsx").draft["compute"][0]


def test_a_figure_without_a_number_is_told_at_its_value() -> None:
    content, where = with_cell("compute", "energy.value", None)
    assert any(f"{where}: a figure needs value" in problem for problem in problems(content))
