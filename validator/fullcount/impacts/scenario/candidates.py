"""The savings that the lines, facilities and equipment of a disclosure leave room for."""

from typing import TYPE_CHECKING

from fullcount.impacts.scenario.candidate import Assumed, Candidate
from fullcount.impacts.scenario.savings_hardware import savings_of_hardware
from fullcount.impacts.scenario.savings_place import savings_of_place
from fullcount.impacts.scenario.savings_work import savings_of_mixer, savings_of_work

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import FactorLibrary

__all__ = ["Assumed", "Candidate", "candidates"]


def candidates(
    document: "Disclosure", library: "FactorLibrary", assumed: Assumed | None = None
) -> tuple[Candidate, ...]:
    """Every saving that applies to a well-formed disclosure, not yet in the order of what it saves.

    Raises:
        ScenarioError: a figure of `assumed` is out of range, such as a share above 1.

    """
    assumed = assumed or Assumed()
    return (
        *savings_of_work(document, assumed),
        *savings_of_place(document, library, assumed),
        *savings_of_hardware(document, assumed),
        *savings_of_mixer(document, assumed),
    )
