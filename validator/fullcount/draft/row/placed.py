"""Where a row of published figures stands in a disclosure."""

from typing import NamedTuple

from fullcount.draft.row.conventions import Node, Row, axes_of

__all__ = ["ROLES", "Placed", "placed"]

ROLES = ("line", "rest", "total", "subtotal", "effects")
"""`line`: a compute line and its impacts. `rest`: what a printed total counts and no row itemises. `total`: the printed
total of all lines. `subtotal`: of those it covers. `effects`: impacts alone, such as manufacture."""


class Placed(NamedTuple):
    """A row with its place; what is blank follows from the row."""

    row: Row
    role: str = "line"
    line: str = "work"
    component: str = "work"
    component_name: str = ""
    stage: str = ""
    run_type: str = ""
    covers: tuple[str, ...] = ()
    phase: str = ""
    part: str = ""

    @property
    def axes(self) -> Node:
        """Stage and run type."""
        stage, run_type = axes_of(self.row)
        return {"stage": self.stage or stage, "run_type": self.run_type or run_type}


def placed(row: Row) -> Placed:
    """The place of a row that is a disclosure of its own."""
    effects_alone = row["stage"] in ("idle_infrastructure", "embodied_hardware")
    return Placed(row, "effects" if effects_alone else "line")
