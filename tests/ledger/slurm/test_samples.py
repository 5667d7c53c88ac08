"""Two synthetic exports in the style of 2021 and of 2025, with the totals of a correct reading."""

from collections import defaultdict
from math import fsum
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TOTALS = {
    "h100-synthetic.txt": {
        "rows": 22,
        "outcome": {
            "completed": 7060.750,
            "failed": 5.729 + 1457.778,
            "timeout": 12.000,
            "cancelled": 0.201,
            "out-of-memory": 0.353,
            "preempted": 544.000,
            "unknown": 13.616,
        },
        "stage": {
            "final": 8594.795,
            "ablate": 445.333,
            "hyperparam": 28.173 + 2.000,
            "baseline": 14.949,
            "explore": 6.177,
            "other": 3.000,
            "data": 0,
        },
        "core_hours": 109_419.8,
        "energy_kwh": 5050.095,
    },
    "v100-synthetic.txt": {
        "rows": 12,
        "outcome": {
            "completed": 444.079,
            "failed": 0.029,
            "timeout": 3.752,
            "cancelled": 4.000,
            "out-of-memory": 0.017,
        },
        "stage": {"final": 416.033, "baseline": 30.828, "ablate": 4.000, "hyperparam": 1.016, "data": 0},
        "core_hours": 5658.1,
        "energy_kwh": 42.740,
    },
}


@pytest.mark.parametrize("name", TOTALS)
def test_the_totals_are_those_of_a_correct_reading(read, name):
    rows, report = read(HERE / name)
    expected = TOTALS[name]
    assert len(rows) == expected["rows"]
    for axis in ("outcome", "stage"):
        hours = defaultdict(list)
        for row in rows:
            hours[getattr(row, axis)].append(row.accelerator_hours or 0)
        sums = {code: fsum(parts) for code, parts in hours.items()}
        known = {code: value for code, value in sums.items() if value or code in expected[axis]}
        assert known == pytest.approx(expected[axis], abs=2e-3)
    assert report.core_hours == pytest.approx(expected["core_hours"], abs=0.1)
    assert report.energy_kwh == pytest.approx(expected["energy_kwh"], abs=1e-3)
    assert report.energy_rows == 6
    assert not report.flags


def test_both_kinds_of_accelerator_are_told_apart(read):
    _, report = read(HERE / "h100-synthetic.txt")
    assert report.accelerator_models == pytest.approx({"h100": 9092.927, "l40s": 1.5}, abs=1e-3)


def test_memory_is_read_in_the_old_and_the_new_spelling(read):
    new, old = (read(HERE / name)[0] for name in TOTALS)
    assert {row.job_id: row.memory_gib for row in new}["500110"] == 1800
    assert all(row.memory_gib for row in old if row.ran)
