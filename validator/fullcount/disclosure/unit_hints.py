"""What to write instead of a unit that is not the one of the field.

The schema fixes units, so nothing is converted silently; these are the words of the remedy. Factors are those of the SI
Brochure (BIPM, 9th edition: prefixes table 7, non-SI units table 8), and 12 months to the year.
"""

from decimal import Decimal

__all__ = ["converted"]

_PER = {
    "kWh": {"Wh": "0.001", "MWh": "1e3", "GWh": "1e6", "TWh": "1e9"},
    "W": {"mW": "0.001", "kW": "1e3", "MW": "1e6"},
    "kgCO2e": {"gCO2e": "0.001", "tCO2e": "1e3", "ktCO2e": "1e6", "MtCO2e": "1e9"},
    "gCO2e/kWh": {"kgCO2e/kWh": "1e3", "gCO2e/MWh": "0.001", "kgCO2e/MWh": "1", "tCO2e/MWh": "1e3"},
    "L": {"mL": "0.001", "m3": "1e3", "m³": "1e3", "ML": "1e6"},
    "L/kWh": {"mL/kWh": "0.001", "L/MWh": "0.001", "m3/MWh": "1", "m³/MWh": "1"},
    "MJ": {"kJ": "0.001", "GJ": "1e3", "TJ": "1e6"},
    "MJ/kWh": {"kJ/kWh": "0.001", "GJ/MWh": "1"},
    "kgSbe": {"gSbe": "0.001", "mgSbe": "1e-6"},
    "kgSbe/kWh": {"gSbe/kWh": "0.001", "mgSbe/kWh": "1e-6"},
    "h": {"d": "24"},
    "accelerator-h": {"accelerator-d": "24", "kaccelerator-h": "1e3"},
    "core-h": {"core-d": "24"},
    "FLOP": {"GFLOP": "1e9", "TFLOP": "1e12", "PFLOP": "1e15", "EFLOP": "1e18", "ZFLOP": "1e21"},
    "1": {"%": "0.01"},
    "%": {"1": "100"},
}
_SPELLINGS = {
    "gpu-h": "accelerator-h",
    "gpuh": "accelerator-h",
    "gpu-hours": "accelerator-h",
    "accelerator-hours": "accelerator-h",
    "hours": "h",
    "days": "d",
    "liter": "L",
    "litre": "L",
    "liters": "L",
    "litres": "L",
    "percent": "%",
    "t": "tCO2e",
    "tonnes": "tCO2e",
    "tco2": "tCO2e",
    "tco2eq": "tCO2e",
    "kgco2eq": "kgCO2e",
    "gco2eq": "gCO2e",
    "gco2eq/kwh": "gCO2e/kWh",
    "kgco2eq/kwh": "kgCO2e/kWh",
    "flops": "FLOP",
}


def converted(value: object, given: str, wanted: str) -> str | None:
    """`value` in the unit `wanted` as a numeral, or None where the units are not of one kind or it is no number."""
    units = _PER.get(wanted, {})
    unit = given if given in units else _spelling(given, wanted, units)
    factor = "1" if unit == wanted else units.get(unit) if unit else None
    if factor is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _plain(Decimal(repr(value)) * Decimal(factor))


def _spelling(given: str, wanted: str, units: dict[str, str]) -> str | None:
    """The unit that `given` is another spelling of. Letters of one case may differ: mW is not MW."""
    compact = given.replace(" ", "")
    known = _SPELLINGS.get(compact.lower())
    if known:
        return known
    alike = [unit for unit in (wanted, *units) if unit.lower() == compact.lower()]
    near = [unit for unit in alike if unit[0] == compact[0] or unit[0] != "M"]
    return near[0] if len(near) == 1 else None


def _plain(number: Decimal) -> str:
    number = number.normalize()
    return f"{number:f}" if -7 < number.adjusted() < 16 else f"{number:e}"
