from collections import Counter

import pytest

from fullcount.ledger import read_ledger, read_table, summarise, write_ledger
from fullcount.ledger.engine import EngineError, SacctSums, Scan, ledger_groups
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.period import Period
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.summary import lines_of

duckdb = pytest.importorskip("duckdb")


@pytest.fixture
def duck():
    from fullcount.ledger.engine.duck import DuckEngine

    engine = DuckEngine()
    yield engine
    engine.close()


@pytest.fixture
def ledger(write, row, tmp_path):
    """Writes a small ledger in the form that is asked for."""

    def make(form: str, first: str = ""):
        running = row(f"{first}2", End="Unknown", State="RUNNING")
        log = write(row(f"{first}1"), running, row(f"{first}3", ConsumedEnergyRaw="1234567"))
        return write_ledger(read_ledger(log, user_key=b"synthetic"), tmp_path / form, form=form)

    return make


@pytest.mark.parametrize("extra", [(), ("month", "user")])
def test_a_ledger_in_parquet_has_the_groups_of_the_one_in_csv(duck, ledger, extra):
    csv, parquet = ledger("csv"), ledger("parquet")
    groups = ledger_groups(duck, [parquet], extra)
    assert Counter(groups) == Counter(ledger_groups(duck, [csv], extra))
    assert lines_of(groups) == summarise(read_table(parquet))


def test_ledgers_of_both_forms_are_summed_together(duck, ledger):
    paths = [ledger("csv"), ledger("parquet", "200")]
    rows = [row for path in paths for row in read_table(path)]
    assert lines_of(ledger_groups(duck, paths)) == summarise(rows)


def test_ledgers_that_share_a_job_are_left_to_the_reader(duck, ledger):
    with pytest.raises(EngineError, match="in several ledgers"):
        ledger_groups(duck, [ledger("csv"), ledger("parquet")])


def test_cells_of_parquet_are_texts_as_in_csv(duck, ledger):
    table = duck.table("t", Scan((ledger("parquet"),), ("start", "elapsed_s", "cores", "user")))
    start, elapsed_s, cores, _ = next(duck.rows(f'select "start", elapsed_s, cores, user from {table}'))
    assert (start, float(elapsed_s), cores) == ("2024-03-01T10:00:00", 3600, "96")


def test_parquet_of_other_columns_is_refused(duck, ledger):
    with pytest.raises(EngineError, match="without water"):
        duck.table("t", Scan((ledger("parquet"),), ("start", "water")))


def sums(duck, *paths):
    tally = Tally(tuple(path.name for path in paths))
    return lines_of(SacctSums(duck, [TextSource(path) for path in paths], ReadOptions(), tally))


def test_a_name_that_looks_like_a_pattern_is_one_file(duck, write, row):
    paths = [write(row(str(n)), name=name) for n, name in enumerate(("a[1].txt", "a1.txt"))]
    assert sums(duck, paths[0]) == summarise(read_ledger(paths[0]))


def test_broken_lines_of_windows_files_reach_the_importer(duck, tmp_path, header, row):
    path = tmp_path / "log.txt"
    lines = (header, row("1"), row("2").replace("synth-secret-name", "a|b"))
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())
    (line,) = sums(duck, path)
    assert line["runs"]["value"] == 2


def test_broken_lines_of_each_header_are_read_under_it(duck, tmp_path, header, row):
    for folder, separator in (("a", "|"), ("b", "\x1f")):
        (tmp_path / folder).mkdir()
        lines = [header, row(f"{ord(folder)}1"), row(f"{ord(folder)}2")]
        text = "\n".join(lines).replace("|", separator).replace("synth-secret-name", f"x{separator}y")
        (tmp_path / folder / "log.txt").write_text(f"{text}\n")
    paths = [tmp_path / folder / "log.txt" for folder in "ab"]
    (line,) = sums(duck, *paths)
    assert line["runs"]["value"] == 4
    assert [line] == summarise(read_ledger(paths))


def test_rows_of_one_job_within_each_other_are_left_to_the_reader(duck, write, row):
    path = write(
        row("7", End="2024-03-01T12:00:00", Elapsed="02:00:00", ElapsedRaw="7200"),
        row("7", Start="2024-03-01T10:30:00"),
    )
    since = "2024-03-01T10:20:00"
    tally = Tally((path.name,), period=Period.of(since, None))
    with pytest.raises(EngineError, match="rows of one job that differ"):
        list(SacctSums(duck, [TextSource(path)], ReadOptions(), tally, in_file_order=True))
