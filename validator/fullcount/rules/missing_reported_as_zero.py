"""A figure is 0 where 0 cannot be.

**What it checks.** Hours, energy, runs and power of compute lines, equipment and totals; amounts of impacts and
of manufacture; the location-based carbon intensity. Zero is right and passes for lines without runs,
accelerator-hours of work on processors alone, market-based greenhouse gases, direct emissions of a grid without
combustion, and water where the WUE or the water intensity of electricity is a sourced 0, as with closed loops.
Factors of facilities and water of use are warnings.

**Why it matters.** A zero is added up like a measurement: it lowers totals and comparisons without a trace,
while a missing figure stays visible.

**Example.** `"energy": {"value": 0, "unit": "kWh"}` on a line of 4,800 accelerator-hours, because the meter was
off.

**Remedy.** Give the figure, say `below` which bound it lies, or `not_disclosed` with the reason.

**Reference.** fullcount 1.0, quantities: missing is never zero. ISO 14044, 4.2.3.6.3: the treatment of missing
data is documented, and a zero explained. A sourced WUE of 0: Morrison et al. 2025 (arXiv 2503.05804),
closed-loop cooling.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import Figure, central
from fullcount.rules.recomputed import key_of
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact
    from fullcount.rules.view import View

OF_LINE = ("accelerator_hours", "core_hours", "energy", "wall_clock", "accelerators", "runs")
OF_EQUIPMENT = ("power", "rated_power", "lifetime", "utilisation")
OF_FACILITY = ("carbon_intensity_location_based", "wue", "water_intensity")
OF_TOTALS = ("accelerator_hours", "core_hours", "energy", "runs")
FACTORS = {
    ("gwp", "", "location"): "carbon_intensity_location_based",
    ("water", "on-site", ""): "wue",
    ("water", "off-site", ""): "water_intensity",
}
REMEDY = "give the figure, a bound that it lies below, or not_disclosed with the reason"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each figure that cannot be 0."""
    applied = False
    for outcome in chain(
        _of_lines(view), _of_totals(view), _of_equipment(view), _of_facilities(view), _of_impacts(view)
    ):
        applied = True
        yield outcome
    if not applied:
        yield NotApplicable("the document states no hours, energy, power or impact")


def _zero(pointer: str, key: str, figure: Figure, severity: Severity | None = None, of: str = "") -> Outcome:
    message = f"{of}{key.replace('_', ' ')} of 0 {figure['unit']}, where work or hardware cannot have none"
    return Failed(f"{pointer}/{key}", message, REMEDY, severity)


def _disclosed(item: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[tuple[str, Figure]]:
    for key in keys:
        figure = item.get(key)
        if figure is not None and "not_disclosed" not in figure:
            yield key, figure


def _is_zero(figure: Figure) -> bool:
    value = figure.get("value")
    return bool(value == 0) if value is not None else figure.get("high") == 0 or figure.get("below") == 0


def _of_lines(view: "View") -> Iterator[Outcome]:
    for line in view.lines:
        for key, figure in _disclosed(line.raw, OF_LINE):
            right = not _is_zero(figure) or _may_be_zero(line.raw, key)
            yield PASSED if right else _zero(line.pointer, key, figure)


def _may_be_zero(item: Mapping[str, Any], key: str) -> bool:
    """Whether nothing ran, or nothing on accelerators."""
    return _idle(item) or (key == "accelerator_hours" and bool(central(item.get("core_hours"))))


def _idle(item: Mapping[str, Any]) -> bool:
    """Whether nothing ran: 0 runs are stated, and no hours or energy."""
    runs = item.get("runs")
    return bool(runs and _is_zero(runs)) and not any(central(item.get(key)) for key in OF_LINE[:3])


def _of_totals(view: "View") -> Iterator[Outcome]:
    totals: Mapping[str, Any] = view.data.get("totals", {})
    for key, figure in _disclosed(totals, OF_TOTALS):
        right = not _is_zero(figure) or _may_be_zero(totals, key)
        yield PASSED if right else _zero("/totals", key, figure)


def _of_equipment(view: "View") -> Iterator[Outcome]:
    for i, item in enumerate(view.data.get("equipment", [])):
        for key, figure in _disclosed(item, OF_EQUIPMENT):
            yield _zero(f"/equipment/{i}", key, figure) if _is_zero(figure) else PASSED
        for j, entry in enumerate(item.get("manufacture", [])):
            for key, figure in _disclosed(entry, ("amount",)):
                name = f"{entry['category']} manufacture "
                place = f"/equipment/{i}/manufacture/{j}"
                yield _zero(place, key, figure, of=name) if _is_zero(figure) else PASSED


def _of_facilities(view: "View") -> Iterator[Outcome]:
    """Zeroes without a source are warnings: a grid or a cooling without any is rare, but real."""
    for index, facility in enumerate(view.data.get("facilities", [])):
        for key, figure in _disclosed(facility, OF_FACILITY):
            if key == "carbon_intensity_location_based":
                right = figure.get("scope", "").startswith("stack")
            else:
                right = "source" in figure or figure.get("basis") == "measured"
            right = right or not _is_zero(figure)
            yield PASSED if right else _zero(f"/facilities/{index}", key, figure, Severity.WARNING)


def _of_impacts(view: "View") -> Iterator[Outcome]:
    for pointer, row in view.impacts:
        for key, figure in _disclosed(row, ("amount",)):
            right = not _is_zero(figure) or _right(view, row)
            milder = Severity.WARNING if row["category"] == "water" and row["phase"] == "use" else None
            yield PASSED if right else _zero(pointer, key, figure, milder, f"{key_of(row)} ")


def _right(view: "View", row: "Impact") -> bool:
    """Whether an amount of 0 is right: market-based, or of nothing, or by a factor that is 0."""
    if row.get("ghg_basis", "") in {"market", "unspecified"}:
        return True
    lines = view.covered(row)
    if "covers" in row and all(_idle(line.raw) for line in lines):
        return True
    factor = FACTORS.get((row["category"], row.get("part", ""), row.get("ghg_basis", "")))
    if factor is None or row["phase"] != "use" or not lines:
        return False
    return all(line.facility and central(line.facility.get(factor)) == 0 for line in lines)  # type: ignore[arg-type]


RULE = Rule(
    name="missing-reported-as-zero",
    severity=Severity.ERROR,
    group="honesty",
    reads=("facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
