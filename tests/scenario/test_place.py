"""Another grid or facility: what is known of it is put in, the rest becomes not disclosed."""

import pytest

from fullcount.factors import default_library
from fullcount.impacts import recompute

from .lab import (
    ENERGY,
    GHG_LOCATION,
    GHG_MARKET,
    NOT_DISCLOSED,
    WATER_OFFSITE,
    WATER_ONSITE,
    figure,
    gpu,
    lab,
    line,
    original,
    problems,
    scenario,
    site,
    total,
)

ONE = lab(line("a", 1000), facilities=[site("north", 1.25, 40)])
KWH = 1000 * 1.05 * 1.25


def test_the_small_lab_comes_to_what_its_figures_say() -> None:
    assert original(ONE, ENERGY) == pytest.approx(KWH)
    assert original(ONE, GHG_LOCATION) == pytest.approx(KWH * 0.04)


class TestGrid:
    def test_a_number_is_an_intensity(self) -> None:
        made = scenario(ONE, "grid=50")
        assert total(made, GHG_LOCATION) == pytest.approx(KWH * 0.05)
        assert "grid of north: 40 → 50 gCO2e/kWh (supposed)" in made.changes

    def test_a_number_says_nothing_of_water(self) -> None:
        made = scenario(ONE, "grid=50")
        assert total(made, WATER_OFFSITE) is None
        assert total(made, WATER_ONSITE) == original(ONE, WATER_ONSITE)

    def test_a_unit_may_stand_behind_the_number(self) -> None:
        assert total(scenario(ONE, "grid=50gCO2e/kWh"), GHG_LOCATION) == pytest.approx(KWH * 0.05)

    @pytest.mark.parametrize(("place", "year"), [("FRA-2020", 2020), ("FRA", 2024), ("FR-2020", 2020)])
    def test_a_place_has_the_factor_of_its_year_or_of_the_period(self, place: str, year: int) -> None:
        factor = default_library().get(f"ember/lifecycle-generation/FRA/{year}")
        assert factor is not None
        made = scenario(ONE, f"grid={place}")
        assert total(made, GHG_LOCATION) == pytest.approx(KWH * factor.value / 1000)
        assert factor.id in made.changes[0]

    def test_two_letters_of_a_country_name_it(self) -> None:
        made = scenario(ONE, "grid=UK-2024")
        assert "(ember/lifecycle-generation/GBR/2024; of United Kingdom)" in made.changes[0]

    def test_two_letters_of_no_country_are_refused_with_what_is_like_them(self) -> None:
        (problem,) = problems(ONE, "grid=EU-2024")
        assert "did you mean DEU (Germany) or " in problem

    def test_the_water_of_the_place_comes_with_it_and_the_fallback_is_said(self) -> None:
        water = default_library().get("wri/offsite-water/USA/2015")
        assert water is not None
        made = scenario(ONE, "grid=US-VT-2023")
        assert total(made, WATER_OFFSITE) == pytest.approx(KWH * water.value)
        assert "no figure for US-VT in 2023: USA in 2015 (8 y earlier) is used" in made.changes[1]

    def test_the_very_place_goes_before_the_scope_of_the_present_figure_which_is_said(self) -> None:
        intensity = figure(40, "gCO2e/kWh", scope="lifecycle-generation")
        document = lab(line("a"), facilities=[site("north", 1, 1, carbon_intensity_location_based=intensity)])
        made = scenario(document, "grid=US-VT-2023")
        assert "egrid/stack/US-VT/2023" in made.changes[0]
        assert "another scope, stack for lifecycle-generation: not like for like" in made.changes[0]

    def test_the_scope_of_the_present_figure_goes_before_another_one(self) -> None:
        intensity = figure(40, "gCO2e/kWh", scope="lifecycle-consumption")
        document = lab(line("a"), facilities=[site("north", 1, 1, carbon_intensity_location_based=intensity)])
        assert (
            "gcp/lifecycle-consumption/us-west1/2020" in scenario(document, "grid=us-west1-2020").changes[0]
        )

    def test_another_grid_has_another_contract(self) -> None:
        made = scenario(ONE, "grid=FRA")
        assert total(made, GHG_MARKET) is None
        assert (
            "market-based intensity of north: not disclosed, another grid has another contract"
            in made.changes
        )

    def test_other_impacts_per_kwh_of_the_former_grid_are_not_kept(self) -> None:
        library = default_library()
        known = library.find("electricity-adpe", "FRA", 2024)
        made = scenario(ONE, "grid=FRA")
        amount = made.document["facilities"][0]["use_factors"][0]["amount"]
        assert amount.get("value") == (known.factor.value if known else None)

    def test_a_factor_that_is_there_already_stays_the_same_object(self) -> None:
        factor = default_library().get("ember/lifecycle-generation/FRA/2024")
        assert factor is not None
        present = figure(factor.value, "gCO2e/kWh", factor=factor.id, low=1)
        document = lab(facilities=[site("north", 1.25, 0, carbon_intensity_location_based=present)])
        made = scenario(document, "grid=FRA-2024")
        assert made.document["facilities"][0]["carbon_intensity_location_based"] is present

    def test_facilities_on_one_grid_share_one_figure(self) -> None:
        north, south = scenario(lab(), "grid=FRA-2024").document["facilities"]
        assert north["carbon_intensity_location_based"] is south["carbon_intensity_location_based"]
        assert north["water_intensity"] is south["water_intensity"]

    def test_one_facility_alone_may_be_changed(self) -> None:
        document = lab()
        north, south = scenario(document, "grid@south=40").document["facilities"]
        assert north is document["facilities"][0]
        assert south["carbon_intensity_location_based"]["value"] == 40

    def test_a_document_without_a_period_uses_the_year_of_its_revision(self) -> None:
        document = lab(scope={"functional_unit": {"description": "x"}}, revision={"date": "2021-01-01"})
        assert "FRA/2021" in scenario(document, "grid=FRA").changes[0]

    @pytest.mark.parametrize(
        ("place", "meant"), [("Frnce", "FRA"), ("france", "FRA"), ("europe-wst9", "europe-west9")]
    )
    def test_an_unknown_place_is_guessed(self, place: str, meant: str) -> None:
        assert f"did you mean {meant}?" in problems(ONE, f"grid={place}")[0]


