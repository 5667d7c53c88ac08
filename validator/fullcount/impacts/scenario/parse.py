"""From `name=value` to changes, with everything that is wrong with them at once."""

import re
from collections.abc import Iterator, Sequence

from fullcount.disclosure.spelling import quoted
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.errors import Bad, Problem, ScenarioError
from fullcount.impacts.scenario.names import NAMES
from fullcount.impacts.scenario.values import hint
from fullcount.impacts.scenario.without import Without

__all__ = ["parse_change", "parse_changes"]

_CHANGE = re.compile(r"([^@=]*)(?:@([^=]*))?=(.*)", re.DOTALL)
_MOST = 200


def parse_changes(texts: Sequence[str]) -> tuple[Change, ...]:
    """Read changes such as `grid=FRA-2024` or `pue@north=1.1`, several in one text parted by commas.

    Raises:
        ScenarioError: with every problem at once.

    """
    written = [part.strip() for text in texts for part in text.split(",")]
    changes, problems = [], list(_too_many(written))
    for text in written[:_MOST]:
        try:
            changes.append(parse_change(text))
        except Bad as bad:
            problems.append(Problem(text, bad.found, bad.expected, bad.remedy))
    problems += _repeated(changes)
    if problems:
        raise ScenarioError(tuple(problems))
    return tuple(changes)


def parse_change(text: str) -> Change:
    """Read one change.

    Raises:
        Bad: it is none.

    """
    match = _CHANGE.fullmatch(text)
    if not match:
        raise Bad("no name=value", "a change such as grid=FRA-2024", f"write one of {', '.join(NAMES)}")
    name, at, value = match[1].strip(), match[2], match[3].strip()
    if name not in NAMES:
        raise Bad(f"the name {quoted(name)}", f"one of {', '.join(NAMES)}", hint(name, list(NAMES)))
    if not value or at == "":
        what = "no value" if not value else f"no {NAMES[name].limit} behind @"
        raise Bad(what, NAMES[name].examples[0], "complete it")
    return NAMES[name].parse(text, at or "", value)


def _too_many(written: list[str]) -> Iterator[Problem]:
    if len(written) > _MOST:
        yield Problem(written[_MOST], f"{len(written)} changes", f"at most {_MOST}", "leave some out")


def _repeated(changes: list[Change]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], str] = {}
    for change in changes:
        thing = _of(change)
        if thing in first:
            found = f"a second change of the same thing, after {quoted(first[thing])}"
            yield Problem(change.text, found, "one", "leave one of the two out")
        first.setdefault(thing, change.text)


def _of(change: Change) -> tuple[str, ...]:
    """What a change is a change of; several kinds of work may be removed."""
    kind = (change.axis, change.code) if isinstance(change, Without) else ()
    return type(change).__name__, change.at, *kind
