"""Series of a Prometheus export, whatever its form."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fullcount.ledger.reading.moments import moment
from fullcount.ledger.reading.tally import Tally

__all__ = ["ENERGY", "POWER", "Series", "labels_of", "take_sample"]

POWER = "DCGM_FI_DEV_POWER_USAGE"
ENERGY = "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION"

_LABEL = re.compile(r'\s*([A-Za-z_][A-Za-z0-9_.]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)')
_SERIES = re.compile(r"\s*([A-Za-z_:][A-Za-z0-9_:]*)?\s*(?:\{(.*)\})?\s*", re.DOTALL)
_UNIT = re.compile(r"\s*(W|mJ|%)\s*", re.IGNORECASE)
_NO_SAMPLE = frozenset({"", "null", "undefined", "-"})


@dataclass(slots=True)
class Series:
    """One metric with its labels: samples by time in s since 1970; `step_s` is that of its export."""

    file: str
    line: int
    metric: str
    labels: Mapping[str, str]
    samples: dict[float, float] = field(default_factory=dict)
    step_s: float | None = None
    zoned: bool = True


def labels_of(text: str) -> tuple[str, dict[str, str]] | None:
    """Metric and labels of `metric{label="value", …}`; None for any other text."""
    match = _SERIES.fullmatch(text)
    if match is None or not text.strip():
        return None
    labels, rest = {}, match[2] or ""
    while rest.strip():
        label = _LABEL.match(rest)
        if label is None:
            return None
        labels[label[1]] = label[2].replace('\\"', '"').replace("\\\\", "\\")
        rest = rest[label.end() :]
    return match[1] or labels.pop("__name__", ""), labels


def take_sample(series: Series, time: object, value: object, line: int, tally: Tally) -> None:
    """Add a sample to its series; what is no number is flagged and left out, what cannot be read is rejected."""
    text = _UNIT.split(str(value), maxsplit=1)[0].strip() if value is not None else ""
    if text in _NO_SAMPLE:
        return
    try:
        at = moment(time)
        number = float(text)
    except ValueError:
        at = None
    if at is None:
        tally.read(line)
        tally.reject("unreadable-sample", line, f"{time} {value}", "a time and a number")
    elif not math.isfinite(number):
        tally.flag("sample-without-number", line, text)
    elif number < 0:
        tally.flag("negative-sample", line, text)
    else:
        series.zoned = series.zoned and at.zoned
        _add(series, at.epoch_s, number, line, tally)


def _add(series: Series, time: float, number: float, line: int, tally: Tally) -> None:
    known = series.samples.setdefault(time, number)
    if known != number:
        tally.flag("two-values-for-one-time", line, f"{known:g} and {number:g}; the first is kept")
