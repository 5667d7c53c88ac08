"""Runs of an MLflow export, whatever its form."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.csv_records import Record, Table
from fullcount.ledger.reading.documents import Item
from fullcount.ledger.reading.moments import Moment, moment
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.reading.tolerant_json import as_dict, is_json, read_json

__all__ = ["Run", "runs_of"]

_STATUSES = ("", "RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED")
_MORE = "there is a next page of runs that is not in this export"
_EMPTY = frozenset({"", "nan", "None", "NaN"})


@dataclass(slots=True)
class Run:
    """One run with its `info`, and its metrics, params and tags by name."""

    file: str
    line: int
    info: dict[str, Any]
    metrics: dict[str, Any] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)
    tags: dict[str, Any] = field(default_factory=dict)
    start: Moment | None = None
    end: Moment | None = None

    @property
    def id(self) -> str:
        """The run's id; older servers call it run_uuid."""
        return str(self.info.get("run_id") or self.info.get("run_uuid") or "")

    @property
    def parent(self) -> str:
        """The id of the run it is nested in, or empty."""
        return str(self.tags.get("mlflow.parentRunId") or "")

    @property
    def status(self) -> str:
        """The status by name; older files hold its number."""
        text = str(self.info.get("status") or "").upper()
        return _STATUSES[int(text)] if text.isdecimal() and int(text) < len(_STATUSES) else text

    @property
    def span_s(self) -> tuple[float, float] | None:
        """Start and end in s since 1970; None where one is unknown, or they are the wrong way round."""
        if self.start is None or self.end is None or self.end.epoch_s < self.start.epoch_s:
            return None
        return self.start.epoch_s, self.end.epoch_s


def runs_of(source: TextSource, tally: Tally) -> Iterator[Run]:
    """Every readable run; what cannot be read is counted. Raises `LedgerError` for what is no export of runs."""
    tally.file = source.name
    found = _of_json(source, tally) if is_json(source) else _of_csv(source, tally)
    for run in found:
        tally.read(run.line)
        if not run.id:
            tally.reject("no-run-id", run.line, "a run without run_id", "info.run_id or the column run_id")
        elif _timed(run, tally):
            yield run


def _timed(run: Run, tally: Tally) -> bool:
    try:
        run.start, run.end = moment(run.info.get("start_time")), moment(run.info.get("end_time"))
    except ValueError:
        found = f"{run.info.get('start_time')} to {run.info.get('end_time')}"
        tally.reject("unreadable-time", run.line, found, "milliseconds since 1970, or ISO 8601")
        return False
    if run.start and run.end and run.end.epoch_s < run.start.epoch_s:
        tally.reject("end-before-start", run.line, run.id, "an end_time after the start_time")
        return False
    return True


def _of_csv(source: TextSource, tally: Tally) -> Iterator[Run]:
    table = Table(source)
    if "run_id" not in table.columns or "status" not in table.columns:
        found = f"the columns {clip(', '.join(table.columns))}"
        expected = "run_id, status, start_time, end_time, metrics.*"
        raise source.refusal(table.head_line, found, expected, "export with mlflow experiments csv")
    for record in table.records(tally):
        yield _of_record(record, tally.file)


def _of_record(record: Record, file: str) -> Run:
    run = Run(file, record.line, {})
    parts = {"metrics": run.metrics, "params": run.params, "tags": run.tags}
    for column, cell in record.cells.items():
        room, _, name = column.partition(".")
        if cell.strip() not in _EMPTY:
            parts.get(room, run.info)[name if room in parts else column] = cell.strip()
    return run


def _of_json(source: TextSource, tally: Tally) -> Iterator[Run]:
    for value in read_json(source):
        for page in value.each():
            if isinstance(page.data, dict) and page.data.get("next_page_token"):
                tally.flag("more-runs-on-the-next-page", page.line, _MORE)
            for item in _runs(page, source):
                yield from _of_item(item, tally)


def _runs(item: Item, source: TextSource) -> Iterator[Item]:
    page = item.data
    if not isinstance(page, dict) or not ({"runs", "run", "info"} & page.keys() or page == {}):
        found, expected = clip(repr(page)), "runs with info and data, as runs/search answers"
        raise source.refusal(item.line, found, expected, "export the runs again")
    if "runs" in page:
        yield from item.at("runs").each()
    elif page:
        yield item.at("run") if "run" in page else item


def _of_item(item: Item, tally: Tally) -> Iterator[Run]:
    info = item.data.get("info") if isinstance(item.data, dict) else None
    if not isinstance(info, dict):
        tally.read(item.line)
        tally.reject("unreadable-run", item.line, clip(repr(item.data)), "an object with info and data")
        return
    data = as_dict(item.data.get("data"))
    metrics, params, tags = (_named(data.get(part)) for part in ("metrics", "params", "tags"))
    yield Run(tally.file, item.line, info, metrics, params, tags)


def _named(values: Any) -> dict[str, Any]:
    """Values by key, from a list of {key, value} or from an object."""
    if isinstance(values, dict):
        return values
    pairs = values if isinstance(values, list) else []
    return {str(p["key"]): p.get("value") for p in pairs if isinstance(p, dict) and "key" in p}
