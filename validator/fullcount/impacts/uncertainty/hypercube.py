"""Latin hypercube sampling of uncertain inputs, in blocks of bounded size (McKay, Beckman and Conover 1979).

In a block of n draws each input takes one value from each n-th of its distribution, in an order of its own. The values
of all inputs come from the same n normal quantiles, each at random within its n-th, so a draw costs an
exponential and a permutation: less than a normal number of its own would.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fullcount.impacts.uncertainty.normal import normal_quantile
from fullcount.impacts.uncertainty.spread import Spread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["STRATA", "Columns", "Draws", "quantiles_of_strata"]

STRATA = 4096
"""The most draws of one block; a power of two, because an order is packed into the low bits of a random number."""


class Columns:
    """The distributions of some inputs, as columns of parameters."""

    def __init__(self, spreads: Sequence[Spread]) -> None:
        import numpy as np  # noqa: PLC0415 - only where something is drawn

        table = np.array([tuple(spread) for spread in spreads], dtype=np.float64).reshape(
            -1, len(Spread._fields)
        )
        median, self._below, self._above, self._floor, self._ceiling, *self._linear = table.T[:, :, None]
        self._excess = median - self._floor
        self._is_plain = bool((self._below == self._above).all())
        self._is_bounded = bool(np.isfinite(self._ceiling).any() or np.any(self._linear))

    def __len__(self) -> int:
        return len(self._excess)

    def values(self, z: "Array", rows: slice = slice(None)) -> "Array":
        """The values at ascending normal quantiles: an array of inputs by quantiles."""
        import numpy as np  # noqa: PLC0415

        if self._is_plain:
            logarithm = self._above[rows] * z
        else:
            middle = int(np.searchsorted(z, 0.0))
            logarithm = np.concatenate(
                [self._below[rows] * z[:middle], self._above[rows] * z[middle:]], axis=1
            )
        found: Array = np.exp(logarithm, out=logarithm)
        found *= self._excess[rows]
        found += self._floor[rows]
        return self._bounded(found, z, rows) if self._is_bounded else found

    def _bounded(self, found: "Array", z: "Array", rows: slice) -> "Array":
        import numpy as np  # noqa: PLC0415

        below, above = self._linear
        found += below[rows] * np.minimum(z, 0.0) + above[rows] * np.maximum(z, 0.0)
        return np.clip(found, self._floor[rows], self._ceiling[rows], out=found)


class Draws:
    """One block of draws: every call gives the next rows, each input in an order of its own."""

    def __init__(self, seed: int, block: int, size: int) -> None:
        import numpy as np  # noqa: PLC0415

        self._random = np.random.Generator(np.random.SFC64([seed, block]))
        self._z = quantiles_of_strata(size, self._random.random(size))
        self._index = np.arange(size, dtype=np.uint32)

    def of(self, columns: Columns, rows: slice = slice(None)) -> "Array":
        """The draws of some inputs: an array of inputs by draws."""
        values = columns.values(self._z, rows)
        orders = self._orders(len(values))
        for row, order in zip(values, orders, strict=True):
            row[:] = row.take(order)
        return values

    def _orders(self, count: int) -> "NDArray[np.uint32]":
        """A random order of the draws for each input: random high bits, sorted, carry their index along."""
        import numpy as np  # noqa: PLC0415

        low = np.uint32(STRATA - 1)
        packed = self._random.integers(0, 1 << 32, (count, len(self._index)), dtype=np.uint32)
        packed &= ~low
        packed |= self._index
        packed.sort(axis=1)
        packed &= low
        return packed


def quantiles_of_strata(size: int, within: "Array | float" = 0.5) -> "Array":
    """The normal quantiles at (k + within) / size for k = 0 to size - 1, ascending; `within` is from 0 to below 1."""
    import numpy as np  # noqa: PLC0415

    smallest = np.finfo(np.float64).tiny
    return normal_quantile(np.maximum((np.arange(size) + within) / size, smallest))
