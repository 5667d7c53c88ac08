"""`fullcount export`: a disclosure in the format of others."""

from fullcount.cli.exits import FINDINGS, FINE, USAGE, Exit
from fullcount.cli.inputs import well_formed
from fullcount.cli.output import add_today, write_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from fullcount.disclosure import Document
    from fullcount_reports.card import ReviewLine
    from fullcount_reports.exports.exported import Exported
    from fullcount_reports.exports.package import Package

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount export cyclonedx disclosure.yaml -o bom
  fullcount export cyclonedx disclosure.yaml --as-version 1.7 > bom.cdx.json
  fullcount export eu_gpai disclosure.yaml --as-version NCA -o form
  fullcount export latex disclosure.yaml -o footprint
  fullcount export xlsx disclosure.yaml -o workbook
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    from fullcount_reports.exports.formats import FORMATS

    parser.add_argument("format", metavar="FORMAT", choices=FORMATS, help=f"one of {', '.join(FORMATS)}")
    parser.add_argument("path", metavar="FILE", help="a disclosure, a data package, or -")
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", help="where to write (default: the main file, to standard output)"
    )
    choices = (f"{name} {', '.join(form.versions)}" for name, form in FORMATS.items() if form.versions[1:])
    parser.add_argument(
        "--as-version",
        metavar="VERSION",
        default="",
        help=f"version, unit or recipient, where a format has several: {'; '.join(choices)} (default: the first)",
    )
    parser.add_argument(
        "--link",
        metavar="URL",
        help="address of the machine-readable file, where the format names it (default: its file name)",
    )
    parser.add_argument("--force", action="store_true", help="replace existing files")
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Write the files and say what they do not express; nothing where the result would be invalid."""
    from fullcount_reports.exports.exported import NotExpressibleError
    from fullcount_reports.exports.formats import FORMATS, export

    versions = FORMATS[arguments.format].versions
    if arguments.as_version and arguments.as_version not in versions:
        known = ", ".join(versions) or "none"
        raise Exit(
            USAGE,
            [f"{arguments.format} {arguments.as_version}: not a version that can be written; {known} can"],
        )
    document = well_formed(arguments.path)
    try:
        beside = _beside(FORMATS[arguments.format].needs, document, arguments)
        exported = export(document.data, arguments.format, arguments.as_version, beside)
    except NotExpressibleError as error:
        lines = [f"{document.name}: {line}" for line in str(error).splitlines()]
        raise Exit(FINDINGS, lines) from None
    _write(exported, arguments)
    return FINE


def _beside(needs: str, document: "Document", arguments: "Namespace") -> "ReviewLine | Package | None":
    """What the format needs besides the disclosure."""
    from fullcount_reports.exports.package import package_of

    if needs == "verdict":
        return _verdict(document, arguments)
    return package_of(document) if needs == "package" else None


def _verdict(document: "Document", arguments: "Namespace") -> "ReviewLine":
    """What the rules say of the document on that day."""
    from pathlib import Path

    from fullcount.review.check import validate
    from fullcount.review.report import assess
    from fullcount_reports.card import line_of_review

    name = "disclosure.json" if document.name == "-" else Path(document.name).name
    return line_of_review(assess(validate(document, arguments.today)), arguments.link or name)


def _write(exported: "Exported", arguments: "Namespace") -> None:
    import sys
    from pathlib import Path

    from fullcount.cli.output import Writing

    if arguments.output is None:
        first, *others = exported.files.items()
        _print(first[1])
        for line in (*_not_shown([name for name, _ in others]), *_losses(exported)):
            print(line, file=sys.stderr)
        return
    folder = Path(arguments.output)
    taken = [name for name in exported.files if (folder / name).exists()]
    if taken and not arguments.force:
        raise Exit(
            USAGE, [f"{folder / name}: exists already; name another folder or add --force" for name in taken]
        )
    with Writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, data in exported.files.items():
        write_bytes(folder / name, _bytes(data), replace=True)
        print(f"wrote {folder / name}")
    for line in _losses(exported):
        print(line)


def _print(data: str | bytes) -> None:
    """Text as text; the bytes of a format that is none as they are."""
    import sys

    if isinstance(data, str):
        print(data, end="")
    else:
        sys.stdout.buffer.write(data)


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


def _not_shown(names: "list[str]") -> "Iterator[str]":
    if names:
        yield f"not shown: {', '.join(names)}; add -o FOLDER to write them"


def _losses(exported: "Exported") -> "Iterator[str]":
    from fullcount.counted import counted
    from fullcount_reports.exports.losses import loss_lines

    if exported.losses:
        yield f"not expressed, {counted(len(exported.losses), 'kind')} of places:"
        yield from (f"  {line}" for line in loss_lines(exported.losses))
