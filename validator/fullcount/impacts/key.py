"""What an impact figure is a figure of."""

from dataclasses import dataclass

__all__ = ["UNITS", "Key"]

UNITS = {
    "energy": "kWh",
    "pe": "MJ",
    "gwp": "kgCO2e",
    "adpe": "kgSbe",
    "water": "L",
    "water-scarcity": "m3 world eq",
}


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Category, phase, part and greenhouse-gas basis; empty text where an axis does not apply."""

    category: str
    phase: str
    part: str = ""
    ghg_basis: str = ""

    def __str__(self) -> str:
        words = [self.category, self.phase, self.part, f"{self.ghg_basis}-based" if self.ghg_basis else ""]
        return " ".join(word for word in words if word)
