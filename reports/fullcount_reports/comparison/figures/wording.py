"""Numbers and names as they stand in a figure: short, clipped, and with the status of their data."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import wrap

from fullcount_reports.card.codes import in_order
from fullcount_reports.comparison.figures.records import Record, number, words

__all__ = [
    "ROWS",
    "clip",
    "intervals",
    "joined",
    "left_over",
    "measure",
    "name_of",
    "origin",
    "percent",
    "short",
    "status_of",
    "statuses",
    "wrapped",
]

ROWS = 60
_LINE = 140
_MEASURES = {"ghg": "greenhouse gases", "adpe": "minerals (ADPe)", "pe": "primary energy"}
_STATUS = {"primary": "primary", "transcribed": "transcribed", "synthetic": "SYNTHETIC"}
_LARGE = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


def short(value: float) -> str:
    """Three significant digits; k, M and G from ten thousand."""
    for size, letter in _LARGE if abs(value) >= 1e4 else ():
        if abs(value) >= size:
            return f"{_digits(value / size)}{letter}"
    return _digits(value)


def percent(share: float) -> str:
    """A share of 1 in per cent with a no-break space."""
    return f"{_digits(100 * share)}\N{NO-BREAK SPACE}%"


def _digits(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def clip(text: str, columns: int) -> str:
    """At most that many columns of the width of a Latin letter, with an ellipsis for the rest."""
    if _columns(text) <= columns:
        return text
    kept, width = "", 0
    for character in text:
        width += _columns(character)
        if width > columns - 1:
            break
        kept += character
    return f"{kept.rstrip()}…"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str) -> list[str]:
    """Lines for below the title of a figure."""
    return wrap(text, _LINE, break_long_words=True) or [""]


def joined(parts: Iterable[str], separator: str = ", ") -> str:
    """The parts that are not empty."""
    return separator.join(part for part in parts if part)


def measure(code: str) -> str:
    """A metric of the comparison in words."""
    return _MEASURES.get(code, clip(code, 24))


def name_of(record: Record) -> str:
    """What a row is about; a disclosure without a subject is called by its id."""
    return words(record, "subject") or words(record, "id") or "unnamed"


def origin(record: Record, columns: int) -> str:
    """Developer, year, and the status of data that are not the lab's own; the developer is what is clipped."""
    status = status_of(record)
    mark = "" if status == "primary" else _STATUS.get(status, status)
    after = joined((words(record, "year"), mark))
    return joined((clip(words(record, "developer"), max(columns - len(after) - 2, 8)), after))


def statuses(found: Sequence[Record]) -> str:
    """One sentence on how many rows are whose; empty where all are the lab's own or none says."""
    count = Counter(status_of(record) for record in found)
    if not set(count) - {"primary", ""}:
        return ""
    codes = (code for code in in_order("data-status", count) if code)
    return f"Status of the data: {joined(f'{count[code]} {_STATUS.get(code, code)}' for code in codes)}."


def status_of(record: Record) -> str:
    """A code of the codelist data-status; empty where the frame does not say it."""
    status = words(record, "data_status")
    return status if status in {*_STATUS, ""} else "other"


def intervals(found: Iterable[Record], *ends: str) -> str:
    """One sentence where a row has one of these ends of an interval."""
    some = any(number(record, end) is not None for record in found for end in ends)
    return "Lines are the intervals of 90\N{NO-BREAK SPACE}% that are stated or propagated." if some else ""


def left_over(drawn: int, given: int, what: str = "rows") -> str:
    """One sentence where not every row is drawn."""
    return f"The first {drawn} of {given} {what} are drawn; the table has all." if drawn < given else ""
