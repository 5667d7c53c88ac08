"""What the pictures are taken of: the disclosure, the verdict and the card that `make demo` writes."""

from datetime import date
from pathlib import Path

import fullcount
from fullcount.review.check import validate
from fullcount.review.report import assess
from fullcount_reports.card import ReviewLine, line_of_review

__all__ = ["DAY", "DISCLOSURE", "FOLDER", "HTML", "MARKDOWN", "PICTURES", "ROOT", "document", "verdict"]

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs/pictures"
FOLDER = ROOT / "build/demo"
DISCLOSURE = FOLDER / "disclosure.json"
HTML = FOLDER / "footprint-synthetic.html"
MARKDOWN = FOLDER / "footprint-synthetic.md"
DAY = date(2026, 11, 21)


def document() -> fullcount.Document:
    """The disclosure of the demo. Raises `Unreadable`."""
    return fullcount.load(DISCLOSURE)


def verdict() -> ReviewLine:
    """What the card says of its check."""
    return line_of_review(assess(validate(document(), DAY)), DISCLOSURE.name)
