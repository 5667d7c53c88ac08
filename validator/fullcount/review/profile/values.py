"""What is wrong with one value of a profile."""

from typing import Any, NamedTuple

from fullcount.disclosure.fault import shown

__all__ = ["Fault", "kind_of", "text_fault"]


class Fault(NamedTuple):
    """What was found at `pointer`, what should be there, what to do; `at_key` where the key itself is wrong."""

    pointer: str
    found: str
    expected: str
    remedy: str
    at_key: bool = False


def kind_of(value: Any) -> str:
    """A value as a phrase, never long."""
    return "an empty text" if isinstance(value, str) and not value.strip() else shown(value)


def text_fault(pointer: str, value: Any, longest: int) -> Fault | None:
    """What keeps a value from being a text of at most `longest` characters, if anything does."""
    expected = f"a text of at most {longest:,} characters"
    if not isinstance(value, str) or not value.strip():
        return Fault(pointer, kind_of(value), expected, "write it in words")
    if len(value) > longest:
        return Fault(pointer, f"a text of {len(value):,} characters", expected, "shorten it")
    return None
