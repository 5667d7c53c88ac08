"""One saving that a lab could make, as a scenario of its own disclosure."""

from collections.abc import Callable  # noqa: TC003 - a named tuple keeps the types of its fields
from typing import TYPE_CHECKING, NamedTuple

from fullcount.impacts.scenario.parse import parse_changes

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.impacts.scenario.change import Change

__all__ = ["Assumed", "Candidate", "candidate"]


class Assumed(NamedTuple):
    """What the savings assume, each to be replaced by what a lab knows better.

    `share` is the part of the work that is avoided: one half, to show the size of each kind of work, not because
    half of it is known to be avoidable. `lifetime_years` and `utilisation` are those with which Luccioni et al.
    (2022, arXiv 2211.02001, section 4.1) share out manufacture. `example_place` is Sweden: of the grids with a
    life-cycle figure in the factor tables it is one of the lowest that also has public cloud regions, so that work
    could really move there. `good_pue` is the id of a published PUE of a whole fleet. `shape` is that of the model,
    such as `length=8192:width=4096`: without it nothing is said about its mixer; `component` limits that saving.
    """

    share: float = 0.5
    lifetime_years: float = 6.0
    utilisation: float = 0.85
    example_place: str = "SWE"
    good_pue: str = "paper/pue/google-fleet/2025"
    shape: str = ""
    component: str = ""


class Candidate(NamedTuple):
    """A saving: `changes` express it as a scenario, `practice` is a code of the codelist where one fits, else "".

    `why` says in a sentence what of the disclosure it rests on, `not_considered` what the scenario leaves out.
    """

    name: str
    title: str
    why: str
    changes: "tuple[Change, ...]"
    practice: str
    not_considered: str
    explain: "Callable[[Disclosure], str]"

    def arithmetic(self, document: "Disclosure") -> str:
        """The saving as a calculation with its units, on central values; intervals come with the scenario."""
        return self.explain(document)


def candidate(  # noqa: PLR0913 - one argument for each field
    name: str,
    title: str,
    why: str,
    changes: list[str],
    *,
    practice: str,
    not_considered: str,
    explain: "Callable[[Disclosure], str]",
) -> Candidate:
    """A candidate from its changes as a user writes them, of which there may be one for each facility."""
    parsed = tuple(change for text in changes for change in parse_changes([text]))
    return Candidate(name, title, why, parsed, practice, not_considered, explain)
