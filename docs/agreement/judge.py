"""Whether what is recomputed from the printed inputs meets what is printed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, cast

from agreement.claim import Claim
from agreement.document import device_hours, document
from fullcount.disclosure.figures import Amount, printed
from fullcount.impacts import Key, recompute
from fullcount.impacts.hardware import Made, accelerator, memory

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["NARROW", "NOT_COUNTED", "Judgement", "by_the_engine", "judge", "recomputed"]

NARROW = 0.05
"""Half the width of an interval over its value, above which meeting it says nothing."""
NOT_COUNTED = frozenset({"convention-inferred", "re-implementation", "site-inferred"})
"""Kinds of claim whose agreement confirms nothing."""
KEYS = {
    "energy": Key("energy", "use"),
    "ghg": Key("gwp", "use", ghg_basis="location"),
    "ghg-location": Key("gwp", "use", ghg_basis="location"),
    "ghg-market": Key("gwp", "use", ghg_basis="market"),
    "water-onsite": Key("water", "use", part="on-site"),
    "water-offsite": Key("water", "use", part="off-site"),
    "manufacture-ghg": Key("gwp", "manufacture"),
    "manufacture-water": Key("water", "manufacture"),
}


class Judgement(NamedTuple):
    """A claim with both sides in the unit in which it is printed."""

    claim: Claim
    recomputed: Amount
    printed: Amount

    @property
    def half_width(self) -> float:
        """Half the width of the recomputed interval over its value."""
        return (self.recomputed.high - self.recomputed.low) / (2 * self.recomputed.value)

    @property
    def status(self) -> str:
        """`agrees` where the intervals meet, are narrow, would not meet a tenth off, and meeting confirms something."""
        if not self.recomputed.meets(self.printed):
            return "disagrees"
        if self.claim.kind in NOT_COUNTED:
            return "not-counted"
        blind = any((self.recomputed * slip).meets(self.printed) for slip in (0.9, 1.1))
        return "too-coarse" if blind or self.half_width > NARROW else "agrees"

    @property
    def to_the_digit(self) -> bool:
        """Whether the inputs as they stand, without their rounding, give the printed digits."""
        return self.printed.low <= self.recomputed.value <= self.printed.high


def judge(claim: Claim) -> Judgement:
    """Recompute a claim and hold it against what is printed."""
    return Judgement(claim, recomputed(claim), claim.target)


def by_the_engine(claim: Claim) -> bool:
    """Whether the engine of fullcount recomputes the claim, from a disclosure of its inputs."""
    return FORMULAS[claim.formula] is _by_the_engine


def recomputed(claim: Claim) -> Amount:
    """What the inputs come to, in the unit of the printed figure."""
    return FORMULAS[claim.formula](claim)


def _by_the_engine(claim: Claim) -> Amount:
    row = recompute(cast("Disclosure", document(claim)), printed).get(KEYS[claim.cells["figure"]])
    if row is None or row.total is None:
        raise ValueError(f"{claim.id}: {row and row.because} missing")
    return row.total / claim.factor


def _sum(claim: Claim) -> Amount:
    first, *others = claim.amounts()
    for term in others:
        first = first + term
    return first


def _product(claim: Claim) -> Amount:
    first, *others = claim.amounts()
    for term in others:
        first = first * term
    return first


def _ratio(claim: Claim) -> Amount:
    part, whole = claim.amounts()
    return part / whole / claim.factor


def _parity(claim: Claim) -> Amount:
    training, tuning, inference = claim.amounts()
    return (training + tuning) / inference


def _accelerator(claim: Claim) -> Amount:
    density = float(claim.density_gb_per_cm2)
    return _category(claim, accelerator(claim.amount("die_cm2"), float(claim.memory_gb), density))


def _memory(claim: Claim) -> Amount:
    return _category(claim, memory(claim.amount("memory_gb"), float(claim.density_gb_per_cm2)))


def _category(claim: Claim, made: Made[Amount]) -> Amount:
    return {
        "manufacture-ghg": made.gwp_kgco2e,
        "manufacture-pe": made.pe_mj,
        "manufacture-adpe": made.adpe_kgsbe,
    }[claim.cells["figure"]] / claim.factor


FORMULAS: dict[str, Callable[[Claim], Amount]] = {
    "hours-times-power": _by_the_engine,
    "hours-times-power-times-intensity": _by_the_engine,
    "electricity-times-intensity": _by_the_engine,
    "electricity-times-water": _by_the_engine,
    "allocated-manufacture": _by_the_engine,
    "same-intensity": _by_the_engine,
    "same-overhead": _by_the_engine,
    "sum-of-energy": _by_the_engine,
    "water-from-ghg": _by_the_engine,
    "accelerator-manufacture": _accelerator,
    "memory-manufacture": _memory,
    "devices-times-hours": device_hours,
    "sum": _sum,
    "product": _product,
    "ratio": _ratio,
    "parity": _parity,
    "same-figure": _sum,
}
"""Every formula by name."""
