"""Cells of Slurm exports in SQL: what each text says, and whether it says it plainly.

The SQL is in DuckDB's dialect and keeps to what Spark has too.
"""

from collections.abc import Sequence

from fullcount.ledger.engine.base import literal

__all__ = [
    "NO_ENERGY",
    "clock",
    "extract",
    "is_once",
    "is_plain_moment",
    "is_written",
    "measured",
    "moment",
    "one_of",
    "suffixed",
    "timestamp",
]

_NO_TIME = ("", "Unknown", "None")
NO_ENERGY = ("", "0", "N/A")
_NO_VALUE = (0, 4294967294, 4294967295)
_MOMENT = "____-__-__T__:__:__"
_SUFFIXES = (("K", 10**3), ("M", 10**6), ("G", 10**9), ("T", 10**12), ("P", 10**15))


def clock(cell: str) -> str:
    """Seconds of `[DD-]HH:MM:SS`; null for anything else."""
    days = f"case when contains({cell}, '-') then cast(split_part({cell}, '-', 1) as bigint) else 0 end"
    parts = (
        f"cast(left(right({cell}, {at}), 2) as bigint) * {seconds}"
        for at, seconds in ((8, 3600), (5, 60), (2, 1))
    )
    form = f"regexp_matches({cell}, '^([0-9]{{1,4}}-)?[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}$')"
    return f"case when {form} then ({days}) * 86400 + {' + '.join(parts)} end"


def timestamp(cell: str) -> str:
    """A plain moment; a cast alone reads blanks, zones, fractions and the hour 24 too."""
    year, second = f"{cell} >= '1' and {cell} < '3'", f"substr({cell}, 19, 1) between '0' and '9'"
    hour = f"substr({cell}, 11, 3) between 'T00' and 'T23' and not contains({cell}, ' ')"
    form = f"{cell} like '{_MOMENT}' and {year} and {hour} and {second}"
    return f"case when {form} then try_cast({cell} as timestamp) end"


def is_written(number: str, cell: str) -> str:
    """Whether a cell is this whole number, in digits alone."""
    return f"cast({number} as varchar) = {cell}"


def is_once(cell: str, text: str) -> str:
    """Whether a text that stands in a cell stands there once."""
    return f"length({cell}) - length(replace({cell}, {literal(text)}, '')) <= {len(text)}"


def is_plain_moment(read: str, cell: str) -> str:
    """Whether a moment was read, or the cell says in the usual words that there is none."""
    return f"({read} is not null or {one_of(cell, _NO_TIME)})"


def moment(cell: str) -> str:
    """The text of a moment; null for the words in its place."""
    return f"case when length({cell}) = 19 then {cell} end"


def extract(cell: str, pattern: str) -> str:
    """The second group of a pattern in a cell."""
    return f"regexp_extract({cell}, {literal(pattern)}, 2)"


def measured(joules: str) -> str:
    """Joules, but for Slurm's words for none."""
    return f"case when not {one_of(joules, _NO_VALUE)} then {joules} end"


def one_of(expression: str, values: Sequence[str | int]) -> str:
    """Whether an expression has one of these values."""
    written = (literal(value) if isinstance(value, str) else str(value) for value in values)
    return "(" + " or ".join(f"{expression} = {value}" for value in written) + ")"


def suffixed(cell: str) -> str:
    """Joules of `39.98M`, exactly; null for anything that is no such number."""
    number = f"try_cast(regexp_extract({cell}, '^([0-9]+([.][0-9]{{1,6}})?)[KMGTP]?$', 1) as decimal(18, 6))"
    cases = (f"when right({cell}, 1) = '{suffix}' then {factor}" for suffix, factor in _SUFFIXES)
    factor = f"case {' '.join(cases)} else 1 end"
    joules = f"cast({number} * cast({factor} as decimal(18, 0)) as decimal(38, 6))"
    return f"case when {one_of(cell, NO_ENERGY)} then null else {joules} end"
