"""Hugging Face model cards: `co2_eq_emissions` in the metadata, the section of the template, and a folder beside.

`export` writes a card to begin with. `front_matter` changes the metadata of one that exists, `sidecar` makes the
folder `.footprint`, `contradictions` compares a card with a disclosure. Read in huggingface_hub at ee0a451 and hub-docs
at 242f4a1; the metadata are in grams.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.impacts.line import Missing
from fullcount_reports.exports.crosswalk import Crossing, crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.huggingface.template import card_text
from fullcount_reports.exports.huggingface.training import NAME, Training
from fullcount_reports.exports.losses import losses
from fullcount_reports.exports.unsaid import Said, device, region, unsaid
from fullcount_reports.exports.work import Quantity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["export", "lacks"]


def export(document: "Disclosure", version: str = "") -> Exported:  # noqa: ARG001 - the hub counts no versions
    """The card of one disclosure. Raises `NotExpressibleError` where the final training has no such figure."""
    training = Training(document)
    if missing := lacks(training):
        raise NotExpressibleError(missing)
    used = [crossing for crossing in crosswalk(NAME) if _is_used(crossing, training)]
    lost = losses(document, used, unsaid(document, _said(training)))
    return Exported({"README.md": card_text(training, lost)}, lost)


def _said(training: Training) -> Iterator[Said]:
    """Of the hardware and the places of the final training."""
    yield from device(training.part.lines)
    for line in training.part.lines:
        if line.facility:
            yield from ((line.facility, "operator"), (line.facility, "country"))
            yield from region(line.facility, "location", "subdivision")


def _is_used(crossing: Crossing, training: Training) -> bool:
    """A figure that was recomputed did not come from a stated impact."""
    stated = isinstance(training.ghg, Quantity) and training.ghg.how == "stated"
    return stated or not crossing.ours.startswith("/impacts/")


def lacks(training: Training) -> list[Lack]:
    """What `emissions` needs, without which a client of the hub stops at the metadata."""
    ghg = training.ghg
    if not isinstance(ghg, Missing):
        return []
    pointer = training.part.lines[0].pointer if training.part.lines else "/compute"
    found = f"no location-based greenhouse gases of the final training, for want of {ghg}"
    remedy = "state them in an impact that covers just these lines, or what they are computed from"
    return [Lack(pointer, found, "emissions, which the metadata need", remedy)]
