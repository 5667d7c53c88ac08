"""How the manufacture of each equipment is allocated: what one hour carries, part by part, in data and in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from fullcount.disclosure.figures import Amount, Figure, fits, stated
from fullcount.impacts.formulas import HOURS_PER_YEAR, allocated_manufacture
from fullcount.impacts.key import UNITS, category_words
from fullcount.impacts.line import Line, Missing, added
from fullcount.impacts.manufacture import life_in_words, life_of, per_unit, positive
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Equipment, Manufacture

__all__ = ["Allocation", "Part", "allocations"]

SMALLER = {
    "kg": (("g", 1e3), ("mg", 1e6), ("µg", 1e9)),
    "L": (("mL", 1e3),),
    "MJ": (("kJ", 1e3),),
}
"""By the head of a unit, smaller ones and how many of them it is."""
NO_COVERAGE = "coverage not stated"


class Part(NamedTuple):
    """One manufacture entry: `amount` of one accelerator, node or cluster, shared by `sharers` of the hours' units.

    `covers` is empty where the entry does not say; `lifetime_years` and `utilisation` are its own or the equipment's;
    `per_hour` is what one hour carries, in the unit of the category, or what is missing for it.
    """

    covers: tuple[str, ...]
    per: str
    amount: Amount | None
    sharers: tuple[tuple[int, str], ...]
    lifetime_years: Amount | None
    utilisation: Amount | None
    per_hour: Amount | Missing


class Allocation(NamedTuple):
    """What one accelerator-hour (or core-hour) of an equipment carries of one category, and how it is divided."""

    equipment: str
    category: str
    unit: str
    of: str
    parts: tuple[Part, ...]

    @property
    def per_hour(self) -> Amount | Missing:
        """All parts together, in the unit of the category."""
        return added(part.per_hour for part in self.parts)

    @property
    def idle(self) -> "Allocation":
        """The same for one idle hour: it has a share in what is used all its life, and in nothing else."""
        carried = (
            part for part in self.parts if part.utilisation is not None and part.utilisation.value >= 1
        )
        return self._replace(of=f"idle {self.of}", parts=tuple(carried))

    def __str__(self) -> str:
        total, head = self.per_hour, f"one {self.of}-hour of {self.equipment} carries"
        if isinstance(total, Missing):
            return f"what {head} of {category_words(self.category)} cannot be computed without {total}"
        terms = " + ".join(_term(part, self.unit) for part in self.parts)
        return f"{head} {_readable(total.value, self.unit)} = {terms}"


def allocations(document: "Disclosure") -> tuple[Allocation, ...]:
    """One for each equipment and category that a well-formed disclosure states manufacture of, in its order."""
    return tuple(found for item in document.get("equipment", []) for found in _of_equipment(item))


def _of_equipment(item: "Equipment") -> Iterator[Allocation]:
    of = "core" if "cores_per_node" in item and "accelerators_per_node" not in item else "accelerator"
    line = _one_hour(item, of)
    entries: dict[str, list[Manufacture]] = {}
    for entry in item.get("manufacture", []):
        entries.setdefault(entry["category"], []).append(entry)
    for category, found in entries.items():
        parts = tuple(_part(line, item, entry, of) for entry in found)
        yield Allocation(
            item["id"], category, UNITS.get(category, found[0]["amount"].get("unit", "")), of, parts
        )


def _one_hour(item: "Equipment", of: str) -> Line:
    hour: Figure = {"value": 1.0}
    raw = {"id": item["id"], f"{of}_hours": hour}
    return Line(-1, raw, None, item)  # type: ignore[arg-type] # what the formulas read of a line


def _part(line: Line, item: "Equipment", entry: "Manufacture", of: str) -> Part:
    made = per_unit(line, entry, stated)
    lifetime, utilisation = (positive(figure, stated) for figure in life_of(item, entry))
    return Part(
        tuple(entry.get("covers", ())),
        entry["per"],
        stated(entry["amount"]),
        tuple(_sharers(item, entry["per"], of)),
        lifetime,
        utilisation,
        _per_hour(line, entry, made, lifetime, utilisation),
    )


def _per_hour(
    line: Line,
    entry: "Manufacture",
    made: Amount | Missing,
    lifetime: Amount | None,
    utilisation: Amount | None,
) -> Amount | Missing:
    if not isinstance(made, Missing) and lifetime is not None and utilisation is not None:
        per_hour = allocated_manufacture(made, Amount(1.0, 1.0, 1.0), lifetime, utilisation)
        return per_hour if fits(per_hour) else Missing(("figures whose quotient a number can hold",))
    named = zip(
        life_in_words(line, life_of(line.equipment or {}, entry)), (lifetime, utilisation), strict=True
    )
    inputs = made.inputs if isinstance(made, Missing) else ()
    return Missing(inputs + tuple(name for name, figure in named if figure is None))


def _sharers(item: "Equipment", per: str, of: str) -> Iterator[tuple[int, str]]:
    """The divisors of an entry and what each counts."""
    if per == "cluster" and "nodes" in item:
        yield item["nodes"], "nodes"
    units = item.get("cores_per_node") if of == "core" else item.get("accelerators_per_node")
    if per != "accelerator" and units:
        yield units, f"{of}s"


def _term(part: Part, unit: str) -> str:
    covers = ", ".join(part.covers) or NO_COVERAGE
    divisors = "".join(f" / {count:,} {name if count > 1 else name[:-1]}" for count, name in part.sharers)
    active = f"({_number(part.lifetime_years)} years × {HOURS_PER_YEAR:,.0f} h × {_number(part.utilisation)})"
    return f"{_number(part.amount)} {unit} ({covers}){divisors} / {active}"


def _readable(value: float, unit: str) -> str:
    """A small amount in a smaller unit, such as g in place of kg."""
    head = next((head for head in SMALLER if unit.startswith(head)), "")
    steps = ((head, 1.0), *SMALLER.get(head, ()))
    name, times = next((step for step in steps if value * step[1] >= 1.0), steps[-1])
    return f"{_as_number(value * times, 4)} {name}{unit.removeprefix(head)}"


def _number(amount: Amount | None) -> str:
    return "?" if amount is None else _as_number(amount.value, 6)


def _as_number(value: float, digits: int) -> str:

    return as_number(value, digits)
