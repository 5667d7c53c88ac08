"""What is wrong with a file of any format: said with file, line and remedy, and nothing written."""

import gzip
import json
import os
import signal
import time

import pytest

from fullcount import __version__
from fullcount.ledger import LedgerError, read_ledger
from fullcount.ledger.reading.source import LINE_LIMIT, TextSource

from .conftest import EMISSIONS, LOGS, SACCT


def refused(path, **options):
    with pytest.raises(LedgerError) as caught:
        list(read_ledger(path, **options))
    return caught.value.problems[0]


def reasons(counts):
    return {count.reason: count.count for count in counts}


@pytest.fixture
def log(tmp_path):
    """Writes a log of some bytes."""

    def write(data, name="log"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("kind", LOGS)
@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\n\t\n", b"\xef\xbb\xbf"])
def test_nothing_in_a_file_is_refused(log, read, tmp_path, kind, data):
    answer = read(kind, log(data))
    assert (answer.code, "an empty file" in answer.err) == (3, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", LOGS)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_with_the_remedy(log, kind, encoding):
    found = refused(log(LOGS[kind].decode().encode(encoding)), kind=kind)
    assert "UTF-16" in found.found
    assert "iconv" in found.remedy


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"BZh91AY&SY", "bzip2"),
        (b"\xfd7zXZ\0\0", "xz"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"PAR1....", "Parquet"),
        (b"SQLite format 3\0", "SQLite"),
        (b"%PDF-1.7\n", "PDF"),
    ],
)
def test_other_files_are_named(log, data, words):
    assert words in refused(log(data), kind="slurm").found


def test_rows_in_another_encoding_are_told_apart(log):
    data = SACCT.replace(b"synth-b", "synth-é".encode("latin-1"))
    reading = read_ledger(log(data))
    assert len(list(reading)) == 3
    assert reasons(reading.report.repairs)["bad-encoding"] == 1


@pytest.mark.parametrize("mark", [b";", b"\t", b"|"])
def test_another_separator_is_refused(log, mark):
    assert "line 1" not in refused(log(EMISSIONS.replace(b",", mark)), kind="codecarbon").found
    assert refused(log(EMISSIONS.replace(b",", mark))).line == 1


@pytest.mark.parametrize("kind", LOGS)
def test_a_last_line_that_was_cut_is_called_truncated(log, kind):
    reading = read_ledger(log(LOGS[kind][:-30]))
    used = len(list(reading))
    assert reasons(reading.report.skipped)["truncated-last-line"] == 1
    assert reading.report.rows_read == used + reading.report.rows_skipped
    assert "truncated" in refused(log(LOGS[kind][:-30]), on_error="stop").found


def test_a_last_line_without_end_is_kept_and_flagged(log):
    reading = read_ledger(log(SACCT.removesuffix(b"\n")))
    assert len(list(reading)) == 3
    assert reasons(reading.report.flags) == {"last-line-without-end": 1}


@pytest.mark.parametrize("kind", LOGS)
def test_the_header_again_is_skipped(log, kind):
    head, *rows = LOGS[kind].splitlines(keepends=True)
    reading = read_ledger(log(b"".join([head, rows[0], head, *rows[1:]])))
    list(reading)
    assert reasons(reading.report.skipped)["repeated-header"] == 1


def test_another_header_changes_the_columns_from_there_on(log):
    more = b"State|ElapsedRaw|JobID\nCOMPLETED|60|9\n"
    reading = read_ledger(log(SACCT + more))
    assert {row.job_id: row.elapsed_s for row in reading}["9"] == 60
    assert reasons(reading.report.skipped)["another-header"] == 1
    more = b"run_id,timestamp,duration,emissions,energy_consumed\nrun-9,2024-03-02T00:00:00,7,0.1,0.2\n"
    reading = read_ledger(log(EMISSIONS + more))
    assert {row.job_id: row.elapsed_s for row in reading}["run-9"] == 7
    assert reasons(reading.report.skipped)["another-header"] == 1


@pytest.mark.parametrize("kind", LOGS)
def test_ten_thousand_columns_are_read_by_name(log, kind):
    mark = b"|" if kind == "slurm" else b","
    head, *rows = LOGS[kind].splitlines()
    extra = [b"x%d" % n for n in range(10_000)]
    data = b"\n".join(
        [mark.join([head, *extra]), *(mark.join([row, *([b""] * 10_000)]) for row in rows), b""]
    )
    whole = [row.job_id for row in read_ledger(log(LOGS[kind], "plain"))]
    assert [row.job_id for row in read_ledger(log(data), kind)] == whole


