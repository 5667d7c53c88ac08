"""Words of two letters: the code of a country, never part of a name."""

from typing import TYPE_CHECKING

from fullcount.factors.places import countries, normalise_place

if TYPE_CHECKING:
    from fullcount.factors.library import FactorLibrary

__all__ = ["country_named", "is_two_letters", "places_like"]

MOST = 5


def is_two_letters(word: str) -> bool:
    """Whether a word is as long as an alpha-2 code and has letters only."""
    return len(word) == len("FR") and word.isascii() and word.isalpha()


def country_named(letters: str) -> str:
    """Code and name of the country with these two letters: `VAT (Holy See)`; "" where there is none."""
    code, known = normalise_place(letters.upper()), countries()
    return f"{code} ({known[code]})" if code in known else ""


def places_like(library: "FactorLibrary", letters: str) -> list[str]:
    """Up to five places with factors that two letters may have meant, with their names: `US-VT (Vermont)` for `VT`.

    First the subdivisions that end in them, then the countries whose code or name begins with them, then those
    whose code has both, in this order.
    """
    places = {factor.region: factor.name for factor in library.scan() if factor.region}
    ranked = sorted((rank, code) for code in places if (rank := _rank(code, places[code], letters.upper())))
    return [f"{code} ({places[code]})" if places[code] else code for _, code in ranked[:MOST]]


def _rank(code: str, name: str, letters: str) -> int:
    """How near a place is, 1 the nearest; 0 where it is not alike."""
    if code.endswith(f"-{letters}"):
        return 1
    if len(code) != len("FRA"):
        return 0
    if letters in (code[:2], name[:2].upper()):
        return 2
    return 3 if _in_order(code, letters) else 0


def _in_order(code: str, letters: str) -> bool:
    first, _, rest = code.partition(letters[0])
    return first != code and letters[1] in rest
