"""What a ledger comes to before anybody has drafted a disclosure: its lines, and the definitions they refer to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from fullcount.draft.defaults import Defaults
from fullcount.draft.work_year import work_year

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import FactorLibrary

__all__ = ["basis_of_ledger"]

Item = dict[str, Any]


def basis_of_ledger(about: Item, lines: Sequence[Item], library: "FactorLibrary") -> "Disclosure":
    """The parts of a disclosure that impacts follow from: the lines of a ledger, and what a lab says of its machines.

    Intensities that `about` leaves open are filled from the library for the middle year of the work, as in a draft.
    """
    defaults = Defaults(library, work_year({**about, "compute": lines}))
    known = {
        "facilities": [defaults.facility(item) for item in about.get("facilities", [])],
        "equipment": [defaults.equipment(item) for item in about.get("equipment", [])],
        "compute": [*lines],
    }
    return cast("Disclosure", {**about, **known})