class TestFacility:
    def test_a_known_site_brings_its_pue_and_wue(self) -> None:
        made = scenario(ONE, "facility=scaleway-fr-par-2")
        assert total(made, ENERGY) == pytest.approx(1050 * 1.16)
        assert total(made, WATER_ONSITE) == pytest.approx(1050 * 0.214)
        assert total(made, GHG_MARKET) == pytest.approx(1050 * 1.16 * 0.01)

    def test_what_the_tables_do_not_know_of_a_site_is_not_kept(self) -> None:
        made = scenario(ONE, "facility=google-fleet")
        assert total(made, ENERGY) == pytest.approx(1050 * 1.09)
        assert total(made, WATER_ONSITE) is None
        assert "WUE of north: 0.5 L/kWh → not disclosed (not in the factor tables)" in made.changes

    def test_a_wue_of_ones_own_may_fill_the_gap(self) -> None:
        assert total(scenario(ONE, "facility=google-fleet,wue=1"), WATER_ONSITE) == pytest.approx(1050)

    def test_work_moves_to_another_facility_of_the_disclosure_with_all_that_is_its_own(self) -> None:
        document = lab(line("a", 1000), line("b", 100, facility="south"))
        made = scenario(document, "facility=south")
        assert total(made, GHG_LOCATION) == pytest.approx(1100 * 1.05 * 1.5 * 0.4)
        assert total(made, GHG_MARKET) == pytest.approx(1100 * 1.05 * 1.5 * 0.01)
        assert made.document["facilities"] is document["facilities"]
        assert made.document["compute"][1] is document["compute"][1]
        assert made.changes == ("1 line at south instead, with the PUE, water and electricity stated for it",)

    def test_an_unknown_site_is_guessed(self) -> None:
        assert "did you mean north?" in problems(lab(), "facility=nort")[0]
        assert "did you mean scaleway-fr-par-2?" in problems(lab(), "facility=scaleway-frpar2")[0]

    def test_nothing_to_move_is_an_error(self) -> None:
        assert "no line to move" in problems(ONE, "facility=north")[0]


class TestPue:
    def test_a_pue_multiplies_the_energy_of_the_it_equipment(self) -> None:
        made = scenario(ONE, "pue=1.1,wue=0.2")
        assert total(made, ENERGY) == pytest.approx(1050 * 1.1)
        assert total(made, WATER_ONSITE) == pytest.approx(1050 * 0.2)

    def test_the_pue_inside_a_stated_energy_is_taken_out(self) -> None:
        document = lab(line("a", energy=figure(125, "kWh", low=100, high=250, boundary="facility")))
        row = recompute(scenario(document, "pue=1.1").document).get(ENERGY)
        assert row is not None
        assert row.total == pytest.approx((110, 88, 220))

    def test_the_former_pue_is_taken_out_of_energy_that_moves(self) -> None:
        document = lab(line("a", energy=figure(125, "kWh", boundary="facility")))
        assert total(scenario(document, "facility=south"), ENERGY) == pytest.approx(100 * 1.5)

    def test_energy_that_holds_an_unknown_pue_gives_way_to_hours_and_power(self) -> None:
        unknown = {**site("north", 1, 40), "pue": NOT_DISCLOSED}
        document = lab(line("a", energy=figure(125, "kWh", boundary="facility")), facilities=[unknown])
        made = scenario(document, "pue=1.1")
        assert total(made, ENERGY) == pytest.approx(1050 * 1.1)
        assert (
            "stated energy of 1 line set aside, its PUE is not disclosed: hours × power count" in made.changes
        )

    def test_a_power_that_holds_the_pue_is_brought_outside_it(self) -> None:
        inside = gpu(power=figure(1250, "W", boundary="facility", power_basis="measured-wall"))
        made = scenario(lab(line("a", 1000), equipment=[inside]), "pue@north=1.1")
        assert total(made, ENERGY) == pytest.approx(1100)

    def test_a_power_that_holds_two_pues_cannot_be(self) -> None:
        inside = gpu(power=figure(1250, "W", boundary="facility", power_basis="measured-wall"))
        document = lab(line("a"), line("b", facility="south"), equipment=[inside])
        assert "a PUE inside that is not one known figure" in problems(document, "pue=1.1")[0]
        assert total(scenario(document, "pue=1.1,power=1000W:node"), ENERGY) == pytest.approx(2200)

    def test_an_overhead_ratio_gives_way_with_words(self) -> None:
        place = site("north", 1.2, 40, overhead_ratio=figure(1.8, "1"))
        made = scenario(lab(line("a"), facilities=[place]), "pue=1.1")
        assert total(made, ENERGY) == pytest.approx(1050 * 1.1)
        assert "overhead ratio of north: 1.8 set aside with the idle power that it holds" in made.changes
