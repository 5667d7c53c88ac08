"""The primary energy or the minerals of a kilowatt-hour lie outside what electricity can have.

**What it checks.** Each `use_factors` entry of a facility: primary energy from 3.6 to 20 MJ/kWh, mineral depletion from
1e-8 to 3e-7 kgSbe/kWh.

**Why it matters.** Few have a feeling for these figures, and every line of use is proportional to them. One
kilowatt-hour is itself 3.6 MJ, so less primary energy than that was never spent; a mineral factor that is a
thousandfold off is one in g or mg, or one for a megawatt-hour.

**Example.** `"amount": {"value": 0.0000486, "unit": "kgSbe/kWh"}`, which is 4.86e-8 in g.

**Remedy.** Give megajoules of primary energy, renewable and not, or kilograms of antimony equivalent, for each
kilowatt-hour of electricity.

**Reference.** The averages of countries that Morand et al. 2024 (hal-04643414) use: 10.0 to 16.3 MJ, 4.9e-8 to 9.9e-8
kgSbe. Primary energy rounded up to 20; minerals a fifth of the lowest to three times the highest, since so few are
published.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.impacts.key import category_words
from fullcount.printing import as_number
from fullcount.ranges import MINERALS_KGSBE_PER_KWH, PRIMARY_ENERGY_MJ_PER_KWH
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import UseFactor
    from fullcount.rules.view import View

RANGES = {
    "pe": (PRIMARY_ENERGY_MJ_PER_KWH, "MJ/kWh", "megajoules of primary energy, renewable and not"),
    "adpe": (MINERALS_KGSBE_PER_KWH, "kgSbe/kWh", "kilograms of antimony equivalent"),
}


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each entry whose category has a range."""
    judged = False
    for index, facility in enumerate(view.data.get("facilities", [])):
        for place, entry in enumerate(facility.get("use_factors", [])):
            if entry["category"] in RANGES:
                judged = True
                yield _of_entry(entry, f"/facilities/{index}/use_factors/{place}/amount", facility["id"])
    if not judged:
        yield NotApplicable("no facility states primary energy or minerals per kilowatt-hour")


def _of_entry(entry: "UseFactor", pointer: str, facility: str) -> Outcome:
    (plausible, unit, expected), value = RANGES[entry["category"]], central(entry["amount"])
    words = f"{category_words(entry['category'])} per kilowatt-hour"
    if value is None:
        return NotApplicable(f"the {words} of facility {facility} is not disclosed")
    if plausible.holds(value):
        return PASSED
    message = (
        f"{words} of {as_number(value)} {unit} is outside {as_number(plausible.low)} to "
        f"{as_number(plausible.high)} {unit}"
    )
    return Failed(pointer, message, f"give {expected} for each kilowatt-hour of electricity")


RULE = Rule(
    name="use-factor-implausible",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("facilities",),
    check=check,
)
