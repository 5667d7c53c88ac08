"""Stated energies and powers that hold the PUE, which must leave them before another takes its place."""

from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central, is_missing
from fullcount.impacts.line import Line
from fullcount.impacts.scenario.figure import divided, in_words, undisclosed
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.impacts.scenario.change import Change
    from fullcount.impacts.scenario.work import Work

__all__ = ["lines_in_words", "overhead_of", "take_pue_out"]

POWERS = ("power", "idle_power")


def take_pue_out(work: "Work", change: "Change", lines: list[Line]) -> None:
    """Bring the stated energies and powers behind some lines from the facility to the IT boundary.

    An energy whose PUE is not known is set aside: hours times power stands in for it, where these are known.
    """
    _energies(work, [line for line in lines if _holds_pue(line.raw.get("energy"))])
    _powers(work, change, lines)


def lines_in_words(number: int) -> str:
    """So many lines."""
    return f"{as_number(number)} line{'' if number == 1 else 's'}"


def overhead_of(line: Line) -> Figure | None:
    """The PUE of the facility of a line, or the overhead ratio that stands in its place. A ratio of 0 is none."""
    if line.facility is None:
        return None
    stated: Figure | None = line.facility.get("overhead_ratio")
    figure: Figure | None = line.facility.get("pue") if is_missing(stated) else stated
    return figure if central(figure) else None


def _holds_pue(figure: Figure | None) -> bool:
    return figure is not None and not is_missing(figure) and figure.get("boundary") == "facility"


def _energies(work: "Work", inside: list[Line]) -> None:
    known, unknown = 0, 0
    for line in inside:
        ratio = overhead_of(line)
        if ratio is None:
            unknown += 1
            energy = undisclosed("the stated energy holds a PUE that is not disclosed")
        else:
            known += 1
            energy = _divided(line.raw["energy"], ratio)
        work.put("compute", line.index, energy=energy)
    if known:
        work.say(f"stated energy of {lines_in_words(known)}: the former PUE taken out")
    if unknown:
        aside = f"stated energy of {lines_in_words(unknown)} set aside, its PUE is not disclosed"
        work.say(f"{aside}: hours × power count")


def _powers(work: "Work", change: "Change", lines: list[Line]) -> None:
    behind = {line.equipment["id"] for line in lines if line.equipment}
    for index, equipment in enumerate(work.items("equipment")):
        holding = [name for name in POWERS if _holds_pue(equipment.get(name))]
        if not holding or equipment["id"] not in behind:
            continue
        figures = [overhead_of(line) for line in work.lines if line.equipment is equipment]
        ratio = figures[0]
        if ratio is None or len({central(figure) for figure in figures}) > 1:
            found = f"the power of {equipment['id']} with a PUE inside that is not one known figure"
            work.problem(change, found, "power without PUE", "add power=…W:node")
        else:
            work.put("equipment", index, **{name: _divided(equipment[name], ratio) for name in holding})
            work.say(f"power of {equipment['id']}: the former PUE of {in_words(ratio)} taken out")


def _divided(figure: Figure, ratio: Figure) -> dict[str, object]:
    return divided(figure, ratio, "the PUE taken out", boundary="it")
