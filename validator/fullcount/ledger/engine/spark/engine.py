"""The engine of Spark: tables are views, SQL is translated, and errors are told in one line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from fullcount.ledger.engine.base import Broken, EngineError, NoEngineError, Scan
from fullcount.ledger.engine.spark.files import broken_lines, frame_of
from fullcount.ledger.engine.spark.session import Session, session_at
from fullcount.ledger.errors import clip

__all__ = ["SparkEngine"]

_CAUSE = re.compile(r"Caused by: (?:[\w.$]+: )?(.+)")
_UNSEEN = re.compile(r"FILE_NOT_EXIST|PATH_NOT_FOUND|FileNotFoundException|does not exist")


class SparkEngine:
    """Spark at a URL: `local[n]`, `spark://host:port` (standalone) or `sc://host:port` (Spark Connect).

    `settings` are settings of Spark that go before ours. Raises ImportError, naming the extra, where pyspark or
    sqlglot is not installed, and `NoEngineError` for a URL at which there is no Spark.
    """

    def __init__(self, url: str, settings: Mapping[str, str] | None = None) -> None:
        try:
            from py4j.protocol import Py4JError  # noqa: PLC0415 - comes with pyspark
            from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra, and slow to import
            from sqlglot import ErrorLevel, transpile  # noqa: PLC0415
            from sqlglot.errors import SqlglotError  # noqa: PLC0415
        except ImportError as error:
            raise ImportError("the engine needs Spark: pip install 'fullcount[spark]'") from error
        self._transpile, self._level = transpile, ErrorLevel.RAISE
        self._errors: tuple[type[Exception], ...] = (PySparkException, SqlglotError, OSError, Py4JError)
        self._session: Session = session_at(url, settings or {}, self._errors)

    @property
    def name(self) -> str:
        """What it is called."""
        return "spark"

    @property
    def may_give_up(self) -> bool:
        """It must not for the order of rows: files for Spark are too large for the plain reader."""
        return False

    def table(self, name: str, scan: Scan) -> str:
        """A temporary view of the rows that are whole."""
        with self._told():
            frame_of(self._session.spark, scan).createOrReplaceTempView(name)
        return name

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows, one partition after the other."""
        with self._told():
            yield from map(tuple, self._session.spark.sql(self._translated(sql)).toLocalIterator())

    def keep(self, name: str, sql: str) -> int:
        """A temporary view that is cached on the workers."""
        with self._told():
            frame = self._session.spark.sql(self._translated(sql)).cache()
            frame.createOrReplaceTempView(name)
            return int(frame.count())

    def broken(self, scan: Scan) -> Sequence[Broken]:
        """A scan of its own. Spark does not count lines: each has the number 0."""
        if scan.is_parquet:
            return ()
        with self._told():
            return broken_lines(self._session.spark, scan)

    def close(self) -> None:
        """Stop the session, and Spark itself where it was started for it."""
        self._session.stop()

    def _translated(self, sql: str) -> str:
        """The SQL in Spark's dialect."""
        return str(self._transpile(sql, read="duckdb", write="spark", unsupported_level=self._level)[0])

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of Spark in one line, instead of the stack of every machine."""
        try:
            yield
        except self._errors as error:
            text = str(error)
            if _UNSEEN.search(text):
                found = f"Spark does not find a file ({_said(text)})"
                raise NoEngineError(
                    f"{found}: every worker has to see the logs under the same path as this machine"
                ) from error
            raise EngineError(f"Spark: {_said(text)}") from error


def _said(text: str) -> str:
    """The last cause of a stack, or the first line."""
    causes = _CAUSE.findall(text)
    return clip(causes[-1] if causes else next(iter(text.strip().splitlines()), "no reason given"))
