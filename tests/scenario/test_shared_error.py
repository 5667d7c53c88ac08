"""A figure that a change scales errs as the original does, so its error cancels out of the saving."""

from typing import Any

import pytest

from fullcount.factors import default_library
from fullcount.impacts import Key
from fullcount.impacts.scenario import apply, parse_changes
from fullcount.impacts.uncertainty import Case, Cut, compare

from ..impacts.small import document, figure, line, node, site

ENERGY = Cut(Key("energy", "use"))


def saving(data: Any, text: str) -> tuple[Any, Any]:
    made = apply(data, parse_changes([text]), default_library())
    (found,) = compare(data, [Case(made.document, made.weights)])
    change = next(each for each in found if each.cut == ENERGY)
    assert change.before is not None
    assert change.saving is not None
    return change.before, change.saving


METERED = document(
    line(energy=figure(1300, "kWh", boundary="facility", basis="measured")),
    facilities=[site(pue=figure(1.3, "1"))],
)


def test_the_same_pue_saves_nothing_of_a_metered_energy() -> None:
    _, found = saving(METERED, "pue=1.3")
    assert found.statistics.sd == pytest.approx(0, abs=1e-9)


def test_a_better_pue_saves_a_certain_share_of_an_uncertain_energy() -> None:
    before, found = saving(METERED, "pue=1.04")
    assert found.central == pytest.approx(260)
    ratio = found.statistics.sd / found.statistics.mean
    assert ratio == pytest.approx(before.statistics.sd / before.statistics.mean, rel=1e-6)


def test_the_same_accelerator_at_the_same_speed_saves_nothing() -> None:
    power = figure(900, "W", boundary="node", low=700, high=1200)
    code = "nvidia-h100-sxm5-80gb"
    data = document(line(), equipment=[node(accelerator=code, rated_power=figure(700, "W"), power=power)])
    _, found = saving(data, f"accelerator={code}:1.0")
    assert found.statistics.sd == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("text", ["lifetime=5", "utilisation=0.8", "pue=1.25", "wue=0.5", "grid=40"])
def test_supposing_what_is_stated_saves_nothing(text: str) -> None:
    whole = document(line())
    made = apply(whole, parse_changes([text]), default_library())
    (found,) = compare(whole, [Case(made.document, made.weights)])
    savings = [change.saving.statistics for change in found if change.saving and change.saving.statistics]
    assert savings
    assert [drawn.sd for drawn in savings] == pytest.approx([0.0] * len(savings), abs=1e-9)


def test_a_longer_life_saves_a_certain_share_of_an_uncertain_manufacture() -> None:
    whole = document(line())
    made = apply(whole, parse_changes(["lifetime=10"]), default_library())
    (found,) = compare(whole, [Case(made.document, made.weights)])
    change = next(each for each in found if each.cut == Cut(Key("gwp", "manufacture")))
    assert change.before is not None
    assert change.saving is not None
    assert change.saving.statistics is not None
    assert change.before.statistics is not None
    assert change.saving.statistics.p05 == pytest.approx(change.before.statistics.p05 / 2)
