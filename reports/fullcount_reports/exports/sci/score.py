"""A score as the sum of its breakdown."""

from typing import NamedTuple

from fullcount_reports.exports.sci.units import Unit

__all__ = ["Score", "StageCarbon"]


class StageCarbon(NamedTuple):
    """O and M of one stage in gCO2e, with how each is known."""

    stage: str
    operational_g: float
    embodied_g: float
    operational_how: str
    embodied_how: str


class Score(NamedTuple):
    """Carbon for each of `quantity` units, which is above 0."""

    unit: Unit
    quantity: float
    stages: tuple[StageCarbon, ...]

    @property
    def value(self) -> float:
        """gCO2e for each unit: the sum of its terms, in the order in which they are listed."""
        return sum(term for stage in self.stages for term in self.terms(stage))

    def terms(self, stage: StageCarbon) -> tuple[float, float]:
        """O and M of a stage for each unit, in gCO2e."""
        return stage.operational_g / self.quantity, stage.embodied_g / self.quantity
