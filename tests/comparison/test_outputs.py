"""Every form of the output for known disclosures, byte for byte, and texts that try to break out of them.

After a change that is meant, write them anew and look at them:

    FULLCOUNT_REFRESH_GOLDEN=1 pytest tests/comparison/test_outputs.py
"""

import csv
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from fullcount_reports.comparison import compare, entries, final_shares, levels, problems, stages
from fullcount_reports.comparison.compare import Options, compared
from fullcount_reports.comparison.files import as_csv, as_json
from fullcount_reports.comparison.frames import frame
from fullcount_reports.comparison.parquet import write_parquet
from fullcount_reports.comparison.render import html_page, markdown_lines, text_lines
from fullcount_reports.comparison.row import COLUMNS
from fullcount_reports.comparison.tables import lead, parts

from .invented import disclosure, impact, line

GOLDEN = Path(__file__).parent / "golden"
REFRESH = "FULLCOUNT_REFRESH_GOLDEN=1 pytest tests/comparison/test_outputs.py"
NASTY = "=HYPERLINK(1) <script>alert(1)</script> | `x` [y](javascript:z) \x1b[31mred\u202e"


def agree(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("FULLCOUNT_REFRESH_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode() == text, f"if the change is meant: {REFRESH}"


@pytest.fixture
def collection(gathered):
    interval = {"value": 2000, "low": 1800, "high": 2300, "unit": "accelerator-h"}
    wide = [line("x", 500.0), line("e", 1500.0, "explore")]
    gap = {"not_disclosed": {"reason": "confidential"}}
    return gathered(
        disclosure("Ant", [line("x", 1000.0)], data_status="primary"),
        disclosure("Bee", [line("x", interval)], data_status="transcribed"),
        disclosure("Cat", wide, scope={"boundary": "development"}),
        disclosure(
            "Dog", impacts=[impact({"below": 9, "unit": "kWh", "boundary": "it"}, "energy"), impact(gap)]
        ),
    )


@pytest.fixture
def found(collection):
    options = Options(metrics=("accelerator-hours", "energy", "ghg"), rebase="grid=100,pue=1.1,power=tdp")
    rows = compared(collection, options)
    return [row.but(file=Path(row.file).name) for row in rows]


def test_the_table_is_as_agreed(found, collection) -> None:
    agree("comparison.txt", "\n".join(text_lines(parts(found), lead(found, collection))) + "\n")


def test_the_markdown_is_as_agreed(found, collection) -> None:
    agree("comparison.md", "\n".join(markdown_lines(parts(found), lead(found, collection))) + "\n")


def test_the_page_is_as_agreed(found, collection) -> None:
    agree("comparison.html", html_page(parts(found), lead(found, collection)))


def test_the_csv_is_as_agreed(found) -> None:
    agree("comparison.csv", as_csv(found))


def test_the_json_is_as_agreed(found, collection) -> None:
    agree("comparison.json", as_json(found, collection))


def test_the_frame_has_the_agreed_columns_and_types(collection) -> None:
    data = compare(collection)
    assert tuple(data.columns) == COLUMNS
    assert data["rank"].dtype == "Int64"
    assert data["value"].dtype == "float64"
    missing = data[(data["subject"] == "Dog") & (data["metric"] == "ghg")]
    assert missing["value"].isna().all()


def test_parquet_reads_back_as_the_frame(found, tmp_path: Path) -> None:
    import duckdb

    target = tmp_path / "it's.parquet"
    write_parquet(found, target)
    with duckdb.connect() as database:
        back = database.execute("SELECT subject, rank, value FROM read_parquet(?)", [str(target)]).fetchall()
    expected = [(row.subject, row.rank, row.value) for row in found]
    assert back == expected


def test_an_empty_comparison_has_its_columns() -> None:
    assert tuple(frame([]).columns) == COLUMNS


def test_stages_levels_shares_and_entries(collection) -> None:
    by_stage = stages(collection)
    cat = by_stage[by_stage["subject"] == "Cat"]
    assert dict(zip(cat["stage"], cat["share"], strict=True)) == {"explore": 0.75, "final": 0.25}
    assert levels(collection)["count"].sum() == 4
    assert list(final_shares(collection)["value"]) == [25.0]
    assert list(entries(collection)["id"]) == [f"invented/{name}" for name in ("Ant", "Bee", "Cat", "Dog")]
    assert problems(collection).empty


def test_hours_that_are_not_disclosed_are_a_row_without_hours(gathered) -> None:
    gap = {"not_disclosed": {"reason": "confidential"}}
    data = stages(gathered(disclosure("a", [line("x", 5.0), line("y", gap, "explore")])))
    hidden = data[data["stage"] == "explore"]
    assert hidden["accelerator_hours"].isna().all()


def test_hostile_names_stay_text_in_every_form(gathered, tmp_path: Path) -> None:
    collection = gathered(disclosure("a", [line("x")], subject={"name": NASTY}))
    rows = compared(collection)
    text = "\n".join(text_lines(parts(rows), lead(rows, collection)))
    marked = "\n".join(markdown_lines(parts(rows)))
    assert "\x1b" not in text + marked + as_csv(rows) + as_json(rows, collection)
    assert "\u202e" not in text + marked + as_csv(rows)
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(marked)
    assert "<script" not in html_page(parts(rows)) + rendered
    assert "<a " not in rendered
    cells = [cell for record in csv.DictReader(StringIO(as_csv(rows))) for cell in record.values()]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    assert json.loads(as_json(rows, collection))["rows"][0]["subject"] == NASTY
