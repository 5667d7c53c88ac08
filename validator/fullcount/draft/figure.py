"""Figures as a draft writes them."""

from typing import Any

from fullcount.disclosure.figures import Amount, fits

__all__ = ["SIGNIFICANT_FIGURES", "amount_figure", "in_decimals", "missing_figure", "significant", "tidy"]

SIGNIFICANT_FIGURES = 4
"""Digits of a computed amount: one more than any factor in the packages can bear."""

HOURS_DECIMALS = 3
"""Decimals of summed hours: a thousandth of an hour is the few seconds by which schedulers round."""


def significant(value: float, figures: int = SIGNIFICANT_FIGURES) -> float:
    """The value with so many significant digits; done once, when a figure is written down."""
    rounded = float(f"{value:.{figures}g}")
    return _plain(rounded if fits(rounded) else value)


def _plain(value: float) -> float:
    """Whole numbers without a decimal point, as people write them."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def amount_figure(amount: Amount, unit: str, **more: Any) -> dict[str, Any]:
    """A calculated figure, with its interval where it has one."""
    interval = (
        {"low": significant(amount.low), "high": significant(amount.high)} if amount.low < amount.high else {}
    )
    head = {"value": significant(amount.value), "unit": unit, **interval}
    return {**head, "significant_figures": SIGNIFICANT_FIGURES, "basis": "calculated", **more}


def missing_figure(note: str, reason: str = "not-measured") -> dict[str, Any]:
    """A figure that is not there, with the reason."""
    return {"not_disclosed": {"reason": reason, "note": note}}


def in_decimals(value: float) -> float:
    """The value with the decimals that a log can bear; one below 1 as it is, so that little work never becomes none."""
    return round(value, HOURS_DECIMALS) if value >= 1 else value


def tidy(line: dict[str, Any]) -> dict[str, Any]:
    """A compute line whose summed figures carry no more digits than a log can bear."""
    return {
        key: {**value, "value": in_decimals(value["value"])}
        if isinstance(value, dict) and "value" in value
        else value
        for key, value in line.items()
    }
