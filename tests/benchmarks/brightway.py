"""The same model in bw2calc: a project needs every line, a line needs kWh of its group, a group emits each category.

Each draw is one step of a `MultiLCA`: new matrices, one solution, and the scores of all categories.
"""

import warnings
from math import log
from time import perf_counter
from typing import Any

import numpy as np
from large_model import FACTOR_SIGMA, LINE_SIGMA, LargeModel

__all__ = ["Drawn", "drawn"]

WARM_UP, DRAWS = 20, 500
LOGNORMAL, CERTAIN = 2, 0
Drawn = tuple[float, float]
"""Seconds a draw, and the mean of the first category."""
Exchange = tuple[int, int, float, float, bool]
"""Row, column, median, sigma (0 where it is certain), and whether it is consumed."""


def drawn(model: LargeModel) -> Drawn | None:
    """What `bw2calc` takes for a draw after a warm-up; None where it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import bw2calc
    except ImportError:
        return None
    categories = [_name(category) for category in range(model.categories)]
    lca = bw2calc.MultiLCA(
        demands={"project": {0: 1}},
        method_config={"impact_categories": categories},
        data_objs=[_inventory(model), *(_method(category) for category in range(model.categories))],
        use_distributions=True,
        seed_override=1,
    )
    lca.lci()
    lca.lcia()
    found = [_next(lca) for _ in range(WARM_UP + DRAWS)][WARM_UP:]
    return float(np.median([seconds for seconds, _ in found])), float(np.mean([value for _, value in found]))


def _next(lca: Any) -> Drawn:
    """One draw."""
    start = perf_counter()
    next(lca)
    scores = lca.scores
    return perf_counter() - start, float(scores[_name(0), "project"])


def _name(category: int) -> tuple[str, str]:
    return "benchmark", str(category)


def _flow(category: int) -> int:
    return 1_000_000 + category


def _method(category: int) -> Any:
    """One unit of the category for a unit of its flow."""
    import bw_processing

    package = bw_processing.create_datapackage()
    package.add_persistent_vector(
        matrix="characterization_matrix",
        name=f"method {category}",
        identifier=list(_name(category)),
        indices_array=np.array([(_flow(category), 0)], dtype=bw_processing.INDICES_DTYPE),
        data_array=np.array([1.0]),
    )
    return package


def _inventory(model: LargeModel) -> Any:
    import bw_processing

    package = bw_processing.create_datapackage()
    group = [1 + model.lines + k for k in range(model.groups)]
    made: list[Exchange] = [(k, k, 1.0, 0.0, False) for k in range(1 + model.lines + model.groups)]
    needed: list[Exchange] = [(1 + k, 0, 1.0, 0.0, True) for k in range(model.lines)]
    energy = [(group[k % model.groups], 1 + k, model.line(k), LINE_SIGMA, True) for k in range(model.lines)]
    emitted = [
        (_flow(c), group[g], model.factor(g, c), FACTOR_SIGMA, False)
        for g in range(model.groups)
        for c in range(model.categories)
    ]
    _add(package, "technosphere_matrix", [*made, *needed, *energy])
    _add(package, "biosphere_matrix", emitted)
    return package


def _add(package: Any, matrix: str, exchanges: list[Exchange]) -> None:
    import bw_processing

    indices = [(row, column) for row, column, *_ in exchanges]
    spreads = [
        (LOGNORMAL, log(median), sigma, np.nan, np.nan, np.nan, False)
        if sigma
        else (CERTAIN, median, np.nan, np.nan, np.nan, np.nan, False)
        for _, _, median, sigma, _ in exchanges
    ]
    package.add_persistent_vector(
        matrix=matrix,
        name=matrix,
        indices_array=np.array(indices, dtype=bw_processing.INDICES_DTYPE),
        data_array=np.array([median for _, _, median, _, _ in exchanges]),
        flip_array=np.array([consumed for *_, consumed in exchanges]),
        distributions_array=np.array(spreads, dtype=bw_processing.UNCERTAINTY_DTYPE),
    )
