"""The catalogue of a language: its separators and every text of the card by key."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Catalogue"]


@dataclass(frozen=True)
class Catalogue:
    """Texts by key; `{name}` in a text is filled by the caller and never read again as a text."""

    language: str
    thousands: str
    decimal: str
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key` with its values. Raises KeyError for a key that the language lacks."""
        return self.texts[key].format(**values)
