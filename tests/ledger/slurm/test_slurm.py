"""Rows of sacct as rows of the ledger: jobs, states, tags, columns."""

import pytest

from fullcount.ledger import read_ledger

NEVER = {
    "Start": "None",
    "End": "2024-03-01T09:05:00",
    "Elapsed": "00:00:00",
    "ElapsedRaw": "0",
    "AllocTRES": "",
}


def test_steps_are_counted_as_skipped_and_never_as_jobs(write, row, read, reasons):
    steps = [row(f"100.{s}", User="", Partition="") for s in ("batch", "extern", "0", "interactive")]
    rows, report = read(write(row("100"), *steps))
    assert len(rows) == 1
    assert reasons(report.skipped) == {"step": 4}


def test_a_step_that_shows_the_bare_job_id_is_no_second_job(write, row, read, reasons):
    bare = row("100", User="", Partition="")
    inside = row("100", Start="2024-03-01T10:00:00", End="2024-03-01T10:30:00", ElapsedRaw="1800")
    rows, report = read(write(row("100"), bare, inside))
    assert len(rows) == 1
    assert reasons(report.skipped) == {"repeat-within-job": 1, "step": 1}


def test_a_log_with_blanked_users_keeps_its_jobs(write, row, read):
    rows, _ = read(write(row("1", User=""), row("2", User="")))
    assert [r.user for r in rows] == ["", ""]


def test_every_attempt_of_a_requeued_job_counts(write, row, read):
    failed = row("100", State="NODE_FAIL")
    again = row("100", Start="2024-03-01T12:00:00", End="2024-03-01T13:00:00", Restarts="1")
    rows, report = read(write(failed, again))
    assert [(r.outcome, r.restarts) for r in rows] == [("failed", 0), ("completed", 1)]
    assert report.accelerator_hours == 16.0


def test_array_tasks_and_heterogeneous_parts_are_jobs(write, row, read):
    ids = ["100_1", "100_2", "101+0", "101+1", "102_[5-9%2]"]
    rows, _ = read(write(*map(row, ids)))
    assert [r.job_id for r in rows] == ids


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("COMPLETED", "completed"),
        ("FAILED", "failed"),
        ("NODE_FAIL", "failed"),
        ("BOOT_FAIL", "failed"),
        ("CANCELLED by 20417", "cancelled"),
        ("CANCELLED+", "cancelled"),
        ("OUT_OF_ME+", "out-of-memory"),
        ("TIMEOUT", "timeout"),
        ("DEADLINE", "timeout"),
        ("PREEMPTED", "preempted"),
        ("RUNNING", "unknown"),
        ("PENDING", "unknown"),
        ("REQUEUED", "unknown"),
    ],
)
def test_the_state_says_the_outcome(write, row, state, outcome, read, reasons):
    rows, report = read(write(row(State=state)))
    assert rows[0].outcome == outcome
    assert reasons(report.flags) == {}


def test_a_state_that_slurm_does_not_have_is_unknown_and_flagged(write, row, read, reasons):
    rows, report = read(write(row(State="EXPLODED")))
    assert rows[0].outcome == "unknown"
    assert reasons(report.flags) == {"unknown-state": 1}


def test_who_cancelled_a_job_does_not_reach_the_ledger(write, row, read):
    rows, _ = read(write(row(State="CANCELLED by 20417")))
    assert rows[0].state_raw == "CANCELLED"


def test_job_names_users_and_paths_do_not_reach_the_ledger_or_its_report(write, row, read):
    rows, report = read(write(row(), row("x y"), "1|2|alice", row("7", Comment="see /home/alice")))
    shown = f"{rows}{report.as_dict()}"
    assert "alice" not in shown
    assert "secret" not in shown


def test_users_are_told_apart_by_a_hash_that_only_the_key_repeats(write, row, read):
    path = write(row("1"), row("2", User="bob"), row("3"))
    first, again = ([r.user for r in read(path, user_key=b"k")[0]] for _ in range(2))
    other = [r.user for r in read(path)[0]]
    assert first == again != other
    assert first[0] == first[2] != first[1]
    assert len(first[0]) == 12


def test_columns_may_come_in_any_order_and_case(write, read):
    rows, _ = read(write("COMPLETED|gres/gpu=4|7200|55", header="state|alloctres|ELAPSEDRAW|jobid"))
    assert (rows[0].job_id, rows[0].accelerator_hours, rows[0].outcome) == ("55", 8.0, "completed")


def test_the_trailing_separator_of_parsable_is_no_column(write, read):
    rows, report = read(write("55|COMPLETED|60|", header="JobID|State|ElapsedRaw|"))
    assert rows[0].elapsed_s == 60
    assert report.rows_skipped == 0


