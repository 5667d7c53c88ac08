"""What an impact figure is a figure of."""

from typing import NamedTuple

__all__ = ["UNITS", "Key", "category_words"]

UNITS = {
    "energy": "kWh",
    "pe": "MJ",
    "gwp": "kgCO2e",
    "adpe": "kgSbe",
    "water": "L",
    "water-withdrawal": "L",
    "water-scarcity": "m3 world eq",
    "adpf": "MJ",
    "ap": "mol H+ eq",
    "epf": "kgPe",
    "epm": "kgNe",
    "ept": "mol N eq",
    "pocp": "kgNMVOCe",
    "odp": "kgCFC11e",
    "pm": "disease incidence",
    "ir": "kBq U235 eq",
    "lu": "Pt",
    "ctue": "CTUe",
    "ctuh-c": "CTUh",
    "ctuh-nc": "CTUh",
}
"""The unit of each category of the codelist."""


class Key(NamedTuple):
    """Category, phase, part and greenhouse-gas basis; empty text where an axis does not apply."""

    category: str
    phase: str
    part: str = ""
    ghg_basis: str = ""

    def __str__(self) -> str:
        words = [self.category, self.phase, self.part, f"{self.ghg_basis}-based" if self.ghg_basis else ""]
        return " ".join(word for word in words if word)


_WORDS = {
    "energy": "electricity",
    "pe": "primary energy",
    "gwp": "greenhouse gases",
    "adpe": "mineral depletion",
    "water-scarcity": "water scarcity",
}


def category_words(category: str) -> str:
    """A category in words, for messages; the code itself where it is a word or not ours."""
    return _WORDS.get(category, category)
