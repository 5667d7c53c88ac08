"""One factor, and what a search for a factor answers."""

from enum import StrEnum
from typing import NamedTuple

__all__ = ["Factor", "Found", "Step"]


class Factor(NamedTuple):
    """One figure with its source: a row of a factor table.

    `value`, and `low` and `high` where sources differ, are in `unit`, which its `kind` fixes. `scope` is the
    coded boundary that also stands in the id (`lifecycle-generation`, `stack` ...), `boundary` the same in
    words. `verified` is `yes` when the figure was compared with its source, `partly` when it was taken
    through another text. Text that a row does not give is "".
    """

    id: str
    kind: str
    name: str
    region: str
    year: int
    scope: str
    boundary: str
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str
    source_url: str
    locator: str
    licence: str
    retrieved: str
    verified: str
    note: str


class Step(StrEnum):
    """The steps of the fallback, in the order in which they are tried."""

    EXACT_YEAR = "exact-year"
    EARLIER_YEAR = "earlier-year"
    LATER_YEAR = "later-year"
    COUNTRY_EXACT_YEAR = "country-exact-year"
    COUNTRY_EARLIER_YEAR = "country-earlier-year"
    COUNTRY_LATER_YEAR = "country-later-year"

    @property
    def is_country(self) -> bool:
        """True when the country stands in for the subdivision or cloud region that was asked for."""
        return self.value.startswith("country-")


class Found(NamedTuple):
    """A factor, the step of the fallback that gave it, and what had been asked for."""

    factor: Factor
    step: Step
    region: str
    year: int

    @property
    def is_exact(self) -> bool:
        """True when the factor is for the very place and year that were asked for."""
        return self.step is Step.EXACT_YEAR

    @property
    def explanation(self) -> str:
        """One sentence on which figure is used in place of which; "" when it is the one asked for."""
        if self.is_exact:
            return ""
        place = f"{self.factor.region} in " if self.step.is_country else ""
        return f"no figure for {self.region} in {self.year}: {place}{self.factor.year}{self._gap} is used"

    @property
    def _gap(self) -> str:
        years = self.factor.year - self.year
        return f" ({abs(years)} y {'later' if years > 0 else 'earlier'})" if years else ""
