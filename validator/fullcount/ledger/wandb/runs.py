"""Runs of a W&B export, whatever its form."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.csv_records import Record, Table
from fullcount.ledger.reading.documents import Item
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.reading.tolerant_json import as_dict, is_json, read_json, whole_characters

__all__ = ["Part", "is_event", "parts_of"]

_FOLDER = re.compile(r"(?:offline-)?run-\d{8}_\d{6}-(\w+)")
_EVENT = re.compile(r"(?:system\.)?gpu\.(\d+)\.powerWatts")
_NAMES = {  # the field, and its column or key in lower case without spaces, hyphens and underscores
    "id": ("id", "runid"),
    "name": ("name", "displayname", "runname"),
    "state": ("state",),
    "created": ("createdat", "created", "startedat"),
    "heartbeat": ("heartbeatat", "updatedat"),
    "runtime": ("runtime", "duration"),
    "group": ("group",),
    "job_type": ("jobtype",),
    "user": ("user", "username"),
    "notes": ("notes",),
    "project": ("project",),
    "host": ("host", "hostname"),
    "gpu_count": ("gpucount",),
    "gpu": ("gpu", "gputype"),
    "cpu_count": ("cpucount",),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_OBJECTS = {"summary": ("summary", "summarymetrics"), "config": ("config",), "metadata": ("metadata",)}
_LONGEST_CELL = 100_000


@dataclass(slots=True)
class Part:
    """What one record says of a run: `fields` by our names, its config, summary, metadata, and events over time."""

    file: str
    line: int
    folder: str
    fields: dict[str, Any] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    events: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The run's id, or empty."""
        return str(self.fields.get("id") or "")


def is_event(row: Mapping[str, Any]) -> bool:
    """Whether a row holds the power of a GPU at a time."""
    timed = "_timestamp" in row or "_runtime" in row
    return timed and any(_EVENT.fullmatch(key) for key in row)


def parts_of(source: TextSource, tally: Tally) -> Iterator[Part]:
    """Every readable record; what cannot be read is counted. Raises `LedgerError` for what is no such export."""
    tally.file = source.name
    for part in _of_json(source, tally) if is_json(source) else _of_csv(source, tally):
        tally.read(part.line)
        yield part


def _of_json(source: TextSource, tally: Tally) -> Iterator[Part]:
    items = [item for value in read_json(source) for item in value.each()]
    yield from _by_run([item.data for item in items if _is_only_event(item.data)], source)
    for item in items:
        if not _is_only_event(item.data):
            yield from _of_item(item, source, tally)


def _is_only_event(data: Any) -> bool:
    return isinstance(data, dict) and is_event(data) and "config" not in data


def _of_item(item: Item, source: TextSource, tally: Tally) -> Iterator[Part]:
    data = item.data
    whole = isinstance(data, dict) and data
    part = _of_object(data, item.line, source) if whole else None
    if part and (part.fields or part.summary or part.metadata or part.events):
        yield part
        return
    tally.read(item.line)
    found = clip(", ".join(data) if whole else repr(data))
    tally.reject("unreadable-run", item.line, found, "an object with id, state and summary")


def _of_object(item: dict[str, Any], line: int, source: TextSource) -> Part:
    """A run of the API, or the summary or metadata of a run's folder."""
    part = _part(source, line)
    attributes = {**as_dict(item.get("_attrs")), **item}
    if "_runtime" in item or "_wandb" in item or "_timestamp" in item:
        part.summary = item
    elif "startedAt" in item and "state" not in item:
        part.metadata = item
    for key, value in attributes.items():
        _take(part, key, value)
    events = item.get("events") or item.get("systemEvents")
    part.events = (
        [e for e in events if isinstance(e, dict) and is_event(e)] if isinstance(events, list) else []
    )
    if part.metadata is item:
        part.fields.pop("name", None)
    return part


def _part(source: TextSource, line: int) -> Part:
    part = Part(source.name, line, str(source.path.parent))
    if run_id := _id_in_path(source.path):
        part.fields["id"] = run_id
    return part


def _id_in_path(path: Path) -> str:
    found = (_FOLDER.fullmatch(name) for name in (path.parent.name, path.parent.parent.name))
    return next((match[1] for match in found if match), "")


def _take(part: Part, key: str, value: Any) -> None:
    plain = re.sub(r"[ _-]", "", key.removeprefix("metadata.")).lower()
    for room, names in _OBJECTS.items():
        if plain in names:
            setattr(part, room, {**getattr(part, room), **_object(value)})
            return
    if key.startswith("_"):
        part.summary.setdefault(key, value)
    elif plain in _FIELD_OF and value not in (None, ""):
        part.fields.setdefault(_FIELD_OF[plain], value)


def _object(value: Any) -> dict[str, Any]:
    """An object, or the text of one as JSON or as Python writes it; a config's {"value": x} is x."""
    found = as_dict(value)
    if not found and isinstance(value, str) and value.startswith("{") and len(value) <= _LONGEST_CELL:
        try:
            literal = ast.literal_eval(whole_characters(value))
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            literal = {}
        found = literal if isinstance(literal, dict) else {}
    return {str(key): v["value"] if isinstance(v, dict) and "value" in v else v for key, v in found.items()}


def _of_csv(source: TextSource, tally: Tally) -> Iterator[Part]:
    table = Table(source)
    known = {re.sub(r"[ _-]", "", column).lower() for column in table.columns}
    if is_event(dict.fromkeys(table.columns)):
        yield from _by_run([{**r.cells, "": r.line} for r in table.records(tally)], source)
        return
    if not known & {"id", "runid", "name"} or not known & {
        "state",
        "runtime",
        "created",
        "createdat",
        "summary",
    }:
        found = f"the columns {clip(', '.join(table.columns))}"
        expected = "ID or Name, and State, Runtime or Created"
        raise source.refusal(table.head_line, found, expected, "export the runs table with these columns")
    for record in table.records(tally):
        yield _of_record(record, source)


def _of_record(record: Record, source: TextSource) -> Part:
    part = _part(source, record.line)
    for column, cell in record.cells.items():
        _take(part, column, cell.strip())
        if cell.strip():
            part.config.setdefault(column, cell.strip())
    return part


def _by_run(rows: list[Any], source: TextSource) -> Iterator[Part]:
    """Events by the run that they name; those that name none are of the run in the file's name or folder."""
    found: dict[str, Part] = {}
    for row in rows:
        run_id = next((str(row[key]) for key in ("run_id", "run", "id") if row.get(key)), "")
        part = found.get(run_id)
        if part is None:
            line = row[""] if isinstance(row.get(""), int) else 1
            part = found[run_id] = _part(source, line)
            if run_id:
                part.fields["id"] = run_id
        part.events.append(row)
    yield from found.values()
