"""Summaries of experiment-impact-tracker as JSON and CSV have them, checked."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.documents import BrokenItem, Item, named_records
from fullcount.ledger.reading.source import Line, TextSource
from fullcount.ledger.reading.unfit import Unfit, number_in

__all__ = ["Summary", "is_samples", "starts_like_summary", "summaries"]

_SAMPLES = re.compile(r'"(nvidia|rapl)_estimated_attributable_power_draw"\s*:')
_NAMES: dict[str, tuple[str, ...]] = {
    "total_power": ("total_power",),
    "kw_hr_gpu": ("kw_hr_gpu",),
    "kw_hr_cpu": ("kw_hr_cpu",),
    "exp_len_hours": ("exp_len_hours",),
    "carbon": ("estimated_carbon_impact_kg", "kg_carbon", "total_carbon"),
    "cpu_hours": ("cpu_hours",),
    "gpu_hours": ("gpu_hours",),
    "intensity": ("average_realtime_carbon_intensity", "average_carbon_intensity"),
    "pue": ("pue", "PUE", "Assumed PUE"),
}
_OWN = frozenset(
    {"exp_len_hours", "estimated_carbon_impact_kg", "kg_carbon", "total_carbon", "kw_hr_gpu", "kw_hr_cpu"}
)
_EMPTY = frozenset({"", "none", "nan", "null", "n/a"})


@dataclass(frozen=True, slots=True)
class Summary:
    """One experiment: numbers by what they are (see `_NAMES`, None is unknown), and the other fields as they came."""

    line: int
    name: str
    numbers: Mapping[str, float | None]
    fields: Mapping[str, Any] = field(default_factory=dict)


def is_samples(start: str) -> bool:
    """Whether a text is the tracker's `data.json`: power draws, one object a second."""
    return _SAMPLES.search(start) is not None


def starts_like_summary(first_line: str, start: str) -> bool:
    """Whether a text starts like a summary, or like samples."""
    if start.lstrip()[:1] in {"{", "["}:
        keys = set(re.findall(r'"(\w+)"\s*:', start))
        return _is_summary(keys) or is_samples(start)
    return _is_summary({name.strip() for name in _cells(first_line)})


def _is_summary(keys: set[str]) -> bool:
    return ("total_power" in keys and bool(keys & _OWN)) or keys >= {
        "estimated_carbon_impact_kg",
        "exp_len_hours",
    }


def _cells(text: str) -> list[str]:
    try:
        return next(csv.reader([text], strict=True))
    except (csv.Error, StopIteration):
        return []


def summaries(source: TextSource) -> Iterator[Summary | BrokenItem]:
    """The experiments of a file. Raises `LedgerError` for a file that is no summary."""
    if source.start.lstrip()[:1] in {"{", "["}:
        for name, item in named_records(source, lambda data: _is_summary(set(data))):
            yield from _of_item(name, item)
    else:
        yield from _csv(source)


def _of_item(name: str, item: Item | BrokenItem) -> Iterator[Summary | BrokenItem]:
    if isinstance(item, BrokenItem):
        yield item._replace(expected="an object with total_power and exp_len_hours")
    elif not _is_summary(set(item.data)):
        found = f"an object with {', '.join(map(str, [*item.data][:5])) or 'nothing'}"
        yield BrokenItem(item.line, clip(found), "total_power and exp_len_hours", "no-summary")
    else:
        for data in _one_each(item.data):
            yield _summary(item.line, name, data)


def _one_each(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The runs of an aggregate, which has a list of values in each field; else the object itself."""
    known = {name for names in _NAMES.values() for name in names}
    lists = {name: value for name, value in data.items() if name in known and isinstance(value, list)}
    if not lists or len({len(value) for value in lists.values()}) > 1:
        yield data
        return
    for number in range(len(next(iter(lists.values())))):
        yield {**data, **{name: value[number] for name, value in lists.items()}}


def _csv(source: TextSource) -> Iterator[Summary | BrokenItem]:
    head = source.header()
    columns = [name.strip() for name in _cells(head.text)]
    if not _is_summary(set(columns)):
        expected = "a header with total_power and exp_len_hours, or a summary in JSON"
        raise source.refusal(
            head.number, f"{clip(head.text)!r}", expected, "give the tracker's summary of a run"
        )
    if len(set(columns)) < len(columns):
        twice = next(name for name in columns if columns.count(name) > 1)
        raise source.refusal(head.number, f"the column {clip(twice)!r} twice", "each column once", "drop one")
    for line in source.lines():
        if line.number != head.number:
            yield _of_line(line, columns)


def _of_line(line: Line, columns: list[str]) -> Summary | BrokenItem:
    if line.fault:
        return BrokenItem(line.number, line.text, "a line of UTF-8 text", line.fault)
    cells = _cells(line.text)
    if len(cells) != len(columns):
        expected = f"{len(columns)}, as in the header"
        return BrokenItem(line.number, f"{len(cells)} cells", expected, "wrong-number-of-cells")
    data = dict(zip(columns, cells, strict=True))
    return _summary(line.number, data.get("Experiment", data.get("experiment", "")), data)


def _summary(line: int, name: str, data: Mapping[str, Any]) -> Summary | BrokenItem:
    try:
        numbers = {kind: _first_number(data, names) for kind, names in _NAMES.items()}
    except Unfit as unfit:
        return unfit.at(line)
    return Summary(line, name, numbers, data)


def _first_number(data: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    return next((number for name in names if (number := _number(data.get(name), name)) is not None), None)


def _number(value: Any, name: str) -> float | None:
    if value is None or (isinstance(value, str) and value.strip().lower() in _EMPTY):
        return None
    if isinstance(value, str) and "+/-" in value:
        raise Unfit(
            "mean-of-runs",
            clip(f"{name} {value}"),
            "the figures of each run: a mean with its error is no total",
        )
    return number_in(value, name)
