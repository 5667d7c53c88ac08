"""Series in JSON: answers of Prometheus' HTTP API, promtool's output, VictoriaMetrics' lines."""

from collections.abc import Iterator
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.prometheus.series import Series, take_sample
from fullcount.ledger.reading.documents import Item
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.reading.tolerant_json import read_json

__all__ = ["series_of_answers"]

_RANGE = "curl …/api/v1/query_range?query=DCGM_FI_DEV_POWER_USAGE&start=…&end=…&step=…"


def series_of_answers(source: TextSource, tally: Tally) -> Iterator[list[Series]]:
    """The series of each answer. Raises `LedgerError` for one that is an error, or no range."""
    for value in read_json(source):
        lines: list[Series] = []
        for part in [value] if _are_series(value.data) else value.each():
            if isinstance(part.data, dict) and "timestamps" in part.data:
                lines.extend(_series(part, tally))
            else:
                yield list(_series(_result(part, source, tally), tally))
        if lines:
            yield lines


def _are_series(value: Any) -> bool:
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and first.keys() >= {"metric", "values"}


def _result(item: Item, source: TextSource, tally: Tally) -> Item:
    answer, line = item.data, item.line
    if isinstance(answer, list):
        return item
    if not isinstance(answer, dict):
        raise source.refusal(line, f"{clip(repr(answer))}", "an answer of query_range", _RANGE)
    if answer.get("status", "success") != "success":
        found = f"the error {clip(str(answer.get('errorType')))}: {clip(str(answer.get('error')))}"
        raise source.refusal(line, found, "an answer with data", "correct the query and export again")
    for warning in (*_listed(answer.get("warnings")), *(["isPartial"] if answer.get("isPartial") else [])):
        tally.flag("answer-with-a-warning", line, str(warning))
    data = answer.get("data")
    kind = data.get("resultType") if isinstance(data, dict) else None
    if not isinstance(data, dict) or kind not in ("matrix", None) or not isinstance(data.get("result"), list):
        raise source.refusal(line, f"the result type {clip(str(kind))}", "matrix, that is a range", _RANGE)
    if not data["result"]:
        tally.flag("empty-result", line, "an answer without series")
    return item.at("data", "result")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _series(result: Item, tally: Tally) -> Iterator[Series]:
    for item in result.each():
        line = item.line
        pairs = _pairs(item.data)
        metric = item.data.get("metric") if isinstance(item.data, dict) else None
        if pairs is None or not isinstance(metric, dict):
            tally.read(line)
            tally.reject("unreadable-series", line, clip(repr(item.data)), "an object with metric and values")
            continue
        labels = {str(key): str(value) for key, value in metric.items()}
        series = Series(tally.file, line, labels.pop("__name__", ""), labels)
        for time, value in pairs:
            take_sample(series, time, value, line, tally)
        yield series


def _pairs(item: Any) -> list[tuple[Any, Any]] | None:
    if not isinstance(item, dict):
        return None
    values, times = item.get("values"), item.get("timestamps")
    if not isinstance(values, list):
        return [] if isinstance(item.get("histograms"), list) else None
    if isinstance(times, list):
        return list(zip(times, values, strict=True)) if len(times) == len(values) else None
    whole = all(isinstance(pair, list) and len(pair) == 2 for pair in values)
    return [(pair[0], pair[1]) for pair in values] if whole else None
