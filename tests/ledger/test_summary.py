import random
from dataclasses import replace

import pytest

from fullcount.ledger import read_ledger, summarise


@pytest.fixture
def job(write, row):
    return next(iter(read_ledger(write(row()))))


def test_rows_that_share_their_axes_are_one_line(job):
    (line,) = summarise([job, replace(job, start="2024-02-28T23:00:00", end="2024-02-29T00:00:00")])
    assert line == {
        "id": "l001",
        "component": "demo",
        "stage": "final",
        "run_type": "train",
        "outcome": "completed",
        "period": {"start": "2024-02-28", "end": "2024-03-01"},
        "runs": {"value": 2, "unit": "1", "basis": "measured"},
        "accelerator_hours": {"value": 16.0, "unit": "accelerator-h", "basis": "measured"},
        "energy": {
            "not_disclosed": {"reason": "not-measured", "note": "no job of this line has measured energy"}
        },
    }


def test_the_order_of_rows_does_not_matter(job):
    rng = random.Random(7)
    rows = [
        replace(
            job,
            elapsed_s=rng.random() * 10 ** rng.randint(-6, 8),
            energy_kwh=rng.random(),
            energy_boundary="node",
        )
        for _ in range(500)
    ]
    expected = summarise(rows)
    for _ in range(5):
        rng.shuffle(rows)
        assert summarise(rows) == expected


def test_lines_come_in_the_order_of_the_codelists(job):
    rows = [
        replace(job, stage=s, outcome=o) for s in ("other", "final", "data") for o in ("unknown", "completed")
    ]
    assert [(line["stage"], line["outcome"]) for line in summarise(rows)] == [
        ("data", "completed"),
        ("data", "unknown"),
        ("final", "completed"),
        ("final", "unknown"),
        ("other", "completed"),
        ("other", "unknown"),
    ]


def test_jobs_that_never_ran_weigh_nothing(job):
    never = replace(job, elapsed_s=0.0, accelerators=None)
    assert summarise([job, never]) == summarise([job])
    assert summarise([never]) == []


def test_work_on_cpus_alone_has_core_hours_and_no_accelerator_hours(job):
    (line,) = summarise([replace(job, accelerators=0.0, cores=32)])
    assert line["core_hours"] == {"value": 32.0, "unit": "core-h", "basis": "measured"}
    assert "accelerator_hours" not in line


def test_unknown_accelerators_are_not_disclosed_and_hide_no_known_ones(job):
    known, unknown = summarise([job, replace(job, accelerators=None)])
    assert known["accelerator_hours"]["value"] == 8.0
    assert unknown["accelerator_hours"]["not_disclosed"]["reason"] == "not-measured"


def test_unknown_cores_are_not_disclosed(job):
    (line,) = summarise([replace(job, accelerators=0.0, cores=None)])
    assert "not_disclosed" in line["core_hours"]


def test_energy_is_stated_when_every_run_has_it_at_one_boundary(job):
    measured = replace(job, energy_kwh=0.1, energy_boundary="node")
    (line,) = summarise([measured] * 10)
    assert line["energy"] == {"value": 1.0, "unit": "kWh", "boundary": "node", "basis": "measured"}


@pytest.mark.parametrize(
    ("other", "note"),
    [
        ({"energy_kwh": None, "energy_boundary": None}, "only 1 of 2 runs have measured energy"),
        ({"energy_boundary": "facility"}, "the energy of these jobs was measured at different boundaries"),
        ({"energy_boundary": None}, "the energy of these jobs was measured at different boundaries"),
    ],
)
def test_energy_that_does_not_cover_the_line_is_not_disclosed(job, other, note):
    measured = replace(job, energy_kwh=1.0, energy_boundary="node")
    (line,) = summarise([measured, replace(measured, **other)])
    assert line["energy"]["not_disclosed"]["note"] == note


def test_energy_whose_boundary_the_log_does_not_say_is_not_disclosed(job):
    (line,) = summarise([replace(job, energy_kwh=1.0)])
    assert "not what its meter covers" in line["energy"]["not_disclosed"]["note"]


def test_facility_and_equipment_make_lines_of_their_own(job):
    lines = summarise([job, replace(job, facility="dc5", equipment="dgx")])
    assert [(line.get("facility"), line.get("equipment")) for line in lines] == [(None, None), ("dc5", "dgx")]


def test_a_lab_s_own_codes_come_after_the_codelist(job):
    rows = [replace(job, stage=stage) for stage in ("lab:b", "other", "lab:a", "data")]
    assert [line["stage"] for line in summarise(rows)] == ["data", "other", "lab:a", "lab:b"]
