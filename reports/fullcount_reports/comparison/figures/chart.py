"""A chart before it is drawn: its specification, its words, and the table of the same numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fullcount_reports.comparison.figures.look import config
from fullcount_reports.figures.theme import Theme

__all__ = ["Chart", "Column", "NothingToDrawError", "Table"]

Value = str | float | int | None


class NothingToDrawError(ValueError):
    """No row has what a figure shows; `why` says what was looked for."""

    def __init__(self, figure: str, why: str) -> None:
        super().__init__(f"{figure}: nothing to draw: {why}")
        self.figure, self.why = figure, why


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column with its unit; numbers are set to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Every row that was given, drawn or not. None is a number that is not known."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite specification in the light theme, with its data inside; `caption` says what is apart and why."""

    name: str
    title: str
    caption: str
    specification: Mapping[str, Any]
    table: Table

    def in_theme(self, theme: Theme) -> dict[str, Any]:
        """The specification in the colours of another theme."""
        return {**self.specification, "config": config(theme)}
