"""Slurm exports summed by an engine: it adds up what is plain, the importer says what it means.

The engine sorts rows into classes and sums the plain jobs by the texts on which the importer's answer depends:
state, comment, resources, and what the rules of the lab look at. Of each such group the importer then reads one
row. Whatever is not plain (an odd id, an unreadable time, a job cut by the period, a job id that comes more than
once, a line that is no row) goes through the importer row by row. So the format has one reader, and both ways
give the same sums.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby, islice
from operator import itemgetter
from typing import Any

from fullcount.ledger.engine.base import Broken, Engine, EngineError, literal
from fullcount.ledger.engine.exports import RESOURCES, exports_of, is_unended, refuse_unlike, written_names
from fullcount.ledger.engine.given import SEPARATOR, GivenLines
from fullcount.ledger.engine.ledgers import group_of
from fullcount.ledger.engine.repeats import ROWS_COMPARED, in_any_order
from fullcount.ledger.engine.representative import Meanings
from fullcount.ledger.engine.sacct_sql import READ, SLOTS, SacctView
from fullcount.ledger.groups import MEASURES, NEVER, TIMED, Group, select
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import Line, TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.slurm import read as read_slurm
from fullcount.ledger.slurm.record import Columns
from fullcount.ledger.slurm.table import is_sacct_header

__all__ = ["SacctSums"]

_BROKEN_COMPARED = 10_000
"""Jobs of broken lines that are looked for among the others; where there are more the plain reader reads all."""
_JOULES = 3.6e6
"""Joules in a kWh."""
_MEASURES = tuple(name for name in MEASURES if name not in ("cored", "ghg_stated", "ghg_kgco2e"))
"""Every plain job names its cores, and none its emissions."""
_KEYS = ("state", "comment", "never")
_SKIPPED = {"step": "step", "header": "repeated-header", "outside": "outside-period"}
"""Classes of rows that are no jobs of the period, and the importer's word for them."""
_COLUMN_OF = {"job_name": "jobname"}
"""Match keys of the rules that are spelt otherwise in sacct."""


