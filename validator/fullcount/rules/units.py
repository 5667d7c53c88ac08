"""Units as publications print them, brought to those of the schema.

The factors are those of SI and its prefixes; 1 kWh = 3.6 MJ; the pound is 0.45359237 kg (international yard and pound
agreement, 1959); a year is 365 days, as in the formulas.
"""

import re

from fullcount.impacts.formulas import HOURS_PER_YEAR

__all__ = ["conversion"]

_PREFIXES = {
    "": 1.0,
    "m": 1e-3,
    "k": 1e3,
    "M": 1e6,
    "G": 1e9,
    "T": 1e12,
    "P": 1e15,
    "E": 1e18,
    "Z": 1e21,
    "Y": 1e24,
}
_BASES = {
    "g": ("mass", 1e-3),
    "t": ("mass", 1e3),
    "lb": ("mass", 0.45359237),
    "Wh": ("energy", 1e-3),
    "J": ("energy", 1e-3 / 3600),
    "W": ("power", 1.0),
    "L": ("volume", 1.0),
    "l": ("volume", 1.0),
    "m3": ("volume", 1e3),
    "FLOP": ("arithmetic", 1.0),
    "h": ("time", 1.0),
}
_WHOLE = {
    "t": ("mass", 1e3),
    "min": ("time", 1 / 60),
    "s": ("time", 1 / 3600),
    "days": ("time", 24.0),
    "years": ("time", HOURS_PER_YEAR),
    "1": ("number", 1.0),
    "%": ("number", 0.01),
}
_SUBSTANCE = r"(?P<unit>[A-Za-z]+?) ?(?:(?P<carbon>CO2) ?(?:eq?)?|(?P<of>Sb|P|N|NMVOC|CFC11) ?eq?)"
_DEVICE_HOURS = r"(?P<prefix>[kM]?) ?(?P<of>accelerator|core|GPU|TPU|device|CPU)[- ]?(?:h|hours?)"


def conversion(printed: str, wanted: str) -> float | None:
    """What a figure in the `printed` unit is multiplied by to be in the `wanted` one; None if they do not convert.

    A plain mass stands for that of any substance, as in 12.9 t for 12,900 kgCO2e.
    """
    if printed == wanted:
        return 1.0
    one, other = _quotient(printed), _quotient(wanted)
    if one is None or other is None:
        return None
    same = one[0] == other[0] or _plain(one[0]) == other[0] or one[0] == _plain(other[0])
    return one[1] / other[1] if same else None


def _plain(dimension: str) -> str:
    return re.sub("mass of [A-Z0-9a-z]+", "mass", dimension)


def _quotient(unit: str) -> tuple[str, float] | None:
    """Dimension and size of a unit such as `kg`, `tCO2eq` or `g/kWh`."""
    parts = [_measured(part.strip()) for part in unit.split("/")]
    if len(parts) > 2 or None in parts:
        return None
    sizes = [part for part in parts if part]
    dimension = "/".join(name for name, _ in sizes)
    return dimension, sizes[0][1] / (sizes[1][1] if len(sizes) > 1 else 1.0)


def _measured(unit: str) -> tuple[str, float] | None:
    if substance := re.fullmatch(_SUBSTANCE, unit):
        mass = _measured(substance["unit"])
        of = substance["carbon"] or substance["of"]
        return (f"mass of {of}", mass[1]) if mass and mass[0] == "mass" else None
    if hours := re.fullmatch(_DEVICE_HOURS, unit):
        of = "core" if hours["of"] in {"core", "CPU"} else "accelerator"
        return f"{of}-hours", _PREFIXES[hours["prefix"]]
    if unit in _WHOLE:
        return _WHOLE[unit]
    for base, (dimension, size) in _BASES.items():
        prefix = unit.removesuffix(base)
        if unit.endswith(base) and prefix in _PREFIXES:
            return dimension, size * _PREFIXES[prefix]
    return None
