"""The model of the uncertainty benchmarks: lines in groups, each with one factor for each category.

Lines have a spread of 0.1 in the logarithm of their energy, factors of 0.3. A group is a site: its factors are shared
by its lines.
"""

from dataclasses import dataclass
from math import exp

from fullcount.impacts.uncertainty.expression import Expression, combined
from fullcount.impacts.uncertainty.inputs import Input
from fullcount.impacts.uncertainty.model import Model
from fullcount.impacts.uncertainty.sampling import Statistics, sample
from fullcount.impacts.uncertainty.spread import Spread

__all__ = ["FACTOR_SIGMA", "LINE_SIGMA", "LargeModel"]

LINE_SIGMA, FACTOR_SIGMA = 0.1, 0.3


@dataclass(frozen=True)
class LargeModel:
    """Some lines in groups, with a factor for each group and category; all numbers follow from the indices."""

    lines: int = 200
    groups: int = 40
    categories: int = 4

    @property
    def numbers(self) -> int:
        """Uncertain numbers of one draw."""
        return self.lines + self.groups * self.categories

    def line(self, line: int) -> float:
        """Median energy of a line in kWh."""
        return 1.0 + line * 37 % 90 / 10

    def factor(self, group: int, category: int) -> float:
        """Median impact of a kWh."""
        return 0.1 + (group * 4 + category) * 53 % 90 / 100

    def mean(self, category: int) -> float:
        """The exact mean of one category."""
        medians = (self.line(k) * self.factor(k % self.groups, category) for k in range(self.lines))
        return sum(medians) * exp((LINE_SIGMA**2 + FACTOR_SIGMA**2) / 2)

    def inputs(self) -> list[Input]:
        """The lines, then the factors group by group."""
        lines = [_input(self.line(k), LINE_SIGMA, of_line=True) for k in range(self.lines)]
        pairs = ((group, category) for group in range(self.groups) for category in range(self.categories))
        return [*lines, *(_input(self.factor(*pair), FACTOR_SIGMA, of_line=False) for pair in pairs)]

    def expressions(self) -> list[Expression]:
        """The impact of each category."""
        return [combined((self._term(k, c), 1.0) for k in range(self.lines)) for c in range(self.categories)]

    def _term(self, line: int, category: int) -> Expression:
        factor = self.lines + line % self.groups * self.categories + category
        return Expression.of_input(line) * Expression.of_input(factor)

    def sample(self, draws: int, seed: int = 0) -> tuple[Statistics, ...]:
        """Statistics of each category."""
        centres = [self.mean(category) for category in range(self.categories)]
        return sample(Model(self.expressions(), self.inputs()), centres, draws, seed)


def _input(median: float, sigma: float, *, of_line: bool) -> Input:
    return Input("", "", "energy", "kWh", of_line, Spread(median, sigma, sigma, 0.0, float("inf")))
