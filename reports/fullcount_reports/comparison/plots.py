"""The figures of a comparison, from the collection itself."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fullcount_reports.comparison.compare import chosen, compared
from fullcount_reports.comparison.figures import Frames, plot, write_all
from fullcount_reports.comparison.frames import final_shares, frame, levels, stages

if TYPE_CHECKING:
    from fullcount_reports.comparison.collection import Collection
    from fullcount_reports.comparison.compare import Options
    from fullcount_reports.comparison.figures import Charts

__all__ = ["charts_of", "write_all"]


def charts_of(collection: "Collection", options: "Options") -> "Charts":
    """Every figure of the entries that the options choose, and why one of them cannot be drawn."""
    entries = chosen(collection, options)
    intensity = replace(_plain(options), metrics=("ghg",), per="accelerator-hour")
    rebased = replace(_plain(options), metrics=("ghg",), rebase=options.rebase)
    return plot(
        Frames(
            final_shares=final_shares(entries),
            intensity=frame(compared(entries, intensity)),
            stages=stages(entries),
            rebased=frame(compared(entries, rebased)) if options.rebase else None,
            levels=levels(entries),
        )
    )


def _plain(options: "Options") -> "Options":
    """The options without choice, division and totals, which are made already or make no sense in a figure."""
    return replace(
        options,
        per="",
        boundary="",
        select=(),
        where="",
        family="",
        total=False,
        rebase="",
        common_boundary=False,
    )
