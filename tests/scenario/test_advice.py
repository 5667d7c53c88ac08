"""What a saving prints adds up to its amount, and says what it raises."""

import json
from typing import Any

import pytest

from fullcount.factors import default_library
from fullcount.impacts import Key
from fullcount.impacts.advice import Advice, Saving, advice_data, advice_lines, advise
from fullcount.impacts.scenario import Assumed
from fullcount.rooms import dataset_room

from .lab import NOT_DISCLOSED, figure, gpu, lab, line, site

MOSHI = json.loads((dataset_room("moshi") / "disclosure.json").read_bytes())
GWP = Key("gwp", "", ghg_basis="location")
WATER = Key("water", "")
IDLE = line("idle", accelerator_hours=None, idle_hours=figure(4000, "accelerator-h"))
NETWORK = {
    "category": "gwp",
    "per": "node",
    "amount": figure(90_000, "kgCO2e"),
    "covers": ["network"],
    "lifetime": figure(10, "years"),
    "utilisation": figure(1, "1"),
}


def advised(document: Any, key: Key = GWP) -> Advice:
    return advise(document, key, default_library(), Assumed(shape="length=8192:width=4096"), draws=0)


def saving(document: Any, name: str, key: Key = GWP) -> Saving:
    return next(found for found in advised(document, key).savings if found.candidate.name == name)


def words(document: Any, name: str, key: Key = GWP) -> str:
    """What is printed of one saving."""
    alone = advised(document, key)._replace(savings=(saving(document, name, key),))
    return "\n".join(advice_lines(alone))


@pytest.mark.parametrize("name", ["longer-life-gpu", "higher-utilisation-gpu"])
def test_manufacture_with_a_life_of_its_own_is_not_in_the_arithmetic_of_another_life(name: str) -> None:
    document = lab(line("a", 1000), equipment=[gpu(manufacture=[*gpu()["manufacture"], NETWORK])])
    found = saving(document, name)
    assert found.arithmetic.startswith("13.5987 kgCO2e of manufacture that goes by this ")
    last = float(found.arithmetic.rpartition(" = ")[2].removesuffix(" kgCO2e"))
    assert last == pytest.approx(found.amount, rel=1e-4)


def test_hardware_whose_entries_all_have_a_life_of_their_own_has_no_such_saving() -> None:
    document = lab(line("a", 1000), equipment=[gpu(manufacture=[NETWORK])])
    names = {found.candidate.name for found in advised(document).savings}
    assert names
    assert not names & {"longer-life-gpu", "higher-utilisation-gpu"}


@pytest.mark.parametrize("key", [GWP, WATER, Key("energy", "")], ids=str)
@pytest.mark.parametrize("document", [lab(), lab(line("a"), IDLE), MOSHI], ids=["lab", "idle", "moshi"])
def test_the_phases_add_up_to_the_amount(document: Any, key: Key) -> None:
    savings = advised(document, key).savings
    assert savings
    for found in savings:
        assert sum(part for _, part in found.phases) == pytest.approx(found.amount)
        if found.weighed:
            assert found.weighed.amount * found.weighed.share == pytest.approx(found.amount)


def test_less_of_some_lines_is_a_share_of_what_they_come_to() -> None:
    document = lab(line("a", 1000), line("b", 400, outcome="failed"), line("c", 400, outcome="failed"))
    text = words(document, "fewer-failures")
    assert "   52.879 kgCO2e of these 2 lines × 50 % = 26.4395 kgCO2e\n" in text


def test_other_changes_add_up_from_phases() -> None:
    document = lab(line("a", 1000), facilities=[site("north", 1.4, 400)])
    assert "\n   gwp use location-based 130.2 kgCO2e\n" in words(document, "lower-pue-north")


def test_both_water_phases_are_terms_of_a_sum() -> None:
    document = lab(line("a", 1000), line("b", 100, facility="south"))
    document["facilities"][0]["wue"] = figure(0.1, "L/kWh")
    text = words(document, "own-low-carbon-facility", WATER)
    assert "   water use off-site 78.75 + water use on-site 42 = 120.75 L" in text


def test_a_saving_that_raises_another_impact_says_so() -> None:
    document = lab(line("a", 1000), facilities=[site("north", 1.25, 400)])
    found = saving(document, "low-carbon-grid")
    (raised,) = found.raises
    assert raised.cut.key == WATER
    rise = 1312.5 * (6.0315 - 3)
    assert f"raises water by {rise:,.0f} L" in words(document, "low-carbon-grid")
    data = next(row for row in advice_data(advised(document))["savings"] if row["name"] == "low-carbon-grid")
    (row,) = data["raises"]
    assert row == {
        "category": "water",
        "unit": "L",
        "before": pytest.approx(1312.5 * 3 + 1050 * 0.5),
        "rise": pytest.approx(rise),
    }


def test_greenhouse_gases_on_the_other_basis_may_rise_too() -> None:
    document = lab(line("b", 100, facility="south"))
    document["facilities"][0]["carbon_intensity_market_based"] = figure(300, "gCO2e/kWh")
    text = words(document, "own-low-carbon-facility")
    assert "raises gwp market-based by" in text


def test_work_that_is_only_less_raises_nothing() -> None:
    assert saving(lab(), "fewer-failures").raises == ()


def test_shares_of_work_are_of_work() -> None:
    document = lab(line("a", 1000), line("b", 400, outcome="failed"), IDLE)
    assert (
        saving(document, "fewer-failures").candidate.why
        == "400 of 1,400 accelerator-h (28.6 %) are failed work."
    )


def test_only_the_idle_saving_speaks_of_idle_hours() -> None:
    equipment = [gpu(idle_power=figure(100, "W", boundary="node", power_basis="measured-wall"))]
    document = lab(line("a", 1000), line("b", 400, stage="explore"), {**IDLE, "stage": "explore"})
    document["equipment"] = equipment
    idle = saving(document, "release-reserved")
    assert idle.candidate.why == "4,000 accelerator-h, beside 1,400 of work, are reserved and unused time."
    assert saving(document, "smaller-exploration").arithmetic.startswith("400 accelerator-h of exploration")
    assert saving(document, "smaller-exploration").weighed.lines == 1


def test_no_lines_are_a_reason_of_their_own() -> None:
    document = lab()
    del document["compute"]
    assert advised(document).because == "there is no compute line to recompute impacts from"


def test_what_is_missing_for_the_ranking_is_named() -> None:
    places = [
        site(name, 1.25, 40, carbon_intensity_market_based=NOT_DISCLOSED) for name in ("north", "south")
    ]
    because = advised(lab(facilities=places), Key("gwp", "", ghg_basis="market")).because
    assert because == (
        "gwp market-based cannot be computed without market-based carbon intensity of facility north; "
        "market-based carbon intensity of facility south"
    )
    assert "per kWh" in advised(lab(), Key("ap", "")).because


def test_a_disclosure_that_leaves_no_room_is_no_gap() -> None:
    place = site("north", 1.05, 30)
    kept = gpu(lifetime=figure(6, "years"), utilisation=figure(0.9, "1"))
    document = lab(line("a"), facilities=[place], equipment=[kept])
    found = advise(document, GWP, default_library(), Assumed(), draws=0)
    assert (found.savings, found.because) == ((), "")
    assert "no saving of gwp location-based was found" in next(advice_lines(found))
