"""Slurm exports as tables of an engine: those with the same columns are one."""

from collections.abc import Iterator, Mapping, Sequence
from os import SEEK_END
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.ledger.engine.base import EngineError, Scan
from fullcount.ledger.engine.sacct_sql import READ
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.slurm.record import Columns
from fullcount.ledger.slurm.table import table_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["RESOURCES", "Export", "exports_of", "is_unended", "refuse_unlike", "written_names"]

RESOURCES = ("alloctres", "allocgres", "reqtres")
"""The importer looks at the first of these that an export has."""
_TELLING = frozenset(
    {
        *RESOURCES,
        "reqgres",
        "user",
        "partition",
        "cluster",
        "state",
        "start",
        "end",
        "jobid",
        "restarts",
        "elapsed",
    }
)


class Export(NamedTuple):
    """Exports of the same columns as one table: the places of the columns by name, and their names as written."""

    scan: Scan
    places: Mapping[str, int]
    names: tuple[str, ...]


def exports_of(sources: Sequence[TextSource], options: ReadOptions) -> Iterator[Export]:
    """One table for each set of columns. Raises `EngineError` for JSON, and for columns that need the importer."""
    alike: dict[tuple[Any, ...], list[Path]] = {}
    for source in sources:
        if source.start.lstrip().startswith(("{", "[")):
            raise EngineError("sacct --json")
        table = table_of(source, options.columns)
        alike.setdefault((table.columns.names, table.separator, table.has_header), []).append(source.path)
    for (names, separator, has_header), paths in alike.items():
        places = tuple(f"c{place}" for place in range(len(names)))
        scan = Scan(tuple(paths), places, separator, "", has_header, empty_is_null=False)
        yield Export(scan, _index(Columns(names)), names)


def refuse_unlike(exports: Sequence[Export]) -> None:
    """Raises `EngineError` where exports differ in columns whose absence means something to the importer."""
    if len({frozenset(_TELLING & export.places.keys()) for export in exports}) > 1:
        raise EngineError("exports that differ in the columns that tell jobs, ends or accelerators")


def _index(columns: Columns) -> Mapping[str, int]:
    """Raises `EngineError` for columns that only the importer understands."""
    names = columns.index.keys()
    if (
        columns.models
        or not names & {"elapsedraw", "elapsed"}
        or ("reqgres" in names and "alloctres" not in names)
    ):
        raise EngineError("columns of their own for accelerators, requests for nodes, or no elapsed time")
    return columns.index


def written_names(exports: Sequence[Export]) -> Mapping[str, str]:
    """The names of the columns that all headers write alike, as they write them."""
    headers = [{name: export.names[place] for name, place in export.places.items()} for export in exports]
    return {
        name: text
        for name, text in headers[0].items()
        if all(h.get(name) == text for h in headers) and name in READ
    }


def is_unended(source: TextSource) -> bool:
    """Whether the last line may be cut; of a packed file only the reader knows."""
    with source.path.open("rb") as raw:
        raw.seek(max(raw.seek(0, SEEK_END) - 1, 0))
        return raw.read() != b"\n"
