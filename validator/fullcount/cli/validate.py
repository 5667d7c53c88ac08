"""`fullcount validate`: findings, what could not be checked, and the coverage level."""

from fullcount.cli.exits import FINDINGS, FINE, UNREADABLE, USAGE, Exit
from fullcount.cli.factor_tables import add_factor_arguments, own_library_of
from fullcount.cli.output import add_today, paint
from fullcount.cli.report_forms import FORMS, add_save, print_report, save_reports, savings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from fullcount.disclosure import Document, Unreadable
    from fullcount.review.finding import Severity
    from fullcount.review.profile import Profile
    from fullcount.review.report import Report

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount validate disclosure.yaml
  fullcount validate datasets/ other.json --format json
  fullcount validate --fail-on warning - < disclosure.json
  fullcount validate disclosure.yaml --profile our-profile.yaml --save review.html
  fullcount validate '**/disclosure.*' --changed-since origin/main --format github
"""
SEVERITIES = ("error", "warning", "note")


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="FILE",
        help="JSON, YAML, a folder, a data package, a pattern in quotes, or -",
    )
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        help="the mildest finding that makes the exit code 1 (default: that of the profile, else error)",
    )
    parser.add_argument(
        "--profile",
        metavar="FILE",
        help="your own severities of rules with their reasons, and the coverage level that you ask for",
    )
    parser.add_argument(
        "--changed-since",
        metavar="REVISION",
        help="only disclosures that git says have changed since, or whose evidence has; all, where what they are "
        "judged by has: the profile, or the factors that are named",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="list every finding, and every reason why a rule was not applicable",
    )
    add_factor_arguments(parser)
    parser.add_argument(
        "--format",
        choices=FORMS,
        default="text",
        help="text for people, json for programs, markdown and github for pull requests, the others for their tools",
    )
    add_save(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Validate every named disclosure and print one report."""
    files = savings(arguments)
    report = _report(arguments)
    save_reports(report, files, everything=arguments.all, replace=arguments.force)
    print_report(report, arguments.format, paint(), everything=arguments.all)
    return _code(report)


def _report(arguments: "Namespace") -> "Report":
    from fullcount.disclosure import Unreadable
    from fullcount.review.check import validate
    from fullcount.review.report import Report, assess

    library, profile = own_library_of(arguments), _profile(arguments)
    reviewed, unreadable = [], []
    for document in _documents(arguments):
        if isinstance(document, Unreadable):
            unreadable.append(document)
        else:
            reviewed.append(assess(validate(document, arguments.today, library=library)))
    return Report(reviewed, unreadable, arguments.today, library, profile, _fail_on(arguments))


def _documents(arguments: "Namespace") -> "Iterator[Document | Unreadable]":
    from fullcount.cli.inputs import documents, matching

    found = documents(matching(arguments.paths))
    if arguments.changed_since is None:
        return found
    from fullcount.cli.changed import changed_since

    changed = changed_since(arguments.changed_since)
    judged_by = [*filter(None, [arguments.profile]), *arguments.factors]
    return found if changed.touch_any(judged_by) else changed.among(found)


def _profile(arguments: "Namespace") -> "Profile | None":
    """The profile, or the end of the command with everything that is wrong with it."""
    if arguments.profile is None:
        return None
    from fullcount.disclosure import Unreadable
    from fullcount.review.profile import load_profile
    from fullcount.review.text import Paint, unreadable_lines

    if arguments.profile == "-" and "-" in arguments.paths:
        raise Exit(USAGE, ["a disclosure and the profile cannot both come from standard input: name a file"])
    try:
        return load_profile(arguments.profile)
    except Unreadable as problem:
        raise Exit(UNREADABLE, unreadable_lines(problem, Paint(False))) from None


def _fail_on(arguments: "Namespace") -> "Severity | None":
    from fullcount.review.finding import Severity

    return Severity(arguments.fail_on) if arguments.fail_on else None


def _code(report: "Report") -> int:
    if report.unreadable:
        return UNREADABLE
    return FINDINGS if any(report.fails(reviewed) for reviewed in report.documents) else FINE
