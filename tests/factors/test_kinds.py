"""Each kind has one unit and a range outside which a figure is absurd."""

import csv

import pytest

from fullcount.factors import FactorError, FactorTable, default_library
from fullcount.factors.kinds import KINDS, USE_CATEGORIES
from fullcount.ranges import MINERALS_KGSBE_PER_KWH, PRIMARY_ENERGY_MJ_PER_KWH
from fullcount.rooms import schema_room

HEADER = "id,kind,region,year,scope,value,low,high,unit,source\n"


def read(tmp_path, kind, value, low="", high=""):
    place = "here" if KINDS[kind].placed else ""
    path = tmp_path / "own.csv"
    row = f"mylab/x/here/2024,{kind},{place},2024,x,{value},{low},{high},{KINDS[kind].unit},A study\n"
    path.write_text(HEADER + row, encoding="utf-8")
    return FactorTable.read(path, licence="ours")


def test_the_further_categories_are_those_of_the_codelist_in_its_units():
    with (schema_room() / "codelists/category.csv").open(encoding="utf-8", newline="") as file:
        units = {row["code"]: row["unit"] for row in csv.DictReader(file)}
    assert {code: units[code] for code in USE_CATEGORIES} == USE_CATEGORIES
    assert set(units) - set(USE_CATEGORIES) == {"energy", "gwp", "water"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("electricity-adpe", "4.86e-8"),
        ("electricity-pe", "3.6"),
        ("electricity-pe", "11.3"),
        ("electricity-ap", "0.0002"),
        ("embodied-adpe", "0.0268"),
        ("embodied-pe", "3943"),
        ("grid-carbon-intensity", "0"),
        ("grid-carbon-intensity", "1"),
        ("accelerator-tdp", "1"),
        ("wue", "0"),
        ("pue", "1"),
        ("pue", "3.2"),
        ("gwp", "23500"),
    ],
)
def test_a_usual_or_an_unusual_figure_is_taken(tmp_path, kind, value):
    assert read(tmp_path, kind, value).get("mylab/x/here/2024").value == float(value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("electricity-adpe", "4.86e-5"),
        ("electricity-adpe", "0"),
        ("electricity-pe", "3.5"),
        ("electricity-pe", "11300"),
        ("grid-carbon-intensity", "44180"),
        ("grid-water-intensity", "3674"),
        ("pue", "0.83"),
        ("pue", "120"),
        ("wue", "250"),
        ("accelerator-tdp", "700000"),
        ("accelerator-tdp", "0"),
        ("accelerator-power", "325000"),
        ("embodied-gwp", "164000"),
        ("embodied-water", "803200"),
        ("embodied-adpe", "26.8"),
        ("embodied-pe", "3943000"),
        ("gwp", "23500000"),
    ],
)
def test_an_absurd_figure_is_refused_with_what_can_be(tmp_path, kind, value):
    with pytest.raises(FactorError) as caught:
        read(tmp_path, kind, value)
    (problem,) = caught.value.problems
    assert problem.found == f"value '{value}'"
    unit = "" if KINDS[kind].unit == "1" else f" {KINDS[kind].unit}"
    assert problem.expected.endswith(f"{unit}, outside which a figure of kind {kind} is absurd")
    assert problem.remedy == "check the unit and the decimal point"


@pytest.mark.parametrize(
    ("kind", "value", "remedy"),
    [
        ("grid-carbon-intensity", "0.04418", "if it is in kgCO2e/kWh, write 44.18"),
        ("grid-carbon-intensity", "0.999", "if it is in kgCO2e/kWh, write 999"),
        ("accelerator-tdp", "0.7", "if it is in kW, write 700"),
        ("accelerator-power", "0.325", "if it is in kW, write 325"),
    ],
)
def test_a_figure_in_a_unit_a_thousand_times_larger_is_refused_with_what_it_is_in_the_right_one(
    tmp_path, kind, value, remedy
):
    with pytest.raises(FactorError) as caught:
        read(tmp_path, kind, value)
    (problem,) = caught.value.problems
    assert (problem.found, problem.remedy) == (f"value '{value}'", remedy)


def test_the_only_carbon_intensity_below_one_gram_is_none_at_all(tmp_path):
    with pytest.raises(FactorError, match=r"expected 0, or 1 to 15,000 gCO2e/kWh"):
        read(tmp_path, "grid-carbon-intensity", "0.5")


def test_an_absurd_end_is_named_on_its_own(tmp_path):
    with pytest.raises(FactorError) as caught:
        read(tmp_path, "pue", "1.2", low="0.5", high="1.3")
    assert [problem.found for problem in caught.value.problems] == ["low '0.5'"]


def test_every_kind_says_what_it_is_of_and_what_it_can_be():
    for kind in KINDS.values():
        assert 0 <= kind.possible.low < kind.possible.high
        assert kind.unit.endswith("/kWh") or not kind.code.startswith("electricity-")


def test_what_is_plausible_is_possible():
    for kind, plausible in (
        ("electricity-adpe", MINERALS_KGSBE_PER_KWH),
        ("electricity-pe", PRIMARY_ENERGY_MJ_PER_KWH),
    ):
        assert all(KINDS[kind].possible.holds(end) for end in plausible)


def test_no_open_factor_of_minerals_or_primary_energy_per_kwh_is_shipped():
    """The drafts say so; when one is added, they must say something else."""
    assert [*default_library().scan("electricity-adpe"), *default_library().scan("electricity-pe")] == []
