"""The figures that a card shows, as drawn and as files beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

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

    def behind(self, prefix: str) -> "Picture":
        """The same picture with longer links."""
        return replace(self, light=prefix + self.light, dark=prefix + self.dark)


@dataclass(frozen=True)
class Assets:
    """Pictures by the name of their figure; empty where none could be drawn, which the card then says."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    can_draw: bool = True

    def seen_from(self, away: str) -> "Assets":
        """The same pictures for a text from which their folder is at the relative path `away`."""
        prefix = "" if away == "." else quote(Path(away).as_posix()) + "/"
        moved = {name: picture.behind(prefix) for name, picture in self.pictures.items()}
        return replace(self, pictures=moved)


NO_FIGURES = Assets(can_draw=False)
