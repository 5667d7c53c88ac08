"""Savings in manufacture: hardware that is kept longer, or works for more of its life."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from fullcount.counted import counted
from fullcount.disclosure.figures import central
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing, lines_of
from fullcount.impacts.manufacture import manufacture_impacts
from fullcount.impacts.merged import merged
from fullcount.impacts.scenario.candidate import Assumed, Candidate, candidate
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Equipment
    from fullcount.impacts.scenario.figure import Item

__all__ = ["savings_of_hardware"]

GHG_MANUFACTURE = Key("gwp", "manufacture")
ADOPTED = "the figure of Luccioni et al. (2022), arXiv 2211.02001"


def savings_of_hardware(document: "Disclosure", assumed: Assumed) -> Iterator[Candidate]:
    """For each kind of equipment, what its life leaves room for in the greenhouse gases of its manufacture."""
    for equipment in document.get("equipment", []):
        if _kgco2e(document, equipment["id"], "lifetime"):
            yield from _longer(equipment, assumed)
        if _kgco2e(document, equipment["id"], "utilisation"):
            yield from _busier(equipment, assumed)


def _longer(equipment: "Equipment", assumed: Assumed) -> Iterator[Candidate]:
    name, years = equipment["id"], central(equipment.get("lifetime"))
    if years and years < assumed.lifetime_years:
        longer = as_number(assumed.lifetime_years)
        yield candidate(
            f"longer-life-{name}",
            f"Keep {name} for {counted(assumed.lifetime_years, 'year')}",
            f"Its manufacture is shared out over {counted(years, 'year')}; {longer} are {ADOPTED}.",
            [f"lifetime@{name}={assumed.lifetime_years!r}"],
            practice="longer-hardware-life",
            not_considered="That newer hardware may do the same work with less electricity, and repairs.",
            explain=partial(_spread, name, "lifetime", assumed.lifetime_years),
        )


def _busier(equipment: "Equipment", assumed: Assumed) -> Iterator[Candidate]:
    name, share = equipment["id"], central(equipment.get("utilisation"))
    if share and share < assumed.utilisation:
        more = as_number(assumed.utilisation)
        yield candidate(
            f"higher-utilisation-{name}",
            f"Use {name} for {more} of its life",
            f"It works for {as_number(share)} of its life; {more} is {ADOPTED}.",
            [f"utilisation@{name}={assumed.utilisation!r}"],
            practice="high-utilisation",
            not_considered="Whether there is useful work to fill the time, and electricity while idle.",
            explain=partial(_spread, name, "utilisation", assumed.utilisation),
        )


def _spread(name: str, field: str, longer: float, document: "Disclosure") -> str:
    equipment: Item = next({**item} for item in document["equipment"] if item["id"] == name)
    former = central(equipment.get(field)) or longer
    kilograms, entries = _kgco2e(document, name, field), equipment["manufacture"]
    has_own = any(field in entry for entry in entries if entry["category"] == GHG_MANUFACTURE.category)
    that = f" that goes by this {field}" if has_own else ""
    share = f"(1 − {as_number(former)} / {as_number(longer)})"
    saved = kilograms * (1 - former / longer)
    return f"{as_number(kilograms)} kgCO2e of manufacture{that} × {share} = {as_number(saved)} kgCO2e"


def _kgco2e(document: "Disclosure", equipment_id: str, field: str) -> float:
    """Greenhouse gases of manufacture that fall to the lines on an equipment, as far as its `field` spreads them.

    Entries with a lifetime or a utilisation of their own do not go by that of the equipment.
    """
    on_it = [line for line in lines_of(document) if line.equipment and line.equipment["id"] == equipment_id]
    found = [
        impact
        for line in merged(on_it)
        for key, impact in manufacture_impacts(_spread_by(field, line), central)
        if key == GHG_MANUFACTURE
    ]
    return sum(impact for impact in found if not isinstance(impact, Missing))


def _spread_by(field: str, line: Line) -> Line:
    """The line with those entries of its equipment that go by the `field` of the equipment."""
    assert line.equipment is not None  # noqa: S101 - the line was chosen by it
    equipment = line.equipment.copy()
    entries = equipment.get("manufacture", [])
    equipment["manufacture"] = [entry for entry in entries if field not in entry]
    return Line(line.index, line.raw, line.facility, equipment)
