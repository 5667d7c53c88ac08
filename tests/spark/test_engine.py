import re

import pytest

from fullcount.ledger import read_ledger, summarise, write_ledger
from fullcount.ledger.cells import COLUMNS
from fullcount.ledger.engine import EngineError, NoEngineError, Scan, ledger_groups
from fullcount.ledger.summary import lines_of

HEADER = "JobID|Comment|Start"


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "export.txt"
    path.write_bytes(f"{HEADER}\n1|a|b\n2|too|many|cells\n3|\n4|caf\xe9|x\n\n5||\n".encode("latin-1"))
    return Scan((path,), ("c0", "c1", "c2"), "|", "", empty_is_null=False)


def test_broken_lines_are_told_once_and_are_no_rows(spark, export):
    table = spark.table("export", export)
    assert list(spark.rows(f"select c0, c1, c2 from {table} order by c0")) == [("1", "a", "b"), ("5", "", "")]
    assert sorted((line.file, line.text, line.fault) for line in spark.broken(export)) == [
        ("export.txt", "2|too|many|cells", ""),
        ("export.txt", "3|", ""),
        ("export.txt", "4|caf\ufffd|x", "bad-encoding"),
    ]


def test_empty_cells_are_null_where_the_scan_says_so(spark, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1,\n2,""\n3,"x, ""y"""\n')
    table = spark.table("t", Scan((path,), ("a", "b")))
    assert sorted(spark.rows(f"select a, b from {table}")) == [("1", None), ("2", None), ("3", 'x, "y"')]


def test_rows_that_are_kept_can_be_asked_for(spark, export):
    spark.table("export", export)
    assert spark.keep("kept", "select c0 as job from export where c0 = '5'") == 1
    assert list(spark.rows("select job from kept")) == [("5",)]


def test_sums_that_overflow_are_an_error(spark):
    with pytest.raises(EngineError, match="overflow"):
        list(spark.rows("select sum(n) from (select 9223372036854775807 as n union all select 1 as n) t"))


def test_an_error_is_one_line(spark):
    with pytest.raises(EngineError) as caught:
        list(spark.rows("select nothing from nowhere"))
    assert re.fullmatch(r"Spark: .*nowhere.*", str(caught.value))


def test_a_file_that_the_workers_do_not_see_is_named_as_that(spark, tmp_path):
    path = tmp_path / "lost.csv"
    path.write_text("a\n1\n")
    spark.table("lost", Scan((path,), ("a",)))
    path.unlink()
    with pytest.raises(NoEngineError, match="every worker has to see the logs"):
        list(spark.rows("select * from lost"))


def test_files_that_spark_passes_over_are_refused(spark, tmp_path):
    (tmp_path / "_part.csv").write_text("a\n1\n")
    with pytest.raises(EngineError, match=r"_part\.csv"):
        spark.table("part", Scan((tmp_path / "_part.csv",), ("a",)))


@pytest.mark.parametrize("cell", ["12 h", "1e400", "-"])
def test_a_ledger_with_an_unreadable_cell_is_left_to_the_plain_reader(spark, tmp_path, cell):
    path = tmp_path / "ledger.csv"
    cells = {**dict.fromkeys(COLUMNS, ""), "elapsed_s": cell}
    path.write_text(f"{','.join(COLUMNS)}\n{','.join(cells.values())}\n")
    with pytest.raises(EngineError):
        ledger_groups(spark, [path])


@pytest.mark.parametrize(
    "url", ["", "yarn", "spark://", "spark://host:port", "local[0x]", "http://127.0.0.1:80"]
)
def test_what_is_no_url_of_spark_is_refused(url):
    from fullcount.ledger.engine.spark import SparkEngine

    with pytest.raises(NoEngineError, match="expected the URL of Spark"):
        SparkEngine(url)


@pytest.mark.parametrize("kind", ["spark", "sc"])
def test_a_place_without_spark_is_told_at_once(free_port, kind):
    from fullcount.ledger.engine.spark import SparkEngine

    url = f"{kind}://127.0.0.1:{free_port()}"
    with pytest.raises(NoEngineError, match=f"no Spark answers at {url}"):
        SparkEngine(url)


def test_spark_connect_gives_the_same_sums(connect_url, tmp_path):
    from fullcount.ledger.engine.spark import SparkEngine

    log = tmp_path / "log.txt"
    log.write_text(
        "JobID|State|Elapsed|Start|End|AllocTRES|NCPUS|Comment\n"
        "1|COMPLETED|01:00:00|2024-03-01T10:00:00|2024-03-01T11:00:00|cpu=8,gres/gpu=2|8|demo,final,train\n"
    )
    rows = list(read_ledger(log))
    table = write_ledger(rows, tmp_path, form="parquet")
    engine = SparkEngine(connect_url)
    try:
        assert lines_of(ledger_groups(engine, [table])) == summarise(rows)
    finally:
        engine.close()
