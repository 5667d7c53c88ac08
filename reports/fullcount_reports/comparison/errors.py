"""What is wrong with a wish of the user, as data."""

from collections.abc import Iterable
from typing import NamedTuple

from fullcount.disclosure.spelling import nearest, quoted
from fullcount.problems import ProblemsError

__all__ = ["Wish", "WishError", "unknown"]


class Wish(NamedTuple):
    """An option that cannot be followed. `found`, `expected` and `remedy` are short phrases without a full stop."""

    option: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.option}: found {self.found}, expected {self.expected}: {self.remedy}"


class WishError(ProblemsError):
    """A comparison that cannot be made as asked; `problems` are all that is wrong with the options, or with two
    disclosures that cannot be added.
    """


def unknown(option: str, word: str, known: Iterable[str], of: str = "") -> Wish:
    """A word that is none of the known ones, with the nearest of them."""
    names = list(known)
    near = nearest(word, names)
    listed = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
    remedy = f"did you mean {near}?" if near else of or "use one of them"
    return Wish(option, quoted(word), f"one of {listed}" if names else "something to choose from", remedy)
