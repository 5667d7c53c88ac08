"""The formulas give what published works print, from the inputs that they print. Each locator is in its test."""

import pytest

from fullcount.disclosure.figures import Amount, printed
from fullcount.impacts.formulas import (
    allocated_manufacture,
    energy_facility_kwh,
    energy_from_hours_kwh,
    energy_it_kwh,
    ghg_kgco2e,
    node_share,
    water_offsite_l,
)


def shown(value: float) -> Amount:
    """A number with the rounding in which it is printed."""
    amount = printed({"value": value, "unit": ""})
    assert amount is not None
    return amount


def rounded(value: float, decimals: int = 0) -> float:
    return round(value, decimals)


class TestBloom:
    """Luccioni et al. 2022, arXiv 2211.02001."""

    hours = 1_082_990

    def test_energy_is_hours_times_rated_power(self) -> None:
        """Tables 1 to 3: 433,196 kWh."""
        assert energy_from_hours_kwh(self.hours, 400.0) == 433_196

    def test_dynamic_emissions(self) -> None:
        """Table 3: 24.69 t at 57 gCO2e/kWh."""
        assert rounded(ghg_kgco2e(433_196, 57) / 1000, 2) == 24.69

    def test_idle_emissions(self) -> None:
        """Table 3: 256,646 kWh are 14.6 t."""
        assert rounded(ghg_kgco2e(256_646, 57) / 1000, 1) == 14.6

    def test_emissions_with_the_overhead_of_the_site(self) -> None:
        """Table 4: 520 MWh and 30 t at a PUE of 1.2."""
        energy = energy_facility_kwh(433_196, 1.2)
        assert (rounded(energy / 1000), rounded(ghg_kgco2e(energy, 57) / 1000)) == (520, 30)

    def test_embodied_emissions_of_servers_and_accelerators(self) -> None:
        """Section 4.1 and table 3: 2,500 kg a server of 8, 150 kg a GPU, 6 years at 85 %: 7.6 + 3.6 = 11.2 t."""
        servers = allocated_manufacture(node_share(2500, 8), self.hours, 6, 0.85)
        accelerators = allocated_manufacture(150, self.hours, 6, 0.85)
        assert rounded(servers / 1000, 1) == 7.6
        assert rounded(accelerators / 1000, 1) == 3.6
        assert rounded((servers + accelerators) / 1000, 1) == 11.2

    def test_a_whole_cluster_for_its_whole_life_carries_its_whole_manufacture(self) -> None:
        """48 nodes of 8 accelerators, busy for the whole active life."""
        active_hours = 6 * 8760 * 0.85
        assert allocated_manufacture(node_share(2500, 8), 48 * 8 * active_hours, 6, 0.85) == pytest.approx(
            48 * 2500
        )


@pytest.mark.parametrize(
    ("hours", "mwh", "tonnes"),
    [
        pytest.param(82_432, 36, 14, id="7B"),
        pytest.param(135_168, 59, 23, id="13B"),
        pytest.param(530_432, 233, 90, id="33B"),
        pytest.param(1_022_362, 449, 173, id="65B"),
        pytest.param(809_472, 356, 137, id="OPT-175B"),
    ],
)
def test_llama(hours: int, mwh: int, tonnes: int) -> None:
    """Touvron et al. 2023, arXiv 2302.13971, table 15: 400 W, PUE 1.1, 385 g. Some energies are cut, not rounded."""
    energy = energy_facility_kwh(energy_from_hours_kwh(hours, 400), 1.1)
    assert mwh <= energy / 1000 < mwh + 1
    assert rounded(ghg_kgco2e(energy, 385) / 1000) == tonnes


LLAMA_2 = [
    pytest.param(184_320, 400, 31.22, id="7B"),
    pytest.param(368_640, 400, 62.44, id="13B"),
    pytest.param(1_038_336, 350, 153.90, id="34B"),
    pytest.param(1_720_320, 400, 291.42, id="70B"),
]


