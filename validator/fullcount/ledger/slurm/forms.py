"""The forms that values have in each column of `sacct`, to tell columns apart."""

import re
from collections.abc import Callable, Mapping

from fullcount.ledger.slurm.fields import is_job_id, outcome_of
from fullcount.ledger.slurm.moments import moment
from fullcount.ledger.slurm.record import COUNTED, Columns
from fullcount.ledger.times import elapsed_seconds

__all__ = ["fits", "form_of"]

_COUNT = re.compile(r"(?:\d+(?:\.\d+[KMG])?|n/a)?", re.ASCII | re.IGNORECASE)
_SIZE = re.compile(r"(?:\d+(?:\.\d+)?[KMGTPE]?[Bb]?[cn?]?|n/a)?", re.ASCII | re.IGNORECASE)
_ENERGY = re.compile(r"(?:\d+(?:\.\d+)?[KMGTP]?|n/a)?", re.ASCII | re.IGNORECASE)
_TRES = re.compile(r"(?:[\w/:.+-]+=[^=,]*(?:,[\w/:.+-]+=[^=,]*)*)?", re.ASCII)
_GRES = re.compile(r"(?:[a-z_]+:)?gpu\b.*|n/a|\(null\)|0|", re.ASCII | re.IGNORECASE)
_EXIT = re.compile(r"(?:\d+:\d+)?", re.ASCII)


def _is_moment(text: str) -> bool:
    try:
        moment(text)
    except ValueError:
        return False
    return True


def _is_elapsed(text: str) -> bool:
    try:
        elapsed_seconds(text)
    except ValueError:
        return False
    return True


def _is_id(text: str) -> bool:
    return is_job_id(text.partition(".")[0])


def _whole(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text.strip()) is not None


_COUNTS = ("nnodes", "ncpus", "reqcpus", "gid", "uid", "restarts", "suspendedraw")
_FORMS: Mapping[str, Callable[[str], bool]] = {
    "jobid": _is_id,
    "jobidraw": _is_id,
    "state": lambda text: outcome_of(text) is not None,
    "elapsed": _is_elapsed,
    "elapsedraw": lambda text: text.isdecimal(),
    **dict.fromkeys(("submit", "eligible", "start", "end"), _is_moment),
    **dict.fromkeys(_COUNTS, _whole(_COUNT)),
    **dict.fromkeys(("reqmem",), _whole(_SIZE)),
    **dict.fromkeys(("consumedenergy", "consumedenergyraw"), _whole(_ENERGY)),
    **dict.fromkeys(("alloctres", "reqtres"), _whole(_TRES)),
    **dict.fromkeys(("allocgres", "reqgres"), _whole(_GRES)),
    "exitcode": _whole(_EXIT),
}


def form_of(column: str) -> Callable[[str], bool] | None:
    """What tells whether a text can stand in a column; None where any can."""
    return _whole(_COUNT) if column.startswith(COUNTED) else _FORMS.get(column)


def fits(row: list[str], columns: Columns) -> bool:
    """Whether every value of a row has the form of its column, and at least one has a form to have."""
    checked = [
        form(row[position])
        for name, position in columns.index.items()
        if (form := form_of(name)) is not None and name not in {"jobid", "jobidraw"}
    ]
    return bool(checked) and all(checked)
