"""Every aggregation gives the same rows in DuckDB and in Spark, and the sums of the plain reader."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from fullcount.ledger import read_ledger, read_table, summarise, write_ledger
from fullcount.ledger.engine import SacctSums, ledger_groups
from fullcount.ledger.reading.mapping import load_mapping
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.period import Period
from fullcount.ledger.reading.pseudonym import Pseudonyms
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.summary import lines_of
from fullcount.ledger.table.read import table_of

ODDITIES = Path(__file__).parents[1] / "ledger" / "slurm" / "oddities-synthetic.txt"
KEY = b"synthetic key of the tests"
RULES = [
    {"match": {"project": "voxdemo", "partition": "gpu_*"}, "set": {"equipment": "dgx-h100"}},
    {"match": {"job_name": "synth-*"}, "set": {"facility": "dc1"}},
    {"match": {"user": "user01"}, "set": {"component": "vox"}},
]


def oddities():
    """The header and the lines of the synthetic export with every oddity, up to where its header changes."""
    header, *lines = ODDITIES.read_text().splitlines()
    return header, lines[: next(n for n, line in enumerate(lines) if line.startswith("JobIDRaw|"))]


def in_parts(folder: Path) -> list[Path]:
    """The export as three files of one header."""
    header, lines = oddities()
    parts = {"a b%20[1].txt": lines[:15], "c.txt": lines[15:30], "d.txt": lines[30:]}
    return [write(folder / name, [header, *part]) for name, part in parts.items()]


def with_windows_line_ends(folder: Path) -> list[Path]:
    header, lines = oddities()
    return [write(folder / "crlf.txt", [header, *lines], "\r\n")]


def of_other_columns(folder: Path) -> list[Path]:
    """Exports of different headers and separators, with lines in each that are no rows."""
    header, lines = oddities()
    columns = header.split("|")
    kept = [columns.index(name) for name in columns if name not in ("QOS", "ReqMem", "Restarts")]
    rows = [line.split("|") for line in (header, *lines[10:30])]
    narrow = ["\x1f".join(row[place] for place in kept) for row in rows if len(row) == len(columns)]
    folders = [folder / "first", folder / "second"]
    for one in folders:
        one.mkdir()
    return [
        write(folders[0] / "log.txt", [header, *lines[:10], "no row|of this"]),
        write(folders[1] / "log.txt", [*narrow, "another\x1fthat is none"]),
    ]


def with_repeated_jobs(folder: Path) -> list[Path]:
    """A job again in a later export, one that was still running in the earlier, and attempts of a requeued one."""
    header, lines = oddities()
    running = lines[0].replace("1000|1000", "2000|2000").replace("COMPLETED", "RUNNING")
    running = running.replace("2025-03-03T11:00:00", "Unknown")
    ended = lines[0].replace("1000|1000", "2000|2000")
    return [
        write(folder / "early.txt", [header, *lines[:20], running]),
        write(folder / "late.txt", [header, *lines[5:25], ended, ended]),
    ]


def with_spoilt_lines(folder: Path) -> list[Path]:
    """Bytes that are no UTF-8, NUL, a replacement character, lone quotes, blank lines."""
    header, lines = oddities()
    spoil = ("caf\udce9", "a\0b", "a\ufffdb", 'one "quote', "ümläut", "a\\|", " padded ")
    plain = lines[5]
    spoilt = [
        plain.replace("1001|1001", f"{number}|{number}").replace("synth-job", text)
        for number, text in enumerate(spoil, 3001)
    ]
    return [write(folder / "spoilt.txt", [header, *spoilt, "", "   ", plain])]


def write(path: Path, lines: list[str], end: str = "\n") -> Path:
    path.write_bytes("".join(line + end for line in lines).encode("utf-8", "surrogateescape"))
    return path


def sums(engine, paths, *, extra=(), rules=None, period=None):
    """The groups, the counts and the remarks."""
    tally = Tally(tuple(path.name for path in paths), period=period and Period.of(*period))
    options = ReadOptions(load_mapping(rules), Pseudonyms(KEY))
    found = SacctSums(engine, [TextSource(path) for path in paths], options, tally, extra)
    return list(found), found.counts, found.notes


@pytest.mark.parametrize(
    ("made", "choices"),
    [
        (in_parts, {}),
        (in_parts, {"extra": ("month", "user"), "rules": RULES}),
        (in_parts, {"period": ("2025-03-03T10:20:00", "2025-03-04")}),
        (with_windows_line_ends, {}),
        (of_other_columns, {}),
        (with_repeated_jobs, {}),
    ],
)
def test_an_export_has_the_same_sums_everywhere(spark, duck, tmp_path, made, choices):
    paths = made(tmp_path)
    groups, counts, notes = sums(spark, paths, **choices)
    theirs, their_counts, their_notes = sums(duck, paths, **choices)
    assert Counter(groups) == Counter(theirs)
    assert (counts, notes) == (their_counts, their_notes)
    since, until = choices.get("period", (None, None))
    plain = read_ledger(paths, mapping=choices.get("rules"), since=since, until=until, user_key=KEY)
    assert lines_of(groups) == summarise(plain)


def test_spoilt_lines_are_read_one_by_one(spark, duck, tmp_path):
    paths = with_spoilt_lines(tmp_path)
    expected = summarise(read_ledger(paths))
    assert lines_of(sums(spark, paths)[0]) == expected
    assert lines_of(sums(duck, paths)[0]) == expected


def test_a_return_inside_a_name_ends_no_line_in_spark(spark, tmp_path):
    header, lines = oddities()
    paths = [write(tmp_path / "log.txt", [header, lines[5].replace("synth-job", "a\rb"), lines[0]])]
    groups, _, _ = sums(spark, paths)
    assert lines_of(groups) == summarise(read_ledger(paths))


@pytest.fixture
def ledgers(tmp_path):
    """Jobs in CSV, and like them others in Parquet, with times, energies and emissions of many digits."""
    rows = list(read_ledger(in_parts(tmp_path), user_key=KEY))
    packages = [tmp_path / form for form in ("csv", "parquet")]
    for package in packages:
        others = [replace(row, job_id=f"{package.name}{row.job_id}") for row in rows]
        write_ledger(others, package, form=package.name)
    return [table_of(package) for package in packages]


@pytest.mark.parametrize("chosen", [(0,), (1,), (0, 1)], ids=["csv", "parquet", "both"])
@pytest.mark.parametrize("extra", [(), ("month", "user")])
def test_ledgers_have_the_same_sums_everywhere(spark, duck, ledgers, chosen, extra):
    paths = [ledgers[number] for number in chosen]
    groups = ledger_groups(spark, paths, extra)
    assert Counter(groups) == Counter(ledger_groups(duck, paths, extra))
    assert lines_of(groups) == summarise(row for path in paths for row in read_table(path))
