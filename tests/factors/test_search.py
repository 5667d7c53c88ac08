"""What is known for a place, what words find, and how a factor is cited."""

import json

import pytest

from fullcount.factors import FactorTable, Step, default_library
from fullcount.factors.citation import citation
from fullcount.factors.library import PACKAGES
from fullcount.factors.search import (
    at_place,
    by_words,
    known_place,
    known_years,
    nearest_ids,
    nearest_names,
    place_named,
)
from fullcount.rooms import dataset_room

ROOM = dataset_room("factors")
LIBRARY = default_library()


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("FRA", "FRA"),
        ("fr", "FRA"),
        ("UK", "GBR"),
        ("uk", "GBR"),
        ("EU", None),
        ("us-vt", "US-VT"),
        ("EUROPE-WEST9", "europe-west9"),
        ("scaleway-fr-par-2", "scaleway-fr-par-2"),
        ("us-east-1", "us-east-1"),
        ("US-EAST-1", "us-east-1"),
        ("US-ZZ", "US-ZZ"),
        ("ml-cluster", None),
        ("h100", None),
        ("FRX", None),
        ("", None),
    ],
)
def test_a_place_is_known_in_any_case(word, place):
    assert known_place(LIBRARY, word) == place


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("France", "FRA"),
        ("vermont", "US-VT"),
        ("United States", "USA"),
        ("West Virginia", "US-WV"),
        ("Georgia", None),
        ("Virginia Beach", None),
        ("NVIDIA H100", None),
        ("", None),
    ],
)
def test_a_place_is_known_by_its_name_where_it_alone_has_it(name, place):
    assert place_named(LIBRARY, name.split()) == place


def test_the_years_of_what_was_asked_for_are_known():
    assert known_years(LIBRARY, "FRA", ["FRA"]) == "2010 to 2024"
    assert known_years(LIBRARY, "scaleway-fr-par-2", []) == "2025"
    assert known_years(LIBRARY, None, ["h100", "nvl"]) == "2023"
    assert known_years(LIBRARY, None, ["nothing"]) == ""


def test_a_place_has_one_answer_for_each_kind_and_scope_the_preferred_first():
    found = at_place(LIBRARY, "europe-west9", 2024)
    assert [(item.factor.id, item.step) for item in found] == [
        ("ember/lifecycle-generation/FRA/2024", Step.COUNTRY_EXACT_YEAR),
        ("gcp/consumption/europe-west9/2024", Step.EXACT_YEAR),
        ("wri/offsite-water/FRA/2015", Step.COUNTRY_EARLIER_YEAR),
    ]


def test_without_a_year_the_newest_is_exact():
    assert [(item.factor.year, item.explanation) for item in at_place(LIBRARY, "FRA", None)] == [
        (2024, ""),
        (2015, ""),
    ]


@pytest.mark.parametrize(
    ("narrowed", "ids"),
    [
        ({"kind": "grid-water-intensity"}, ["wri/offsite-water/USA/2015"]),
        ({"scope": "stack"}, ["egrid/stack/US-VT/2023"]),
        ({"kind": "pue"}, []),
        ({"kind": "grid-water-intensity", "scope": "stack"}, []),
    ],
)
def test_kind_and_scope_narrow_the_answer(narrowed, ids):
    assert [item.factor.id for item in at_place(LIBRARY, "US-VT", 2023, **narrowed)] == ids


def test_words_find_things_in_ids_and_names_in_any_case():
    ids = [item.factor.id for item in by_words(LIBRARY, ["NVIDIA", "b200"], None)]
    assert ids == [
        "embodied/gwp/nvidia-b200-sxm6-180gb/nvidia-pcf-2025",
        "embodied/gwp/nvidia-hgx-b200-8gpu/nvidia-pcf-2025",
        "vendor/tdp/nvidia-b200-sxm6-180gb",
    ]


def test_a_year_chooses_among_places_and_says_nothing_of_things():
    assert by_words(LIBRARY, ["h100"], 1999) == by_words(LIBRARY, ["h100"], None) != []
    (found,) = by_words(LIBRARY, ["vermont"], 2020)
    assert (found.factor.id, found.step) == ("egrid/stack/US-VT/2023", Step.LATER_YEAR)


def test_what_was_misspelt_is_suggested():
    assert "FRA" in nearest_names(LIBRARY, ["FRX"])
    assert "nvidia-h100-sxm5-80gb" in nearest_names(LIBRARY, ["nvidia-h100-sxm"])
    assert (
        nearest_ids(LIBRARY, "ember/lifecycle-generation/FRA/204")[0] == "ember/lifecycle-generation/FRA/2024"
    )
    assert nearest_names(LIBRARY, ["!!!!!!!!!!!!!"]) == []


def test_the_citation_of_a_share_alike_row_names_the_database_that_its_licence_protects():
    table = next(table for table in LIBRARY.tables if table.path.parent.name == "odbl")
    factor = next(table.scan())
    assert "Boavizta, environmental-footprint-data" in citation(factor, table.path)
    assert "ODbL-1.0" in citation(factor, table.path)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_row_is_cited_by_a_source_that_its_package_names(package):
    sources = json.loads((ROOM / package / "datapackage.json").read_bytes())["sources"]
    table = FactorTable.shipped(ROOM / package / "factors.csv")
    for factor in table.scan():
        cited = citation(factor, table.path)
        assert any(source["title"] in cited for source in sources), factor.id
        assert factor.retrieved in cited


def test_every_source_of_a_package_can_be_found():
    for package in PACKAGES:
        for source in json.loads((ROOM / package / "datapackage.json").read_bytes())["sources"]:
            assert source["title"]
            assert source["path"].startswith("https://"), source


def test_a_table_in_no_package_is_cited_by_its_rows(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "id,kind,region,year,scope,value,unit,source\nmylab/p/x/2024,pue,x,2024,p,1.2,1,Our meter\n"
    )
    factor = FactorTable.read(path, licence="CC0-1.0").get("mylab/p/x/2024")
    assert citation(factor, path) == "Our meter, licence CC0-1.0"
