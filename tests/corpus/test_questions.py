"""The questions on the page about the corpus, asked of a small one whose answers are known."""

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import duckdb
import pytest

PAGE = Path(__file__).parents[2] / "docs/corpus.md"
QUESTIONS = dict(re.findall(r"<!-- file: ([\w-]+)\.sql -->\n```sql\n(.*?)```", PAGE.read_text(), re.DOTALL))


def answer(name: str, corpus: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as database:
        found = database.execute(QUESTIONS[name].replace("'corpus.parquet'", f"'{corpus}'"))
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


@pytest.fixture
def corpus(tmp_path: Path, put: Callable[..., Path], run: Callable[..., Any], base: dict[str, Any]) -> Path:
    compute = deepcopy(base["compute"])
    compute[1]["accelerator_hours"] = {"not_disclosed": {"reason": "not-measured"}}
    put("a.json")
    put("b.json", compute=compute)
    put("old.json", revision={"number": 1, "date": "2026-11-21", "status": "withdrawn"})
    assert run(tmp_path / "in", "-o", tmp_path / "corpus.parquet")[0] == 0
    return tmp_path / "corpus.parquet"


def test_the_share_of_the_final_run_counts_what_is_missing(corpus: Path) -> None:
    whole, part = answer("final-share", corpus)
    assert (whole["accelerator_hours"], whole["lines_without_hours"]) == (24800, 0)
    assert whole["final_share_percent"] == pytest.approx(100 * 4800 / 24800)
    assert (part["accelerator_hours"], part["lines_without_hours"]) == (24800 - 5200, 1)


def test_greenhouse_gas_is_shown_apart_by_basis_and_without_what_is_withdrawn(corpus: Path) -> None:
    rows = answer("ghg", corpus)
    assert [(row["ghg_basis"], row["value"]) for row in rows] == [
        ("location", 1178.0),
        ("location", 1178.0),
        ("market", 535.7),
        ("market", 535.7),
    ]


def test_what_is_missing_is_counted_with_its_reason(corpus: Path) -> None:
    (row,) = answer("missing", corpus)
    assert (row["quantity"], row["reason"], row["figures"]) == ("accelerator_hours", "not-measured", 1)
