"""Two reviewed documents, and everything in which they differ."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.review.difference.change import (
    Content,
    FigureChange,
    FindingChange,
    PartChange,
    Spot,
    TextChange,
)
from fullcount.review.difference.findings import RequirementChange, finding_changes, requirement_changes
from fullcount.review.difference.paths import Paths
from fullcount.review.difference.totals import TotalChange, total_changes
from fullcount.review.difference.walk import AnyChange, Walk

if TYPE_CHECKING:
    from fullcount.review.report import Reviewed

__all__ = ["Difference", "difference"]


class Difference(NamedTuple):
    """What differs between two documents, and both of them with their verdicts."""

    before: "Reviewed"
    after: "Reviewed"
    warnings: tuple[str, ...]
    content: Content
    findings: tuple[FindingChange, ...]
    requirements: tuple[RequirementChange, ...]
    totals: tuple[TotalChange, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs, in what the documents say and in what the rules say of them."""
        return self.content.is_same and not self.findings and not self.requirements


def difference(before: "Reviewed", after: "Reviewed") -> Difference:
    """Compare two documents of any shape. What cannot be recomputed from either has no total."""
    ours, theirs = before.validation, after.validation
    content, *paths = _content(ours.document.data, theirs.document.data)
    return Difference(
        before,
        after,
        tuple(_warnings(ours.document.data, theirs.document.data, content)),
        content,
        tuple(finding_changes(ours.findings, theirs.findings, *paths)),
        tuple(requirement_changes(before.levels, after.levels)),
        tuple(total_changes(ours, theirs)),
    )


def _content(before: Any, after: Any) -> tuple[Content, Paths, Paths]:
    """What differs, and how either document names its places.

    The first walk learns the names, so that in the second the pointers inside a document are compared as what they
    point at.
    """
    root, first, second = Spot("", "", ""), Walk(), Walk()
    for _ in first.both(before, after, root):
        pass
    ours, theirs = Paths(first.before).spelled_out(before), Paths(first.after).spelled_out(after)
    content = _sorted_out(second.both(ours, theirs, root))
    return content, Paths(second.before), Paths(second.after)


def _sorted_out(changes: Iterable[AnyChange]) -> Content:
    kinds: dict[type, list[Any]] = {FigureChange: [], TextChange: [], PartChange: []}
    for change in changes:
        kinds[type(change)].append(change)
    return Content(*map(tuple, kinds.values()))


def _warnings(before: Any, after: Any, content: Content) -> Iterator[str]:
    """Why these two may not be revisions of one disclosure, or not in this order."""
    ours, theirs = _identity(before), _identity(after)
    if ours[0] != theirs[0]:
        yield f"the ids differ ({ours[0]} and {theirs[0]}): these are not two revisions of one disclosure"
        return
    if not (isinstance(ours[1], int) and isinstance(theirs[1], int)):
        return
    if theirs[1] < ours[1]:
        yield f"the revision numbers run backwards, from {ours[1]} to {theirs[1]}: name the older one first"
    elif theirs[1] == ours[1] and not content.is_same:
        yield f"both are revision {ours[1]}, with different content: a change needs a number of its own"


def _identity(data: Any) -> tuple[Any, Any]:
    match data:
        case {"id": identity, "revision": {"number": number}}:
            return identity, number
        case {"id": identity}:
            return identity, None
        case _:
            return None, None
