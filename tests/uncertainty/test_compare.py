"""A disclosure before and after a change: what both have in common does not blur the difference."""

import copy
from typing import Any

import pytest

from fullcount.impacts import Key
from fullcount.impacts.uncertainty import Case, Cut, Statistics, compare, estimate

from ..impacts.small import ENERGY, GHG_LOCATION, document, figure, line, node, not_disclosed, site

NOTHING = (0.0, 0.0, 0.0, 0.0, 0.0)


def drawn(drawing: Any) -> Statistics:
    assert drawing is not None
    found: Statistics = drawing.statistics
    return found


def of(found: Any, key: Key) -> Any:
    return next(change for change in found if change.cut == Cut(key))


def moved(whole: Any, **changes: Any) -> Any:
    """The same document with one site changed; every other figure is the very same."""
    (place,) = whole["facilities"]
    return {**whole, "facilities": [{**place, **changes}]}


WHOLE = document(line("a"), line("b", 500), line("c", 2000, energy=figure(1500, "kWh", boundary="facility")))


def test_an_identical_case_saves_nothing_at_all() -> None:
    for case in (Case(WHOLE), Case({**WHOLE}), Case(WHOLE, {"a": 1.0})):
        (found,) = compare(WHOLE, [case])
        assert found
        for change in found:
            assert change.saving is not None
            assert change.saving.central == 0
            assert drawn(change.saving) == NOTHING
            assert change.after == change.before


def test_half_of_the_hours_save_half_with_the_spread_of_the_whole() -> None:
    (found,) = compare(WHOLE, [Case(WHOLE, dict.fromkeys("abc", 0.5))])
    for change in found:
        before, saving = drawn(change.before), drawn(change.saving)
        assert change.saving.central == pytest.approx(change.before.central / 2)
        assert saving.mean == pytest.approx(before.mean / 2)
        assert saving.sd / saving.mean == pytest.approx(before.sd / before.mean, rel=1e-6)
        assert saving.p95 == pytest.approx(before.p95 / 2)


def test_a_weight_of_zero_leaves_the_line_out() -> None:
    (found,) = compare(WHOLE, [Case(WHOLE, {"c": 0.0})])
    assert of(found, ENERGY).saving.central == pytest.approx(1500)


def test_a_factor_that_changes_leaves_the_errors_of_the_rest_in_common() -> None:
    cleaner = moved(WHOLE, carbon_intensity_location_based=figure(20, "gCO2e/kWh", low=20, high=20))
    (found,) = compare(WHOLE, [Case(cleaner)])
    change = of(found, GHG_LOCATION)
    before, after, saving = drawn(change.before), drawn(change.after), drawn(change.saving)
    assert saving.mean == pytest.approx(before.mean - after.mean, rel=1e-9)
    assert saving.sd < (before.sd**2 + after.sd**2) ** 0.5 * 0.95
    assert drawn(of(found, ENERGY).saving) == NOTHING


def test_figures_that_are_not_the_same_ones_are_drawn_apart() -> None:
    whole = document(line("a", accelerator_hours=figure(1000, "accelerator-h", low=800, high=1250)))
    (found,) = compare(whole, [Case(copy.deepcopy(whole))])
    change = of(found, ENERGY)
    assert change.saving.central == pytest.approx(0, abs=1e-9)
    assert drawn(change.saving).sd == pytest.approx(2**0.5 * drawn(change.before).sd, rel=0.05)


def test_a_factor_that_both_cite_is_the_same_one() -> None:
    cited = figure(40, "gCO2e/kWh", factor="grid")
    before = document(line(energy=figure(100, "kWh", boundary="facility", low=100, high=100)))
    before = moved(before, carbon_intensity_location_based=cited)
    (found,) = compare(before, [Case(moved(before, carbon_intensity_location_based={**cited}))])
    change = of(found, GHG_LOCATION)
    assert drawn(change.before).sd > 0
    assert drawn(change.saving) == NOTHING


