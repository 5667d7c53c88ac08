"""A row of a user's own table becomes a draft, or every problem of it is named with line and cell."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.disclosure import parse, shape_errors
from fullcount.disclosure.problem import Unreadable
from fullcount.draft.row import draft_of_row, text_of
from fullcount.draft.row.cells import columns
from fullcount.rooms import dataset_room

TODAY = "2026-11-22"
GOOD = {
    "row_id": "X1",
    "model": "Invented-1B (synthetic)",
    "organisation": "Invented lab",
    "year": "2026",
    "modality": "text",
    "stage": "pretraining",
    "boundary": "final_run_only",
    "device_hours": "1200",
    "energy_mwh": "0.50",
    "energy_boundary": "facility",
    "pue": "1.2",
    "source_title": "An invented paper",
    "source_url": "https://example.org/paper",
    "source_locator": "Table 1",
    "evidence": "primary",
}


def table(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def problems(path: Path, wanted: str = "") -> list[str]:
    with pytest.raises(Unreadable) as refused:
        draft_of_row(path, wanted, TODAY)
    return str(refused.value).replace(f"{path}:", "").splitlines()


def test_a_good_row_is_a_valid_draft_with_its_figures_in_the_units_of_the_standard(tmp_path: Path) -> None:
    draft = draft_of_row(table(tmp_path, GOOD), "", TODAY)
    assert shape_errors(draft) == []
    line = draft["compute"][0]
    assert (line["accelerator_hours"]["value"], line["energy"]["value"]) == (1200, 500)
    assert line["energy"]["significant_figures"] == 2
    assert draft["revision"] == {"number": 1, "date": TODAY, "status": "draft"}
    assert draft["sources"][0]["evidence_grade"] == "primary"


def test_what_the_row_leaves_blank_is_not_stated_and_of_an_unopened_source_not_transcribed(
    tmp_path: Path,
) -> None:
    for evidence, reason in (("primary", "not-stated"), ("secondary", "not-transcribed")):
        draft = draft_of_row(table(tmp_path, GOOD | {"evidence": evidence}), "", TODAY)
        assert draft["compute"][0]["accelerators"] == {"not_disclosed": {"reason": reason}}


def test_a_zero_that_is_printed_stays_one(tmp_path: Path) -> None:
    draft = draft_of_row(table(tmp_path, GOOD | {"ghg_market_tco2e": "0"}), "", TODAY)
    market = [item for item in draft["impacts"] if item.get("ghg_basis") == "market"]
    assert [item["amount"]["value"] for item in market] == [0]


def test_a_row_is_chosen_by_its_id_or_its_number(tmp_path: Path) -> None:
    path = table(tmp_path, GOOD, GOOD | {"row_id": "X2", "model": "Second (synthetic)"})
    assert draft_of_row(path, "X2", TODAY)["subject"]["name"] == "Second (synthetic)"
    assert draft_of_row(path, "1", TODAY)["subject"]["name"] == GOOD["model"]
    assert "2 rows; expected one row to be named" in problems(path)[0]
    assert "0 rows 'X3'" in problems(path, "X3")[0]
    assert "such as :X1" in problems(path, "X3")[0]


def test_columns_that_say_nothing_may_be_left_out(tmp_path: Path) -> None:
    few = {key: cell for key, cell in GOOD.items() if key not in ("row_id", "modality", "pue")}
    assert shape_errors(draft_of_row(table(tmp_path, few), "", TODAY)) == []


def test_every_problem_of_the_header_is_named_at_once(tmp_path: Path) -> None:
    wrong = {"modl": "", "device_hour": "", "colour": "", "year": ""}
    found = problems(table(tmp_path, wrong))
    assert "1:1: no column 'model'" in found[0]
    assert any("1:1: the column 'modl'" in line and "did you mean 'model'?" in line for line in found)
    assert any("1:2:" in line and "'device_hours'" in line for line in found)
    assert any("1:3:" in line and "remove it" in line for line in found)


def test_every_bad_cell_is_named_with_line_and_cell(tmp_path: Path) -> None:
    bad = {"device_hours": "1,200", "energy_mwh": "-3", "pue": "nan", "year": "26", "evidence": "hearsay"}
    bad |= {"source_url": "a paper", "stage": ""}
    found = problems(table(tmp_path, GOOD | bad))
    named = {line.split(" ")[1].rstrip(":") for line in found}
    assert named == bad.keys()
    assert all(line.startswith(f"2:{list(GOOD).index(line.split()[1].rstrip(':')) + 1}:") for line in found)
    assert any("no thousands separators" in line or "no thousands separator" in line for line in found)


@pytest.mark.parametrize("cell", ["1e400", "1e-400", "1e-30", "1e16", "٣", "1_000", "0x10", "inf", " 5 kWh"])
def test_a_number_that_would_be_lost_or_misread_is_refused(tmp_path: Path, cell: str) -> None:
    assert "energy_mwh" in problems(table(tmp_path, GOOD | {"energy_mwh": cell}))[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "no column 'model'", id="empty"),
        pytest.param(b"model;organisation\nA;B\n", "commas, not semicolons", id="semicolons"),
        pytest.param(b"model\n\xff\n", "UTF-8", id="not UTF-8"),
        pytest.param(b'model\n"open\n', "quotation marks", id="an open quotation mark"),
        pytest.param((",".join(GOOD) + "\n").encode(), "no row", id="a header alone"),
        pytest.param((",".join(GOOD) + "\na,b\n").encode(), "2 cells", id="too few cells"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    assert said in "\n".join(problems(path))


CELL = st.one_of(st.just(""), st.text(max_size=12), st.decimals(0, 10**6, places=3).map(str))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.fixed_dictionaries({}, optional={name: CELL for name in columns() if name != "row_id"}))
def test_any_row_is_a_valid_draft_or_refused(tmp_path: Path, cells: dict[str, str]) -> None:
    path = tmp_path / "figures.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as stream:
        csv.writer(stream).writerows([list(GOOD | cells), list((GOOD | cells).values())])
    try:
        draft = draft_of_row(path, "", TODAY)
    except Unreadable:
        return
    assert shape_errors(draft) == []
    assert parse(text_of(draft).encode(), "draft.json").data == draft


def test_text_holds_nothing_that_drives_a_terminal(tmp_path: Path) -> None:
    draft = draft_of_row(table(tmp_path, GOOD | {"model": "a\x1b[31mb\u202ec"}), "", TODAY)
    text = text_of(draft)
    assert all(line.isprintable() for line in text.split("\n"))
    assert json.loads(text) == draft


def test_a_row_of_the_shipped_table_is_a_draft() -> None:
    draft = draft_of_row(dataset_room("published") / "published.csv", "P122", TODAY)
    assert shape_errors(draft) == []
