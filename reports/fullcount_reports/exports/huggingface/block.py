"""`co2_eq_emissions` as YAML that every reader takes alike: plain digits, and texts in double quotes."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from fullcount_reports.exports.huggingface.training import decimal

__all__ = ["FIELDS", "KEY", "block_lines", "quoted"]

KEY = "co2_eq_emissions"
FIELDS = ("emissions", "source", "training_type", "geographical_location", "hardware_used")
"""The keys that the hub documents; `emissions` is in grams."""


def block_lines(
    values: Mapping[str, str | Decimal], further: Sequence[str] = (), indent: str = ""
) -> list[str]:
    """The lines of the block without line ends; `further` are lines below it that stay as they are."""
    inner = [f"{indent}  {key}: {_scalar(value)}" for key, value in values.items()]
    return [f"{indent}{KEY}:", *inner, *further]


def _scalar(value: str | Decimal) -> str:
    return quoted(value) if isinstance(value, str) else decimal(value)


def quoted(text: str) -> str:
    """A text in double quotes, of which nothing can end the quotes or the line, in YAML 1.1 and 1.2."""
    return "".join(
        character if character.isprintable() else _escaped(character)
        for character in json.dumps(text, ensure_ascii=False)
    )


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