class _Endless:
    """A stream of one line that never ends, and how much of it was held at once."""

    def __init__(self, size):
        self.left, self.most = size, 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def readline(self, limit):
        given = min(limit, self.left)
        self.left -= given
        self.most = max(self.most, given)
        return b"x" * given


def test_a_line_of_gigabytes_is_passed_in_pieces(log, monkeypatch):
    stream = _Endless(200 << 20)
    monkeypatch.setattr("fullcount.ledger.reading.source.unpacked", lambda raw: stream)
    (line,) = TextSource(log(b"x")).lines()
    assert (line.fault, stream.left, stream.most) == ("line-too-long", 0, LINE_LIMIT)


def test_a_header_of_gigabytes_is_refused_before_its_end(log, monkeypatch):
    stream = _Endless(200 << 20)
    source = TextSource(log(b"x"))
    assert source.start == "x"
    monkeypatch.setattr(TextSource, "_first_bytes", lambda self: b"x")
    monkeypatch.setattr("fullcount.ledger.reading.source.unpacked", lambda raw: stream)
    with pytest.raises(LedgerError, match="line-too-long"):
        source.header()
    assert stream.left == (200 << 20) - LINE_LIMIT


@pytest.mark.parametrize("change", ["grows", "is replaced", "is rewritten"])
def test_a_file_that_changes_while_it_is_read_is_refused(log, tmp_path, change):
    path = log(SACCT)
    rows = iter(read_ledger(path))
    next(rows)
    if change == "grows":
        path.write_bytes(SACCT + SACCT.splitlines(keepends=True)[1])
    elif change == "is replaced":
        log(SACCT, "other").replace(path)
    else:
        os.utime(path, ns=(1, 1))
    with pytest.raises(LedgerError, match="changed while it was read"):
        list(rows)


def test_a_change_on_the_way_leaves_nothing(log, read, tmp_path, monkeypatch):
    path = log(SACCT)
    before = TextSource._refuse_changes

    def touched(self):
        os.utime(path, ns=(1, 1))
        before(self)

    monkeypatch.setattr(TextSource, "_refuse_changes", touched)
    answer = read(path)
    assert (answer.code, "changed while it was read" in answer.err) == (3, True)
    assert {found.name for found in tmp_path.iterdir()} == {"log"}


@pytest.mark.parametrize("part", [0.3, 0.9, 0.999])
@pytest.mark.parametrize("packing", ["gzip", "zstandard"])
def test_a_packed_file_that_was_cut_is_refused(log, packing, part):
    rows = b"".join(
        b"%d|x|x|COMPLETED|Unknown|Unknown|%d||1|1|0|\n" % (n, n * 7919 % 10007) for n in range(20_000)
    )
    data = SACCT + rows
    if packing == "gzip":
        whole = gzip.compress(data)
    else:
        whole = pytest.importorskip("zstandard").ZstdCompressor().compress(data)
    assert f"damaged {packing}" in refused(log(whole[: int(len(whole) * part)]), kind="slurm").found


def test_a_packed_file_with_junk_behind_it_is_refused(log):
    compress = pytest.importorskip("zstandard").ZstdCompressor().compress
    assert "damaged zstandard" in refused(log(compress(SACCT) + b"junk"), kind="slurm").found
    assert "damaged gzip" in refused(log(gzip.compress(SACCT) + b"junk"), kind="slurm").found


def test_packed_parts_in_a_row_are_one_log(log):
    half = SACCT.index(b"2|synth")
    compress = pytest.importorskip("zstandard").ZstdCompressor().compress
    for pack in (gzip.compress, compress):
        packed = pack(SACCT[:half]) + pack(b"") + pack(SACCT[half:])
        assert [row.job_id for row in read_ledger(log(packed))] == ["1", "2", "3"]


def test_without_the_library_a_zstandard_file_names_the_extra(log, monkeypatch):
    packed = pytest.importorskip("zstandard").ZstdCompressor().compress(SACCT)
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    assert "fullcount[ledger]" in refused(log(packed), kind="slurm").remedy


