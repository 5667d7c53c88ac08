"""Decisions of reviews show beside the findings that they decide, and change neither counts nor verdict."""

from typing import Any

import pytest

from fullcount.review.check import Validation
from fullcount.review.report import as_data, assess
from fullcount.review.text import Paint, review_lines

from .cases import TODAY, base, changed, validated

WAIVED = "waived by R. Viewer on 2026-11-21: kept"


def decided(*decisions: dict[str, str], **other: Any) -> Validation:
    """A document with two errors, and one review with these decisions."""
    head = {
        "reviewer": "R. Viewer",
        "date": "2026-11-21",
        "rule_set": "1.0",
        "conclusion": "accepted-with-waivers",
    }
    data = changed(base(), {"/subject/zz": 1, "/scope/yy": 1})
    return validated({**data, "reviews": [{**head, "decisions": list(decisions), **other}]})


def decision(**other: str) -> dict[str, str]:
    return {"rule": "unknown-key", "decision": "waived", "reason": "kept", **other}


def lines(validation: Validation) -> list[str]:
    return list(review_lines(assess(validation), Paint(on=False)))


def samples(validation: Validation) -> list[dict[str, Any]]:
    (document,) = as_data([assess(validation)], (), TODAY)["documents"]
    return [sample for group in document["findings"] for sample in group["samples"]]


def test_a_decision_stands_below_its_finding() -> None:
    shown = lines(decided(decision(pointer="/subject/zz")))
    (at,) = [index for index, line in enumerate(shown) if line.startswith("      /subject/zz: ")]
    assert shown[at + 1].strip() == WAIVED
    assert sum(WAIVED in line for line in shown) == 1


def test_a_decision_on_a_rule_stands_below_each_of_its_findings() -> None:
    assert sum(WAIVED in line for line in lines(decided(decision()))) == 2


def test_the_decision_for_the_place_counts_before_the_one_for_the_rule() -> None:
    validation = decided(decision(), decision(pointer="/subject/zz", decision="accepted", reason="right"))
    told = {sample["pointer"]: sample["decisions"][0]["decision"] for sample in samples(validation)}
    assert told == {"/subject/zz": "accepted", "/scope/yy": "waived"}


def test_a_decision_of_one_reviewer_hides_none_of_another() -> None:
    validation = decided(decision(pointer="/subject/zz"))
    wide = {"rule": "unknown-key", "decision": "change-requested", "reason": "remove both"}
    first = validation.document.data["reviews"][0]
    second = {**first, "reviewer": "S. Econd", "conclusion": "changes-requested", "decisions": [wide]}
    both = validated({**validation.document.data, "reviews": [second, first, second]})
    told = {sample["pointer"]: [item["reviewer"] for item in sample["decisions"]] for sample in samples(both)}
    assert told == {
        "/subject/zz": ["S. Econd", "R. Viewer", "S. Econd"],
        "/scope/yy": ["S. Econd", "S. Econd"],
    }
    assert any("change requested by S. Econd on 2026-11-21: remove both" in line for line in lines(both))


def test_a_waiver_changes_no_count_and_no_verdict() -> None:
    with_waiver, without = decided(decision()), decided()
    assert not with_waiver.valid
    assert len(with_waiver.findings) == len(without.findings) == 2
    assert lines(with_waiver)[0] == lines(without)[0]


def test_a_finding_that_nobody_decided_has_no_decisions() -> None:
    assert [sample for sample in samples(decided()) if "decisions" in sample] == []


@pytest.mark.parametrize("reviews", [5, [5], [{"reviewer": "R"}], [{"decisions": [{"rule": "unknown-key"}]}]])
def test_reviews_that_are_not_well_formed_decide_nothing(reviews: Any) -> None:
    validation = validated({**changed(base(), {"/subject/zz": 1}), "reviews": reviews})
    assert [sample for sample in samples(validation) if "decisions" in sample] == []
    assert any("unknown-key" in line for line in lines(validation))


def test_nothing_in_a_decision_drives_the_terminal() -> None:
    hostile = "a\x1b[31m\u202e\r\nb"
    shown = lines(decided(decision(reason=hostile, decision=hostile), reviewer=hostile, date=hostile))
    assert all(line.isprintable() for line in shown)
    assert sum(r"a\x1b[31m\u202e" in line for line in shown) >= 2
