"""Why a rule could not be applied: reasons that differ in the name of a line only are told once."""

import re
from collections.abc import Iterable, Iterator

from fullcount.rules.rule import NotApplicable, Outcome

__all__ = ["grouped", "once", "told"]

_LINES = re.compile(r"\bof line [A-Za-z0-9][\w./-]*(?: and (?P<more>\d+) more)?")
_PLACE = "of line *"


def once(texts: Iterable[str], lines: int | None = None) -> Iterator[str]:
    """Each text once; those that name different lines as one with their number, among so many `lines`."""
    groups: dict[str, dict[str, int]] = {}
    for text in texts:
        named = _LINES.search(text)
        pattern = _LINES.sub(_PLACE, text) if named else text
        groups.setdefault(pattern, {})[text] = 1 + int((named and named["more"]) or 0)
    among = f" of {lines}" if lines else ""
    for pattern, found in groups.items():
        number = min(sum(found.values()), lines or sum(found.values()))
        alone = number == 1 or _PLACE not in pattern
        yield next(iter(found)) if alone else pattern.replace(_PLACE, f"of {number}{among} lines")


def told(reasons: Iterable[str], lines: int) -> Iterator[NotApplicable]:
    """The reasons as outcomes, each told once."""
    return (NotApplicable(reason) for reason in once(reasons, lines))


def grouped(outcomes: Iterable[Outcome], lines: int) -> Iterator[Outcome]:
    """The outcomes, with the reasons of those that are not applicable told once at the end."""
    reasons: list[str] = []
    for outcome in outcomes:
        if isinstance(outcome, NotApplicable):
            reasons.append(outcome.because)
        else:
            yield outcome
    if reasons:
        yield from told(reasons, lines)