def test_a_file_without_permission_is_refused(log, monkeypatch):
    path = log(SACCT)

    def denied(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", denied)
    found = refused(path, kind="slurm")
    assert ("Permission denied" in found.found, "permissions" in found.remedy) == (True, True)


def test_the_files_of_a_folder_are_read_in_the_order_of_their_names(tmp_path, read):
    folder = tmp_path / "months"
    folder.mkdir()
    head, first, _, second, _ = SACCT.splitlines(keepends=True)
    (folder / "2024-02.txt").write_bytes(head + second)
    (folder / "2024-01.txt.gz").write_bytes(gzip.compress(head + first))
    (folder / ".2024-03.txt.swp").write_bytes(b"hidden")
    reading = read_ledger(folder)
    assert [row.job_id for row in reading] == ["1", "2"]
    assert reading.report.files == ("2024-01.txt.gz", "2024-02.txt")
    assert read("slurm", folder).code == 0


def test_a_folder_loses_nothing_in_silence(tmp_path, log):
    folder = tmp_path / "months"
    folder.mkdir()
    assert "empty folder" in refused(folder).found
    (folder / "a.txt").write_bytes(SACCT)
    (folder / "link.txt").symlink_to(log(SACCT, "outside"))
    (folder / "older").mkdir()
    with pytest.raises(LedgerError) as caught:
        read_ledger(folder)
    told = [(problem.file, problem.found) for problem in caught.value.problems]
    assert told == [
        ("months/link.txt", "a link that leads out of the folder"),
        ("months/older", "a folder inside the folder"),
    ]


def test_a_pipe_is_no_file_for_the_library(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "a pipe" in refused(tmp_path / "pipe", kind="slurm").found


def test_a_pipe_is_read_by_the_command(tmp_path, process):
    os.mkfifo(tmp_path / "pipe")
    command = process("slurm", tmp_path / "pipe", "--format", "json")
    with (tmp_path / "pipe").open("wb") as pipe:
        pipe.write(SACCT)
    out, err = command.communicate(timeout=60)
    assert (command.returncode, err) == (0, b"")
    assert json.loads(out)["rows_used"] == 3
    assert {path.name for path in tmp_path.iterdir()} == {"pipe", "out"}


@pytest.mark.parametrize("form", ["csv", "csv.gz", "parquet"])
def test_a_full_disk_leaves_nothing(tmp_path, log, process, form):
    resource = pytest.importorskip("resource")
    pytest.importorskip("duckdb")
    rows = b"".join(
        b"%d|x|x|COMPLETED|Unknown|Unknown|%d||1|1|0|\n" % (n, n * 7919 % 10007) for n in range(20_000)
    )
    path = log(SACCT + rows)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("mine")
    limit = 50_000
    command = process(
        path, "--table", form, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    _, err = command.communicate(timeout=60)
    assert command.returncode in {2, 3}
    assert b"cannot be" in err
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err
    assert {found.name for found in tmp_path.iterdir()} == {"log", "out"}
    assert [found.name for found in (tmp_path / "out").iterdir()] == ["mine"]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_nothing(tmp_path, process, stop):
    """The log is long enough to be still on its way when the first bytes of the ledger are there."""
    path = tmp_path / "log"
    with path.open("wb") as stream:
        stream.write(SACCT)
        for n in range(300_000):
            stream.write(
                b"%d|x|x|COMPLETED|Unknown|Unknown|%d||1|1|0|demo,final,train\n" % (n + 10, n % 9999)
            )
    command = process(path)
    while not list(tmp_path.glob(".fullcount-*/.ledger.csv*")) and command.poll() is None:
        time.sleep(0.01)
    command.send_signal(stop)
    _, err = command.communicate(timeout=60)
    assert command.returncode == 130
    assert b"Traceback" not in err
    assert {found.name for found in tmp_path.iterdir()} == {"log"}


def test_the_share_read_grows_to_one(log, tmp_path):
    rows = b"".join(b"%d|x|x|COMPLETED|Unknown|Unknown|60||1|1|0|\n" % n for n in range(30_000))
    paths = [log(SACCT + rows, "plain"), log(gzip.compress(SACCT + rows), "packed")]
    shares = []
    reading = read_ledger(paths, progress=lambda _: shares.append(reading.share))
    assert reading.share == 0
    list(reading)
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
    assert reading.share == 1


def test_the_report_says_what_its_hours_are(log, read):
    answer = read("slurm", log(SACCT))
    assert "runs: 2, from 2024-03-01T10:00:00 to 2024-03-01T12:30:00" in answer.out
    assert "accelerator-hours: 10.0\n    h100: 8.0\n    model not named: 2.0\n" in answer.out
    assert "core-hours of all jobs, those with accelerators too: 120.0" in answer.out
    assert "jobs without a stage tag: 1\n    no-stage-tag: 3" in answer.out


def test_the_report_names_its_importer(log):
    reading = read_ledger(log(EMISSIONS))
    list(reading)
    assert reading.report.importer == {"name": "codecarbon", "version": __version__}


def test_no_part_of_a_removed_table_stays_when_the_form_changes(log, read, tmp_path):
    pytest.importorskip("duckdb")
    read(log(SACCT), "--compress")
    assert read(log(SACCT), "--table", "parquet", "--force").code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"ledger.parquet", "datapackage.json"}
