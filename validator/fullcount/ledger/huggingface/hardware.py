"""Hardware as cards name it: how many accelerators, and which."""

import re
from typing import NamedTuple

from fullcount.ledger.reading.loose import is_missing

__all__ = ["Named", "hardware_of", "same_model"]

_LONGEST = 300
_NODES = re.compile(
    r"(\d{1,5})\s*(?:x\s*)?nodes?\s*(?:of|with|x|×|,)?\s*(?:each\s*)?"
    r"(\d{1,4})\s*[x×]?\s+(.+)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(\d{1,6})\s*(?:[x×*]\s*|\s)(?!nodes?\b)(.+)", re.IGNORECASE)
_LAST = re.compile(r"(.+?)\s*(?:[x×*]\s*(\d{1,6})|\(\s*[x×]?\s*(\d{1,6})\s*[x×]?\s*\))", re.IGNORECASE)
_WORDS = re.compile(r"(?<![a-z]-)\b(?:gpus?|graphics cards?|accelerators?|cards?|chips?)\b\.?", re.IGNORECASE)
_TOKENS = re.compile(r"[a-z]*\d+[a-z]*")


class Named(NamedTuple):
    """The number of accelerators (None: not said) and their model (empty: not said)."""

    number: float | None
    model: str


def hardware_of(text: str) -> Named:
    """`8 v100 GPUs`, `8 x NVIDIA A40`, `A100 (x4)`, `2 nodes of 8 H100`; a number inside a name is no count."""
    text = " ".join(re.sub(r"[*_`]", "", text[:_LONGEST]).split())
    if is_missing(text):
        return Named(None, "")
    if found := _NODES.fullmatch(text):
        return Named(float(found[1]) * float(found[2]), _model(found[3]))
    if found := _FIRST.fullmatch(text):
        return Named(_counted(found[1]), _model(found[2]))
    if found := _LAST.fullmatch(text):
        return Named(_counted(found[2] or found[3]), _model(found[1]))
    return Named(None, _model(text))


def _counted(digits: str) -> float | None:
    return float(digits) if int(digits) > 0 else None


def _model(text: str) -> str:
    bare = _WORDS.sub("", re.sub(r"\([^)]*\)", "", text))
    return " ".join(bare.replace("+", " ").replace(":", " ").split()).strip(" ,.;-")[:200]


def same_model(first: str, second: str) -> bool:
    """Whether two names can be of one model: the one holds a number such as a40 that the other has, too."""
    one, two = (set(_TOKENS.findall(name.lower())) for name in (first, second))
    if not one or not two:
        return True
    return not one.isdisjoint(two)
