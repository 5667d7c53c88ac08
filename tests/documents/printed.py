"""The numbers of the source tables as they are printed there, in the units of the source."""

from decimal import Decimal

__all__ = ["PRINTED", "in_units_of_the_standard"]

PRINTED: dict[str, dict[str, str]] = {
    "bloom": {
        "kWh": "433196 266522 158972 87210 64257 57961 51686 43172 1163088 1163032 433195 256646",
        "t": "24.69 15.19 9.06 4.97 3.66 3.3 2.95 2.46 66.29 14.6 11.2 7.6 3.6 50.5",
        "%": "37.24 22.92 13.68 7.49 5.53 4.98 4.45 3.71 28.9 22.2",
        "GPU-h": "1082990 3460000 2200000 1240000",
        "g/kWh": "57",
        "kg": "2500 150",
    },
    "bloom-inference": {"kWh": "914", "kg": "340", "g/kWh": "394", "": "230768 16"},
    "olmo": {
        "MWh": "459 19 196 116 913 230 157 54 30 0.8",
        "t": "159 6 65 46 312 101 52 18 10 0.3 0.4 1 2 3 22 70 32 0 493",
        "kL": "843 24 252 402 1921 892 202 70 39 1 1.6 3.6 5.9 10 87 487 122 0 4.8 2769",
        "GPU-h": "29000 269000 191000 27000 680000 1650000",
        "": "813 20 375 156 35 1.2 1.12",
        "g/kWh": "332 352 351",
        "L/kWh": "1.29 3.10 0",
        "kg": "3700",
        "L": "100.4 2.2",
    },
    "mistral": {"t": "20400", "m3": "281000", "kgSb": "660", "%": "1.5 11 5 61 85.5 91 29 3 2 7"},
    "mistral-answer": {"g": "1.14", "mL": "45", "mgSb": "0.16"},
    "gemini": {
        "Wh": "0.24 0.14 0.06 0.02",
        "Wh narrow": "0.10",
        "g": "0.03 0.023 0.010",
        "g narrow": "0.02",
        "mL": "0.26",
        "mL narrow": "0.12",
        "%": "58 25 10 8",
        "g/kWh": "94 345",
        "L/kWh": "1.15",
        "": "1.09",
    },
}
UNITS = {
    "kWh": ("kWh", "1"),
    "MWh": ("kWh", "1000"),
    "Wh": ("kWh", "0.001"),
    "Wh narrow": ("Wh", "1"),
    "t": ("kgCO2e", "1000"),
    "kg": ("kgCO2e", "1"),
    "g": ("kgCO2e", "0.001"),
    "g narrow": ("g", "1"),
    "kL": ("L", "1000"),
    "m3": ("L", "1000"),
    "L": ("L", "1"),
    "mL": ("L", "0.001"),
    "mL narrow": ("mL", "1"),
    "kgSb": ("kgSbe", "1"),
    "mgSb": ("kgSbe", "0.000001"),
    "GPU-h": ("accelerator-h", "1"),
    "g/kWh": ("gCO2e/kWh", "1"),
    "L/kWh": ("L/kWh", "1"),
    "%": ("%", "1"),
    "": ("1", "1"),
}


def in_units_of_the_standard(name: str) -> set[tuple[float, str]]:
    """Every printed number of one document, converted."""
    return {
        (float(Decimal(number) * Decimal(UNITS[unit][1])), UNITS[unit][0])
        for unit, numbers in PRINTED[name].items()
        for number in numbers.split()
    }
