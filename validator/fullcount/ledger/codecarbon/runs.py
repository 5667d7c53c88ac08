"""The runs in CodeCarbon files: rows checked, the last row of each run kept, tasks kept apart from runs."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fullcount.counted import counted
from fullcount.ledger.codecarbon.layout import (
    cells_of,
    is_codecarbon_header,
    layout_of,
    number_of,
    realigned,
    reordered,
)
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.record_ids import RecordIds
from fullcount.ledger.reading.source import Line, TextSource
from fullcount.ledger.reading.tally import Tally

__all__ = ["Run", "Runs"]

_NO_RUN = "rows without run_id are one run each; if they are cumulative, energy and time are counted twice"
_NO_RUN_TASKS = (
    "tasks without run_id match no run: where the row of their run is in the log too, they are counted twice"
)
_TASKS_IN_RUN = (
    "tasks are parts of their run: where the log has the row of the run, its tasks are not counted on top "
    "(to have rows a task, read the task files alone)"
)
_TASKS_ALONE = "of runs that are here only as tasks, what was used between the tasks is missing"
_AS_WRITTEN = "give the emissions.csv as CodeCarbon wrote it"
_NO_ID = frozenset({"", "none", "nan", "null"})

Problem = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """The row that tells a whole run, or a task, by column name, and where it stands.

    `source` is the number of its file in the reading, because two files may have one name.
    """

    source: int
    file: str
    line: int
    cells: Mapping[str, str]
    duration_s: float

    @property
    def run_id(self) -> str:
        """The id, or nothing where the log has none: `None` as text is CodeCarbon's slip."""
        text = self.cells.get("run_id", "").strip()
        return "" if text.lower() in _NO_ID else text

    @property
    def is_task(self) -> bool:
        """Whether this is a row of a task file."""
        return "task_name" in self.cells

    @property
    def measured(self) -> tuple[str | float | None, ...]:
        """What tells one measurement from another: when, how long, how much."""
        numbers = (number_of(self.cells.get(name)) for name in ("energy_consumed", "emissions"))
        return (self.cells.get("task_name", ""), self.cells["timestamp"].strip(), self.duration_s, *numbers)


@dataclass(slots=True)
class Runs:
    """Runs by id, the tasks of each run, and what has no id; filled file by file."""

    tally: Tally
    by_id: dict[str, Run] = field(default_factory=dict)
    tasks: dict[str, list[Run]] = field(default_factory=dict)
    _seen: dict[tuple[str | float | None, ...], int] = field(default_factory=dict)
    _ids: RecordIds = field(default_factory=RecordIds)

    def collect(self, source: TextSource, number: int) -> None:
        """Add the rows of one file. Raises `LedgerError` for a file that is no emissions file."""
        head = source.header()
        columns = _columns(source, head)
        self._name_layout(layout_of(columns))
        for line in source.lines():
            if line.number == head.number:
                continue
            self.tally.read(line.number)
            if line.text == head.text:
                self.tally.skip("repeated-header", line.number, "the header again")
            elif "energy_consumed" in line.text and is_codecarbon_header(line.text):
                self.tally.skip(
                    "another-header", line.number, "a header with other columns, which hold from here on"
                )
                columns = _columns(source, line)
            elif run := _run(line, columns, number, self.tally):
                self._keep(run)

    def _name_layout(self, layout: str) -> None:
        known = self.tally.format.split(", ") if self.tally.format else []
        if layout not in known:
            self.tally.format = ", ".join([*known, layout])

    def _keep(self, run: Run) -> None:
        if run.is_task or not run.run_id:
            self._keep_measurement(run)
            return
        known = self.by_id.get(run.run_id)
        shorter = known if known and known.duration_s <= run.duration_s else run
        if known:
            self.tally.skip("superseded-by-later-row", shorter.line, run.run_id, shorter.file)
        if shorter is not run or not known:
            self.by_id[run.run_id] = run

    def _keep_measurement(self, run: Run) -> None:
        """A task or a row without id, which is kept unless another file has the very same measurement."""
        key = (run.run_id, *run.measured)
        if self._seen.setdefault(key, run.source) != run.source:
            self.tally.skip("repeat-of-earlier-file", run.line, run.run_id or run.cells["timestamp"])
        elif run.is_task and run.run_id:
            self.tasks.setdefault(run.run_id, []).append(run)
        else:
            self.tally.assume(_NO_RUN_TASKS if run.is_task else _NO_RUN)
            self.by_id[self._ids.of(run.file, run.line)] = run

    def counted(self) -> Iterator[tuple[str, Run]]:
        """Id and row of each run, and of each task whose run has no row of its own; the other tasks are skipped."""
        yield from self.by_id.items()
        for run_id, tasks in self.tasks.items():
            if run_id in self.by_id:
                self._skip_tasks(run_id, tasks)
                continue
            self.tally.assume(_TASKS_ALONE)
            for number, task in enumerate(tasks, 1):
                yield f"{run_id}#{number}", task

    def _skip_tasks(self, run_id: str, tasks: list[Run]) -> None:
        self.tally.assume(_TASKS_IN_RUN)
        for task in tasks:
            self.tally.skip("task-of-counted-run", task.line, run_id, task.file)
        whole = self.by_id[run_id]
        run_kwh = number_of(whole.cells["energy_consumed"])
        tasks_kwh = sum(number_of(task.cells["energy_consumed"]) or 0.0 for task in tasks)
        if run_kwh is not None and tasks_kwh > run_kwh * 1.001:
            found = f"{tasks_kwh:g} kWh in {counted(len(tasks), 'task')}, {run_kwh:g} kWh in their run"
            self.tally.file = whole.file
            self.tally.flag("tasks-above-run", whole.line, found)


