"""Two documents as data, compared."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from fullcount.disclosure import parse
from fullcount.review.check import validate
from fullcount.review.difference import Difference, Spot, difference
from fullcount.review.difference.walk import AnyChange, Walk
from fullcount.review.report import Reviewed, assess

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TODAY = date(2026, 11, 21)
BASE: dict[str, Any] = json.loads((ROOT / "schema/1.0/conformance/base.json").read_bytes())


def revisions() -> Difference:
    """The difference of the two synthetic revisions that lie here."""
    return difference(*(reviewed((HERE / name).read_bytes(), name) for name in ("before.yaml", "after.yaml")))


def reviewed(content: bytes, name: str) -> Reviewed:
    """A document with its verdict."""
    return assess(validate(parse(content, name), TODAY))


def compared(before: Any, after: Any) -> Difference:
    """The difference of two documents that are plain data."""
    contents = ((before, "before.json"), (after, "after.json"))
    return difference(*(reviewed(json.dumps(data).encode(), name) for data, name in contents))


def changes(before: Any, after: Any) -> list[AnyChange]:
    """What differs in what two documents say."""
    return list(Walk().both(before, after, Spot("", "", "")))
