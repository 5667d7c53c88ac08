"""Tables of the user's own: used before the shipped ones when good, refused as a whole when not."""

import pytest

from fullcount.factors import FactorError, FactorLibrary, FactorTable, Step, default_library

HEADER = "id,kind,region,year,scope,value,low,high,unit,source,verified\n"
GOOD = "mylab/stack/FRA/2020,grid-carbon-intensity,FRA,2020,stack,30,25,35,gCO2e/kWh,Our meter,\n"
GOOD_ID = "mylab/stack/FRA/2020"


def row(**changes):
    cells = dict(zip(HEADER.strip().split(","), GOOD.strip().split(","), strict=True)) | changes
    return ",".join(cells.values()) + "\n"


@pytest.fixture
def path_of(tmp_path):
    def write(text):
        path = tmp_path / "own.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def problems_of(path_of):
    def read(text):
        with pytest.raises(FactorError) as caught:
            FactorTable.read(path_of(text), licence="ours")
        return caught.value.problems

    return read


def test_a_good_table_gives_its_factors_under_the_licence_that_was_named(path_of):
    table = FactorTable.read(path_of(HEADER + GOOD), licence="in-house")
    factor = table.get(GOOD_ID)
    assert (factor.low, factor.value, factor.high, factor.licence) == (25, 30, 35, "in-house")
    assert table.get("mylab/stack/FRA/2021") is None
    assert list(table.scan("grid-carbon-intensity", "FRA")) == [factor] == list(table.scan())
    assert list(table.scan("pue")) == []


def test_a_row_may_name_a_licence_of_its_own(path_of):
    text = HEADER.strip() + ",licence\n" + GOOD.strip() + ",CC0-1.0\n"
    assert FactorTable.read(path_of(text), licence="ours").get(GOOD_ID).licence == "CC0-1.0"


def test_columns_stand_in_any_order_after_a_byte_order_mark_and_between_blank_lines(path_of):
    cells = "1,S,1.2,pue,2024,here,pue,mylab/pue/here/2024"
    text = f"\ufeffunit,source,value,scope,year,region,kind,id\r\n\r\n{cells}\r\n"
    assert FactorTable.read(path_of(text), licence="x").get("mylab/pue/here/2024").value == 1.2


def test_the_users_table_is_searched_before_the_shipped_ones(path_of):
    library = default_library().with_own(FactorTable.read(path_of(HEADER + GOOD), licence="x"))
    found = library.find("grid-carbon-intensity", "FRA", 2024)
    assert (found.factor.id, found.step) == (GOOD_ID, Step.EARLIER_YEAR)
    found = library.find("grid-carbon-intensity", "DEU", 2024)
    assert found.factor.id == "ember/lifecycle-generation/DEU/2024"
    assert library.get(GOOD_ID).value == 30
    assert default_library().get(GOOD_ID) is None


def test_an_id_that_a_shipped_table_has_is_refused(path_of):
    own = FactorTable.read(path_of(HEADER + row(id="ember/lifecycle-generation/FRA/2024")), licence="x")
    with pytest.raises(FactorError, match=r"the id 'ember/lifecycle-generation/FRA/2024', which .*cc-by"):
        default_library().with_own(own)


def test_an_id_in_two_tables_of_the_user_is_refused(path_of):
    own = FactorTable.read(path_of(HEADER + GOOD), licence="x")
    with pytest.raises(FactorError, match="ids that no other table has"):
        FactorLibrary([own, own])


