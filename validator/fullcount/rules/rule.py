"""What a rule is, and the three things it can say about a place: passed, failed, not applicable because."""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from fullcount.review.finding import Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["PASSED", "Check", "Failed", "NotApplicable", "Outcome", "Passed", "Rule", "Severity"]


class Passed(NamedTuple):
    """The rule was applied to so many places and holds there."""

    times: int = 1


PASSED = Passed()


class Failed(NamedTuple):
    """The rule is broken at `pointer`. `severity` only where it is milder than that of the rule."""

    pointer: str
    message: str
    remedy: str
    severity: Severity | None = None


class NotApplicable(NamedTuple):
    """The rule could not be applied, in words that follow "not applicable because"."""

    because: str


Outcome = Passed | Failed | NotApplicable
Check = Callable[["View"], Iterator[Outcome]]


class Rule(NamedTuple):
    """One rule. `reads` names the sections of the document that must have their shape for it to run.

    The docstring of the module that defines `check` is the manual page of the rule.
    """

    name: str
    severity: Severity
    group: str
    reads: tuple[str, ...]
    check: Check
    since: str = "1.0"

    @property
    def manual(self) -> str:
        """The manual page, in Markdown."""
        return (sys.modules[self.check.__module__].__doc__ or "").strip()

    @property
    def title(self) -> str:
        """The first line of the manual page."""
        return self.manual.partition("\n")[0]
