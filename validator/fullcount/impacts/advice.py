"""The savings that a disclosure leaves room for, ranked by what each would spare."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.impacts.footprint import ImpactRow, recompute
from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.saving import Saving, has_part, key_data, saving_data, saving_lines, saving_of
from fullcount.impacts.scenario import Assumed, apply, candidates
from fullcount.impacts.text import few
from fullcount.impacts.uncertainty import DRAWS, Case, Cut, Difference, compare

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Amount
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import FactorLibrary

__all__ = [
    "Advice",
    "Saving",
    "advice_data",
    "advice_lines",
    "advise",
    "can_be_ranked_by",
    "is_known_category",
]

ALONE = "Each is taken alone: savings overlap and do not add up."


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
    compared = compare(
        document, cases, draws=draws, seed=seed, only=lambda cut: cut.is_total or has_part(key, cut)
    )
    savings = [saving_of(document, key, *made) for made in zip(found, scenarios, compared, strict=True)]
    worth = [saving for saving in savings if saving and saving.amount > 0]
    ranked = sorted(worth, key=lambda saving: -saving.amount)
    return Advice(key, assumed, tuple(ranked), "" if ranked else _because(document, key))


def is_known_category(document: "Disclosure", category: str) -> bool:
    """Whether the standard knows a category, or a disclosure states figures of it."""
    stated = {row["category"] for row in document.get("impacts", [])}
    return category in {*UNITS, *stated} or any(
        row.key.category == category for row in recompute(document).rows
    )


def can_be_ranked_by(document: "Disclosure") -> tuple[str, ...]:
    """The categories of which something can be computed."""
    return tuple(dict.fromkeys(row.key.category for row in recompute(document).rows if row.total))


def _because(document: "Disclosure", key: Key) -> str:
    """Why nothing can be ranked by `key`; "" where it is known, and nothing saves any of it."""
    if not document.get("compute"):
        return "there is no compute line to recompute impacts from"
    rows = [row for row in recompute(document).rows if has_part(key, Cut(row.key))]
    if any(row.total and row.key.ghg_basis == key.ghg_basis for row in rows):
        return ""
    missing = dict.fromkeys(name for row in rows for name in _missing(row))
    unstated = f"{key.category} per kWh of electricity and {key.category} of making the equipment"
    return f"{key} cannot be computed without {few([*missing]) or unstated}"


def _missing(row: "ImpactRow[Amount]") -> tuple[str, ...]:
    return () if row.total else row.because


def advice_lines(advice: Advice) -> Iterator[str]:
    """The savings for people, each with its reason, arithmetic and limits."""
    if not advice.savings:
        yield f"no saving of {advice.key} was found in the lines, facilities and equipment"
        return
    yield f"ranked by {advice.key} ({UNITS.get(advice.key.category, '')}). {ALONE}"
    yield from _lacking(advice.savings[0].difference)
    for number, saving in enumerate(advice.savings, 1):
        head, *rest = saving_lines(saving)
        yield f"{number}. {head}"
        yield from (f"   {line}" for line in rest)


def _lacking(total: Difference) -> Iterator[str]:
    """What the total that shares are taken of leaves out."""
    if total.gaps:
        whole = f"whole for {total.lines - total.lacking:,} of {total.lines:,} lines"
        yield f"the total is {whole}: it lacks {few(total.gaps)}"


def advice_data(advice: Advice) -> dict[str, Any]:
    """The same for programs."""
    return {
        "ranked_by": key_data(advice.key),
        "unit": UNITS.get(advice.key.category, ""),
        "assumed": advice.assumed._asdict(),
        "total_lacks": list(advice.savings[0].difference.gaps) if advice.savings else [],
        "savings": [saving_data(saving) for saving in advice.savings],
    }
