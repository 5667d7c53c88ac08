import gzip
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, read_ledger

SEVERAL = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEADER = b"JobID|State|Start|End|ElapsedRaw|AllocTRES|NCPUS|Restarts|Comment\n"
PIECES = [
    b"1",
    b"1.batch",
    b"COMPLETED",
    b"Unknown",
    b"2024-01-01T00:00:00",
    b"9" * 30,
    b"gres/gpu=8",
    b"cpu=4",
]


def problem(path: Path, **options):
    with pytest.raises(LedgerError) as caught:
        list(read_ledger(path, **options))
    (found,) = caught.value.problems
    return found


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", None, "an empty file"),
        (b"\n\n  \n", None, "an empty file"),
        (b"hello world\n", 1, "the first line 'hello world'"),
        (b"       JobID      State \n------------ ------\n", 1, "separated by spaces"),
        (b"JobID,State,ElapsedRaw\n1,COMPLETED,60\n", 1, "separated by commas"),
        (b"JobID\tState\tElapsedRaw\n", 1, "separated by tabs"),
        (b"JobID|State\n1|COMPLETED\n", 1, "columns without it"),
        (b"JobID|State|Elapsed\0Raw\n", 1, "nul-byte"),
        ("JobID|State|ElapsedRaw\n".encode("utf-16"), 1, "UTF-16"),
        (b"\x93NUMPY\x01\x00\xff", 1, "bad-encoding"),
    ],
)
def test_what_is_no_log_is_refused_with_its_place(tmp_path, data, line, words):
    path = tmp_path / "log.txt"
    path.write_bytes(data)
    found = problem(path)
    assert (found.file, found.line) == ("log.txt", line)
    assert words in found.found
    assert found.expected
    assert found.remedy


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert "No such file" in problem(tmp_path / "absent.txt").found
    assert "directory" in problem(tmp_path).found


def test_half_a_gzip_file_is_refused_because_what_is_missing_cannot_be_counted(tmp_path):
    path = tmp_path / "log.gz"
    whole = gzip.compress(
        b"JobID|ElapsedRaw\n" + b"".join(b"%d|%d\n" % (i, i * 7919 % 10007) for i in range(9000))
    )
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged gzip" in problem(path).found


def test_logs_of_several_kinds_are_refused(tmp_path):
    (tmp_path / "a").write_text("JobID|ElapsedRaw\n")
    (tmp_path / "b").write_text("timestamp,duration,emissions,energy_consumed\n")
    with pytest.raises(LedgerError, match="several kinds"):
        read_ledger([tmp_path / "a", tmp_path / "b"])


@pytest.mark.parametrize("options", [{"kind": "slrum"}, {"energy_boundary": "rack"}])
def test_an_unknown_choice_is_refused(tmp_path, options):
    with pytest.raises(LedgerError, match="one of these"):
        read_ledger(tmp_path / "a", **options)


BAD_ROWS = [
    (b"2|COMPLETED", "too-few-fields"),
    (b"2|COMPLETED|60|a|b", "too-many-fields"),
    (b"2|COMPLETED|soon", "unreadable-elapsed"),
    (b"2|COMPLETED|" + b"9" * 400, "unreadable-elapsed"),
    (b"two|COMPLETED|60", "unreadable-job-id"),
    (b"2|" + b"x" * (1 << 20) + b"|60", "line-too-long"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_ROWS, ids=[reason for _, reason in BAD_ROWS])
def test_a_bad_row_is_counted_with_its_line_and_the_good_ones_are_kept(tmp_path, bad, reason):
    path = tmp_path / "log.txt"
    path.write_bytes(b"JobID|State|ElapsedRaw\n1|COMPLETED|60\n" + bad + b"\n3|COMPLETED|60\n")
    reading = read_ledger(path)
    assert [row.job_id for row in reading] == ["1", "3"]
    (count,) = reading.report.skipped
    assert (count.reason, count.count, count.examples[0].line) == (reason, 1, 3)


@pytest.mark.parametrize(("odd", "repair"), [(b"\0", "nul-byte"), (b"\xe9", "bad-encoding")])
def test_a_bad_byte_in_a_name_costs_no_job(tmp_path, odd, repair):
    path = tmp_path / "log.txt"
    path.write_bytes(b"JobID|State|ElapsedRaw|JobName\n1|COMPLETED|60|na" + odd + b"me\n")
    reading = read_ledger(path)
    assert [row.elapsed_s for row in reading] == [60.0]
    assert [(count.reason, count.count) for count in reading.report.repairs] == [(repair, 1)]
    assert repair in problem(path, on_error="stop").found


def test_a_job_of_two_overlapping_exports_counts_once(tmp_path):
    head, times = b"JobID|State|ElapsedRaw|Start|End\n", b"2024-01-01T00:00:00|2024-01-01T00:01:00\n"
    (tmp_path / "a.txt").write_bytes(head + b"1|COMPLETED|60|" + times)
    (tmp_path / "b.txt").write_bytes(head + b"1|COMPLETED|60|" + times + b"2|COMPLETED|60|" + times)
    reading = read_ledger([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [row.job_id for row in reading] == ["1", "2"]
    assert [(count.reason, count.count) for count in reading.report.skipped] == [("repeat-of-earlier-row", 1)]


def test_times_that_contradict_each_other_are_flagged(tmp_path):
    path = tmp_path / "log.txt"
    path.write_bytes(
        b"JobID|State|ElapsedRaw|Start|End\n"
        b"1|COMPLETED|999999|2024-01-01T00:00:00|2024-01-01T01:00:00\n"
        b"2|COMPLETED|60|2024-01-02T00:00:00|2024-01-01T00:00:00\n"
    )
    reading = read_ledger(path)
    list(reading)
    assert {"elapsed-beyond-times", "end-before-start"} <= {count.reason for count in reading.report.flags}


def test_a_bad_row_is_refused_where_the_user_says_stop(tmp_path):
    path = tmp_path / "log.txt"
    path.write_bytes(b"JobID|State|ElapsedRaw\n1|COMPLETED|60\n2|COMPL\n")
    found = problem(path, on_error="stop")
    assert (found.line, "too-few-fields" in found.found) == (3, True)


def test_only_the_first_twenty_examples_are_kept(tmp_path):
    path = tmp_path / "log.txt"
    path.write_bytes(b"JobID|ElapsedRaw\n" + b"x|1\n" * 50)
    reading = read_ledger(path)
    list(reading)
    (count,) = reading.report.skipped
    assert (count.count, len(count.examples)) == (50, 20)


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path):
    path = tmp_path / "log.txt"
    path.write_bytes(b"\xef\xbb\xbfJobID|ElapsedRaw\r\n1|60\r\n")
    assert [row.elapsed_s for row in read_ledger(path)] == [60]


@SEVERAL
@given(
    st.lists(
        st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=12)), min_size=7, max_size=10),
        max_size=8,
    )
)
def test_whatever_a_row_holds_the_counts_add_up(tmp_path, rows):
    path = tmp_path / "log.txt"
    path.write_bytes(HEADER + b"\n".join(b"|".join(cells) for cells in rows))
    reading = read_ledger(path)
    used = len(list(reading))
    report = reading.report
    assert report.rows_used == used
    assert report.rows_read == report.rows_used + report.rows_skipped


@SEVERAL
@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(tmp_path, data):
    path = tmp_path / "log"
    path.write_bytes(data)
    for kind in ("slurm", "codecarbon", None):
        with suppress(LedgerError):
            list(read_ledger(path, kind=kind))
