"""The ledger on disk: a CSV file in a frictionless data package, written whole or not at all."""

import csv
import gzip
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from fullcount.ledger.cells import COLUMNS, CellError, cells_of_row, row_of_cells
from fullcount.ledger.detect import Reading
from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.reading.report import ReadReport
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.row import LedgerRow
from fullcount.rooms import schema_room

__all__ = ["PROBLEMS_KEPT", "read_table", "write_ledger"]

PROBLEMS_KEPT = 100
_LICENCES = {
    "CC-BY-4.0": ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0"),
    "CC0-1.0": ("https://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero 1.0"),
}


def write_ledger(  # noqa: PLR0913 - what describes the package has defaults
    rows: Iterable[LedgerRow],
    folder: str | Path,
    *,
    compress: bool = False,
    name: str = "ledger",
    title: str = "Ledger",
    licence: str = "LicenseRef-undecided",
    report: ReadReport | None = None,
    data_status: str | None = None,
) -> Path:
    """Write `ledger.csv` (or `ledger.csv.gz`) and `datapackage.json` into `folder`; returns the table's path.

    Rows are streamed. When `rows` is a `Reading`, its report goes into the package as `x-read-report`. Both
    files are written beside their names and renamed at the end, so an interruption leaves nothing half-written;
    the same rows give the same bytes. `data_status` is that of the disclosure (`primary`, `synthetic` …). Raises
    `LedgerError` when the folder cannot be written, or when the rows cannot be read on.
    """
    target = Path(folder) / f"ledger.csv{'.gz' if compress else ''}"
    package = Path(folder) / "datapackage.json"
    with _refusing_os_errors(target.name):
        Path(folder).mkdir(parents=True, exist_ok=True)
        with _replacing(target) as unfinished:
            digest, size = _write_rows(rows, unfinished, compress=compress)
            if isinstance(rows, Reading):
                report = rows.report
            described = _package(target.name, f"sha256:{digest}", size, name, title, licence)
            extra = _provenance(report, data_status)
            with _replacing(package) as sidecar:
                text = json.dumps({**described, **extra}, indent=2, ensure_ascii=False)
                sidecar.write_text(text + "\n", encoding="utf-8")
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


def _write_rows(rows: Iterable[LedgerRow], path: Path, *, compress: bool) -> tuple[str, int]:
    """SHA-256 in hex and size in bytes of the file written."""
    with path.open("wb") as raw:
        if compress:
            with gzip.GzipFile("", "wb", 9, raw, mtime=0) as stream:
                _write_csv(rows, cast("IO[bytes]", stream))
        else:
            _write_csv(rows, raw)
    with path.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest(), path.stat().st_size


def _write_csv(rows: Iterable[LedgerRow], stream: IO[bytes]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(cells_of_row, rows))
    text.flush()
    text.detach()


def _package(path: str, digest: str, size: int, name: str, title: str, licence: str) -> dict[str, Any]:
    schema = json.loads((schema_room() / "tables" / "ledger.schema.json").read_text(encoding="utf-8"))
    address = dict(zip(("path", "title"), _LICENCES.get(licence, ()), strict=False))
    resource = {
        "name": "ledger",
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"compression": "gz"} if path.endswith(".gz") else {}),
        "hash": digest,
        "bytes": size,
        "schema": schema,
    }
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "licenses": [{"name": licence, **address}],
        "resources": [resource],
    }


def _provenance(report: ReadReport | None, data_status: str | None) -> dict[str, Any]:
    status = {} if data_status is None else {"x-data-status": data_status}
    return status if report is None else {**status, "x-read-report": report.as_dict()}


def read_table(path: str | Path) -> Iterator[LedgerRow]:
    """Rows of a ledger: a CSV file (plain or gzip), a `datapackage.json`, or the folder that holds one.

    Raises `LedgerError` at the end of the bad rows, with line and column of the first 100; no row after the
    first bad one is given out.
    """
    source = TextSource(_table_of(Path(path)))
    head = source.header()
    if head.text.split(",") != list(COLUMNS):
        expected = f"the header {clip(','.join(COLUMNS))}"
        raise source.refusal(head.number, f"{clip(head.text)!r}", expected, "write the ledger with fullcount")
    problems: list[Problem] = []
    for line in source.lines():
        if line.number == head.number:
            continue
        try:
            row = row_of_cells(_split(line.text, line.fault), source.name, line.number)
        except CellError as bad:
            problems += bad.problems
            if len(problems) >= PROBLEMS_KEPT:
                break
        else:
            if not problems:
                yield row
    if problems:
        raise LedgerError(problems[:PROBLEMS_KEPT])


def _split(text: str, fault: str) -> list[str]:
    try:
        return [] if fault else [cell.removeprefix(" ") for cell in next(csv.reader([text], strict=True))]
    except csv.Error:
        return []


def _table_of(path: Path) -> Path:
    """The table that a folder or package names; it must lie inside the folder."""
    package = path / "datapackage.json" if path.is_dir() else path
    if package.suffix != ".json":
        return package
    source = TextSource(package)
    try:
        described = json.loads(package.read_bytes())
        named = next(r["path"] for r in described["resources"] if r["name"] == "ledger")
        table = Path(package.parent / named).resolve()
    except OSError as error:
        found = f"a package that cannot be read ({error.strerror or error})"
        raise source.refusal(None, found, "a datapackage.json", "check the path") from error
    except (ValueError, KeyError, TypeError, StopIteration, RecursionError) as error:
        remedy = "write the ledger with fullcount"
        raise source.refusal(
            None, "no such resource", "a resource named ledger with a path", remedy
        ) from error
    if not table.is_relative_to(package.parent.resolve()):
        remedy = "put the table beside its datapackage.json"
        raise source.refusal(None, f"the path {clip(str(named))!r}", "a path inside the package", remedy)
    return table
