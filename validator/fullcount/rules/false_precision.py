"""A figure is printed with more digits than its inputs can bear.

**What it checks.** Each impact amount that is not measured. Six or more digits while no input is disclosed: neither
hours nor energy. Or five digits more than the coarsest input that it is multiplied with: power, PUE, intensity of
electricity or water; or than its own interval bears.

**Why it matters.** Digits are a claim about how well something is known, and arithmetic is judged within them. A
product is known no better than its coarsest factor.

**Example.** 1247.61 tCO2e for a family of models, without energy, hours, place or intensity.

**Remedy.** Round to one digit more than the coarsest input, give `significant_figures`, or disclose the inputs.

**Reference.** JCGM 100:2008 (GUM), 7.2.6: the digits of an estimate follow its uncertainty. The allowance is
generous on purpose: published footprints print up to four more than their coarsest input without harm (OLMo 3,
arXiv 2605.01158: 646.512 tCO2e with a PUE of 1.2).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.counted import among
from fullcount.disclosure.figures import Figure, central
from fullcount.rules.digits import coarsest, digits_of
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact
    from fullcount.rules.view import View

WITHOUT_INPUTS, ALLOWANCE = 6, 5
REMEDY = "round to one digit more than the coarsest input, give significant_figures, or disclose the inputs"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each impact amount with a value."""
    disclosed = _inputs_disclosed(view)
    silent = 0
    for pointer, row in view.impacts:
        amount: Figure = row.get("amount", {})
        if amount.get("value") and amount.get("basis") != "measured":
            outcome = _judged(view, row, amount, disclosed, pointer)
            silent += outcome is None and row["phase"] != "manufacture"
            if outcome is not None:
                yield outcome
    if silent:
        yield NotApplicable(
            f"the digits of no factor are disclosed for {among(silent, len(view.impacts), 'impact')}"
        )


def _inputs_disclosed(view: "View") -> bool:
    totals = view.data.get("totals", {})
    figures = (totals.get("accelerator_hours"), totals.get("core_hours"), totals.get("energy"))
    return (
        any(central(figure) is not None for figure in figures)
        or any(line.known_hours or line.known_energy_kwh for line in view.merged(view.lines))
        or any(row["category"] == "energy" and central(row.get("amount")) for _, row in view.impacts)
    )


def _judged(view: "View", row: "Impact", amount: Figure, disclosed: bool, pointer: str) -> Outcome | None:
    digits = amount.get("significant_figures") or digits_of(amount["value"])
    if not disclosed:
        if digits < WITHOUT_INPUTS:
            return PASSED
        words = f"{amount['value']} has {digits} digits, and neither hours nor energy are disclosed"
        return Failed(f"{pointer}/amount", words, REMEDY)
    bearing = coarsest(view, row, amount)
    if bearing is None:
        return None
    if digits < bearing[0] + ALLOWANCE:
        return PASSED
    words = (
        f"{amount['value']} has {digits} digits, and its coarsest input, the {bearing[1]}, bears {bearing[0]}"
    )
    return Failed(f"{pointer}/amount", words, REMEDY)


RULE = Rule(
    name="false-precision",
    severity=Severity.NOTE,
    group="plausibility",
    reads=("facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
