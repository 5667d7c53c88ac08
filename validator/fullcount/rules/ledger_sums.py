"""Compute lines and ledger rows, summed over the axes that they share."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import Amount, Figure, Reader, central, is_missing, printed, stated

if TYPE_CHECKING:
    from fullcount.impacts.line import Line

__all__ = ["FIGURES", "Axes", "Sums", "of_ledger", "of_lines"]

FIGURES = ("runs", "accelerator_hours", "core_hours", "energy")
Axes = tuple[str, str, str, str, str, str]
"""Component, stage, run type, outcome, facility and equipment; empty text where none is named."""


class Sums:
    """Sums over lines of the same axes: their places, the figures by name, and what is missing in some of them.

    `unshared` is an allocation by which a line was divided, without its share; empty text where there is none.
    """

    def __init__(self) -> None:
        self.pointers: list[str] = []
        self.amounts: dict[str, Amount] = {}
        self.missing: set[str] = set()
        self.boundaries: set[str] = set()
        self.unshared = ""

    def add(self, pointer: str, line: Mapping[str, Any], read: Reader[Amount]) -> None:
        """Add the figures of one line."""
        self.pointers.append(pointer)
        for name in FIGURES:
            figure: Figure | None = line.get(name)
            if figure is not None and is_missing(figure):
                self.missing.add(name)
            elif amount := read(figure):
                self.amounts[name] = self.amounts[name] + amount if name in self.amounts else amount
        if central(line.get("energy")) is not None:
            self.boundaries.add(line["energy"].get("boundary", ""))


def of_lines(lines: Iterable["Line"], shares: Mapping[str, Figure | None]) -> dict[Axes, Sums]:
    """The compute lines of the document, those of an allocation as the whole that `shares` were taken of."""
    found: dict[Axes, Sums] = {}
    for line in lines:
        raw = line.raw
        facility = line.facility["id"] if line.facility else raw.get("facility", "")
        equipment = line.equipment["id"] if line.equipment else raw.get("equipment", "")
        axes = (raw["component"], raw["stage"], raw["run_type"], raw["outcome"], facility, equipment)
        sums = found.setdefault(axes, Sums())
        _add_shared(sums, line, shares) if raw.get("allocation") in shares else sums.add(
            line.pointer, raw, printed
        )
    return found


def _add_shared(sums: Sums, line: "Line", shares: Mapping[str, Figure | None]) -> None:
    """Add the whole of which a line is a share. Its runs may be all that were shared, or their share."""
    name = line.raw["allocation"]
    share = printed(shares[name])
    if share is None:
        sums.unshared = name
        sums.pointers.append(line.pointer)
        return

    def whole(figure: Figure | None) -> Amount | None:
        part = printed(figure)
        if part is None or not figure or figure["unit"] != "1":
            return part / share if part else None
        return Amount(part.value, part.low, (part / share).high)

    sums.add(line.pointer, line.raw, whole)


def of_ledger(summary: Iterable[Mapping[str, Any]], facility: str, equipment: str) -> dict[Axes, Sums]:
    """The lines that the ledger sums to; `facility` and `equipment` are those of rows that name none."""
    found: dict[Axes, Sums] = {}
    for raw in summary:
        place = (raw.get("facility", facility), raw.get("equipment", equipment))
        axes = (raw["component"], raw["stage"], raw["run_type"], raw["outcome"], *place)
        found.setdefault(axes, Sums()).add("", raw, stated)
    return found
