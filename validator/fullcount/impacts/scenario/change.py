"""What every change of a scenario has in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fullcount.impacts.scenario.work import Work

__all__ = ["Change"]


@dataclass(frozen=True)
class Change:
    """One change: `text` as it is written, `at` the one facility, equipment or component it is limited to."""

    text: str
    at: str

    def apply(self, work: "Work") -> None:
        """Make the change, or add to the problems of `work`."""
        raise NotImplementedError

    def without_effect(self, work: "Work") -> Iterator[str]:  # noqa: ARG002 - most changes always have one
        """What no impact can depend on, in words; asked when all changes are made."""
        yield from ()
