"""Idle hours stand apart from the hours of work, and their energy is in the totals."""

import pytest

from fullcount_reports.card.build import build_card
from fullcount_reports.card.model import Cell, Table


def idle(name: str, hours: float | None = 1200, component: str = "shared", **changes) -> dict:
    axes = {"stage": "other", "run_type": "other", "outcome": "unknown"}
    missing = {"not_disclosed": {"reason": "not-measured"}}
    counted = missing if hours is None else {"value": hours, "unit": "accelerator-h"}
    places = {"facility": "site", "equipment": "node"}
    return {"id": name, "component": component, **axes, **places, "idle_hours": counted, **changes}


def table(document, review, caption: str) -> dict[str, tuple[Cell, ...]]:
    card = build_card(document, review)
    blocks = [block for section in card.sections for block in section.blocks]
    found = [block for block in blocks if isinstance(block, Table) and block.caption == caption]
    return {row[0].text: row[1:] for row in found[0].rows} if found else {}


@pytest.fixture
def waiting(base):
    base["compute"] += [idle("a"), idle("b", 2400, "model")]
    base["impacts"] = []
    base["totals"] = {}
    return base


def test_their_table_has_hours_share_and_energy(waiting, review) -> None:
    rows = table(waiting, review, "Reserved and not used by any job")
    assert list(rows) == ["The model", "Shared work", "Total"]
    assert [cell.text for cell in rows["Shared work"]] == ["1,200", "4.2\xa0%", "432\xa0kWh"]
    assert [cell.text for cell in rows["Total"]] == ["3,600", "12.7\xa0%", "1.30\xa0MWh"]


def test_the_headline_has_them_beside_the_hours_of_work(waiting, review) -> None:
    rows = table(waiting, review, "What the whole work came to")
    assert rows["Accelerator-hours"][0].text == "24,800\xa0h"
    assert rows["Idle accelerator-hours, reserved and not used"][0].text == "3,600\xa0h"
    assert rows["Energy of the facility (PUE inside)"][0].text == "28.1\xa0MWh"
    tiles = [tile.detail for tile in build_card(waiting, review).tiles]
    assert not any("Idle" in tile for tile in tiles)


def test_hours_of_work_are_as_they_were(waiting, base, review) -> None:
    caption = "Accelerator-hours by component and stage"
    work = {**waiting, "compute": [item for item in waiting["compute"] if "idle_hours" not in item]}
    assert table(waiting, review, caption) == table(work, review, caption)


def test_idle_hours_that_are_not_disclosed_are_not_zero(waiting, review) -> None:
    waiting["compute"].append(idle("c", None))
    rows = table(waiting, review, "Reserved and not used by any job")
    hours, share, energy = rows["Shared work"]
    assert (hours.text, hours.detail) == ("1,200", "and more: not disclosed")
    assert share.missing
    assert "without c" in energy.detail


def test_without_idle_lines_nothing_is_said_of_them(base, review) -> None:
    assert table(base, review, "Reserved and not used by any job") == {}
    assert not [row for row in table(base, review, "What the whole work came to") if "Idle" in row]


def test_an_entry_of_manufacture_shows_the_life_of_its_own(base, review) -> None:
    years, share = {"value": 25, "unit": "years"}, {"value": 1, "unit": "1"}
    amount = {"value": 100000, "unit": "kgCO2e"}
    building = {"category": "gwp", "per": "cluster", "amount": amount, "covers": ["building"]}
    base["equipment"][0]["manufacture"].append({**building, "lifetime": years, "utilisation": share})
    blocks = [block for section in build_card(base, review).sections for block in section.blocks]
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    (detail,) = [row[0].detail for row in rows if row[0].text.startswith("Manufacture for all nodes")]
    assert detail.endswith("lifetime 25 years; utilisation 1")
