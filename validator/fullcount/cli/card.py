"""`fullcount card`: the footprint section of a model card."""

from fullcount.cli.exits import FINE, UNREADABLE, USAGE, Exit
from fullcount.cli.inputs import well_formed
from fullcount.cli.output import add_today, print_lines, write_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date
    from pathlib import Path

    from fullcount.disclosure import Document
    from fullcount_reports.card import CardFiles, ReviewLine

__all__ = ["EXAMPLES", "configure", "file_lines", "review_line", "run"]

EXAMPLES = """\
  fullcount card disclosure.yaml --out card
  fullcount card disclosure.yaml --into README.md
  fullcount card disclosure.yaml > section.md
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("path", metavar="FILE", help="a disclosure, a data package, or -")
    parser.add_argument("--out", metavar="FOLDER", help="write Markdown, HTML and figures there")
    parser.add_argument(
        "--into", metavar="CARD", help="replace the section between the markers of this Markdown file"
    )
    parser.add_argument(
        "--link", metavar="URL", help="address of the machine-readable file (default: its name)"
    )
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Render the card where the user wants it; to standard output without figures otherwise."""
    from pathlib import Path

    from fullcount_reports.card import render_markdown, write_card

    document = well_formed(arguments.path)
    line = review_line(document, arguments.today, arguments.link)
    if arguments.into:
        _into(Path(arguments.into), document, line)
    elif arguments.out:
        print_lines(file_lines(write_card(document.data, line, Path(arguments.out), "footprint")))
    else:
        print(render_markdown(document.data, line), end="")
    return FINE


def _into(card: "Path", document: "Document", line: "ReviewLine") -> None:
    """Put the section between the markers of a card, its figures in the folder `footprint` beside it."""
    from fullcount_reports.card import MarkerError, replace_section, write_card

    text = _text_of(card)
    try:
        replace_section(text, "")
    except MarkerError as error:
        raise Exit(USAGE, [f"{card}: {error}"]) from None
    files = write_card(document.data, line, card.parent / "footprint", "footprint", linked_from=card.parent)
    write_text(card, replace_section(text, files.section), replace=True)
    print(f"{card}: footprint section written")
    print_lines(file_lines(files))


def _text_of(card: "Path") -> str:
    try:
        return card.read_bytes().decode("utf-8")
    except OSError as error:
        raise Exit(
            UNREADABLE, [f"{card}: cannot be read ({error.strerror}); name an existing model card"]
        ) from None
    except UnicodeDecodeError as error:
        raise Exit(UNREADABLE, [f"{card}: byte {error.start} is not UTF-8; save the card as UTF-8"]) from None


def review_line(document: "Document", today: "date", link: str | None = None) -> "ReviewLine":
    """The verdict on a document, for its card."""
    from pathlib import PurePath

    from fullcount.review.check import validate
    from fullcount.review.coverage import Unmet
    from fullcount.review.report import counts, review, versions
    from fullcount_reports.card import ReviewLine

    reviewed = review(validate(document, today))
    number, version = counts(reviewed.validation.findings), versions()
    missing = [item.verdict.missing for item in reviewed.levels.missing if isinstance(item.verdict, Unmet)]
    return ReviewLine(
        level_reached=reviewed.levels.reached,
        level_name=reviewed.levels.name,
        missing=tuple(missing),
        errors=number["error"],
        warnings=number["warning"],
        notes=number["note"],
        rule_set_version=version["rule_set"],
        standard_version=version["standard"],
        input_sha256=document.sha256,
        machine_readable=link or PurePath(document.name).name,
    )


def file_lines(files: "CardFiles") -> "list[str]":
    """The written files, one a line."""
    return [f"wrote {path}" for path in files.paths]
