"""What the card says of a review: who, what it came to, what was waived or must change, and why."""

import copy

from fullcount_reports.card import catalogue_of, render_html, render_markdown
from fullcount_reports.card.assets import NO_FIGURES


def reviewed(base, *decisions):
    document = copy.deepcopy(base)
    document["reviews"] = [
        {
            "reviewer": "R. Viewer",
            "date": "2026-11-21",
            "rule_set": "1.0.0",
            "conclusion": "accepted-with-waivers",
            "decisions": [
                {"rule": rule, "pointer": pointer, "decision": code, "reason": reason}
                for rule, pointer, code, reason in decisions
            ],
        }
    ]
    return document


def test_a_waiver_stands_below_its_reviewer_with_its_reason(base, review) -> None:
    document = reviewed(base, ("pue-applied-twice", "/impacts/1", "waived", "the meter is behind the PDU"))
    text = render_markdown(document, review, NO_FIGURES)
    lines = text.splitlines()
    (at,) = [index for index, line in enumerate(lines) if "R. Viewer" in line]
    assert lines[at + 1] == "- **Waived:** pue-applied-twice: the meter is behind the PDU"


def test_several_waivers_of_one_rule_and_reason_are_one_entry(base, review) -> None:
    places = (f"/impacts/{index}" for index in range(3))
    document = reviewed(base, *(("false-precision", place, "waived", "as printed") for place in places))
    text = render_markdown(document, review, NO_FIGURES)
    assert "- **Waived:** false-precision (3 ×): as printed" in text
    assert text.count("false-precision") == 1


def test_what_was_accepted_is_not_listed_and_what_must_change_is(base, review) -> None:
    document = reviewed(
        base,
        ("false-precision", "/impacts/0", "accepted", "it is so"),
        ("duplicate-id", "/compute/0", "change-requested", "rename it"),
    )
    text = render_markdown(document, review, NO_FIGURES)
    assert "it is so" not in text
    assert "- **Change requested:** duplicate-id: rename it" in text


def test_a_reason_is_text_and_no_markup(base, review) -> None:
    hostile = "<script>alert(1)</script> **bold** [x](javascript:y)"
    document = reviewed(base, (hostile, "/impacts/0", "waived", hostile))
    page = render_html(document, review, NO_FIGURES)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in render_markdown(document, review, NO_FIGURES)


def test_the_card_says_it_in_its_language(base, review) -> None:
    document = reviewed(base, ("pue-applied-twice", "/impacts/1", "waived", "mesuré"))
    assert "**Dérogation :** pue-applied-twice" in render_markdown(
        document, review, NO_FIGURES, catalogue_of("fr")
    ).replace("\u202f", " ").replace("\u00a0", " ")
