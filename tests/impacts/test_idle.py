"""Hours that were reserved and not used draw idle power, and carry manufacture only where no other hours carry it."""

from typing import Any

import pytest

from fullcount.impacts import Key, lines_of
from fullcount.impacts.merged import merged

from .small import (
    ENERGY,
    GHG_LOCATION,
    GHG_MANUFACTURE,
    document,
    figure,
    footprint,
    line,
    node,
    not_disclosed,
    site,
    total,
)

Item = dict[str, Any]
IDLE_W = figure(250, "W", boundary="node")


def idle(hours: float | None = 400, **changes: Any) -> Item:
    """A line of idle hours; they are not disclosed where `hours` is None."""
    counted = not_disclosed() if hours is None else figure(hours, "accelerator-h")
    return line("idle", accelerator_hours=None, idle_hours=counted, **changes)


def made(*lines: Item, **changes: Any) -> float | None:
    """Greenhouse gases of manufacture in kg."""
    row = footprint(*lines, equipment=[node(idle_power=IDLE_W, **changes)]).get(GHG_MANUFACTURE)
    return None if row is None or row.total is None else row.total.value


def test_idle_hours_draw_idle_power() -> None:
    found = footprint(idle(), equipment=[node(idle_power=IDLE_W)])
    assert total(found, ENERGY) == pytest.approx((125, 125, 125))
    assert total(found, GHG_LOCATION) == pytest.approx((5, 5, 5))


def test_a_stated_energy_goes_before_idle_power() -> None:
    found = footprint(idle(energy=figure(80, "kWh", boundary="it")), equipment=[node(idle_power=IDLE_W)])
    assert total(found, ENERGY) == pytest.approx((100, 100, 100))


def test_working_power_says_nothing_about_idle_hours() -> None:
    row = footprint(line(), idle()).get(ENERGY)
    assert row is not None
    assert row.because == ("idle power of equipment node",)


def test_idle_hours_that_are_not_disclosed_are_named() -> None:
    row = footprint(idle(None), equipment=[node(idle_power=IDLE_W)]).get(ENERGY)
    assert row is not None
    assert row.because == ("hours of line idle",)


def test_a_utilisation_below_1_has_put_idle_hours_on_those_that_were_used() -> None:
    assert made(line(), idle()) == made(line())
    row = footprint(line(), idle(), equipment=[node(idle_power=IDLE_W)]).get(GHG_MANUFACTURE)
    assert row is not None
    assert (set(row.by_line), row.complete) == ({"a"}, True)


def test_with_a_utilisation_of_1_every_reserved_hour_has_its_part() -> None:
    whole = figure(1, "1")
    assert made(line(), idle(400), utilisation=whole) == pytest.approx(4000 / 8 * 1400 / (5 * 8760))


def test_both_ways_carry_the_same_where_the_cluster_was_used_as_stated() -> None:
    """1,000 hours used and 250 idle are a utilisation of 0.8."""
    assert made(line(), idle(250)) == pytest.approx(made(line(), idle(250), utilisation=figure(1, "1")))


def test_each_entry_decides_by_its_own_utilisation() -> None:
    servers = {"category": "gwp", "per": "node", "amount": figure(4000, "kgCO2e")}
    building = {
        "category": "gwp",
        "per": "node",
        "amount": figure(800, "kgCO2e"),
        "lifetime": figure(25, "years"),
        "utilisation": figure(1, "1"),
    }
    alone = made(line(), manufacture=[servers])
    assert alone is not None
    found = made(line(), idle(400), manufacture=[servers, building])
    assert found == pytest.approx(alone + 800 / 8 * 1400 / (25 * 8760))


def test_what_is_missing_for_the_share_of_idle_hours_is_named() -> None:
    row = footprint(idle(), equipment=[node(idle_power=IDLE_W, utilisation=None)]).get(GHG_MANUFACTURE)
    assert row is not None
    assert row.because == ("utilisation of equipment node",)
    assert footprint(idle(), equipment=[node(idle_power=IDLE_W)]).get(Key("adpe", "manufacture")) is None


def test_idle_lines_are_merged_with_idle_lines_only() -> None:
    lines = lines_of(
        document(line("a"), idle(), line("b"), {**idle(), "id": "more"}, {**idle(None), "id": "c"})
    )
    found = [(each.is_idle, (each.hours or {}).get("value")) for each in merged(lines)]
    assert found == [(False, 2000), (True, 800), (True, None)]


def test_the_idle_energy_of_bloom() -> None:
    """Luccioni et al. 2022, arXiv 2211.02001, table 3: 256,646 kWh idle are 14.6 t beside 24.69 t of the work."""
    jean_zay = site(pue=figure(1, "1"), carbon_intensity_location_based=figure(57, "gCO2e/kWh"))
    v100 = node(power=figure(400, "W", boundary="node"))
    work = line("final", 1_082_990)
    waiting = idle(None, energy=figure(256_646, "kWh", boundary="node"))
    row = footprint(work, waiting, facilities=[jean_zay], equipment=[v100]).get(GHG_LOCATION)
    assert row is not None
    assert row.complete
    assert {name: round(amount.value / 1000, 2) for name, amount in row.by_line.items()} == {
        "final": 24.69,
        "idle": 14.63,
    }
