"""The runs in a CodeCarbon file: its rows checked, and the last row of each run kept."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from fullcount.counted import counted
from fullcount.ledger.codecarbon.layout import cells_of, is_codecarbon_header, layout_of, number_of, realigned
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.source import Line, TextSource
from fullcount.ledger.reading.tally import Tally

__all__ = ["Run", "collect_runs"]

_NO_RUN = "rows without run_id are one run each; if they are cumulative, energy and time are counted twice"
_AS_WRITTEN = "give the emissions.csv as CodeCarbon wrote it"


@dataclass(frozen=True, slots=True)
class Run:
    """The row that tells a whole run, by column name, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]
    duration_s: float


def collect_runs(source: TextSource, tally: Tally, runs: dict[str, Run]) -> None:
    """Add the runs of one file to `runs`, by run id. Raises `LedgerError` for a file that is no emissions file."""
    head = source.header()
    columns = _columns(source, head)
    if (layout := layout_of(columns)) not in tally.format:
        tally.format = ", ".join(filter(None, (tally.format, layout)))
    for line in source.lines():
        if line.number == head.number:
            continue
        tally.read(line.number)
        if line.text == head.text:
            tally.skip("repeated-header", line.number, "the header again")
        elif "energy_consumed" in line.text and is_codecarbon_header(line.text):
            tally.skip("another-header", line.number, "a header with other columns, which hold from here on")
            columns = _columns(source, line)
        elif run := _run(line, columns, tally):
            _keep(run, tally, runs)


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


def _run(line: Line, columns: list[str], tally: Tally) -> Run | None:
    """The run in a line, or None when the tally has counted it as bad."""
    if line.fault:
        tally.reject(line.fault, line.number, line.text, "a line of UTF-8 text")
        return None
    cells = _cells(line, columns, tally)
    if cells is None:
        return None
    problem = _problem(cells)
    if problem:
        reason, found, expected = problem
        tally.reject(reason, line.number, found, expected)
        return None
    return Run(tally.file, line.number, cells, number_of(cells["duration"]) or 0.0)


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
        tally.reject(
            "short-row",
            line.number,
            found,
            f"{counted(len(columns), 'cell')}, or columns that can be told apart",
        )
        return None
    tally.repair("short-row-realigned", line.number, f"{found} of {len(columns)}")
    return row


def _problem(cells: Mapping[str, str]) -> tuple[str, str, str] | None:
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


def _keep(run: Run, tally: Tally, runs: dict[str, Run]) -> None:
    run_id = run.cells.get("run_id", "").strip()
    if run_id in {"", "None"}:
        tally.assume(_NO_RUN)
        runs[f"{run.file}:{run.line}"] = run
        return
    known = runs.get(run_id)
    shorter = known if known and known.duration_s <= run.duration_s else run
    if known:
        tally.skip("superseded-by-later-row", shorter.line, run_id, shorter.file)
    if shorter is not run or not known:
        runs[run_id] = run
