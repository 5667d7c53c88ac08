"""Every oddity of an export in one synthetic file; what it holds was worked out by hand, row by row."""

from collections import defaultdict
from math import fsum
from pathlib import Path

import pytest

from fullcount.ledger import read_ledger

LOG = Path(__file__).with_name("oddities-synthetic.txt")

HOURS = {
    "1000": 8,  # 8 accelerators, 1 h; four steps, and again in the second export with a step
    "1001": 4 * 0.5,
    "1002": 8 * 2,
    "1003": 8 * 0.25,
    "1004": 0,  # cancelled before it started
    "1005": 2 * 0.5,
    "1006": 16 * (1 + 0.5 + 2),  # three attempts
    "1007_0": 1,
    "1007_1": 1,
    "1007_[2-9%2]": 0,  # pending
    "1008+0": 0,  # the part on CPUs alone
    "1008+1": 4,
    "1009": 8 * 3,  # running after 1.5 h in the first export, completed after 3 h in the second
    "1010": 4 * 1,  # pending, then running for 1 h
    "1011": 2 * 2,  # running for 1 h, then for 2 h
    "1012": 1,  # in both exports
    "1013": 2 * 1 / 7,  # two MIG slices of one compute slice each
    "1014": 2 / 4,  # half an A30
    "1015": 2 + 3 / 7,
    "1016": None,  # shards
    "1017": None,  # no resources recorded
    "1018": None,  # accelerators that are not counted
    "1019": 2 * 1.5,
    "1020": 1,
    "1021": 1,
    "1022": 4 * 1,  # clocks forward: two hours by the times, one elapsed
    "1023": 4 * 0.75,  # clocks back: the end comes before the start
    "1024": 1 * 2,  # two of four hours suspended
    "1025": 1 * 2,
    "1026": 1,  # 30 February
    "1027": 1,
    "1028": 1,
    "1029": 0,
    "1030": 0,
    "1031": 0,
    "1032": 0,
    "1033": 2 * 2,  # with a step that lost its suffix
    "1034": 1,
    "1035": 1,
    "1036": 1,
    "1037": 1,
    "1038": 1,
    "1041": 0,
    "1043": 26,
    "1044": 2,
}


@pytest.fixture(scope="module")
def reading():
    opened = read_ledger(LOG)
    return list(opened), opened.report


def counts(reasons) -> dict[str, int]:
    return {count.reason: count.count for count in reasons}


def test_every_job_has_the_hours_that_it_held(reading):
    rows, report = reading
    found = defaultdict(list)
    for row in rows:
        found[row.job_id].append(row.accelerator_hours)
    assert found.keys() == HOURS.keys()
    for job, hours in HOURS.items():
        told = None if None in found[job] else fsum(found[job])
        assert told == (None if hours is None else pytest.approx(hours)), job
    assert report.accelerator_hours == pytest.approx(fsum(hours or 0 for hours in HOURS.values()))
    assert report.accelerator_hours == pytest.approx(183 + 3 / 14)


def test_what_is_no_attempt_of_its_own_is_left_out_and_said(reading):
    assert counts(reading[1].skipped) == {
        "another-header": 1,
        "repeated-header": 1,
        "step": 6,
        "repeat-of-earlier-row": 2,
        "repeat-within-job": 1,
        "superseded-by-later-row": 3,
        "too-few-fields": 1,
        "unreadable-elapsed": 1,
    }


def test_what_was_mended_and_what_is_odd_is_said(reading):
    _, report = reading
    assert counts(report.repairs) == {
        "separator-in-comment": 1,
        "separator-in-job-name": 1,
        "tag-order": 1,
        "tag-typo": 2,
    }
    assert counts(report.flags) == {
        "accelerators-not-counted": 1,
        "clock-change": 2,
        "elapsed-beyond-times": 1,
        "energy-implausible": 1,
        "implausible-memory": 1,
        "no-resources-recorded": 1,
        "partial-accelerator": 4,
        "unknown-state": 1,
        "unreadable-tag": 1,
        "unreadable-time": 1,
    }


def test_energy_counts_once_and_only_where_it_was_measured(reading):
    """5 kWh of job 1000 and the implausible 100 kWh of job 1027; 0 and NO_VAL are none."""
    rows, report = reading
    assert report.energy_kwh == 105.0
    assert {row.job_id for row in rows if row.energy_kwh is not None} == {"1000", "1027"}


@pytest.mark.parametrize(
    ("job", "gib"),
    [("1000", 110), ("1029", 4500 * 8 / 1024), ("1030", 192 * 2), ("1031", None), ("1032", None)],
)
def test_memory_is_that_of_all_nodes(reading, job, gib):
    assert next(row.memory_gib for row in reading[0] if row.job_id == job) == gib


def test_core_hours_of_work_on_cpus_alone(reading):
    held = {row.job_id: row.core_hours for row in reading[0] if row.accelerators == 0 and row.ran}
    assert held == {"1008+0": 32, "1029": 8, "1030": 8, "1031": 8, "1032": 8, "1041": 320}