def _columns(source: TextSource, head: Line) -> list[str]:
    """The names in the header; raises `LedgerError` when they are not CodeCarbon's, or one comes twice."""
    if not is_codecarbon_header(head.text):
        expected = "a header with timestamp, duration, emissions and energy_consumed, separated by commas"
        raise source.refusal(head.number, f"{clip(head.text)!r}", expected, _AS_WRITTEN)
    columns = [name.strip() for name in cells_of(head.text)]
    if twice := sorted(name for name, times in Counter(columns).items() if times > 1):
        raise source.refusal(
            head.number, f"the column {clip(twice[0])!r} twice", "each column once", _AS_WRITTEN
        )
    return columns


def _run(line: Line, columns: list[str], source: int, tally: Tally) -> Run | None:
    """The run in a line, or None when the tally has counted it as bad."""
    if line.fault:
        tally.reject(line.fault, line.number, line.text, "a line of UTF-8 text")
        return None
    cells = _cells(line, columns, tally)
    if cells is None:
        return None
    if problem := _problem(cells):
        other = reordered(list(cells.values()), columns) if len(cells) == len(columns) else None
        if other is None or _problem(other):
            reason, found, expected = problem
            tally.reject(reason, line.number, found, expected)
            return None
        tally.repair("row-in-another-order", line.number, f"{problem[0]} under this header")
        cells = other
    return Run(source, tally.file, line.number, cells, number_of(cells["duration"]) or 0.0)


def _cells(line: Line, columns: list[str], tally: Tally) -> Mapping[str, str] | None:
    try:
        cells = cells_of(line.text)
    except csv.Error as error:
        tally.reject("broken-quotation", line.number, str(error), "CSV with closed quotation marks")
        return None
    if len(cells) == len(columns):
        return dict(zip(columns, cells, strict=True))
    found = counted(len(cells), "cell")
    if len(cells) > len(columns):
        tally.reject("long-row", line.number, found, f"{counted(len(columns), 'cell')}, as in the header")
        return None
    row = realigned(cells, columns)
    if row is None:
        expected = f"{counted(len(columns), 'cell')}, or columns that can be told apart"
        tally.reject("short-row", line.number, found, expected)
        return None
    tally.repair("short-row-realigned", line.number, f"{found} of {len(columns)}")
    return row


def _problem(cells: Mapping[str, str]) -> Problem | None:
    """Reason, found and expected of the first thing that makes a row unusable."""
    if re.fullmatch(r"-?[\d.]+", cells.get("tracking_mode", "")):
        return "shifted-row", f"tracking_mode {cells['tracking_mode']}", "machine or process"
    for column in ("duration", "energy_consumed", "emissions", "gpu_count", "pue"):
        try:
            value = number_of(cells.get(column))
        except ValueError:
            return f"unreadable-{column.replace('_', '-')}", cells[column], "a number"
        if value is not None and value < 0:
            return f"negative-{column.replace('_', '-')}", cells[column], "0 or more"
        if value is None and column == "duration":
            return "no-duration", "an empty cell", "seconds"
    return None
