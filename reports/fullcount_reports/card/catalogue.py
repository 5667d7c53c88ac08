"""The catalogue of a language: its separators, its dates, every text of the card by key, and the titles of codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fullcount_reports.card.codes import title_of

__all__ = ["Catalogue"]


@dataclass(frozen=True)
class Catalogue:
    """Texts by key; `{name}` in a text is filled by the caller and never read again as a text.

    `titles` are those of codes, by `codelist/code`; where it has none, the standard's own stands.
    """

    language: str
    thousands: str
    decimal: str
    texts: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key` with its values. Raises KeyError for a key that the language lacks."""
        return self.texts[key].format(**values)

    def title(self, codelist: str, code: str) -> str:
        """The title of a code; a custom or unknown code stands for itself."""
        return self.titles.get(f"{codelist}/{code}") or title_of(codelist, code)

    def lowered(self, codelist: str, code: str) -> str:
        """The title within a sentence; an abbreviation at its start stays as it is."""
        title = self.title(codelist, code)
        return title if title[1:2].isupper() else title[:1].lower() + title[1:]

    def day(self, text: str) -> str:
        """A date of the form YYYY-MM-DD as the language writes it; what is no date as it is."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        return self("day", year=f"{day.year:04}", month=f"{day.month:02}", day=f"{day.day:02}")

    def unit(self, name: str) -> str:
        """A unit as the language writes it."""
        return self.texts.get(f"unit/{name}", name)

    def parts(self, *texts: str) -> str:
        """Statements in a row; empty ones are left out."""
        return self("between-parts").join(text for text in texts if text)
