"""The figures that a card shows, as drawn and as files beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fullcount_reports.figures.figure import DrawnFigure

__all__ = ["NO_FIGURES", "Assets", "Picture"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawn figure and the links to its files, relative to the Markdown that shows it."""

    drawn: DrawnFigure
    light: str
    dark: str

    @property
    def alt(self) -> str:
        """What the figure shows, in words and numbers."""
        return self.drawn.figure.alt


@dataclass(frozen=True)
class Assets:
    """Pictures by the name of their figure; empty where none could be drawn, which the card then says."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    can_draw: bool = True


NO_FIGURES = Assets(can_draw=False)
