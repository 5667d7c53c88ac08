"""More energy than the accelerators of a job can draw at their rated power.

**What it checks.** `energy_kwh` of each row against its accelerators, its elapsed time and the limit of its equipment
in the description given with `--about`, at the boundary of the row: the rating alone for accelerators; with the
hosts, and at a facility with its PUE, for the wider ones. The rule of the same name for disclosures has this limit.

**Why it matters.** The device enforces its rating. More than that is a slip of unit, another boundary, or the energy of
a whole node in the row of one of its jobs.

**Example.** 9 kWh for one accelerator of 700 W in an hour, at the boundary of the accelerator.

**Remedy.** Correct the unit or the boundary of the energy, or the rating.
"""

from fullcount.ledger.check.rules.context import Context, PowerLimit
from fullcount.ledger.check.rules.rule import NotApplicable, RowRule
from fullcount.ledger.check.screen import literal
from fullcount.rules.arithmetic import TOLERANCE

__all__ = ["NAME", "rule"]

NAME = "energy-above-rated-power"
_W_S_PER_KWH = 3.6e6


def rule(context: Context) -> RowRule | NotApplicable:
    """The rule for the limits that are known."""
    if not context.limits:
        what = "states the rated power of no equipment" if context.about else "is needed for the rated power"
        return NotApplicable(f"--about {what}")
    watts = f"case {' '.join(map(_case, context.limits))} end"
    most = f"accelerators * elapsed_s * ({watts}) / {_W_S_PER_KWH}"
    return RowRule(
        name=NAME,
        severity="error",
        columns=("energy_kwh", "energy_boundary", "equipment", "accelerators", "elapsed_s"),
        known=f"energy_kwh is not null and accelerators > 0 and elapsed_s > 0 and ({watts}) is not null",
        broken=f"energy_kwh > {most} * (1 + {TOLERANCE})",
        found=f"printf('%.12g kWh where the limit is %.4g kWh (%.4g W each)', energy_kwh, {most}, {watts})",
        expected="no more than the rated power, with hosts and PUE where the boundary has them in",
        remedy="correct unit or boundary of the energy, or the rated power",
    )


def _case(limit: PowerLimit) -> str:
    place = f" and facility = {literal(limit.facility)}" if limit.facility else ""
    same = f"equipment = {literal(limit.equipment)} and energy_boundary = {literal(limit.boundary)}{place}"
    return f"when {same} then {limit.watts!r}::double"
