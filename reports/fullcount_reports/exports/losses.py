"""What an export does not express: every place that its crosswalk does not name, and every facet it drops."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fullcount.printing import printable
from fullcount_reports.exports.crosswalk import FACETS, Crossing
from fullcount_reports.exports.paths import matching, places

__all__ = ["WHOLE", "Loss", "loss_lines", "losses", "lost_lines"]

_INDEX = re.compile(r"/\d+(?=/|$)")
WHOLE = "value"
"""The name of the loss of a place as a whole."""
EXTENSION = "extension"
"""The name of the loss of what somebody added to a figure; no other format has a place for it."""


class Loss(NamedTuple):
    """So many places below `where` of which `what` is not expressed; `*` stands for the items of lists."""

    where: str
    what: str
    times: int


def losses(
    document: Mapping[str, Any], crossings: Sequence[Crossing], but: Container[str] = ()
) -> tuple[Loss, ...]:
    """Every loss of an export of `document`, in its order; a section that is lost as a whole is one loss.

    `but` holds the pointers of places that the crosswalk names and this export does not express.
    """
    kept = {pointer: dropped for pointer, dropped in _kept(document, crossings).items() if pointer not in but}
    partly = {above for pointer in kept for above in _above(_INDEX.sub("/*", pointer))}
    counted: dict[tuple[str, str], int] = {}
    for place in places(document):
        where = _INDEX.sub("/*", place.pointer)
        for what in _lost(place.value, kept.get(place.pointer)):
            shown = next(above for above in _above(where) if above not in partly or above == where)
            key = (shown if what == WHOLE else where, what)
            counted[key] = counted.get(key, 0) + 1
    return tuple(Loss(where, what, times) for (where, what), times in counted.items())


def _kept(document: Mapping[str, Any], crossings: Sequence[Crossing]) -> dict[str, set[str]]:
    """By pointer, the facets that a place loses on every way on which it is expressed."""
    kept: dict[str, set[str]] = {}
    for crossing in crossings:
        for place in matching(document, crossing.ours):
            kept[place.pointer] = kept.get(place.pointer, set(crossing.dropped)) & set(crossing.dropped)
    return kept


def _above(pointer: str) -> Iterator[str]:
    """The places that hold this one, from the top down, and it itself."""
    steps = pointer.split("/")
    yield from ("/".join(steps[:end]) for end in range(2, len(steps) + 1))


def _lost(value: object, dropped: set[str] | None) -> Iterator[str]:
    if dropped is None:
        yield WHOLE
    elif isinstance(value, Mapping):
        yield from (facet for facet, keys in FACETS.items() if facet in dropped and value.keys() & set(keys))
        if any(key.startswith("x-") for node in (value, value.get("not_disclosed", {})) for key in node):
            yield EXTENSION


def lost_lines(count: int, why: str) -> tuple[Loss, ...]:
    """The loss of so many compute lines that no part of an export counts, whatever its crosswalk says; none of 0."""
    return (Loss("/compute/*", why, count),) if count else ()


def loss_lines(found: Sequence[Loss]) -> Iterator[str]:
    """Each loss in words, one a line; names that a document invents are shown without their control characters."""
    for loss in found:
        times = "" if loss.times == 1 else f" ({loss.times} times)"
        where = printable(loss.where)
        yield f"{where}{times}" if loss.what == WHOLE else f"{where}: {loss.what}{times}"
