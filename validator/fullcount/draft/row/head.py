"""What a disclosure of rows says beside its figures."""

from dataclasses import dataclass, field
from typing import Any

from fullcount.draft.row.conventions import Node, Row

__all__ = ["Head"]

TRANSCRIBERS = {"name": "The fullcount authors, as transcribers"}


def _published() -> Node:
    return {"number": 1, "date": "2026-11-21", "status": "published"}


@dataclass(frozen=True, kw_only=True)
class Head:
    """The header, the subject and the links of a disclosure; what is blank follows from its first row.

    `amount` counts functional units; `excluded` are pairs of a life-cycle stage and the reason.
    `cited` are rows of which only the source is used; `impacts` stand beside those of the rows.
    """

    id: str = ""
    title: str = ""
    name: str = ""
    kind: str = ""
    developer: str = ""
    url: str = ""
    boundary: str = ""
    unit: str = ""
    amount: int | None = None
    note: str = ""
    licence: str = "CC-BY-4.0"
    publisher: Node = field(default_factory=TRANSCRIBERS.copy)
    revision: Node = field(default_factory=_published)
    lineage: tuple[dict[str, Any], ...] = ()
    related: tuple[dict[str, Any], ...] = ()
    impacts: tuple[dict[str, Any], ...] = ()
    restatements: tuple[dict[str, Any], ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    cited: tuple[Row, ...] = ()
