"""Writes what is derived from the rules and the conformance suite.

`python docs/generate.py` writes the catalogue `schema/1.0/rules.json`, the index
`schema/1.0/conformance/index.json`, the page of the coverage levels, and a page for each rule in `docs/rules`. A
test keeps all of it in step.
"""

import json
from pathlib import Path
from typing import Any

from fullcount.impacts.scenario import NAMES
from fullcount.review.coverage import LEVEL_NAMES, REQUIREMENTS
from fullcount.rules.rule import Rule
from fullcount.rules.table import RULE_SET_VERSION, RULES

ROOT = Path(__file__).resolve().parent.parent
STANDARD = ROOT / "schema/1.0"
SUITE = STANDARD / "conformance"
GENERATED = "<!-- Written by docs/generate.py: do not edit. -->"


def catalogue() -> str:
    """Every rule and every coverage requirement, for programs."""
    rules = [
        {
            "name": rule.name,
            "severity": rule.severity.value,
            "group": rule.group,
            "since": rule.since,
            "reads": list(rule.reads),
            "title": rule.title,
            "manual": rule.manual,
        }
        for rule in RULES
    ]
    requirements = [{"level": item.level, "name": item.name, "text": item.text} for item in REQUIREMENTS]
    return _json({"rule_set": RULE_SET_VERSION, "rules": rules, "coverage": requirements})


def conformance_index() -> str:
    """Every document of the suite with what is expected of it."""
    cases = {
        folder.name: json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        for folder in sorted(SUITE.iterdir())
        if (folder / "expected.json").is_file()
    }
    return _json({"standard": "1.0", "rule_set": RULE_SET_VERSION, "base": "base.json", "cases": cases})


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def rule_page(rule: Rule) -> str:
    """The manual page of a rule, with its examples."""
    title, _, body = rule.manual.partition("\n")
    reads = ", ".join(rule.reads)
    facts = f"Severity **{rule.severity.value}** · group {rule.group} · since {rule.since} · reads {reads}"
    folder = f"schema/1.0/conformance/{rule.name}"
    examples = f"Documents that fail, pass and do not apply: `{folder}`."
    return f"{GENERATED}\n# {rule.name}\n\n{title}\n\n{facts}\n{body.rstrip()}\n\n{examples}\n"


def rule_index() -> str:
    """The table of all rules."""
    rows = [
        f"| [{rule.name}]({rule.name}.md) | {rule.severity.value} | {rule.group} | {rule.title} |"
        for rule in RULES
    ]
    head = [
        GENERATED,
        f"# Rules (rule set {RULE_SET_VERSION})",
        "",
        "| rule | severity | group | |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def levels_page() -> str:
    """The coverage levels and their requirements."""
    head = [GENERATED, "# Coverage levels", "", INTRODUCTION, ""]
    blocks = [line for level in list(LEVEL_NAMES)[1:] for line in _level(level)]
    return "\n".join([*head, *blocks])


INTRODUCTION = """\
A level is reached when each of its requirements, and those of every level below, is met or does not apply. Levels
say how much of the work a disclosure covers, not whether its figures are right: that is what the rules say.
`fullcount validate` ends with the level reached and the exact list of what the next one needs."""


def _level(level: int) -> list[str]:
    rows = [f"| `{item.name}` | {item.text} |" for item in REQUIREMENTS if item.level == level]
    return [f"## Level {level}: {LEVEL_NAMES[level]}", "", "| requirement | |", "|---|---|", *rows, ""]


SCENARIOS = """\
A scenario is the same disclosure under other conditions: `fullcount impacts disclosure.yaml --what-if grid=FRA-2024`.
It is printed beside the original and never written into the disclosure. Several changes go together, parted by commas
or each behind a `--what-if` of its own; their order does not count. `pue@north=1.1` limits a change to one facility,
one kind of equipment or one component; without it the change is for all.

A figure that a change does not touch stays as it is, with its uncertainty. What the other conditions leave unknown
becomes not disclosed: the contract of another grid, the manufacture of a device that no table has. What was assumed
or set aside on the way is said in the list of changes."""

SAVINGS = """\
## Savings

`fullcount advise` ranks scenarios of a lab's own ledger by what they would save. Each is there only where the lines,
facilities or equipment leave room for it, with its arithmetic, what it does not consider, and a code of the codelist
`practice` where one fits. Shares are assumptions, not findings: half of a kind of work shows how large that kind of
work is, not that half of it is known to be avoidable. Savings overlap, so they do not add up.

## Scaling laws

Per token and layer, forward, for a model of width d and sequences of n tokens; a multiplication with its addition
counts 2 FLOP, and both blocks have the same feed-forward part of 16·d².

| mixer | FLOP |
|---|---|
| quadratic: full attention | 24·d² + 4·n·d; half the last term where a causal mask is exploited (`causal`) |
| linear: polynomial mixer | 16·d² + 6·k·d² + 2·k·p·d, with `expansion` k (2) and `degree` p (4) |

Sources: Hoffmann et al. 2022, arXiv 2203.15556, appendix F; the Polynomial Mixer (PoM), arXiv 2604.06129.
Embeddings, norms and softmax are left out. The lines in which a model runs on accelerators are weighed by the ratio
of the two, for as many tokens: energy and hours are taken in proportion to FLOP. With the defaults the linear mixer
costs less from about d tokens on, or twice that where attention exploits a causal mask."""


def scenario_page() -> str:
    """The changes that a scenario may have."""
    rows = [
        f"| {'<br>'.join(f'`{example}`' for example in name.examples)} | {name.meaning} | {name.limit} |"
        for name in NAMES.values()
    ]
    table = ["| change | meaning | `@` |", "|---|---|---|", *rows]
    return "\n".join([GENERATED, "# Scenarios", "", SCENARIOS, "", "## Changes", "", *table, "", SAVINGS, ""])


def outputs() -> dict[Path, str]:
    """Every generated file with the text it should have."""
    pages = {ROOT / f"docs/rules/{rule.name}.md": rule_page(rule) for rule in RULES}
    return {
        STANDARD / "rules.json": catalogue(),
        SUITE / "index.json": conformance_index(),
        ROOT / "docs/scenarios.md": scenario_page(),
        ROOT / "docs/rules/index.md": rule_index(),
        ROOT / "docs/levels.md": levels_page(),
        **pages,
    }


def main() -> None:
    """Write the files that differ and name them."""
    for path, text in outputs().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
