"""One row of a user's own table as the draft of a disclosure."""

import re
from pathlib import Path

from fullcount.draft.row.conventions import Node
from fullcount.draft.row.document import disclosure_of_row
from fullcount.draft.row.head import Head
from fullcount.draft.row.table import read_row

__all__ = ["draft_of_row"]

NEEDS = "Look at every figure, name the publisher and the licence, and say what else the source states."


def draft_of_row(path: Path, wanted: str, today: str, name: str = "") -> Node:
    """The draft that a row says; `wanted` and errors as in `read_row`, `name` overrides that of the subject.

    `today` is a date as YYYY-MM-DD.
    """
    row = read_row(path, wanted)
    subject = name or row["model"]
    slug = re.sub(r"[^a-z0-9]+", "-", subject.lower()).strip("-")[:100] or "untitled"
    head = Head(
        id=f"draft/{slug}",
        title=f"{subject}: published figures",
        name=subject,
        publisher={"name": "a publisher not yet named"},
        licence="LicenseRef-undecided",
        revision={"number": 1, "date": today, "status": "draft"},
        note=" ".join(filter(None, (f"Drafted from one row of a table. {NEEDS}", row["notes"]))),
    )
    return disclosure_of_row(row, head)
