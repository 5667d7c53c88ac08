"""`fullcount export`: a disclosure in the format of others."""

from fullcount.cli.exits import FINDINGS, FINE, USAGE, Exit
from fullcount.cli.inputs import well_formed
from fullcount.cli.output import write_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from fullcount_reports.exports.exported import Exported

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount export cyclonedx disclosure.yaml -o bom
  fullcount export cyclonedx disclosure.yaml --as-version 1.7 > bom.cdx.json
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
    parser.add_argument(
        "--as-version", metavar="VERSION", default="", help="version of the format (default: the usual one)"
    )
    parser.add_argument("--force", action="store_true", help="replace existing files")
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
        exported = export(document.data, arguments.format, arguments.as_version)
    except NotExpressibleError as error:
        lines = [f"{document.name}: {line}" for line in str(error).splitlines()]
        raise Exit(FINDINGS, lines) from None
    _write(exported, arguments)
    return FINE


def _write(exported: "Exported", arguments: "Namespace") -> None:
    import sys
    from pathlib import Path

    from fullcount.cli.output import Writing

    if arguments.output is None:
        _print(next(iter(exported.files.values())))
        for line in _losses(exported):
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


def _losses(exported: "Exported") -> "Iterator[str]":
    from fullcount.counted import counted
    from fullcount_reports.exports.losses import loss_lines

    if exported.losses:
        yield f"not expressed, {counted(len(exported.losses), 'kind')} of places:"
        yield from (f"  {line}" for line in loss_lines(exported.losses))
