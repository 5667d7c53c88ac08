"""The energy of a line does not follow from its hours and the power of its equipment.

**What it checks.** For each line that states an energy: hours times the mean power per accelerator, taken to the
boundary of the energy with the stated host overhead and PUE. Hours are accelerator-hours, else accelerators times
wall clock. Rated power is taken for the mean only where the energy says that it was made so (power basis `tdp`).
Measured energy does not follow from a mean over all lines: where it differs the rule is not applicable.

**Why it matters.** Hours and energy taken from different plans, an idealised run and the real one, look consistent
until they are divided.

**Example.** Apertus 70B prints 6 million GPU-hours at 560 W and 5 GWh: 3.36 GWh, or 8.9 million hours. LLaMA prints
2,048 GPUs for about 5 months and 2,638 MWh, which is 4 months at 400 W and a PUE of 1.1.

**Remedy.** Take hours, power and energy from the same work, or state where the energy comes from.

**Reference.** arXiv 2509.14233, section 6.2; arXiv 2302.13971, section 6. An error where the energy is `calculated`,
else a warning: an estimate may rest on a mean of its own. Judged within printed rounding and stated intervals, then
within 0.5 %. A rated power and a ratio of exactly 1 (no hosts, no overhead) are exact, as in
energy-above-rated-power; a PUE of 1.2 is rounded, as operators print it for 1.16.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.counted import among
from fullcount.disclosure.figures import Amount, Figure, central
from fullcount.impacts.line import Line, Missing
from fullcount.rules.arithmetic import agree, compare
from fullcount.rules.as_used import widest
from fullcount.rules.hours_times_power import expected_energy, is_measured
from fullcount.rules.reasons import grouped
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line that has an energy, and one for each reason why some are not judged."""
    yield from grouped((_judged(line, line.raw["energy"]) for line in view.metered), len(view.lines))
    silent = sum("energy" in line.raw for line in view.lines) - len(view.metered)
    if silent:
        yield NotApplicable(f"the energy of {among(silent, len(view.lines), 'line')} is not disclosed")


def _judged(line: Line, figure: Figure) -> Outcome:
    value, expected = central(figure) or 0.0, expected_energy(line, central)
    if isinstance(expected, Missing):
        inputs = str(expected).replace(f" of line {line.id}", "")
        return NotApplicable(f"the energy of line {line.id} cannot be recomputed without {inputs}")
    if agree(value, expected):
        return PASSED
    left, right = widest(figure), expected_energy(line, widest)
    if left is None or isinstance(right, Missing) or left.meets(right):
        return PASSED
    if is_measured(figure):
        return NotApplicable(
            f"the energy of line {line.id} is measured and its equipment states a mean power only"
        )
    return _failed(line, figure, left, right)


def _failed(line: Line, figure: Figure, left: Amount, right: Amount) -> Failed:
    comparison = compare(left, right)
    words = f"line {line.id}: {comparison.words('kWh')} from hours times power{comparison.apart}"
    identity = figure.get("basis") == "calculated" and figure.get("power_basis") != "tdp-times-load"
    remedy = "take hours, power and energy from the same work, or state where the energy comes from"
    return Failed(f"{line.pointer}/energy", words, remedy, None if identity else Severity.WARNING)


RULE = Rule(
    name="energy-differs-from-hours-and-power",
    severity=Severity.ERROR,
    group="accounting",
    reads=("facilities", "equipment", "compute"),
    check=check,
)
