"""Power is stated without saying how it is known.

**What it checks.** That the power of each equipment names its basis: measured at the wall, measured at the
device, rated power times load, rated power. A missing basis is a note for the energy of a line, for figures
transcribed from a publication, for a power that names its `factor`, and for an estimate that says `unknown` and
in a note how it was made.

**Why it matters.** For one TPU v3, tools assume 220 W and 450 W where 283 W were measured on average; and
agreement between hours, watts and energy proves arithmetic, not measurement.

**Example.** `"power": {"value": 560, "unit": "W", "boundary": "node"}`.

**Remedy.** Add `power_basis`.

**Reference.** Patterson et al. 2021 (arXiv 2104.10350): 450 W rated, 283 W measured on average; 220 W in the
Green Algorithms calculator. Codelist power-basis.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, is_missing
from fullcount.printing import as_number
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

REMEDY = "add power_basis: measured-wall, measured-device, tdp-times-load or tdp"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each equipment with a power, and for each line with an energy."""
    transcribed = view.data["data_status"] == "transcribed"
    for index, item in enumerate(view.data.get("equipment", [])):
        power = item.get("power")
        if power is None or is_missing(power):
            yield NotApplicable(f"the power of equipment {item['id']} is not disclosed")
        else:
            mild = Severity.NOTE if transcribed or _is_explained(power) else None
            yield _judged(power, f"/equipment/{index}/power", f"equipment {item['id']}", mild)
    for line in view.metered:
        energy = line.raw["energy"]
        yield PASSED if _known(energy) else _unknown(energy, f"{line.pointer}/energy", f"line {line.id}")


def _judged(figure: Figure, pointer: str, owner: str, severity: Severity | None) -> Outcome:
    return PASSED if _known(figure) else _unknown(figure, pointer, owner, severity)


def _is_explained(power: Figure) -> bool:
    """Whether the power is of the factor tables, or an estimate whose note says how it was made."""
    estimated = power.get("power_basis") == "unknown" and power.get("basis") in {"estimated", "default"}
    return "factor" in power or (estimated and "note" in power)


def _known(figure: Figure) -> bool:
    return bool(figure.get("power_basis", "unknown") != "unknown")


def _unknown(figure: Figure, pointer: str, owner: str, severity: Severity | None = Severity.NOTE) -> Outcome:
    amount = figure.get("value", figure.get("high", figure.get("below", 0)))
    message = f"{as_number(amount)} {figure['unit']} of {owner} without the basis on which the power is known"
    return Failed(pointer, message, REMEDY, severity)


RULE = Rule(
    name="power-basis-unknown",
    severity=Severity.WARNING,
    group="honesty",
    reads=("data_status", "facilities", "equipment", "compute"),
    check=check,
)
