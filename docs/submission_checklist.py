"""The checklist that a conference or a journal hands to authors and reviewers, from the levels, rules and codelists."""

import csv
from collections.abc import Iterator

from fullcount.review.coverage import LEVEL_NAMES, REQUIREMENTS
from fullcount.rooms import schema_room
from fullcount.rules.rule import Rule, Severity
from fullcount.rules.table import RULE_SET_VERSION, RULES

__all__ = ["checklist"]

INTRODUCTION = f"""\
# Compute disclosure: checklist of a submission

For venues that ask authors for a compute disclosure. Copy this page, strike out the levels that you do not ask for, and
hand it to authors and reviewers. It follows the fullcount standard 1.0, rule set {RULE_SET_VERSION}.

| | |
|---|---|
| Submission | |
| Id and revision of the disclosure | |
| SHA-256 of the disclosure | |
| Level asked for | |
| Level reached | |
| Reviewer of the disclosure | |
"""
ATTACH = """\
## Authors: what to attach

- [ ] The disclosure, `disclosure.yaml` or `disclosure.json`. A skeleton to fill in comes from `fullcount init`, a draft
      from logs from `fullcount disclose`.
- [ ] Every file that it names as evidence, in the same folder: it is checked by its sha256.
- [ ] The card: `fullcount card disclosure.yaml --out card`, or the section of the paper:
      `fullcount export latex disclosure.yaml -o footprint`.
- [ ] No error, or a reason for each that stands:

```console
$ sha256sum disclosure.yaml
$ fullcount validate disclosure.yaml
$ fullcount card disclosure.yaml --out card
```

The figures in the text of the paper are those of the disclosure. What is synthetic or an estimate says so.

## Authors: what the disclosure says

A level is reached when each of its points, and those of every level below, is met or does not apply. What is not known
is not left out and is never zero: it is `not_disclosed` with a reason."""
REVIEW = """\
## Reviewers: what to check

```console
$ sha256sum disclosure.yaml
$ fullcount validate disclosure.yaml --all
$ fullcount impacts disclosure.yaml
$ fullcount review start disclosure.yaml --reviewer "Your name" --independent
```

`review start` numbers the findings and keeps your decisions in `disclosure.review.json`. An error must be waived with a
reason, or its change requested; warnings and notes may stand. A decision is one of these:
"""
BY_EYE = """\
What no program can check:

- [ ] The functional unit and the scope are those of the paper: what it claims is what was counted.
- [ ] Figures in the text, the tables and the abstract are those of the disclosure.
- [ ] Runs that the paper describes (ablations, failed runs, baselines) are among the compute lines, or excluded with a
      reason.
- [ ] Each figure that was measured says where; each that was estimated says from what.
- [ ] The reasons for what is not disclosed are believable for this publisher.
- [ ] What could not be checked (the end of the report of `fullcount validate`) is not what matters most.

```console
$ fullcount review decide disclosure.yaml 1 waived --reason "why it does not apply here"
$ fullcount review decide disclosure.yaml 2 change-requested
$ fullcount review status disclosure.yaml
$ fullcount review sign-off disclosure.yaml --conclusion changes-requested
```

A review ends with one of these; `--into` also writes it into the disclosure.
"""
RULES_TITLE = """\
## What the program checks

`fullcount explain NAME` prints the page of a rule. Beside these rules the schema checks keys, types, units and
codes."""
SEVERITIES = {
    Severity.ERROR: "Errors: the disclosure breaks the standard",
    Severity.WARNING: "Warnings: implausible, or less than what should be said",
    Severity.NOTE: "Notes: worth knowing",
}


def checklist() -> str:
    """The whole page."""
    parts = [
        INTRODUCTION,
        ATTACH,
        *(_level(level) for level in list(LEVEL_NAMES)[1:]),
        "Reasons for what is not disclosed:\n\n" + _codes("not-disclosed-reason"),
        REVIEW + "\n" + _codes("review-decision"),
        BY_EYE + "\n" + _codes("review-conclusion"),
        RULES_TITLE,
        *(_rules(severity) for severity in SEVERITIES),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _level(level: int) -> str:
    points = [f"- [ ] {item.text} (`{item.name}`)" for item in REQUIREMENTS if item.level == level]
    return "\n".join([f"### Level {level}: {LEVEL_NAMES[level]}", "", *points])


def _codes(codelist: str) -> str:
    with (schema_room() / f"codelists/{codelist}.csv").open(encoding="utf-8", newline="") as table:
        rows = [f"| `{row['code']}` | {row['description']} |" for row in csv.DictReader(table)]
    return "\n".join(["| code | |", "|---|---|", *rows])


def _rules(severity: Severity) -> str:
    head = [f"### {SEVERITIES[severity]}", "", "| rule | |", "|---|---|"]
    return "\n".join([*head, *_rows(rule for rule in RULES if rule.severity is severity)])


def _rows(rules: Iterator[Rule]) -> Iterator[str]:
    for rule in rules:
        yield f"| `{rule.name}` | {rule.title} |"
