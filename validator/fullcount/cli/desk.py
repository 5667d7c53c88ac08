"""`fullcount desk`: the review desk on this machine, for its user alone."""

import sys

from fullcount.cli.exits import FINE, UNREADABLE, USAGE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from fullcount_reports.desk.server import DeskServer, Draft

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount desk
  fullcount desk draft.yaml
  fullcount desk --no-browser --port 8765
"""
LAST_PORT = 65_535


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "path", nargs="?", metavar="FILE", help="a disclosure to begin with; it is read and never written"
    )
    parser.add_argument(
        "--port", type=_port, default=0, metavar="N", help="port to use (default: a free one)"
    )
    parser.add_argument(
        "--no-browser", action="store_true", help="print the address and leave opening it to you"
    )
    parser.set_defaults(run=run)


def _port(text: str) -> int:
    from argparse import ArgumentTypeError

    if text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= LAST_PORT:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is no port; write a whole number from 1 to {LAST_PORT}")


def run(arguments: "Namespace") -> int:
    """Serve until it is interrupted, which is how it ends well."""
    from fullcount_reports.desk.server.opening import open_browser

    try:
        with _server(arguments) as server:
            print(f"the review desk is open at\n\n  {server.address}\n", flush=True)
            print(
                "only this machine reaches it, and only with this whole address; Ctrl-C ends it", flush=True
            )
            if not arguments.no_browser:
                open_browser(server.address_once)
            server.serve_forever()
    except KeyboardInterrupt:
        print("the review desk is closed", file=sys.stderr)
    return FINE


def _server(arguments: "Namespace") -> "DeskServer":
    from fullcount_reports.desk.server import listening

    draft = _draft(arguments.path) if arguments.path is not None else None
    try:
        return listening(arguments.port, draft)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        remedy = "name another port, or leave --port out for a free one"
        raise Exit(USAGE, [f"port {arguments.port}: cannot be used ({reason}); {remedy}"]) from None


def _draft(name: str) -> "Draft":
    """The file to begin with; the desk does not open where it cannot be read at all."""
    from pathlib import Path

    from fullcount.review.text import Paint, unreadable_lines
    from fullcount_reports.desk.server import Draft

    if name == "-":
        raise Exit(USAGE, ["the desk reads a file again when its page is loaded again: name a file, not -"])
    draft = Draft(Path(name))
    if problem := draft.problem():
        raise Exit(UNREADABLE, unreadable_lines(problem, Paint(False)))
    return draft
