"""`fullcount ledger summary`: jobs summed by keys of one's choice, from ledgers or from logs. All of it is invented."""

import json
import shutil
import sys

import pytest


@pytest.fixture
def log(fixtures):
    """A small synthetic Slurm export."""
    return fixtures / "sacct-synthetic.txt"


@pytest.fixture
def ledger(call, log, tmp_path):
    """The ledger of that export."""
    call("read", log, "--out", tmp_path / "ledger", "--user-key", "k")
    return tmp_path / "ledger"


def summary(call, *words):
    """The answer as data."""
    answer = call("ledger", "summary", *words, "--format", "json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_the_text_says_what_was_read_and_names_its_columns(call, log) -> None:
    answer = call("ledger", "summary", log, "--by", "stage,outcome")
    assert (answer.code, answer.err) == (0, "")
    assert "rows: 5 read = 4 used + 1 skipped" in answer.out
    (heading,) = [line for line in answer.out.splitlines() if "accelerator-h" in line]
    assert heading.split()[:3] == ["stage", "outcome", "jobs"]


def test_a_ledger_has_the_totals_of_its_log(call, log, ledger) -> None:
    words = ("--by", "stage,outcome,month")
    of_log, of_ledger = summary(call, log, *words), summary(call, ledger, *words)
    assert of_log["totals"] == of_ledger["totals"]
    assert of_log["compute"] == of_ledger["compute"]


def test_the_json_is_the_same_every_time(call, log) -> None:
    words = ("ledger", "summary", log, "--by", "month,outcome", "--format", "json", "--user-key", "k")
    assert call(*words).out == call(*words).out


@pytest.mark.parametrize("by", ["sort", "stage,,outcome", "Stage", "stage, outcome"])
def test_an_unknown_key_is_wrong_usage_and_the_keys_are_named(call, log, by) -> None:
    answer = call("ledger", "summary", log, "--by", by)
    assert answer.code == 2
    assert "the keys are component, stage, run_type" in answer.err
    assert answer.out == ""


def test_ledgers_and_logs_are_summed_apart(call, log, ledger) -> None:
    answer = call("ledger", "summary", ledger, log)
    assert answer.code == 2
    assert "sum ledgers and logs apart" in answer.err


def test_a_folder_stands_for_the_exports_in_it(call, log, tmp_path) -> None:
    folder = tmp_path / "months"
    folder.mkdir()
    for month in ("01", "02"):
        shutil.copy(log, folder / f"{month}.txt")
    found = summary(call, folder)
    assert found["rows_read"] == 10
    assert found["totals"] == summary(call, log)["totals"]


def test_duckdb_gives_what_the_reader_gives(call, log) -> None:
    pytest.importorskip("duckdb")
    ways = {way: summary(call, log, "--engine", way) for way in ("duckdb", "reader")}
    assert {way: found["engine"] for way, found in ways.items()} == {"duckdb": "duckdb", "reader": "reader"}
    names = ("rows_read", "rows_used", "skipped", "totals", "compute")
    assert [ways["duckdb"][name] for name in names] == [ways["reader"][name] for name in names]


def test_without_duckdb_the_extra_is_named(call, log, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    answer = call("ledger", "summary", log, "--engine", "duckdb")
    assert answer.code == 2
    assert "pip install 'fullcount[ledger]'" in answer.err
    assert call("ledger", "summary", log).code == 0


def test_where_the_engine_gives_up_the_reader_sums_and_it_is_said(call, log, tmp_path) -> None:
    pytest.importorskip("duckdb")
    header, *lines = log.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "two-headers.txt"
    names = [*reversed(header.split("|"))]
    rows = ["|".join(reversed(line.split("|"))) for line in lines]
    path.write_text("\n".join((header, *lines, "|".join(names), *rows)) + "\n", encoding="utf-8")
    answer = call("ledger", "summary", path, "--engine", "duckdb")
    assert answer.code == 0
    assert "summed row by row, because the engine met" in answer.out
    assert summary(call, path, "--engine", "duckdb")["totals"] == summary(call, log)["totals"]


@pytest.mark.parametrize("engine", ["auto", "reader", "duckdb"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"no log at all\n", b"JobID|State\n1|COMPLETED\n"])
def test_a_file_that_is_no_log_is_refused(call, tmp_path, data, engine) -> None:
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    answer = call("ledger", "summary", path, "--engine", engine)
    assert (answer.code, answer.out) == (3, "")
    assert "bad.txt" in answer.err
    assert "Traceback" not in answer.err


def test_a_ledger_with_a_bad_cell_is_refused_by_either(call, ledger) -> None:
    pytest.importorskip("duckdb")
    table = ledger / "ledger.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",completed,", ",finished,"), encoding="utf-8")
    answers = [call("ledger", "summary", table, "--engine", way) for way in ("duckdb", "reader")]
    assert [answer.code for answer in answers] == [3, 3]
    assert all("'finished' in outcome" in answer.err for answer in answers)
