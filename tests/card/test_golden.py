"""The cards and specifications of known documents, byte for byte.

After a change that is meant, write them anew and look at them:

    FULLCOUNT_REFRESH_GOLDEN=1 pytest tests/card/test_golden.py
"""

import json
import os
from pathlib import Path

import pytest

from fullcount_reports.card import render_html, render_markdown
from fullcount_reports.card.pictures import figures_of

GOLDEN = Path(__file__).parent / "golden"
REFRESH = "FULLCOUNT_REFRESH_GOLDEN=1 pytest tests/card/test_golden.py"


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("FULLCOUNT_REFRESH_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode() == text, f"if the change is meant: {REFRESH}"


@pytest.mark.parametrize("name", ["base", "sparse"])
def test_the_markdown_is_as_agreed(name, document, review, undrawn) -> None:
    disclosure = document(name)
    compare(f"{name}.md", render_markdown(disclosure, review, undrawn(disclosure)))


@pytest.mark.parametrize("name", ["base", "sparse"])
def test_the_page_is_as_agreed(name, document, review, undrawn) -> None:
    disclosure = document(name)
    compare(f"{name}.html", render_html(disclosure, review, undrawn(disclosure)))


@pytest.mark.parametrize("name", ["base", "sparse"])
def test_the_specifications_are_as_agreed(name, document) -> None:
    for figure in figures_of(document(name)):
        text = json.dumps(figure.specification, indent=2, ensure_ascii=False) + "\n"
        compare(f"{name}-{figure.name}.vl.json", text)
