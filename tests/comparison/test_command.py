"""`fullcount compare` as its users run it."""

import json
from pathlib import Path

import pytest

from fullcount.cli import main
from fullcount.cli.compare import BOUNDARIES, METRICS
from fullcount.rooms import schema_room
from fullcount_reports.comparison import reading

from .invented import disclosure, line, write

TODAY = ["--today", "2026-11-22"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "some", disclosure("a", [line("x", 10.0)]), disclosure("b", [line("x", 20.0)]))


def run(*words: object) -> int:
    return main(["compare", *map(str, words), *TODAY])


def test_good_files_are_compared(folder: Path, capsys) -> None:
    assert run(folder) == 0
    out, err = capsys.readouterr()
    assert "2 disclosures compared" in out
    assert err == ""


def test_the_exit_code_tells_that_something_was_left_out(folder: Path, capsys) -> None:
    (folder / "broken.json").write_text('{"fullcount": ', encoding="utf-8")
    assert run(folder) == 1
    out, err = capsys.readouterr()
    assert "2 disclosures compared" in out
    assert "broken.json" in err


def test_where_nothing_is_left_the_input_is_unreadable(tmp_path: Path, capsys) -> None:
    (tmp_path / "broken.json").write_text('{"fullcount": ', encoding="utf-8")
    assert run(tmp_path) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing is compared" in err


def test_withdrawn_disclosures_are_told_and_no_fault(folder: Path, capsys) -> None:
    revision = {"number": 1, "date": "2025-03-01", "status": "withdrawn"}
    write(folder, disclosure("gone", [line("x", 1.0)], revision=revision))
    assert run(folder) == 0
    assert "--include withdrawn" in capsys.readouterr().err
    assert run(folder, "--include", "withdrawn") == 0
    out = capsys.readouterr().out
    assert "3 disclosures compared" in out
    assert "synthetic, withdrawn" in out


@pytest.mark.parametrize(
    "options",
    [
        ["--metric", "gold"],
        ["--where", "yaer=1"],
        ["--select", "nobody"],
        ["--include", "lost"],
        ["--rebase", "grid=Atlantis"],
        ["--per", "token", "--total"],
        ["--as", "parquet"],
        ["--family", "nobody"],
    ],
)
def test_wishes_that_cannot_be_followed_end_with_2_and_no_output(folder: Path, capsys, options) -> None:
    assert run(folder, *options) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()


def test_a_total_that_would_count_twice_is_a_finding(folder: Path, capsys) -> None:
    link = {"relation": "overlaps", "disclosure": "invented/a"}
    write(folder, disclosure("c", [line("x", 1.0)], related=[link]))
    assert run(folder, "--total") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "invented/a and invented/c" in err


def test_files_are_written_whole_and_never_replaced_unasked(folder: Path, tmp_path: Path, capsys) -> None:
    target = tmp_path / "out.json"
    assert run(folder, "--as", "json", "-o", target) == 0
    first = target.read_bytes()
    assert json.loads(first)["disclosures"] == 2
    assert run(folder, "--as", "csv", "-o", target) == 2
    assert target.read_bytes() == first
    assert run(folder, "--as", "csv", "-o", target, "--force") == 0
    assert target.read_text(encoding="utf-8").startswith("rank,subject,")
    assert run(folder, "--as", "parquet", "-o", tmp_path / "out.parquet") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "out.parquet", "some"]


def test_metrics_are_named_once_or_as_a_list(folder: Path, capsys) -> None:
    assert run(folder, "--metric", "ghg,water", "--metric", "energy", "--as", "json") == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {row["metric"] for row in rows} == {"ghg", "water", "energy"}


def test_figures_are_written_beside_the_table(folder: Path, tmp_path: Path, capsys) -> None:
    assert run(folder, "--plot", tmp_path / "figures") == 0
    assert (tmp_path / "figures/levels.vl.json").is_file()
    assert "declared-and-rebased: not drawn" in capsys.readouterr().err


def test_the_choices_of_the_command_are_those_of_the_comparison() -> None:
    assert tuple(reading.METRICS) == METRICS
    schema = json.loads((schema_room() / "disclosure.schema.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["code_work_boundary"]["enum"] == list(BOUNDARIES)


def test_a_table_needs_no_extra(folder: Path, capsys, monkeypatch) -> None:
    import sys

    for name in ("pandas", "duckdb"):
        monkeypatch.setitem(sys.modules, name, None)
    assert run(folder) == 0
    assert run(folder, "--as", "parquet", "-o", folder / "out.parquet") == 2
    assert "fullcount[ledger]" in capsys.readouterr().err
    assert not (folder / "out.parquet").exists()
