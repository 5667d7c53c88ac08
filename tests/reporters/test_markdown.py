"""The summary in Markdown: a table of verdicts and levels, and text of documents that renders as that text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fullcount_reports.review import markdown_lines

from .conftest import HOSTILE, base, document, report_on

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {
    "<details><summary>Findings, and what the next level needs</summary>",
    "</details>",
    "<!-- -->",
    "<span>",
    "</span>",
}
KINDS = ("nothing", "good", "faulty", "by profile", "hostile", "unreadable", "piped", "strict")


def rendered(report) -> str:
    return "\n".join(markdown_lines(report)) + "\n"


def html_of(text: str) -> set[str]:
    """Every piece of HTML that the Markdown lets through."""
    found = set()
    for token in PARSER.parse(text):
        pieces = [token, *(token.children or ())]
        found |= {piece.content.strip() for piece in pieces if piece.type in {"html_block", "html_inline"}}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_becomes_a_link_a_picture_or_a_tag(kind, reports) -> None:
    text = rendered(reports[kind])
    kinds = {child.type for token in PARSER.parse(text) for child in (token.children or ())}
    assert not kinds & {"link_open", "image"}
    assert html_of(text) <= OURS


def test_a_review_says_what_it_came_to(reports) -> None:
    assert "- accepted with waivers: A. Reviewer, Example University on 2026-11-20" in rendered(
        reports["faulty"]
    )
    assert "Reviews:" not in rendered(reports["good"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_has_its_row(kind, reports) -> None:
    report = reports[kind]
    rows = [line for line in markdown_lines(report) if line.startswith("| ")]
    number = len(report.documents) + len(report.unreadable)
    assert len(rows) == (number + 1 if number else 0)


def test_a_row_has_verdict_counts_and_level(reports) -> None:
    assert "| a.json | valid | none | 4 of 5 (life cycle) |" in rendered(reports["good"])


def test_the_profile_is_named_with_its_hash_and_reasons(reports, profile) -> None:
    text = rendered(reports["by profile"])
    assert profile.sha256 in text
    assert "Digits matter to us." in text
    assert "**does not pass**" in text


def test_a_waiver_stands_beside_its_finding(reports) -> None:
    assert "waived by A. Reviewer, Example University on 2026-11-20: It is for the next model." in rendered(
        reports["faulty"]
    )


def test_nothing_to_check_is_said(reports) -> None:
    assert "There was nothing to check." in rendered(reports["nothing"])


@given(st.text(min_size=1, max_size=30).filter(lambda text: "\0" not in text))
@settings(max_examples=40)
def test_a_file_name_stays_in_its_row(name: str) -> None:
    text = rendered(report_on(document(base(), name + HOSTILE.replace("\0", "") + ".json")))
    assert len([line for line in text.split("\n") if line.startswith("| ")]) == 2
    assert html_of(text) <= OURS
