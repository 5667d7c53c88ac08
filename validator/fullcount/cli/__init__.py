"""The `fullcount` command: one module for each subcommand, imported when it is the one that runs.

Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 unreadable input, 130 interrupted.
"""

import argparse
import gc
import os
import signal
import sys
from importlib import import_module
from io import TextIOWrapper

from fullcount import __version__
from fullcount.cli.exits import FINE, INTERRUPTED, UNREADABLE, USAGE, Exit
from fullcount.cli.kept import forget
from fullcount.problems import ExtraMissingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

RARELY = 50_000
"""Objects between two collections of garbage: a command makes next to none, and is soon over."""

__all__ = ["COMMANDS", "command_parser", "entry", "main", "parser"]

COMMANDS = {
    "init": "write a commented YAML skeleton of a disclosure, from the schema",
    "read": "read logs into a ledger: one row a job, in a data package with what was read, skipped and assumed",
    "ledger check": "check ledgers against their Table Schema and against what cannot be true",
    "ledger summary": "sum ledgers or logs into compute lines, or by axes of your choice",
    "ledger sample": "take a sample of a ledger that keeps its shares",
    "ledger merge": "join ledgers into one, each job once",
    "disclose": "do it all: from logs to a validated disclosure and its card, in one folder",
    "impacts": "recompute every impact of a disclosure or a ledger, how certain it is, and what it would be if",
    "advise": "rank what would save most on the lines of a disclosure, each with its arithmetic and its interval",
    "validate": "check disclosures against the schema and every rule, and say which coverage level they reach",
    "review start": "begin a review: a record beside the disclosure, and its findings with numbers to decide on",
    "review decide": "decide on findings: accept, waive with a reason, or request a change",
    "review status": "show which findings of a review are decided, how and why, and which are open",
    "review sign-off": "conclude a review where the decisions allow it, in its record and in the disclosure",
    "compare": "put disclosures side by side, ranked only where they count the same in the same way",
    "diff": "compare two revisions of a disclosure: figures, texts, findings, coverage level and totals",
    "card": "render the footprint section of a model card: Markdown, figures and a stand-alone page",
    "export": "write a disclosure in the format of others, with the list of what it could not express",
    "import": "read a report of others as a draft of a disclosure, with notes on what it does not say",
    "desk": "open the review desk in the browser: check a draft as you type, decide on findings, compare revisions",
    "explain": "show the manual page of a rule, or list all rules",
    "schema": "print a schema of the standard, or where it lies",
    "corpus build": "build one tidy table of all figures of many disclosures, with a codebook, for notebooks and SQL",
    "factor": "find impact factors for a place or by words, or show all about one and how to cite it",
    "codelist": "list the codelists of the standard, or the codes of one",
    "completion": "print a completion script for a shell",
}

EPILOG = """\
examples:
  fullcount init -o disclosure.yaml                  a commented skeleton to fill in
  fullcount disclose sacct.txt.gz --out footprint    from a log to a card, all at once
  fullcount validate disclosure.yaml                 findings, and the coverage level reached
  fullcount card disclosure.yaml --into README.md    the section of a model card
  fullcount explain pue-implausible                  the manual page of a rule

exit codes: 0 fine, 1 findings, 2 wrong usage, 3 unreadable input
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    root = argparse.ArgumentParser(
        prog="fullcount",
        description="Full-lifecycle compute disclosure of AI work: read logs, validate, recompute, report.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"fullcount {__version__}")
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        commands.add_parser(name, help=summary)
    return root


def command_parser(name: str) -> argparse.ArgumentParser:
    """The command line of one command; only its module is imported."""
    module, summary = import_module(f"fullcount.cli.{_module(name)}"), COMMANDS[name]
    command = argparse.ArgumentParser(
        prog=f"fullcount {name}",
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"examples:\n{module.EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.configure(command)
    return command


def _module(name: str) -> str:
    """The module of a command; the word `import` is Python's own."""
    return "import_" if name == "import" else name.replace(" ", "_").replace("-", "_")


def _parsed(words: list[str]) -> argparse.Namespace:
    for length in (1, 2):
        if (name := " ".join(words[:length])) in COMMANDS:
            return command_parser(name).parse_args(words[length:])
    if words and (of := [name for name in COMMANDS if name.startswith(f"{words[0]} ")]):
        raise Exit(
            USAGE,
            [f"fullcount {words[0]}: name what to do: {', '.join(of)}; fullcount NAME --help says more"],
        )
    return parser().parse_args(words)


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run one command and return its exit code."""
    try:
        return _run(sys.argv[1:] if argv is None else list(argv))
    except Exit as stopped:
        return _stopped(stopped)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return FINE
    except _factor_error() as error:
        return _stopped(Exit(UNREADABLE, str(error).splitlines()))
    except OSError as error:
        if error.filename is not None:
            raise
        _drop_output()
        return _stopped(Exit(USAGE, [f"standard output: cannot be written ({error.strerror})"]))


def _factor_error() -> type[Exception]:
    """What a factor table that cannot be used raises; imported only where something was raised."""
    from fullcount.factors.errors import FactorError

    return FactorError


def entry() -> None:
    """The process `fullcount`. It ends at once: tearing the interpreter down takes as long as checking a document."""
    gc.set_threshold(RARELY)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _run(words: list[str]) -> int:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        arguments = _parsed(words)
        code: int = arguments.run(arguments)
    except ExtraMissingError as error:
        raise Exit(USAGE, [str(error)]) from None
    else:
        return code
    finally:
        forget()
        sys.stdout.flush()


def _stopped(stopped: Exit) -> int:
    from fullcount.printing import printable

    for line in stopped.lines:
        print(printable(line), file=sys.stderr)
    return stopped.code


def _drop_output() -> None:
    """Nobody reads it any more, or it has no room: what is left to write must not fail at the end either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
