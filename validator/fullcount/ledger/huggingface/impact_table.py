"""Tables of training time and emissions by model, as the cards of the Llama models have them.

| header                                      | becomes                                                              |
|---------------------------------------------|----------------------------------------------------------------------|
| first column                                | the model: one row each; a row `Total` is skipped                    |
| … GPU hours                                 | accelerator-hours; columns of several phases are added               |
| … Power … (W)                               | left out, with a flag: a rated power is no measurement               |
| … Location-Based …, or plain emissions      | emissions in kgCO2e, from t, kg or g of the header                   |
| … Market-Based …                            | left out, with a flag                                                |

A table with the state of one training at several checkpoints is no list of runs: its figures run on, and are not added.
"""

import math
import re
from dataclasses import dataclass

from fullcount.ledger.huggingface.amounts import amount_of, kg_per
from fullcount.ledger.huggingface.tables import Table
from fullcount.ledger.reading.loose import is_missing

__all__ = ["Columns", "Figure", "columns_of", "differs_from_sum", "figure_in"]

_HOURS = re.compile(r"(?:gpu|tpu|accelerator|device)s?[\s-]*(?:hours|hrs|h\b)|hours", re.IGNORECASE)
_POWER = re.compile(r"\bpower\b|\btdp\b", re.IGNORECASE)
_CARBON = re.compile(r"co2|co₂|carbon|emission|greenhouse|ghg", re.IGNORECASE)
_CHECKPOINT = re.compile(r"checkpoint|\bsteps?\b|\bepochs?\b|tokens seen|revision", re.IGNORECASE)
_UNIT = re.compile(r"\b(t|kg|g|tons?|tonnes?|metric tons?|kilograms?|grams?)\s*(?:of\s+)?CO", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the figures of a table stand; `carbon_kg` is the kilograms in its unit of emissions."""

    hours: tuple[int, ...]
    power: int | None
    located: int | None
    market: int | None
    carbon_kg: float | None
    training: bool
    by_checkpoint: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell: its value and half of its last printed place, or why there is none.

    `why` is `negligible`, `below-a-bound`, `unreadable`, or empty where the cell is missing.
    """

    value: float | None
    why: str
    written: str
    half_place: float = 0.0


def columns_of(table: Table) -> Columns | None:
    """The columns of a table of impacts; None for any other table."""
    header = table.header
    carbon = [n for n, name in enumerate(header) if n and _CARBON.search(name)]
    hours = tuple(n for n, name in enumerate(header) if n and _HOURS.search(name) and n not in carbon)
    power = next((n for n, name in enumerate(header) if n and _POWER.search(name)), None)
    if not carbon and not (hours and power is not None):
        return None
    market = next((n for n in carbon if "market" in header[n].lower()), None)
    located = next((n for n in carbon if n != market), None)
    return Columns(
        hours=hours,
        power=power,
        located=located,
        market=market,
        carbon_kg=_unit([header[n] for n in carbon]),
        training=any("train" in header[n].lower() for n in (*hours, *carbon)),
        by_checkpoint=_CHECKPOINT.search(header[0]) is not None,
    )


def _unit(names: list[str]) -> float | None:
    """The unit of emissions that all headers name."""
    units = {found[1].lower() for name in names if (found := _UNIT.search(name))}
    return kg_per(units.pop()) if len(units) == 1 else None


def differs_from_sum(total: Figure, parts: list[Figure]) -> bool:
    """Whether a total is not the sum of its parts within printed rounding; False where one of them has no value."""
    if total.value is None or not parts or any(part.value is None for part in parts):
        return False
    summed = math.fsum(part.value or 0.0 for part in parts)
    allowed = total.half_place + math.fsum(part.half_place for part in parts)
    return abs(total.value - summed) > allowed + 1e-9 * summed


def figure_in(cells: list[str], column: int | None) -> Figure:
    """The figure of a cell; commas part thousands here, as everywhere in such tables."""
    text = cells[column].strip() if column is not None and column < len(cells) else ""
    if is_missing(text) or text in {"—", "–"}:
        return Figure(None, "", text)
    if text.lower().startswith("negligible"):
        return Figure(None, "negligible", text)
    amount = amount_of(text)
    if amount is None or (not amount.bound and amount.unit):
        return Figure(None, "unreadable", text)
    if amount.bound:
        return Figure(None, "below-a-bound", text)
    return Figure(amount.readings[0], "", text, amount.half_place)
