"""Workflow commands: one a finding, on one line, which text of a document can neither end nor begin."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.review.annotations import annotation_lines

from .conftest import HOSTILE, base, document, report_on

COMMAND = re.compile(r"::(error|warning|notice) file=[^:,\n]+(,line=\d+,col=\d+)?,title=[a-z-]+::[^\n\r]+")


@pytest.mark.parametrize(
    "kind", ["nothing", "good", "faulty", "by profile", "hostile", "unreadable", "piped"]
)
def test_each_line_is_one_command(kind, reports) -> None:
    lines = list(annotation_lines(reports[kind]))
    assert [line for line in lines if not COMMAND.fullmatch(line)] == []


def test_a_command_bears_the_severity_place_and_rule(reports) -> None:
    report = reports["faulty"]
    lines = list(annotation_lines(report))
    findings = report.documents[0].validation.findings
    assert len(lines) == len(findings)
    for finding in findings:
        word = {"error": "error", "warning": "warning", "note": "notice"}[finding.severity]
        start = f"::{word} file=sub folder/b é.json,line={finding.place.line},col={finding.place.column}"
        assert any(line.startswith(f"{start},title={finding.rule}::") for line in lines)


def test_a_profile_decides_the_severity_and_turns_off(reports) -> None:
    lines = list(annotation_lines(reports["by profile"]))
    assert not any("title=unused-definition" in line for line in lines)
    (total,) = [line for line in lines if "title=total-differs-from-lines" in line]
    assert total.startswith("::warning ")
    assert total.endswith("%0Aan error in the standard; the profile has it otherwise")
    assert any("title=coverage-level" in line for line in lines)


@given(st.text(min_size=1, max_size=40).filter(lambda text: "\0" not in text))
@settings(max_examples=60)
def test_no_text_breaks_out_of_its_command(text: str) -> None:
    data = {**base(), "subject": {**base()["subject"], text: 1}}
    for line in annotation_lines(report_on(document(data, text + HOSTILE))):
        assert COMMAND.fullmatch(line)
        assert "%0A" not in line.split("::")[1]
