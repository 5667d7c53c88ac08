"""A factor does not say where it comes from.

**What it checks.** PUE, WUE, water and carbon intensities and further factors of facilities, and the
manufacture amounts of equipment: that each cites a source or repeats a factor of the factor tables by its id,
or was measured by the publisher. For rated power, load, lifetime and the overheads of hosts and IT a missing source
is a note.

**Why it matters.** Factors move a result more than anything else: the training of BLOOM has been published with
57 and with 385 gCO2e/kWh. A factor without source can be neither checked nor replaced.

**Example.** `"pue": {"value": 1.1, "unit": "1", "basis": "declared"}`.

**Remedy.** Add `source` with a `locator`, or `factor` with an id of the factor tables.

**Reference.** GHG Protocol Product Standard, chapter 8: sources of emission factors are reported. BLOOM:
Luccioni et al. 2022 (arXiv 2211.02001), Touvron et al. 2023 (arXiv 2302.13971, Table 15).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, is_missing
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.stated_factors import facility_factors

if TYPE_CHECKING:
    from fullcount.rules.view import View

NOTED = ("rated_power", "load", "lifetime", "host_overhead", "it_overhead")
REMEDY = "cite a source with a locator, or the id of a factor of the factor tables"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each factor."""
    none = True
    for outcome in (*_of_facilities(view), *_of_equipment(view)):
        none = False
        yield outcome
    if none:
        yield NotApplicable("no factor is disclosed")


def _of_facilities(view: "View") -> Iterator[Outcome]:
    for placed in facility_factors(view):
        if _has_source(view, placed.figure):
            yield PASSED
        else:
            yield Failed(placed.pointer, f"the {placed.words} has no source", REMEDY)


def _of_equipment(view: "View") -> Iterator[Outcome]:
    for index, item in enumerate(view.data.get("equipment", [])):
        for position, entry in enumerate(item.get("manufacture", [])):
            if "lifetime" in entry and not _has_source(view, entry["lifetime"]):
                message = f"a lifetime in the manufacture of equipment {item['id']} has no source"
                at = f"/equipment/{index}/manufacture/{position}/lifetime"
                yield Failed(at, message, REMEDY, Severity.NOTE)
            if is_missing(entry["amount"]):
                continue
            if _has_source(view, entry["amount"]):
                yield PASSED
            else:
                message = f"the {entry['category']} of making equipment {item['id']} has no source"
                yield Failed(f"/equipment/{index}/manufacture/{position}/amount", message, REMEDY)
        for key in NOTED:
            figure: Figure | None = item.get(key)  # type: ignore[assignment]
            if figure is not None and not is_missing(figure) and not _has_source(view, figure):
                message = f"the {key.replace('_', ' ')} of equipment {item['id']} has no source"
                yield Failed(f"/equipment/{index}/{key}", message, REMEDY, Severity.NOTE)


def _has_source(view: "View", figure: Figure) -> bool:
    if "source" in figure or figure.get("basis") == "measured":
        return True
    return "factor" in figure and view.factors.get(figure["factor"]) is not None


RULE = Rule(
    name="factor-without-source",
    severity=Severity.WARNING,
    group="honesty",
    reads=("facilities", "equipment"),
    check=check,
)
