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

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import floor, log10
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central
from fullcount.impacts.energy import power_of
from fullcount.impacts.line import Line
from fullcount.rules.arithmetic import as_number
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact
    from fullcount.rules.view import View

WITHOUT_INPUTS, ALLOWANCE = 6, 5
FACTOR = {
    ("gwp", "location"): "carbon_intensity_location_based",
    ("gwp", "market"): "carbon_intensity_market_based",
    ("water", "on-site"): "wue",
    ("water", "off-site"): "water_intensity",
}
REMEDY = "round to one digit more than the coarsest input, give significant_figures, or disclose the inputs"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each impact amount with a value."""
    disclosed = _inputs_disclosed(view)
    for pointer, row in view.impacts:
        amount: Figure = row.get("amount", {})
        if amount.get("value") and amount.get("basis") != "measured":
            yield _judged(view, row, amount, disclosed, f"{pointer}/amount")


def _inputs_disclosed(view: "View") -> bool:
    totals = view.data.get("totals", {})
    figures = (totals.get("accelerator_hours"), totals.get("core_hours"), totals.get("energy"))
    return (
        any(central(figure) is not None for figure in figures)
        or any(central(line.hours) or central(line.raw.get("energy")) for line in view.lines)
        or any(row["category"] == "energy" and central(row.get("amount")) for _, row in view.impacts)
    )


def _judged(view: "View", row: "Impact", amount: Figure, disclosed: bool, pointer: str) -> Outcome:
    digits = amount.get("significant_figures") or _digits(amount["value"])
    if not disclosed:
        if digits < WITHOUT_INPUTS:
            return PASSED
        words = f"{amount['value']} has {digits} digits, and neither hours nor energy are disclosed"
        return Failed(pointer, words, REMEDY)
    bearing = _coarsest(view.covered(row), row, amount)
    if bearing is None:
        return NotApplicable("no input of these impacts is disclosed with its digits")
    if digits < bearing[0] + ALLOWANCE:
        return PASSED
    words = (
        f"{amount['value']} has {digits} digits, and its coarsest input, the {bearing[1]}, bears {bearing[0]}"
    )
    return Failed(pointer, words, REMEDY)


def _coarsest(lines: Sequence[Line], row: "Impact", amount: Figure) -> tuple[int, str] | None:
    """Fewest digits among the factors that the lines are multiplied with, and the name of that one."""
    found = [_bears(figure, name) for figure, name in _factors(lines, row) if figure and figure.get("value")]
    if {"low", "high"} <= amount.keys() and amount["high"] > amount["low"]:
        width = (amount["high"] - amount["low"]) / 2 / abs(amount["value"])
        found.append((max(1, 1 - floor(log10(width))), f"interval of {as_number(width * 100)} %"))
    return min(found) if found else None


def _factors(lines: Sequence[Line], row: "Impact") -> Iterator[tuple[Figure | None, str]]:
    if row["phase"] != "use":
        return
    key = FACTOR.get((row["category"], row.get("ghg_basis", "") or row.get("part", "")))
    for place in {line.facility["id"]: line.facility for line in lines if line.facility}.values():
        if key:
            yield place.get(key), key.replace("_", " ")  # type: ignore[misc]
        if key != "wue":
            yield place.get("pue"), "PUE"
    modelled = (line for line in lines if line.equipment and central(line.raw.get("energy")) is None)
    for line in {line.equipment_name: line for line in modelled}.values():
        yield power_of(line)[0], "power"


def _bears(figure: Figure, name: str) -> tuple[int, str]:
    return figure.get("significant_figures") or _digits(figure["value"], zeros=True), name


def _digits(value: float, *, zeros: bool = False) -> int:
    """Digits of the shortest decimal form; the trailing zeros of an integer count where `zeros` says so."""
    if zeros and float(value).is_integer():
        return len(str(int(value)))
    return len(Decimal(repr(value)).normalize().as_tuple().digits)


RULE = Rule(
    name="false-precision",
    severity=Severity.NOTE,
    group="plausibility",
    reads=("facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
