"""A difference as data, in the layout of `schema/1.0/difference.schema.json`."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from fullcount.review.coverage import Judged, Met, Unmet
from fullcount.review.difference.change import FigureChange, FindingChange, PartChange, Spot, TextChange
from fullcount.review.difference.compare import Difference
from fullcount.review.difference.sections import Section
from fullcount.review.report import versions

if TYPE_CHECKING:
    from fullcount.disclosure import Document
    from fullcount.factors import FactorLibrary
    from fullcount.review.difference.findings import RequirementChange
    from fullcount.review.difference.totals import Total, TotalChange
    from fullcount.review.finding import Finding
    from fullcount.review.report import Reviewed

__all__ = ["as_data"]

Data = dict[str, Any]


def as_data(
    difference: Difference,
    today: date,
    sections: tuple[Section, ...] = tuple(Section),
    library: "FactorLibrary | None" = None,
) -> Data:
    """The chosen sections of a difference. The same two inputs and the same `today` give the same bytes."""
    head = {
        "difference": "1.0",
        "versions": versions(library),
        "today": today.isoformat(),
        "from": _side(difference.before),
        "to": _side(difference.after),
        "same": not any(section.differs_in(difference) for section in sections),
        "warnings": list(difference.warnings),
    }
    found = {section: build for section, build in BUILD.items() if section in sections}
    return {**head, **{key: value for build in found.values() for key, value in build(difference).items()}}


def _side(reviewed: "Reviewed") -> Data:
    document = reviewed.validation.document
    data = document.data if isinstance(document.data, dict) else {}
    said = {key: data.get(key) for key in ("id", "title", "revision", "data_status")}
    return {"name": document.name, "sha256": document.sha256, **said, "valid": reviewed.validation.valid}


def _figures(difference: Difference) -> Data:
    figures = [_figure(change, _places(difference)) for change in difference.content.figures]
    return {"figures": figures, "totals": [_total(change) for change in difference.totals]}


def _texts(difference: Difference) -> Data:
    content, places = difference.content, _places(difference)
    return {
        "texts": [_text(change, places) for change in content.texts],
        "parts": [_part(change, places) for change in content.parts],
    }


def _findings(difference: Difference) -> Data:
    findings = [_finding_change(change) for change in difference.findings]
    levels = difference.before.levels, difference.after.levels
    ends = ({"level": level.reached, "name": level.name} for level in levels)
    requirements = [_requirement(change) for change in difference.requirements]
    coverage = {**dict(zip(("from", "to"), ends, strict=True)), "requirements": requirements}
    return {"findings": findings, "coverage": coverage}


BUILD: Mapping[Section, Callable[[Difference], Data]] = {
    Section.FIGURES: _figures,
    Section.TEXTS: _texts,
    Section.FINDINGS: _findings,
}

Places = Callable[[Spot], Data]


def _places(difference: Difference) -> Places:
    before, after = difference.before.validation.document, difference.after.validation.document

    def at(spot: Spot) -> Data:
        return {"from_at": _place(before, spot.before), "to_at": _place(after, spot.after)}

    return at


def _place(document: "Document", pointer: str | None) -> Data | None:
    if pointer is None:
        return None
    place = document.key_place(pointer)
    return {"pointer": pointer, **({"line": place.line, "column": place.column} if place else {})}


def _figure(change: FigureChange, places: Places) -> Data:
    unit = (change.after or change.before or {}).get("unit")
    return {
        "change": change.change.value,
        "path": change.spot.path,
        "from": change.before,
        "to": change.after,
        "unit": unit,
        **change.step._asdict(),
        **places(change.spot),
    }


def _text(change: TextChange, places: Places) -> Data:
    head = {"change": change.change.value, "path": change.spot.path}
    return {**head, "from": change.before, "to": change.after, **places(change.spot)}


def _part(change: PartChange, places: Places) -> Data:
    head = {"change": change.change.value, "path": change.spot.path}
    return {**head, "texts": dict(change.texts), **places(change.spot)}


def _finding_change(change: FindingChange) -> Data:
    found = change.after or change.before
    head = {"change": change.change.value, "rule": found.rule if found else "", "path": change.path}
    return {**head, "from": _finding(change.before), "to": _finding(change.after)}


def _finding(finding: "Finding | None") -> Data | None:
    if finding is None:
        return None
    place = {"line": finding.place.line, "column": finding.place.column} if finding.place else {}
    words = {"message": finding.message, "remedy": finding.remedy}
    return {"severity": finding.severity.value, "pointer": finding.pointer, **place, **words}


def _requirement(change: "RequirementChange") -> Data:
    asked = change.before.requirement
    head = {"level": asked.level, "name": asked.name, "text": asked.text}
    return {**head, "from": _status(change.before), "to": _status(change.after)}


def _status(judged: Judged) -> str:
    match judged.verdict:
        case Met():
            return "met"
        case Unmet():
            return "missing"
        case _:
            return "not applicable"


def _total(change: "TotalChange") -> Data:
    ends = {"from": _amount(change.before), "to": _amount(change.after)}
    step = {"absolute": change.step.absolute, "relative": change.step.relative}
    return {"name": change.name, "unit": change.unit, **ends, **step}


def _amount(total: "Total | None") -> Data | None:
    return None if total is None else total._asdict()
