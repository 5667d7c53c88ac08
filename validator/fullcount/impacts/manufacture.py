"""Manufacture of the hardware, the share that falls to one compute line.

Each entry is divided by the accelerators (or cores) that share it and by the hours of its active life: lifetime times
8,760 hours times utilisation. An entry may have a lifetime and a utilisation of its own, as a building has; else
they are those of the equipment.

Idle hours carry manufacture only where the utilisation is 1, so that every reserved hour has its part. A utilisation
below 1 already puts the idle hours of the whole life on the hours that were used; both would count them twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from fullcount.disclosure.figures import Figure, N, Reader, central
from fullcount.impacts.formulas import allocated_manufacture, cluster_share, node_share
from fullcount.impacts.key import Key, category_words
from fullcount.impacts.line import Line, Missing, added

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment, Manufacture

__all__ = [
    "EXPECTED",
    "Lives",
    "Made",
    "carries",
    "known_lives",
    "life_in_words",
    "life_of",
    "manufacture_impacts",
    "per_unit",
    "positive",
]

EXPECTED = ("gwp", "adpe", "water")


class Life(NamedTuple, Generic[N]):
    """What was made for one accelerator or core, in the unit of its category, and for how long it is used."""

    amount: N | Missing
    lifetime_years: N | None
    utilisation: N | None


Lives = dict[tuple[int, int, bool], Any]
"""Each life that one reader has seen, by equipment, the first of its entries and whether it is that of a core."""


def manufacture_impacts(
    line: Line, read: Reader[N], lives: Lives | None = None
) -> Iterator[tuple[Key, N | Missing]]:
    """Each stated category, its entries added up, and each expected one that is not stated as missing.

    Nothing for the entries of which an idle line carries no share. `lives` is kept from line to line of a document, so
    that each equipment is read once.
    """
    known = {} if lives is None else lives
    entries: dict[str, list[Manufacture]] = {}
    for entry in line.equipment.get("manufacture", ()) if line.equipment else ():
        entries.setdefault(entry["category"], []).append(entry)
    for category, found in entries.items():
        carried = [entry for entry in found if carries(line, entry)] if line.is_idle else found
        if carried:
            yield Key(category, "manufacture"), _allocated(line, carried, read, known)
    for category in EXPECTED:
        if category not in entries and carries(line, {}):
            words = f"{category_words(category)} of making {line.equipment_name}"
            yield Key(category, "manufacture"), Missing((words,))


Made = Sequence[tuple[Key, float, float, float]]
"""What was made for one accelerator or core, its lifetime in years and its utilisation, by the impact."""


def known_lives(line: Line) -> Made:
    """The central values for the equipment of the line: categories of one entry of which nothing is missing."""
    equipment: Mapping[str, Any] = line.equipment or {}
    entries = equipment.get("manufacture", ())
    categories = [entry["category"] for entry in entries]
    found: list[tuple[Key, float, float, float]] = []
    for entry in entries:
        category, amount = entry["category"], per_unit(line, entry, central)
        lifetime, utilisation = map(central, life_of(equipment, entry))
        if lifetime and utilisation and not isinstance(amount, Missing) and categories.count(category) == 1:
            found.append((Key(category, "manufacture"), amount, lifetime, utilisation))
    return found


def carries(line: Line, entry: "Mapping[str, Any] | Manufacture") -> bool:
    """Whether a line has a share in what an entry made: idle hours do only where the utilisation is 1 or unknown."""
    if not line.is_idle:
        return True
    _, utilisation = life_of(line.equipment or {}, entry)
    return (central(utilisation) or 1.0) >= 1.0


def life_of(
    equipment: "Mapping[str, Any] | Equipment", entry: "Mapping[str, Any] | Manufacture"
) -> tuple[Figure | None, Figure | None]:
    """Lifetime and utilisation of an entry: its own, else those of its equipment."""
    return (
        entry.get("lifetime", equipment.get("lifetime")),
        entry.get("utilisation", equipment.get("utilisation")),
    )


def _allocated(line: Line, entries: "Sequence[Manufacture]", read: Reader[N], known: Lives) -> N | Missing:
    """Entries of one category, such as servers and accelerators, add up; those of one life before the division."""
    assert line.equipment is not None  # noqa: S101 - an entry belongs to an equipment
    if len(entries) == 1:
        return added((_of_one_life(line, entries, read, known),))
    alike: dict[tuple[int, int], list[Manufacture]] = {}
    for entry in entries:
        lifetime, utilisation = life_of(line.equipment, entry)
        alike.setdefault((id(lifetime), id(utilisation)), []).append(entry)
    return added([_of_one_life(line, group, read, known) for group in alike.values()])


def _life(line: Line, entries: "Sequence[Manufacture]", read: Reader[N]) -> Life[N]:
    lifetime, utilisation = life_of(line.equipment or {}, entries[0])
    used = positive(lifetime, read), positive(utilisation, read)
    return Life(added([per_unit(line, entry, read) for entry in entries]), *used)


def _of_one_life(line: Line, entries: "Sequence[Manufacture]", read: Reader[N], known: Lives) -> N | Missing:
    name = id(line.equipment), id(entries[0]), line.on_cores
    if name not in known:
        known[name] = _life(line, entries, read)
    life: Life[N] = known[name]
    amount, lifetime, utilisation = life
    hours = read(line.hours)
    if isinstance(amount, Missing) or hours is None or lifetime is None or utilisation is None:
        made = amount.inputs if isinstance(amount, Missing) else ()
        words = life_in_words(line, life_of(line.equipment or {}, entries[0]))
        named = ((f"hours of line {line.id}", hours), (words[0], lifetime), (words[1], utilisation))
        return Missing(made + tuple(name for name, figure in named if figure is None))
    return allocated_manufacture(amount, hours, lifetime, utilisation)


def life_in_words(line: Line, life: tuple[Figure | None, Figure | None]) -> tuple[str, str]:
    """A lifetime and a utilisation that are missing, as a message names them: 0 is said to be stated."""
    lifetime, utilisation = (" above 0 (0 is stated)" if central(figure) == 0 else "" for figure in life)
    return (
        f"lifetime of {line.equipment_name}{lifetime}",
        f"utilisation of {line.equipment_name}{utilisation}",
    )


def positive(figure: Figure | None, read: Reader[N]) -> N | None:
    """A figure to divide by: 0 is as good as missing."""
    return read(figure) if central(figure) else None


def per_unit(line: Line, entry: "Manufacture", read: Reader[N]) -> N | Missing:
    """What was made for one accelerator, or for one core where work is counted in core-hours."""
    equipment: Mapping[str, Any] = line.equipment or {}
    amount, per = read(entry["amount"]), entry["per"]
    units = 1 if per == "accelerator" else _units_per_node(line, equipment)
    if amount is None or not units or (per == "accelerator" and line.on_cores):
        return Missing((f"{category_words(entry['category'])} of making {line.equipment_name}",))
    if per == "cluster":
        nodes = equipment.get("nodes")
        return cluster_share(amount, nodes, units) if nodes else Missing((f"nodes of {line.equipment_name}",))
    return amount if per == "accelerator" else node_share(amount, units)


def _units_per_node(line: Line, equipment: Mapping[str, Any]) -> int | None:
    return equipment.get("cores_per_node" if line.on_cores else "accelerators_per_node")
