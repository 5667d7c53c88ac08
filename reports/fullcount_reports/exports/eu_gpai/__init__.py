"""Model Documentation Form of the EU code of practice for general-purpose AI: the items on size, compute and energy.

The form was not at hand: its items are known from public transcriptions, and every export says so. The three versions
are the views of its recipients: AIO is the AI Office, NCA a national competent authority, DP a downstream provider,
who receives no item on compute or energy.
"""

from typing import TYPE_CHECKING, Any

from fullcount_reports.exports.crosswalk import Crossing, crosswalk
from fullcount_reports.exports.eu_gpai.answers import (
    AUTHORITY,
    DOWNSTREAM,
    ITEMS,
    NOT_ANSWERED,
    OFFICE,
    Answered,
    Item,
)
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import Loss, loss_lines, losses
from fullcount_reports.exports.markdown_form import Chapter, markdown_form
from fullcount_reports.exports.told import final_part, uncited
from fullcount_reports.exports.unsaid import device, unsaid
from fullcount_reports.exports.work import Work
from fullcount_reports.exports.writing import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "eu_gpai"
VERSIONS = (OFFICE, AUTHORITY, DOWNSTREAM)
TITLE = "Model Documentation Form: size, compute and energy"
RECIPIENTS = {
    OFFICE: "the AI Office (AIO)",
    AUTHORITY: "a national competent authority (NCA)",
    DOWNSTREAM: "a downstream provider (DP)",
}
DERIVED = (
    "Derived from public transcriptions of the form of 2025-07-10, not from the form itself: "
    "compare with the form before filing. Who receives the items on size was in none of them."
)
HARDWARE_DAYS = "Training time in hardware days"
PARTIAL = "Only the items on size, compute and energy: the form asks for more."
BOUNDARY = "The form defines no boundary of the energy; the one that is used here is said beside the figure."
Node = dict[str, Any]
Answers = list[tuple[Item, Answered]]


def export(document: "Disclosure", version: str = OFFICE) -> Exported:
    """The view of one recipient. Raises `NotExpressibleError` where it would answer nothing on compute or energy."""
    work = Work(document)
    answers = [(item, item.answer(work, version)) for item in ITEMS if version in item.recipients]
    deciding = [answer for item, answer in answers if item.decides]
    if deciding and all(answer.text == NOT_ANSWERED for answer in deciding):
        raise NotExpressibleError(_lacks(answers))
    cited = [source for _, answer in answers for source in answer.sources]
    hidden = work.unused | uncited(document, cited) | unsaid(document, device(final_part(work).lines))
    lost = losses(document, _crossings(version), hidden)
    form, page = _form(document, version, answers, lost), _page(document, version, answers, lost)
    return Exported({f"eu-gpai-{version}.md": page, f"eu-gpai-{version}.json": json_text(form)}, lost)


def _crossings(version: str) -> list[Crossing]:
    """What of the crosswalk this recipient receives."""
    received = {
        "Identification": VERSIONS,
        HARDWARE_DAYS: (OFFICE,),
        **{item.name: item.recipients for item in ITEMS},
    }
    return [
        crossing
        for crossing in crosswalk(NAME)
        if any(version in received[name] for name in crossing.theirs.split("; "))
    ]


def _lacks(answers: Answers) -> list[Lack]:
    return [
        Lack(
            "/compute", f"{item.name}: {answer.lacking}", item.asked, "state it, or what it is computed from"
        )
        for item, answer in answers
        if item.decides
    ]


def _form(document: "Disclosure", version: str, answers: Answers, lost: "Sequence[Loss]") -> Node:
    return {
        "form": TITLE,
        "derivation": DERIVED,
        "extent": PARTIAL,
        "recipient": RECIPIENTS[version],
        "identification": dict(_identification(document)),
        "items": [_item(*pair) for pair in answers],
        "not_expressed": list(loss_lines(lost)),
    }


def _identification(document: "Disclosure") -> list[tuple[str, str]]:
    subject, revision = document["subject"], document["revision"]
    known = {
        "Model": subject["name"],
        "Version": subject.get("version"),
        "Provider": subject.get("developer"),
        "Release": subject.get("release"),
        "Base models": "; ".join(each["name"] for each in subject.get("lineage", [])),
        "Disclosure": f"{document['id']}, revision {revision['number']} of {revision['date']}",
        "Data": document["data_status"],
    }
    return [(name, text) for name, text in known.items() if text]


def _item(item: Item, answer: Answered) -> Node:
    told = {"rounding": answer.rounding, "known": answer.known, "lacking": answer.lacking}
    return {
        "item": item.name,
        "asked": item.asked,
        "recipients": list(item.recipients),
        "answer": answer.text,
        **{name: text for name, text in told.items() if text},
    }


def _page(document: "Disclosure", version: str, answers: Answers, lost: "Sequence[Loss]") -> str:
    notices = [DERIVED, PARTIAL, BOUNDARY, f"For {RECIPIENTS[version]}."]
    rows = [(item.name, answer.text, _remarks(answer)) for item, answer in answers]
    unsaid = ("places of the disclosure that the form has no place for",)
    chapters = [
        Chapter("Identification", ("", ""), _identification(document)),
        Chapter("Items", ("item", "answer", "remarks"), rows),
        Chapter("Not expressed", unsaid, [[line] for line in loss_lines(lost)]),
    ]
    return markdown_form(TITLE, notices, chapters)


def _remarks(answer: Answered) -> str:
    lacking = f"lacking: {answer.lacking}" if answer.lacking else ""
    return "; ".join(filter(None, (answer.rounding, answer.known, lacking)))
