"""Writes what is derived from the rules and the conformance suite.

`python docs/generate.py` writes the catalogue `schema/1.0/rules.json`, the index
`schema/1.0/conformance/index.json`, the reference of the standard in `docs/standard`, a page for each rule in
`docs/rules`, the pages of coverage levels, agreement, data sets and decisions, the checklist for submissions,
and the lists of pages in `mkdocs.yml`. A test keeps all of it in step.
"""

import json
import sys
from pathlib import Path
from typing import Any

from agreement.page import page as agreement_page
from crosswalks import index as format_index
from crosswalks import pages as format_pages
from dataset_pages import dataset_pages
from lists import decision_index, filled_navigation
from reference.needs import fields_of
from reference.pages import pages as reference_pages
from rulebook.pages import rule_index, rule_page
from submission_checklist import checklist
from tables import default_rows, ledger_rows, scenario_rows
from workbook import crosswalk_table

from fullcount.corpus.codebook import codebook_lines
from fullcount.review.coverage import LEVEL_NAMES, REQUIREMENTS
from fullcount.rules.table import RULE_SET_VERSION, RULES

sys.path.append(str(Path(__file__).resolve().parent / "site"))
from observatory import outputs as observatory_pages

ROOT = Path(__file__).resolve().parent.parent
STANDARD = ROOT / "schema/1.0"
SUITE = STANDARD / "conformance"
GENERATED = "<!-- Written by docs/generate.py: do not edit. -->"


def marked(page: str) -> str:
    """The page with the mark of a generated file beneath its heading; before it, the mark would hide the title."""
    heading, _, rest = page.partition("\n")
    return f"{heading}\n\n{GENERATED}\n{rest}"


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


def levels_page() -> str:
    """The coverage levels and their requirements."""
    head = ["# Coverage levels", "", INTRODUCTION, ""]
    blocks = [line for level in list(LEVEL_NAMES)[1:] for line in _level(level)]
    return marked("\n".join([*head, *blocks]))


INTRODUCTION = """\
A level is reached when each of its requirements, and those of every level below, is met or does not apply. Levels
say how much of the work a disclosure covers, not whether its figures are right: that is what the rules say.
`fullcount validate` ends with the level reached and the exact list of what the next one needs."""


def _level(level: int) -> list[str]:
    head = [f"## Level {level}: {LEVEL_NAMES[level]}", "", "| requirement | | fields |", "|---|---|---|"]
    rows = [
        f"| `{item.name}` | {item.text} | {fields_of(item.name)} |"
        for item in REQUIREMENTS
        if item.level == level
    ]
    return [*head, *rows, ""]


def filled(page: str, name: str, rows: list[str]) -> str:
    """A page written by hand, with the rows of one generated table between its marks."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, _, rest = text.partition(begin)
    return "\n".join([before + begin, *rows, end + rest.partition(end)[2]])


def outputs() -> dict[Path, str]:
    """Every generated file with the text it should have."""
    pages = {ROOT / f"docs/rules/{rule.name}.md": marked(rule_page(rule)) for rule in RULES}
    return {
        **observatory_pages(),
        STANDARD / "rules.json": catalogue(),
        SUITE / "index.json": conformance_index(),
        STANDARD / "crosswalks/xlsx.csv": crosswalk_table(),
        ROOT / "docs/rules/index.md": marked(rule_index()),
        ROOT / "docs/levels.md": levels_page(),
        **{ROOT / "docs" / path: marked(page) for path, page in reference_pages()},
        ROOT / "docs/method.md": filled("method.md", "defaults", default_rows()),
        ROOT / "docs/ledger.md": filled("ledger.md", "ledger-columns", ledger_rows()),
        ROOT / "docs/corpus.md": filled("corpus.md", "codebook", list(codebook_lines(3))),
        ROOT / "docs/scenarios.md": filled("scenarios.md", "changes", scenario_rows()),
        ROOT / "docs/formats/index.md": marked(format_index()),
        **{ROOT / f"docs/formats/{name}.md": marked(page) for name, page in format_pages()},
        ROOT / "docs/templates/submission-checklist.md": marked(checklist()),
        ROOT / "docs/agreement.md": marked(agreement_page()),
        ROOT / "docs/decisions/index.md": marked(decision_index()),
        **{ROOT / f"docs/datasets/{name}": marked(page) for name, page in dataset_pages()},
        ROOT / "mkdocs.yml": filled_navigation((ROOT / "mkdocs.yml").read_text(encoding="utf-8")),
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
