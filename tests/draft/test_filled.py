"""What is open at facilities is taken from the user's own tables; what is stated is not touched."""

import copy
from typing import Any

import pytest

from fullcount.draft.filled import filled
from fullcount.draft.work_year import work_year
from fullcount.factors import FactorLibrary, FactorTable

from .parts import figure, missing

Item = dict[str, Any]
HEADER = "id,kind,region,year,scope,value,low,high,unit,source\n"
ROWS = {
    "pue": "mylab/pue/par/2024,pue,par,2024,pue,1.2,,,1,ours",
    "wue": "mylab/wue/FRA/2024,wue,FRA,2024,wue,0.3,0.2,0.4,L/kWh,ours",
    "grid": "mylab/grid/FRA/2022,grid-carbon-intensity,FRA,2022,lifecycle-generation,60,,,gCO2e/kWh,ours",
    "contract": "mylab/contract/FRA/2024,grid-carbon-intensity,FRA,2024,contractual,20,,,gCO2e/kWh,ours",
    "minerals": "mylab/adpe/FRA/2024,electricity-adpe,FRA,2024,minerals,4.9e-8,,,kgSbe/kWh,ours",
}
EXPLAINED = "no figure for FRA in 2024: 2022 (2 y earlier) is used"


@pytest.fixture
def own(tmp_path):
    """A library of the named rows, or of rows as they stand."""

    def write(*rows: str) -> FactorLibrary:
        path = tmp_path / "own.csv"
        path.write_text(HEADER + "\n".join(ROWS.get(row, row) for row in rows) + "\n", encoding="utf-8")
        return FactorLibrary([FactorTable.read(path, licence="ours")])

    return write


def disclosure(**facility: Any) -> Item:
    period = {"start": "2023-06-01", "end": "2025-06-01"}
    site = {"id": "par", "name": "Paris", "country": "FRA", **facility}
    return {"scope": {"period": period}, "facilities": [site], "compute": []}


def site_of(document: Any) -> Item:
    return dict(document["facilities"][0])


def test_every_open_figure_is_filled_with_its_factor_year_scope_and_basis(own) -> None:
    document, said = filled(disclosure(), own(*ROWS))
    assert site_of(document) == {
        **site_of(disclosure()),
        "pue": figure(1.2, "1", factor="mylab/pue/par/2024", year=2024, scope="pue", basis="default"),
        "wue": figure(
            0.3,
            "L/kWh",
            low=0.2,
            high=0.4,
            factor="mylab/wue/FRA/2024",
            year=2024,
            scope="wue",
            basis="default",
        ),
        "carbon_intensity_location_based": figure(
            60.0,
            "gCO2e/kWh",
            factor="mylab/grid/FRA/2022",
            year=2022,
            scope="lifecycle-generation",
            basis="default",
            note=EXPLAINED,
        ),
        "carbon_intensity_market_based": figure(
            20.0,
            "gCO2e/kWh",
            factor="mylab/contract/FRA/2024",
            year=2024,
            scope="contractual",
            basis="default",
        ),
        "use_factors": [
            {
                "category": "adpe",
                "amount": figure(
                    4.9e-8,
                    "kgSbe/kWh",
                    factor="mylab/adpe/FRA/2024",
                    year=2024,
                    scope="minerals",
                    basis="default",
                ),
            }
        ],
    }
    assert said == (
        "PUE of par: 1.2 (mylab/pue/par/2024)",
        "WUE of par: 0.3 L/kWh (mylab/wue/FRA/2024)",
        f"location-based carbon intensity of par: 60 gCO2e/kWh (mylab/grid/FRA/2022; {EXPLAINED})",
        "market-based carbon intensity of par: 20 gCO2e/kWh (mylab/contract/FRA/2024)",
        "mineral depletion per kWh of par: 4.9e-08 kgSbe/kWh (mylab/adpe/FRA/2024)",
    )


@pytest.mark.parametrize(
    "stated",
    [
        figure(1.3, "1", basis="measured"),
        {"below": 1.5, "unit": "1"},
        {"not_disclosed": {"reason": "not-applicable", "note": "a laptop"}},
    ],
    ids=["value", "bound", "not applicable"],
)
def test_what_is_stated_stays_and_so_does_the_disclosure(own, stated: Item) -> None:
    document = disclosure(pue=stated)
    answer, said = filled(document, own("pue"))
    assert answer is document
    assert said == ()


