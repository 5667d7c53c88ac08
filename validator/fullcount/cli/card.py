"""`fullcount card`: the footprint section of a model card."""

from fullcount.cli.card_hub import HubFiles
from fullcount.cli.exits import FINE, UNREADABLE, USAGE, Exit
from fullcount.cli.inputs import well_formed
from fullcount.cli.output import Writing, add_today, print_lines, write_text
from fullcount.counted import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from fullcount.disclosure import Document
    from fullcount_reports.card import Catalogue, ReviewLine

__all__ = ["EXAMPLES", "configure", "file_lines", "run", "text_of"]

EXAMPLES = """\
  fullcount card disclosure.yaml --out card
  fullcount card disclosure.yaml --into README.md
  fullcount card disclosure.yaml --hub --into README.md
  fullcount card disclosure.yaml --check README.md
  fullcount card disclosure.yaml > section.md
  fullcount card disclosure.yaml --language fr --out carte
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("path", metavar="FILE", help="a disclosure, a data package, or -")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--out", metavar="FOLDER", help="write Markdown, HTML and figures there")
    where.add_argument(
        "--into", metavar="CARD", help="replace the section between the markers of this Markdown file"
    )
    where.add_argument(
        "--check", metavar="CARD", help="find where this model card contradicts the disclosure, and itself"
    )
    parser.add_argument(
        "--hub",
        action="store_true",
        help="with --into: write co2_eq_emissions into the metadata, and the folder .footprint beside the card",
    )
    parser.add_argument(
        "--link", metavar="URL", help="address of the machine-readable file (default: its path from the card)"
    )
    add_language(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def add_language(parser: "ArgumentParser") -> None:
    """The option `--language`."""
    from fullcount_reports.card.language import languages

    parser.add_argument(
        "--language", choices=languages(), default="en", help="language of the card (default: en)"
    )


def run(arguments: "Namespace") -> int:
    """Render the card where the user wants it; to standard output without figures otherwise."""
    from pathlib import Path

    from fullcount.review.check import validate
    from fullcount.review.report import assess
    from fullcount_reports.card import Assets, catalogue_of, line_of_review, render_markdown, write_card

    words = catalogue_of(arguments.language)
    if arguments.hub and not arguments.into:
        raise Exit(USAGE, ["--hub: name the model card with --into CARD"])
    document = well_formed(arguments.path, refused=frozenset({"unknown-code"}))
    link = arguments.link or _path_from_card(document, arguments)
    line = line_of_review(assess(validate(document, arguments.today)), link)
    if arguments.check:
        from fullcount.cli.card_check import check

        return check(Path(arguments.check), text_of(Path(arguments.check)), document, line)
    if arguments.into:
        hub = HubFiles(Path(arguments.into), document, line, arguments.link) if arguments.hub else None
        _into(Path(arguments.into), document, line, words, hub)
    elif arguments.out:
        with Writing(Path(arguments.out)):
            files = write_card(document.data, line, Path(arguments.out), "footprint", words=words)
        print_lines(file_lines(files.paths))
    else:
        print(render_markdown(document.data, line, Assets(), words), end="")
    return FINE


def _into(
    card: "Path", document: "Document", line: "ReviewLine", words: "Catalogue", hub: "HubFiles | None"
) -> None:
    """Put the section between the markers of a card, its figures in a folder beside it."""
    from fullcount_reports.card import MarkersUnclear, replace_section, write_card

    text = text_of(card)
    try:
        replace_section(text, "")
    except MarkersUnclear as error:
        raise Exit(USAGE, [f"{card}: {error}"]) from None
    text, line = (hub.metadata_in(text), hub.line) if hub else (text, line)
    folder = card.parent / ("footprint" if card.stem == "README" else f"footprint-{card.stem}")
    with Writing(folder):
        files = write_card(document.data, line, folder, "footprint", linked_from=card.parent, words=words)
    beside = list(hub.write()) if hub else []
    write_text(card, replace_section(text, files.section), replace=True)
    print(f"{card}: footprint section written")
    print_lines(file_lines(files.paths))
    print_lines(beside)


def _path_from_card(document: "Document", arguments: "Namespace") -> str:
    """Where a reader of the card finds the disclosure: its path from the folder of the card."""
    import os
    from pathlib import Path

    folder = Path(arguments.out) if arguments.out else Path(arguments.into or "card").parent
    if document.name == "-":
        return "disclosure.json"
    return Path(os.path.relpath(document.name, folder)).as_posix()


def text_of(card: "Path") -> str:
    """The text of a model card, its line endings as they are."""
    try:
        return card.read_bytes().decode("utf-8")
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); name an existing model card"
        raise Exit(UNREADABLE, [f"{card}: {reason}"]) from None
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not UTF-8; save the card as UTF-8"
        raise Exit(UNREADABLE, [f"{card}: {reason}"]) from None


def file_lines(paths: "Sequence[Path]") -> "Iterator[str]":
    """The written files, one a line; the figures, of which there are many, in one line together."""
    figures = [path for path in paths if path.name.endswith((".svg", ".png", ".vl.json"))]
    yield from (f"wrote {path}" for path in paths if path not in figures)
    if figures:
        yield f"wrote {counted(len(figures), 'file')} of figures beside them"
