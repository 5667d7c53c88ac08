"""Impact rows and totals of a draft: what can be computed, over which lines, and what the rest lacks."""

from typing import Any

import pytest

from fullcount.draft.certainty import with_intervals
from fullcount.draft.statement import impact_rows, selection, totals
from fullcount.impacts import lines_of

from .parts import draft, figure, line, missing

Item = dict[str, Any]
PUE = figure(1.25, "1")
SITE = {"id": "site", "name": "Site", "pue": PUE}


def node(identity: str, watts: float | None = 1000) -> Item:
    power = missing() if watts is None else figure(watts, "W", boundary="node")
    return {"id": identity, "name": identity, "power": power}


def document(*lines: Item, equipment: list[Item], facilities: list[Item] | None = None) -> Any:
    return {"facilities": facilities or [SITE], "equipment": equipment, "compute": list(lines)}


def rows_of(data: Any) -> list[Item]:
    return impact_rows(data, with_intervals(data))


def totals_of(data: Any) -> Item:
    return totals(data, with_intervals(data))


def energy_rows(data: Any) -> list[Item]:
    return [row for row in rows_of(data) if row["category"] == "energy"]


class TestRows:
    """One row where all can be computed or nothing can; two where some can."""

    def test_a_complete_impact_is_one_row_of_all_lines(self) -> None:
        (row,) = energy_rows(document(line("a"), line("b"), equipment=[node("n")]))
        assert "covers" not in row
        expected = {"value": 250, "unit": "kWh", "boundary": "facility", "basis": "calculated"}
        stated = {key: value for key, value in row["amount"].items() if key not in ("low", "high")}
        assert stated == {**expected, "significant_figures": 4}

    def test_what_cannot_be_computed_is_one_row_that_says_why(self) -> None:
        (row,) = energy_rows(document(line("a"), line("b"), equipment=[node("n", None)]))
        assert "covers" not in row
        assert row["amount"]["not_disclosed"]["note"] == "cannot be computed without power of equipment n"

    def test_part_of_the_lines_is_covered_by_equipment_where_that_tells_them_apart(self) -> None:
        lines = line("a", equipment="known"), line("b", equipment="unknown"), line("c", equipment="known")
        done, open_ = energy_rows(document(*lines, equipment=[node("known"), node("unknown", None)]))
        assert (done["covers"], done["amount"]["value"]) == ({"equipment": ["known"]}, 250)
        assert open_["covers"] == {"equipment": ["unknown"]}
        assert open_["amount"]["not_disclosed"]["note"].endswith("power of equipment unknown")

    def test_else_by_facility(self) -> None:
        lines = line("a", facility="site"), line("b", facility="dark")
        places = [SITE, {"id": "dark", "name": "Dark", "pue": missing()}]
        done, open_ = energy_rows(document(*lines, equipment=[node("n")], facilities=places))
        assert (done["covers"], open_["covers"]) == ({"facilities": ["site"]}, {"facilities": ["dark"]})

    def test_else_by_line(self) -> None:
        done, open_ = energy_rows(document(line("a"), line("b", None), equipment=[node("n")]))
        assert (done["covers"], open_["covers"]) == ({"lines": ["a"]}, {"lines": ["b"]})
        assert done["amount"]["value"] == 125

    def test_the_interval_and_the_factors_travel_with_the_amount(self) -> None:
        place = {
            **SITE,
            "carbon_intensity_location_based": figure(40, "gCO2e/kWh", low=30, high=50, factor="f/1"),
        }
        rows = rows_of(document(line("a"), equipment=[node("n")], facilities=[place]))
        (ghg,) = [row for row in rows if row.get("ghg_basis") == "location"]
        assert (ghg["amount"]["value"], ghg["amount"]["factors"]) == (5, ["f/1"])
        assert ghg["amount"]["low"] < 3.75 < 6.25 < ghg["amount"]["high"]

    def test_both_parts_select_every_line_once(self) -> None:
        lines = [line("a", equipment="x"), line("b", equipment="y"), line("c", equipment="y"), line("d")]
        found = lines_of(document(*lines, equipment=[node("x"), node("y")]))
        for chosen in ({"a"}, {"b", "c"}, {"a", "b"}, {"d"}, {"b"}, {"a", "d"}):
            assert covered(found, selection(found, chosen)) == chosen