def test_a_log_without_header_is_read_with_a_list_of_columns(write, read):
    path = write("55|COMPLETED|60", "56|FAILED|30", header=None)
    rows, _ = read(path, columns="JobID,State,ElapsedRaw")
    assert [r.elapsed_s for r in rows] == [60, 30]


def test_gzip_is_read_by_its_content(write, row, read):
    assert len(read(write(row(), name="log.gz"))[0]) == 1


def test_several_logs_are_one_reading(write, row, read):
    one, two = write(row("1"), name="a.txt"), write(row("2"), name="b.txt")
    rows, report = read([one, two])
    assert [r.job_id for r in rows] == ["1", "2"]
    assert report.files == ("a.txt", "b.txt")


def test_a_separator_in_the_job_name_is_joined_and_said(write, row, read, reasons):
    rows, report = read(write(row(JobName="a|b|c")))
    assert rows[0].accelerator_hours == 8.0
    assert reasons(report.repairs) == {"separator-in-job-name": 1}


def test_a_repeated_header_is_no_job(write, row, header, read, reasons):
    _, report = read(write(row("1"), header, row("2")))
    assert reasons(report.skipped) == {"repeated-header": 1}


@pytest.mark.parametrize(
    ("elapsed", "seconds"),
    [("03:04", 184), ("02:03:04", 7384), ("1-02:03:04", 93784), ("00:00:01.5", 1.5)],
)
def test_elapsed_is_read_in_every_form(write, elapsed, seconds, read):
    rows, _ = read(write(f"1|{elapsed}", header="JobID|Elapsed"))
    assert rows[0].elapsed_s == seconds


def test_without_elapsed_the_span_is_taken(write, read, reasons):
    header = "JobID|Start|End"
    rows, report = read(
        write("1|2024-01-01T00:00:00|2024-01-01 01:00:00", "2|Unknown|Unknown", header=header)
    )
    assert [r.elapsed_s for r in rows] == [3600]
    assert reasons(report.skipped) == {"no-elapsed-time": 1}


def test_a_job_that_never_ran_is_a_row_but_no_run(write, row, read):
    rows, report = read(
        write(row("1", State="PENDING", **{**NEVER, "End": "Unknown"}), row("2", **NEVER), row("3"))
    )
    assert len(rows) == 3
    assert report.runs == 1
    assert report.unknown_accelerators == 0
    assert rows[0].accelerator_hours == 0


def test_a_running_job_counts_so_far_and_has_no_end(write, row, read):
    rows, report = read(write(row(State="RUNNING", End="Unknown")))
    assert (rows[0].end, rows[0].accelerator_hours) == (None, 8.0)
    assert report.period == ("2024-03-01T10:00:00", "2024-03-01T11:00:00")


def test_a_time_that_no_calendar_has_costs_no_hours(write, row, read, reasons):
    rows, report = read(write(row(Start="2024-02-31T10:00:00")))
    assert rows[0].start is None
    assert rows[0].accelerator_hours == 8.0
    assert reasons(report.flags) == {"unreadable-time": 1}


def test_untagged_jobs_are_counted_and_kept(write, row, read):
    rows, report = read(write(row("1", Comment=""), row("2", Comment="rerun after crash"), row("3")))
    assert [(r.component, r.stage, r.run_type, r.tag_raw) for r in rows[:2]] == [
        ("unassigned", "other", "other", "")
    ] * 2
    assert report.untagged_jobs == 2
    assert report.untagged_accelerator_hours == 16.0


def test_a_mended_tag_keeps_what_was_written(write, row, read, reasons):
    rows, report = read(write(row(Comment="demo,hyperparm,pretrain")))
    assert (rows[0].stage, rows[0].run_type, rows[0].tag_raw) == (
        "hyperparam",
        "pre-train",
        "demo,hyperparm,pretrain",
    )
    assert rows[0].note == "tag-typo"
    assert reasons(report.repairs) == {"tag-typo": 1}


def test_columns_that_are_missing_are_said_as_assumptions(write, read):
    _, report = read(write("1|60", header="JobID|ElapsedRaw"))
    assert len(report.assumptions) == 5


def test_progress_is_told_every_ten_thousand_rows(write):
    told: list[int] = []
    list(
        read_ledger(write(*("1|60" for _ in range(25_000)), header="JobID|ElapsedRaw"), progress=told.append)
    )
    assert told == [10_000, 20_000]


def test_the_report_is_complete_only_at_the_end(write, row):
    reading = read_ledger(write(row("1"), row("2")))
    rows = iter(reading)
    next(rows)
    assert not reading.report.complete
    list(rows)
    assert reading.report.complete
