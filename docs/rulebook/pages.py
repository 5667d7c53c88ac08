"""The manual page of each rule, and the table of all."""

from collections.abc import Iterator

from fullcount.rules.rule import Rule
from fullcount.rules.table import RULE_SET_VERSION, RULES
from rulebook.cases import Case, cases, example

__all__ = ["GROUPS", "rule_index", "rule_page"]

GROUPS = {
    "references": "Names that other parts of the document refer to.",
    "accounting": "Figures that must follow from each other.",
    "plausibility": "Figures outside what such things can be.",
    "honesty": "Figures that say more than is known, or leave out what would have to be told.",
    "evidence": "Attached files that must bear the figures out.",
}
INTRODUCTION = """\
A rule judges a well-formed document, and passes, fails, or says why it could not be applied. An **error** breaks a MUST
of the standard; a **warning** is a SHOULD or implausible; a **note** is worth knowing. The name of a rule never
changes. `fullcount explain RULE` prints a page on the terminal."""


def rule_page(rule: Rule) -> str:
    """The manual page of a rule, with its examples."""
    title, _, body = rule.manual.partition("\n")
    reads = ", ".join(rule.reads)
    facts = f"Severity **{rule.severity.value}** · group {rule.group} · since {rule.since} · reads {reads}"
    return (
        "\n".join([f"# {rule.name}", "", title, "", facts, body.rstrip(), "", *_examples(rule.name)]) + "\n"
    )


def _examples(rule: str) -> Iterator[str]:
    every = cases(rule)
    for status, heading in (("failed", "Fails"), ("passed", "Passes")):
        case = next(case for case in every if case.status == status)
        yield from (f"## {heading}", "", *example(case), "")
    yield from ("## All documents", "", SUITE, "", "| document | the rule | |", "|---|---|---|")
    yield from map(_row, every)


SUITE = """\
Synthetic documents of the conformance suite, which any validator can run. Each varies one base document; the excerpts
above show the parts that differ from it."""


def _row(case: Case) -> str:
    return f'| <a href="{case.address}">{case.file}</a> | {case.status} | {case.story} |'


def rule_index() -> str:
    """The table of all rules, by group."""
    lines = [f"# Rules (rule set {RULE_SET_VERSION})", "", INTRODUCTION]
    for group in dict.fromkeys(rule.group for rule in RULES):
        lines += [
            "",
            f"## {group.capitalize()}",
            "",
            GROUPS[group],
            "",
            "| rule | severity | |",
            "|---|---|---|",
        ]
        lines += [
            f"| [{rule.name}]({rule.name}.md) | {rule.severity.value} | {rule.title} |"
            for rule in RULES
            if rule.group == group
        ]
    return "\n".join(lines) + "\n"
