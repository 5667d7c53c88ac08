"""Units that a table may use, and what they are in the unit of the ledger.

| field             | ledger | source of the factors                                                               |
|-------------------|--------|-------------------------------------------------------------------------------------|
| time              | s      | BIPM, The International System of Units, 9th edition (2019), table 8: min, h, d     |
| accelerator-hours | h      | the same                                                                            |
| energy            | kWh    | 1 J = 1 W s, so 1 kWh = 3.6 MJ exactly; prefixes of the same, table 7               |
| emissions         | kgCO2e | 1 t = 1000 kg, table 8                                                              |
| memory            | GiB    | IEC 80000-13:2008: Ki, Mi, Gi, Ti are powers of 1024; k, M, G, T are powers of 1000 |
"""

__all__ = ["UNITS"]

_S = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9, "min": 60.0, "h": 3600.0, "d": 86400.0}
_GIB = 2.0**30
_BYTES = {"B": 1.0, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12}
_BINARY = {"KiB": 2.0**10, "MiB": 2.0**20, "GiB": _GIB, "TiB": 2.0**40}

UNITS: dict[str, dict[str, float]] = {
    "elapsed_s": _S,
    "accelerator_hours": {unit: seconds / 3600.0 for unit, seconds in _S.items()},
    "energy_kwh": {
        "kWh": 1.0,
        "Wh": 1e-3,
        "mWh": 1e-6,
        "MWh": 1e3,
        "GWh": 1e6,
        "J": 1 / 3.6e6,
        "mJ": 1 / 3.6e9,
        "kJ": 1 / 3.6e3,
        "MJ": 1 / 3.6,
        "GJ": 1e3 / 3.6,
    },
    "ghg_kgco2e": {"kg": 1.0, "g": 1e-3, "mg": 1e-6, "t": 1e3, "kgCO2e": 1.0, "gCO2e": 1e-3, "tCO2e": 1e3},
    "memory_gib": {unit: size / _GIB for unit, size in {**_BYTES, **_BINARY}.items()},
}
"""For each field that has a unit: factor to the unit in the field's name. Capitals count: MWh is no mWh."""
