"""Figures that are finite and absurd: a product or sum beyond any float is missing, never infinite."""

import json
from typing import Any

import pytest

from fullcount.disclosure.figures import central, stated
from fullcount.draft.certainty import with_intervals
from fullcount.draft.statement import impact_rows, totals
from fullcount.impacts import recompute
from fullcount.impacts.allocation import allocations
from fullcount.impacts.data import impact_data
from fullcount.impacts.footprint import line_impacts
from fullcount.impacts.known import Known
from fullcount.impacts.line import Missing, added, lines_of
from fullcount.impacts.text import footprint_lines

from .small import ENERGY, GHG_MANUFACTURE, document, figure, footprint, line, node, total

HUGE = 1.7e308
HOT = node(power=figure(HUGE, "W", boundary="node", power_basis="measured-wall"))
METERED = line("b", energy=figure(100, "kWh", boundary="facility"))


def test_a_product_beyond_any_number_is_missing_and_the_other_lines_count() -> None:
    row = footprint(line("a"), METERED, equipment=[HOT]).get(ENERGY)
    assert row is not None
    assert row.total == (100, 100, 100)
    assert row.missing == {"a": Missing(("figures of line a whose product a number can hold",))}


def test_a_sum_beyond_any_number_leaves_out_what_does_not_fit() -> None:
    lines = [line(name, energy=figure(HUGE, "kWh", boundary="facility")) for name in ("a", "b")]
    row = footprint(*lines).get(ENERGY)
    assert row is not None
    assert (row.total, list(row.by_line)) == ((HUGE, HUGE, HUGE), ["a"])
    assert row.missing["b"].inputs == (
        "figures of line b whose sum with those of the others a number can hold",
    )


def test_a_divisor_next_to_nothing_leaves_nothing_to_report() -> None:
    found = footprint(line(), equipment=[node(lifetime=figure(5e-324, "years"))])
    assert total(found, GHG_MANUFACTURE) is None
    (share,) = allocations(document(line(), equipment=[node(lifetime=figure(5e-324, "years"))]))
    assert isinstance(share.per_hour, Missing)


@pytest.mark.parametrize("read", [central, stated])
def test_an_active_life_that_no_number_can_hold_leaves_manufacture_missing(read: Any) -> None:
    equipment = [node(lifetime=figure(5e-324, "years"), utilisation=figure(1e-10, "1"))]
    (one,) = lines_of(document(line(), equipment=equipment))
    assert isinstance(dict(line_impacts(one, read))[GHG_MANUFACTURE], Missing)
    assert GHG_MANUFACTURE not in Known().sums((one,))


def test_no_output_has_an_infinity() -> None:
    data = document(line("a"), METERED, equipment=[HOT])
    rows = recompute(data).rows
    assert "inf" not in "\n".join(footprint_lines(rows))
    json.dumps([impact_data(row, by_line=True) for row in rows], allow_nan=False)
    json.dumps([impact_rows(data, with_intervals(data)), totals(data, with_intervals(data))], allow_nan=False)


def test_a_draft_has_no_total_that_a_number_cannot_hold() -> None:
    data = document(line("a", HUGE), line("b", HUGE))
    assert "accelerator_hours" not in totals(data, with_intervals(data))


@pytest.mark.parametrize("read", [central, stated])
def test_the_middle_of_a_range_lies_inside_it(read) -> None:
    middle = read({"low": HUGE, "high": HUGE, "unit": "W"})
    assert middle in (HUGE, (HUGE, HUGE, HUGE))


def test_a_sum_of_figures_says_when_it_is_none() -> None:
    assert added([HUGE, HUGE]) == Missing(("figures whose sum a number can hold",))
