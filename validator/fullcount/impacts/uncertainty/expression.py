"""A number as an expression in uncertain inputs, so that the formulas of the standard write their own model.

The formulas add, multiply and divide whatever numbers they are given. Given expressions, they yield the impact of a
line as a sum of products of inputs, such as 1.2e3 · power · PUE · intensity, which can then be drawn many times over.
"""

from collections.abc import Iterable, Mapping

__all__ = ["Expression", "Monomial", "combined"]

Monomial = tuple[int, ...]
"""A product of inputs, sorted: input k multiplies as `k`, and divides as `~k`."""


class Expression:
    """A sum of products of inputs; `terms` holds the coefficient of each product that has one. Never changed."""

    __slots__ = ("terms",)

    def __init__(self, terms: Mapping[Monomial, float]) -> None:
        self.terms = {monomial: value for monomial, value in terms.items() if value}

    @classmethod
    def constant(cls, value: float) -> "Expression":
        """A number that is certain."""
        return cls({(): value})

    @classmethod
    def of_input(cls, index: int) -> "Expression":
        """The input with this index."""
        return cls({(index,): 1.0})

    def __add__(self, other: "Expression | float") -> "Expression":
        return combined([(self, 1.0), (_expression(other), 1.0)])

    __radd__ = __add__

    def __mul__(self, other: "Expression | float") -> "Expression":
        if not isinstance(other, Expression):
            return Expression({monomial: value * other for monomial, value in self.terms.items()})
        terms: dict[Monomial, float] = {}
        for mine, value in self.terms.items():
            for theirs, factor in other.terms.items():
                product = _product(mine, theirs)
                terms[product] = terms.get(product, 0.0) + value * factor
        return Expression(terms)

    __rmul__ = __mul__

    def __truediv__(self, other: "Expression | float") -> "Expression":
        return self * _reciprocal(_expression(other))

    def __rtruediv__(self, other: float) -> "Expression":
        return _reciprocal(self) * other


def combined(weighted: Iterable[tuple[Expression, float]]) -> Expression:
    """The sum of expressions, each times its weight."""
    terms: dict[Monomial, float] = {}
    for expression, weight in weighted:
        for monomial, value in expression.terms.items():
            terms[monomial] = terms.get(monomial, 0.0) + weight * value
    return Expression(terms)


def _expression(number: "Expression | float") -> Expression:
    return number if isinstance(number, Expression) else Expression.constant(number)


def _reciprocal(divisor: Expression) -> Expression:
    """One over a product of inputs; no formula of the standard divides by a sum.

    Raises:
        ArithmeticError: `divisor` is a sum, or zero.

    """
    if not divisor.terms:
        raise ZeroDivisionError("an expression is divided by zero")
    if len(divisor.terms) != 1:
        raise ArithmeticError("an expression is divided by a sum")
    ((monomial, value),) = divisor.terms.items()
    return Expression({tuple(sorted(~factor for factor in monomial)): 1.0 / value})


def _product(one: Monomial, other: Monomial) -> Monomial:
    """The factors of both; an input that multiplies and divides cancels out."""
    if not one or not other:
        return one or other
    factors = list(one)
    for factor in other:
        if ~factor in factors:
            factors.remove(~factor)
        else:
            factors.append(factor)
    return tuple(sorted(factors))
