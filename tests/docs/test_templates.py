"""The checklist for submissions: complete, and its commands run as they stand."""

from pathlib import Path

from fullcount.review.coverage import REQUIREMENTS
from fullcount.rules.table import RULES

from .pages import ROOT, blocks, commands

CHECKLIST = ROOT / "docs/templates/submission-checklist.md"


def test_the_checklist_has_every_requirement_and_every_rule() -> None:
    text = CHECKLIST.read_text(encoding="utf-8")
    assert [item.name for item in REQUIREMENTS if f"- [ ] {item.text} (`{item.name}`)" not in text] == []
    assert [rule.name for rule in RULES if f"| `{rule.name}` |" not in text] == []


def test_the_commands_of_the_checklist_lead_to_a_signed_review(desk: Path, shell) -> None:
    text = (ROOT / "schema/1.0/conformance/base.json").read_text(encoding="utf-8")
    faulty = text.replace('"subject": {', '"subject": {"zz": 1, "yy": 2,', 1)
    (desk / "disclosure.yaml").write_text(faulty, encoding="utf-8")
    typed = [command for block in blocks(CHECKLIST) for command in commands(block)]
    done = {command.line: shell(command.line, desk) for command in typed}
    assert len(done) == 10
    wrong = {line: answer.stdout for line, answer in done.items() if answer.returncode > 1}
    assert wrong == {}
    assert [line for line, answer in done.items() if "review" in line and answer.returncode] == [
        "fullcount review status disclosure.yaml\n"
    ]
    assert (desk / "disclosure.review.json").read_text(encoding="utf-8").count("signed-off") == 1
