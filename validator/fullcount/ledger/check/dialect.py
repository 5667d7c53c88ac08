"""How a CSV file is written: its delimiter, quotes and header row, found out as frictionless 5 does it."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

__all__ = ["SAMPLE", "Dialect", "dialect_of", "header_row", "python_dialect"]

SAMPLE = 100
"""Lines, and records, that are looked at."""
_DELIMITERS = ",\t;|"
_LONG = 1 << 20


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the records of a file are written."""

    delimiter: str = ","
    quote: str = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_space: bool = False
    header: bool = True

    @property
    def usual(self) -> bool:
        """Whether the fast reader knows it: quotes doubled, nothing escaped, blanks kept."""
        return (
            self.double_quote
            and self.escape is None
            and not self.skip_space
            and self.quote == '"'
            and self.header
        )


def dialect_of(lines: Sequence[str], stated: Mapping[str, Any]) -> Dialect:
    """The dialect of a file by its first lines; what the package states comes first."""
    csv_part = stated.get("csv", {})
    told = {**stated, **csv_part} if isinstance(csv_part, dict) else dict(stated)
    guess = _sniffed("".join(lines), str(told.get("delimiter") or _DELIMITERS))
    escape = told.get("escapeChar")
    return Dialect(
        str(told.get("delimiter", guess.delimiter)),
        str(told.get("quoteChar", '"' if guess.quotechar in {"'", None} else guess.quotechar)),
        bool(told.get("doubleQuote", True)) if escape else True,
        escape,
        bool(told.get("skipInitialSpace", guess.skipinitialspace)),
        bool(told.get("header", True)),
    )


def _sniffed(text: str, delimiters: str) -> Any:
    try:
        return csv.Sniffer().sniff(text[:_LONG], delimiters)
    except csv.Error:
        return csv.excel()


def python_dialect(dialect: Dialect) -> csv.Dialect:
    """The same for the module csv."""
    made = csv.excel()
    made.delimiter, made.doublequote, made.escapechar = (
        dialect.delimiter,
        dialect.double_quote,
        dialect.escape,
    )
    made.skipinitialspace = dialect.skip_space
    made.quotechar = dialect.quote or None
    made.quoting = csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE
    return made


def header_row(sample: Sequence[Sequence[object]]) -> int:
    """The number of the first record that is about as wide as the mean of the sample; 1 where none is."""
    if not sample:
        return 1
    width = round(sum(map(len, sample)) / len(sample))
    drift = max(round(width * 0.1), 1)
    return next((number for number, cells in enumerate(sample, 1) if abs(len(cells) - width) <= drift), 1)


def first_lines(stream: IO[str]) -> list[str]:
    """The lines that the dialect is found out by."""
    return list(islice(stream, SAMPLE))
