"""A Spark cluster of this machine: one master and two workers, once for all tests that need one."""

import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pytest

START_S = 60
OLDEST_JAVA = 17
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java that starts fast: a test ends before it would pay to compile better code."""


@pytest.hookimpl(tryfirst=True)  # before xdist asks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One group, so that only one process starts a cluster; skipped where there can be none."""
    lacking = _lacking()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.spark)
            item.add_marker(pytest.mark.xdist_group("spark"))
            if lacking:
                item.add_marker(pytest.mark.skip(reason=lacking))


def _lacking() -> str:
    modules = [name for name in ("duckdb", "pyspark", "sqlglot") if importlib.util.find_spec(name) is None]
    if modules:
        return f"{' and '.join(modules)} not installed: pip install 'fullcount[spark]'"
    found = _java_version()
    if found is None:
        return "no Java: Spark needs 17 or later"
    return "" if found >= OLDEST_JAVA else f"Java {found}: Spark needs {OLDEST_JAVA} or later"


def _java_version() -> int | None:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        return None
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', told)
    return int(match[1]) if match else None


@pytest.fixture(scope="session")
def spark_program(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a program of Spark's own; all are ended with the session, and leave nothing outside its folder."""
    import pyspark

    home, folder = Path(pyspark.__file__).parent, tmp_path_factory.mktemp("spark")
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_DAEMON_MEMORY": "512m",
        "SPARK_DAEMON_JAVA_OPTS": QUICK,
    }
    with ExitStack() as stack:

        def start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
            with (folder / "log.txt").open("ab") as log:
                process = subprocess.Popen(
                    [home / "bin" / program, *arguments],
                    env=environment,
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            stack.callback(_end, process)
            return process

        yield start


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """A port of this machine at which nobody listens."""

    def find() -> int:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            return int(taken.getsockname()[1])

    return find


@pytest.fixture(scope="session")
def cluster(spark_program, free_port, tmp_path_factory) -> str:
    """The URL of a standalone master with two workers of one core and 2 GB each."""
    port, page = free_port(), free_port()
    url = f"spark://127.0.0.1:{port}"
    deploy, here = "org.apache.spark.deploy", ("--host", "127.0.0.1")
    spark_program(
        "spark-class", f"{deploy}.master.Master", *here, "--port", str(port), "--webui-port", str(page)
    )
    _wait(
        lambda: _listens(port), "Spark master"
    )  # a worker that comes too early waits long before it tries again
    for _ in range(2):
        work = str(tmp_path_factory.mktemp("worker"))
        size = ("--cores", "1", "--memory", "2g", "--webui-port", "0", "--work-dir", work)
        spark_program("spark-class", f"{deploy}.worker.Worker", *here, *size, url)
    _wait(lambda: _workers(page) == 2, "two workers at the master")
    return url


def _workers(page: int) -> int:
    try:
        with urlopen(f"http://127.0.0.1:{page}/json/", timeout=5) as answer:
            return int(json.load(answer)["aliveworkers"])
    except OSError:
        return 0


def _wait(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + START_S
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"no {what} after {START_S} s")
        time.sleep(0.1)


@pytest.fixture(scope="session")
def spark(cluster):
    """The engine of the cluster."""
    from fullcount.ledger.engine.spark import SparkEngine

    quick = {f"spark.{who}.extraJavaOptions": QUICK for who in ("driver", "executor")}
    engine = SparkEngine(cluster, quick)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def connect_url(spark_program, free_port) -> str:
    """The URL of a Spark Connect server."""
    port = free_port()
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.ui.enabled": "false",
    }
    settings["spark.driver.extraJavaOptions"] = QUICK
    written = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    server = "org.apache.spark.sql.connect.service.SparkConnectServer"
    spark_program("spark-submit", "--master", "local[1]", "--class", server, *written, "spark-internal")
    _wait(lambda: _listens(port), "Spark Connect server")
    return f"sc://127.0.0.1:{port}"


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def duck():
    """The embedded engine."""
    from fullcount.ledger.engine.duck import DuckEngine

    engine = DuckEngine()
    yield engine
    engine.close()
