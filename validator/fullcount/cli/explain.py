"""`fullcount explain`: the manual page of a rule."""

from fullcount.cli.exits import FINE, USAGE, Exit
from fullcount.cli.output import add_format, print_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from fullcount.rules.rule import Rule

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount explain
  fullcount explain energy-above-rated-power
  fullcount explain --format json
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "rule", nargs="?", metavar="RULE", help="name of the rule; without it, every rule is listed"
    )
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Print one rule or the list."""
    from fullcount.rules.table import RULES, rule_named

    if arguments.rule is None:
        _print_all(RULES, arguments.format)
        return FINE
    rule = rule_named(arguments.rule)
    if rule is None:
        from difflib import get_close_matches

        nearest = get_close_matches(arguments.rule, [item.name for item in RULES], n=1)
        hint = f"; nearest is {nearest[0]}" if nearest else ""
        raise Exit(USAGE, [f"{arguments.rule!r} is no rule{hint}; fullcount explain lists them all"])
    _print_one(rule, arguments.format)
    return FINE


def _print_all(rules: "tuple[Rule, ...]", style: str) -> None:
    if style == "json":
        print_json([_as_data(rule) for rule in rules])
        return
    for rule in rules:
        print(f"{rule.severity.value:8} {rule.name:40} {rule.title}")


def _print_one(rule: "Rule", style: str) -> None:
    if style == "json":
        print_json(_as_data(rule))
    else:
        print(f"{rule.name} ({rule.severity.value}, {rule.group}, since {rule.since})\n\n{rule.manual}")


def _as_data(rule: "Rule") -> dict[str, str]:
    head = {"name": rule.name, "severity": rule.severity.value, "group": rule.group, "since": rule.since}
    return {**head, "title": rule.title, "manual": rule.manual}
