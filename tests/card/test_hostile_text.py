"""Text from a disclosure renders as that text and cannot break out of Markdown, HTML or SVG."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fullcount_reports.card import render_html, render_markdown
from fullcount_reports.card.markdown_text import link_target, markdown
from fullcount_reports.card.pictures import figures_of
from fullcount_reports.card.plain_text import one_line, safe_link
from fullcount_reports.figures import Bar, ChartText, Figure, Segment, draw, stacked_bars

from ..hostile import everywhere

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PARTING = {"<!-- -->", "<span>", "</span>"}
MARKS = "| \\ \\| ` `` ``` ~~~ ~~ * ** _ [ ] ]( ) < > & # --- === :--- ' \" = <!-- --> $x$ $$ \\( \\[ [^1]"
PIECES = [
    *MARKS.split(),
    "<b>",
    "</td>",
    "</sub>",
    "<script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
]
PIECES += [
    "# ",
    "- ",
    "+ ",
    "1. ",
    "1) ",
    "> ",
    "    ",
    "\n",
    "\n\n",
    "\r",
    "\t",
    " ",
    "word",
    "é",
    "&amp;",
    "&#x3c;",
]
PIECES += ["![x](y)", "[a](javascript:x)", "http://e.org", "www.e.org", "a@e.org", ":tada:", "@team"]
PIECES += ["{{ x }}", "{% x %}", "\x00", "\x1b[31m", "\u202e", "\u200b"]
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=6).map("".join)
HOSTILE = HOSTILE.filter(lambda text: bool(one_line(text)))
QUICK = settings(max_examples=200)
WHOLE = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


NO_CHARACTERS = ["\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff"]


@pytest.mark.parametrize("text", NO_CHARACTERS, ids=ascii)
def test_what_is_no_character_is_replaced_and_stops_no_picture(text: str, base) -> None:
    """XML has no place for U+FFFE and U+FFFF: what draws the figures ends the program over them."""
    assert one_line(f"a{text}b") == "a\N{REPLACEMENT CHARACTER}b"
    figures = figures_of(everywhere(base, f"a{text}b"))
    assert figures
    assert all(text not in draw(figure).light_svg for figure in figures)


def flat(tokens: list[Token]) -> list[Token]:
    """Every token with its children, adjoining texts as one, invisible parting left out."""
    result: list[Token] = []
    for token in tokens:
        for each in token.children if token.type == "inline" else [token]:
            if each.type == "html_inline" and each.content in PARTING:
                continue
            result.append(each)
    return result


def text_of(tokens: list[Token]) -> str:
    return "".join(token.content for token in flat(tokens) if token.type in {"text", "text_special"})


def structure(markdown_text: str) -> list[str]:
    """The kinds of tokens in order; texts that adjoin count once."""
    kinds = []
    for token in flat(PARSER.parse(markdown_text)):
        plain = token.type in {"text", "text_special"}
        kind = (
            "text"
            if plain
            else f"{token.type} {token.tag} {token.content if 'html_inline' in token.type else ''}"
        )
        if not (plain and kinds and kinds[-1] == "text"):
            kinds.append(kind)
    return kinds


@given(text=HOSTILE)
@QUICK
def test_a_paragraph_shows_the_text_and_nothing_else(text) -> None:
    tokens = PARSER.parse(markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {token.type for token in flat(tokens)} <= {
        "paragraph_open",
        "text",
        "text_special",
        "paragraph_close",
    }
    assert text_of(tokens) == one_line(text)


@given(text=HOSTILE)
@QUICK
def test_a_list_entry_shows_the_text_and_nothing_else(text) -> None:
    tokens = PARSER.parse(f"- {markdown(text)}\n- next\n")
    assert [t.type for t in tokens].count("list_item_open") == 2
    assert text_of(tokens) == one_line(text) + "next"


@given(text=HOSTILE)
@QUICK
def test_a_table_cell_shows_the_text_and_nothing_else(text) -> None:
    tokens = PARSER.parse(f"| a | b |\n| --- | --- |\n| {markdown(text)} | after |\n")
    assert [t.type for t in tokens].count("td_open") == 2
    assert text_of(tokens) == "ab" + one_line(text) + "after"


@given(text=HOSTILE)
@QUICK
def test_nothing_links_by_itself(text) -> None:
    assert not re.search(r"(?i)\w://|www\.|@\w", markdown(text))
    assert "$" not in markdown(text).replace("<span>$</span>", "")


@given(text=HOSTILE)
@QUICK
def test_text_stays_on_one_line(text) -> None:
    assert len(markdown(text).splitlines()) == 1


@given(text=HOSTILE)
@WHOLE
def test_no_text_changes_the_structure_of_the_markdown(text, base, review, undrawn) -> None:
    plain, hostile = everywhere(base, "plain"), everywhere(base, text)
    plain["sources"][0]["url"] = text
    with_plain = render_markdown(plain, review, undrawn(plain))
    with_hostile = render_markdown(hostile, review, undrawn(hostile))
    assert structure(with_hostile) == structure(with_plain)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, ...]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.seen.append((tag, *(name for name, _ in attrs)))


def tags(page: str) -> list[tuple[str, ...]]:
    parser = Tags()
    parser.feed(page)
    return parser.seen


@given(text=HOSTILE)
@WHOLE
def test_no_text_changes_the_structure_of_the_page(text, base, review, undrawn) -> None:
    plain, hostile = everywhere(base, "plain"), everywhere(base, text)
    plain["sources"][0]["url"] = text
    page = render_html(hostile, review, undrawn(hostile))
    assert tags(page) == tags(render_html(plain, review, undrawn(plain)))
    assert not {"iframe", "link", "object"} & {tag for tag, *_ in tags(page)}
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']


def test_the_page_asks_for_nothing(base, review, undrawn) -> None:
    page = render_html(base, review, undrawn(base))
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|srcset)=["'](?!data:)|url\(|@import|<link""", page)


UNSAFE = [
    "javascript:alert(1)",
    " JavaScript:x",
    "data:text/html,x",
    "//evil.example",
    "/etc/passwd",
    "a\tb:c",
]


@pytest.mark.parametrize("link", [*UNSAFE, "vbscript:x", "http://[x"])
def test_a_link_that_is_not_safe_stays_text(link) -> None:
    assert safe_link(link) == ""


@given(text=HOSTILE)
@QUICK
def test_a_link_cannot_leave_its_place(text) -> None:
    target = link_target("https://example.org/" + text)
    tokens = flat(PARSER.parse(f"[a](<{target}>)"))
    assert [t.type for t in tokens] == [
        "paragraph_open",
        "link_open",
        "text",
        "link_close",
        "paragraph_close",
    ]


def test_a_figure_draws_hostile_names_as_text() -> None:
    name = "<script>alert(1)</script>&\"' {{x}} ${y}"
    bars = [Bar(name, (Segment(name, "#0072B2", 1.0, "1"),), "1")]
    specification = stacked_bars(bars, ChartText(name, name, "x", "y", "z"))
    drawn = draw(Figure("hostile", "", specification))
    assert not {"script", "foreignobject", "image", "a"} & {tag for tag, *_ in tags(drawn.light_svg)}
    assert "alert(1)" in drawn.light_svg
