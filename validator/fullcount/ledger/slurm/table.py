"""The table around the values of `sacct`: its header, its separator, its lines."""

from collections.abc import Iterator
from typing import NamedTuple

from fullcount.counted import counted
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.source import Line, TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.slurm.fields import is_job_id
from fullcount.ledger.slurm.forms import fits
from fullcount.ledger.slurm.layouts import NAMED, Layout, guess, named_layout, sample
from fullcount.ledger.slurm.record import Columns, Record, RejectedRowError

__all__ = ["Entry", "Table", "is_headerless_export", "is_sacct_header", "table_of"]

SEPARATORS = ("|", "\x1f")
"""`sacct --parsable2` writes the first, and the second for `--delimiter=$'\\x1f'`, which no name can hold."""

_FREE_TEXT = {
    "jobname": "separator-in-job-name",
    "comment": "separator-in-comment",
    "admincomment": "separator-in-comment",
    "workdir": "separator-in-path",
}
_EXPORT = (
    "sacct --parsable2 --duplicates --format=JobID,State,Start,End,ElapsedRaw,AllocTRES,NNodes,NCPUS,Comment"
)


class Entry(NamedTuple):
    """A record and where it came from; `fault` is what was wrong with its bytes, and `found` where."""

    file: str
    line: int
    record: Record
    fault: str = ""
    found: str = ""


class Table:
    """One text export: lines become records, under the header that was last seen."""

    def __init__(self, source: TextSource, columns: Columns, separator: str, header: str | None) -> None:
        self._source, self._columns, self._header = source, columns, header
        self.separator = separator
        self.assumptions = columns.assumptions
        self.has_clusters = "cluster" in columns.index
        self.has_restarts = "restarts" in columns.index

    @property
    def columns(self) -> Columns:
        """The columns under the header that was last seen."""
        return self._columns

    @property
    def has_header(self) -> bool:
        """Whether the first line names the columns."""
        return self._header is not None

    def entries(self, tally: Tally) -> Iterator[Entry]:
        """Every line that may be a job, or a step; others are counted in the tally."""
        first_is_header = self._header is not None
        for line in self._source.lines():
            if first_is_header:
                first_is_header = False
                continue
            tally.read(line.number)
            try:
                if entry := self._entry(line, tally):
                    yield entry
            except RejectedRowError as bad:
                tally.reject(bad.reason, line.number, bad.found, bad.expected)

    def _entry(self, line: Line, tally: Tally) -> Entry | None:
        if line.fault and (tally.stops or not line.readable):
            raise RejectedRowError(line.fault, line.text, "a line of UTF-8 text")
        text = line.readable if line.fault else line.text
        if text == self._header:
            tally.skip("repeated-header", line.number, text)
            return None
        if is_sacct_header(text):
            self._change_header(text, line.number, tally)
            return None
        record = self._record(text)
        return Entry(self._source.name, line.number, record, line.fault, line.text if line.fault else "")

    def _change_header(self, text: str, line: int, tally: Tally) -> None:
        """Exports were put one after the other: from here on the columns are those of the new header."""
        if self._header is None:
            tally.skip("repeated-header", line, text)
            return
        self._header, self.separator = text, _separator(text)
        self._columns = _usable(self._source, _names(text), line)
        tally.skip("another-header", line, text)
        for sentence in self._columns.assumptions:
            tally.assume(sentence)

    def _record(self, text: str) -> Record:
        """One row; raises `RejectedRowError` when its fields do not fit the columns."""
        fields, count = text.split(self.separator), len(self._columns.names)
        if len(fields) == count + 1 and not fields[-1]:
            fields.pop()
        if len(fields) == count:
            return Record(fields, self._columns)
        if len(fields) > count:
            return self._joined(fields)
        raise RejectedRowError("too-few-fields", counted(len(fields), "field"), counted(count, "field"))

    def _joined(self, fields: list[str]) -> Record:
        """A row with the separator in a free text: joined in the first one with which all the rest fits its form.

        Where the job name and another fit, sizes and times read the same either way.
        """
        surplus = len(fields) - len(self._columns.names)
        for column, reason in _FREE_TEXT.items():
            at = self._columns.index.get(column)
            if at is None:
                continue
            joined = self.separator.join(fields[at : at + surplus + 1])
            row = [*fields[:at], joined, *fields[at + surplus + 1 :]]
            if fits(row, self._columns):
                return Record(row, self._columns, reason)
        found, expected = counted(len(fields), "field"), counted(len(self._columns.names), "field")
        raise RejectedRowError("too-many-fields", found, expected)


