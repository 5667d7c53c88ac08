"""A session of Spark at a URL, started quietly, or reached; and what to say where it cannot be."""

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, NamedTuple

from fullcount.ledger.engine.base import NoEngineError
from fullcount.ledger.errors import clip

__all__ = ["Session", "session_at"]

_LOCAL = re.compile(r"local(\[(\d+|\*)\])?")
_REMOTE = re.compile(r"(spark|sc)://([^/;]+)(/;?.*)?")
_PORTS = {"spark": 7077, "sc": 15002}
_REACHED_IN_S = 5
_WORKER_IN_S = 60
_PAUSE_S = 0.05
_URLS = "local[n], spark://host:port or sc://host:port"
_OF_QUERIES = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.enforceReservedKeywords": "false",
    "spark.sql.csv.parser.columnPruning.enabled": "false",
    "spark.sql.constraintPropagation.enabled": "false",
}
"""Local times stay as they are, overflow is an error, and every cell of a line is counted."""

Errors = tuple[type[Exception], ...]


class Session(NamedTuple):
    """A session, and how to end it."""

    spark: Any
    stop: Callable[[], None]


def session_at(url: str, settings: Mapping[str, str], errors: Errors) -> Session:
    """Raises `NoEngineError` for a URL that is none, or at which nobody answers."""
    kind, hosts = _parsed(url)
    _reach(hosts, url)
    try:
        if kind == "sc":
            return _connected(url, settings)
        return _started(url, _is_near(hosts), settings)
    except errors as error:
        said = clip(next(iter(str(error).strip().splitlines()), "no reason given"))
        hint = "" if kind == "sc" else "; it needs Java 17 or later (JAVA_HOME, or java on the PATH)"
        raise NoEngineError(f"Spark does not start at {clip(url)} ({said}){hint}") from error


def _parsed(url: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    if _LOCAL.fullmatch(url):
        return "local", ()
    if not (match := _REMOTE.fullmatch(url)):
        raise NoEngineError(f"found {clip(url)!r}, expected the URL of Spark: {_URLS}")
    return match[1], tuple(_host(part, match[1], url) for part in match[2].split(","))


def _host(part: str, kind: str, url: str) -> tuple[str, int]:
    host, colon, port = part.rpartition(":")
    if not colon:
        return part, _PORTS[kind]
    if not host or not port.isdecimal() or not 0 < int(port) < 1 << 16:
        raise NoEngineError(f"found {clip(url)!r}, expected the URL of Spark: {_URLS}")
    return host, int(port)


def _reach(hosts: tuple[tuple[str, int], ...], url: str) -> None:
    """Spark itself would try for a minute or more."""
    failures = []
    for host, port in hosts:
        try:
            socket.create_connection((host, port), timeout=_REACHED_IN_S).close()
        except OSError as error:
            failures.append(f"{host}:{port}: {error.strerror or error}")
        else:
            return
    if failures:
        raise NoEngineError(
            f"no Spark answers at {clip(url)} ({'; '.join(failures)}): check that it runs there"
        )


def _is_near(hosts: tuple[tuple[str, int], ...]) -> bool:
    """Whether Spark runs on this machine, and the driver need not be seen by others."""
    return all(host == "localhost" or _is_loopback(host) for host, _ in hosts)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _connected(url: str, settings: Mapping[str, str]) -> Session:
    from pyspark.sql.connect.session import SparkSession  # noqa: PLC0415 - an extra

    spark = SparkSession.builder.remote(url).create()
    for name, value in {**_OF_QUERIES, **settings}.items():
        spark.conf.set(name, value)
    return Session(spark, spark.stop)


def _started(url: str, near: bool, settings: Mapping[str, str]) -> Session:
    from pyspark import SparkContext  # noqa: PLC0415 - an extra
    from pyspark.sql import SparkSession  # noqa: PLC0415

    if SparkContext._active_spark_context is not None:
        raise NoEngineError("a Spark session runs in this process already: stop it first")
    folder = Path(mkdtemp(prefix="fullcount-spark-"))

    def stop() -> None:
        if SparkContext._active_spark_context is not None:
            SparkContext._active_spark_context.stop()
        rmtree(folder, ignore_errors=True)

    try:
        context = _context(_configuration(url, near, settings, folder), folder / "log.txt")
        context.setLogLevel("OFF")
        if not _LOCAL.fullmatch(url):
            _await_worker(context, url)
        spark = SparkSession(context)
        partitions = max(4, 2 * context.defaultParallelism)
        spark.conf.set("spark.sql.shuffle.partitions", str(partitions))
    except BaseException:
        stop()
        raise
    return Session(spark, stop)


def _configuration(url: str, near: bool, settings: Mapping[str, str], folder: Path) -> Any:
    from pyspark import SparkConf  # noqa: PLC0415 - an extra

    ours = {
        "spark.master": url,
        "spark.app.name": "fullcount",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        **_OF_QUERIES,
        **({"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"} if near else {}),
    }
    return SparkConf().setAll(list({**ours, **settings}.items()))


def _context(configuration: Any, log: Path) -> Any:
    """What Java writes goes into a file, not on the screen of the user."""
    from pyspark import SparkContext  # noqa: PLC0415 - an extra
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415

    if SparkContext._gateway is None:
        with log.open("wb") as stream:
            gateway = launch_gateway(configuration, {"stdout": stream, "stderr": stream})  # type: ignore[no-untyped-call]
    else:
        gateway = SparkContext._gateway
    return SparkContext(conf=configuration, gateway=gateway)


def _await_worker(context: Any, url: str) -> None:
    """A master without a free worker lets a query wait for ever."""
    for _ in _ticks(_WORKER_IN_S):
        if len(context._jsc.sc().statusTracker().getExecutorInfos()) > 1:
            return
    raise NoEngineError(
        f"Spark at {clip(url)} had no worker free for {_WORKER_IN_S} s: check its workers, and what else runs there"
    )


def _ticks(seconds: float) -> Iterator[None]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(_PAUSE_S)
