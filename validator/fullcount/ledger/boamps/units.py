"""Units of energy in BoAmps reports, in kilowatt-hours.

1 kWh is 3.6 MJ by definition (SI brochure, 9th edition, table 8: the hour is 3,600 s). The BTU is the
International Table one, 1,055.05585262 J (ISO 31-4:1992). Symbols are case-sensitive: mWh is not MWh.
"""

__all__ = ["is_operations", "kwh_per"]

_JOULES_PER_KWH = 3.6e6
_JOULES_PER_BTU = 1055.05585262
_KWH = {"mWh": 1e-6, "Wh": 1e-3, "kWh": 1.0, "MWh": 1e3, "GWh": 1e6}
_JOULES = {
    "Joule": 1.0,
    "J": 1.0,
    "kJoule": 1e3,
    "MJoule": 1e6,
    "GJoule": 1e9,
    "TJoule": 1e12,
    "PJoule": 1e15,
}
_SPELLED = {"KWh": "kWh", "kwh": "kWh", "KWH": "kWh", "wh": "Wh", "WH": "Wh"}


def kwh_per(unit: str) -> float | None:
    """Kilowatt-hours in one `unit`, or None when it is no unit of energy that is known.

    `kwh` and `wh` in any capitals are read, as nothing else can be meant; `MWH` and `mwh` could be two units.
    """
    unit = _SPELLED.get(unit, unit)
    if unit in _JOULES:
        return _JOULES[unit] / _JOULES_PER_KWH
    return _JOULES_PER_BTU / _JOULES_PER_KWH if unit == "BTU" else _KWH.get(unit)


def is_operations(unit: str) -> bool:
    """Whether a unit counts operations (`petaFLOPS`): then the figure is no energy at all."""
    return unit.upper().endswith(("FLOPS", "FLOP", "FLOP/S"))
