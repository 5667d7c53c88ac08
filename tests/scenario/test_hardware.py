"""Another power model, another life of the hardware, another accelerator."""

import pytest

from fullcount.impacts import recompute
from fullcount.impacts.uncertainty import Case, compare

from .lab import (
    CPU,
    ENERGY,
    GHG_LOCATION,
    GHG_MANUFACTURE,
    figure,
    gpu,
    lab,
    line,
    original,
    problems,
    scenario,
    total,
)

ONE = lab(line("a", 1000))
MADE = (164 + 2500 / 8) * 1000 / 35_040


class TestPower:
    def test_watts_with_their_boundary(self) -> None:
        made = scenario(ONE, "power=650W:node")
        assert total(made, ENERGY) == pytest.approx(650 * 1.25)
        assert made.changes == (
            "power of gpu: 1,050 W at the boundary node → 650 W at the boundary node (supposed)",
        )

    @pytest.mark.parametrize(("power", "load"), [("tdp", 1), ("tdp*0.6", 0.6), ("tdp*60%", 0.6)])
    def test_rated_power_times_load_and_host_overhead(self, power: str, load: float) -> None:
        made = scenario(ONE, f"power={power},host=1.5")
        assert total(made, ENERGY) == pytest.approx(700 * load * 1.5 * 1.25)

    def test_the_order_of_power_and_host_does_not_count(self) -> None:
        assert scenario(ONE, "host=1.5", "power=tdp") == scenario(ONE, "power=tdp", "host=1.5")

    def test_a_stated_host_overhead_is_used(self) -> None:
        document = lab(line("a"), equipment=[gpu(host_overhead=figure(1.4, "1"))])
        assert total(scenario(document, "power=tdp"), ENERGY) == pytest.approx(700 * 1.4 * 1.25)

    def test_rated_power_that_is_not_stated_is_that_of_the_tables(self) -> None:
        document = lab(line("a"), equipment=[gpu(rated_power=None)])
        made = scenario(document, "power=tdp,host=1.5")
        assert total(made, ENERGY) == pytest.approx(700 * 1.5 * 1.25)
        assert made.document["equipment"][0]["rated_power"]["factor"] == "vendor/tdp/nvidia-h100-sxm5-80gb"

    def test_stated_energies_are_set_aside_with_words(self) -> None:
        document = lab(line("a", 1000, energy=figure(5, "kWh", boundary="node")))
        made = scenario(document, "power=650W:node")
        assert total(made, ENERGY) == pytest.approx(650 * 1.25)
        assert "stated energy of 1 line on gpu set aside: hours × power count" in made.changes

    def test_processors_keep_their_power_and_their_stated_energy(self) -> None:
        work = line(
            "a",
            equipment="cpu",
            accelerator_hours=None,
            core_hours=figure(9, "core-h"),
            energy=figure(8, "kWh", boundary="node"),
        )
        document = lab(work, line("b"))
        made = scenario(document, "power=650W:node")
        assert made.document["compute"][0] is document["compute"][0]
        assert made.document["equipment"][1] is CPU

    def test_no_host_overhead_is_an_error_with_a_remedy(self) -> None:
        found = problems(ONE, "power=tdp")
        assert len(found) == 1
        assert "add your figure to the changes, such as host=1.5" in found[0]

    def test_no_rated_power_is_an_error_with_a_remedy(self) -> None:
        document = lab(line("a"), equipment=[gpu(rated_power=None, accelerator=None)])
        assert "no rated power of gpu" in problems(document, "power=tdp,host=1.5")[0]

    def test_without_accelerators_there_is_nothing_to_change(self) -> None:
        assert "no equipment with accelerators" in problems(lab(equipment=[CPU]), "power@cpu=650W:node")[0]


