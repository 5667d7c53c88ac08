"""Text of a disclosure can not break out of the metadata or the body of a card."""

import unicodedata
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fullcount.disclosure import Limits
from fullcount.disclosure.yaml_text import parse_yaml
from fullcount_reports.exports.huggingface import export
from fullcount_reports.exports.huggingface.front_matter import replace_emissions
from fullcount_reports.exports.huggingface.training import Training

from .lab import lab

PIECES = [
    *(
        "---",
        "\n---\n",
        "\r",
        "\n",
        ": ",
        " #",
        "- ",
        "? ",
        "| ",
        "> ",
        "&a",
        "*a",
        "!!python/object:os.system",
        "%TAG",
    ),
    *(
        '"',
        "'",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        "`",
        "<script>alert(1)</script>",
        "<!-- fullcount:end -->",
        "](x)",
    ),
    *(
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\x00",
        "=1+1",
        "@x",
        "$x$",
        "![x](y)",
        "javascript:",
        "😀",
    ),
    *("co2_eq_emissions: 0", "license: none", "NO", "1e3", "~", "null"),
]
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=6).map("".join)
HOSTILE = HOSTILE.filter(lambda text: not any(0xD800 <= ord(character) < 0xE000 for character in text))
PARSER = MarkdownIt("commonmark").enable("table")


def hostile(text: str) -> Any:
    return lab(
        id=f"a/{text}",
        subject__name=text,
        facilities__0__location=text,
        facilities__0__operator=text,
        equipment__0__accelerator=None,
        equipment__0__name=text,
    )


def front_of(card: str) -> str:
    return card.split("\n---\n", maxsplit=1)[0].removeprefix("---\n")


@given(HOSTILE)
@settings(max_examples=300)
def test_every_reader_of_yaml_finds_the_text_and_no_other_key(text: str) -> None:
    values = Training(hostile(text)).metadata()
    assert values is not None
    front = front_of(replace_emissions("---\nlicense: mit\n---\n# Title\n", "card", values))
    wanted = {key: value if isinstance(value, str) else float(value) for key, value in values.items()}
    assert text in values["geographical_location"]
    for read in (yaml.safe_load(front), parse_yaml(front, "", Limits())):
        assert read == {"license": "mit", "co2_eq_emissions": wanted}


@given(HOSTILE)
@settings(max_examples=300)
def test_the_body_of_an_export_holds_no_markup_of_the_text(text: str) -> None:
    card = export(hostile(text), "").files["README.md"]
    body = card.split("\n---\n", 1)[1]
    tokens = [child for token in PARSER.parse(body) for child in [token, *(token.children or [])]]
    parting = {"<!-- -->", "<span>", "</span>"}
    kinds = {token.type for token in tokens if token.content not in parting}
    assert not kinds & {
        "html_block",
        "html_inline",
        "image",
        "link_open",
        "fence",
        "code_block",
        "table_open",
    }
    headings = [token for token in tokens if token.type == "heading_open"]
    assert [token.tag for token in headings][:2] in (["h1", "h2"], ["h2", "h3"])


@given(HOSTILE)
@settings(max_examples=200)
def test_nothing_in_a_card_can_drive_a_terminal(text: str) -> None:
    card = export(hostile(text), "").files["README.md"]
    assert not {unicodedata.category(character) for character in card.replace("\n", "")} & {"Cc", "Cs"}
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(card)
