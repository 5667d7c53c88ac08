"""Groups of jobs from any evidence: by an engine where there is one that can, else row by row."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fullcount.ledger.detect import Reading
from fullcount.ledger.errors import LedgerError
from fullcount.ledger.groups import Group
from fullcount.ledger.reading.source import unchanged
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.table import read_table, table_of

if TYPE_CHECKING:
    from fullcount.ledger.engine import Engine

__all__ = ["LedgerSums", "LogSums", "Sums"]


class Sums:
    """Groups of all jobs, as they are iterated, once; then the counts are complete.

    `rows_read` is always `rows_used` and all of `skipped`. `notes` counts repaired, odd and unmatched jobs by
    verdict and reason. `engine` names who summed: `reader` is the plain one, and `why_reader` says why an engine
    that was given did not. Iterating raises `NoEngineError` where the engine cannot be reached or sees no files.
    """

    def __init__(self) -> None:
        self.engine, self.why_reader = "reader", ""
        self.rows_read = self.rows_used = 0
        self.skipped: Counter[str] = Counter()
        self.notes: Counter[tuple[str, str]] = Counter()
        self.assumptions: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Group]:
        raise NotImplementedError

    def as_dict(self) -> dict[str, Any]:
        """The counts as JSON-able data."""
        notes: dict[str, dict[str, int]] = {"repaired": {}, "odd": {}, "unmatched": {}}
        for (verdict, reason), jobs in sorted(self.notes.items()):
            notes[verdict][reason] = jobs
        return {
            "engine": self.engine,
            "why_reader": self.why_reader,
            "rows_read": self.rows_read,
            "rows_used": self.rows_used,
            "rows_skipped": self.skipped.total(),
            "skipped": dict(sorted(self.skipped.items())),
            **notes,
            "assumptions": list(self.assumptions),
        }


class LedgerSums(Sums):
    """Sums of ledgers. Iterating raises `LedgerError` for one with bad cells."""

    def __init__(self, paths: Sequence[Path], engine: "Engine | None", extra: Sequence[str] = ()) -> None:
        super().__init__()
        self._tables, self._engine, self._extra = [table_of(path) for path in paths], engine, extra

    def __iter__(self) -> Iterator[Group]:
        with unchanged(self._tables):
            for group in self._by_engine() or self._by_row():
                self.rows_read += group.jobs
                self.rows_used += group.jobs
                yield group

    def _by_engine(self) -> list[Group] | None:
        if self._engine is None:
            return None
        from fullcount.ledger.engine import EngineError, NoEngineError, ledger_groups  # noqa: PLC0415 - an extra

        try:
            groups = ledger_groups(self._engine, self._tables, self._extra)
        except NoEngineError:
            raise
        except EngineError as error:
            self.why_reader = str(error).partition("\n")[0]
            return None
        self.engine = self._engine.name
        return groups

    def _by_row(self) -> Iterator[Group]:
        """Row by row; several ledgers as `ledger merge` joins them, each job once."""
        if len(self._tables) == 1:
            yield from map(Group.of_row, read_table(self._tables[0]))
            return
        from fullcount.ledger.merge import merge_ledgers  # noqa: PLC0415 - only where there are several

        rows = merge_ledgers(self._tables).rows
        yield from map(Group.of_row, rows)
        self.skipped.update({item.reason: item.count for item in rows.report.skipped})
        self.rows_read += self.skipped.total()


class LogSums(Sums):
    """Sums of logs; `read` opens them, once more where the engine gives up. Iterating raises `LedgerError`."""

    def __init__(
        self, read: Callable[[], Reading], engine: "Engine | None", extra: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._read, self._engine, self._extra = read, engine, extra

    def __iter__(self) -> Iterator[Group]:
        reading = self._read()
        if self._engine is not None and reading.kind == "slurm":
            groups = self._by_engine(reading)
            if groups is not None:
                yield from groups
                return
            reading = self._read()
        yield from map(Group.of_row, reading)
        self._count(reading.tally)

    def _by_engine(self, reading: Reading) -> list[Group] | None:
        """What the engine sums; None where only the plain reader can, or can say what is wrong."""
        from fullcount.ledger.engine import EngineError, NoEngineError, SacctSums  # noqa: PLC0415 - an extra

        assert self._engine is not None  # noqa: S101 - the caller has looked
        try:
            sums = SacctSums(
                self._engine,
                reading.sources,
                reading.options,
                reading.tally,
                self._extra,
                in_file_order=self._engine.may_give_up,
            )
            with unchanged([source.path for source in reading.sources]):
                groups = list(sums)
        except NoEngineError:
            raise
        except (EngineError, LedgerError) as error:
            self.why_reader = str(error).partition("\n")[0]
            return None
        self.engine = self._engine.name
        jobs = sums.counts.pop("job", 0)
        sums.counts.pop("odd", None)
        self.rows_read, self.rows_used = jobs + sums.skipped.total(), jobs
        self.skipped, self.notes = sums.skipped, sums.notes
        self._count(reading.tally)
        return groups

    def _count(self, tally: Tally) -> None:
        """Add what the importer read row by row."""
        report = tally.report()
        self.rows_read += report.rows_read
        self.rows_used += report.rows_used
        self.skipped.update({item.reason: item.count for item in report.skipped})
        for verdict, items in (
            ("repaired", report.repairs),
            ("odd", report.flags),
            ("unmatched", report.unmatched),
        ):
            self.notes.update({(verdict, item.reason): item.count for item in items})
        self.assumptions = report.assumptions