def is_sacct_header(text: str) -> bool:
    """Whether a line is the header of a parsable export."""
    if "jobid" not in text.lower() or not any(mark in text for mark in SEPARATORS):
        return False
    names = [name.strip().lower() for name in text.split(_separator(text))]
    return ("jobid" in names or "jobidraw" in names) and not any(map(is_job_id, names))


def is_headerless_export(source: TextSource) -> bool:
    """Whether the rows of a file plainly have a layout that is known."""
    return guess(sample(source.start, _separator(source.first_line))).layout is not None


def table_of(source: TextSource, given: tuple[str, ...] | None) -> Table:
    """The table in a file: columns as given, from its header, or of a layout that it plainly has.

    Raises `LedgerError` when they cannot be used.
    """
    if given is not None and not _is_layout(given):
        head = source.header()
        return Table(source, _usable(source, given, None), _separator(head.text), None)
    if given is None:
        head = source.header()
        if is_sacct_header(head.text):
            columns = _usable(source, _names(head.text), head.number)
            return Table(source, columns, _separator(head.text), head.text)
    return _headerless(source, given)


def _headerless(source: TextSource, given: tuple[str, ...] | None) -> Table:
    """Without header: the layout that the user named, or the one that the rows fit."""
    head = source.header()
    separator = _separator(head.text)
    rows = sample(source.start, separator)
    layout = guess(rows).layout if given is None else named_layout(given[0], rows)
    if layout is None:
        raise source.refusal(head.number, *_unknown(head.text, rows, given))
    table = Table(source, Columns(layout.columns), separator, None)
    table.assumptions = [_sentence(layout, rows, given), *table.assumptions]
    return table


def _is_layout(given: tuple[str, ...]) -> bool:
    return len(given) == 1 and given[0].strip().lower() in NAMED


def _sentence(layout: Layout, rows: list[list[str]], given: tuple[str, ...] | None) -> str:
    how = "its layout is guessed to be" if given is None else "it is read as"
    fit = f"{layout.score(rows):.0%} of {counted(len(rows), 'sampled row')} fit it"
    return f"the log has no header; {how} {layout.title}; {fit}{layout.note}"


def _unknown(text: str, rows: list[list[str]], given: tuple[str, ...] | None) -> tuple[str, str, str]:
    if given is not None and is_sacct_header(text):
        found = f"a log with a header, of {counted(len(_names(text)), 'column')}"
        remedy = "leave out --columns: the header names the columns already"
        return found, f"a log without header, in the layout {given[0]}", remedy
    if "jobid" in text.lower():
        remedy = f"export again, as padded columns are cut: {_EXPORT}"
        return _between(text), 'a sacct header with "|" between the names', remedy
    if given is not None:
        found = f"{counted(len(rows[0]) if rows else 0, 'column')} that do not fit"
        return (
            found,
            f"the layout {given[0]}",
            "name the columns themselves (--columns A,B,C), in their order",
        )
    remedy = (
        f"name the columns of an export without header (--columns), in their order, or {' or '.join(NAMED)}"
    )
    found = f"{clip(text)!r}, which fits no layout clearly ({guess(rows).scores})"
    return found, 'a sacct header with "|" between the names', remedy


def _between(text: str) -> str:
    kinds = {"\t": "tabs", ";": "semicolons", ",": "commas"}
    between = next((name for mark, name in kinds.items() if mark in text), "spaces")
    return f"columns separated by {between}"


def _names(header: str) -> tuple[str, ...]:
    separator = _separator(header)
    return tuple(header.removesuffix(separator).split(separator))


def _separator(text: str) -> str:
    return SEPARATORS[1] if SEPARATORS[1] in text else SEPARATORS[0]


def _usable(source: TextSource, names: tuple[str, ...], line: int | None) -> Columns:
    columns = Columns(names)
    if columns.missing:
        remedy = f"export with {_EXPORT}"
        if line is None:
            remedy = f"name the columns as sacct does, or a layout: {', '.join(NAMED)}"
        raise source.refusal(line, "columns without it", f"the column {columns.missing}", remedy)
    return columns
