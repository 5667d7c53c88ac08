"""What a rule about single rows is."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["CLOCK_CHANGE_S", "NotApplicable", "RowRule"]

CLOCK_CHANGE_S = 3700
"""Seconds by which local times without zone may disagree with elapsed time: one hour when clocks change, and slack."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why a rule says nothing."""

    reason: str


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule as SQL over the columns of the ledger, typed: times as timestamps, numbers as doubles, empty as NULL.

    `known` is true where a row states all that the rule needs; `broken` is asked there alone; `found` is text.
    """

    name: str
    severity: Literal["error", "warning"]
    columns: tuple[str, ...]
    known: str
    broken: str
    found: str
    expected: str
    remedy: str
