"""However many findings there are, a report stays of a size that its reader can take, and counts them all."""

import pytest

from fullcount.review.annotations import annotation_lines
from fullcount.review.junit import junit_xml
from fullcount.review.report import SAMPLES, Report
from fullcount.review.sarif import as_sarif
from fullcount.review.sarif.results import MOST
from fullcount_reports.review import markdown_lines, render_page

from .conftest import base, document, report_on

NUMBER = 1_500


@pytest.fixture(scope="module")
def report() -> Report:
    data = base()
    line = data["compute"][1]
    data["compute"] = [{**line, "id": f"l{i}", "outcome": "gone"} for i in range(NUMBER)]
    return report_on(document(data))


def test_sarif_has_the_first_thousand_of_a_rule_and_the_exact_count(report, sarif_schema) -> None:
    log = as_sarif(report)
    (run,) = log["runs"]
    results = [result for result in run["results"] if result["ruleId"] == "unknown-code"]
    assert len(results) == MOST
    assert run["artifacts"][0]["properties"]["findings"]["unknown-code"] == NUMBER
    assert sarif_schema.is_valid(log)


def test_junit_has_the_first_hundred_and_the_exact_count(report) -> None:
    text = junit_xml(report)
    assert text.count("error unknown-code:") == SAMPLES
    assert f"and {NUMBER - SAMPLES} more" in text


def test_the_workflow_commands_are_the_first_hundred(report) -> None:
    assert sum("title=unknown-code" in line for line in annotation_lines(report)) == SAMPLES


def test_markdown_is_short_and_says_how_many_more(report) -> None:
    text = "\n".join(markdown_lines(report))
    assert len(text) < 30_000
    assert f"and {NUMBER - 5} more" in text


def test_the_page_says_how_many_there_are(report) -> None:
    assert f"The first {SAMPLES} of {NUMBER}." in render_page(report)
