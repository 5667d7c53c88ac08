"""`fullcount corpus build`: what it writes, what it leaves out, and what it does not check again."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
import yaml

from fullcount.cli import main
from fullcount.corpus.fields import TABLES, fields

from ..mutations import mutated

Document = dict[str, Any]
Put = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]
FILES = ("corpus.parquet", "corpus-disclosures.parquet", "corpus-findings.parquet")


def rows(folder: Path, name: str = "corpus.parquet") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(folder / name).to_pylist()
    return found


def taken(folder: Path) -> list[str]:
    return [Path(row["file"]).name for row in rows(folder, "corpus-disclosures.parquet")]


def hashes(folder: Path, *names: str) -> list[str]:
    return [sha256((folder / name).read_bytes()).hexdigest() for name in names or FILES]


def touch(path: Path, **changes: Any) -> None:
    """Change a disclosure, at a time of its own."""
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    later = path.stat().st_mtime_ns + 5_000_000_000
    os.utime(path, ns=(later, later))


def test_every_table_has_the_columns_of_its_schema(tmp_path: Path, put: Put, run: Run) -> None:
    put("a.json")
    code, out, err = run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    assert (code, err) == (0, "")
    assert out.splitlines()[1:3] == [
        "  1 disclosure, 46 figures, 0 findings",
        "  1 file checked, 0 unchanged",
    ]
    for table, name in zip(TABLES, FILES, strict=True):
        assert pq.read_schema(tmp_path / name).names == [field.name for field in fields(table)]


def test_a_row_says_what_the_check_found(tmp_path: Path, put: Put, run: Run, base: Document) -> None:
    facilities = deepcopy(base["facilities"])
    facilities[0]["pue"]["value"] = 30
    put("a.json", facilities=facilities)
    assert run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")[0] == 0
    (said,) = rows(tmp_path, "corpus-disclosures.parquet")
    findings = rows(tmp_path, "corpus-findings.parquet")
    counted = [sum(row["severity"] == kind for row in findings) for kind in ("error", "warning", "note")]
    assert [said["errors"], said["warnings"], said["notes"]] == counted
    assert (said["valid"], said["sha256"]) == (
        False,
        sha256((tmp_path / "in/a.json").read_bytes()).hexdigest(),
    )
    assert "pue-implausible" in {row["rule"] for row in findings}


def test_the_findings_are_those_of_validate(
    tmp_path: Path, put: Put, run: Run, capsys: pytest.CaptureFixture[str], base: Document
) -> None:
    impacts = deepcopy(base["impacts"])
    impacts[0]["amount"]["value"] *= 1000
    path = put("a.json", impacts=impacts, remark="synthetic: an unknown key")
    run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    main(["validate", str(path), "--format", "json", "--today", "2026-11-21"])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    expected = {
        (group["rule"], group["severity"], sample["pointer"], sample["message"], sample["remedy"])
        for group in document["findings"]
        for sample in group["samples"]
    }
    keys = ("rule", "severity", "pointer", "message", "remedy")
    found = {tuple(row[key] for key in keys) for row in rows(tmp_path, "corpus-findings.parquet")}
    assert found == expected
    (said,) = rows(tmp_path, "corpus-disclosures.parquet")
    assert said["level"] == document["coverage"]["level"]


def test_yaml_is_read_as_json_is(tmp_path: Path, put: Put, run: Run, base: Document) -> None:
    put("a.json")
    (tmp_path / "in/b.yaml").write_text(yaml.safe_dump({**base, "id": "synthetic/b"}))
    assert run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")[0] == 0
    one, other = (
        {row["pointer"]: row["value"] for row in rows(tmp_path) if row["file"].endswith(name)}
        for name in ("a.json", "b.yaml")
    )
    assert one == other


def test_the_good_ones_are_taken_and_the_rest_is_listed(
    tmp_path: Path, put: Put, run: Run, base: Document
) -> None:
    put("good.json")
    put("twice.json", id="synthetic/good")
    put("one.json", id="synthetic/contradicted", title="One (synthetic)")
    put("other.json", id="synthetic/contradicted", title="Another (synthetic)")
    put("shapeless.json", compute="none")
    (tmp_path / "in/broken.json").write_text('{"fullcount": "1.0",\n "id": }')
    (tmp_path / "in/foreign.json").write_text('{"name": "synthetic"}')
    code, out, err = run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    assert (code, taken(tmp_path)) == (1, ["good.json"])
    assert "  1 other JSON or YAML file passed over" in out
    assert "  5 files left out" in out
    lines = {Path(line.split(":")[0]).name: line for line in err.splitlines()}
    assert sorted(lines) == ["broken.json", "one.json", "other.json", "shapeless.json", "twice.json"]
    assert "broken.json:2:" in lines["broken.json"]
    assert "whose content in" in lines["one.json"]
    assert "shapeless.json:1:" in lines["shapeless.json"]
    assert "the same disclosure as" in lines["twice.json"]


def test_two_ways_to_write_the_same_data_are_no_contradiction(tmp_path: Path, put: Put, run: Run) -> None:
    one = put("a.json")
    (tmp_path / "in/b.json").write_text(json.dumps(json.loads(one.read_text()), indent=3))
    code, _, err = run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    assert (code, taken(tmp_path)) == (1, ["a.json"])
    assert "the same disclosure as" in err


def test_another_revision_and_a_withdrawn_one_stay_and_say_so(tmp_path: Path, put: Put, run: Run) -> None:
    revision = {"number": 2, "date": "2026-11-21", "status": "withdrawn"}
    put("a.json")
    put("b.json", id="synthetic/a", revision=revision)
    assert run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")[0] == 0
    assert {row["revision_status"] for row in rows(tmp_path)} == {"published", "withdrawn"}


def test_nothing_is_written_where_there_is_no_disclosure(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/foreign.json").write_text("{}")
    code, out, err = run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    assert (code, [path.name for path in tmp_path.iterdir()]) == (3, ["in"])
    assert "nothing is written" in out
    assert "no disclosure among 1 JSON and YAML file" in err


def test_a_second_run_checks_nothing_and_leaves_the_files(tmp_path: Path, put: Put, run: Run) -> None:
    put("a.json")
    put("b.json", id="synthetic/a", title="Another (synthetic)")
    put("c.json")
    first = run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    before = [(tmp_path / name).stat().st_mtime_ns for name in FILES]
    second = run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    assert "0 files checked, 3 unchanged" in second[1]
    assert (second[0], second[2]) == (first[0], first[2])
    assert [(tmp_path / name).stat().st_mtime_ns for name in FILES] == before


@pytest.mark.parametrize("form", ["parquet", "duckdb"])
def test_only_what_has_changed_is_checked(tmp_path: Path, put: Put, run: Run, form: str) -> None:
    for name in "abcdef":
        put(f"{name}.json")
    target = tmp_path / f"corpus.{form}"
    run(tmp_path / "in", "-o", target)
    touch(tmp_path / "in/c.json", title="Changed (synthetic)")
    (tmp_path / "in/e.json").unlink()
    put("aa.json")
    assert "2 files checked, 4 unchanged" in run(tmp_path / "in", "-o", target)[1]
    tables = duckdb.connect(target) if form == "duckdb" else None
    query = "SELECT DISTINCT file, title FROM disclosures ORDER BY ALL"
    found = (
        tables.execute(query).fetchall()
        if tables
        else [(row["file"], row["title"]) for row in rows(tmp_path, FILES[1])]
    )
    assert [Path(file).stem for file, _ in found] == ["a", "aa", "b", "c", "d", "f"]
    assert found[3][1] == "Changed (synthetic)"


def test_what_grew_step_by_step_is_the_same_as_what_is_built_at_once(
    tmp_path: Path, put: Put, run: Run
) -> None:
    for name in ("a", "c", "d"):
        put(f"{name}.json", remark=f"synthetic {name}")
    run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    put("b.json", id="synthetic/c", title="Contradicts (synthetic)")
    run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    assert taken(tmp_path) == ["a.json", "d.json"]
    touch(tmp_path / "in/b.json", id="synthetic/b")
    run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    (tmp_path / "once").mkdir()
    run(tmp_path / "in", "-o", tmp_path / "once/corpus.parquet")
    assert taken(tmp_path) == ["a.json", "b.json", "c.json", "d.json"]
    assert hashes(tmp_path) == hashes(tmp_path / "once")


def test_several_processes_write_the_same_bytes_as_one(tmp_path: Path, put: Put, run: Run) -> None:
    for number in range(1200):
        put(f"{number:04d}.json", **({"id": "synthetic/0001"} if number == 1100 else {}))
    run(tmp_path / "in", "-o", tmp_path / "corpus.parquet", "--jobs", "1")
    one = hashes(tmp_path)
    run(tmp_path / "in", "-o", tmp_path / "corpus.parquet", "--jobs", "3", "--fresh")
    assert hashes(tmp_path) == one
    assert len(taken(tmp_path)) == 1199


def test_a_changed_attachment_is_noticed(tmp_path: Path, put: Put, run: Run) -> None:
    ledger = tmp_path / "in/ledger.csv"
    put(
        "a.json",
        evidence=[
            {
                "id": "ledger",
                "kind": "ledger",
                "title": "Log (synthetic)",
                "path": "ledger.csv",
                "sha256": "0" * 64,
            }
        ],
    )
    run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    ledger.write_text("synthetic\n")
    assert "1 file checked" in run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")[1]


def test_another_year_another_check(tmp_path: Path, put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("a.json")
    words = ["corpus", "build", str(tmp_path / "in"), "-o", str(tmp_path / "corpus.parquet"), "--today"]
    for day, checked in (("2026-01-01", 1), ("2026-12-31", 0), ("2027-01-01", 1)):
        main([*words, day])
        assert f"  {checked} file" in capsys.readouterr().out


def test_a_damaged_cache_or_a_changed_table_means_a_whole_check(tmp_path: Path, put: Put, run: Run) -> None:
    put("a.json")
    target = tmp_path / "corpus.parquet"
    run(tmp_path / "in", "-o", target)
    (tmp_path / "corpus.cache").write_text('{"files": [[1]]}')
    assert run(tmp_path / "in", "-o", target)[0] == 2
    assert "1 file checked" in run(tmp_path / "in", "-o", target, "--force")[1]


def test_files_of_others_are_not_replaced(tmp_path: Path, put: Put, run: Run) -> None:
    put("a.json")
    other = tmp_path / "corpus-findings.parquet"
    other.write_text("mine")
    code, _, err = run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    assert (code, other.read_text()) == (2, "mine")
    assert err == f"{other}: exists already; name another file or add --force\n"
    assert run(tmp_path / "in", "-o", tmp_path / "corpus.parquet", "--force")[0] == 0


def test_the_other_form_of_a_corpus_is_another_corpus(tmp_path: Path, put: Put, run: Run) -> None:
    put("a.json")
    run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")
    code, _, err = run(tmp_path / "in", "-o", tmp_path / "corpus.duckdb")
    assert (code, "corpus-codebook.md: exists already" in err) == (2, True)
    assert run(tmp_path / "in", "-o", tmp_path / "corpus.duckdb", "--force")[0] == 0
    assert (tmp_path / "corpus.duckdb").is_file()


@pytest.mark.parametrize("name", ["corpus.csv", "corpus", ".parquet"])
def test_a_form_that_is_none_is_wrong_usage(tmp_path: Path, put: Put, run: Run, name: str) -> None:
    put("a.json")
    code, _, err = run(tmp_path / "in", "-o", tmp_path / name)
    assert (code, "expected .parquet or .duckdb" in err) == (2, True)


def test_the_corpus_may_lie_among_the_disclosures(tmp_path: Path, put: Put, run: Run) -> None:
    put("a.json")
    target = tmp_path / "in/corpus.parquet"
    assert run(tmp_path / "in", "-o", target)[0] == 0
    code, out, _ = run(tmp_path / "in", "-o", target, "--fresh")
    assert (code, "1 disclosure," in out) == (0, True)


def test_a_database_has_all_tables_and_its_codebook(tmp_path: Path, put: Put, run: Run) -> None:
    put("a.json")
    run(tmp_path / "in", "-o", tmp_path / "corpus.duckdb")
    with duckdb.connect(tmp_path / "corpus.duckdb", read_only=True) as database:
        for table in TABLES:
            described = database.execute('SELECT field FROM codebook WHERE "table" = ?', [table]).fetchall()
            columns = [row[0] for row in database.execute(f'DESCRIBE "{table}"').fetchall()]
            assert [row[0] for row in described] == columns
        assert database.execute("SELECT count(*) FROM figures").fetchone() == (46,)


def test_json_output_lists_every_problem(tmp_path: Path, put: Put, run: Run) -> None:
    put("a.json")
    (tmp_path / "in/broken.json").write_text('{"fullcount": }')
    code, out, err = run(tmp_path / "in", "-o", tmp_path / "corpus.parquet", "--format", "json")
    said = json.loads(out)
    (problem,) = said["problems"]
    assert (code, err, said["disclosures"], said["figures"]) == (1, "", 1, 46)
    assert (Path(problem["file"]).name, problem["line"]) == ("broken.json", 1)


@pytest.mark.parametrize("seed", range(3))
def test_damaged_disclosures_never_stop_the_command(
    tmp_path: Path, base: Document, run: Run, seed: int
) -> None:
    rng = random.Random(seed)
    (tmp_path / "in").mkdir()
    for number in range(300):
        damaged = mutated({**base, "id": f"synthetic/{number}"}, rng, rng.choice([1, 1, 2]))
        (tmp_path / f"in/{number:03d}.json").write_text(json.dumps(damaged))
    code, out, _ = run(tmp_path / "in", "-o", tmp_path / "corpus.parquet", "--jobs", "1")
    said = rows(tmp_path, "corpus-disclosures.parquet")
    assert (code, "300 files checked" in out) == (1, True)
    assert sum(row["figures"] for row in said) == len(rows(tmp_path))
    assert {row["valid"] for row in said} == {True, False}


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, put: Put) -> None:
    put("a.json")
    program = "import sys; sys.modules['pyarrow'] = None; from fullcount.cli import main; sys.exit(main())"
    words = ["corpus", "build", str(tmp_path / "in"), "-o", str(tmp_path / "corpus.parquet")]
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "pip install 'fullcount[corpus]'" in done.stderr) == (3, True)
    assert "Traceback" not in done.stderr


def test_the_documents_of_the_benchmark_are_what_they_say(tmp_path: Path, run: Run) -> None:
    benchmarks = Path(__file__).parents[1] / "benchmarks"
    program = "import sys, pathlib, corpus_documents as it; it.write_corpus(pathlib.Path(sys.argv[1]), 200)"
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "in")], cwd=benchmarks, check=True)
    assert run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")[0] == 0
    said = rows(tmp_path, "corpus-disclosures.parquet")
    assert [sum(row[key] > 0 for row in said) for key in ("errors", "warnings", "notes")] == [6, 2, 2]
    assert {row["data_status"] for row in said} == {"synthetic"}
    assert 7000 < sum(row["bytes"] for row in said) / 200 < 9000
