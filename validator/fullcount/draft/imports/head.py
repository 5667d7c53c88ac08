"""The header that a draft needs and a report of others does not have."""

from collections.abc import Mapping
from typing import Any

from fullcount.draft.assemble import NOT_STATED, UNDECIDED, ordered

__all__ = ["with_head"]


def with_head(draft: Mapping[str, Any], today: str) -> dict[str, Any]:
    """The draft in the order of the schema, with a header where it has none; `today` is a date as YYYY-MM-DD.

    What a report of others says is transcribed, unless the reader knows better.
    """
    head = {
        "fullcount": "1.0",
        "id": "draft/untitled",
        "revision": {"number": 1, "date": today, "status": "draft"},
        "publisher": {"name": "a publisher not yet named"},
        "licence": UNDECIDED,
        "data_status": "transcribed",
        "subject": {"kind": "model", "name": NOT_STATED},
        "scope": {"functional_unit": {"description": NOT_STATED}},
    }
    return ordered({**head, **draft})
