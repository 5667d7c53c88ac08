"""The parts of a request, each judged on its own."""

from binascii import Error as NotBase64
from binascii import a2b_base64
from datetime import date
from json import dumps
from typing import Any, NamedTuple

__all__ = ["Named", "Unfit", "day", "document", "item", "shown", "yes_or_no"]

LONGEST_NAME = 1000
"""Characters in the name of a document; our choice, more than file systems take."""

SHOWN = 60
"""Characters of a wrong value that a refusal repeats."""


class Named(NamedTuple):
    """The bytes of a document, and the name that the user knows it by."""

    name: str
    data: bytes


class Unfit(Exception):  # noqa: N818 - it is what the sender did, not a fault of the program
    """A part that is not what it must be, in short phrases."""

    def __init__(self, found: str, expected: str, remedy: str) -> None:
        super().__init__(found, expected, remedy)
        self.found, self.expected, self.remedy = found, expected, remedy


def shown(value: object) -> str:
    """A wrong value in a few characters of ASCII; what holds others only by its kind."""
    match value:
        case dict():
            return "an object"
        case list() | tuple():
            return "a list"
        case None | bool() | int() | float():
            return dumps(value)[:SHOWN]
        case str():
            text = dumps(value[:SHOWN])
            return text if len(value) <= SHOWN else f"{text} and {len(value) - SHOWN} characters more"
        case _:
            return f"a {type(value).__name__}"


def document(value: object) -> Named:
    """The bytes of `{"name", "text"}` or `{"name", "base64"}`. Raises Unfit.

    Their number is not judged here: a document above the limit is unreadable, like a file above it.
    """
    expected = "an object with name and text, or with name and base64 where the bytes are not UTF-8"
    if not isinstance(value, dict) or set(value) not in ({"name", "text"}, {"name", "base64"}):
        found = (
            f"an object with the keys {sorted(map(shown, value))}"
            if isinstance(value, dict)
            else shown(value)
        )
        raise Unfit(found[:200], expected, "send name and text")
    return Named(_name(value["name"]), _bytes(value))


def _name(name: object) -> str:
    if not isinstance(name, str) or not name or len(name) > LONGEST_NAME or not _is_unicode(name):
        found = f"the name {shown(name)}"
        raise Unfit(
            found, f"a text of 1 to {LONGEST_NAME} characters", "name the document as its file is named"
        )
    return name


def _is_unicode(text: str) -> bool:
    """Whether no half of a surrogate pair stands alone."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _bytes(value: dict[str, object]) -> bytes:
    key = "text" if "text" in value else "base64"
    content = value[key]
    if not isinstance(content, str):
        raise Unfit(f"{key} that is {shown(content)}", "a text", f"send {key} as a text")
    if key == "text":
        return content.encode("utf-8", "surrogatepass")
    try:
        return a2b_base64(content, strict_mode=True)
    except (NotBase64, ValueError):
        remedy = "encode the bytes of the file as base64"
        raise Unfit("base64 that cannot be decoded", "base64 of RFC 4648 with padding", remedy) from None


def day(value: object) -> date:
    """The day `YYYY-MM-DD`. Raises Unfit."""
    try:
        if isinstance(value, str) and len(value) == len("YYYY-MM-DD"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Unfit(f"the day {shown(value)}", "a day, YYYY-MM-DD", "send the day of the check")


def item(value: object) -> dict[str, Any]:
    """An object of any keys. Raises Unfit."""
    if isinstance(value, dict):
        return value
    raise Unfit(shown(value), "an object", "send one item of the list reviews of a disclosure")


def yes_or_no(value: object) -> bool:
    """True or false, and no other value that counts as one. Raises Unfit."""
    if isinstance(value, bool):
        return value
    raise Unfit(shown(value), "true or false", "leave it out for true")
