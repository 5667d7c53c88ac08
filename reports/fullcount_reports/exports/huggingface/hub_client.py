"""What the hub's own client makes of a card, before and after its metadata were changed. Nothing is sent."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from fullcount_reports.exports.huggingface.block import KEY
from fullcount_reports.exports.huggingface.training import decimal

__all__ = ["HubClientMissing", "misread"]


_FRONT = re.compile(r"\s*---(?:\r\n|\r|\n)[\s\S]*?(?:\r\n|\r|\n)---[ \t]*(?:\r\n|\n|\Z)")
"""Metadata as the client finds them; without any it would warn."""


class HubClientMissing(ImportError):  # noqa: N818 - named for what is wrong
    """The library huggingface_hub is not there; the extra `hub` brings it."""

    def __str__(self) -> str:
        return "pip install 'fullcount[hub]'"


def misread(before: str, after: str, values: Mapping[str, str | Decimal] | None) -> list[str]:
    """The keys that huggingface_hub would read otherwise than meant; `values` is None where the key was removed.

    Nothing where it could not read the card before. Raises `HubClientMissing`.
    """
    meant, said = _read(before), _read(after)
    if meant is None:
        return []
    if said is None:
        return ["the metadata as a whole"]
    new, _ = said.pop(KEY, {}), meant.pop(KEY, None)
    return [*_unlike(new, values or {}), *(key for key in meant if not _same(meant[key], said.get(key)))]


def _same(meant: object, said: object) -> bool:
    """Equal, but for the line end of a text at the end of the metadata, which the client cuts off."""
    if isinstance(meant, str) and isinstance(said, str):
        return meant.rstrip("\n") == said.rstrip("\n")
    return meant == said


def _unlike(said: Mapping[str, Any], values: Mapping[str, str | Decimal]) -> list[str]:
    wanted = {
        key: value if isinstance(value, str) else float(decimal(value)) for key, value in values.items()
    }
    return [f"{KEY}.{key}" for key, value in wanted.items() if said.get(key) != value]


def _read(card: str) -> dict[str, Any] | None:
    """The metadata as the client reads them; None where it cannot."""
    try:
        from huggingface_hub import RepoCard  # noqa: PLC0415 - an extra, and slow to import
        from yaml import YAMLError  # noqa: PLC0415
    except ImportError:
        raise HubClientMissing from None
    text = card.removeprefix("\ufeff")
    if not _FRONT.match(text):
        return {}
    try:
        card_data: Any = RepoCard(text).data
        data: dict[str, Any] = card_data.to_dict()
    except (ValueError, TypeError, YAMLError):
        return None
    return data
