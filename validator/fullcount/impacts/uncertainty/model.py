"""Expressions in uncertain inputs, compiled so that a block of draws costs little more than drawing it.

Inputs of single lines are summed first, over the lines that share everything else, by one matrix product; the shared
factors multiply the few sums. Cost is linear in lines and draws. Inputs of lines and results come in chunks, and `rows`
says how many arrays must be held at once, so that whoever draws can choose blocks that fit.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fullcount.impacts.uncertainty.expression import Expression, Monomial
from fullcount.impacts.uncertainty.hypercube import Columns, Draws
from fullcount.impacts.uncertainty.inputs import Input

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Model"]

CHUNK = 64
"""Inputs of lines that are drawn at a time: 64 by 4,096 draws are 2 MiB, about what a cache holds."""
RESULTS = 256
"""Results that are evaluated at a time."""
DIGITS = 12
"""Digits in which two sums over lines must agree to be taken for one."""


class _Product(NamedTuple):
    """weight · shared factor · sum over lines, added to one result; `column` -1 where no line is uncertain."""

    result: int
    shared: int
    column: int
    weight: float


class Model:
    """Results, each an expression in `inputs`, to be evaluated on blocks of draws."""

    def __init__(self, expressions: Sequence[Expression], inputs: Sequence[Input]) -> None:
        self.size = len(expressions)
        self._own = _own_inputs(expressions, inputs)
        self._common = [index for index in range(len(inputs)) if index not in self._own]
        self._place = {index: position for position, index in enumerate(sorted(self._own))}
        self._shared: dict[Monomial, int] = {}
        self._columns: dict[tuple[tuple[int, float], ...], int] = {}
        self._products = [*self._compiled(expressions)]
        place = {index: position for position, index in enumerate(self._common)}
        self._factors = [_positions(monomial, place) for monomial in self._shared]
        self._drawn_common = Columns([inputs[index].spread for index in self._common])
        self._drawn_own = Columns([inputs[index].spread for index in self._place])
        self._weights = self._weight_chunks()

    def _compiled(self, expressions: Sequence[Expression]) -> Iterator[_Product]:
        for result, expression in enumerate(expressions):
            groups: dict[Monomial, dict[int, float]] = {}
            for monomial, value in expression.terms.items():
                own = next((index for index in monomial if index in self._own), -1)
                shared = monomial if own < 0 else tuple(index for index in monomial if index != own)
                groups.setdefault(shared, {})[own] = value
            for shared, members in groups.items():
                at = self._shared.setdefault(shared, len(self._shared))
                if -1 in members:
                    yield _Product(result, at, -1, members.pop(-1))
                if members:
                    yield self._over_lines(result, at, members)

    def _over_lines(self, result: int, shared: int, members: dict[int, float]) -> _Product:
        """Sums that differ by a constant only are computed once."""
        scale = next(iter(members.values()))
        column = tuple(
            (self._place[index], round(value / scale, DIGITS)) for index, value in sorted(members.items())
        )
        return _Product(result, shared, self._columns.setdefault(column, len(self._columns)), scale)

    def _weight_chunks(self) -> list["Array"]:
        """The matrix of lines by sums, in chunks of lines."""
        import numpy as np  # noqa: PLC0415 - only where something is drawn

        chunks = [
            np.zeros((len(self._columns), min(CHUNK, len(self._own) - start)))
            for start in range(0, len(self._own), CHUNK)
        ]
        for column, number in self._columns.items():
            for position, weight in column:
                chunks[position // CHUNK][number, position % CHUNK] = weight
        return chunks

    @property
    def rows(self) -> int:
        """How many arrays of one block are held at once."""
        return len(self._common) + len(self._factors) + len(self._columns) + CHUNK + RESULTS

    def evaluate(self, draws: Draws, size: int) -> Iterator["Array"]:
        """The results of one block in chunks, each an array of results by draws."""
        import numpy as np  # noqa: PLC0415

        shared = self._shared_products(draws.of(self._drawn_common), size)
        sums = self._sums(draws, size)
        for start in range(0, self.size, RESULTS):
            results = np.zeros((min(RESULTS, self.size - start), size))
            for result, at, column, weight in self._of(start):
                term = shared[at] * weight
                results[result - start] += term if column < 0 else np.multiply(term, sums[column], out=term)
            yield results

    def _of(self, start: int) -> list[_Product]:
        """The products of one chunk of results; they are in the order of the results."""
        ends = (bisect_left(self._products, (result,)) for result in (start, start + RESULTS))
        return self._products[slice(*ends)]

    def _shared_products(self, drawn: "Array", size: int) -> list["Array"]:
        import numpy as np  # noqa: PLC0415

        found = []
        for factors in self._factors:
            product = np.ones(size)
            for row, divides in factors:
                (np.divide if divides else np.multiply)(product, drawn[row], out=product)
            found.append(product)
        return found

    def _sums(self, draws: Draws, size: int) -> "Array":
        import numpy as np  # noqa: PLC0415

        sums = np.zeros((len(self._columns), size))
        for number, weights in enumerate(self._weights):
            rows = slice(number * CHUNK, number * CHUNK + weights.shape[1])
            sums += weights @ draws.of(self._drawn_own, rows)
        return sums


def _positions(monomial: Monomial, place: Mapping[int, int]) -> list[tuple[int, bool]]:
    """The rows of the shared draws that a product takes, each with whether it divides."""
    return [(place[~factor if factor < 0 else factor], factor < 0) for factor in monomial]


def _own_inputs(expressions: Sequence[Expression], inputs: Sequence[Input]) -> set[int]:
    """Inputs of single lines, save those that meet another such in one product, or divide."""
    own = {index for index, found in enumerate(inputs) if found.of_line}
    for expression in expressions:
        for monomial in expression.terms:
            of_lines = [~k if k < 0 else k for k in monomial if (~k if k < 0 else k) in own]
            if len(of_lines) > 1 or any(~k in own for k in monomial if k < 0):
                own.difference_update(of_lines)
    return own
