"""One saving: the scenario behind it, how its amount adds up, and what it raises."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.scenario import Candidate, Scenario
from fullcount.impacts.text import as_text
from fullcount.impacts.uncertainty import Cut, Difference
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["Saving", "Weighed", "has_part", "key_data", "saving_data", "saving_lines", "saving_of"]

RAISED = 0.005
"""The share of itself by which another impact must rise before it is told."""


class Weighed(NamedTuple):
    """The lines of a scenario that does nothing but weigh them all alike: what they come to, and the share saved."""

    lines: int
    amount: float
    share: float


class Saving(NamedTuple):
    """One candidate, its scenario in words and its arithmetic, and what it does to the total that is ranked.

    `phases` hold the savings that add up to that of the total; `weighed` is None where more is changed than the
    weight of lines; `raises` are the totals of other impacts that grow.
    """

    candidate: Candidate
    changes: tuple[str, ...]
    arithmetic: str
    difference: Difference
    phases: tuple[tuple[Key, float], ...]
    weighed: Weighed | None
    raises: tuple[Difference, ...]

    @property
    def amount(self) -> float:
        """What is saved, from the stated values, in the unit of the category."""
        return _saved(self.difference)

    @property
    def unit(self) -> str:
        """The unit of the category that is ranked by."""
        return UNITS.get(self.difference.cut.key.category, "")


def saving_of(
    document: "Disclosure", key: Key, found: Candidate, made: Scenario, differences: Sequence[Difference]
) -> Saving | None:
    """What a scenario does to the total `key`, of all totals and of the phases of `key`; None where it has none."""
    by_cut = {difference.cut: difference for difference in differences}
    total = by_cut.get(Cut(key))
    if total is None:
        return None
    phases = [difference for cut, difference in by_cut.items() if has_part(key, cut)]
    return Saving(
        found,
        made.changes,
        found.arithmetic(document),
        total,
        tuple((each.cut.key, _saved(each)) for each in phases if _saved(each) and _alike(phases)),
        _weighed(document, made, _saved(total)),
        tuple(each for cut, each in by_cut.items() if cut.is_total and cut != Cut(key) and _is_raised(each)),
    )


def has_part(total: Key, cut: Cut) -> bool:
    """Whether a cut is one of the phases that a total of all lines is made of."""
    key = cut.key
    same = key.category == total.category and key.ghg_basis in ("", total.ghg_basis)
    return bool(same and key.phase and not cut.axis)


def _alike(phases: Sequence[Difference]) -> bool:
    """Whether each phase covers the same work before and after, so that together they are the total."""
    return all(phase.saving for phase in phases)


def _saved(difference: Difference) -> float:
    return difference.saving.central if difference.saving else 0.0


def _is_raised(difference: Difference) -> bool:
    before = difference.before.central if difference.before else 0.0
    return -_saved(difference) > RAISED * before


def _weighed(document: "Disclosure", made: Scenario, saved: float) -> Weighed | None:
    after: Mapping[str, object] = {**made.document}
    weights = set(made.weights.values())
    if (
        len(weights) != 1
        or weights == {1.0}
        or any(after[name] is not part for name, part in document.items())
    ):
        return None
    share = 1.0 - weights.pop()
    return Weighed(len(made.weights), saved / share, share)


def saving_lines(saving: Saving) -> Iterator[str]:
    """The saving for people: title and amount, then reason, changes, arithmetic and limits."""
    yield f"{saving.candidate.title}: {_amount(saving)}"
    yield saving.candidate.why
    yield from saving.changes
    yield saving.arithmetic
    yield from _adding_up(saving)
    yield from (_raised(difference) for difference in saving.raises)
    yield f"not considered: {saving.candidate.not_considered}"


def _amount(saving: Saving) -> str:
    found = saving.difference
    assert found.before and found.saving  # noqa: S101, PT018 - it is ranked by it
    share = 100 * saving.amount / found.before.central
    drawn = found.saving.statistics
    interval = f" [{as_text(drawn.p05)} to {as_text(drawn.p95)}]" if drawn else ""
    return f"{as_text(saving.amount)} {saving.unit}{interval}, {share:.1f} % of the total"


def _adding_up(saving: Saving) -> Iterator[str]:
    """The amount from the lines or the phases that it comes from."""
    total = f"{_number(saving.amount)} {saving.unit}"
    if saving.weighed:
        lines, amount, share = saving.weighed
        these = f"these {_number(lines)} lines" if lines > 1 else "this line"
        yield f"{_number(amount)} {saving.unit} of {these} × {_number(100 * share)} % = {total}"
    elif len(saving.phases) == 1:
        yield f"{saving.phases[0][0]} {total}"
    elif saving.phases:
        signs = ["+" if part > 0 else "−" for _, part in saving.phases]
        terms = [f"{key} {_number(abs(part))}" for key, part in saving.phases]
        words = " ".join(word for pair in zip(signs, terms, strict=True) for word in pair)
        yield f"{words.removeprefix('+ ')} = {total}"


def _raised(difference: Difference) -> str:
    key, rise = difference.cut.key, -_saved(difference)
    before = difference.before.central if difference.before else 0.0
    percent = f", {100 * rise / before:.1f} % of itself" if before else ""
    return f"raises {key} by {as_text(rise)} {UNITS.get(key.category, '')}{percent}"


def _number(value: float) -> str:
    """With the digits of the other arithmetic, so that terms add up to what is printed."""
    return as_number(value)


def saving_data(saving: Saving) -> dict[str, Any]:
    """The same for programs."""
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
        "phases": [{**key_data(key), "saving": part} for key, part in saving.phases],
        **({"weighed": saving.weighed._asdict()} if saving.weighed else {}),
        "raises": [_raised_data(difference) for difference in saving.raises],
    }


def _raised_data(difference: Difference) -> dict[str, Any]:
    key = difference.cut.key
    return {
        **key_data(key),
        "unit": UNITS.get(key.category, ""),
        "before": difference.before.central if difference.before else None,
        "rise": -_saved(difference),
    }


def key_data(key: Key) -> dict[str, str]:
    """What is not empty of a key."""
    return {name: value for name, value in key._asdict().items() if value}