@pytest.mark.parametrize(("hours", "power_w", "tonnes"), LLAMA_2)
def test_llama_2_uses_one_intensity_throughout(hours: int, power_w: int, tonnes: float) -> None:
    """Touvron et al. 2023, arXiv 2307.09288, table 2. The intensity is not printed: 423.5 g is what all rows imply."""
    assert ghg_kgco2e(energy_from_hours_kwh(hours, power_w), 423.5) / 1000 == pytest.approx(tonnes, rel=2e-4)


def test_llama_2_rows_come_to_the_printed_total() -> None:
    """Model card, total row: 3,311,616 GPU-hours and 539 t."""
    rows = [case.values for case in LLAMA_2]
    assert sum(hours for hours, _, _ in rows) == 3_311_616
    assert rounded(sum(tonnes for _, _, tonnes in rows)) == 539


@pytest.mark.parametrize(
    ("hours", "power_w", "pue", "intensity", "mwh", "tonnes"),
    [
        pytest.param(32_640, 208, 1.1, 431, 7.5, 3.2, id="Evolved Transformer search"),
        pytest.param(245_760, 310, 1.12, 545, 85.7, 46.7, id="T5"),
        pytest.param(737_280, 289, 1.09, 415, 232, 96.4, id="Meena"),
        pytest.param(76_186, 288, 1.09, 201, 24.1, 4.8, id="GShard-600B"),
        pytest.param(663_552, 245, 1.1, 403, 179, 72.2, id="Switch Transformer"),
        pytest.param(3_552_000, 330, 1.1, 429, 1287, 552.1, id="GPT-3"),
    ],
)
def test_patterson(
    hours: float, power_w: float, pue: float, intensity: float, mwh: float, tonnes: float
) -> None:
    """Patterson et al. 2021, arXiv 2104.10350, table 4. Hours are chips x days x 24, with days in one decimal."""
    energy = energy_facility_kwh(energy_from_hours_kwh(hours, power_w), pue)
    assert energy / 1000 == pytest.approx(mwh, rel=0.01)
    assert ghg_kgco2e(shown(mwh), shown(intensity)).meets(shown(tonnes))


class TestMorrison:
    """Morrison et al. 2025, arXiv 2503.05804."""

    def test_embodied_emissions_of_one_hour(self) -> None:
        """Section 4.1: 3,700 kg a node of 8, 4 years: 0.013 kg a GPU-hour, 22 t for 1.65 million."""
        an_hour = allocated_manufacture(node_share(3700, 8), 1, 4, 1.0)
        assert rounded(an_hour, 3) == 0.013
        assert rounded(1_650_000 * an_hour / 1000) == 22

    def test_embodied_water_of_one_hour(self) -> None:
        """Section 4.1: 100.4 L of the fab and 2.2 L of rare earths a GPU: 3 mL an hour, 4.8 kL in all."""
        an_hour = allocated_manufacture(100.4 + 2.2, 1, 4, 1.0)
        assert rounded(1000 * an_hour) == 3
        assert rounded(1_650_000 * an_hour / 1000, 1) == 4.8

    @pytest.mark.parametrize(("mwh", "tonnes", "kilolitres"), [(157, 52, 202), (54, 18, 70), (30, 10, 39)])
    def test_use_in_texas(self, mwh: int, tonnes: int, kilolitres: int) -> None:
        """Table 2, OLMo 2 7B, OLMoE and OLMo 1B: facility energy at 332 g and 1.29 L a kWh."""
        energy = 1000 * shown(mwh)
        assert (ghg_kgco2e(energy, 332) / 1000).meets(shown(tonnes))
        assert (water_offsite_l(energy, 1.29) / 1000).meets(shown(kilolitres))


def test_olmo_3_goes_from_the_accelerator_to_the_facility() -> None:
    """Morrison, Smith and Strubell 2026, arXiv 2605.01158, table 2: GPU energy x 1.74 x PUE 1.2 = 98.464 MWh.

    The energy of the GPUs is not printed: 47,157 kWh is what the printed ratios imply.
    """
    energy = energy_facility_kwh(energy_it_kwh(47_157.0, 1.74), 1.2)
    assert energy == pytest.approx(98_464, rel=1e-4)
    assert rounded(ghg_kgco2e(98_464, 332) / 1000, 2) == 32.69
    assert rounded(water_offsite_l(98_464, 1.29) / 1000) == 127
