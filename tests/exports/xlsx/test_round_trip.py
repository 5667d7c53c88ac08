"""What is written to a workbook comes back: every document of the suite, and documents with any text and numbers."""

import copy
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.disclosure import shape_errors
from fullcount.draft.imports.xlsx import read
from fullcount.draft.imports.xlsx.layout import layout
from fullcount.rooms import dataset_room, schema_room
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.paths import matching, places
from fullcount_reports.exports.xlsx import export, table

from .books import BASE, base, without_extensions, workbook_of

DOCUMENTS = sorted((schema_room() / "conformance").glob("*/pass*.json"))
MOSHI = dataset_room("moshi") / "disclosure.json"
FORBIDDEN = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)]
LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters=FORBIDDEN)
TEXT = st.text(LETTERS, min_size=1, max_size=60).filter(str.strip)
NUMBER = st.floats(min_value=0, max_value=1e300, allow_nan=False) | st.integers(0, 10**30)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks without comments, colours and lists to choose from, which carry no data and take most of the time."""
    for name in ("commented", "as_head", "as_name"):
        monkeypatch.setattr(table, name, lambda *_, **__: None)
    module = import_module("fullcount_reports.exports.xlsx.workbook")
    monkeypatch.setattr(module, "Choices", lambda _: SimpleNamespace(validation=lambda _: None))


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("path", [MOSHI, *DOCUMENTS], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_document_comes_back_as_it_was(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    back = read(workbook_of(document), "it.xlsx").draft
    assert without_extensions(back) == without_extensions(document)


def test_units_and_digits_survive() -> None:
    document = base()
    document["compute"][0]["energy"] |= {"value": 0.1 + 0.2, "low": 1e-17, "high": 123456789.12345679}
    back = read(workbook_of(document), "it.xlsx").draft
    assert back["compute"][0]["energy"] == document["compute"][0]["energy"]


@settings(max_examples=10)
@given(texts=st.lists(TEXT, min_size=8, max_size=8), numbers=st.lists(NUMBER, min_size=4, max_size=4))
def test_any_text_and_any_number_come_back(texts: list[str], numbers: list[float]) -> None:
    document = base()
    document["title"], document["note"], document["subject"]["name"], document["subject"]["version"] = texts[
        :4
    ]
    document["facilities"][0]["name"], document["compute"][0]["note"] = texts[4:6]
    document["compute"][0]["energy"] = {
        "value": numbers[0],
        "unit": "kWh",
        "low": numbers[1],
        "high": numbers[2],
        "note": texts[6],
        "factors": [text for text in texts[7].split("\n") if text.strip()],
    }
    document["subject"]["parameters"] = {"value": numbers[3], "unit": "1", "locator": texts[7]}
    assert without_extensions(read(workbook_of(document), "it.xlsx").draft) == without_extensions(document)


REFERRED_TO = {"id", "facilities", "equipment", "sources", "compute", "components", "allocation"}


@st.composite
def shaped(draw: st.DrawFn) -> dict[str, Any]:
    """The base with other numbers of rows, other references between them, and values that are not there."""
    document = base()
    for name in ("facilities", "equipment", "sources", "compute"):
        rows = [copy.deepcopy(draw(st.sampled_from(document[name]))) for _ in range(draw(st.integers(1, 5)))]
        document[name] = [{**row, "id": f"{name}-{number}"} for number, row in enumerate(rows)]
    ids = {name: [row["id"] for row in document[name]] for name in ("facilities", "equipment", "sources")}
    for line in document["compute"]:
        line["facility"] = draw(st.sampled_from(ids["facilities"]))
        line["equipment"] = draw(st.sampled_from(ids["equipment"]))
    lines = [line["id"] for line in document["compute"]]
    for row in document["impacts"]:
        row["covers"] = {"lines": draw(st.lists(st.sampled_from(lines), min_size=1, max_size=3, unique=True))}
    for node in list(_nodes(document)):
        if "source" in node:
            node["source"] = draw(st.sampled_from(ids["sources"]))
    for node in list(_nodes(document)):
        for key in draw(st.sets(st.sampled_from(sorted(node)), max_size=2)) - REFERRED_TO:
            taken = node.pop(key)
            if shape_errors(document):
                node[key] = taken
    return document


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(item)


@pytest.mark.usefixtures("plain")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=shaped())
def test_any_rows_any_references_and_anything_left_out_come_back(document: dict[str, Any]) -> None:
    document = without_extensions(document)
    assert read(workbook_of(document), "it.xlsx").draft == document


def test_every_place_that_the_crosswalk_names_is_in_the_workbook() -> None:
    """And it names every place that the schema has, so nothing but extensions and empty lists can be lost."""
    document = base()
    kept = {place.pointer for crossing in crosswalk("xlsx") for place in matching(document, crossing.ours)}
    assert kept == {place.pointer for place in places(document)}
    assert export(document).losses == ()


def test_what_has_no_cell_is_listed_in_the_workbook_and_beside_it() -> None:
    document: dict[str, Any] = base() | {"x-team": "speech", "impacts": []}
    document["compute"][0]["energy"] |= {"x-meter": 7}
    lost = {(loss.where, loss.what) for loss in export(document).losses}
    assert lost == {("/x-team", "value"), ("/impacts", "value"), ("/compute/*/energy", "extension")}
    back = read(workbook_of(document), "it.xlsx").draft
    assert "x-team" not in back
    assert "x-meter" not in back["compute"][0]["energy"]


def test_a_sheet_of_every_list_of_the_standard() -> None:
    lists = {sheet.base for sheet in layout() if not sheet.is_form}
    assert {("compute",), ("facilities", "use_factors"), ("subject", "components")} <= lists


def test_the_same_disclosure_gives_the_same_bytes() -> None:
    assert workbook_of(BASE) == workbook_of(base())
