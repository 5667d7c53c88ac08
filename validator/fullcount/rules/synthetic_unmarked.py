"""Invented figures are not marked as such.

**What it checks.** Where the data status is primary or transcribed: that no name, title, note or source of the
document calls its figures synthetic, invented or fictitious. Work on synthetic data, speech or text is not
meant. Where the status is synthetic: that the title or the name of the subject says so, as a warning.

**Why it matters.** Examples get copied, quoted and compared. The mark has to stand where people look, and must
not be lost when a document is copied to start a real one.

**Example.** `"data_status": "primary"` beside a facility called "Example site (synthetic)".

**Remedy.** Set `data_status` to synthetic and say so in title and name; or replace the invented figures.

**Reference.** fullcount 1.0, comparison: synthetic and transcribed data are marked wherever they show.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

SAYS_SO = re.compile(r"synthetic|invented|fictitious", re.IGNORECASE)
INVENTED = "synthetic|invented|fictitious|made[- ]up"
FIGURES = "figures?|values?|numbers?|disclosure|logs?|ledger|export|readings?|measurements?"
TEXT = rf"\b(?:{INVENTED}) (?:{FIGURES})\b|^(?:invented|fictitious|made[- ]up)\b"
IN_TEXT = re.compile(TEXT, re.IGNORECASE)
IN_NAME = re.compile(
    rf"{TEXT}|\(synthetic(?: example)?\)|^synthetic:|\bsynthetic (?:example|document|record)\b", re.IGNORECASE
)
FILE = re.compile(
    r"(?:^|[/._-])synth(?:etic)?(?:[._-](?:log|ledger|jobs|sacct|export|readings))?\.[a-z.]+$", re.IGNORECASE
)
LONGEST = 500  # characters; a longer path is reported as such
LOGS = frozenset({"ledger", "scheduler-log", "tracker-log", "meter-readings"})
NAMES = {"facilities": "name", "equipment": "name", "evidence": "title"}
NOTES = ("facilities", "equipment", "compute", "sources", "evidence")
Text = tuple[str, str]


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for the marks of synthetic data, or one for each text that calls other data synthetic."""
    status = view.data["data_status"]
    if status == "synthetic":
        yield _marked(view)
        return
    found = [
        (pointer, hit.group())
        for pattern, texts in ((IN_NAME, _names(view)), (IN_TEXT, _notes(view)), (FILE, _logs(view)))
        for pointer, text in texts
        if (hit := pattern.search(text))
    ]
    for pointer, words in found:
        message = f'the data status is {status}, but the text says "{words}"'
        yield Failed(pointer, message, "set data_status to synthetic, or replace the invented figures")
    if not found:
        yield NotApplicable(f"the data are {status}, and no text calls them synthetic")


def _marked(view: "View") -> Outcome:
    subject = view.data["subject"]["name"]
    if SAYS_SO.search(f"{view.data.get('title', '')} {subject}"):
        return PASSED
    message = f'the data are synthetic, but neither the title nor the name "{subject}" says so'
    remedy = "say synthetic in the title and the name of the subject"
    return Failed("/subject/name", message, remedy, Severity.WARNING)


def _names(view: "View") -> Iterator[Text]:
    """Names of what is real or not; those of components and datasets may speak of synthetic data."""
    data = view.data
    yield "/title", data.get("title", "")
    yield "/publisher/name", data["publisher"]["name"]
    if data["subject"]["kind"] != "dataset":
        yield "/subject/name", data["subject"]["name"]
    for section, key in NAMES.items():
        yield from _of(view, section, key)


def _notes(view: "View") -> Iterator[Text]:
    yield "/note", view.data.get("note", "")
    yield "/scope/note", view.data["scope"].get("note", "")
    yield from _of(view, "sources", "title")
    for section in NOTES:
        yield from _of(view, section, "note")


def _of(view: "View", section: str, key: str) -> Iterator[Text]:
    items: Sequence[Mapping[str, str]] = view.data.get(section, [])  # type: ignore[assignment]
    for index, item in enumerate(items):
        if key in item:
            yield f"/{section}/{index}/{key}", item[key]


def _logs(view: "View") -> Iterator[Text]:
    for index, item in enumerate(view.data.get("evidence", [])):
        if item["kind"] in LOGS:
            yield f"/evidence/{index}/path", item.get("path", "")[-LONGEST:]


RULE = Rule(
    name="synthetic-unmarked",
    severity=Severity.ERROR,
    group="honesty",
    reads=("title", "data_status", "publisher", "subject", "scope", "note", *NOTES),
    check=check,
)
