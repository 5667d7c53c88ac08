"""The measures of a report, in one form whatever its layout."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fullcount.ledger.boamps.layouts import IMPLICIT_KWH
from fullcount.ledger.boamps.units import is_operations, kwh_per
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.loose import is_missing, list_at, map_at, number_of, text_of
from fullcount.ledger.reading.unfit import Unfit

__all__ = ["BadMeasure", "Measure", "measures_of"]

_NOT_USED = frozenset({"measureUnit", "measureValue", "unit", "value"})


@dataclass(frozen=True, slots=True)
class Measure:
    """One meter's figure: `energy_kwh` in kWh or None, `duration_s` in seconds or None, the rest as written."""

    tool: str
    version: str
    energy_kwh: float | None
    duration_s: float | None
    moment: str
    cpu: str
    gpu: str
    calibration_kwh: float | None

    @property
    def shown(self) -> str:
        """The meter and its figure, for a message."""
        energy = "no energy" if self.energy_kwh is None else f"{self.energy_kwh:.6g} kWh"
        return f"{self.tool or 'a meter without name'} {energy}"


class BadMeasure(Unfit):
    """A measure that cannot be read: `steps` lead to it; `reason`, `found`, `expected` for the tally."""

    def __init__(self, steps: tuple[str | int, ...], reason: str, found: str, expected: str) -> None:
        super().__init__(reason, found, expected)
        self.steps = steps


def measures_of(report: Mapping[str, Any], layout: str) -> list[Measure]:
    """The measures of a report of a known layout. Raises `BadMeasure` for the first that cannot be read."""
    if layout == "first draft":
        return list(_draft(report))
    return [
        _measure(_by_tool(measure), layout, ("measures", number))
        for number, measure in enumerate(_listed(report))
    ]


def _listed(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The measures as a list: G0R0C1 may have a map keyed by tool."""
    keyed = map_at(report, "measures")
    if keyed and not _is_measure(keyed):
        return [{"$$key": tool, **map_at(keyed, tool)} for tool in keyed if map_at(keyed, tool)]
    return list_at(report, "measures")


def _is_measure(data: Mapping[str, Any]) -> bool:
    return "powerConsumption" in data or "value" in data


def _by_tool(measure: Mapping[str, Any]) -> Mapping[str, Any]:
    """A measure of G0R0C1 under the names that came later."""
    if "powerConsumption" in measure or "value" not in measure:
        return measure
    renamed = {"measurementMethod": measure.get("$$key"), "powerConsumption": measure["value"]}
    return {**measure, **renamed, "unit": measure.get("unit")}


def _draft(report: Mapping[str, Any]) -> Iterator[Measure]:
    """`measurementMethod.software.<Tool>.{measureUnit, measureValue}`; an empty or null tool was not used."""
    for group, tools in map_at(report, "measurementMethod").items():
        for tool, said in _tools(group, tools):
            if all(is_missing(said.get(key)) for key in ("measureUnit", "measureValue")):
                continue
            renamed = {"powerConsumption": said.get("measureValue"), "unit": said.get("measureUnit")}
            named = {"measurementMethod": tool, "version": said.get("version"), **renamed}
            yield _measure({**said, **named}, "first draft", ("measurementMethod", group, tool))


def _tools(group: str, tools: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(tools, Mapping):
        return
    if not _NOT_USED.isdisjoint(tools):
        yield group, tools
        return
    yield from ((tool, said) for tool, said in tools.items() if isinstance(said, Mapping))


def _measure(said: Mapping[str, Any], layout: str, steps: tuple[str | int, ...]) -> Measure:
    def figure(key: str, unit: str) -> float | None:
        return _figure(said, key, unit, steps)

    value = figure("powerConsumption", "energy")
    kwh = None if value is None else value * _factor(said, layout, steps)
    return Measure(
        tool=text_of(said.get("measurementMethod")),
        version=text_of(said.get("version")),
        energy_kwh=kwh,
        duration_s=figure("measurementDuration", "seconds"),
        moment=text_of(said.get("measurementDateTime")),
        cpu=_mode(said, "cpuTrackingMode"),
        gpu=_mode(said, "gpuTrackingMode"),
        calibration_kwh=figure("powerCalibrationMeasurement", "kWh"),
    )


def _figure(said: Mapping[str, Any], key: str, unit: str, steps: tuple[str | int, ...]) -> float | None:
    value = said.get(key)
    try:
        return number_of(value)
    except ValueError:
        seen = f"{key} {clip(repr(value))}"
        if isinstance(value, str) and not any(sign.isdigit() for sign in value):
            raise BadMeasure((*steps, key), "placeholder", seen, "a report that is filled in") from None
        expected = f"a number of 0 or more ({unit})"
        raise BadMeasure((*steps, key), "unreadable-measure", seen, expected) from None


def _mode(said: Mapping[str, Any], key: str) -> str:
    return "" if is_missing(said.get(key)) else text_of(said.get(key))


def _factor(said: Mapping[str, Any], layout: str, steps: tuple[str | int, ...]) -> float:
    """Kilowatt-hours in the unit of a measure."""
    unit = text_of(said.get("unit"))
    if "unit" not in said and layout in IMPLICIT_KWH:
        return 1.0
    if not unit:
        raise BadMeasure(steps, "no-energy-unit", "an energy without unit", f"a unit, as layout {layout} has")
    if is_operations(unit):
        raise BadMeasure(steps, "operations-not-energy", f"the unit {clip(unit)}", "energy, such as kWh")
    factor = kwh_per(unit)
    if factor is None:
        raise BadMeasure(
            steps, "unknown-energy-unit", f"the unit {clip(unit)}", "mWh to GWh, kJoule to PJoule, BTU"
        )
    return factor
