"""`fullcount compare`: disclosures side by side, ranked only where they count the same."""

from fullcount.cli.exits import FINDINGS, FINE, UNREADABLE, USAGE, Exit
from fullcount.cli.output import add_today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from fullcount_reports.comparison import Collection
    from fullcount_reports.comparison.compare import Options
    from fullcount_reports.comparison.row import Row

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount compare disclosures/ --metric ghg
  fullcount compare disclosures/ --metric energy --per parameter --where "year>=2024"
  fullcount compare disclosures/ --rebase grid=FRA-2024,pue=1.2,power=tdp --as csv -o rebased.csv
  fullcount compare disclosures/ --family "OLMo 2 32B"
"""
METRICS = ("accelerator-hours", "core-hours", "energy", "ghg", "water", "adpe", "pe", "final-share")
USUAL = ("accelerator-hours", "energy", "ghg")
BOUNDARIES = ("stage", "final-run", "training", "research", "development", "serving", "life-cycle", "unclear")
FORMS = ("table", "csv", "parquet", "json", "html", "markdown")
WITHHELD = ("withdrawn", "superseded")


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, globs or data packages")
    _add_choice(parser)
    _add_conversions(parser)
    parser.add_argument(
        "--plot", metavar="FOLDER", help="write the figures there: specification, SVG, PNG, table"
    )
    parser.add_argument("--as", dest="form", choices=FORMS, default="table", help="form of the output")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace an existing file")
    add_today(parser)
    parser.set_defaults(run=run)


def _add_choice(parser: "ArgumentParser") -> None:
    """What is compared."""
    parser.add_argument(
        "--metric",
        action="append",
        default=[],
        metavar="NAMES",
        help=f"what to compare by, from {', '.join(METRICS)}, or all (default: {','.join(USUAL)})",
    )
    parser.add_argument(
        "--select", action="append", default=[], metavar="NAMES", help="ids, subjects or globs of them"
    )
    parser.add_argument(
        "--where", default="", metavar="CONDITION", help='on columns: "year>=2024 and developer=Meta"'
    )
    parser.add_argument(
        "--boundary", default="", choices=BOUNDARIES, help="keep what counts this much of the work"
    )
    parser.add_argument(
        "--include", default="", metavar="STATES", help="also compare what is withdrawn or superseded"
    )


def _add_conversions(parser: "ArgumentParser") -> None:
    """What is done to the figures."""
    parser.add_argument(
        "--per",
        default="",
        choices=("parameter", "token", "accelerator-hour", "query"),
        help="divide the figures",
    )
    parser.add_argument(
        "--common-boundary", action="store_true", help="narrow all to the work that all of them count"
    )
    parser.add_argument(
        "--rebase",
        default="",
        metavar="CONVENTION",
        help="recompute on one convention beside each figure: grid=FRA-2024,pue=1.2,power=tdp, or some of it",
    )
    whole = parser.add_mutually_exclusive_group()
    whole.add_argument(
        "--family", default="", metavar="ID", help="add up one, its parts and what it came from, each once"
    )
    whole.add_argument("--total", action="store_true", help="add up all that are compared, each once")


def run(arguments: "Namespace") -> int:
    """Compare what can be compared, and list what was left out."""
    from pathlib import Path

    from fullcount_reports.comparison.collection import collect
    from fullcount_reports.comparison.compare import compared
    from fullcount_reports.comparison.errors import WishError
    from fullcount_reports.comparison.family import SumError

    try:
        options = _options(arguments)
        _refuse_output(arguments)
        collection = collect(arguments.paths, _listed([arguments.include]), arguments.today)
        _tell(collection)
        if collection.problems and not collection.entries:
            raise Exit(UNREADABLE, ["nothing is compared: there is no disclosure"])
        rows = compared(collection, options)
    except WishError as error:
        code = FINDINGS if isinstance(error, SumError) else USAGE
        raise Exit(code, [f"fullcount compare: {line}" for line in str(error).splitlines()]) from None
    if arguments.plot:
        _plot(Path(arguments.plot), collection, options)
    _write(arguments, rows, collection)
    return FINDINGS if collection.problems else FINE


def _options(arguments: "Namespace") -> "Options":
    from fullcount_reports.comparison.compare import Options
    from fullcount_reports.comparison.errors import WishError, unknown

    metrics = _listed(arguments.metric) or USUAL
    wrong = [
        unknown("--include", word, WITHHELD) for word in _listed([arguments.include]) if word not in WITHHELD
    ]
    if wrong:
        raise WishError(wrong)
    options = Options(
        metrics=METRICS if "all" in metrics else metrics,
        per=arguments.per,
        boundary=arguments.boundary,
        select=_listed(arguments.select),
        where=arguments.where,
        common_boundary=arguments.common_boundary,
        rebase=arguments.rebase,
        family=arguments.family,
        total=arguments.total,
    )
    options.check()
    return options


def _listed(texts: "Iterable[str]") -> tuple[str, ...]:
    """Names in texts that may be lists, each once."""
    return tuple(dict.fromkeys(filter(None, (name.strip() for text in texts for name in text.split(",")))))


def _refuse_output(arguments: "Namespace") -> None:
    """Before anything is read: Parquet needs a file, and a file that exists is kept."""
    from pathlib import Path

    if arguments.form == "parquet" and not arguments.output:
        raise Exit(USAGE, ["fullcount compare: --as parquet needs a file; name one with -o"])
    if arguments.output and Path(arguments.output).exists() and not arguments.force:
        raise Exit(USAGE, [f"{arguments.output}: exists already; name another file or add --force"])


def _tell(collection: "Collection") -> None:
    """What was left out, to standard error."""
    import sys

    from fullcount.printing import printable

    for problem in collection.problems:
        print(printable(f"left out: {problem}"), file=sys.stderr)
    for problem in collection.passed_over:
        print(printable(f"passed over: {problem}"), file=sys.stderr)


def _write(arguments: "Namespace", rows: "Sequence[Row]", collection: "Collection") -> None:
    from pathlib import Path

    from fullcount.cli.output import write_text

    if arguments.form == "parquet":
        _write_parquet(rows, Path(arguments.output))
    else:
        text = _text(arguments.form, rows, collection)
        if not arguments.output:
            print(text, end="")
            return
        write_text(Path(arguments.output), text, replace=arguments.force)
    print(f"wrote {arguments.output}")


def _plot(folder: "Path", collection: "Collection", options: "Options") -> None:
    """The figures of what is chosen; which of them there is nothing for is said."""
    import sys

    from fullcount.cli.output import Writing

    try:
        from fullcount_reports.comparison.plots import charts_of, write_all

        found = charts_of(collection, options)
        with Writing(folder):
            written = write_all(found.charts, folder)
    except ImportError as error:
        raise Exit(USAGE, [f"fullcount compare: {error}"]) from None
    for name, why in found.not_drawn.items():
        needs = "it needs --rebase" if name == "declared-and-rebased" and not options.rebase else why
        print(f"figure {name}: not drawn, {needs}", file=sys.stderr)
    if not written.can_draw:
        print("figures without pictures: pip install 'fullcount[figures]'", file=sys.stderr)
    print(f"wrote {len(written.paths)} files of {len(found.charts)} figures into {folder}", file=sys.stderr)


def _text(form: str, rows: "Sequence[Row]", collection: "Collection") -> str:
    from fullcount_reports.comparison.files import as_csv, as_json
    from fullcount_reports.comparison.render import html_page, markdown_lines, text_lines
    from fullcount_reports.comparison.tables import lead, parts

    if form == "csv":
        return as_csv(rows)
    if form == "json":
        return as_json(rows, collection)
    if form == "html":
        return html_page(parts(rows), lead(rows, collection))
    if form == "markdown":
        return "\n".join(markdown_lines(parts(rows), lead(rows, collection))) + "\n"
    return "\n".join(text_lines(parts(rows), lead(rows, collection))) + "\n"


def _write_parquet(rows: "Sequence[Row]", target: "Path") -> None:
    """A Parquet file as a whole or not at all."""
    import os

    from fullcount.cli.output import Writing
    from fullcount_reports.comparison.parquet import write_parquet

    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with Writing(target):
        try:
            write_parquet(rows, temporary)
            temporary.replace(target)
        except ImportError as error:
            raise Exit(USAGE, [f"fullcount compare: {error}"]) from None
        finally:
            temporary.unlink(missing_ok=True)
