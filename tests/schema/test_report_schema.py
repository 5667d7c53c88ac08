"""What `fullcount validate --format json` prints has the layout that its schema promises."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from fullcount.disclosure import Unreadable, load, parse
from fullcount.review.check import validate
from fullcount.review.coverage import LEVEL_NAMES
from fullcount.review.report import SAMPLES, as_data, assess

from .conftest import ROOM, ROOT

TODAY = date(2026, 11, 21)
BASE = json.loads((ROOM / "conformance/base.json").read_bytes())


@pytest.fixture(scope="module")
def layout() -> jsonschema_rs.Draft202012Validator:
    schema = json.loads((ROOM / "report.schema.json").read_bytes())
    return jsonschema_rs.Draft202012Validator(schema, offline=True)


def report(*documents: Any, unreadable: tuple[Unreadable, ...] = ()) -> dict[str, Any]:
    read = [parse(json.dumps(data).encode(), f"{index}.json") for index, data in enumerate(documents)]
    return as_data([assess(validate(document, TODAY)) for document in read], unreadable, TODAY)


def unreadable(data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        parse(data, name)
    return caught.value


@pytest.mark.parametrize(
    "path", sorted(Path(ROOT / "tests/documents").glob("*.json")), ids=lambda path: path.stem
)
def test_the_report_of_a_real_document_fits(layout: jsonschema_rs.Draft202012Validator, path: Path) -> None:
    data = as_data([assess(validate(load(path), TODAY))], (), TODAY)
    assert [error.message for error in layout.iter_errors(data)] == []


def test_the_report_of_broken_documents_fits(layout: jsonschema_rs.Draft202012Validator) -> None:
    broken = copy.deepcopy(BASE)
    broken["compute"] = 5
    broken["subject"]["zz"] = 1
    data = report(BASE, broken, {"fullcount": "2.0"}, [1], None, {**BASE, "facilities": [{}] * (SAMPLES + 1)})
    assert [error.message for error in layout.iter_errors(data)] == []
    assert [document["valid"] for document in data["documents"]] == [True, False, False, False, False, False]


def test_the_report_of_unreadable_inputs_fits(layout: jsonschema_rs.Draft202012Validator) -> None:
    inputs = (
        unreadable(b'{"a": 1,', "cut.json"),
        unreadable(b"\xff\xfe\x00", "bytes.json"),
        unreadable(b'{"a": 1, "a": 2}', "twice.json"),
        unreadable(b"a: [1\nb: 2", "cut.yaml"),
    )
    data = report(BASE, unreadable=inputs)
    assert [error.message for error in layout.iter_errors(data)] == []
    assert [item["name"] for item in data["unreadable"]] == [
        "cut.json",
        "bytes.json",
        "twice.json",
        "cut.yaml",
    ]


def test_a_report_of_another_layout_is_refused(layout: jsonschema_rs.Draft202012Validator) -> None:
    good = report(BASE)
    assert layout.is_valid(good)
    for key in good:
        assert not layout.is_valid({name: item for name, item in good.items() if name != key})
    assert not layout.is_valid({**good, "extra": 1})


def test_the_levels_and_samples_of_the_layout_are_those_of_the_program() -> None:
    definitions = json.loads((ROOM / "report.schema.json").read_bytes())["$defs"]
    assert definitions["group"]["properties"]["samples"]["maxItems"] == SAMPLES
    level = definitions["coverage"]["properties"]["level"]
    assert (level["minimum"], level["maximum"]) == (min(LEVEL_NAMES), max(LEVEL_NAMES))
