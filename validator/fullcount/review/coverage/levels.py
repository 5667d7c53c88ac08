"""Coverage levels: how much of the life of the work a disclosure covers, and what exactly is missing."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fullcount.review.check import Validation
    from fullcount.rules.view import View

__all__ = [
    "LEVEL_NAMES",
    "Check",
    "Judged",
    "Levels",
    "Met",
    "Requirement",
    "Unmet",
    "Verdict",
    "Waived",
    "judge",
    "judge_all",
]

LEVEL_NAMES = {
    0: "none",
    1: "headline",
    2: "training",
    3: "research",
    4: "life cycle",
    5: "evidence",
}


class Met(NamedTuple):
    """The requirement is met at `pointer`."""

    pointer: str


class Unmet(NamedTuple):
    """What is missing, and where in the document it would be met."""

    pointer: str
    missing: str


class Waived(NamedTuple):
    """The requirement does not apply to this subject, because."""

    because: str


Verdict = Met | Unmet | Waived
Check = Callable[["View", "Validation"], Verdict]


class Requirement(NamedTuple):
    """One checkable requirement of a level."""

    level: int
    name: str
    text: str
    check: Check


class Judged(NamedTuple):
    """A requirement with its verdict."""

    requirement: Requirement
    verdict: Verdict

    @property
    def satisfied(self) -> bool:
        """Whether it does not stand in the way of its level."""
        return not isinstance(self.verdict, Unmet)


class Levels(NamedTuple):
    """Every requirement with its verdict."""

    judged: tuple[Judged, ...]

    @property
    def reached(self) -> int:
        """The highest level whose requirements, and those of all levels below, are met or do not apply."""
        blocked = [item.requirement.level for item in self.judged if not item.satisfied]
        return min(blocked, default=max(LEVEL_NAMES) + 1) - 1

    @property
    def name(self) -> str:
        """Name of the level reached."""
        return LEVEL_NAMES[self.reached]

    @property
    def missing(self) -> tuple[Judged, ...]:
        """What is missing for the next level."""
        return tuple(
            item for item in self.judged if not item.satisfied and item.requirement.level == self.reached + 1
        )

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """The same as verdicts, each once."""
        found = [item.verdict for item in self.missing if isinstance(item.verdict, Unmet)]
        return tuple(dict.fromkeys(found))


def judge(validation: "Validation", requirements: Iterable[Requirement]) -> Levels:
    """Judge every requirement; one that needs a section whose shape is broken is not met."""
    return judge_all((validation,), requirements)[0]


def judge_all(validations: Iterable["Validation"], requirements: Iterable[Requirement]) -> list[Levels]:
    """The same for several documents: each requirement of all of them before the next, as `validate_all` does."""
    begun: list[tuple[Validation, list[Judged]]] = [(validation, []) for validation in validations]
    for requirement in requirements:
        for validation, judged in begun:
            judged.append(_judged(requirement, validation))
    return [Levels(tuple(judged)) for _, judged in begun]


def _judged(requirement: Requirement, validation: "Validation") -> Judged:
    if validation.broken:
        return _broken(requirement, validation.broken)
    return Judged(requirement, requirement.check(validation.view, validation))


def _broken(requirement: Requirement, broken: Mapping[str, str]) -> Judged:
    section = next(iter(broken))
    where = f"/{section}" if section else ""
    return Judged(
        requirement, Unmet(where, f"cannot be judged: {section or 'the document'} is not well-formed")
    )
