"""What rules share within one document, and across documents."""

import copy
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure import parse
from fullcount.disclosure.figures import half_unit
from fullcount.impacts.footprint import recompute
from fullcount.review.check import Validation, validate
from fullcount.rooms import schema_room
from fullcount.rules.digits import digits_of
from fullcount.rules.found import found_once
from fullcount.rules.view import View
from fullcount.rules.zeros import any_zero

TODAY = date(2026, 11, 21)
BASE = json.loads((schema_room() / "conformance" / "base.json").read_text(encoding="utf-8"))
KG_PER_HOUR = 0.9 * 1.2 * 44 / 1000
"""Of the synthetic base document: kW of an accelerator, PUE, gCO2e/kWh."""


def validated(data: dict[str, Any]) -> Validation:
    return validate(parse(json.dumps(data).encode(), "synthetic.json"), TODAY)


def ghg_of(lines: list[str], hours: float) -> dict[str, Any]:
    amount = {"value": round(hours * KG_PER_HOUR, 2), "unit": "kgCO2e", "basis": "calculated"}
    return {
        "category": "gwp",
        "phase": "use",
        "ghg_basis": "location",
        "covers": {"lines": lines},
        "amount": amount,
    }


@pytest.mark.parametrize(("hours_of_second", "wrong"), [(8_300, []), (12_300, ["/impacts/9/amount"])])
def test_rows_of_as_many_lines_from_the_same_first_one_are_judged_each_by_its_own(
    hours_of_second: float, wrong: list[str]
) -> None:
    """5,200 h explore, 7,100 h ablate, 3,100 h tune."""
    rows = [ghg_of(["explore", "ablate"], 12_300), ghg_of(["explore", "tune"], hours_of_second)]
    found = validated({**copy.deepcopy(BASE), "impacts": [*BASE["impacts"], *rows]}).findings
    assert [
        finding.pointer for finding in found if finding.rule == "ghg-differs-from-energy-and-factor"
    ] == wrong


def test_an_answer_is_kept_for_its_document_only() -> None:
    asked: list[str] = []

    @found_once
    def name(view: View) -> str:
        asked.append(view.data["subject"]["name"])
        return asked[-1]

    views = [View({**BASE, "subject": {"name": text}}, TODAY) for text in ("one", "other")]  # type: ignore[typeddict-item]
    assert [name(view) for view in (*views, *views)] == ["one", "other", "one", "other"]
    assert asked == ["one", "other"]


def test_documents_that_are_checked_one_after_another_have_the_verdict_of_each_alone() -> None:
    halved = copy.deepcopy(BASE)
    halved["facilities"][0]["pue"]["value"] = 1.5
    halved["equipment"][0]["lifetime"]["value"] = 40
    alone = [(v.findings, v.results) for v in (validated(BASE), validated(halved))]
    in_turn = [validated(data) for data in (halved, BASE, halved)]
    assert [(v.findings, v.results) for v in in_turn] == [alone[1], alone[0], alone[1]]
    assert alone[1][0] != alone[0][0]


def test_an_integer_and_the_equal_float_have_their_own_digits() -> None:
    number = 12345678901234567168
    assert float(number) == number
    assert (digits_of(float(number)), digits_of(number)) == (17, 20)


@given(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**27), 10**27)))
def test_digits_and_rounding_are_those_of_the_shortest_decimal_form(value: float) -> None:
    _, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    assert digits_of(value) == len(digits)
    assert half_unit(value) == (0.5 * 10.0 ** int(exponent) if value else 0.0)


NUMBERS = st.sampled_from([0, 0.0, 1, 2.5])
FIGURES = st.one_of(
    st.fixed_dictionaries({"unit": st.just("kWh"), "value": NUMBERS}),
    st.fixed_dictionaries({"unit": st.just("kWh"), "low": NUMBERS, "high": NUMBERS}),
    st.fixed_dictionaries({"unit": st.just("kWh"), "below": NUMBERS}),
    st.just({"not_disclosed": {"reason": "not-measured"}}),
)


@given(st.lists(FIGURES))
def test_any_zero_is_found_in_every_form_of_a_figure(figures: list[dict[str, Any]]) -> None:
    ends = [figure.get("value", figure.get("high", figure.get("below"))) for figure in figures]
    assert any_zero(figures) is (0 in ends)


def test_equipment_that_shares_its_manufacture_by_an_alias_is_divided_each_by_its_own_accelerators() -> None:
    shared = copy.deepcopy(BASE)
    node = shared["equipment"][0]
    shared["equipment"].append({**node, "id": "half", "accelerators_per_node": 4})
    for line in shared["compute"][::2]:
        line["equipment"] = "half"
    assert shared["equipment"][0]["manufacture"] is shared["equipment"][1]["manufacture"]
    assert recompute(shared) == recompute(json.loads(json.dumps(shared)))
