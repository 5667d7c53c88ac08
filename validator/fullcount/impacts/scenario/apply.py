"""From a disclosure and changes to a scenario."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fullcount.impacts.scenario.errors import ScenarioError
from fullcount.impacts.scenario.names import NAMES
from fullcount.impacts.scenario.work import Work

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import FactorLibrary
    from fullcount.impacts.scenario.change import Change

__all__ = ["Scenario", "apply"]


class Scenario(NamedTuple):
    """A disclosure under other conditions.

    Figures of `document` that no change touches are the same objects as in the original. `weights` holds, by the
    id of a line, the factor on all of its impacts, 1 where absent. `changes` says in words what was done.
    """

    document: "Disclosure"
    weights: Mapping[str, float]
    changes: tuple[str, ...]


def apply(document: "Disclosure", changes: "Sequence[Change]", library: "FactorLibrary") -> Scenario:
    """Make the changes to a copy of a well-formed disclosure; their order does not count.

    Raises:
        ScenarioError: with every problem at once: a place that is unknown, a figure that is missing, nothing that
            a change selects, two changes of one figure.

    """
    work = Work(document, library)
    in_turn = sorted(changes, key=_turn)
    for change in in_turn:
        change.apply(work)
    if work.problems:
        raise ScenarioError(tuple(work.problems))
    for words in (words for change in in_turn for words in change.without_effect(work)):
        work.say(words)
    return Scenario(work.document, work.weights, tuple(work.words))


def _turn(change: "Change") -> tuple[int, str]:
    name = change.text.partition("=")[0].partition("@")[0].strip()
    return list(NAMES).index(name), change.text
