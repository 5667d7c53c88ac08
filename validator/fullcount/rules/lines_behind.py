"""The compute lines whose work an impact row or a subtotal stands for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fullcount.rules.coverage import life_cycle_of
from fullcount.rules.rule import NotApplicable

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

__all__ = ["NARROWED", "lines_behind"]

NARROWED = frozenset({"life_cycle_stages", "period", "per"})
"""What makes a row a figure of less, or of something else, than the lines that it covers."""

OF_LINES = frozenset({"data", "research", "training", "evaluation", "inference"})
"""Life-cycle stages that compute lines belong to; of the others, such as network traffic, they know nothing."""

HARDWARE = frozenset({"hardware-manufacture"})


def lines_behind(view: "View", pointer: str, row: Mapping[str, Any]) -> "tuple[Line, ...] | NotApplicable":
    """The lines that a row covers and that lie in its life-cycle stages and its period, found once.

    A row of manufacture labelled with the manufacture of hardware alone stands for the hardware of all lines.
    """
    if NARROWED.isdisjoint(row):
        return view.covered(row)  # type: ignore[arg-type]
    found = view.narrowed.get(id(row))
    if found is None:
        found = view.narrowed[id(row)] = _narrowed(view, pointer, row)
    return found


def _narrowed(view: "View", pointer: str, row: Mapping[str, Any]) -> "tuple[Line, ...] | NotApplicable":
    if "per" in row:
        return NotApplicable(f"{pointer} is a figure for {row['per']}, and not of the compute lines")
    covered = view.covered(row)  # type: ignore[arg-type]
    if not covered:
        return ()
    lines: tuple[Line, ...] | NotApplicable = covered
    if "life_cycle_stages" in row:
        lines = _in_stages(view, pointer, row, covered)
    if "period" in row and not isinstance(lines, NotApplicable):
        lines = _in_period(view, pointer, row["period"], lines)
    return lines or NotApplicable(
        f"no compute line lies in the life-cycle stages and the period of {pointer}"
    )


def _in_stages(
    view: "View", pointer: str, row: Mapping[str, Any], lines: "tuple[Line, ...]"
) -> "tuple[Line, ...] | NotApplicable":
    named = frozenset(row["life_cycle_stages"])
    stages = named if row["phase"] == "use" else named - HARDWARE
    if row["phase"] == "manufacture" and not stages:
        return lines
    if other := sorted(stages - OF_LINES):
        return NotApplicable(
            f"{pointer} stands for {' and '.join(other)} too, of which compute lines know nothing"
        )
    inside, everything = [], stages >= OF_LINES - _left_out(view)
    for line in lines:
        own = life_cycle_of(line.raw)
        if everything or (own and own <= stages):
            inside.append(line)
        elif own & stages or not own:
            return NotApplicable(
                f"it is not said whether line {line.id} belongs to the life-cycle stages of {pointer}"
            )
    return tuple(inside)


def _left_out(view: "View") -> frozenset[str]:
    """The life-cycle stages that the scope does not include."""
    entries = view.data["scope"].get("life_cycle", [])
    return frozenset(entry["stage"] for entry in entries if entry["inclusion"] != "included")


def _in_period(
    view: "View", pointer: str, period: Mapping[str, str], lines: "tuple[Line, ...]"
) -> "tuple[Line, ...] | NotApplicable":
    """Dates of one form compare as text. A line without a period lies in that of the scope."""
    start, end = period["start"], period["end"]
    whole: Mapping[str, str] = view.data["scope"].get("period", {})  # type: ignore[assignment]
    inside = []
    for line in lines:
        own: Mapping[str, str] = line.raw.get("period") or whole  # type: ignore[assignment]
        if not own or (own["start"] <= end and own["end"] >= start):
            if not own or own["start"] < start or own["end"] > end:
                return NotApplicable(
                    f"it is not said how much of line {line.id} lies in the period of {pointer}"
                )
            inside.append(line)
    return tuple(inside)
