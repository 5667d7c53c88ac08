"""Where the requirements of the coverage levels point to, which the report names by their pointers only."""

from typing import TYPE_CHECKING

from fullcount.review.coverage import Waived

if TYPE_CHECKING:
    from fullcount.review.report import Reviewed

__all__ = ["pointed"]


def pointed(reviewed: "Reviewed") -> dict[str, dict[str, int]]:
    """Line and column by JSON pointer; what is not there yet is at the nearest part around it."""
    pointers = [
        judged.verdict.pointer for judged in reviewed.levels.judged if not isinstance(judged.verdict, Waived)
    ]
    found = {pointer: reviewed.validation.document.place(pointer) for pointer in pointers}
    return {pointer: place._asdict() for pointer, place in found.items() if place}
