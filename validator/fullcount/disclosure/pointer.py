"""JSON pointers (RFC 6901)."""

from collections.abc import Iterable
from typing import Any

__all__ = ["child", "join", "lookup", "printable", "split"]


def child(parent: str, step: str | int) -> str:
    """The pointer of a key or an index below `parent`."""
    return f"{parent}/{str(step).replace('~', '~0').replace('/', '~1')}"


def join(steps: Iterable[str | int]) -> str:
    """The pointer that takes `steps` from the root."""
    pointer = ""
    for step in steps:
        pointer = child(pointer, step)
    return pointer


def split(pointer: str) -> list[str]:
    """The steps of a pointer; none for the root. Raises ValueError for text that is no pointer."""
    if pointer and not pointer.startswith("/"):
        raise ValueError(f"{pointer!r} is not a JSON pointer: it must be empty or begin with '/'")
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def printable(pointer: str) -> str:
    """The pointer with any half of a surrogate pair written as an escape, so that it can be encoded."""
    return pointer.encode("utf-8", "backslashreplace").decode()


def lookup(data: Any, steps: Iterable[str | int]) -> Any:
    """The value that `steps` lead to in plain data. Raises KeyError or IndexError when there is none."""
    for step in steps:
        data = data[step]
    return data
