"""Shape errors say what is wrong, once, in words that lead to the remedy; the same with both engines."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fullcount.disclosure import ShapeError, load, shape_errors
from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.engines import engine_name
from fullcount.disclosure.schema_file import disclosure_schema
from fullcount.disclosure.shape import SHAPE_RULES
from fullcount.disclosure.words import WORDS
from fullcount.disclosure.words_keys import OBJECT_KEYWORDS

pytestmark = pytest.mark.usefixtures("engine")
Disclosure = dict[str, Any]
CASES = load(Path(__file__).with_name("shape_cases.yaml")).data


def changed(data: Disclosure, pointer: str, value: Any) -> Disclosure:
    """A copy with one value put in."""
    data = copy.deepcopy(data)
    *steps, last = [int(step) if step.isdigit() else step for step in pointers.split(pointer)]
    pointers.lookup(data, steps)[last] = value
    return data


def one_error(data: Any) -> ShapeError:
    errors = shape_errors(data)
    assert len(errors) == 1, errors
    return errors[0]


def test_the_samples_are_well_formed(minimal: Disclosure, full: Disclosure) -> None:
    assert shape_errors(minimal) == []
    assert shape_errors(full) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['put']}"[:70])
def test_one_fault_is_one_error_with_a_remedy(full: Disclosure, case: dict[str, Any]) -> None:
    ((pointer, value),) = case["put"].items()
    error = one_error(changed(full, pointer, value))
    assert (error.pointer, error.rule) == (case.get("at", pointer), case["rule"])
    assert error.breaks_shape == case["breaks"]
    assert case["message"] in error.message
    assert case["remedy"] in error.remedy


def test_a_text_beyond_its_limit_is_too_long(full: Disclosure) -> None:
    error = one_error(changed(full, "/publisher/name", "x" * 20001))
    assert (error.rule, error.message) == ("too-long", "20001 characters where at most 20000 are taken")


@pytest.mark.parametrize("key", ["fullcount", "id", "scope", "licence"])
def test_a_missing_key_is_named_where_it_would_be(minimal: Disclosure, key: str) -> None:
    del minimal[key]
    error = one_error(minimal)
    assert (error.pointer, error.rule, error.breaks_shape) == (f"/{key}", "missing-key", True)
    assert f'a disclosure needs "{key}"' in error.message


def test_a_misspelt_required_key_is_one_error_that_breaks_the_shape(minimal: Disclosure) -> None:
    minimal["publishr"] = minimal.pop("publisher")
    error = one_error(minimal)
    assert (error.rule, error.breaks_shape, error.remedy) == ("unknown-key", True, 'write "publisher"')


def test_a_misspelt_number_without_its_unit_is_told_both(full: Disclosure) -> None:
    errors = shape_errors(changed(full, "/compute/0/energy", {"valu": 1}))
    assert [error.rule for error in errors] == ["figure-without-unit", "unknown-key"]


def test_both_forms_of_evidence_at_once_are_one_error(full: Disclosure) -> None:
    both = {**full["evidence"][0], "withheld": {"reason": "confidential"}}
    assert one_error(changed(full, "/evidence/0", both)).rule == "alternatives-combined"


@pytest.mark.parametrize("version", ["2.0", "1", "", None, 2, 1, [], {}])
def test_another_version_is_one_error(full: Disclosure, version: object) -> None:
    data = {**full, "fullcount": version, "compute": 5, "zzz": 1}
    error = one_error(data)
    assert (error.rule, error.pointer) == ("wrong-version", "/fullcount")


def test_a_version_without_quotes_is_told_beside_the_rest(full: Disclosure) -> None:
    errors = shape_errors({**full, "fullcount": 1.0, "zzz": 1})
    assert [error.rule for error in errors] == ["wrong-type", "unknown-key"]
    assert errors[0].remedy == 'put it in quotes: fullcount: "1.0"'


@pytest.mark.parametrize("data", [None, 1, "text", [], [1], {}, {"a": 1}, True])
def test_what_is_no_disclosure_is_one_error(data: Any) -> None:
    error = one_error(data)
    assert (error.rule, error.pointer) == ("not-a-disclosure", "")


def test_errors_come_in_document_order(full: Disclosure) -> None:
    full["compute"][1]["stage"] = "x"
    full["compute"][0]["zz"] = 1
    del full["compute"][0]["outcome"]
    full["subject"]["name"] = 1
    found = [error.pointer for error in shape_errors(full)]
    assert found == ["/subject/name", "/compute/0/zz", "/compute/0/outcome", "/compute/1/stage"]


def test_the_schema_location_leads_to_the_keyword(full: Disclosure) -> None:
    error = one_error(changed(full, "/compute/0/energy", {}))
    assert error.schema_location == "#/$defs/quantity_energy/oneOf"
    assert error.keyword == "oneOf"


def test_extension_keys_are_let_be_everywhere(full: Disclosure) -> None:
    full["compute"][0]["x-lab"] = {"any": [None, {"thing": 1}]}
    full["compute"][0]["energy"]["x-lab"] = None
    assert shape_errors(full) == []


def test_text_in_a_message_is_short_and_printable(full: Disclosure) -> None:
    for error in shape_errors(changed(full, "/compute/0/stage", "\x1b[31m" + "x" * 9999)):
        assert (error.message + error.remedy).isprintable()
        assert len(error.message) < 200


def test_every_keyword_of_the_schema_has_words() -> None:
    silent = {"$schema", "$id", "$ref", "$defs", "$comment", "title", "description", "examples", "properties"}
    silent |= {"patternProperties", "items", "allOf", "if", "then", "else"}
    schema = disclosure_schema("1.0")
    found = {keyword for node in nodes(schema) for keyword in node if not keyword.startswith("x-")}
    assert found - silent <= set(WORDS) | OBJECT_KEYWORDS


def nodes(node: Any) -> list[dict[str, Any]]:
    """Every subschema: a dict that is not a map from names to subschemas."""
    below = []
    for keyword, value in node.items():
        if keyword in {"properties", "$defs", "patternProperties"}:
            below += [n for sub in value.values() for n in nodes(sub)]
        elif keyword in {"allOf", "anyOf", "oneOf"}:
            below += [n for sub in value for n in nodes(sub)]
        elif keyword in {"items", "if", "then", "else", "not"}:
            below += nodes(value)
    return [node, *below]


def test_every_rule_is_listed(full: Disclosure) -> None:
    assert all(rule == rule.lower() and " " not in rule for rule in SHAPE_RULES)


def test_the_reference_engine_stands_in_where_the_fast_one_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("FULLCOUNT_SCHEMA_ENGINE")
    assert engine_name() == "fast"
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    assert engine_name() == "reference"


def test_an_unknown_engine_is_refused(minimal: Disclosure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULLCOUNT_SCHEMA_ENGINE", "quick")
    with pytest.raises(ValueError, match="quick"):
        shape_errors(minimal)


def test_validation_imports_only_the_engine_it_uses() -> None:
    code = """if True:
        import os, sys
        os.environ["FULLCOUNT_SCHEMA_ENGINE"] = sys.argv[1]
        import fullcount.disclosure as d
        heavy = {"jsonschema", "jsonschema_rs", "yaml", "difflib"}
        assert not heavy & set(sys.modules), "on import"
        assert d.shape_errors(d.load(sys.argv[2]).data) == []
        print(sorted(heavy & set(sys.modules)))
    """
    sample = __file__.replace("test_shape.py", "minimal.json")
    for engine, module in (("fast", "jsonschema_rs"), ("reference", "jsonschema")):
        out = subprocess.run(
            [sys.executable, "-c", code, engine, sample], capture_output=True, text=True, check=True
        )
        loaded = json.loads(out.stdout.replace("'", '"'))
        assert module in loaded
        assert "yaml" not in loaded
        assert engine == "reference" or loaded == [module]
