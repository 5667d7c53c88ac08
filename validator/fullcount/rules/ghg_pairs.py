"""Location- and market-based amounts of greenhouse gases beside one another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.printing import as_number
from fullcount.rules.arithmetic import agree
from fullcount.rules.rule import PASSED, Failed, Outcome, Severity

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.rules.view import PlacedImpact, View

__all__ = ["rows_by_basis"]


def rows_by_basis(view: "View", remedy: str) -> Iterator[Outcome]:
    """One outcome for each pair of rows; a row without the other one, or without a basis, is a note."""
    rows = [placed for placed in view.impacts if placed.row.get("ghg_basis") and _amount(placed) is not None]
    by_basis: dict[str, dict[object, PlacedImpact]] = {"location": {}, "market": {}, "unspecified": {}}
    for placed in rows:
        row = placed.row
        place = (row["phase"], row.get("part", ""), placed.coverage)
        by_basis.setdefault(row["ghg_basis"], {})[place] = placed
    for placed in by_basis["unspecified"].values():
        message = "the greenhouse gases do not say whether they are location- or market-based"
        yield Failed(f"{placed.pointer}/ghg_basis", message, "state the basis", Severity.NOTE)
    for key, market in by_basis["market"].items():
        location = by_basis["location"].get(key)
        yield _alone(market) if location is None else _of_pair(view, location, market, remedy)


def _amount(placed: "PlacedImpact") -> float | None:
    return central(placed.row.get("amount"))


def _alone(market: "PlacedImpact") -> Outcome:
    message = (
        f"{as_number(_amount(market) or 0)} kgCO2e market-based without a location-based amount beside it"
    )
    return Failed(f"{market.pointer}/ghg_basis", message, "add the location-based amount", Severity.NOTE)


def _of_pair(view: "View", location: "PlacedImpact", market: "PlacedImpact", remedy: str) -> Outcome:
    one, other = _amount(location) or 0.0, _amount(market) or 0.0
    if not agree(one, other):
        return PASSED
    for line in view.covered(location.row):
        grid, contract = _intensities(line)
        if grid is not None and contract is not None and not agree(grid, contract):
            amounts = f"{as_number(one)} kgCO2e location-based and {as_number(other)} kgCO2e market-based are the same"
            rates = f"{as_number(grid)} and {as_number(contract)} gCO2e/kWh at {line.facility_name}"
            return Failed(f"{location.pointer}/amount", f"{amounts}, but the intensities are {rates}", remedy)
    return PASSED


def _intensities(line: "Line") -> tuple[float | None, float | None]:
    facility = line.facility
    if facility is None:
        return None, None
    return (
        central(facility.get("carbon_intensity_location_based")),
        central(facility.get("carbon_intensity_market_based")),
    )
