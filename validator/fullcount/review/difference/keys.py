"""By what an item of a list is known from one revision to the next: never by its place in the list."""

from collections.abc import Mapping
from typing import Any

__all__ = ["KEYS", "Words", "is_plain", "primary_label", "words_of"]

Words = tuple[str, ...]

ID = (("id",),)
IMPACT = ("category", "phase", "part", "ghg_basis", "covers", "life_cycle_stages", "period", "per")
AXES = ("component", "stage", "run_type", "outcome", "facility", "equipment", "period")
KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "extensions": (("prefix",),),
    "components": ID,
    "lineage": (("name", "relation", "component"), ("disclosure",)),
    "related": (("relation", "disclosure"), ("disclosure",)),
    "life_cycle": (("stage",),),
    "allocation": ID,
    "facilities": ID,
    "use_factors": (("category",),),
    "equipment": ID,
    "manufacture": (("category", "per", "covers"), ("category", "per"), ("category",)),
    "compute": (("id",), AXES),
    "subtotals": (("covers", "period"),),
    "impacts": (IMPACT, ("id",)),
    "restatements": (("of", "where"), ("where",)),
    "sources": (("id",), ("url",), ("title",)),
    "practices": (("practice",),),
    "evidence": (("id",), ("path",)),
    "reviews": (("reviewer", "date"), ("reviewer",)),
    "decisions": (("rule", "pointer"), ("rule",)),
}
"""For each list of the standard, the keys that tell its items apart. Those after the first are asked only of items
that the first found no partner for, and only where they leave no doubt: a compute line that was renamed, an impact row
that covers more than before."""


def words_of(item: Any, fields: tuple[str, ...]) -> Words | None:
    """The key of an item in words; None where it has none of the fields."""
    if not isinstance(item, dict):
        return None
    words = tuple(_word(item.get(field)) for field in fields)
    return words if any(words) else None


def primary_label(item: Any, name: str) -> str:
    """By what an item without partner is called; empty text where it has no key."""
    if is_plain(item):
        return _word(item)
    for fields in KEYS.get(name, ()):
        if words := words_of(item, fields):
            return "/".join(filter(None, words))
    return ""


def is_plain(value: Any) -> bool:
    """Whether a value has nothing inside it."""
    return not isinstance(value, dict | list)


def _word(value: Any) -> str:
    """A value as one word; lists and objects in an order of their own."""
    match value:
        case None:
            return ""
        case str():
            return value
        case list():
            return "+".join(sorted(map(_word, value)))
        case dict():
            return ",".join(f"{key}={_word(value[key])}" for key in sorted(value))
        case _:
            return repr(value)
