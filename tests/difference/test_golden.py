"""The difference of two synthetic revisions in each format, byte for byte.

After a change that is meant, write them anew and look at them:

    FULLCOUNT_REFRESH_GOLDEN=1 pytest tests/difference/test_golden.py
"""

import json
import os
from pathlib import Path

from fullcount.review.difference.data import as_data
from fullcount.review.difference.text import difference_lines
from fullcount.review.text import Paint
from fullcount_reports.difference import markdown_lines

from .pair import TODAY, revisions

GOLDEN = Path(__file__).parent / "golden"
REFRESH = "FULLCOUNT_REFRESH_GOLDEN=1 pytest tests/difference/test_golden.py"


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("FULLCOUNT_REFRESH_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode() == text, f"if the change is meant: {REFRESH}"


def test_the_text_is_as_agreed() -> None:
    compare("revisions.txt", "\n".join(difference_lines(revisions(), Paint(False))) + "\n")


def test_the_markdown_is_as_agreed() -> None:
    compare("revisions.md", "\n".join(markdown_lines(revisions())) + "\n")


def test_the_data_is_as_agreed() -> None:
    data = as_data(revisions(), TODAY)
    data.pop("versions")
    compare("revisions.json", json.dumps(data, indent=2, ensure_ascii=False) + "\n")
