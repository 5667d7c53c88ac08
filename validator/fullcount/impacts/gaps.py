"""What is missing for an impact, in few words: inputs that differ only by the line are told together."""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fullcount.impacts.line import Missing

__all__ = ["in_few_words"]

MOST = 200
"""Letters after which further inputs are only counted."""


def in_few_words(missing: "Mapping[str, Missing]") -> str:
    """The missing inputs of each line, by its id, each once and in order: `hours of 63 lines (such as l001)`."""
    phrases = list(_phrases(missing))
    ends = accumulate(map(len, phrases))
    shown = max(1, sum(end <= MOST for end in ends))
    further = len(phrases) - shown
    return "; ".join([*phrases[:shown], *([f"{further:,} more"] if further > 0 else [])])


def _phrases(missing: "Mapping[str, Missing]") -> Iterator[str]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for line, gap in missing.items():
        for name in gap.inputs:
            before, own, after = _parted(name, line)
            found.setdefault((before, after), {}).update({line: None} if own else {})
    for (before, after), lines in found.items():
        yield f"{before}{_lines(list(lines))}{after}"


def _parted(name: str, line: str) -> tuple[str, str, str]:
    """An input around the line that it names; the whole first, where it names none."""
    before, own, after = name.partition(f"line {line}")
    is_own = own and before[-1:] in {"", " "} and after[:1] in {"", " "}
    return (before, own, after) if is_own else (name, "", "")


def _lines(ids: list[str]) -> str:
    if len(ids) < 2:
        return "".join(f"line {name}" for name in ids)
    return f"{len(ids):,} lines (such as {ids[0]})"
