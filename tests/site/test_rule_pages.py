"""The pages of the rules: the places that an example is about, and what is said of them."""

from copy import deepcopy

import pytest
from rulebook.cases import cases
from rulebook.excerpt import changed, excerpt, gone, path_of
from rulebook.pages import rule_page

from fullcount.rules.table import RULES

BASE = {
    "id": "example/base",
    "title": "Base",
    "facilities": [{"id": "site", "name": "Site", "country": "FRA", "pue": {"value": 1.2, "unit": "1"}}],
    "impacts": [
        {
            "category": "gwp",
            "phase": "use",
            "ghg_basis": "location",
            "amount": {"value": 5, "unit": "kgCO2e"},
        },
        {"category": "gwp", "phase": "use", "ghg_basis": "market", "amount": {"value": 3, "unit": "kgCO2e"}},
    ],
}


def test_the_same_document_has_nothing_to_show() -> None:
    assert changed(BASE, deepcopy(BASE)) == []


def test_id_and_title_are_passed_over_because_they_always_differ() -> None:
    assert changed({**BASE, "id": "example/fail", "title": "Fails"}, BASE) == []


def test_an_excerpt_is_what_differs_with_what_names_it() -> None:
    fail = deepcopy(BASE)
    fail["facilities"][0]["pue"]["value"] = 0.9
    assert excerpt(fail, changed(fail, BASE)) == {
        "facilities": [{"id": "site", "name": "Site", "pue": {"value": 0.9, "unit": "1"}}]
    }


def test_items_are_matched_by_what_they_are_and_not_by_their_place() -> None:
    turned = {**BASE, "impacts": BASE["impacts"][::-1]}
    assert changed(turned, BASE) == []


def test_what_is_taken_out_is_named() -> None:
    less = deepcopy(BASE)
    del less["facilities"][0]["country"]
    del less["impacts"][1]
    assert changed(less, BASE) == []
    assert gone(less, BASE) == ["facilities[…].country", "impacts[gwp/use/market]"]


def test_a_pointer_becomes_a_path() -> None:
    assert path_of("/impacts/1/amount", BASE) == ("impacts", 1, "amount")
    assert path_of("/a~1b/~0", {"a/b": {"~": 1}}) == ("a/b", "~")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_page_has_severity_since_a_failing_and_a_passing_example(rule) -> None:
    page = rule_page(rule)
    fails = page.partition("\n## Fails\n")[2].partition("\n## Passes\n")[0]
    passes = page.partition("\n## Passes\n")[2].partition("\n## All documents\n")[0]
    assert f"Severity **{rule.severity.value}**" in page
    assert f"since {rule.since}" in page
    assert f"{rule.severity.value} {rule.name}: " in fails or f" {rule.name}: " in fails
    assert f" {rule.name}: " not in passes
    assert "```yaml" in passes or "Taken out of the base document" in passes
    assert all(f"{case.file}</a> | {case.status} |" in page for case in cases(rule.name))