@pytest.mark.parametrize(
    ("changes", "found", "expected"),
    [
        ({"unit": "kgCO2e/kWh"}, "unit 'kgCO2e/kWh'", "'gCO2e/kWh', the unit of every grid-carbon-intensity"),
        ({"unit": ""}, "no unit", "'gCO2e/kWh', the unit of every grid-carbon-intensity"),
        ({"year": ""}, "no year", "the year the figure is for, such as 2024"),
        ({"year": "24"}, "year '24'", "the year the figure is for, such as 2024"),
        ({"low": "31"}, "low 31, value 30, high 35", "low <= value <= high"),
        ({"high": "29"}, "low 25, value 30, high 29", "low <= value <= high"),
        ({"value": "-30", "low": ""}, "value '-30'", "a figure of 0 or more"),
        ({"low": "-1"}, "low '-1'", "a figure of 0 or more"),
        ({"value": ""}, "no value", "a number"),
        ({"value": "nan"}, "value 'nan'", "a number"),
        ({"value": "1e999"}, "value '1e999'", "a number"),
        ({"value": "1_000"}, "value '1_000'", "a number"),
        ({"value": "30 g"}, "value '30 g'", "a number"),
        ({"value": '"0,03"'}, "value '0,03'", "a number"),
        ({"high": "N/A"}, "high 'N/A'", "a number"),
        ({"kind": "grid-carbon"}, "kind 'grid-carbon'", "one of grid-carbon-intensity"),
        ({"region": ""}, "no region", "the place that this grid-carbon-intensity is for"),
        ({"region": "F R"}, "region 'F R'", "a place in letters, digits"),
        ({"region": "FRX"}, "region 'FRX'", "the ISO 3166-1 alpha-3 code of a country"),
        ({"region": "FR"}, "region 'FR'", "the ISO 3166-1 alpha-3 code of a country"),
        ({"id": "FRA 2020"}, "id 'FRA 2020'", "an id such as"),
        ({"scope": "Life Cycle"}, "scope 'Life Cycle'", "a scope such as"),
        ({"source": ""}, "no source", "the source of the figure"),
        ({"verified": "maybe"}, "verified 'maybe'", "'yes', 'partly' or 'no'"),
        ({"verified": "no"}, "verified 'no'", "a checked figure"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_what_belongs_there(problems_of, changes, found, expected):
    (problem,) = problems_of(HEADER + GOOD + row(**{"id": "mylab/stack/FRA/1999", "year": "1999", **changes}))
    assert (problem.line, problem.found) == (3, found)
    assert problem.expected.startswith(expected)
    assert problem.remedy
    assert problem.file.endswith("own.csv")


def test_every_bad_row_is_listed_at_once(problems_of):
    bad = row(id="a/b/c", value="x", year="") + row(id="a/b/d", unit="g", year="2021")
    problems = problems_of(HEADER + GOOD + bad + GOOD + "short,row\n")
    assert [problem.line for problem in problems] == [3, 3, 4, 5, 6]
    assert problems[3].found == f"the id '{GOOD_ID}' again, first in line 2"
    assert problems[4].found == "2 cells"


@pytest.mark.parametrize(
    ("region", "remedy"),
    [
        ("FRX", "did you mean FRO (Faroe Islands) or FRA (France)?"),
        ("FR", "write FRA (France)"),
        ("UK", "write GBR (United Kingdom)"),
        ("QQQ", "write the code of the country; a site in lower-case letters"),
    ],
)
def test_a_country_that_nobody_would_ask_for_is_refused_with_the_one_that_was_meant(
    problems_of, region, remedy
):
    (problem,) = problems_of(HEADER + row(region=region))
    assert (problem.line, problem.remedy) == (2, remedy)


@pytest.mark.parametrize("region", ["WLD", "XKX", "FRA", "US-VT", "europe-west9", "fra", "DC5", "lab_2"])
def test_the_world_countries_and_places_of_other_names_are_taken(path_of, region):
    assert FactorTable.read(path_of(HEADER + row(region=region)), licence="x").get(GOOD_ID).region == region


def test_two_rows_for_one_place_year_and_scope_are_refused_with_both(problems_of):
    (problem,) = problems_of(HEADER + GOOD + row(id="mylab/other/FRA/2020", value="31"))
    assert (problem.line, problem.found) == (
        3,
        "'mylab/other/FRA/2020' beside 'mylab/stack/FRA/2020' in line 2, both for "
        "grid-carbon-intensity FRA 2020 stack",
    )


@pytest.mark.parametrize("changes", [{"year": "2021"}, {"scope": "stack-co2"}, {"region": "DEU"}])
def test_rows_that_differ_in_year_scope_or_region_stand_together(path_of, changes):
    text = HEADER + GOOD + row(id="mylab/other/x/2020", **changes)
    assert len(list(FactorTable.read(path_of(text), licence="x").scan())) == 2


def test_things_are_told_apart_by_their_ids_alone(path_of):
    device = {"kind": "accelerator-tdp", "region": "", "scope": "tdp", "unit": "W"}
    text = HEADER + row(**device, id="mylab/tdp/one") + row(**device, id="mylab/tdp/other")
    assert len(list(FactorTable.read(path_of(text), licence="x").scan())) == 2


def test_two_tables_for_one_place_year_and_scope_are_refused_with_both(tmp_path):
    tables = []
    for name in ("one", "other"):
        path = tmp_path / f"{name}.csv"
        path.write_text(HEADER + row(id=f"mylab/{name}/FRA/2020"), encoding="utf-8")
        tables.append(FactorTable.read(path, licence="x"))
    with pytest.raises(FactorError) as caught:
        default_library().with_own(*tables)
    (problem,) = caught.value.problems
    assert problem.file.endswith("other.csv")
    assert all(word in problem.found for word in ("mylab/one/FRA/2020", "mylab/other/FRA/2020", "one.csv"))


def test_three_figures_out_of_order_are_shown_together(problems_of):
    (problem,) = problems_of(HEADER + row(low="40", high="20"))
    assert problem.found == "low 40, value 30, high 20"


def test_a_near_kind_or_column_is_suggested(problems_of):
    (kind,) = problems_of(HEADER + row(kind="gridcarbon-intensity"))
    assert kind.remedy == "did you mean 'grid-carbon-intensity'?"
    (column,) = problems_of(HEADER.strip() + ",licens\n" + GOOD.strip() + ",x\n")
    assert column.remedy == "did you mean 'licence'?"


def test_an_unverified_row_is_taken_when_that_is_asked_for(path_of):
    table = FactorTable.read(path_of(HEADER + row(verified="no")), licence="x", allow_unverified=True)
    assert table.get(GOOD_ID).verified == "no"


def test_a_table_without_a_licence_is_refused(path_of):
    with pytest.raises(FactorError, match="found no licence"):
        FactorTable.read(path_of(HEADER + GOOD), licence="")


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        (b"", 1, "no column 'id'"),
        (HEADER.encode(), 0, "no row"),
        (HEADER.replace(",", ";").encode(), 1, "no column 'id'"),
        (HEADER.encode() + b"a,\xff,b\n", 2, "the byte 0xff"),
        ("id,kind".encode("utf-16"), 1, "the byte 0xff"),
        (HEADER.encode() + b'"never closed\n', 2, "unexpected end of data"),
        (HEADER.replace("region", "id").encode(), 1, "the column 'id' twice"),
        (b"\x00\x01\x02", 1, "no column 'id'"),
    ],
)
def test_a_file_that_is_no_factor_table_is_refused_with_a_reason(problems_of, content, line, found):
    first = problems_of(content)[0]
    assert (first.line, first.found) == (line, found)


def test_semicolons_are_recognised(problems_of):
    assert "semicolons" in problems_of(HEADER.replace(",", ";"))[0].remedy


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(FactorError, match="expected a readable file"):
            FactorTable.read(path, licence="x")


def test_an_enormous_file_is_refused(problems_of, monkeypatch):
    monkeypatch.setattr("fullcount.factors.own.MAX_BYTES", 10)
    assert problems_of(HEADER + GOOD)[0].found == "a file over 64 MiB"


def test_a_long_list_of_problems_is_cut_in_print_and_whole_as_data(path_of):
    text = HEADER + "".join(
        row(id=f"a/b/{number}", value="x", year=f"{1920 + number}") for number in range(80)
    )
    with pytest.raises(FactorError) as caught:
        FactorTable.read(path_of(text), licence="x")
    assert len(caught.value.problems) == 80
    assert str(caught.value).endswith("and 30 more")


def test_a_problem_reads_as_one_line(problems_of):
    problem = problems_of(HEADER + row(unit="kg"))[0]
    assert str(problem) == (
        f"{problem.file}:2: found unit 'kg'; expected 'gCO2e/kWh', the unit of every grid-carbon-intensity; "
        "convert the value to gCO2e/kWh"
    )
