"""`fullcount corpus build`: many disclosures become one tidy table with a codebook."""

from fullcount.cli.exits import FINDINGS, FINE, UNREADABLE, USAGE, Exit
from fullcount.cli.output import add_format, add_today, print_json, print_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from fullcount.corpus.build import Built
    from fullcount.corpus.problem import Problem
    from fullcount.corpus.target import Target

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount corpus build datasets/published -o corpus.parquet
  fullcount corpus build disclosures/ 'more/*.yaml' -o corpus.duckdb
  fullcount corpus build disclosures/ -o corpus.parquet   ... again: only what has changed is checked
"""
LISTED = 50
"""Problems that are listed as text; --format json lists all."""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "paths", nargs="+", metavar="FOLDER", help="folders, data packages, files or globs of disclosures"
    )
    parser.add_argument(
        "-o", "--out", required=True, metavar="FILE", help="the corpus: a file in .parquet or .duckdb"
    )
    parser.add_argument(
        "--jobs", type=_jobs, default=0, metavar="N", help="processes that check (default: one a processor)"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="check every file, also those that have not changed"
    )
    parser.add_argument("--force", action="store_true", help="replace existing output")
    add_format(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def _jobs(text: str) -> int:
    from argparse import ArgumentTypeError

    if text.isascii() and text.isdigit() and 0 < int(text) <= 256:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is no number of processes; write a number from 1 to 256")


def run(arguments: "Namespace") -> int:
    """Check what has changed, write the corpus, and list what is not in it."""
    from fullcount.problems import ProblemsError

    target = _target(arguments.out)
    try:
        built, changed = _built(arguments, target)
    except ProblemsError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    if arguments.format == "json":
        print_json(_as_data(built, target))
    else:
        print_lines(_lines(built, target, changed=changed))
    _list_problems(built, everything=arguments.format == "json")
    return _code(built)


def _built(arguments: "Namespace", target: "Target") -> "tuple[Built, bool]":
    from fullcount.cli.progress import Progress
    from fullcount.cli.staging import Staging
    from fullcount.corpus.build import plan, unaltered, write
    from fullcount.corpus.workers import processors

    planned = plan(arguments.paths, target, arguments.today.year, fresh=arguments.fresh)
    if not (planned.ours or arguments.force):
        _refuse_to_replace(target)
    if (same := unaltered(planned)) is not None:
        return same, False
    total = len(planned.files)
    with Staging(target.folder) as staged, Progress("checking disclosures") as step:
        built = write(
            planned,
            target,
            staged,
            arguments.jobs or processors(),
            lambda done: step.share_done(done / total),
        )
        if not built.taken:
            for path in staged.iterdir():
                path.unlink()
    return built, bool(built.taken)


def _target(name: str) -> "Target":
    from pathlib import Path

    from fullcount.corpus.target import FORMS, Target

    try:
        return Target.of(Path(name))
    except ValueError:
        forms = " or ".join(FORMS)
        raise Exit(USAGE, [f"{name}: found another ending, expected {forms}: name the corpus so"]) from None


def _refuse_to_replace(target: "Target") -> None:
    there = [name for name in target.outputs if (target.folder / name).exists()]
    if there:
        remedy = "name another file or add --force"
        raise Exit(USAGE, [f"{target.folder / name}: exists already; {remedy}" for name in there])


def _lines(built: "Built", target: "Target", *, changed: bool) -> "Iterator[str]":
    from fullcount.counted import counted

    if not built.taken:
        yield "nothing is written: there is no disclosure"
        return
    yield f"{'wrote' if changed else 'nothing has changed in'} {target.folder / target.outputs[0]}"
    figures, _, findings = (sum(column) for column in zip(*(item.rows for item in built.taken), strict=True))
    yield f"  {counted(len(built.taken), 'disclosure')}, {counted(figures, 'figure')}, {counted(findings, 'finding')}"
    invalid = sum(1 for item in built.taken if item.tally[0])
    if invalid:
        yield f"  {counted(invalid, 'disclosure')} with errors: valid is false in their rows"
    yield f"  {counted(built.checked, 'file')} checked, {len(built.verdicts) - built.checked:,} unchanged"
    if built.passed_over:
        yield f"  {counted(built.passed_over, 'other JSON or YAML file')} passed over"
    left_out = len({problem.file for problem in built.problems})
    if left_out:
        yield f"  {counted(left_out, 'file')} left out"


def _as_data(built: "Built", target: "Target") -> "dict[str, object]":
    return {
        "corpus": str(target.folder / target.outputs[0]) if built.taken else None,
        "disclosures": len(built.taken),
        "figures": sum(item.rows[0] for item in built.taken),
        "findings": sum(item.rows[2] for item in built.taken),
        "checked": built.checked,
        "passed_over": built.passed_over,
        "problems": [_problem(problem) for problem in built.problems],
    }


def _problem(problem: "Problem") -> "dict[str, object]":
    found = problem._asdict()
    place = {"line": problem.place.line, "column": problem.place.column} if problem.place else {}
    return {**{key: value for key, value in found.items() if key != "place" and value is not None}, **place}


def _list_problems(built: "Built", *, everything: bool) -> None:
    """On standard error, with the line where a pointer leads to one; those of JSON output stand there."""
    import sys

    from fullcount.corpus.located import located
    from fullcount.printing import printable

    if everything:
        return
    for problem in built.problems[:LISTED]:
        print(printable(str(located(problem))), file=sys.stderr)
    if len(built.problems) > LISTED:
        further = len(built.problems) - LISTED
        print(f"and {further:,} more; --format json lists all of them", file=sys.stderr)


def _code(built: "Built") -> int:
    if not built.taken:
        return UNREADABLE
    return FINDINGS if built.problems else FINE
