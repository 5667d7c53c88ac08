"""Moments in every format, clocks that change, and jobs across the edges of a period."""

import pytest

from fullcount.ledger.slurm.moments import moment

RUNNING = {"State": "RUNNING", "End": "Unknown"}


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("2024-03-01T10:00:00", "2024-03-01T10:00:00"),
        ("2024-03-01 10:00:00", "2024-03-01T10:00:00"),
        ("2024-03-01-10:00:00.25", "2024-03-01T10:00:00"),
        ("2024/03/01-10:00:00", "2024-03-01T10:00:00"),
        ("2024-03-01T10:00", "2024-03-01T10:00:00"),
        ("2024-03-01T10:00:00+0100", "2024-03-01T10:00:00"),
        ("2024-03-01T10:00:00Z", "2024-03-01T10:00:00"),
        ("Fri Mar  1 10:00:00 2024", "2024-03-01T10:00:00"),
        ("1709287200", "2024-03-01T10:00:00"),
        ("0", None),
        ("Unknown", None),
        ("None", None),
        ("", None),
    ],
)
def test_a_moment_is_read_in_every_format(text, read_as):
    assert moment(text) == read_as


@pytest.mark.parametrize(
    "text", ["17:32", "12 Jan 12:00", "03/01/24", "2024-13-01T00:00:00", "99999999999999"]
)
def test_a_moment_without_its_day_is_unreadable(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is datetime's own or the text
        moment(text)


def test_seconds_since_1970_are_written_as_utc_and_said(write, row, read):
    rows, report = read(write(row(Start="1709287200", End="1709290800")))
    assert (rows[0].start, rows[0].end) == ("2024-03-01T10:00:00", "2024-03-01T11:00:00")
    assert any("UTC" in sentence for sentence in report.assumptions)


@pytest.mark.parametrize(
    ("start", "end", "elapsed", "flags"),
    [
        ("2025-03-30T01:30:00", "2025-03-30T03:30:00", 3600, {"clock-change": 1}),
        ("2025-10-26T02:30:00", "2025-10-26T02:15:00", 2700, {"clock-change": 1}),
        ("2025-10-26T01:30:00", "2025-10-26T02:30:00", 7200, {"clock-change": 1}),
        ("2025-06-01T01:00:00", "2025-06-01T05:00:00", 7200, {}),
        ("2025-06-01T01:00:00", "2025-06-01T01:00:30", 31, {}),
        ("2025-06-01T01:00:00", "2025-06-01T01:10:00", 1800, {"elapsed-beyond-times": 1}),
        ("2025-06-01T03:00:00", "2025-06-01T01:00:00", 60, {"end-before-start": 1}),
    ],
)
def test_an_hour_of_difference_is_a_change_of_clocks(write, row, read, reasons, start, end, elapsed, flags):
    rows, report = read(write(row(Start=start, End=end, ElapsedRaw=str(elapsed))))
    assert rows[0].elapsed_s == elapsed
    assert reasons(report.flags) == flags


def test_an_hour_of_suspension_that_the_log_names_is_no_change_of_clocks(write, read, reasons):
    header = "JobID|Start|End|ElapsedRaw|Suspended|AllocTRES"
    _, report = read(write("1|2025-06-01T01:00:00|2025-06-01T03:00:00|3600|01:00:00|cpu=1", header=header))
    assert reasons(report.flags) == {}


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2024-03-01", "2024-03-02", 16),
        ("2024-03-01T10:30:00", None, 8),
        (None, "2024-03-01T10:30:00", 8),
        ("2024-03-01T10:15:00", "2024-03-01T10:30:00", 4),
        ("2024-03-02", None, None),
        (None, "2024-03-01", None),
    ],
)
def test_jobs_that_have_ended_and_running_ones_are_cut_to_the_period(write, row, read, since, until, hours):
    """One job from 10 to 11 that has ended, one that has run for an hour since 10, on 8 accelerators each."""
    _, report = read(write(row("1"), row("2", **RUNNING)), since=since, until=until)
    assert report.accelerator_hours == hours


def test_a_job_over_the_change_of_clocks_is_cut_by_its_elapsed_time(write, row, read):
    job = row(Start="2025-10-26T02:30:00", End="2025-10-26T02:15:00", ElapsedRaw="2700")
    assert read(write(job), since="2025-10-27")[0] == []
    assert len(read(write(job), since="2025-10-26", until="2025-10-27")[0]) == 1


def test_a_row_that_a_later_one_supersedes_is_not_cut_from_it(write, row, read, reasons):
    early, late = (
        write(row("1", **RUNNING), name="a"),
        write(row("1", ElapsedRaw="7200", End="2024-03-01T12:00:00"), name="b"),
    )
    _, report = read([early, late], since="2024-03-01T11:30:00")
    assert report.accelerator_hours == 4
    assert reasons(report.skipped) == {"superseded-by-later-row": 1}
