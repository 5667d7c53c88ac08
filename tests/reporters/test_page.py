"""The review page: verdict first, text stays text, nothing runs and nothing is requested."""

import re
from html.parser import HTMLParser

import pytest

from fullcount.disclosure import parse
from fullcount_reports.review import render_page
from fullcount_reports.review.excerpt import Excerpts

from .conftest import base, document, report_on

KINDS = ("nothing", "good", "faulty", "by profile", "hostile", "unreadable", "piped", "strict")
STRUCTURE = {
    "a",
    "article",
    "body",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
}
TAGS = STRUCTURE | {
    "html",
    "li",
    "main",
    "mark",
    "meta",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "style",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
}
VOID = {"meta"}


class Page(HTMLParser):
    """Tags, links and visible text of a page; complains about tags that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_well_formed_and_made_of_our_tags_alone(kind, reports) -> None:
    page = Page(render_page(reports[kind]))
    assert set(page.tags) <= TAGS
    assert not any(
        name.startswith("on") or name in {"src", "srcset", "action"} for name, _ in page.attributes
    )


@pytest.mark.parametrize("kind", KINDS)
def test_it_requests_nothing(kind, reports) -> None:
    text = render_page(reports[kind])
    page = Page(text)
    links = [value for name, value in page.attributes if name == "href"]
    ids = [value for name, value in page.attributes if name == "id"]
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert len(ids) == len(set(ids))
    assert "default-src 'none'" in text
    assert "url(" not in text[: text.index("</style>")]
    assert "@import" not in text


def test_hostile_text_stays_text(reports) -> None:
    text = render_page(reports["hostile"])
    page = Page(text)
    assert "<script>alert(1)</script>" in page.text
    assert "<script" not in text
    assert not set(text) & set("\u202e\x1b\x00")


def test_the_verdict_comes_before_everything_else(reports) -> None:
    text = Page(render_page(reports["faulty"])).text
    order = ["Not valid", "Findings", "Coverage: level", "What this report depends on"]
    body = text[text.index("Not valid") :]
    places = [body.index(word) for word in order]
    assert places[0] == 0 < places[1]
    assert sorted(places[1:]) == places[1:]


def test_a_finding_shows_message_line_pointer_remedy_and_waiver(reports) -> None:
    text = Page(render_page(reports["faulty"])).text
    for finding in reports["faulty"].documents[0].validation.findings:
        assert all(" ".join(part.split()) in text for part in (finding.rule, finding.message, finding.remedy))
        assert finding.pointer in text
    assert "waived by A. Reviewer, Example University on 2026-11-20: It is for the next model." in text
    assert '"value": 15000' in text


def test_a_review_says_who_reviewed_and_what_it_came_to(reports) -> None:
    text = Page(render_page(reports["faulty"])).text
    assert "accepted with waivers : A. Reviewer, Example University on 2026-11-20 with rule set 1.0.0" in text
    assert "1 finding waived by a reviewer" in text


def test_what_could_not_be_checked_is_listed_with_its_rules(reports) -> None:
    text = Page(render_page(reports["good"])).text
    for result in reports["good"].documents[0].validation.results:
        assert all(reason in text for reason in result.not_applicable)


def test_the_list_for_the_next_level_is_complete(reports) -> None:
    text = Page(render_page(reports["good"])).text
    levels = reports["good"].documents[0].levels
    assert f"Missing for level {levels.reached + 1}" in text
    assert all(unmet.missing in text for unmet in levels.unmet)


def test_versions_hashes_and_the_day_are_named(reports, profile) -> None:
    text = Page(render_page(reports["by profile"])).text
    assert reports["by profile"].documents[0].validation.document.sha256 in text
    assert profile.sha256 in text
    assert "2026-11-21" in text


def test_the_profile_is_told_with_every_reason(reports, profile) -> None:
    text = Page(render_page(reports["by profile"])).text
    assert "Does not pass the profile Example conference (synthetic): coverage level" in text
    assert all(item.reason in text for item in profile.overrides.values())


def test_an_unreadable_input_says_where_and_what_to_do(reports) -> None:
    text = Page(render_page(reports["unreadable"])).text
    assert "Cannot be read" in text
    assert "What to do:" in text


def test_many_findings_of_one_rule_are_counted_and_the_first_hundred_shown() -> None:
    data = base()
    line = data["compute"][1]
    data["compute"] = [{**line, "id": f"l{i}", "outcome": "gone"} for i in range(250)]
    text = render_page(report_on(document(data)))
    assert "250 findings" in text
    assert "The first 100 of 250." in text
    assert text.count("/outcome</code>") == 100


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_report_gives_the_same_bytes(kind, reports) -> None:
    assert render_page(reports[kind]) == render_page(reports[kind])


def test_an_excerpt_marks_the_value_and_shows_where_an_object_goes_on() -> None:
    text = '{\n  "a": {\n    "b": 12.5\n  }\n}'
    read = parse(text.encode(), "a.json")
    number, inside = (Excerpts(text).at(read.place(pointer)) for pointer in ("/a/b", "/a"))
    assert (number.line, number.before, number.value, number.after) == (3, '"b": ', "12.5", "")
    assert inside.value == "{"
    assert inside.following == ('  "b": 12.5', "}", "}")


def test_an_excerpt_of_a_very_long_line_is_short() -> None:
    text = '{"a": "' + "x" * 100_000 + '", "b": 1, "c": "' + "y" * 100_000 + '"}'
    read = parse(text.encode(), "a.json")
    for pointer in ("/a", "/b", "/c"):
        excerpt = Excerpts(text).at(read.place(pointer))
        assert sum(map(len, excerpt[1:4])) < 400


def test_the_page_has_colours_for_light_dark_and_print(reports) -> None:
    text = render_page(reports["good"])
    assert re.search(r"@media \(prefers-color-scheme: dark\)", text)
    assert "@media print" in text
