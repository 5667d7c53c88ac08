"""Two workers of a Spark cluster against one, on the same export; and what the translation of the SQL costs.

`python tests/benchmarks/spark.py [ROWS]` starts a cluster of this machine, and stops it.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from exports import write_export
from ratios import Ratio, least_s

ROWS = 2_000_000
ROUNDS = 2
START_S = 60


def ratios(folder: Path, rows: int = ROWS) -> list[Ratio]:
    """Seconds of the sums with two workers of one core each, against the same with one of them."""
    export = folder / "export.txt"
    write_export(export, rows)
    with master(folder) as (url, add_worker):
        add_worker()
        alone = seconds(url, export, 1)
        add_worker()
        both = seconds(url, export, 2)
    what = f"sums of {rows / 1e6:g} million rows, two workers"
    return [Ratio(what, both, "one worker", alone, 1.1, at_least=True, unit="s")]


def seconds(url: str, export: Path, workers: int) -> float:
    """The least time of the sums in s, after one that lets Java warm up."""
    from fullcount.ledger.engine.spark import SparkEngine

    engine = SparkEngine(url, {"spark.cores.max": str(workers), "spark.executor.memory": "1g"})
    try:
        summed(engine, export)
        return least_s({"sums": lambda: summed(engine, export)}, ROUNDS)["sums"]
    finally:
        engine.close()


def summed(engine: object, export: Path) -> int:
    """The number of groups of the export."""
    from fullcount.ledger.engine import SacctSums
    from fullcount.ledger.reading.options import ReadOptions
    from fullcount.ledger.reading.source import TextSource
    from fullcount.ledger.reading.tally import Tally

    return len(list(SacctSums(engine, [TextSource(export)], ReadOptions(), Tally((export.name,)))))


@contextmanager
def master(folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """A standalone master on a free port: its URL, and what adds a worker of one core to it."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    port = free_port()
    url, deploy = f"spark://127.0.0.1:{port}", "org.apache.spark.deploy"
    with ExitStack() as stack:
        log = stack.enter_context((folder / "spark.log").open("wb"))

        def start(name: str, *arguments: str) -> None:
            command = [
                home / "bin" / "spark-class",
                f"{deploy}.{name}",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
            ]
            process = subprocess.Popen([*command, *arguments], env=environment, stdout=log, stderr=log)
            stack.callback(process.wait)
            stack.callback(process.terminate)

        def add_worker() -> None:
            known = registered(folder)
            start("worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", str(folder / "work"), url)
            await_(lambda: registered(folder) > known)

        start("master.Master", "--port", str(port))
        await_(lambda: b"I have been elected leader" in (folder / "spark.log").read_bytes())
        yield url, add_worker


def registered(folder: Path) -> int:
    """The workers that the master has taken on."""
    return (folder / "spark.log").read_bytes().count(b"Registering worker")


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def await_(condition: Callable[[], bool]) -> None:
    """Raises TimeoutError after a minute."""
    end = time.monotonic() + START_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("Spark does not start")
        time.sleep(0.1)


def translation_ms() -> dict[str, float]:
    """Least time to translate the SQL of the sums, in ms; `import` is the first import of sqlglot."""
    begin = time.perf_counter()
    from sqlglot import transpile

    taken = {"import": 1000 * (time.perf_counter() - begin)}
    from fullcount.ledger.engine.sacct_sql import SacctView
    from fullcount.ledger.groups import select

    names = (
        "jobid",
        "user",
        "partition",
        "state",
        "start",
        "end",
        "elapsed",
        "ncpus",
        "alloctres",
        "comment",
    )
    view = SacctView([("exports0", {name: place for place, name in enumerate(names)})], None)
    keys = ("state", "comment", "duration", "alloctres")
    sql = select(f"({view.jobs(keys, view.classed())}) jobs", ("class", *keys), "block")
    least = least_s({"translate": lambda: transpile(sql, read="duckdb", write="spark")}, 10)
    return taken | {name: 1000 * value for name, value in least.items()}


if __name__ == "__main__":
    for name, value in translation_ms().items():
        print(f"sqlglot: {name:30} {value:8.1f} ms")
    with tempfile.TemporaryDirectory() as scratch:
        for ratio in ratios(Path(scratch), *map(int, sys.argv[1:])):
            print(ratio.line())
