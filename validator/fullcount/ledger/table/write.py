"""Writing a ledger, whole or not at all."""

import csv
import gzip
import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from fullcount.ledger.cells import COLUMNS, cells_of_row
from fullcount.ledger.detect import Reading
from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.parquet import write_parquet
from fullcount.ledger.reading.report import ReadReport
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.table.package import DESCRIPTOR, TABLES, Package, package_text

__all__ = ["write_ledger"]

More = dict[str, Any] | Callable[[], dict[str, Any]]


def write_ledger(  # noqa: PLR0913 - what describes the package has defaults
    rows: Iterable[LedgerRow],
    folder: str | Path,
    *,
    form: str = "csv",
    compress: bool = False,
    name: str = "ledger",
    title: str = "Ledger",
    licence: str = "LicenseRef-undecided",
    report: ReadReport | None = None,
    data_status: str | None = None,
    more: More | None = None,
) -> Path:
    """Write the table (`ledger.csv`, `.csv.gz` or `.parquet`) and `datapackage.json`; returns the table's path.

    `form` is `csv`, `csv.gz` (`compress` says the same) or `parquet`. Rows are streamed. When `rows` is a `Reading`,
    its report goes into the package as `x-read-report`; so do the properties `more`, which may be a function that is
    called after the last row. Both files are written beside their names and renamed at the end, so an interruption
    leaves nothing half-written; the same rows give the same bytes.
    `data_status` is that of the disclosure (`primary`, `synthetic` …). Raises `LedgerError` when the folder cannot be
    written, or when the rows cannot be read on.
    """
    form = "csv.gz" if compress and form == "csv" else form
    if form not in TABLES:
        found = f"the form {clip(form)!r}"
        raise LedgerError(
            [Problem("the table", None, found, f"one of {', '.join(TABLES)}", "use one of these")]
        )
    target = Path(folder) / TABLES[form]
    with _refusing_os_errors(target.name):
        Path(folder).mkdir(parents=True, exist_ok=True)
        with _replacing(target) as unfinished, _replacing(target.with_name(DESCRIPTOR)) as sidecar:
            _WRITERS[form](rows, unfinished)
            found_report = rows.report if isinstance(rows, Reading) else report
            own = more() if callable(more) else more or {}
            package = Package(name, title, licence, {**_provenance(found_report, data_status), **own})
            sidecar.write_text(package_text(package, unfinished, form), encoding="utf-8")
    return target


@contextmanager
def _refusing_os_errors(file: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        found = f"a folder that cannot be written ({error.strerror or error})"
        remedy = "check path, permissions and free space"
        raise LedgerError([Problem(file, None, found, "a writable folder", remedy)]) from error


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield unfinished
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_plain(rows: Iterable[LedgerRow], path: Path) -> None:
    with path.open("wb") as raw:
        _write_csv(rows, raw)


def _write_packed(rows: Iterable[LedgerRow], path: Path) -> None:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as stream:
        _write_csv(rows, cast("IO[bytes]", stream))


def _write_csv(rows: Iterable[LedgerRow], stream: IO[bytes]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(cells_of_row, rows))
    text.flush()
    text.detach()


def _write_parquet(rows: Iterable[LedgerRow], path: Path) -> None:
    """Through a plain table beside it, which takes its place on the disk for a while."""
    plain = path.with_name(f"{path.name}.csv")
    try:
        _write_plain(rows, plain)
        write_parquet(plain, path)
    finally:
        plain.unlink(missing_ok=True)


_WRITERS: dict[str, Callable[[Iterable[LedgerRow], Path], None]] = {
    "csv": _write_plain,
    "csv.gz": _write_packed,
    "parquet": _write_parquet,
}


def _provenance(report: ReadReport | None, data_status: str | None) -> dict[str, Any]:
    status = {} if data_status is None else {"x-data-status": data_status}
    return status if report is None else {**status, "x-read-report": report.as_dict()}
