"""What one hour of an equipment carries of its manufacture, in data and in words."""

from typing import Any

import pytest

from fullcount.disclosure import load
from fullcount.impacts import Missing
from fullcount.impacts.allocation import allocations
from fullcount.rooms import schema_room

from .small import GHG_MANUFACTURE, document, figure, footprint, line, node, not_disclosed, total

Item = dict[str, Any]


def entry(value: float, per: str, *covers: str, **more: Any) -> Item:
    return {"category": "gwp", "per": per, "amount": figure(value, "kgCO2e"), "covers": list(covers), **more}


SERVER = entry(3812, "node", "accelerators", "host")
NETWORK = entry(20_000, "cluster", "network", lifetime=figure(10, "years"))
BUILDING = entry(1e6, "cluster", "building", lifetime=figure(25, "years"), utilisation=figure(1, "1"))


def cluster(*entries: Item, **changes: Any) -> Item:
    life = {"lifetime": figure(6, "years"), "utilisation": figure(0.85, "1")}
    return node(id="dgx-h100", nodes=16, manufacture=list(entries), **{**life, **changes})


def words(*entries: Item, **changes: Any) -> list[str]:
    return [str(found) for found in allocations(document(equipment=[cluster(*entries, **changes)]))]


def test_a_node_in_words() -> None:
    assert words(SERVER) == [
        "one accelerator-hour of dgx-h100 carries 10.67 gCO2e = 3,812 kgCO2e (accelerators, host)"
        " / 8 accelerators / (6 years × 8,760 h × 0.85)"
    ]


def test_parts_with_lives_of_their_own_stand_side_by_side() -> None:
    assert words(SERVER, NETWORK, BUILDING) == [
        "one accelerator-hour of dgx-h100 carries 48.44 gCO2e"
        " = 3,812 kgCO2e (accelerators, host) / 8 accelerators / (6 years × 8,760 h × 0.85)"
        " + 20,000 kgCO2e (network) / 16 nodes / 8 accelerators / (10 years × 8,760 h × 0.85)"
        " + 1,000,000 kgCO2e (building) / 16 nodes / 8 accelerators / (25 years × 8,760 h × 1)"
    ]


@pytest.mark.parametrize(
    ("value", "unit", "category", "shown"),
    [
        (4000, "kgCO2e", "gwp", "89.53 gCO2e"),
        (60_000, "kgCO2e", "gwp", "1.343 kgCO2e"),
        (0.02, "kgSbe", "adpe", "447.7 µgSbe"),
        (803, "L", "water", "17.97 mL"),
        (1e5, "MJ", "pe", "2.238 MJ"),
        (5000, "m3 world eq", "water-scarcity", "0.1119 m3 world eq"),
    ],
)
def test_small_amounts_have_small_units(value: float, unit: str, category: str, shown: str) -> None:
    one = {"category": category, "per": "accelerator", "amount": figure(value, unit)}
    (found,) = words(one)
    assert f"carries {shown} = " in found
    assert "(coverage not stated)" in found


def test_what_one_hour_carries_is_what_a_line_of_one_hour_is_charged() -> None:
    equipment = [cluster(SERVER, NETWORK, BUILDING)]
    (found,) = allocations(document(equipment=equipment))
    charged = total(footprint(line(hours=1, equipment="dgx-h100"), equipment=equipment), GHG_MANUFACTURE)
    assert found.per_hour == charged
    assert [part.covers for part in found.parts] == [("accelerators", "host"), ("network",), ("building",)]


def test_nodes_without_accelerators_are_shared_by_their_cores() -> None:
    (found,) = words(entry(2500, "node", "host"), accelerators_per_node=None, cores_per_node=128)
    assert found.startswith(
        "one core-hour of dgx-h100 carries 437.2 mgCO2e = 2,500 kgCO2e (host) / 128 cores / "
    )


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"lifetime": None}, "lifetime of equipment dgx-h100"),
        ({"utilisation": not_disclosed()}, "utilisation of equipment dgx-h100"),
        ({"nodes": None}, "nodes of equipment dgx-h100"),
        ({"accelerators_per_node": None}, "greenhouse gases of making equipment dgx-h100"),
    ],
)
def test_what_is_missing_is_named(changes: Item, named: str) -> None:
    equipment = [{key: value for key, value in {**cluster(SERVER, NETWORK), **changes}.items() if value}]
    (found,) = allocations(document(equipment=equipment))
    assert isinstance(found.per_hour, Missing)
    assert named in str(found)
    assert str(found).startswith(
        "what one accelerator-hour of dgx-h100 carries of greenhouse gases cannot be"
    )


def test_an_own_lifetime_that_is_not_disclosed_is_not_that_of_the_equipment() -> None:
    (found,) = allocations(document(equipment=[cluster(entry(1, "node", lifetime=not_disclosed()))]))
    assert isinstance(found.per_hour, Missing)


def test_each_category_of_the_base_document_has_one() -> None:
    base = load(schema_room() / "conformance/base.json")
    assert [found.category for found in allocations(base.data)] == ["gwp", "adpe", "water"]


def test_without_equipment_there_is_nothing_to_allocate() -> None:
    assert allocations(document(equipment=[])) == ()
    assert allocations(document(equipment=[node(manufacture=None)])) == ()


def test_an_idle_hour_carries_only_what_is_used_all_its_life() -> None:
    building = entry(438, "accelerator", "building", lifetime=figure(25, "years"), utilisation=figure(1, "1"))
    chip = entry(876, "accelerator", "accelerators")
    (found,) = allocations(document(line(), equipment=[node(manufacture=[chip, building])]))
    expected = (
        "one idle accelerator-hour of node carries 2 gCO2e = 438 kgCO2e (building) / (25 years × 8,760 h × 1)"
    )
    assert str(found.idle) == expected
