"""What a reviewer reads of rules that could not be applied, and of zeros."""

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from fullcount.disclosure import load, parse
from fullcount.review.check import Validation, validate
from fullcount.rooms import schema_room

BASE = load(schema_room() / "conformance" / "base.json").data
MISSING = {"not_disclosed": {"reason": "not-measured"}}


def validated(data: Any) -> Validation:
    return validate(parse(json.dumps(data).encode(), "case.json"), date(2026, 11, 21))


def reasons(data: Any, rule: str) -> tuple[str, ...]:
    return next(r.not_applicable for r in validated(data).results if r.rule.name == rule)


def without_pue() -> Any:
    data = deepcopy(BASE)
    data["facilities"][0]["pue"] = MISSING
    return data


@pytest.mark.parametrize("rule", ["pue-applied-twice", "pue-divided"])
def test_the_rules_on_the_pue_name_the_pue_and_nothing_else(rule: str) -> None:
    assert reasons(without_pue(), rule) == ("the PUE of facility site is not disclosed",)


@pytest.mark.parametrize("rule", ["pue-applied-twice", "pue-divided", "unit-slip-suspected"])
def test_a_row_that_nothing_recomputes_is_left_to_the_rules_of_arithmetic(rule: str) -> None:
    data = deepcopy(BASE)
    amount = {"value": 100, "unit": "kWh", "boundary": "it"}
    data["impacts"].append({"category": "energy", "phase": "use", "part": "idle", "amount": amount})
    assert reasons(data, rule) == ()


def test_energies_that_are_not_disclosed_are_one_reason() -> None:
    data = deepcopy(BASE)
    for line in data["compute"]:
        line["energy"] = MISSING
    rule = "energy-differs-from-hours-and-power"
    assert reasons(data, rule) == ("the energy of 8 of 8 lines is not disclosed",)


def test_no_reason_is_told_twice_or_once_for_each_line() -> None:
    data = deepcopy(BASE)
    for line in data["compute"]:
        line["accelerator_hours"] = MISSING
    longest = max(len(result.not_applicable) for result in validated(data).results)
    assert longest < len(BASE["compute"])


def test_a_zero_is_named_by_what_it_is_of() -> None:
    data = deepcopy(BASE)
    data["impacts"][4]["amount"]["value"] = 0
    messages = [f.message for f in validated(data).findings if f.rule == "missing-reported-as-zero"]
    assert messages == ["0 L of water use off-site, where work or hardware cannot have none"]


def test_a_restatement_that_is_meant_to_differ_says_in_what() -> None:
    data = deepcopy(BASE)
    other = {"of": "/impacts/0/amount", "where": "a paper", "figure": {"value": 9, "unit": "kWh"}}
    data["restatements"] = [other | {"differs_in": "the accelerators alone"}]
    rule = "same-figure-different-text"
    assert reasons(data, rule) == ("a restatement is meant to differ: the accelerators alone",)


def test_a_subtotal_by_equipment_waits_until_every_line_names_its_own() -> None:
    data = deepcopy(BASE)
    data["equipment"].append(deepcopy(data["equipment"][0]) | {"id": "elder"})
    data["totals"]["subtotals"] = [{"covers": {"equipment": ["node"]}, "runs": {"value": 1, "unit": "1"}}]
    del data["compute"][0]["equipment"]
    found = [reason for reason in reasons(data, "total-differs-from-lines") if "subtotal" in reason]
    assert found == ["1 of 8 lines without equipment could belong to a subtotal by equipment"]


@pytest.mark.parametrize("level", [0, -5])
def test_an_interval_that_the_schema_refuses_is_no_share(level: float) -> None:
    data = deepcopy(BASE)
    data["totals"]["energy"]["interval"] = level
    assert reasons(data, "interval-not-in-per-cent") == (
        "no figure states a probability of its interval above 0 %",
    )
