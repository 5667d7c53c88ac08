"""The report of a score as a page of Markdown."""

from collections.abc import Iterator, Mapping
from typing import Any

from fullcount_reports.exports.markdown_form import Chapter, markdown_form
from fullcount_reports.exports.told import exact

__all__ = ["page_of"]

Node = Mapping[str, Any]


def page_of(report: Node) -> str:
    """The page of a report as `report_of` gives it."""
    notices = [
        f"{report['specification']}: {exact(report['sci']['value'])} {report['sci']['unit']}.",
        f"{report['boundary']} boundary. Location-based: market-based figures have no part in it.",
        f"Data: {report['data_status']}.",
    ]
    return markdown_form(f"SCI report: {report['application']['name']}", notices, tuple(_chapters(report)))


def _chapters(report: Node) -> Iterator[Chapter]:
    yield Chapter(
        "Breakdown", ("stage", "term", "gCO2e", "gCO2e for each unit", "how"), tuple(_terms(report))
    )
    yield Chapter("About", ("", ""), tuple(_about(report)))
    yield Chapter(
        "Coefficients",
        ("name", "description", "value", "unit", "source", "methodology"),
        [tuple(map(_cell, row.values())) for row in report["coefficients"]],
    )
    yield Chapter("Methodologies", ("term", "methodology"), tuple(report["methodologies"].items()))
    yield Chapter(
        "Not expressed", ("places of the disclosure",), [[line] for line in report["not_expressed"]]
    )


def _cell(value: str | float) -> str:
    return value if isinstance(value, str) else exact(value)


def _terms(report: Node) -> Iterator[tuple[str, ...]]:
    for stage in report["breakdown"]:
        for name, term in (("O, operational", stage["operational"]), ("M, embodied", stage["embodied"])):
            yield stage["stage"], name, exact(term["total_gco2e"]), exact(term["per_unit_gco2e"]), term["how"]
    for stage in report["stages_without_work"]:
        yield stage, "", "", "", "no work of this stage is in the disclosure"


def _about(report: Node) -> Iterator[tuple[str, str]]:
    unit, timespan = report["functional_unit"], report["measured"]["timespan"]
    yield "Functional unit R", f"{exact(unit['quantity'])} times {unit['name']}: {unit['counted']}"
    yield "Why this unit", unit["rationale"]
    yield "Application", f"{report['application']['name']}, version {report['application']['version']}"
    yield "Organisation", report["organisation"]
    yield (
        "Accountable",
        f"{report['accountable']['organisation']}, contact {report['accountable']['contact']}",
    )
    yield "Date", report["measured"]["date"]
    yield "Timespan", timespan if isinstance(timespan, str) else f"{timespan['start']} to {timespan['end']}"
    yield "Disclosure", f"{report['disclosure']['id']}, revision {report['disclosure']['revision']}"
    yield "E, electricity", _energy(report["energy"])


def _energy(energy: Node) -> str:
    if "lacking" in energy:
        return f"not known, for want of {energy['lacking']}"
    return f"{exact(energy['value'])} {energy['unit']}, boundary {energy['boundary']}, {energy['how']}"
