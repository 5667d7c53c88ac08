"""Validation finds everything at once, and a fault in one place silences only what cannot be judged without it."""

import json
import random
from typing import Any

import pytest

from fullcount.disclosure import parse
from fullcount.review.attachments import Attachments
from fullcount.review.check import apply, validate, validate_all
from fullcount.review.coverage import REQUIREMENTS, judge, judge_all
from fullcount.review.finding import Severity
from fullcount.rules.rule import PASSED, Check, Failed, NotApplicable, Outcome, Rule
from fullcount.rules.table import RULES

from ..mutations import mutated
from .cases import TODAY, base, changed, reviewed, validated, without

Document = dict[str, Any]
READS_IMPACTS = {rule.name for rule in RULES if "impacts" in rule.reads}


def rule_saying(*outcomes: Outcome, severity: Severity = Severity.ERROR, reads: tuple[str, ...] = ()) -> Rule:
    def check(view):
        yield from outcomes

    return Rule("made-up", severity, "honesty", reads, check)


def statuses(data: Document) -> dict[str, str]:
    return {result.rule.name: result.status for result in validated(data).results}


def silenced(data: Document) -> set[str]:
    """The rules that could not run for a broken section."""
    return {
        result.rule.name
        for result in validated(data).results
        if any(reason.endswith("is not well-formed") for reason in result.not_applicable)
    }


class TestThreeValues:
    """A rule says passed, failed, or not applicable because."""

    @pytest.mark.parametrize(
        ("outcomes", "status"),
        [
            ((PASSED, PASSED), "passed"),
            ((PASSED, NotApplicable("no PUE")), "passed"),
            ((PASSED, Failed("/id", "m", "r"), NotApplicable("no PUE")), "failed"),
            ((NotApplicable("no PUE"),), "not applicable"),
            ((), "not applicable"),
        ],
    )
    def test_the_status_of_a_rule_sums_up_its_places(
        self, outcomes: tuple[Outcome, ...], status: str
    ) -> None:
        result = apply(rule_saying(*outcomes), validated(base()).view)
        assert result.status == status
        assert len(result.failed) == sum(isinstance(outcome, Failed) for outcome in outcomes)

    def test_each_reason_is_told_once(self) -> None:
        twice = rule_saying(NotApplicable("no PUE"), NotApplicable("no WUE"), NotApplicable("no PUE"))
        assert apply(twice, validated(base()).view).not_applicable == ("no PUE", "no WUE")

    def test_silence_has_a_reason_too(self) -> None:
        (reason,) = apply(rule_saying(), validated(base()).view).not_applicable
        assert reason

    def test_a_single_failure_may_be_milder_than_its_rule(self) -> None:
        outcomes = (Failed("/id", "m", "r"), Failed("/title", "m", "r", Severity.NOTE))
        document = parse(b'{"fullcount": "1.0", "id": "a"}', "a.json")
        findings = validate(document, TODAY, [rule_saying(*outcomes)]).findings
        assert [f.severity for f in findings if f.rule == "made-up"] == [Severity.ERROR, Severity.NOTE]

    @pytest.mark.parametrize("severity", Severity)
    def test_only_an_error_makes_a_document_invalid(self, severity: Severity) -> None:
        failing = rule_saying(Failed("/id", "m", "r"), severity=severity)
        found = validate(validated(base()).document, TODAY, [failing])
        assert found.valid is (severity is not Severity.ERROR)


def test_every_rule_says_something_of_the_base_document() -> None:
    results = validated(base()).results
    assert [result.rule for result in results] == list(RULES)
    assert {result.status for result in results} == {"passed", "not applicable"}
    assert all(result.passed or result.not_applicable for result in results)


class TestFaultsThatKeepTheShape:
    """An unknown key or code is told, and every rule still runs."""

    @pytest.mark.parametrize(
        "values",
        [
            {"/compute/0/zzz": 1},
            {"/compute/0/stage": "finale"},
            {"/revision/date": "yesterday"},
            {"/compute/0/accelerator_hours/value": -5},
            {"/compute/0/facility": ""},
        ],
    )
    def test_nothing_is_hidden(self, values: Document) -> None:
        data = changed(base(), values)
        assert silenced(data) == set()
        assert not validated(data).valid

    def test_the_findings_of_rules_stand_beside_it(self) -> None:
        data = changed(base(), {"/subject/zzz": 1, "/impacts/1/amount/value": 1500})
        found = {finding.rule for finding in validated(data).findings}
        assert {"unknown-key", "ghg-differs-from-energy-and-factor"} <= found


