"""Sums by DuckDB are the sums of the plain reader, whatever an export or a ledger holds. All of it is invented."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.ledger import read_ledger
from fullcount.ledger.cells import COLUMNS as COLUMNS_OF_LEDGER
from fullcount.ledger.errors import LedgerError
from fullcount.ledger.summary import lines_of
from fullcount.ledger.sums import LedgerSums, LogSums
from fullcount.ledger.totals import Totals

pytest.importorskip("duckdb")

from fullcount.ledger.engine.duck import DuckEngine

RULES = [
    {"match": {"project": "vox*", "partition": "gpu*"}, "set": {"equipment": "dgx-h100"}},
    {"match": {"job_name": "synth-*"}, "set": {"facility": "dc1"}},
    {"match": {"user": "u1"}, "set": {"component": "vox", "stage": "final"}},
]
SOME = settings(max_examples=150, derandomize=True, database=None)

NUMBERS = ("12.7", "1e2", "+5", "-3", "0x1F", "1_000", " 7", "007", "", "many", "1.5K", "9" * 12, "9" * 25)
DAY = "2025-03-0"
MOMENTS = (
    *(
        f"{DAY}{day}T{hour:02d}:{minute}:00"
        for day in (1, 2, 3)
        for hour in (0, 7, 23)
        for minute in ("00", "30")
    ),
    *(
        "Unknown",
        "None",
        "",
        "soon",
        "0",
        "1740823200",
        f"{DAY}1 10:00:00",
        f"{DAY}1T10:00",
        "2025-02-30T10:00:00",
    ),
    *(
        "Sat Mar  1 10:00:00 2025",
        f"{DAY}1T10:00:00.5",
        f"{DAY}1T10:00:0x",
        f"{DAY}1T25:00:00",
        f" {DAY}1T10:00:00",
        *(f"{DAY}1T\t1:00:00", f"{DAY}1T10: 5:00", f"{DAY}1T24:00:00", f"{DAY}1T1:00:00Z"),
    ),
)
ODD = {
    "JobIDRaw": ("", "1000", "x1", "1000.0", "1e3", "+1000"),
    "ElapsedRaw": (*NUMBERS, "3600", "01:00:00", "0"),
    "Elapsed": (
        *NUMBERS,
        "1-00:00:00",
        "00:10",
        "999999-00:00:00",
        "01:00:00.5",
        "00:00:00",
        "-01:00:00",
        "1:2:3",
    ),
    "NCPUS": (*NUMBERS, "0"),
    "AllocTRES": (
        *(
            "",
            "cpu=4",
            "cpu=4.5,gres/gpu=1",
            "CPU=4",
            "cpu=+4",
            "gres/gpu=2",
            "cpu=4,gres/gpu=0",
            "cpu=4,energy=5000",
        ),
        *(
            "cpu=8,gres/gpu:h100=2,gres/gpu=2,mem=4G",
            "cpu=8,gres/gpu:a100_1g.5gb=2,gres/gpu=2",
            "cpu=4,gres/shard=2",
        ),
        *(
            "cpu=8,energy=0,gres/gpu=1",
            "cpu=8,energy=1.5K",
            "cpu=8,cpu=9",
            "energy=77,energy=88,cpu=1",
            "cpu=4, cpu=5",
        ),
        *("cpu=8,energy=18446744073709551614", "energy=", "xenergy=5,cpu=2", "cpu=8,gres/gpu=x"),
    ),
    "AllocGRES": ("", "gpu:4", "gpu:v100:2", "gpu", "gpu:x"),
    "ReqTRES": ("", "cpu=2,gres/gpu=1", "cpu=2", "billing=2,gres/gpu=2"),
    "ConsumedEnergyRaw": (*NUMBERS, "0", "N/A", "4294967294", "18446744073709551614", "36000000", "1.5"),
    "ConsumedEnergy": (
        *NUMBERS,
        "0",
        "N/A",
        "1.50K",
        "39.98M",
        "0K",
        "0.0",
        "2.5X",
        "4.294967294G",
        "12.34567891K",
    ),
    "Restarts": (*NUMBERS, "0", "1", "2"),
    "State": (
        "RUNNING",
        "PENDING",
        "CANCELLED by 7",
        "OUT_OF_ME+",
        "odd state",
        "",
        "completed",
        " FAILED",
        "TIMEOUT\t",
    ),
    "User": ("u1", "u2", "", "u1 "),
    "Partition": ("gpu", "gpu_b", "cpu", ""),
    "Comment": (
        "vox,final,train",
        "vox,ablat,train",
        "data",
        "free text",
        "",
        "vox,tuning,train",
        "a|b",
        '"q',
        "'",
    ),
    "JobName": ("synth-a", "synth|b", 'say "x"', "ümläut", "x" * 50, "a\\b", ""),
    "Cluster": ("c1", "c2", ""),
    "Start": MOMENTS,
    "End": MOMENTS,
    "NNodes": ("1", "2", "", "1.5K"),
}
PLAIN = {
    "State": "COMPLETED", "Start": f"{DAY}1T10:00:00", "End": f"{DAY}1T11:00:00", "Elapsed": "01:00:00",
    "ElapsedRaw": "3600", "NCPUS": "8", "AllocTRES": "cpu=8,gres/gpu:h100=2,gres/gpu=2", "AllocGRES": "gpu:2",
    "ReqTRES": "cpu=8,gres/gpu=2", "ConsumedEnergyRaw": "1800000", "ConsumedEnergy": "1.80M", "Restarts": "0",
    "User": "u1", "Partition": "gpu", "Comment": "vox,final,train", "JobName": "synth-a", "Cluster": "c1",
    "NNodes": "1",
}  # fmt: skip
IDS = (
    *(
        "1000",
        "1001",
        "1002",
        "1000_1",
        "1000_2",
        "1000_[1-3]",
        "1000+1",
        "1000.batch",
        "1001.0",
        "1000_1.extern",
    ),
    *(
        "1e3",
        "+1000",
        "x",
        "",
        " 1000",
        "01000",
        "0x3E8",
        "1_000",
        "1000_1_2",
        "99999999999999999999",
        "1000_+1",
    ),
)
LINES = ("", "   ", "1000", "1|2|3", "|" * 40, "no row", '"', "{}")
COLUMNS = st.lists(st.sampled_from(sorted({*PLAIN, "JobIDRaw"})), unique=True, min_size=8).flatmap(
    lambda names: st.permutations(["JobID", *names])
)


@st.composite
def rows(draw, columns):
    """One row: a plain job with a few odd cells, or a line that is none."""
    if draw(st.integers(0, 15)) == 0:
        return draw(st.sampled_from((*LINES, "|".join(columns), "|".join(reversed(columns)))))
    number = str(draw(st.integers(1, 400)))
    job = draw(st.one_of(st.just(number), st.just(number), st.sampled_from(IDS)))
    cells = {**PLAIN, "JobID": job, "JobIDRaw": job}
    for name in draw(st.lists(st.sampled_from(sorted(ODD)), max_size=3)):
        cells[name] = draw(st.sampled_from(ODD[name]))
    return "|".join(cells[name] for name in columns)


@st.composite
def exports(draw):
    """One to three files, as bytes; some share their header, some rows come again."""
    columns = draw(COLUMNS)
    files = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.integers(0, 3)) == 0:
            columns = draw(COLUMNS)
        lines = draw(st.lists(rows(columns), min_size=1, max_size=14))
        if draw(st.booleans()):
            lines += draw(st.lists(st.sampled_from(lines), max_size=3))
        end = draw(st.sampled_from(("\n", "\n", "\r\n")))
        data = end.join(["|".join(columns), *lines]).encode() + draw(st.sampled_from((end, end, ""))).encode()
        if draw(st.integers(0, 5)) == 0:
            place = draw(st.integers(data.index(b"\n") + 1, len(data)))
            data = data[:place] + draw(st.sampled_from((b"\xff", b"\0", b"\r", b'"', b"|"))) + data[place:]
        files.append(data)
    return files


@pytest.fixture(scope="module")
def duck():
    engine = DuckEngine(threads=2)
    yield engine
    engine.close()


def summed(read, engine):
    """What an export sums to."""
    return told(LogSums(read, engine, ("month", "user")))


def told(sums):
    """Lines, totals and counts; an error is told by its text."""
    totals = {by: Totals(by) for by in (("month",), ("user",), ("accelerator_model", "outcome"))}
    try:
        groups = list(sums)
    except LedgerError as error:
        return str(error), sums
    for group in groups:
        for total in totals.values():
            total.add(group)
    found = [(key, total.as_dict()) for one in totals.values() for key, total in one.found()]
    return {
        "lines": lines_of(groups),
        "totals": found,
        "read": sums.rows_read,
        "used": sums.rows_used,
        "skipped": dict(sums.skipped),
    }, sums


def near(found, expected):
    """Whether all is equal, floats within 1e-9 of their size."""
    if isinstance(found, float) and isinstance(expected, float | int):
        return found == pytest.approx(expected, rel=1e-9, abs=0)
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(near(found[key], expected[key]) for key in found)
    if isinstance(found, list | tuple) and isinstance(expected, list | tuple):
        return len(found) == len(expected) and all(map(near, found, expected))
    return found == expected


@SOME
@given(
    exports(),
    st.sampled_from((None, RULES)),
    st.sampled_from(((None, None), (None, None), ("2025-03-01T10:00:00", "2025-03-02"), (f"{DAY}2", None))),
)
def test_any_export_has_the_sums_of_the_reader(duck, files, rules, period):
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)

        def read():
            since, until = period
            return read_ledger(paths, "slurm", rules, since=since, until=until, user_key=b"synthetic")

        expected, _ = summed(read, None)
        found, _ = summed(read, duck)
        assert near(found, expected), (found, expected)


def test_a_bad_byte_in_a_cell_that_no_sum_needs_loses_no_row(duck, tmp_path):
    path = tmp_path / "export.txt"
    path.write_bytes(
        b"Cluster|AllocGRES|Comment|JobID|Elapsed|ElapsedRaw|End|JobIDRaw\n"
        b"\xffc1|gpu:2|vox,final,train|1|01:00:00|3600|2025-03-01T11:00:00|1\n"
    )

    def read():
        return read_ledger(path, "slurm", user_key=b"synthetic")

    assert summed(read, duck)[0] == summed(read, None)[0]


CELLS = {
    "component": ("vox", "poly", "", "no id!"),
    "start": (
        "2025-03-01T10:00:00",
        "2025-03-01 10:00:00",
        "2025-03-01T10:00:00.5",
        "",
        "soon",
        "2025-02-30T10:00:00",
    ),
    "end": ("2025-03-01T11:00:00", "2025-03-01-11:00:00", "", "Unknown", "2025-03-01"),
    "elapsed_s": (
        "3600",
        "0",
        "",
        "0.1",
        "1234.5678901234567",
        "1e3",
        "1e-7",
        "-1",
        "nan",
        "inf",
        "1_0",
        " 5",
        "9" * 30,
    ),
    "accelerators": ("8", "0", "", "0.2857142857142857", "1_0", "1e1", "-0", "x"),
    "cores": ("96", "0", "", "+5", "1.5", "1_0", "٣"),
    "energy_kwh": ("1.5", "0", "", "0.12345678901234567", "1e-18", "1.7976931348623157e300", "1_0", "-2"),
    "ghg_kgco2e": ("0.25", "", "3.0000000000000004e-05", "0x1", "Infinity"),
    "energy_boundary": ("node", "", "it", "rack"),
    "accelerator_model": ("h100", "", " =a", '"q"'),
    "user": ("", "0123456789ab", "me"),
    "nodes": ("1", "", "x"),
}
GOOD = {
    "job_id": "1", "component": "vox", "stage": "final", "run_type": "train", "outcome": "completed",
    "start": "2025-03-01T10:00:00", "end": "2025-03-01T11:00:00", "elapsed_s": "3600", "accelerators": "8",
    "cores": "96", "energy_kwh": "1.5", "energy_boundary": "node",
}  # fmt: skip


@st.composite
def ledgers(draw):
    """A ledger as text; most have plain cells in most rows."""
    lines = [",".join(COLUMNS_OF_LEDGER)]
    for _ in range(draw(st.integers(1, 8))):
        cells = dict(GOOD)
        for name in draw(st.lists(st.sampled_from(sorted(CELLS)), max_size=2)):
            cells[name] = draw(st.sampled_from(CELLS[name][: draw(st.sampled_from((3, 3, 5, 9)))]))
        for name in draw(
            st.lists(st.sampled_from(("elapsed_s", "accelerators", "energy_kwh", "ghg_kgco2e")), max_size=2)
        ):
            cells[name] = repr(draw(st.floats(0, 1e6)))
        lines.append(",".join(cells.get(name, "") for name in COLUMNS_OF_LEDGER))
    return "\n".join(lines).encode() + b"\n"


@SOME
@given(st.lists(ledgers(), min_size=1, max_size=2))
def test_any_ledger_has_the_sums_of_the_table(duck, tables):
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.csv" for number in range(len(tables))]
        for path, data in zip(paths, tables, strict=True):
            path.write_bytes(data)
        expected, _ = told(LedgerSums(paths, None, ("month", "user")))
        found, _ = told(LedgerSums(paths, duck, ("month", "user")))
        assert near(found, expected), (found, expected)


def test_exports_that_overlap_are_summed_by_the_engine(duck, write, row):
    """A job again, one that ran in the earlier export, one that waited in it, and one that was requeued."""
    hour = {"Start": "2024-03-01T10:00:00", "End": "2024-03-01T11:00:00"}
    running = row("3", End="Unknown", State="RUNNING", Elapsed="00:30:00", ElapsedRaw="1800")
    waiting = row("4", Start="Unknown", End="Unknown", State="PENDING", Elapsed="00:00:00", ElapsedRaw="0")
    later = {"Start": "2024-03-01T12:00:00", "End": "2024-03-01T13:00:00", "Restarts": "1"}
    early = write(row("1"), row("2"), running, waiting, name="early.txt")
    late = write(row("2"), row("3", **hour), row("4"), row("5"), row("5", **later), name="late.txt")

    def read():
        return read_ledger([early, late], user_key=b"synthetic")

    expected, _ = summed(read, None)
    found, sums = summed(read, duck)
    assert (sums.engine, found) == ("duckdb", expected)
    assert found["skipped"] == {"repeat-of-earlier-row": 1, "superseded-by-later-row": 2}


@pytest.mark.parametrize("moment", ["2024-03-01T\t1:00:00", "2024-03-01T10: 5:00", "2024-03-01T24:00:00"])
def test_a_moment_that_only_a_cast_reads_is_left_to_the_importer(duck, write, row, moment):
    path = write(row("1"), row("2", Start=moment))

    def read():
        return read_ledger(path, user_key=b"synthetic")

    expected, _ = summed(read, None)
    found, sums = summed(read, duck)
    assert (sums.engine, found) == ("duckdb", expected)


@pytest.mark.parametrize(("again", "engine"), [("{0}", "duckdb"), ("{0}x", "reader")])
def test_a_header_again_is_passed_over_but_not_one_of_other_columns(duck, write, header, row, again, engine):
    path = write(row("1"), again.format(header), row("2"))

    def read():
        return read_ledger(path, user_key=b"synthetic")

    expected, _ = summed(read, None)
    found, sums = summed(read, duck)
    assert (sums.engine, found) == (engine, expected)
