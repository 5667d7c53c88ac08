"""Savings in manufacture: hardware that is kept longer, or works for more of its life."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from fullcount.counted import counted
from fullcount.disclosure.figures import central
from fullcount.impacts.footprint import recompute
from fullcount.impacts.key import Key
from fullcount.impacts.line import lines_of
from fullcount.impacts.scenario.candidate import Assumed, Candidate, candidate
from fullcount.rules.arithmetic import as_number

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Equipment

__all__ = ["savings_of_hardware"]

GHG_MANUFACTURE = Key("gwp", "manufacture")
ADOPTED = "the figure of Luccioni et al. (2022), arXiv 2211.02001"


def savings_of_hardware(document: "Disclosure", assumed: Assumed) -> Iterator[Candidate]:
    """For each kind of equipment that some greenhouse gases of manufacture fall to, what its life leaves room for."""
    for equipment in document.get("equipment", []):
        if _kgco2e(document, equipment["id"]):
            yield from _longer(equipment, assumed)
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
            explain=partial(_spread, name, _lifetime, assumed.lifetime_years),
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
            explain=partial(_spread, name, _utilisation, assumed.utilisation),
        )


def _lifetime(equipment: "Equipment") -> float | None:
    return central(equipment.get("lifetime"))


def _utilisation(equipment: "Equipment") -> float | None:
    return central(equipment.get("utilisation"))


def _spread(
    name: str, figure: "Callable[[Equipment], float | None]", longer: float, document: "Disclosure"
) -> str:
    former = next((figure(item) for item in document.get("equipment", []) if item["id"] == name), None)
    kilograms, ratio = _kgco2e(document, name), (former or longer) / longer
    share = f"(1 − {as_number(former or longer)} / {as_number(longer)})"
    return f"{as_number(kilograms)} kgCO2e of manufacture × {share} = {as_number(kilograms * (1 - ratio))} kgCO2e"


def _kgco2e(document: "Disclosure", equipment_id: str) -> float:
    """Greenhouse gases of manufacture that fall to the lines on an equipment, of those that are known."""
    row = recompute(document).get(GHG_MANUFACTURE)
    on_it = {
        line.id for line in lines_of(document) if line.equipment and line.equipment["id"] == equipment_id
    }
    return sum(amount.value for name, amount in row.by_line.items() if name in on_it) if row else 0.0
