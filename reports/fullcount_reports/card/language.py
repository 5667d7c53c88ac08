"""The languages of the card: English, and each that has a table in the folder `languages`.

A table has the columns key, english and text. Its keys are those of the English catalogue, the titles of codes as
`code/CODELIST/CODE`, and `language/thousands` and `language/decimal`, whose text is the Unicode name of a character.
"""

import csv
import unicodedata
from functools import cache
from pathlib import Path

from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.english import ENGLISH

__all__ = ["FOLDER", "catalogue_of", "languages"]

FOLDER = Path(__file__).parent / "languages"
OF_CODES, OF_NUMBERS = "code/", "language/"


def languages() -> tuple[str, ...]:
    """The codes of the languages (BCP 47), English first."""
    return (ENGLISH.language, *sorted(path.stem for path in FOLDER.glob("*.csv")))


@cache
def catalogue_of(language: str) -> Catalogue:
    """The catalogue of a language. Raises `FileNotFoundError` for one that has no table."""
    if language == ENGLISH.language:
        return ENGLISH
    with (FOLDER / f"{language}.csv").open(encoding="utf-8", newline="") as table:
        texts = {row["key"]: row["text"] for row in csv.DictReader(table)}
    thousands, decimal = (
        unicodedata.lookup(texts[f"{OF_NUMBERS}{name}"]) for name in ("thousands", "decimal")
    )
    titles = {key.removeprefix(OF_CODES): text for key, text in texts.items() if key.startswith(OF_CODES)}
    own = {key: text for key, text in texts.items() if not key.startswith((OF_CODES, OF_NUMBERS))}
    return Catalogue(language, thousands, decimal, own, titles)
