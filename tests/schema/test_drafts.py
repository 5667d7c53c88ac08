"""The draft-07 copy for editors gives the same verdict as the 2020-12 schema, which is the norm."""

import copy
import random
from typing import Any

import jsonschema_rs
import pytest

from fullcount.disclosure import load

from ..mutations import mutated
from .conftest import ROOT, documents

Schema = dict[str, Any]
DOCUMENTS = dict(documents())
SHAPE_CASES = load(ROOT / "tests/disclosure/shape_cases.yaml").data


class Verdicts:
    """Both drafts side by side."""

    def __init__(self, schema: Schema, draft07: Schema) -> None:
        self.norm = jsonschema_rs.Draft202012Validator(schema, offline=True)
        self.copy = jsonschema_rs.Draft7Validator(draft07, offline=True)

    def __call__(self, data: Any) -> tuple[bool, bool]:
        return self.norm.is_valid(data), self.copy.is_valid(data)


@pytest.fixture(scope="module")
def verdicts(schema: Schema, draft07: Schema) -> Verdicts:
    return Verdicts(schema, draft07)


def test_both_accept_every_document(verdicts: Verdicts) -> None:
    assert len(DOCUMENTS) > 150
    assert {name for name, data in DOCUMENTS.items() if verdicts(data) != (True, True)} == set()


@pytest.mark.parametrize("case", SHAPE_CASES, ids=lambda case: f"{case['rule']} {case['put']}"[:70])
def test_both_refuse_every_shape_case(verdicts: Verdicts, case: dict[str, Any]) -> None:
    ((pointer, value),) = case["put"].items()
    data = copy.deepcopy(DOCUMENTS["tests/disclosure/full.yaml"])
    *above, last = [int(step) if step.isdigit() else step for step in pointer.split("/")[1:]]
    parent = data
    for step in above:
        parent = parent[step]
    parent[last] = value
    assert verdicts(data) == (False, False)


@pytest.mark.parametrize("seed", range(4))
def test_both_judge_damaged_documents_alike(verdicts: Verdicts, seed: int) -> None:
    rng = random.Random(seed)
    found = [(name, verdicts(mutated(data, rng, rng.choice((1, 1, 3))))) for name, data in DOCUMENTS.items()]
    assert [name for name, (norm, copied) in found if norm is not copied] == []
    refused = sum(not norm for _, (norm, _) in found)
    assert len(found) // 2 < refused < len(found)


@pytest.mark.parametrize("data", [None, 1, "text", [], {}, {"fullcount": "1.0"}, True])
def test_both_refuse_what_is_no_disclosure(verdicts: Verdicts, data: Any) -> None:
    assert verdicts(data) == (False, False)


def test_a_reference_of_the_copy_stands_alone(draft07: Schema) -> None:
    """Draft-07 ignores whatever stands beside `$ref`."""

    def references(node: Any) -> list[Any]:
        items = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        own = [node] if isinstance(node, dict) and isinstance(node.get("$ref"), str) else []
        return own + [found for item in items for found in references(item)]

    assert {len(node) for node in references(draft07)} == {1}
