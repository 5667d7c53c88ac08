"""Manufacture from die area and memory, by the published formulas of MLCA (hal-04643414)."""

import pytest

from fullcount.disclosure.figures import Amount
from fullcount.impacts.formulas import allocated_manufacture
from fullcount.impacts.hardware import (
    MEMORY_DENSITY_DENSE,
    Made,
    accelerator,
    assembly,
    hard_disk,
    memory,
    motherboard,
    power_supply,
    processor,
    rack_case,
    solid_state_drive,
)

A100, H100, V100 = 8.26, 8.14, 8.15


def shown(made: Made[float]) -> tuple[float, float, float]:
    return round(made.gwp_kgco2e, 1), round(made.pe_mj), round(made.adpe_kgsbe, 5)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(accelerator(A100, 80), (330.1, 3943, 0.02683), id="A100 80 GB"),
        pytest.param(accelerator(A100, 40), (189.3, 2196, 0.02280), id="A100 40 GB"),
        pytest.param(accelerator(H100, 80), (329.8, 3940, 0.02683), id="H100 80 GB"),
        pytest.param(accelerator(V100, 32), (160.9, 1844, 0.02199), id="V100 32 GB"),
        pytest.param(accelerator(A100, 80, MEMORY_DENSITY_DENSE), (122.6, 1368, 0.02089), id="A100 dense"),
        pytest.param(accelerator(H100, 80, MEMORY_DENSITY_DENSE), (122.3, 1365, 0.02089), id="H100 dense"),
    ],
)
def test_an_accelerator_is_its_die_its_board_and_its_memory(
    made: Made[float], expected: tuple[float, float, float]
) -> None:
    assert shown(made) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("made", "grams", "milligrams_sb"),
    [
        pytest.param(accelerator(A100, 80), 7.39, 0.600, id="A100 80 GB"),
        pytest.param(accelerator(A100, 40), 4.24, 0.510, id="A100 40 GB"),
        pytest.param(accelerator(H100, 80), 7.38, 0.600, id="H100 80 GB"),
        pytest.param(accelerator(V100, 32), 3.60, 0.492, id="V100 32 GB"),
        pytest.param(accelerator(A100, 80, MEMORY_DENSITY_DENSE), 2.74, 0.467, id="A100 dense"),
    ],
)
def test_one_hour_carries_its_share_of_44_676_active_hours(
    made: Made[float], grams: float, milligrams_sb: float
) -> None:
    """Six years of 8,760 h at 85 %."""
    assert round(1000 * allocated_manufacture(made.gwp_kgco2e, 1, 6, 0.85), 2) == grams
    assert round(1e6 * allocated_manufacture(made.adpe_kgsbe, 1, 6, 0.85), 3) == milligrams_sb


def test_host_memory_hangs_on_the_density_assumed() -> None:
    assert round(memory(2048).gwp_kgco2e) == 7214
    assert round(memory(2048, MEMORY_DENSITY_DENSE).gwp_kgco2e) == 1902


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(processor(2.1), (13.277, 211.65, 0.020401218), id="processor"),
        pytest.param(solid_state_drive(1000), (51.70, 639.79, 0.0018620), id="SSD of 1 TB"),
        pytest.param(power_supply(), (72.657, 1052.48, 0.024817), id="power supply"),
        pytest.param(hard_disk(), (31.1, 276, 2.5e-4), id="hard disk"),
        pytest.param(motherboard(), (66.1, 836, 3.69e-3), id="motherboard"),
        pytest.param(rack_case(), (150, 2200, 2.02e-2), id="case"),
        pytest.param(assembly(), (6.68, 68.6, 1.41e-6), id="assembly"),
    ],
)
def test_the_other_parts_of_a_server(made: Made[float], expected: tuple[float, float, float]) -> None:
    assert tuple(made) == pytest.approx(expected, rel=1e-4)


def test_an_interval_of_the_area_becomes_one_of_the_manufacture() -> None:
    made = accelerator(Amount(8.26, 8.0, 8.5), 80)
    assert made.gwp_kgco2e.low == pytest.approx(accelerator(8.0, 80).gwp_kgco2e)
    assert made.adpe_kgsbe.high == pytest.approx(accelerator(8.5, 80).adpe_kgsbe)
