"""What is missing is said in words, never as zero, and a total of a part says which part."""

import copy
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount_reports.card import render_html, render_markdown
from fullcount_reports.card.assets import NO_FIGURES
from fullcount_reports.card.build import build_card
from fullcount_reports.card.model import Cell, Table

ZERO = re.compile(r"^0([.,]0+)?(\s|$)")
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def cells_of(card) -> list[Cell]:
    tables = [block for section in card.sections for block in section.blocks if isinstance(block, Table)]
    return [cell for table in tables for row in table.rows for cell in row]


def headline(document, review) -> dict[str, Cell]:
    table = build_card(document, review).sections[0].blocks[0]
    return {row[0].text: row[1] for row in table.rows}


def figures(node, path=()):
    """Paths of every figure of a document."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, item in items:
        if isinstance(item, dict) and "unit" in item:
            yield (*path, key)
        else:
            yield from figures(item, (*path, key))


@given(data=st.data())
@QUICK
def test_no_missing_figure_shows_as_zero(data, base, review) -> None:
    document = copy.deepcopy(base)
    for *path, last in data.draw(
        st.lists(st.sampled_from(list(figures(base))), min_size=1, max_size=40, unique=True)
    ):
        parent = document
        for key in path:
            parent = parent[key]
        parent[last] = {"not_disclosed": {"reason": "confidential"}}
    card = build_card(document, review)
    assert not [cell for cell in cells_of(card) if ZERO.match(cell.text)]
    assert not [cell for cell in card.tiles if ZERO.match(cell.text)]


def test_an_energy_without_a_pue_stands_at_its_own_boundary(sparse, review) -> None:
    cell = headline(sparse, review)["Energy of the nodes (PUE outside)"]
    assert cell.text == "843\xa0Wh"
    assert "energy of the facility cannot be computed without PUE of facility lab" in cell.detail


def test_what_cannot_be_computed_names_the_missing_inputs(sparse, review) -> None:
    cell = headline(sparse, review)["Greenhouse gases, location-based"]
    assert cell.missing
    assert cell.text.startswith("cannot be computed without PUE of facility lab")


def test_a_reason_for_not_disclosing_is_shown(base, review) -> None:
    base["compute"] = []
    base["totals"]["accelerator_hours"] = {"not_disclosed": {"reason": "confidential", "note": "a contract"}}
    assert headline(base, review)["Accelerator-hours"].text == "not disclosed (confidential: a contract)"


def test_a_total_of_some_lines_says_its_share_of_the_hours(base, review) -> None:
    base.pop("totals")
    base["impacts"] = []
    base["facilities"].append({"id": "other", "name": "Another site"})
    base["compute"][-1]["facility"] = "other"
    cell = headline(base, review)["Greenhouse gases, market-based"]
    assert "covers 80.6\xa0% of the accelerator-hours" in cell.detail
    assert "PUE of facility other" in cell.detail


def test_hours_of_some_lines_say_how_many_are_missing(base, review) -> None:
    base.pop("totals")
    base["compute"][0]["accelerator_hours"] = {"not_disclosed": {"reason": "not-measured"}}
    shown = headline(base, review)
    assert shown["Accelerator-hours"].text == "23,600\xa0h"
    assert "without 1 of 8 compute lines" in shown["Accelerator-hours"].detail
    assert shown["Share of the final run"].missing


def test_a_share_of_nothing_final_is_not_zero(base, review) -> None:
    base.pop("totals")
    base["compute"].pop()
    assert (
        headline(base, review)["Share of the final run"].text
        == "no completed work of stage Final is disclosed"
    )


def test_a_bound_stays_a_bound(base, review) -> None:
    base["impacts"] = [
        {
            "category": "gwp",
            "phase": "all",
            "ghg_basis": "location",
            "amount": {"below": 5000, "unit": "kgCO2e"},
        }
    ]
    assert headline(base, review)["Greenhouse gases, location-based"].text == "< 5\xa0t\xa0CO₂e"


def test_a_range_without_a_value_stays_a_range(base, review) -> None:
    base["impacts"][0]["amount"] = {"low": 20000, "high": 30000, "unit": "kWh", "boundary": "facility"}
    cell = headline(base, review)["Energy of the facility (PUE inside)"]
    assert (cell.text, cell.detail) == ("20\xa0to\xa030\xa0MWh", "")


def test_stated_figures_come_before_recomputed_ones(base, review) -> None:
    base["impacts"][0]["amount"]["value"] = 27000
    assert headline(base, review)["Energy of the facility (PUE inside)"].text == "27\xa0MWh"
    base["impacts"].pop(0)
    base.pop("totals")
    assert headline(base, review)["Energy of the facility (PUE inside)"].text == "26.8\xa0MWh"


def test_recomputed_figures_are_marked(base, review) -> None:
    base["impacts"] = []
    base.pop("totals")
    rows = build_card(base, review).sections[0].blocks[0].rows
    marks = {row[0].text: row[3].text for row in rows if not row[1].missing}
    assert set(marks.values()) == {"C\xa0†"}


def test_a_document_of_nothing_but_its_head_still_has_a_card(sparse, review) -> None:
    for section in ("facilities", "equipment", "compute", "sources"):
        sparse.pop(section)
    text = render_markdown(sparse, review, NO_FIGURES)
    assert "No compute lines are disclosed." in text
    assert "not disclosed" in text
    assert "<h1>" in render_html(sparse, review, NO_FIGURES)


def test_sums_of_pieces_never_count_a_line_twice(base, review) -> None:
    row = {"category": "gwp", "phase": "use", "ghg_basis": "unspecified"}
    row["amount"] = {"value": 1000, "unit": "kgCO2e", "basis": "declared"}
    selections = [{"stages": ["final"]}, {"stages": ["explore"]}, {"components": ["model"]}]
    base["impacts"] = [{**row, "covers": covers} for covers in selections]
    cell = headline(base, review)["Greenhouse gases, basis not stated"]
    assert cell.text.startswith("2.33")
    assert "covers 51.2\xa0% of the accelerator-hours" in cell.detail
