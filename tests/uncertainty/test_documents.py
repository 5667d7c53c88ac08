"""Whole disclosures: those that are shipped, and those with extreme figures, none of which stops an estimate."""

import copy
import json
import random
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

import pytest

from fullcount.disclosure import shape_errors
from fullcount.impacts import recompute
from fullcount.impacts.uncertainty import Case, Cut, compare, estimate
from fullcount.rooms import dataset_room, schema_room

BASE = schema_room() / "conformance/base.json"
SHIPPED = [dataset_room("moshi") / "disclosure.json", *dataset_room("published").glob("*-*.json"), BASE]
EXTREMES = [0, 5e-324, 1e-300, 1e-12, 1, 1e12, 1e155, 1e300]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_disclosure_has_intervals_around_its_recomputed_impacts(path: Path) -> None:
    data = read(path)
    found, expected = estimate(data, draws=1024), recompute(data)
    assert {row.key for row in expected.rows} <= {row.cut.key for row in found.rows}
    for row in expected.rows:
        mine = found.get(Cut(row.key))
        assert mine is not None
        assert set(mine.gaps) == set(row.because)
        if row.total is None:
            assert mine.drawn is None
            continue
        assert mine.drawn is not None
        assert mine.drawn.central == pytest.approx(row.total.value, rel=1e-9)
        drawn = mine.drawn.statistics
        assert all(isfinite(number) for number in drawn)
        assert drawn.p05 <= drawn.median <= drawn.p95
        assert 0.5 * drawn.median < mine.drawn.central < 2 * drawn.median


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_uncertain_figure_of_a_shipped_disclosure_is_where_it_says(path: Path) -> None:
    data = read(path)
    for found in estimate(data, draws=16).inputs:
        stated = data
        for step in found.pointer.split("/")[1:]:
            stated = stated[int(step) if isinstance(stated, list) else step]
        assert found.unit == ("times" if found.label.startswith("error common") else stated["unit"])
        assert found.spread.median > 0


def figures(data: Any) -> Iterator[dict[str, Any]]:
    """Every figure of some data with a value."""
    if isinstance(data, dict):
        if "unit" in data and "value" in data:
            yield data
        for value in data.values():
            yield from figures(value)
    elif isinstance(data, list):
        for value in data:
            yield from figures(value)


def with_extremes(rng: random.Random) -> Any:
    """The reference document with some figures at the ends of what a number can be."""
    data = read(BASE)
    places = [*figures([data["facilities"], data["equipment"], data["compute"]])]
    for stated in rng.sample(places, rng.randint(1, 4)):
        stated["value"] = rng.choice(EXTREMES)
        match rng.randint(0, 2):
            case 0:
                stated["low"], stated["high"] = 0, stated["value"]
            case 1:
                stated["low"], stated["high"] = stated["value"], max(1e300 * (stated["unit"] != "1"), 1)
    return data


@pytest.mark.parametrize("seed", range(4))
def test_extreme_figures_give_no_fault_and_no_warning(seed: int) -> None:
    rng, before = random.Random(seed), read(BASE)
    well_formed = 0
    for _ in range(60):
        data = with_extremes(rng)
        if shape_errors(data):
            continue
        well_formed += 1
        kept = copy.deepcopy(data)
        assert estimate(data, draws=16).rows
        compare(before, [Case(data), Case(before, {line["id"]: 0.5 for line in before["compute"]})], draws=16)
        assert data == kept
    assert well_formed > 20
