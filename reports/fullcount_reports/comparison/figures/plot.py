"""The table of figures, and all of those that are asked for at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fullcount_reports.comparison.figures.chart import Chart, NothingToDrawError
from fullcount_reports.comparison.figures.final_share import final_share
from fullcount_reports.comparison.figures.intensity import intensity
from fullcount_reports.comparison.figures.levels import levels
from fullcount_reports.comparison.figures.rebased import rebased
from fullcount_reports.comparison.figures.stages import stages

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["NAMES", "Charts", "Frames", "plot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """What the figures are drawn from; None is a frame that was not made.

    `final_shares`, `stages` and `levels` are the frames of that name of the comparison. `intensity` is the
    comparison of the metric `ghg` per accelerator-hour, `rebased` a comparison with the columns `rebased_*`.
    """

    final_shares: "DataFrame | None" = None
    intensity: "DataFrame | None" = None
    stages: "DataFrame | None" = None
    rebased: "DataFrame | None" = None
    levels: "DataFrame | None" = None


@dataclass(frozen=True, slots=True)
class _Figure:
    """What a figure shows, the frame of `Frames` that it reads, and the function that builds it."""

    title: str
    frame: str
    build: Callable[["DataFrame"], Chart]


_FIGURES: Mapping[str, _Figure] = {
    "final-share": _Figure("share of the final run in the whole", "final_shares", final_share),
    "ghg-per-accelerator-hour": _Figure("GHG per accelerator-hour, by accelerator", "intensity", intensity),
    "stages": _Figure("accelerator-hours by stage", "stages", stages),
    "declared-and-rebased": _Figure("the lab's own figure beside the re-based one", "rebased", rebased),
    "levels": _Figure("coverage levels by organisation and year", "levels", levels),
}
NAMES: Mapping[str, str] = {name: figure.title for name, figure in _FIGURES.items()}


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts, and why a figure that was asked for is none of them, by its name."""

    charts: tuple[Chart, ...]
    not_drawn: Mapping[str, str] = field(default_factory=dict)


def plot(frames: Frames, names: Iterable[str] = tuple(NAMES)) -> Charts:
    """The figures of those names, in the order of NAMES.

    Raises KeyError for a name that is not in NAMES and ColumnsMissingError for a frame that is not one of ours.
    """
    asked = set(names)
    if asked - set(NAMES):
        raise KeyError(*sorted(asked - set(NAMES)))
    charts, not_drawn = [], {}
    for name in (name for name in NAMES if name in asked):
        try:
            charts.append(_chart(name, frames))
        except NothingToDrawError as error:
            not_drawn[name] = error.why
    return Charts(tuple(charts), not_drawn)


def _chart(name: str, frames: Frames) -> Chart:
    figure = _FIGURES[name]
    frame = getattr(frames, figure.frame)
    if frame is None:
        raise NothingToDrawError(name, f"the frame `{figure.frame}` was not made")
    return figure.build(frame)
