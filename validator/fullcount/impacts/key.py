"""What an impact figure is a figure of."""

from typing import NamedTuple

from fullcount.categories import UNITS

__all__ = ["UNITS", "Key", "category_words"]


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