def test_a_pue_never_stands_beside_an_overhead_ratio(own) -> None:
    assert filled(disclosure(overhead_ratio=figure(1.4, "1")), own("pue"))[1] == ()
    assert len(filled(disclosure(overhead_ratio=missing()), own("pue"))[1]) == 1


def test_what_is_not_filled_stays_the_same_object(own) -> None:
    stated, open_, other = figure(1.3, "1"), missing(), {"category": "pe", "amount": missing()}
    original = disclosure(pue=stated, use_factors=[{"category": "adpe", "amount": open_}, other])
    original["facilities"].append({"id": "else", "name": "Elsewhere", "country": "DEU"})
    before = copy.deepcopy(original)
    answer, said = filled(original, own("minerals", "pue"))
    assert len(said) == 1
    assert original == before
    assert answer["compute"] is original["compute"]
    assert answer["facilities"][1] is original["facilities"][1]
    site = site_of(answer)
    assert site["pue"] is stated
    assert site["use_factors"][1] is other
    assert site["use_factors"][0]["amount"]["value"] == 4.9e-8


@pytest.mark.parametrize("order", [1, -1])
def test_a_category_that_is_stated_once_is_not_filled_beside_it(own, order: int) -> None:
    stated = {"category": "adpe", "amount": figure(5e-8, "kgSbe/kWh")}
    listed = [stated, {"category": "adpe", "amount": missing()}][::order]
    assert filled(disclosure(use_factors=listed), own("minerals"))[1] == ()


def test_a_contract_is_never_taken_for_the_grid_nor_the_grid_for_a_contract(own) -> None:
    assert "carbon_intensity_location_based" not in site_of(filled(disclosure(), own("contract"))[0])
    assert "carbon_intensity_market_based" not in site_of(filled(disclosure(), own("grid"))[0])


def row(region: str) -> str:
    return f"mylab/wue/{region}/2024,wue,{region},2024,wue,0.3,,,L/kWh,ours"


@pytest.mark.parametrize(
    ("place", "regions", "taken"),
    [
        ({"country": "USA", "subdivision": "US-VT"}, ["USA", "US-VT"], "US-VT"),
        (
            {"country": "USA", "subdivision": "US-VA", "cloud_region": "us-east-1"},
            ["USA", "us-east-1"],
            "us-east-1",
        ),
        ({"country": "USA", "cloud_region": "aws:us-east-1"}, ["USA", "us-east-1"], "us-east-1"),
        ({"country": "USA", "subdivision": "US-VT"}, ["USA", "FRA"], "USA"),
        ({"country": "FRA"}, ["par", "FRA"], "par"),
        ({"country": "DEU"}, ["FRA", "WLD"], None),
    ],
)
def test_the_nearest_place_wins_and_the_world_stands_in_for_nobody(own, place, regions, taken) -> None:
    answer, said = filled(disclosure(**place), own(*map(row, regions)))
    assert site_of(answer).get("wue", {}).get("factor") == (taken and f"mylab/wue/{taken}/2024")
    assert bool(said) == bool(taken)


def test_a_country_that_stands_in_for_its_state_says_so(own) -> None:
    _, (said,) = filled(disclosure(country="USA", subdivision="US-VT"), own(row("USA")))
    assert said.endswith("(mylab/wue/USA/2024; no figure for US-VT in 2024: USA in 2024 is used)")


def test_an_id_that_looks_like_a_country_is_not_one(own) -> None:
    site = {"id": "ML-1", "name": "Machine hall", "country": None}
    document = {**disclosure(), "facilities": [{key: value for key, value in site.items() if value}]}
    assert filled(document, own(row("MLI")))[1] == ()


@pytest.mark.parametrize(
    ("document", "year"),
    [
        ({"scope": {"period": {"start": "2020-01-01", "end": "2024-12-31"}}}, 2022),
        (
            {
                "compute": [
                    {"period": {"start": "2021-01-01", "end": "2021-02-01"}},
                    {},
                    {"period": {"start": "2023-01-01", "end": "2023-02-01"}},
                ],
                "revision": {"date": "2026-01-01"},
            },
            2022,
        ),
        ({"scope": {}, "revision": {"date": "2026-01-01"}}, 2026),
        ({"scope": {"period": {"start": "soon", "end": "2024-12-31"}}}, 2024),
        ({}, 0),
    ],
    ids=["period", "lines", "revision", "half a period", "nothing"],
)
def test_the_year_is_the_middle_of_the_work(document: Item, year: int) -> None:
    assert work_year(document) == year
