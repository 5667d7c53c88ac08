"""Series in CSV: one sample a line, or Grafana's table with one series a column."""

import csv
from collections.abc import Iterable

from fullcount.ledger.errors import clip
from fullcount.ledger.prometheus.series import Series, labels_of, take_sample
from fullcount.ledger.reading.csv_records import Record, Table, cells_of
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally

__all__ = ["series_of_sheet"]

_TIMES = ("time", "timestamp", "date", "datetime", "_time", "ts")
_VALUES = ("value", "values", "_value", "metric_value")
_NAMES = ("__name__", "metric", "metric_name", "name", "_measurement")
_SERIES = "series"


def series_of_sheet(source: TextSource, tally: Tally) -> list[Series]:
    """The series of a CSV file. Raises `LedgerError` where it has no column of times, or none of values."""
    table = Table(source, _delimiter(source.first_line))
    time = next((name for name in table.columns if name.lower() in _TIMES), None)
    if time is None:
        raise _refusal(source, table, "a column of times: time or timestamp")
    value = next((name for name in table.columns if name.lower() in _VALUES), None)
    if value is not None:
        return _long(table, time, value, tally)
    named = {column: parsed for column in table.columns if (parsed := _series_name(column))}
    if not named:
        expected = 'a column value, or columns named as series are: DCGM_FI_DEV_POWER_USAGE{UUID="…"}'
        raise _refusal(source, table, expected)
    if any(labels for _, labels in named.values()):
        return _wide(table, time, named, tally)
    return _by_metric(table, time, list(named), tally)


def _refusal(source: TextSource, table: Table, expected: str) -> Exception:
    found = f"the columns {clip(', '.join(table.columns))}"
    return source.refusal(table.head_line, found, expected, "export the raw series, with their labels")


def _delimiter(head: str) -> str:
    """Comma, semicolon or tab: what parts the header into most cells."""
    if head.lower().startswith("sep=") and len(head) == 5:
        return head[4]
    return max(",;\t", key=lambda sign: _parts(head, sign))


def _parts(head: str, delimiter: str) -> int:
    try:
        return len(cells_of(head, delimiter))
    except csv.Error:
        return 0


def _series_name(column: str) -> tuple[str, dict[str, str]] | None:
    parsed = labels_of(column)
    if parsed is None or not (parsed[1] or parsed[0].startswith("DCGM_FI_")):
        return None
    return parsed


def _long(table: Table, time: str, value: str, tally: Tally) -> list[Series]:
    found: dict[tuple[str, ...], Series] = {}
    for record in table.records(tally):
        key = tuple(cell for column, cell in record.cells.items() if column not in {time, value})
        series = found.get(key)
        if series is None:
            series = found[key] = _first(record, (time, value), tally)
        take_sample(series, record.cells[time], record.cells[value], record.line, tally)
    return list(found.values())


def _first(record: Record, left_out: Iterable[str], tally: Tally) -> Series:
    labels = {
        name: cell.strip() for name, cell in record.cells.items() if name not in left_out and cell.strip()
    }
    metric = ""
    for column in list(labels):
        if column.lower() == _SERIES and (parsed := labels_of(labels[column])):
            metric, more = parsed
            labels = {**labels, **more}
        elif column.lower() in _NAMES and not metric:
            metric = labels.pop(column)
    return Series(tally.file, record.line, metric, labels)


def _wide(
    table: Table, time: str, named: dict[str, tuple[str, dict[str, str]]], tally: Tally
) -> list[Series]:
    found = {
        column: Series(tally.file, table.head_line, metric, labels)
        for column, (metric, labels) in named.items()
    }
    for record in table.records(tally):
        for column, series in found.items():
            take_sample(series, record.cells[time], record.cells[column], record.line, tally)
    return list(found.values())


def _by_metric(table: Table, time: str, metrics: list[str], tally: Tally) -> list[Series]:
    found: dict[tuple[str, ...], Series] = {}
    for record in table.records(tally):
        left_out = {time, *metrics}
        key = tuple(cell for column, cell in record.cells.items() if column not in left_out)
        for metric in metrics:
            series = found.get((metric, *key))
            if series is None:
                series = found[metric, *key] = _first(record, left_out, tally)
                series.metric = metric
            take_sample(series, record.cells[time], record.cells[metric], record.line, tally)
    return list(found.values())
