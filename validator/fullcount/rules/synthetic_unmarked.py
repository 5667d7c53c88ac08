"""Invented figures are not marked as such.

**What it checks.** Where the data status is primary or transcribed: that no title of a source, title or file of
evidence calls the figures synthetic, invented or fictitious; the same in a name, a title or a note is a warning, since
it may speak of the work. Work on synthetic data, speech or measurements is not meant, nor is the title of a dataset.
Where the status is synthetic: that the title or the name of the subject says so, as a warning.

**Why it matters.** Examples get copied, quoted and compared. The mark has to stand where people look, and must
not be lost when a document is copied to start a real one.

**Example.** `"data_status": "primary"` beside a ledger with the title "Synthetic log of 300 jobs".

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
OF_THIS_DOCUMENT = "figures?|disclosure|ledger|export"
DATA = "values?|numbers?|logs?|readings?|measurements?"
"""What may be synthetic as the subject of work too."""
OF_WORK = rf"\b(?:{INVENTED}) (?:{OF_THIS_DOCUMENT})\b|^(?:invented|fictitious|made[- ]up)\b"
TEXT = rf"\b(?:{INVENTED}) (?:{OF_THIS_DOCUMENT}|{DATA})\b|^(?:invented|fictitious|made[- ]up)\b"
IN_NOTE_OF_WORK = re.compile(OF_WORK, re.IGNORECASE)
IN_TEXT = re.compile(TEXT, re.IGNORECASE)
IN_NAME = re.compile(
    rf"{TEXT}|\(synthetic(?: example)?\)|^synthetic:|\bsynthetic (?:example|document|record)\b", re.IGNORECASE
)
FILE = re.compile(
    r"(?:^|[/._-])synth(?:etic)?(?:[._-](?:log|ledger|jobs|sacct|export|readings))?\.[a-z.]+$", re.IGNORECASE
)
LONGEST = 500  # characters; a longer path is reported as such
LOGS = frozenset({"ledger", "scheduler-log", "tracker-log", "meter-readings"})
NOTES = ("facilities", "equipment", "sources", "evidence")
Text = tuple[str, str]


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for the marks of synthetic data, or one for each text that calls other data synthetic."""
    status = view.data["data_status"]
    if status == "synthetic":
        yield _marked(view)
        return
    found = [
        (pointer, hit.group(), milder)
        for pattern, texts, milder in _searched(view)
        for pointer, text in texts
        if (hit := pattern.search(text))
    ]
    for pointer, words, milder in found:
        message = f'the data status is {status}, but the text says "{words}"'
        remedy = "set data_status to synthetic, or replace the invented figures"
        yield Failed(pointer, message, remedy, milder)
    if not found:
        yield NotApplicable(f"the data are {status}, and no text calls them synthetic")


def _marked(view: "View") -> Outcome:
    subject = view.data["subject"]["name"]
    if SAYS_SO.search(f"{view.data.get('title', '')} {subject}"):
        return PASSED
    message = f'the data are synthetic, but neither the title nor the name "{subject}" says so'
    remedy = "say synthetic in the title and the name of the subject"
    return Failed("/subject/name", message, remedy, Severity.WARNING)


def _searched(view: "View") -> Iterator[tuple[re.Pattern[str], Iterator[Text], Severity | None]]:
    """What is looked for in which texts. Only what the figures rest on is an error."""
    yield IN_NAME, _names(view), Severity.WARNING
    yield IN_TEXT, _notes(view), Severity.WARNING
    yield IN_NOTE_OF_WORK, _of(view, "compute", "note"), Severity.WARNING
    yield IN_TEXT, _of(view, "sources", "title"), None
    yield IN_NAME, _of(view, "evidence", "title"), None
    yield FILE, _logs(view), None


def _names(view: "View") -> Iterator[Text]:
    """Names of what is real or not; those of components and datasets may speak of synthetic data."""
    data = view.data
    is_dataset = data["subject"]["kind"] == "dataset"
    yield "/title", "" if is_dataset else data.get("title", "")
    yield "/publisher/name", data["publisher"]["name"]
    yield "/subject/name", "" if is_dataset else data["subject"]["name"]
    for section in ("facilities", "equipment"):
        yield from _of(view, section, "name")


def _notes(view: "View") -> Iterator[Text]:
    yield "/note", view.data.get("note", "")
    yield "/scope/note", view.data["scope"].get("note", "")
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
    reads=("title", "data_status", "publisher", "subject", "scope", "note", "compute", *NOTES),
    check=check,
)