def covered(lines: Any, covers: Item) -> set[str]:
    ((axis, codes),) = covers.items()
    key = {"lines": "id", "facilities": "facility", "equipment": "equipment"}[axis]
    return {item.id for item in lines if item.raw.get(key) in codes}


class TestTotals:
    """Sums of the lines, each only where every line has its figure."""

    def test_runs_hours_energy_and_the_share_of_the_final_run(self) -> None:
        lines = line("a", 25), line("b", 75, stage="explore"), line("c", 300, outcome="failed")
        found = totals_of(document(*lines, equipment=[node("n")]))
        assert {key: item["value"] for key, item in found.items()} == {
            "runs": 6,
            "accelerator_hours": 400,
            "energy": 500,
            "final_share": 6.25,
        }

    def test_no_total_where_a_line_has_none(self) -> None:
        found = totals_of(document(line("a"), line("b", None), equipment=[node("n")]))
        assert set(found) == {"runs"}

    def test_core_hours_and_accelerator_hours_are_never_added(self) -> None:
        on_cpu = line("b", accelerator_hours=None, core_hours=figure(64, "core-h"))
        found = totals_of(document(line("a", 8), on_cpu, equipment=[node("n")]))
        assert (found["accelerator_hours"]["value"], found["core_hours"]["value"]) == (8, 64)

    def test_without_a_final_run_there_is_no_share(self) -> None:
        assert "final_share" not in totals_of(document(line("a", stage="explore"), equipment=[node("n")]))

    @pytest.mark.parametrize("hours", [0, 1e-5])
    def test_very_little_work_is_not_rounded_to_none(self, hours: float) -> None:
        found = totals_of(document(line("a", hours), equipment=[node("n")]))
        assert found["accelerator_hours"]["value"] == hours
        assert ("final_share" in found) is (hours > 0)

    def test_sums_carry_no_more_digits_than_a_log_can_bear(self) -> None:
        found = totals_of(document(*(line(f"l{i}", 1.1) for i in range(3)), equipment=[node("n")]))
        assert found["accelerator_hours"]["value"] == 3.3


def test_figures_of_lines_are_tidied_and_small_ones_kept() -> None:
    found = draft(line("a", 1 / 3), line("b", 100 / 3), line("c", None))["compute"]
    assert [item["accelerator_hours"].get("value") for item in found] == [1 / 3, 33.333, None]


class TestIntervals:
    """The ends of an amount are its 5th and 95th percentile, and there are none where nothing can be drawn."""

    ONE = document(line("a"), equipment=[node("n")])

    def test_they_hold_the_value_and_follow_from_the_uncertain_inputs(self) -> None:
        (row,) = energy_rows(self.ONE)
        amount = row["amount"]
        assert amount["low"] < amount["value"] < amount["high"]

    def test_exact_inputs_have_none(self) -> None:
        exact = {"basis": "measured", "low": 1.25, "high": 1.25}
        machine = {**node("n"), "power": figure(1000, "W", boundary="node", low=1000, high=1000)}
        work = line("a")
        work["accelerator_hours"]["basis"] = "measured"
        data = document(work, equipment=[machine], facilities=[{**SITE, "pue": {**PUE, **exact}}])
        (row,) = energy_rows(data)
        assert "low" not in row["amount"]

    def test_without_numpy_a_value_stands_alone(self, monkeypatch) -> None:
        monkeypatch.setattr("fullcount.draft.certainty.find_spec", lambda _: None)
        (row,) = energy_rows(self.ONE)
        assert "low" not in row["amount"]
