"""The powers that an equipment states, against the rating of its accelerator."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.printing import as_number
from fullcount.rules.arithmetic import agree
from fullcount.rules.rating import Rating, limit_of, vendor_rating
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment
    from fullcount.rules.view import View

__all__ = ["powers_judged"]

HIGHEST_RATING = 500 / 400
"""An A100 is rated 400 W and, in custom cooling, up to 500 W (NVIDIA A100 datasheet)."""


def powers_judged(view: "View", item: "Equipment", rating: Rating | None, at: str) -> Iterator[Outcome]:
    """One outcome for the stated rating against the vendor's, one for the mean power against the rating."""
    stated_w, vendor = central(item.get("rated_power")), vendor_rating(view, item)
    if stated_w is not None and vendor is not None:
        yield _rating_judged(stated_w, vendor, at)
    power_w = central(item.get("power"))
    if power_w is not None and rating is not None:
        yield _power_judged(item, power_w, rating, at)


def _rating_judged(stated_w: float, vendor: Rating, at: str) -> Outcome:
    if stated_w <= vendor.value_w * HIGHEST_RATING:
        return PASSED
    words = f"a rated power of {as_number(stated_w)} W is more than that of the accelerator, {vendor}"
    remedy = "state the rated power of this accelerator, or the accelerator that was used"
    return Failed(f"{at}/rated_power", words, remedy, Severity.WARNING)


def _power_judged(item: "Equipment", power_w: float, rating: Rating, at: str) -> Outcome:
    boundary = item["power"].get("boundary", "accelerator")
    if boundary == "facility":
        return NotApplicable(f"the power of equipment {item['id']} has the PUE inside")
    limit = limit_of(item, rating, boundary)
    if power_w <= limit.watts or agree(power_w, limit.watts):
        return PASSED
    words = (
        f"a mean power of {as_number(power_w)} W at the {boundary} boundary is more than the "
        f"{as_number(limit.watts)} W that an accelerator can draw, rated {limit}"
    )
    remedy = "correct the power or its boundary, or state the accelerator that was used"
    return Failed(f"{at}/power", words, remedy, Severity.WARNING)
