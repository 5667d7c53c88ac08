"""Lists of pages for the navigation in `mkdocs.yml`, and the page of all decisions."""

import re
from collections.abc import Iterator
from pathlib import Path

from fullcount.rules.table import RULES
from fullcount_reports.exports.formats import FORMATS

__all__ = ["decision_index", "filled_navigation"]

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = ROOT / "docs/decisions"
INTRODUCTION = """\
Short records: the context, the choice, what was measured, and the cost. A decision that is changed gets a new
record."""


def filled_navigation(text: str) -> str:
    """`mkdocs.yml` with the lists between its marks as they should be."""
    lists = {"rules": _rules(), "formats": _formats(), "decisions": _decisions()}
    for name, lines in lists.items():
        between = re.compile(rf"(?m)^( *)# {name}:begin\n(?:.*\n)*?\1# {name}:end$")
        text = between.sub(lambda found, n=name, of=list(lines): _block(found[1], n, of), text)
    return text


def _block(indent: str, name: str, lines: list[str]) -> str:
    return "\n".join(f"{indent}{line}" for line in (f"# {name}:begin", *lines, f"# {name}:end"))


def _rules() -> Iterator[str]:
    for group in dict.fromkeys(rule.group for rule in RULES):
        yield f"- {group.capitalize()}:"
        yield from (f"    - {rule.name}: rules/{rule.name}.md" for rule in RULES if rule.group == group)


def _formats() -> Iterator[str]:
    for name in FORMATS:
        yield f"- {name}: formats/{name}.md"


def _decisions() -> Iterator[str]:
    for path in _records():
        yield f'- "{_title(path).replace(chr(34), chr(39))}": decisions/{path.name}'


def decision_index() -> str:
    """A line for each record."""
    lines = (f"- [{_title(path)}]({path.name})" for path in _records())
    return "\n".join(["# Decisions", "", INTRODUCTION, "", *lines]) + "\n"


def _records() -> list[Path]:
    return sorted(DECISIONS.glob("[0-9]*.md"))


def _title(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
