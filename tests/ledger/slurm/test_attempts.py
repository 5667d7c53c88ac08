"""Each attempt of a job counts once, however often and in whatever order exports show it."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.ledger import read_ledger

RUNNING = {"State": "RUNNING", "End": "Unknown"}
LATER = {"State": "RUNNING", "End": "Unknown", "ElapsedRaw": "7200"}
ENDED = {"ElapsedRaw": "10800", "End": "2024-03-01T13:00:00"}
PENDING = {"State": "PENDING", "Start": "Unknown", "End": "Unknown", "ElapsedRaw": "0", "AllocTRES": ""}
SEVERAL = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_a_row_that_two_exports_show_counts_once(write, row, read, reasons):
    one, two = write(row("1"), name="a.txt"), write(row("1"), row("2"), name="b.txt")
    rows, report = read([one, two])
    assert [r.job_id for r in rows] == ["1", "2"]
    assert reasons(report.skipped) == {"repeat-of-earlier-row": 1}


def test_a_row_twice_in_one_file_counts_once(write, row, read, reasons):
    rows, report = read(write(row("1"), row("2"), row("1")))
    assert [r.job_id for r in rows] == ["1", "2"]
    assert reasons(report.skipped) == {"repeat-of-earlier-row": 1}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
def test_the_latest_state_of_an_attempt_counts_in_any_order_of_files(write, row, read, reasons, order):
    states = (RUNNING, LATER, ENDED)
    files = [write(row("1", **states[n]), name=f"{n}.txt") for n in order]
    rows, report = read(files)
    assert [(r.elapsed_s, r.outcome) for r in rows] == [(10800, "completed")]
    assert reasons(report.skipped) == {"superseded-by-later-row": 2}


def test_of_two_running_rows_the_longer_counts_with_its_own_place(write, row, read):
    told = []
    files = [write(row("1", **state), name=name) for state, name in ((LATER, "a"), (RUNNING, "b"))]
    rows, _ = read(files, trace=told.append)
    assert [r.elapsed_s for r in rows] == [7200]
    assert [(d.file, d.line, d.verdict) for d in told] == [("b", 2, "skipped"), ("a", 2, "used")]


@pytest.mark.parametrize("pending_first", [True, False])
def test_a_pending_row_gives_way_to_the_started_attempt(write, row, read, reasons, pending_first):
    pending, started = write(row("1", **PENDING), name="p"), write(row("1"), name="s")
    rows, report = read([pending, started] if pending_first else [started, pending])
    assert [r.elapsed_s for r in rows] == [3600]
    assert reasons(report.skipped) == {"superseded-by-later-row": 1}


def test_what_is_still_running_or_waiting_at_the_end_is_kept(write, row, read):
    rows, _ = read(write(row("1", **RUNNING), row("2", **PENDING), row("3")))
    assert [(r.job_id, r.elapsed_s) for r in rows] == [("3", 3600), ("1", 3600), ("2", 0)]


def test_a_step_without_suffix_does_not_replace_its_running_job(write, row, read, reasons):
    job = row("1", **LATER)
    step = row("1", End="2024-03-01T11:00:00")
    rows, report = read(write(job, step))
    assert [r.elapsed_s for r in rows] == [7200]
    assert reasons(report.skipped) == {"repeat-within-job": 1}


def test_the_same_number_on_two_clusters_is_two_jobs(write, read):
    times = "2024-03-01T10:00:00|2024-03-01T11:00:00|3600"
    header = "JobID|Cluster|Start|End|ElapsedRaw"
    assert len(read(write(f"1|a|{times}", f"1|b|{times}", header=header))[0]) == 2


def test_without_start_only_rows_that_are_the_same_throughout_are_repeats(write, read, reasons):
    lines = ("1|60|FAILED", "1|90|COMPLETED", "1|60|FAILED")
    rows, report = read(write(*lines, header="JobID|ElapsedRaw|State"))
    assert [r.elapsed_s for r in rows] == [60, 90]
    assert reasons(report.skipped) == {"repeat-of-earlier-row": 1}
    assert any("no Start" in sentence for sentence in report.assumptions)


def test_an_export_without_end_is_read_as_it_comes(write, read):
    lines = ("1|2024-03-01T10:00:00|60|COMPLETED", "2|2024-03-01T10:00:00|60|COMPLETED")
    rows = read_ledger(write(*lines, header="JobID|Start|ElapsedRaw|State"))
    assert [r.job_id for r in rows] == ["1", "2"]


def test_two_exports_in_one_file_are_read_with_their_own_columns(write, row, header, read, reasons):
    other = "Start|ElapsedRaw|JobID|End|AllocTRES"
    path = write(
        row("1"),
        header,
        row("2"),
        other,
        "2024-03-01T10:00:00|3600|1|2024-03-01T11:00:00|gres/gpu=8",
        "2024-03-01T10:00:00|3600|3|2024-03-01T11:00:00|gres/gpu=2",
    )
    rows, report = read(path)
    assert [(r.job_id, r.accelerators) for r in rows] == [("1", 8), ("2", 8), ("3", 2)]
    assert reasons(report.skipped) == {
        "another-header": 1,
        "repeat-of-earlier-row": 1,
        "repeated-header": 1,
    }


jobs = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.integers(0, 5),
        st.integers(1, 20_000),
        st.sampled_from(["COMPLETED", "RUNNING", "FAILED"]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda job: job[:2],
)


def lines(row, number, day, seconds, state):
    """An attempt with its steps and, where it runs on, an earlier sight of it."""
    start = f"2024-03-{day + 1:02d}T10:00:00"
    hours, rest = divmod(seconds, 3600)
    end = f"2024-03-{day + 1:02d}T{10 + hours}:{rest // 60:02d}:{rest % 60:02d}"
    final = {
        "Start": start,
        "End": "Unknown" if state == "RUNNING" else end,
        "ElapsedRaw": str(seconds),
        "State": state,
    }
    earlier = {**final, "End": "Unknown", "State": "RUNNING", "ElapsedRaw": str(seconds // 2)}
    step = {**final, "User": "", "Partition": ""}
    job = str(number)
    return [row(job, **final), row(f"{job}.batch", **step)], [row(job, **earlier), row(f"{job}.0", **step)]


@SEVERAL
@given(jobs=jobs, seed=st.integers(0, 999))
def test_steps_duplicates_and_the_order_of_files_never_change_the_sums(write, row, jobs, seed):
    shown = [lines(row, *job) for job in jobs]
    late = write(*(line for last, _ in shown for line in last), name="late.txt")
    early = write(*(line for _, first in shown for line in first), name="early.txt")
    plain = write(*(last[0] for last, _ in shown), name="plain.txt")
    files = [late, early, late, plain]
    random.Random(seed).shuffle(files)
    totals = []
    for paths in ([plain], files):
        reading = read_ledger(paths)
        list(reading)
        report = reading.report
        totals.append((report.rows_used, report.runs, report.accelerator_hours, report.core_hours))
    assert totals[0] == totals[1]
    assert report.accelerator_hours == sum(8 * job[2] for job in jobs) / 3600
