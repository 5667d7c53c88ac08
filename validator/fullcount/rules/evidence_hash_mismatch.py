"""An attached file is not the one that the disclosure was made from.

**What it checks.** The SHA-256 of the bytes of each attached file against the one stated for it.

**Why it matters.** A hash ties the figures to the very file that they come from. Another file under the same
name, even one whose line ends were changed on the way, can no longer support them.

**Example.** A ledger that was exported again after the disclosure was written.

**Remedy.** Attach the original file; or recompute the disclosure from the new one and state its hash.

**Reference.** FIPS 180-4 (SHA-256). fullcount 1.0, evidence: files are attached with their hash.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.rules.attached import attached
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from fullcount.review.attachments import Attachments
    from fullcount.rules.attached import Attached
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each piece of evidence."""
    for evidence in attached(view):
        if view.attachments is None or evidence.because or evidence.file is None:
            yield NotApplicable(evidence.because or f"the file of evidence {evidence.item['id']} is missing")
        else:
            yield _judged(view.attachments, evidence, evidence.file)


def _judged(attachments: "Attachments", evidence: "Attached", file: "Path") -> Outcome:
    item = evidence.item
    try:
        found = attachments.sha256(file)
    except OSError as error:
        return NotApplicable(f"the file of evidence {item['id']} cannot be read ({error.strerror or error})")
    if found == item["sha256"]:
        return PASSED
    message = f"the SHA-256 of {item['path']} is {found}, not {item['sha256']}"
    return Failed(
        f"{evidence.pointer}/sha256", message, "attach the original file, or state the hash of this one"
    )


RULE = Rule(
    name="evidence-hash-mismatch",
    severity=Severity.ERROR,
    group="evidence",
    reads=("evidence",),
    check=check,
)
