"""Figures as stated, else recomputed, with their intervals and what they leave out."""

import pytest

from .invented import EQUIPMENT, FACILITY, disclosure, impact, line


def only(found: list, **cells: object):
    (row,) = [row for row in found if all(getattr(row, name) == cell for name, cell in cells.items())]
    return row


def test_what_is_stated_is_taken_before_what_can_be_recomputed(rows) -> None:
    stated = impact({"value": 700, "unit": "kWh", "boundary": "facility", "basis": "measured"}, "energy")
    found = rows(disclosure("a", [line("x", 1000.0)], impacts=[stated]), metrics=("energy",))
    row = only(found)
    assert (row.value, row.how, row.basis) == (700, "stated", "measured")


def test_what_is_not_stated_is_recomputed_and_says_so(rows) -> None:
    found = rows(disclosure("a", [line("x", 1000.0)]), metrics=("energy", "ghg"))
    energy, ghg = only(found, metric="energy"), only(found, metric="ghg", phase="use")
    assert (energy.value, energy.how, energy.energy_boundary) == (600.0, "recomputed", "facility")
    assert ghg.value == pytest.approx(30.0)
    assert (ghg.how, ghg.ghg_basis) == ("recomputed", "location")


def test_energy_that_lines_state_at_one_boundary_is_stated(rows) -> None:
    energies = [{"value": each, "unit": "kWh", "boundary": "facility"} for each in (10, 20)]
    lines = [line("x", energy=energies[0]), line("y", energy=energies[1])]
    row = only(rows(disclosure("a", lines), metrics=("energy",)))
    assert (row.value, row.how, row.energy_boundary) == (30, "stated", "facility")


def test_energy_stated_inside_the_facility_stands_beside_that_of_the_facility(rows) -> None:
    energy = {"value": 100, "unit": "kWh", "boundary": "it"}
    found = rows(
        disclosure("a", [line("x", energy=energy)], impacts=[impact(energy, "energy")]), metrics=("energy",)
    )
    assert {(row.energy_boundary, row.value, row.how) for row in found} == {
        ("it", 100, "stated"),
        ("facility", 120, "recomputed"),
    }


def test_an_intensity_with_the_pue_inside_moves_the_figure_to_the_facility(rows) -> None:
    energy = impact({"value": 101, "unit": "kWh", "boundary": "it"}, "energy")
    inside, outside = impact(6.06), impact(5.05)
    found = rows(
        disclosure("inside", [line("x")], impacts=[energy, inside]),
        disclosure("outside", [line("x")], impacts=[energy, outside]),
        metrics=("ghg",),
    )
    use = {row.subject: row.energy_boundary for row in found if row.phase == "use"}
    assert use == {"inside": "facility", "outside": "it"}


def test_intervals_are_kept_and_propagated(rows) -> None:
    hours = {"value": 1000, "low": 900, "high": 1200, "unit": "accelerator-h"}
    found = rows(disclosure("a", [line("x", hours)]), metrics=("accelerator-hours", "energy"))
    assert [(row.low, row.high) for row in found] == [(900, 1200), (540.0, 720.0)]


def test_hours_without_a_figure_are_missing_in_part(rows) -> None:
    bare = {key: value for key, value in EQUIPMENT.items() if key != "power"} | {"id": "other"}
    lines = [line("x", 300.0, equipment="nodes"), line("y", 100.0, equipment="other")]
    row = only(rows(disclosure("a", lines, equipment=[EQUIPMENT, bare]), metrics=("energy",)))
    assert row.missing_share == pytest.approx(0.25)
    assert row.rank is None
    assert "leaves out" in row.reason


def test_impacts_of_another_unit_or_of_a_part_of_the_period_are_not_totals(rows) -> None:
    each = impact(0.001, per="one request")
    part = impact(5.0, period={"start": "2024-01-01", "end": "2024-02-01"})
    found = rows(disclosure("a", impacts=[each, part], facilities=None), metrics=("ghg",))
    assert [row.value for row in found] == [None]


def test_use_and_manufacture_are_rows_of_their_own_and_a_third_together(rows) -> None:
    energy = impact({"value": 600, "unit": "kWh", "boundary": "facility"}, "energy")
    parts = [energy, impact(30.0), impact(10.0, phase="manufacture")]
    found = rows(disclosure("a", impacts=parts), metrics=("ghg",))
    assert {(row.phase, row.value) for row in found} == {("use", 30.0), ("manufacture", 10.0), ("all", 40.0)}


def test_the_share_of_the_final_run_is_of_what_is_known_of_both(rows) -> None:
    whole = {"scope": {"boundary": "development"}}
    lines = [line("x", 20.0), line("e", 80.0, "explore")]
    gap = {"not_disclosed": {"reason": "not-stated"}}
    hidden = [line("x", 20.0), line("o", gap, "other")]
    total = {"accelerator_hours": {"value": 400, "unit": "accelerator-h"}}
    found = rows(
        disclosure("lines", lines, **whole),
        disclosure("total", hidden, totals=total, **whole),
        disclosure("run", [line("x", 20.0)]),
        metrics=("final-share",),
    )
    shares = {row.subject: (row.value, row.measure) for row in found}
    assert shares["lines"] == (pytest.approx(20.0), "accelerator-hours")
    assert shares["total"] == (pytest.approx(5.0), "accelerator-hours")
    assert shares["run"][0] is None


def test_sources_and_the_weakest_grade_stand_in_the_row(rows) -> None:
    sources = [
        {"id": "p", "title": "Paper", "url": "https://example.org/p", "evidence_grade": "primary"},
        {"id": "r", "title": "Registry", "evidence_grade": "secondary"},
    ]
    figure = {"value": 7, "unit": "kWh", "boundary": "facility", "source": "p", "locator": "Table 1"}
    document = disclosure("a", impacts=[impact(figure, "energy")], sources=sources, facilities=[FACILITY])
    found = rows(document, metrics=("energy", "accelerator-hours"))
    assert only(found, metric="energy").evidence_grade == "primary"
    assert only(found, metric="energy").sources == "Paper, Table 1, https://example.org/p"
    assert only(found, metric="accelerator-hours").evidence_grade == "secondary"


def test_a_range_and_another_interval_are_told(rows) -> None:
    ends = {"low": 100, "high": 300, "unit": "accelerator-h"}
    certain = {"value": 200, "low": 150, "high": 300, "interval": 95, "unit": "accelerator-h"}
    found = rows(
        disclosure("range", [line("x", ends)]),
        disclosure("95", [line("x", certain)]),
        metrics=("accelerator-hours",),
    )
    notes = {row.subject: row.note for row in found}
    assert "the value is the middle" in notes["range"]
    assert "95 %" in notes["95"]
