"""How long and how large a job of a table was, from the columns that it has."""

from dataclasses import dataclass, field

from fullcount.ledger.columns.cells import BadCellError, Cells
from fullcount.ledger.reading.tally import Tally

__all__ = ["Size", "sized"]

_SECONDS_PER_HOUR = 3600.0
_AGREE = 0.01
_HOURS_ALONE = "accelerator-hours without time or number are written as one accelerator for that many hours"


@dataclass(slots=True)
class Size:
    """Seconds and accelerators of a job, None where unknown, and codes of what is odd with what was found."""

    elapsed_s: float | None
    accelerators: float | None
    odd: dict[str, str] = field(default_factory=dict)


def sized(cells: Cells, tally: Tally) -> Size:
    """Time from its column, else from start and end; one of accelerators, hours and time from the other two.

    Raises `BadCellError` for an end before the start.
    """
    size = Size(cells.numbers["elapsed_s"], cells.numbers["accelerators"])
    start, end = cells.times["start"], cells.times["end"]
    if start and end and end.epoch_s < start.epoch_s:
        raise BadCellError("end", "an end before the start", "an end after the start")
    if size.elapsed_s is None and start and end:
        size.elapsed_s = end.epoch_s - start.epoch_s
    hours = cells.numbers["accelerator_hours"]
    if hours is not None:
        _complete(size, hours, tally)
    return size


def _complete(size: Size, hours: float, tally: Tally) -> None:
    """Hours are accelerators times time."""
    held_s = hours * _SECONDS_PER_HOUR
    if size.accelerators is None and size.elapsed_s is None:
        tally.assume(_HOURS_ALONE)
        size.accelerators, size.elapsed_s = 1.0, held_s
        size.odd["accelerator-hours-alone"] = f"{hours:g} h"
    elif size.accelerators is None and size.elapsed_s:
        size.accelerators = held_s / size.elapsed_s
    elif size.elapsed_s is None and size.accelerators:
        size.elapsed_s = held_s / size.accelerators
    else:
        product = (size.accelerators or 0.0) * (size.elapsed_s or 0.0) / _SECONDS_PER_HOUR
        if abs(product - hours) > _AGREE * max(product, hours):
            size.odd["accelerator-hours-disagree"] = (
                f"{hours:g} h, but accelerators times time are {product:g} h"
            )