def test_a_case_that_lacks_an_input_says_so() -> None:
    dark = moved(WHOLE, carbon_intensity_location_based=not_disclosed())
    (found,) = compare(WHOLE, [Case(dark)])
    change = of(found, GHG_LOCATION)
    assert change.before is not None
    assert change.after is None
    assert change.saving is None
    assert change.lost == ("location-based carbon intensity of facility site",)


def test_a_total_that_lost_a_part_saves_nothing() -> None:
    bare = document(*WHOLE["compute"], equipment=[node(manufacture=[])])
    (found,) = compare(WHOLE, [Case(bare)])
    change = of(found, Key("gwp", "", ghg_basis="location"))
    assert change.before is not None
    assert change.after is not None
    assert change.saving is None
    assert change.lost == ("greenhouse gases of making equipment node",)


def test_an_impact_that_only_the_case_knows_has_nothing_to_be_compared_with() -> None:
    dark = moved(WHOLE, wue=not_disclosed())
    (found,) = compare(dark, [Case(WHOLE)])
    (change,) = [change for change in found if change.cut.key.part == "on-site"]
    assert (change.before, change.saving, change.gained) == (None, None, ("WUE of facility site",))


def test_no_cases_no_answers() -> None:
    assert compare(WHOLE, []) == ()


def test_cases_are_answered_in_order_and_do_not_touch_each_other() -> None:
    half, none = Case(WHOLE, dict.fromkeys("abc", 0.5)), Case(WHOLE)
    first, second = compare(WHOLE, [half, none])
    assert of(first, ENERGY).saving.central == pytest.approx(of(first, ENERGY).before.central / 2)
    assert drawn(of(second, ENERGY).saving) == NOTHING
    assert drawn(of(first, ENERGY).before) == drawn(of(second, ENERGY).before)


def test_no_document_is_changed() -> None:
    other = moved(WHOLE, pue=figure(1.1, "1"))
    before = copy.deepcopy((WHOLE, other))
    compare(WHOLE, [Case(other, {"a": 0.5})], draws=16)
    assert before == (WHOLE, other)


def test_new_equipment_changes_only_what_depends_on_it() -> None:
    frugal = {**WHOLE, "equipment": [node(power=figure(500, "W", boundary="node"))]}
    (found,) = compare(WHOLE, [Case(frugal)])
    assert of(found, ENERGY).saving.central == pytest.approx(1500 * 0.5 * 1.25)
    (facility,) = compare(WHOLE, [Case({**WHOLE, "facilities": [site(pue=figure(1.0, "1"))]})])
    assert of(facility, ENERGY).saving.central == pytest.approx(1500 * 0.25)


def test_work_that_moves_where_nothing_is_known_saves_nothing() -> None:
    """The dark site lacks its PUE before and after, but for more lines after."""
    dark = site(id="dark", pue=not_disclosed())
    lines = line("a"), line("b"), line("c", facility="dark")
    before = document(*lines, facilities=[site(), dark])
    moved_there = document(lines[0], {**lines[1], "facility": "dark"}, lines[2], facilities=[site(), dark])
    (found,) = compare(before, [Case(moved_there)])
    change = of(found, ENERGY)
    assert change.before is not None
    assert change.after is not None
    assert change.saving is None
    assert change.lost == ("PUE of facility dark",)


def test_a_stage_without_use_on_a_basis_has_no_total_on_it() -> None:
    dark = site(id="dark", pue=not_disclosed())
    whole = document(line("a"), line("b", stage="ablate", facility="dark"), facilities=[site(), dark])
    cuts = {row.cut: row for row in estimate(whole).rows}
    total = Key("gwp", "", ghg_basis="location")
    assert cuts[Cut(total, "stage", "ablate")].drawn is None
    assert cuts[Cut(total, "stage", "final")].drawn is not None
    assert (cuts[Cut(total)].lines, cuts[Cut(total)].lacking) == (2, 1)


def test_a_category_of_which_one_phase_is_not_spoken_of_says_so() -> None:
    entries = [{"category": "pe", "per": "node", "amount": figure(9000, "MJ")}]
    found = estimate(document(line(), equipment=[node(manufacture=entries)]))
    row = found.get(Cut(Key("pe", "")))
    assert row is not None
    assert row.gaps == ("primary energy of use",)
