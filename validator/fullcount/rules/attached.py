"""Evidence that is attached to a disclosure, and the files that were found for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fullcount.disclosure.types import Attachment
    from fullcount.rules.view import View

__all__ = ["Attached", "attached"]


class Attached(NamedTuple):
    """One piece of evidence with its JSON pointer; `file` is None where it could not be looked for or found.

    `because` says in words why it was not looked for, and is empty where it was.
    """

    pointer: str
    item: "Attachment"
    file: Path | None
    because: str


def attached(view: "View") -> Iterator[Attached]:
    """Every piece of evidence of the document."""
    for index, item in enumerate(view.data.get("evidence", [])):
        because = _because(view, item)
        file = view.attachments.find(item["path"]) if view.attachments and not because else None
        yield Attached(f"/evidence/{index}", item, file, because)


def _because(view: "View", item: "Attachment") -> str:
    if "withheld" in item:
        return f"evidence {item['id']} is withheld"
    return "" if view.attachments else "the document does not lie in a folder with its files"