class SacctSums:
    """Groups of all jobs of Slurm exports, as they are iterated, once; then the counts are complete.

    `tally` counts the rows that the importer reads one by one. An engine does not know the order of rows: of
    several rows of one attempt that differ it takes one that has ended, and of these the longest. With
    `in_file_order` it gives up where the plain reader might choose otherwise. Raises `EngineError` where the plain
    reader has to read the files, `LedgerError` for files that no reader can.
    """

    def __init__(
        self,
        engine: Engine,
        sources: Sequence[TextSource],
        options: ReadOptions,
        tally: Tally,
        extra: Sequence[str] = (),
        *,
        in_file_order: bool = False,
    ) -> None:
        self._engine, self._options, self._tally, self._extra = engine, options, tally, tuple(extra)
        self._in_file_order = in_file_order
        self._sources = sources
        self._exports = list(exports_of(sources, options))
        if in_file_order:
            refuse_unlike(self._exports)
        tables = [
            (engine.table(f"exports{number}", export.scan), export.places)
            for number, export in enumerate(self._exports)
        ]
        tres_energy = any("energy=" in source.start for source in sources)
        self._view = SacctView(tables, tally.period, written_names(self._exports), tres_energy=tres_energy)
        self.counts: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.notes: Counter[tuple[str, str]] = Counter()

    def __iter__(self) -> Iterator[Group]:
        found = self._sums(self._classed())
        broken = [self._engine.broken(export.scan) for export in self._exports]
        source = self._classed()
        if any(is_sacct_header(line.text) for lines in broken for line in lines):
            raise EngineError("a header with other columns")
        if self._in_file_order and any(broken) and any(map(is_unended, self._sources)):
            raise EngineError("a last line without end")
        if any(group["class"] is None for group in found) and self._engine.keep(
            "repeated", _repeated(source)
        ):
            source = self._view.classed(apart="repeated")
            found = self._sums(source)
        jobs = [group for group in found if group["class"] == "job"]
        self._count(found)
        yield from self._groups(jobs)
        if self.counts["odd"]:
            yield from map(Group.of_row, self._rows(self._odd(source), self._view.present))
        yield from self._read_broken(broken, source)

    def _read_broken(self, broken: Sequence[Sequence[Broken]], source: str) -> Iterator[Group]:
        """The lines that are no rows, read under their header; no other row may be of a job that they name."""
        found: list[str] = []
        for export, lines in zip(self._exports, broken, strict=True):
            rows = list(self._rows(_lines(lines), export.names, export.scan.separator))
            found += {row.job_id for row in rows}
            yield from map(Group.of_row, rows)
        if not self._in_file_order:
            return
        if len(found) > _BROKEN_COMPARED or len(found) > len(set(found)) or self._has(found, source):
            raise EngineError("lines that are no rows of the table, of jobs that other rows name too")

    def _has(self, jobs: Sequence[str], source: str) -> bool:
        """Whether any row is of one of these jobs."""
        if not jobs:
            return False
        named = ", ".join(map(literal, jobs))
        sql = f"select count(*) from ({source}) classed where class <> 'step' and job in ({named})"
        return bool(next(self._engine.rows(sql))[0])

    def _classed(self) -> str:
        return self._view.classed()

    def _sums(self, source: str) -> list[dict[str, Any]]:
        """One row for each class and group of jobs, and one of no class for each block with repeated jobs."""
        keys = ("class", *self._keys)
        jobs = f"({self._view.jobs((*self._keys,), source)}) jobs"
        repeated = f"block is not null and count(*) > {SLOTS}"
        sql = f"{select(jobs, keys, _MEASURES, 'block')} having grouping(class) = 0 or ({repeated})"
        return [dict(zip((*keys, "block", *_MEASURES), row, strict=True)) for row in self._engine.rows(sql)]

    @property
    def _rules(self) -> tuple[str, ...]:
        """The columns that the rules of the lab look at."""
        return tuple(
            _COLUMN_OF.get(key, key)
            for key in self._options.mapping.keys
            if key not in ("project", "comment")
        )

    @property
    def _keys(self) -> tuple[str, ...]:
        resources = next((name for name in RESOURCES if name in self._view.present), "")
        wanted = dict.fromkeys((*_KEYS, resources, *self._rules, *self._extra))
        return tuple(key for key in wanted if key in ("never", "month") or key in self._view.present)

    def _count(self, found: Sequence[dict[str, Any]]) -> None:
        for group in found:
            if group["class"] is not None:
                self.counts[group["class"]] += group["jobs"]
        if self.counts["header"] and next(self._engine.rows(self._view.other_headers()))[0]:
            raise EngineError("a header with other columns")
        self.skipped += Counter(
            {_SKIPPED[name]: count for name, count in self.counts.items() if name in _SKIPPED}
        )

    def _groups(self, jobs: Sequence[dict[str, Any]]) -> Iterator[Group]:
        if any("\0" in str(text) for group in jobs for text in group.values()):
            raise EngineError("a NUL in a row")
        meanings = Meanings(self._view.present, self._rules, self._options)
        for group in jobs:
            group["has_energy"] = group["energy"] is not None
        for group, meant in zip(jobs, meanings.of(jobs), strict=True):
            measured = {name: group[name] for name in _MEASURES}
            stated = {"cored": group["jobs"], "ghg_stated": 0, "ghg_kgco2e": None}
            keys = {"duration": NEVER if group["never"] else TIMED, "month": group.get("month") or ""}
            yield group_of({**measured, **stated, **meant, **keys}, _JOULES)
        self.notes += meanings.notes
        for sentence in meanings.assumptions:
            self._tally.assume(sentence)

    def _odd(self, source: str) -> Iterator[Line]:
        """The rows for the importer, attempts of a job one after the other: ended ones first, then the longest.

        All cells are in the order, so that it is the same with every engine.
        """
        cells = ", ".join(f"x_{name}" for name in self._view.present)
        longest = ", ".join(f"length(x_{name}) desc, x_{name} desc" for name in ("elapsedraw", "elapsed"))
        order = f"job, x_start, length(x_end) = 19 desc, {longest}, {cells}"
        rows = self._engine.rows(
            f"select job, {cells} from ({source}) classed where class = 'odd' order by {order}"
        )
        columns, numbers, given = Columns(self._view.present), count(1), 0
        for job, found in groupby(rows, key=itemgetter(0)):
            most = ROWS_COMPARED + 1 if self._in_file_order else None
            attempts = [row[1:] for row in islice(found, most)]
            if any("\0" in cell for row in attempts for cell in row):
                raise EngineError("a NUL in a row")
            if _is_name(job) or (self._in_file_order and not in_any_order(attempts, columns)):
                raise EngineError("rows of one job that differ, or a header with other columns")
            given += len(attempts)
            yield from (Line(next(numbers), SEPARATOR.join(row), "") for row in attempts)
        if given != self.counts["odd"]:
            raise EngineError("rows with a bad byte in a cell that the sums do not need")

    def _rows(
        self, lines: Iterator[Line], columns: Sequence[str], separator: str = SEPARATOR
    ) -> Iterator[LedgerRow]:
        given = GivenLines("rows read one by one", lines, separator)
        options = replace(self._options, columns=tuple(columns))
        return read_slurm([given], self._tally, options)


def _repeated(source: str) -> str:
    """Jobs of several rows, of which at least one is plain."""
    plain = "max(case when class = 'odd' then 0 else 1 end) = 1"
    return f"""select job as again from ({source}) classed where class = 'job' or class = 'odd' or class = 'outside'
        group by job having count(*) > 1 and {plain}"""


def _is_name(job: str) -> bool:
    """Whether there is the name of a column where the id of a job should be."""
    return job.strip().lower().partition("%")[0] in READ or (job.isascii() and job.isalpha() and len(job) > 2)


def _lines(broken: Sequence[Broken]) -> Iterator[Line]:
    """The lines that are no rows of the table and not blank, as the importer expects them."""
    for line in broken:
        fault = line.fault or ("nul-byte" if "\0" in line.text else "")
        readable = line.text.replace("\0", "") if fault in ("bad-encoding", "nul-byte") else ""
        if fault or line.text.strip():
            yield Line(line.line, line.text, fault, readable)
