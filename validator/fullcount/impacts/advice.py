"""The savings that a disclosure leaves room for, ranked by what each would spare."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.scenario import Assumed, Candidate, apply, candidates
from fullcount.impacts.text import as_text
from fullcount.impacts.uncertainty import DRAWS, Case, Cut, Difference, compare

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import FactorLibrary

__all__ = ["Advice", "Saving", "advice_data", "advice_lines", "advise"]

ALONE = "Each is taken alone: savings overlap and do not add up."


class Saving(NamedTuple):
    """One candidate, its scenario in words and its arithmetic, and what it does to the total that is ranked."""

    candidate: Candidate
    changes: tuple[str, ...]
    arithmetic: str
    difference: Difference

    @property
    def amount(self) -> float:
        """What is saved, from the stated values, in the unit of the category."""
        return self.difference.saving.central if self.difference.saving else 0.0


class Advice(NamedTuple):
    """The savings of one category total, the largest first; `because` says why there is none to rank by."""

    key: Key
    assumed: Assumed
    savings: tuple[Saving, ...]
    because: str = ""


def advise(
    document: "Disclosure",
    key: Key,
    library: "FactorLibrary",
    assumed: Assumed,
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> Advice:
    """Rank the savings of a well-formed disclosure by the category total `key`; what saves nothing is left out.

    Raises:
        ScenarioError: an assumption is out of range.

    """
    found = candidates(document, library, assumed)
    scenarios = [apply(document, candidate.changes, library) for candidate in found]
    cases = [Case(scenario.document, scenario.weights) for scenario in scenarios]
    compared = compare(document, cases, draws=draws, seed=seed, only=lambda cut: cut == Cut(key))
    savings = [
        Saving(candidate, scenario.changes, candidate.arithmetic(document), difference)
        for candidate, scenario, differences in zip(found, scenarios, compared, strict=True)
        for difference in differences
    ]
    ranked = sorted((saving for saving in savings if saving.amount > 0), key=lambda saving: -saving.amount)
    because = "" if savings else f"{key} cannot be computed, so nothing can be ranked by it"
    return Advice(key, assumed, tuple(ranked), because)


def advice_lines(advice: Advice) -> Iterator[str]:
    """The savings for people, each with its reason, arithmetic and limits."""
    if not advice.savings:
        yield f"no saving of {advice.key} was found in the lines, facilities and equipment"
        return
    yield f"ranked by {advice.key} ({UNITS.get(advice.key.category, '')}). {ALONE}"
    for number, saving in enumerate(advice.savings, 1):
        yield f"{number}. {saving.candidate.title}: {_amount(saving)}"
        yield f"   {saving.candidate.why}"
        yield from (f"   {change}" for change in saving.changes)
        yield f"   {saving.arithmetic}"
        yield f"   not considered: {saving.candidate.not_considered}"


def _amount(saving: Saving) -> str:
    found, unit = saving.difference, UNITS.get(saving.difference.cut.key.category, "")
    assert found.before and found.saving  # noqa: S101, PT018 - it is ranked by it
    share = 100 * saving.amount / found.before.central
    drawn = found.saving.statistics
    interval = f" [{as_text(drawn.p05)} to {as_text(drawn.p95)}]" if drawn else ""
    return f"{as_text(saving.amount)} {unit}{interval}, {share:.1f} % of the total"


def advice_data(advice: Advice) -> dict[str, Any]:
    """The same for programs."""
    return {
        "ranked_by": {name: value for name, value in advice.key._asdict().items() if value},
        "unit": UNITS.get(advice.key.category, ""),
        "assumed": advice.assumed._asdict(),
        "savings": [_data(saving) for saving in advice.savings],
    }


def _data(saving: Saving) -> dict[str, Any]:
    found, candidate = saving.difference, saving.candidate
    drawn = found.saving.statistics if found.saving else None
    return {
        "name": candidate.name,
        "title": candidate.title,
        "why": candidate.why,
        "practice": candidate.practice,
        "changes": list(saving.changes),
        "arithmetic": saving.arithmetic,
        "not_considered": candidate.not_considered,
        "before": found.before.central if found.before else None,
        "saving": saving.amount,
        **({"p05": drawn.p05, "median": drawn.median, "p95": drawn.p95} if drawn else {}),
    }
