"""How values are written into the formats of others."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from fullcount_reports.exports.losses import Loss, loss_lines

__all__ = ["NOT_EXPRESSED", "beside", "decimal_text", "identifier", "json_text", "the_only"]

NOT_EXPRESSED = "not-expressed.txt"
"""The file beside an export in whose format the losses have no place."""
T = TypeVar("T")


def json_text(node: object) -> str:
    """A JSON document as a text file; what cannot be seen, such as a direction mark, is an escape in it."""
    text = json.dumps(node, indent=2, ensure_ascii=False) + "\n"
    return "".join(sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in text)


def decimal_text(value: float) -> str:
    """All digits of a number, without an exponent."""
    return format(Decimal(repr(value)), "f")


def identifier(*parts: str) -> str:
    """A UUID that is always the same for the same parts."""
    return str(uuid5(NAMESPACE_URL, "/".join(parts)))


def the_only(values: Iterable[T | None]) -> T | None:
    """The value that all of them are; None where they differ, one is not there, or there are none."""
    first, *others = [*values] or [None]
    return first if all(other == first for other in others) else None


def beside(lost: Sequence[Loss]) -> dict[str, str]:
    """The file that tells what is not expressed, where anything is not."""
    text = "".join(f"{line}\n" for line in loss_lines(lost))
    return {NOT_EXPRESSED: text} if text else {}
