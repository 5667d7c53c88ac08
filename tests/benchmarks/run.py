"""`make bench`: how fast the tool is against peers and against bare Python, as ratios taken in one run.

Absolute times differ from machine to machine and from minute to minute; ratios of commands that take turns do not.
"""

import compileall
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import orjson
from documents import as_bytes, large, small
from ratios import Ratio, in_process, whole_processes

BIN = Path(sys.executable).parent
TODAY = date(2026, 11, 21)


def start_up(folder: Path) -> list[Ratio]:
    """Whole processes: the version, the help, and the validation of a small file."""
    document = folder / "small.json"
    document.write_bytes(as_bytes(small()))
    schema = subprocess.run(
        [BIN / "fullcount", "schema", "--path"], capture_output=True, text=True, check=True
    )
    taken = whole_processes(
        {
            "bare": [sys.executable, "-c", "pass"],
            "version": [BIN / "fullcount", "--version"],
            "help": [BIN / "fullcount", "--help"],
            "validate": [BIN / "fullcount", "validate", document],
            "peer": [BIN / "check-jsonschema", "--schemafile", schema.stdout.strip(), document],
        }
    )
    bare, size = taken["bare"], f"{document.stat().st_size / 1000:.1f} KB"
    return [
        Ratio("fullcount --version", taken["version"], "python -c pass", bare, 4),
        Ratio("fullcount --help", taken["help"], "python -c pass", bare, 4),
        Ratio(f"validate {size}, all rules", taken["validate"], "python -c pass", bare, 10),
        Ratio(
            f"validate {size}, all rules",
            taken["validate"],
            "check-jsonschema",
            taken["peer"],
            7,
            at_least=True,
        ),
    ]


def big_document() -> list[Ratio]:
    """In process: the schema and every rule over a large document, against parsing it."""
    from fullcount.disclosure import parse
    from fullcount.review.check import validate

    text = as_bytes(large())
    document = parse(text, "large.json")
    found = validate(document, TODAY).findings
    taken = in_process({"parse": lambda: orjson.loads(text), "check": lambda: validate(document, TODAY)})
    what = f"schema and rules, {len(text) / 1000:.0f} KB ({len(found)} findings)"
    return [Ratio(what, taken["check"], "parsing it with orjson", taken["parse"], 5)]


def of_uncertainty() -> list[Ratio]:
    """Draws of a large model, in an environment as the command sets it up."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import uncertainty

    return uncertainty.ratios(BIN)


def of_ledger_checks() -> list[Ratio]:
    """A ledger of a million rows as whole processes."""
    import ledger_check

    return ledger_check.ratios(BIN)


def of_comparison() -> list[Ratio]:
    """The published corpus, compared by the command."""
    import compare

    return compare.ratios(BIN)


def of_ledger_sums() -> list[Ratio]:
    """Slurm exports of up to ten million rows."""
    import ledger_sums

    return ledger_sums.ratios(BIN)


def of_corpus() -> list[Ratio]:
    """A corpus of 100,000 disclosures."""
    import corpus

    return corpus.ratios(BIN)


def of_spark(folder: Path) -> list[Ratio]:
    """Two workers against one, where there is Java and pyspark."""
    import shutil

    if not shutil.which("java"):
        return []
    import spark

    return spark.ratios(folder)


def of_desk() -> list[str]:
    """The review desk in a browser."""
    import desk

    return desk.lines()


def accuracy() -> list[str]:
    """How far the mean and the 95th percentile are from the truth."""
    import accuracy

    return accuracy.table()


def main() -> None:
    """Run every benchmark and print the ratios, with byte code written as an installer does."""
    for package in ("fullcount", "fullcount_reports"):
        compileall.compile_dir(str(Path(__import__(package).__file__ or "").parent), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        ratios = [*start_up(Path(folder)), *big_document(), *of_uncertainty(), *of_ledger_checks()]
        ratios += [*of_comparison(), *of_ledger_sums(), *of_corpus(), *of_spark(Path(folder))]
    for ratio in ratios:
        print(ratio.line())
    for line in (*accuracy(), *of_desk()):
        print(line)
    if "--json" in sys.argv:
        print(json.dumps([ratio.__dict__ for ratio in ratios], indent=2))


if __name__ == "__main__":
    main()
