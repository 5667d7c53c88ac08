"""What an engine can do: show files as a table of texts, and run SQL on it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from fullcount.ledger.parquet import is_parquet

__all__ = ["NO_NULL", "Broken", "Engine", "EngineError", "NoEngineError", "Scan", "literal"]

NO_NULL = "no log writes this text"
"""What stands for null in a table whose empty cells are empty texts."""


class EngineError(Exception):
    """The engine cannot read the files: the plain reader has to, and says what is wrong with them."""


class NoEngineError(EngineError):
    """There is no engine at the place that the user named, or it cannot see the files: for the user to put right."""


class Scan(NamedTuple):
    """Files of one header: text tables (`separator` between cells, `quote` around them or none) or Parquet.

    Cells of Parquet become texts as they would stand in CSV; times have the form YYYY-MM-DDTHH:MM:SS.
    """

    paths: tuple[Path, ...]
    columns: tuple[str, ...]
    separator: str = ","
    quote: str = '"'
    header: bool = True
    empty_is_null: bool = True

    @property
    def is_parquet(self) -> bool:
        """Whether the files are Parquet."""
        return is_parquet(self.paths[0])


class Broken(NamedTuple):
    """A line that is no row of the table: too few or too many cells, bad encoding, too long."""

    file: str
    line: int
    text: str
    fault: str


class Engine(Protocol):
    """Runs the SQL of this room, which is written in DuckDB's dialect. Every method raises `EngineError`."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def may_give_up(self) -> bool:
        """Whether the plain reader can take over: not where the files are too large for one machine."""
        ...

    def table(self, name: str, scan: Scan) -> str:
        """Make the files known under a name; returns what to write after `from`. Cells are texts."""
        ...

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, streamed."""
        ...

    def keep(self, name: str, sql: str) -> int:
        """Keep the rows of a query under a name, for later queries; returns how many."""
        ...

    def broken(self, scan: Scan) -> Sequence[Broken]:
        """The lines of the files that the queries so far had to leave out."""
        ...

    def close(self) -> None:
        """Give back memory, files and connections."""
        ...


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"
