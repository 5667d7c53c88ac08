"""What is known of each impact of a disclosure: median, 90 % interval, and what the interval comes from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import isfinite, prod
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from fullcount.impacts.uncertainty.account import Account, Case, Cut, Impacts, account
from fullcount.impacts.uncertainty.expression import Expression, combined
from fullcount.impacts.uncertainty.inputs import Input, Inputs
from fullcount.impacts.uncertainty.model import Model
from fullcount.impacts.uncertainty.sampling import DRAWS, Statistics, sample
from fullcount.impacts.uncertainty.shares import Share, first_order, moments_of

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["Difference", "Drawn", "Estimate", "Estimates", "compare", "draw", "estimate"]

K = TypeVar("K")
TOO_LARGE = "figures that a number can hold"


class Drawn(NamedTuple):
    """One impact: `central` from the stated values, and the statistics of its draws, if any were asked for."""

    central: float
    statistics: Statistics | None


class Estimate(NamedTuple):
    """One impact of a disclosure; `drawn` is None where nothing could be computed.

    Of its `lines`, `lacking` lack the inputs that `gaps` names. `shares` is what the variance of a total comes from.
    """

    cut: Cut
    drawn: Drawn | None
    lines: int
    lacking: int
    gaps: tuple[str, ...]
    shares: tuple[Share, ...] = ()


class Estimates(NamedTuple):
    """Every impact of one disclosure, with the inputs that are uncertain."""

    rows: tuple[Estimate, ...]
    inputs: tuple[Input, ...]
    draws: int
    seed: int

    def get(self, cut: Cut) -> Estimate | None:
        """The estimate of `cut`, if there is one."""
        return next((row for row in self.rows if row.cut == cut), None)


class Difference(NamedTuple):
    """One impact before and after a change, and how much less it then is, draw by draw.

    Of its `lines`, `lacking` lack the inputs that `gaps` names, before the change. `lost` names what lines lack only
    after it, `gained` what they lacked only before. Where there is either, the two cover different work, and there is
    no saving.
    """

    cut: Cut
    before: Drawn | None
    after: Drawn | None
    saving: Drawn | None
    lines: int = 0
    lacking: int = 0
    gaps: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()


def estimate(document: "Disclosure", *, draws: int = DRAWS, seed: int = 0) -> Estimates:
    """Draw every impact of a well-formed disclosure."""
    inputs = Inputs(document)
    known = account(Case(document), Impacts(inputs))
    found = draw(known.expressions, inputs.found, draws, seed)
    shares = _shares(known, found, inputs.found)
    rows = (
        Estimate(
            cut,
            found.get(cut),
            *known.coverage(cut)[:2],
            known.lacks(cut) or (() if cut in found else (TOO_LARGE,)),
            shares.get(cut, ()),
        )
        for cut in sorted({*known.expressions, *known.gaps})
    )
    return Estimates(tuple(rows), tuple(inputs.found), draws, seed)


def compare(
    document: "Disclosure",
    cases: Sequence[Case],
    *,
    draws: int = DRAWS,
    seed: int = 0,
    only: Callable[[Cut], bool] = lambda _: True,
) -> tuple[tuple[Difference, ...], ...]:
    """For each other case of a disclosure, every impact before and after, and the saving.

    A figure that cases share is drawn once for all of them, so its error is the same on both sides of a saving. With
    `draws` 0 there are central values only, and nothing heavy is imported. `only` chooses the impacts.
    """
    inputs = Inputs(document, *(case.document for case in cases))
    impacts = Impacts(inputs)
    before, *after = [account(each, impacts, only) for each in (Case(document), *cases)]
    wanted = {(0, cut): expression for cut, expression in before.expressions.items()}
    for number, known in enumerate(after, 1):
        wanted |= {(number, cut): expression for cut, expression in known.expressions.items()}
        wanted |= {(-number, cut): less for cut, less in _less(before, known)}
    found = draw(wanted, inputs.found, draws, seed)
    return tuple(
        tuple(
            Difference(
                cut,
                found.get((0, cut)),
                found.get((number, cut)),
                found.get((-number, cut)),
                *before.coverage(cut),
                *_gaps(cut, before, known),
            )
            for cut in sorted({*before.expressions, *known.expressions})
        )
        for number, known in enumerate(after, 1)
    )


def _less(before: Account, after: Account) -> Iterator[tuple[Cut, Expression]]:
    """What an impact lessens by, where it covers the same work before and after."""
    for cut, expression in before.expressions.items():
        if cut in after.expressions and not any(_gaps(cut, before, after)):
            yield cut, combined([(expression, 1.0), (after.expressions[cut], -1.0)])


def _gaps(cut: Cut, before: Account, after: Account) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What lines of the impact lack only after, and only before."""
    return _lost(cut, before, after), _lost(cut, after, before)


def _lost(cut: Cut, whole: Account, partial: Account) -> tuple[str, ...]:
    """What lines lack in the one account and not in the other."""
    known, gaps = whole.gaps.get(cut, {}), partial.gaps.get(cut, {})
    lost = (name for line, names in gaps.items() for name in names if name not in known.get(line, ()))
    return tuple(dict.fromkeys(lost))


def draw(
    expressions: Mapping[K, Expression], inputs: Sequence[Input], draws: int, seed: int
) -> dict[K, Drawn]:
    """The central value of each expression and, unless `draws` is 0, its statistics; none that overflows a float."""
    medians = [found.spread.median for found in inputs]
    centres = [_at(expression, medians) for expression in expressions.values()]
    if not draws:
        known = zip(expressions, centres, strict=True)
        return {key: Drawn(centre, None) for key, centre in known if isfinite(centre)}
    statistics = sample(Model([*expressions.values()], inputs), centres, draws, seed)
    return {
        key: Drawn(centre, found)
        for key, centre, found in zip(expressions, centres, statistics, strict=True)
        if all(map(isfinite, (centre, *found)))
    }


def _shares(
    known: Account, found: Mapping[Cut, Drawn], inputs: Sequence[Input]
) -> dict[Cut, tuple[Share, ...]]:
    moments = moments_of(inputs)
    deviations = {cut: row.statistics.sd for cut, row in found.items() if cut.is_total and row.statistics}
    return {
        cut: first_order(known.expressions[cut], inputs, moments, deviation * deviation)
        for cut, deviation in deviations.items()
    }


def _at(expression: Expression, values: Sequence[float]) -> float:
    """The expression at these values of the inputs."""
    return sum(
        coefficient * prod(values[k] if k >= 0 else 1.0 / values[~k] for k in monomial)
        for monomial, coefficient in expression.terms.items()
    )