class TestFaultsThatBreakTheShape:
    """The rules that read the section are silent and say so; the others run."""

    @pytest.mark.parametrize(
        "values", [{"/impacts": {}}, {"/impacts/0": 5}, {"/impacts/1/amount": {"value": 1}}]
    )
    def test_just_the_rules_that_read_the_section_are_silent(self, values: Document) -> None:
        assert silenced(changed(base(), values)) == READS_IMPACTS
        assert statuses(changed(base(), values))["pue-implausible"] == "passed"

    @pytest.mark.parametrize(
        "section", ["facilities", "equipment", "compute", "totals", "sources", "evidence"]
    )
    def test_each_section_silences_its_own_readers(self, section: str) -> None:
        readers = {rule.name for rule in RULES if section in rule.reads}
        assert silenced(changed(base(), {f"/{section}": 5})) == readers

    def test_a_missing_section_is_broken(self) -> None:
        readers = {rule.name for rule in RULES if "subject" in rule.reads}
        assert silenced(without(base(), "/subject")) == readers

    def test_several_broken_sections_are_all_named(self) -> None:
        data = changed(base(), {"/compute": 5, "/facilities": 5})
        reasons = {reason for result in validated(data).results for reason in result.not_applicable}
        assert "facilities is not well-formed; compute is not well-formed" in reasons

    def test_all_of_it_is_told_at_once(self) -> None:
        data = changed(base(), {"/compute/0/outcome": 5, "/facilities/0/pue": {}, "/title": 1})
        pointers = {finding.pointer for finding in validated(data).findings}
        assert {"/compute/0/outcome", "/facilities/0/pue", "/title"} <= pointers


@pytest.mark.parametrize("data", [None, 1, "text", [], [base()], {}, {"fullcount": "2.0"}, {"a": 1}])
def test_what_is_no_disclosure_of_this_version_is_one_error(data: Any) -> None:
    found = validated(data)
    assert len(found.findings) == 1
    assert not found.valid
    assert {result.status for result in found.results} == {"not applicable"}
    assert {result.not_applicable for result in found.results} == {("the document is not well-formed",)}


@pytest.mark.parametrize("key", ["id", "data_status", "subject", "scope"])
def test_a_misspelt_section_silences_the_rules_that_need_it(key: str) -> None:
    data = base()
    data[f"{key}s"] = data.pop(key)
    readers = {rule.name for rule in RULES if key in rule.reads}
    assert silenced(data) == readers


def test_every_finding_has_a_place_in_the_text() -> None:
    data = changed(base(), {"/impacts/1/amount/value": 1500, "/subject/zzz": 1})
    found = validated(data)
    assert found.findings
    for finding in found.findings:
        assert finding.place is not None
        assert (finding.place.line, finding.place.column) >= (1, 1)


def test_a_finding_points_at_the_line_it_is_on() -> None:
    text = b'{\n  "fullcount": "1.0",\n  "id": "a",\n  "zzz": 1\n}\n'
    (unknown,) = [f for f in validate(parse(text, "a.json"), TODAY).findings if f.rule == "unknown-key"]
    assert unknown.place is not None
    assert (unknown.place.line, unknown.place.column) == (4, 3)


@pytest.mark.parametrize("seed", range(6))
def test_no_damage_below_the_sections_stops_the_validation(seed: int) -> None:
    """Whatever is changed, removed or exchanged: findings and levels, never an exception."""
    rng = random.Random(seed)
    invalid = 0
    for _ in range(40):
        found = reviewed(mutated(base(), rng, rng.choice((1, 2, 4))))
        invalid += not found.validation.valid
        assert 0 <= found.levels.reached <= 5
    assert invalid > 20


OUTSIDE = ["../a.csv", "/etc/passwd", "in/../../a.csv", "", ".", "none.csv", "a\0b", "x" * 5000]


class TestAttachments:
    """Files beside the disclosure, and nothing outside its folder."""

    def test_a_file_in_the_folder_is_found_and_hashed(self, tmp_path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in/a.csv").write_bytes(b"abc")
        found = Attachments(tmp_path).find("in/a.csv")
        assert found is not None
        assert Attachments(tmp_path).sha256(found).startswith("ba7816bf8f01cfea")

    @pytest.mark.parametrize("path", OUTSIDE)
    def test_nothing_else_is(self, tmp_path, path: str) -> None:
        folder = tmp_path / "folder"
        folder.mkdir()
        (tmp_path / "a.csv").touch()
        assert Attachments(folder).find(path) is None

    def test_a_link_that_leads_outside_is_not_followed(self, tmp_path) -> None:
        folder = tmp_path / "folder"
        folder.mkdir()
        (tmp_path / "a.csv").touch()
        (folder / "link.csv").symlink_to(tmp_path / "a.csv")
        (folder / "round.csv").symlink_to(folder / "round.csv")
        assert Attachments(folder).find("link.csv") is None
        assert Attachments(folder).find("round.csv") is None


def test_a_check_is_a_function_of_the_view_alone() -> None:
    """So that a rule can be tried, in a test or a notebook, on any document."""
    view = validated(base()).view
    for rule in RULES:
        check: Check = rule.check
        assert list(check(view)) == list(check(view))


def test_several_documents_at_once_get_the_verdicts_that_each_gets_alone() -> None:
    generator = random.Random(5)
    texts = [json.dumps(mutated(base(), generator, times)).encode() for times in (0, 1, 2, 3)]
    together = validate_all([parse(text, "synthetic.json") for text in texts], TODAY)
    alone = [validate(parse(text, "synthetic.json"), TODAY) for text in texts]
    assert [one.results for one in together] == [one.results for one in alone]
    assert [one.findings for one in together] == [one.findings for one in alone]
    assert [one.broken for one in together] == [one.broken for one in alone]
    assert judge_all(together, REQUIREMENTS) == [judge(one, REQUIREMENTS) for one in alone]
