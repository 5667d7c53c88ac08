"""Laws that every accounting keeps, whatever the figures: no impact comes from how the lines are written down."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure.figures import Amount, central, printed, stated
from fullcount.impacts import Key, Missing, lines_of, recompute
from fullcount.impacts.footprint import line_impacts
from fullcount.impacts.line import added
from fullcount.impacts.merged import merged

from .small import document, figure, node, site

Item = dict[str, Any]
Totals = dict[Key, Amount]
POSITIVE = st.floats(0.5, 1e5)
RATIO = st.floats(1.0, 3.0)
SHARE = st.floats(0.05, 1.0)
BOUNDARIES = st.sampled_from(["accelerator", "node", "it", "facility"])


@st.composite
def numbers(draw: st.DrawFn, unit: str, values: st.SearchStrategy[float] = POSITIVE, **more: Any) -> Item:
    value = draw(values)
    if draw(st.booleans()):
        return figure(value, unit, **more)
    return figure(value, unit, low=value * draw(SHARE), high=value * draw(RATIO), **more)


@st.composite
def sites(draw: st.DrawFn, name: str) -> Item:
    factor = {"category": "pe", "amount": draw(numbers("MJ/kWh"))}
    intensity = draw(numbers("gCO2e/kWh"))
    return site(
        id=name,
        pue=draw(numbers("1", RATIO)),
        carbon_intensity_location_based=intensity,
        use_factors=[factor],
    )


@st.composite
def entries(draw: st.DrawFn) -> Item:
    own = {"lifetime": draw(numbers("years")), "utilisation": draw(numbers("1", SHARE))}
    kept = draw(st.sets(st.sampled_from(sorted(own))))
    category, unit = draw(st.sampled_from([("gwp", "kgCO2e"), ("adpe", "kgSbe"), ("water", "L")]))
    per = draw(st.sampled_from(["accelerator", "node", "cluster"]))
    return {
        "category": category,
        "per": per,
        "amount": draw(numbers(unit)),
        **{key: own[key] for key in kept},
    }


@st.composite
def nodes(draw: st.DrawFn, name: str) -> Item:
    rated = draw(st.booleans())
    boundary = draw(BOUNDARIES)
    return node(
        id=name,
        nodes=draw(st.integers(1, 50)),
        power=None if rated else draw(numbers("W", boundary=boundary)),
        rated_power=draw(numbers("W")),
        load=draw(st.none() | numbers("1", SHARE)),
        idle_power=draw(numbers("W", boundary=draw(BOUNDARIES))),
        host_overhead=draw(numbers("1", RATIO)),
        it_overhead=draw(st.none() | numbers("1", RATIO)),
        utilisation=draw(st.just(figure(1, "1")) | numbers("1", SHARE)),
        manufacture=draw(st.lists(entries(), min_size=1, max_size=4)),
    )


@st.composite
def lines(draw: st.DrawFn, name: str) -> Item:
    hours = draw(numbers("accelerator-h"))
    axes = {"component": "model", "stage": "final", "run_type": "train", "outcome": "completed"}
    places = {"facility": draw(st.sampled_from("fg")), "equipment": draw(st.sampled_from("mn"))}
    energy = {"energy": draw(numbers("kWh", boundary=draw(BOUNDARIES)))} if draw(st.booleans()) else {}
    kind = draw(st.sampled_from(["accelerator_hours", "idle_hours"]))
    return {"id": name, **axes, **places, kind: hours, **energy}


@st.composite
def documents(draw: st.DrawFn) -> Any:
    count = draw(st.integers(1, 4))
    return document(
        *(draw(lines(f"l{number}")) for number in range(count)),
        facilities=[draw(sites(name)) for name in "fg"],
        equipment=[draw(nodes(name)) for name in "mn"],
    )


def totals(data: Any) -> Totals:
    return {row.key: row.total for row in recompute(data).rows if row.total is not None}


def near(one: Totals, other: Totals, times: float = 1.0) -> bool:
    assert one.keys() == other.keys()
    return all(one[key] == pytest.approx(tuple(end * times for end in other[key]), rel=1e-9) for key in one)


def scaled(item: Item, by: float) -> Item:
    """A line of so many times its hours and energy."""
    counted = {"accelerator_hours", "idle_hours", "energy"} & item.keys()
    return {**item, **{key: _scaled(item[key], by) for key in counted}}


def _scaled(known: Item, by: float) -> Item:
    return {key: value * by if key in ("value", "low", "high") else value for key, value in known.items()}


@given(data=documents(), part=st.floats(0.01, 0.99))
def test_a_line_in_two_parts_leaves_every_impact_as_it_was(data: Any, part: float) -> None:
    first, *others = data["compute"]
    halves = [scaled(first, part), {**scaled(first, 1 - part), "id": "other-half"}]
    assert near(totals({**data, "compute": [*halves, *others]}), totals(data))


@given(data=documents(), by=st.floats(0.01, 100))
def test_impacts_scale_with_the_hours_and_energies(data: Any, by: float) -> None:
    assert near(totals({**data, "compute": [scaled(item, by) for item in data["compute"]]}), totals(data), by)


@given(data=documents(), order=st.randoms(use_true_random=False))
def test_the_order_of_lines_and_definitions_does_not_matter(data: Any, order: Any) -> None:
    shuffled = {section: order.sample(data[section], len(data[section])) for section in data}
    assert near(totals(shuffled), totals(data))


@given(data=documents(), waiting=lines("waiting"))
def test_an_idle_line_never_lowers_a_total(data: Any, waiting: Item) -> None:
    hours = waiting.pop("accelerator_hours", None) or waiting.pop("idle_hours")
    before, after = (
        totals(data),
        totals({**data, "compute": [*data["compute"], {**waiting, "idle_hours": hours}]}),
    )
    assert before.keys() <= after.keys()
    for key, amount in before.items():
        assert all(new >= old * (1 - 1e-12) for new, old in zip(after[key], amount, strict=True))


@given(data=documents())
def test_an_interval_holds_what_the_central_values_come_to(data: Any) -> None:
    for line in lines_of(data):
        exact = dict(line_impacts(line, central))
        for read in (stated, printed):
            for key, amount in line_impacts(line, read):
                value = exact[key]
                if isinstance(amount, Missing) or isinstance(value, Missing):
                    assert isinstance(amount, Missing) == isinstance(value, Missing)
                else:
                    assert amount.value == pytest.approx(value, rel=1e-12)
                    assert amount.low * (1 - 1e-12) <= value <= amount.high * (1 + 1e-12)


@given(data=documents())
def test_merged_lines_come_to_the_same_as_each_alone(data: Any) -> None:
    every = lines_of(data)
    apart, together = (
        [dict(line_impacts(line, central)) for line in work] for work in (every, merged(every))
    )
    for key in {key for impacts in apart for key in impacts}:
        one, other = (added(impacts[key] for impacts in work if key in impacts) for work in (apart, together))
        if isinstance(one, Missing) or isinstance(other, Missing):
            assert isinstance(one, Missing) == isinstance(other, Missing)
        else:
            assert one == pytest.approx(other, rel=1e-9)