class TestLife:
    def test_a_shorter_life_carries_more_of_the_manufacture(self) -> None:
        assert original(ONE, GHG_MANUFACTURE) == pytest.approx(MADE)
        assert total(scenario(ONE, "lifetime=4"), GHG_MANUFACTURE) == pytest.approx(MADE * 5 / 4)

    def test_twice_the_life_halves_the_manufacture_and_nothing_else(self) -> None:
        made = scenario(ONE, "lifetime=10")
        assert total(made, GHG_MANUFACTURE) == pytest.approx(MADE / 2)
        assert total(made, GHG_LOCATION) == original(ONE, GHG_LOCATION)

    @pytest.mark.parametrize("written", ["0.6", "60%"])
    def test_a_lower_utilisation_carries_more(self, written: str) -> None:
        made = scenario(ONE, f"utilisation={written}")
        assert total(made, GHG_MANUFACTURE) == pytest.approx(MADE * 0.8 / 0.6)
        assert "utilisation of gpu: 0.8 → 0.6 (supposed)" in made.changes

    def test_one_kind_of_equipment_alone(self) -> None:
        assert scenario(lab(), "lifetime@gpu=6").document["equipment"][1] is CPU


class TestAccelerator:
    def test_hours_are_divided_by_the_speed_up_and_power_keeps_its_ratio_to_rated_power(self) -> None:
        made = scenario(ONE, "accelerator=nvidia-b200-sxm6-180gb:2.0")
        assert made.weights == {"a": 0.5}
        assert total(made, ENERGY) == pytest.approx(500 * (1000 * 1050 / 700) / 1000 * 1.25)

    def test_the_interval_of_the_power_keeps_its_width(self) -> None:
        row = recompute(scenario(ONE, "accelerator=nvidia-b200-sxm6-180gb:1").document).get(ENERGY)
        assert row is not None
        assert row.total == pytest.approx((1500 * 1.25, 1000 * 1.25, 2000 * 1.25))

    def test_without_a_speed_up_it_is_the_ratio_of_peaks_which_is_said_to_be_assumed(self) -> None:
        made = scenario(ONE, "accelerator=nvidia-a100-sxm4-80gb")
        assert made.weights == {"a": pytest.approx(989 / 312)}
        assert "312 / 989 TFLOP/s" in made.changes[0]
        assert "assuming the same share of the peak is reached" in made.changes[0]

    def test_the_manufacture_of_the_new_device_takes_the_place_of_the_old_and_the_host_stays(self) -> None:
        made = scenario(ONE, "accelerator=nvidia-b200-sxm6-180gb:1")
        assert total(made, GHG_MANUFACTURE) == pytest.approx((284.25 + 2500 / 8) * 1000 / 35_040)
        host = ONE["equipment"][0]["manufacture"][1]
        assert any(entry is host for entry in made.document["equipment"][0]["manufacture"])

    def test_a_manufacture_that_is_not_known_is_not_kept(self) -> None:
        made = scenario(ONE, "accelerator=nvidia-h200-sxm5-141gb")
        assert total(made, GHG_MANUFACTURE) is None
        assert any("not known for nvidia-h200-sxm5-141gb" in words for words in made.changes)

    def test_a_host_that_the_former_figure_does_not_part_from_the_devices_is_not_known(self) -> None:
        whole = [{"category": "gwp", "per": "node", "amount": figure(4000, "kgCO2e")}]
        document = lab(line("a"), equipment=[gpu(manufacture=whole)])
        assert total(scenario(document, "accelerator=nvidia-b200-sxm6-180gb"), GHG_MANUFACTURE) is None

    def test_mean_power_is_taken_from_stated_energies_where_no_power_is_stated(self) -> None:
        document = lab(
            line("a", 1000, energy=figure(840, "kWh", boundary="node")), equipment=[gpu(power=None)]
        )
        made = scenario(document, "accelerator=nvidia-b200-sxm6-180gb:2")
        assert total(made, ENERGY) == pytest.approx(500 * (1000 * 840 / 700) / 1000 * 1.25)

    def test_the_hours_stay_the_figures_that_they_are_so_that_their_error_is_shared(self) -> None:
        document = lab(line("a", 1000), line("b", 10, energy=figure(9, "kWh", boundary="node")))
        made = scenario(document, "accelerator=nvidia-b200-sxm6-180gb:2")
        before, after = document["compute"], made.document["compute"]
        assert after[0] is before[0]
        assert after[1]["accelerator_hours"] is before[1]["accelerator_hours"]

    def test_a_speed_up_divides_use_and_manufacture_alike(self) -> None:
        document = lab(line("a", 1000), line("b", 10, energy=figure(9, "kWh", boundary="node")))
        once, twice = (scenario(document, f"accelerator=nvidia-b200-sxm6-180gb:{x}") for x in (1, 2))
        assert once.document == twice.document
        for key in (ENERGY, GHG_LOCATION, GHG_MANUFACTURE):
            assert total(twice, key) == pytest.approx((total(once, key) or 0) / 2)

    def test_fewer_hours_come_off_a_saving_draw_by_draw(self) -> None:
        document = lab(
            line("a", accelerator_hours=figure(1000, "accelerator-h", low=500, high=2000)),
            equipment=[gpu(power=figure(1050, "W", boundary="node", low=1050, high=1050))],
        )
        made = scenario(document, "accelerator=nvidia-b200-sxm6-180gb:2")
        (found,) = compare(document, [Case(made.document, made.weights)])
        energy = next(difference for difference in found if difference.cut.key == ENERGY)
        assert energy.saving
        assert energy.saving.statistics
        assert energy.saving.statistics.p05 > 0

    def test_an_idle_power_that_is_not_known_is_said(self) -> None:
        document = lab(line("a"), equipment=[gpu(idle_power=figure(90, "W", boundary="node"))])
        said = scenario(document, "accelerator=nvidia-b200-sxm6-180gb:2").changes
        assert "idle power of gpu: 90 W → not disclosed, not known for nvidia-b200-sxm6-180gb" in said

    def test_an_energy_without_a_boundary_gives_no_mean_power(self) -> None:
        document = lab(line("a", 1000, energy=figure(840, "kWh")), equipment=[gpu(power=None)])
        made = scenario(document, "accelerator=nvidia-b200-sxm6-180gb:2")
        assert "power" not in made.document["equipment"][0]

    def test_rated_power_stands_alone_where_the_former_mean_power_is_not_known(self) -> None:
        document = lab(line("a", 1000), equipment=[gpu(power=None, host_overhead=figure(1.5, "1"))])
        made = scenario(document, "accelerator=nvidia-b200-sxm6-180gb:2")
        assert total(made, ENERGY) == pytest.approx(500 * 1000 / 1000 * 1.5 * 1.25)

    def test_processors_are_left_alone(self) -> None:
        document = lab()
        made = scenario(document, "accelerator=nvidia-b200-sxm6-180gb:2")
        assert made.document["equipment"][1] is CPU
        assert made.document["compute"][5] is document["compute"][5]

    @pytest.mark.parametrize(
        ("former", "text"),
        [("own-chip", "nvidia-b200-sxm6-180gb"), ("nvidia-h100-sxm5-80gb", "nvidia-l4-pcie-24gb")],
    )
    def test_a_peak_that_is_not_known_asks_for_a_speed_up(self, former: str, text: str) -> None:
        found = problems(lab(line("a"), equipment=[gpu(accelerator=former)]), f"accelerator={text}")
        assert f"write it behind the code: accelerator={text}:2.0" in found[0]

    def test_an_unknown_code_is_guessed(self) -> None:
        assert "nvidia-h200-sxm5-141gb?" in problems(ONE, "accelerator=h200")[0]
        assert (
            "did you mean nvidia-h200-sxm5-141gb?" in problems(ONE, "accelerator=nvidia-h200-smx5-141gb")[0]
        )
