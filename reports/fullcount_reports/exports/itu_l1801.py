"""ITU-T L.1801 (02/2026): the headings of a report, training and inference apart, in four life-cycle stages.

The text of the Recommendation was not at hand: its headings are known from its catalogue page, its table of contents
and public descriptions, and every export says so. Manufacture stands under the first stage, as a disclosure does not
part raw materials from production of hardware; making the model is the second stage, inference the third.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.categories import UNITS
from fullcount.impacts import Key, Line
from fullcount_reports.card.codes import lowered, title_of
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import Loss, loss_lines, losses
from fullcount_reports.exports.markdown_form import Chapter, markdown_form
from fullcount_reports.exports.told import Told, impact_told, uncited
from fullcount_reports.exports.work import Work
from fullcount_reports.exports.writing import json_text

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "itu_l1801"
VERSIONS = ("2026-02",)
TITLE = "Environmental impact of an AI system, headings of ITU-T L.1801"
DERIVED = (
    "Derived from public descriptions of ITU-T L.1801 (02/2026), not from its text: compare with the Recommendation "
    "before calling this a report in conformance with it."
)
TRAINING, INFERENCE = "training", "inference"
STAGES = (
    (
        "Raw material acquisition",
        "hardware, from its raw materials to the finished device, as far as allocated",
    ),
    ("Production", "data, research, development and training of the model: electricity and what comes of it"),
    ("Use", "inference: electricity and what comes of it"),
    ("End of life", "treatment of the hardware"),
)
Node = dict[str, Any]


class Row(NamedTuple):
    """One indicator of a stage, for training or for inference."""

    stage: str
    activity: str
    key: Key
    told: Told


def export(document: "Disclosure", version: str = "2026-02") -> Exported:  # noqa: ARG001 - there is one so far
    """The headings filled from one disclosure. Raises `NotExpressibleError` where no indicator has a figure."""
    work = Work(document)
    rows = tuple(_rows(work))
    if all(row.told.value is None for row in rows):
        raise NotExpressibleError([_NOTHING, *_lacks(rows)])
    cited = [source for row in rows for source in row.told.sources]
    lost = losses(document, crosswalk(NAME), work.unused | uncited(document, cited))
    report = _report(document, rows, tuple(_omissions(document, rows)), lost)
    return Exported({"itu-l1801.md": _page(report), "itu-l1801.json": json_text(report)}, lost)


_NOTHING = Lack("/impacts", "no impact of any stage", "an impact of training or of inference", "state one")


def _lacks(rows: Sequence[Row]) -> Iterator[Lack]:
    for row in rows:
        yield Lack(
            "/compute",
            f"{row.stage}, {row.activity}: {row.told.lacking}",
            "a figure",
            "state it or its inputs",
        )


def _rows(work: Work) -> Iterator[Row]:
    parts = {part.name: part for part in work.parts(_activity)}
    for key in work.keys:
        for activity in (TRAINING, INFERENCE):
            stage = _stage_of(key, activity)
            if stage and activity in parts:
                told = impact_told(work, parts[activity], key, UNITS.get(key.category, ""))
                yield Row(stage, activity, key, told)


def _activity(line: Line) -> str:
    return INFERENCE if line.raw["stage"] == "serve" else TRAINING


def _stage_of(key: Key, activity: str) -> str:
    """The stage of an impact; empty for one that the phases are not parted in."""
    made, built, used, _ = (name for name, _ in STAGES)
    if key.phase == "use":
        return used if activity == INFERENCE else built
    return made if key.phase == "manufacture" else ""


def _omissions(document: "Disclosure", rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """What the disclosure leaves out and why, what cannot be computed, and what no field of it could tell."""
    for entry in document["scope"].get("life_cycle", []):
        if entry["inclusion"] != "included":
            said = entry.get("reason", lowered("inclusion", entry["inclusion"]))
            yield title_of("life-cycle-stage", entry["stage"]), said
    for activity in (TRAINING, INFERENCE):
        if all(row.activity != activity for row in rows):
            yield f"Work of {activity}", "no compute line of it is in the disclosure"
    for row in rows:
        if row.told.value is None:
            yield f"{row.stage}, {row.activity}: {_indicator(row.key)}", row.told.lacking
    yield STAGES[-1][0], "a disclosure holds no figure of it apart from manufacture"


def _indicator(key: Key) -> str:
    basis = f"{key.ghg_basis}-based" if key.ghg_basis else ""
    part = lowered("part", key.part) if key.part else ""
    return ", ".join(filter(None, (title_of("category", key.category), part, basis)))


def _report(
    document: "Disclosure", rows: Sequence[Row], omissions: Sequence[tuple[str, str]], lost: Sequence[Loss]
) -> Node:
    return {
        "title": TITLE,
        "derivation": DERIVED,
        "general": dict(_general(document)),
        "stages": [_stage(name, counted, rows) for name, counted in STAGES],
        "omissions": [{"what": what, "why": why} for what, why in omissions],
        "not_expressed": list(loss_lines(lost)),
    }


def _stage(name: str, counted: str, rows: Sequence[Row]) -> Node:
    figures = {
        activity: [_figure(row) for row in rows if (row.stage, row.activity) == (name, activity)]
        for activity in (TRAINING, INFERENCE)
    }
    return {"stage": name, "counted": counted, **figures}


def _figure(row: Row) -> Node:
    told = row.told
    head = {"indicator": _indicator(row.key), "category": row.key.category, "unit": told.unit}
    if told.value is None:
        return {**head, "lacking": told.lacking}
    return {**head, "value": told.value, "how": told.how, "sources": list(told.sources)}


def _general(document: "Disclosure") -> Iterator[tuple[str, str]]:
    subject, scope = document["subject"], document["scope"]
    yield "AI system", ", version ".join(filter(None, (subject["name"], subject.get("version"))))
    yield "Kind", lowered("subject-kind", subject["kind"])
    yield "Functional unit", scope["functional_unit"]["description"]
    period = scope.get("period")
    yield "Period", f"{period['start']} to {period['end']}" if period else "not stated"
    yield "Cut-off", scope.get("cut_off", "not stated")
    shared = [
        f"{each['what']}, by {lowered('allocation-key', each['key'])}" for each in scope.get("allocation", [])
    ]
    yield "Allocation", "; ".join(shared) or "not stated"
    yield "Published by", document["publisher"]["name"]
    yield "Disclosure", f"{document['id']}, revision {document['revision']['number']}"
    yield "Data", document["data_status"]


def _page(report: Node) -> str:
    chapters = [Chapter("General", ("", ""), tuple(report["general"].items()))]
    for stage in report["stages"]:
        rows = [_shown(name, figure) for name in (TRAINING, INFERENCE) for figure in stage[name]]
        heading = f"{stage['stage']}: {stage['counted']}"
        chapters.append(
            Chapter(heading, ("of", "indicator", "amount", "how"), rows or [("", "no figure", "", "")])
        )
    omitted = [(each["what"], each["why"]) for each in report["omissions"]]
    chapters.append(Chapter("Omissions", ("what is left out", "why"), omitted))
    unsaid = [[line] for line in report["not_expressed"]]
    chapters.append(Chapter("Not expressed", ("places of the disclosure that have no heading",), unsaid))
    return markdown_form(TITLE, [report["derivation"]], chapters)


def _shown(activity: str, figure: Node) -> tuple[str, str, str, str]:
    told = Told(figure.get("value"), figure["unit"], lacking=figure.get("lacking", ""))
    how = "; ".join(filter(None, (figure.get("how", ""), *figure.get("sources", []))))
    return activity, figure["indicator"], str(told), how
