"""Manufacture of the hardware, the share that falls to one compute line."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, N, Reader, central
from fullcount.impacts.formulas import allocated_manufacture, node_share
from fullcount.impacts.key import Key, category_words
from fullcount.impacts.line import Line, Missing

if TYPE_CHECKING:
    from fullcount.disclosure.types import Manufacture

__all__ = ["EXPECTED", "manufacture_impacts"]

EXPECTED = ("gwp", "adpe", "water")


def manufacture_impacts(line: Line, read: Reader[N]) -> Iterator[tuple[Key, N | Missing]]:
    """Each stated category, its entries added up, and each expected one that is not stated as missing."""
    stated = line.equipment.get("manufacture", []) if line.equipment else []
    entries: dict[str, list[Manufacture]] = {}
    for entry in stated:
        entries.setdefault(entry["category"], []).append(entry)
    for category, found in entries.items():
        yield Key(category, "manufacture"), _allocated(line, found, read)
    for category in EXPECTED:
        if category not in entries:
            yield (
                Key(category, "manufacture"),
                Missing((f"{category_words(category)} of making {line.equipment_name}",)),
            )


def _allocated(line: Line, entries: "Sequence[Manufacture]", read: Reader[N]) -> N | Missing:
    equipment = line.equipment
    assert equipment is not None  # noqa: S101 - an entry belongs to an equipment
    amount, hours = _together(line, entries, read), read(line.hours)
    lifetime, utilisation = (
        _positive(equipment.get("lifetime"), read),
        _positive(equipment.get("utilisation"), read),
    )
    if amount is None or hours is None or lifetime is None or utilisation is None:
        named = (
            (f"{category_words(entries[0]['category'])} of making {line.equipment_name}", amount),
            (f"hours of line {line.id}", hours),
            (f"lifetime of {line.equipment_name}", lifetime),
            (f"utilisation of {line.equipment_name}", utilisation),
        )
        return Missing(tuple(name for name, figure in named if figure is None))
    return allocated_manufacture(amount, hours, lifetime, utilisation)


def _positive(figure: Figure | None, read: Reader[N]) -> N | None:
    """A figure to divide by: 0 is as good as missing."""
    return read(figure) if central(figure) else None


def _together(line: Line, entries: "Sequence[Manufacture]", read: Reader[N]) -> N | None:
    """Entries of one category, such as servers and accelerators, add up."""
    total: N | None = None
    for entry in entries:
        amount = _per_unit(line, entry, read)
        if amount is None:
            return None
        total = amount if total is None else total + amount
    return total


def _per_unit(line: Line, entry: "Manufacture", read: Reader[N]) -> N | None:
    """Per accelerator, or per core for work that is counted in core-hours."""
    amount, units = read(entry["amount"]), _units(line)
    if entry["per"] == "accelerator":
        return None if line.on_cores else amount
    return None if amount is None or not units else node_share(amount, units)


def _units(line: Line) -> int | None:
    if line.equipment is None:
        return None
    if line.on_cores:
        return line.equipment.get("cores_per_node")
    return line.equipment.get("accelerators_per_node")
