"""Ledgers cut to periods: each hour of a job counts once, whichever ledgers tell of it. All jobs are invented."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.ledger.reading.period import Period

NOTE = "clipped-to-period"


@pytest.fixture
def whole(job):
    """Eight H100 from 10:00 to 20:00 and 40 kWh."""
    return job("1", end="2024-03-01T20:00:00", elapsed_s=36000.0, energy_kwh=40.0, energy_boundary="node")


def cut(row, first, last):
    """The part of a job of the day from one hour to another."""
    part = Period(f"2024-03-01T{first:02}:00:00", f"2024-03-01T{last:02}:00:00").cut(row)
    assert part is not None
    return part


def reasons(counts):
    return {count.reason: count.count for count in counts}


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("hours", [(12, 15), (10, 12), (15, 20)])
def test_a_whole_row_stays_before_a_cut_inside_it(merged, whole, hours, order):
    rows, report = merged(*[[whole], [cut(whole, *hours)]][::order])
    assert rows == [whole]
    assert reasons(report.skipped) == {"superseded-by-another-ledger": 1}
    assert not report.flags


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("hours", [(12, 15), (11, 14), (13, 17)])
def test_a_cut_inside_a_longer_one_is_left_out(merged, whole, hours, order):
    longer = cut(whole, 11, 17)
    rows, report = merged(*[[longer], [cut(whole, *hours)]][::order])
    assert rows == [longer]
    assert reasons(report.skipped) == {"overlapping-cut": 1}
    assert not report.flags


@pytest.mark.parametrize("order", [1, -1])
def test_of_cuts_that_overlap_in_part_the_shorter_keeps_what_it_adds(merged, whole, order):
    rows, report = merged(*[[cut(whole, 10, 17)], [cut(whole, 15, 20)]][::order])
    assert sorted(rows, key=lambda row: row.start) == [cut(whole, 10, 17), cut(whole, 17, 20)]
    assert [row.note for row in rows] == [NOTE, NOTE]
    assert reasons(report.flags) == {"cut-overlaps-in-part": 1}
    assert any("overlap only in part" in sentence for sentence in report.assumptions)
    assert (report.accelerator_hours, report.rows_skipped) == (80, 0)


def test_cuts_that_only_touch_both_count(merged, whole):
    rows, report = merged([cut(whole, 10, 15)], [cut(whole, 15, 20)])
    assert len(rows) == 2
    assert report.accelerator_hours == 80
    assert not report.flags


def test_the_same_cut_in_two_ledgers_is_a_repeat(merged, whole):
    rows, report = merged([cut(whole, 12, 15)], [cut(whole, 12, 15)])
    assert rows == [cut(whole, 12, 15)]
    assert reasons(report.skipped) == {"repeat-of-another-ledger": 1}


def test_a_cut_of_a_later_attempt_or_of_another_job_counts(merged, whole, job):
    later = job("1", start="2024-03-01T20:00:00", end="2024-03-01T23:00:00", elapsed_s=10800.0)
    other = job("2", start="2024-03-01T10:00:00", end="2024-03-01T20:00:00", elapsed_s=36000.0)
    rows, _ = merged([whole], [cut(later, 20, 22), cut(other, 12, 15)])
    assert rows == [whole, cut(later, 20, 22), cut(other, 12, 15)]


def test_a_cut_that_covers_more_than_a_running_job_gives_the_rest_only(merged, whole, job):
    running = job("1", end=None, elapsed_s=10800.0, outcome="unknown")
    rows, report = merged([running], [cut(whole, 12, 20)])
    assert [(row.start[11:13], row.end[11:13], row.note) for row in rows] == [
        ("10", "12", NOTE),
        ("12", "20", NOTE),
    ]
    assert report.accelerator_hours == 80


def test_a_running_job_gives_way_to_a_longer_cut_of_the_same_start(merged, whole, job):
    running = job("1", end=None, elapsed_s=600.0, outcome="unknown")
    rows, report = merged([running], [cut(whole, 10, 12)])
    assert rows == [cut(whole, 10, 12)]
    assert reasons(report.skipped) == {"superseded-by-another-ledger": 1}


def test_a_cut_that_sticks_out_on_both_sides_is_left_out_and_said(merged, whole, job):
    inside = job("1", start="2024-03-01T14:00:00", end="2024-03-01T15:00:00")
    rows, report = merged([inside], [cut(whole, 12, 18)])
    assert rows == [inside]
    assert reasons(report.skipped) == {"overlapping-cut": 1}
    assert reasons(report.flags) == {"cut-overlaps-in-part": 1}
    assert any("are missing" in sentence for sentence in report.assumptions)


def test_a_cut_that_held_something_else_is_flagged(merged, whole, job):
    other = job("1", end="2024-03-01T20:00:00", elapsed_s=36000.0, accelerators=4.0, stage="ablate")
    _, report = merged([whole], [cut(other, 12, 15)])
    assert reasons(report.flags) == {"same-attempt-other-facts": 1, "same-attempt-other-axes": 1}


def test_cuts_of_one_ledger_never_replace_each_other(merged, whole, job):
    rows, _ = merged([cut(whole, 10, 15), cut(whole, 12, 17)], [job("2")])
    assert len(rows) == 3


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(
        st.tuples(st.integers(10, 20), st.integers(10, 20)).filter(lambda c: c[0] < c[1]), max_size=4
    ),
    with_whole=st.booleans(),
)
def test_merged_cuts_add_up_to_the_hours_that_they_cover(merged, whole, cuts, with_whole):
    parts = [[cut(whole, *hours)] for hours in cuts] + [[whole]] * with_whole
    if not parts:
        return
    covered = {hour for first, last in cuts for hour in range(first, last)} | set(
        range(10, 20) if with_whole else ()
    )
    for order in list(permutations(parts))[:3]:
        rows, report = merged(*order)
        assert report.accelerator_hours == pytest.approx(8 * len(covered))
        assert sum(row.energy_kwh for row in rows) == pytest.approx(4 * len(covered))
        assert report.rows_read == report.rows_used + report.rows_skipped == len(parts)
