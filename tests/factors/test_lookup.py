"""Look-up by id, by kind and place and year, and what stands in for a factor that is not there."""

import csv
import subprocess
import sys

import pytest

from fullcount.factors import Step, accelerator, country_of, default_library
from fullcount.factors.library import PACKAGES
from fullcount.factors.sorted_lines import SortedLines
from fullcount.rooms import dataset_room

GRID = "grid-carbon-intensity"


@pytest.mark.parametrize(
    ("factor_id", "value", "unit"),
    [
        ("ember/lifecycle-generation/FRA/2022", 79, "gCO2e/kWh"),
        ("ember/lifecycle-generation/FRA/2023", 55, "gCO2e/kWh"),
        ("ember/lifecycle-generation/FRA/2024", 44, "gCO2e/kWh"),
        ("ember/lifecycle-generation/FIN/2024", 72, "gCO2e/kWh"),
        ("ember/lifecycle-generation/USA/2024", 384, "gCO2e/kWh"),
        ("ember/lifecycle-generation/WLD/2024", 473, "gCO2e/kWh"),
        ("egrid/stack/US-VT/2023", 24, "gCO2e/kWh"),
        ("egrid/stack/US-WV/2023", 893, "gCO2e/kWh"),
        ("mee/stack-co2/CN-BJ/2023", 555, "gCO2e/kWh"),
        ("gcp/consumption/europe-west9/2024", 16, "gCO2e/kWh"),
        ("vendor/tdp/nvidia-h100-sxm5-80gb", 700, "W"),
        ("vendor/tdp/nvidia-a100-sxm4-40gb", 400, "W"),
        ("embodied/gwp/nvidia-h100-sxm5-80gb/nvidia-pcf-2025", 164, "kgCO2e"),
        ("embodied/gwp/nvidia-hgx-h100-8gpu/nvidia-pcf-2025", 1312, "kgCO2e"),
        ("embodied/gwp/server-8x-nvidia-h100/morrison-2025", 3700, "kgCO2e"),
        ("embodied/water/server-8x-nvidia-h100/morrison-2025", 803, "L"),
        ("ipcc/gwp-100/ch4/ar6", 28, "kgCO2e/kg"),
    ],
)
def test_a_known_factor_has_its_printed_value(factor_id, value, unit):
    factor = default_library().get(factor_id)
    assert (factor.id, round(factor.value), factor.unit) == (factor_id, value, unit)


@pytest.mark.parametrize(
    ("factor_id", "value"),
    [
        ("operator/pue/scaleway-fr-par-2/2025", 1.16),
        ("operator/wue/scaleway-fr-par-2/2025", 0.214),
        ("wri/offsite-water/FRA/2015", 3.6737),
        ("paper/wue/ai2-jupiter/2024", 0.0),
    ],
)
def test_a_small_factor_has_its_printed_value(factor_id, value):
    assert default_library().get(factor_id).value == value


def test_a_factor_carries_the_range_of_its_sources():
    factor = default_library().get("operator/wue/scaleway-fr-par-2/2025")
    assert (factor.low, factor.value, factor.high) == (0.214, 0.214, 0.25)


@pytest.mark.parametrize(
    "factor_id",
    [
        *(
            "",
            "/",
            "ember",
            "ember/lifecycle-generation/FRA",
            "ember/lifecycle-generation/FRA/202",
            "zzz/z/z",
        ),
        *("ember/lifecycle-generation/FRA/2024,grid-carbon-intensity", "\ud800", "a\n", "é"),
    ],
)
def test_what_is_no_id_finds_nothing(factor_id):
    assert default_library().get(factor_id) is None


