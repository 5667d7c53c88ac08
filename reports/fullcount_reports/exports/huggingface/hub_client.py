"""What the hub's own client makes of a card, before and after its metadata were changed. Nothing is sent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from fullcount_reports.exports.huggingface.block import KEY
from fullcount_reports.exports.huggingface.training import decimal

__all__ = ["HubClientMissing", "misread"]


class HubClientMissing(ImportError):  # noqa: N818 - named for what is wrong
    """The library huggingface_hub is not there; the extra `hub` brings it."""

    def __str__(self) -> str:
        return "pip install 'fullcount[hub]'"


def misread(before: str, after: str, values: Mapping[str, str | Decimal] | None) -> list[str]:
    """The keys that huggingface_hub would read otherwise than meant; `values` is None where the key was removed.

    Raises `HubClientMissing`.
    """
    meant = {**(_read(before) or {})}
    said: Any = _read(after)
    if said is None:
        return ["the metadata as a whole"]
    new, _ = said.pop(KEY, {}), meant.pop(KEY, None)
    return [*_unlike(new, values or {}), *(key for key in meant if meant[key] != said.get(key))]


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
    if not text.lstrip().startswith("---"):
        return {}
    try:
        data: dict[str, Any] = RepoCard(text).data.to_dict()
    except (ValueError, TypeError, YAMLError):
        return None
    return data
