"""An attached file is not there.

**What it checks.** That each piece of evidence with a path is a file in the folder of the disclosure.

**Why it matters.** Evidence that is named and cannot be opened proves nothing, and looks as if it did.

**Example.** `"path": "ledger.csv"` beside a folder that holds only the disclosure.

**Remedy.** Put the file where the path says, correct the path, or replace it by `withheld` with the reason.

**Reference.** Frictionless Data Package 1.0, resource path: relative, inside the package. fullcount 1.0,
evidence.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.rules.attached import attached
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each piece of evidence."""
    for pointer, item, file, because in attached(view):
        if because:
            yield NotApplicable(because)
        elif file is None:
            message = f"no file {item['path']} in the folder of the disclosure"
            remedy = "put the file there, correct the path, or say withheld with the reason"
            yield Failed(f"{pointer}/path", message, remedy)
        else:
            yield PASSED


RULE = Rule(
    name="evidence-missing",
    severity=Severity.ERROR,
    group="evidence",
    reads=("evidence",),
    check=check,
)
