"""The arguments that say which logs are read, how, and into what."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

__all__ = ["add_log_arguments", "add_table"]

OUTCOMES = ("completed", "resumed", "failed", "cancelled", "timeout", "preempted", "out-of-memory")
BOUNDARIES = ("accelerator", "node", "it", "facility")


def add_log_arguments(parser: "ArgumentParser") -> None:
    """The arguments that say which logs are read, and how."""
    from fullcount.ledger import KINDS

    parser.add_argument(
        "logs",
        nargs="+",
        metavar="[KIND] LOG",
        help="logs of one kind, plain, gzip or zstandard, folders of them, or -; "
        f"before them perhaps their kind: {', '.join(KINDS)}; slurm alone, with --since, runs sacct",
    )
    parser.add_argument(
        "--mapping", metavar="FILE", help="YAML rules from job fields to component, stage, equipment ..."
    )
    parser.add_argument(
        "--columns",
        metavar="A,B,C",
        help="column names of a Slurm export without header, or its layout: xdmod, jean-zay",
    )
    parser.add_argument(
        "--shards",
        type=_positive,
        metavar="N",
        help="how many Slurm shards (gres/shard) make one accelerator",
    )
    parser.add_argument(
        "--table-mapping",
        metavar="FILE",
        help="YAML that says which column of any CSV or Parquet table is what",
    )
    parser.add_argument(
        "--since", metavar="TIME", help="cut the ledger to what ran from this day or local time"
    )
    parser.add_argument("--until", metavar="TIME", help="... and before this one")
    parser.add_argument(
        "--energy-boundary", choices=BOUNDARIES, help="what the energy in the log covers, if you know"
    )
    parser.add_argument(
        "--measures",
        choices=("unknown", "add", "first"),
        default="unknown",
        help="what several energies of one BoAmps report are: unknown, parts to add, or repetitions of the first",
    )
    parser.add_argument(
        "--nodes", type=int, metavar="N", help="nodes of each run in a tracker's log (with --trackers)"
    )
    parser.add_argument(
        "--trackers", type=int, metavar="M", help="trackers of each run whose rows are in the log"
    )
    parser.add_argument(
        "--outcome",
        choices=OUTCOMES,
        help="how runs ended whose log does not say it, as trackers' logs do not, if you know",
    )
    parser.add_argument(
        "--on-error", choices=("skip", "stop"), default="skip", help="skip and count bad rows, or stop"
    )
    parser.add_argument(
        "--explain",
        metavar="FILE",
        help="write what became of each row, as CSV: file, line, verdict, reason, found",
    )
    parser.add_argument(
        "--user-key", metavar="TEXT", help="key of the hash that replaces user names (default: random)"
    )
    parser.add_argument("--force", action="store_true", help="replace existing output")


def _positive(text: str) -> int:
    from argparse import ArgumentTypeError

    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"found {text!r}, expected a whole number, 1 or more")
    return int(text)


def add_table(parser: "ArgumentParser") -> None:
    """The option `--table`: what the ledger is written as."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--table",
        choices=("csv", "csv.gz", "parquet"),
        default="csv",
        help="form of the ledger: CSV, packed CSV, or Parquet (through duckdb)",
    )
    form.add_argument(
        "--compress", action="store_const", const="csv.gz", dest="table", help="the same as --table csv.gz"
    )