@pytest.mark.parametrize("package", PACKAGES)
def test_every_row_of_a_table_is_found_by_its_id(package):
    path = dataset_room("factors") / package / "factors.csv"
    lines = SortedLines(path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [lines.get(row["id"]) for row in rows] == rows


def test_scan_without_a_filter_gives_every_row_once():
    scanned = [factor.id for factor in default_library().scan()]
    assert len(scanned) == len(set(scanned)) == 3516


def test_scan_by_kind_and_region_gives_only_these():
    found = list(default_library().scan(GRID, "USA"))
    assert {factor.scope for factor in found} == {"lifecycle-generation", "stack"}
    assert {(factor.kind, factor.region) for factor in found} == {(GRID, "USA")}
    assert list(default_library().scan("pue", "USA")) == []


@pytest.mark.parametrize(
    ("region", "year", "factor_id", "step"),
    [
        ("FRA", 2024, "ember/lifecycle-generation/FRA/2024", Step.EXACT_YEAR),
        ("FR", 2024, "ember/lifecycle-generation/FRA/2024", Step.EXACT_YEAR),
        ("FRA", 2026, "ember/lifecycle-generation/FRA/2024", Step.EARLIER_YEAR),
        ("FRA", 2001, "ember/lifecycle-generation/FRA/2010", Step.LATER_YEAR),
        ("BDI", 2012, "ember/lifecycle-generation/BDI/2011", Step.EARLIER_YEAR),
        ("US-VT", 2023, "egrid/stack/US-VT/2023", Step.EXACT_YEAR),
        ("US-VT", 2024, "egrid/stack/US-VT/2023", Step.EARLIER_YEAR),
        ("europe-west9", 2019, "gcp/consumption/europe-west9/2021", Step.LATER_YEAR),
        ("europe-west1", 2025, "gcp/consumption/europe-west1/2024", Step.EARLIER_YEAR),
        ("FR-IDF", 2024, "ember/lifecycle-generation/FRA/2024", Step.COUNTRY_EXACT_YEAR),
        ("us-east-1", 2025, "ember/lifecycle-generation/USA/2024", Step.COUNTRY_EARLIER_YEAR),
        ("DE-BE", 2005, "ember/lifecycle-generation/DEU/2010", Step.COUNTRY_LATER_YEAR),
    ],
)
def test_the_fallback_takes_the_first_step_that_gives_a_factor(region, year, factor_id, step):
    found = default_library().find(GRID, region, year)
    assert (found.factor.id, found.step) == (factor_id, step)
    assert (found.region, found.year) == (region, year)


@pytest.mark.parametrize("region", ["", "XX", "XX-YY", "Atlantis", "-", "fr", "\ud800\udfff-1"])
def test_an_unknown_place_finds_nothing_and_never_the_world(region):
    assert default_library().find(GRID, region, 2024) is None


def test_a_site_has_no_country_to_fall_back_to():
    assert default_library().find("pue", "scaleway-fr-par-9", 2025) is None
    assert default_library().find("pue", "scaleway-fr-par-2", 2024).step is Step.LATER_YEAR


def test_the_widest_boundary_is_preferred_and_another_can_be_asked_for():
    library = default_library()
    assert library.find(GRID, "USA", 2023).factor.scope == "lifecycle-generation"
    assert library.find(GRID, "USA", 2023, scope="stack").factor.id == "egrid/stack/USA/2023"


def test_a_series_that_changed_its_boundary_is_two_scopes():
    library = default_library()
    assert library.get("gcp/consumption/europe-west1/2020") is None
    found = library.find(GRID, "europe-west1", 2024, scope="lifecycle-consumption")
    assert found.factor.id == "gcp/lifecycle-consumption/europe-west1/2020"


def test_a_scope_that_a_subdivision_lacks_is_taken_from_its_country():
    found = default_library().find(GRID, "US-VT", 2024, scope="lifecycle-generation")
    assert (found.factor.region, found.step) == ("USA", Step.COUNTRY_EXACT_YEAR)


@pytest.mark.parametrize(
    ("region", "year", "explanation"),
    [
        ("FRA", 2024, ""),
        ("FRA", 2026, "no figure for FRA in 2026: 2024 (2 y earlier) is used"),
        ("FRA", 2009, "no figure for FRA in 2009: 2010 (1 y later) is used"),
        ("us-east-1", 2024, "no figure for us-east-1 in 2024: USA in 2024 is used"),
        ("us-east-1", 2025, "no figure for us-east-1 in 2025: USA in 2024 (1 y earlier) is used"),
    ],
)
def test_an_answer_explains_what_stands_in(region, year, explanation):
    found = default_library().find(GRID, region, year)
    assert found.explanation == explanation
    assert found.is_exact == (not explanation)


@pytest.mark.parametrize(
    ("place", "country"),
    [
        *(("US-VT", "USA"), ("CN-BJ", "CHN"), ("eu-west-3", "FRA"), ("me-central1", "QAT")),
        *(("FRA", None), ("x-y", None)),
    ],
)
def test_the_country_of_a_place(place, country):
    assert country_of(place) == country


def test_an_accelerator_has_rated_and_measured_power_apart():
    v100 = accelerator("nvidia-v100-sxm2-32gb")
    assert (v100.tdp.value, v100.system_power.value, v100.memory_gb) == (300, 325, 32)
    assert v100.tdp.source == "NVIDIA V100 datasheet"
    assert v100.system_power.id == "measured/system-power/nvidia-v100-sxm2-32gb/patterson-2021"


def test_what_is_not_known_of_an_accelerator_is_none_and_not_zero():
    h100, p100 = accelerator("nvidia-h100-sxm5-80gb"), accelerator("nvidia-p100-sxm2")
    assert (h100.tdp.value, h100.system_power) == (700, None)
    assert (p100.tdp, p100.memory_gb, p100.system_power.value) == (None, None, 271)


@pytest.mark.parametrize("code", ["aws-trainium2", "nvidia-h100", "", "no-such-thing", "\udcff"])
def test_an_accelerator_without_figures_is_none(code):
    assert accelerator(code) is None


def test_a_look_up_imports_no_heavy_library():
    program = (
        "import sys; from fullcount.factors import default_library\n"
        "default_library().find('grid-carbon-intensity', 'US-VT', 2024)\n"
        "print(*{'numpy', 'pandas', 'frictionless', 'jsonschema', 'hashlib', 'difflib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
