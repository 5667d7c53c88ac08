"""Data packages of the user's own: every table as its package describes it, or none of them."""

import hashlib
import json

import frictionless
import pytest

from fullcount.factors import FactorError
from fullcount.factors.packages import read_tables

HEADER = "id,kind,region,year,scope,value,unit,source\n"
PUE = "mylab/pue/here/2024,pue,here,2024,pue,1.2,1,Our meter\n"
GRID = "mylab/stack/FRA/2024,grid-carbon-intensity,FRA,2024,stack,30,gCO2e/kWh,Our supplier\n"


def resource(name, content, **changes):
    digest = hashlib.sha256(content.encode()).hexdigest()
    described = {"name": name, "path": f"{name}.csv", "bytes": len(content), "hash": f"sha256:{digest}"}
    return {key: value for key, value in {**described, **changes}.items() if value is not None}


@pytest.fixture
def package(tmp_path):
    """Writes tables and their package; `changes` are to the description of the first."""

    def write(tables=None, licence=None, **changes):
        contents = tables or {"factors-sites": HEADER + PUE, "factors-grid": HEADER + GRID}
        described = []
        for number, (name, content) in enumerate(contents.items()):
            (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
            described.append(resource(name, content, **(changes if number == 0 else {})))
        data = {"name": "ours", "resources": described}
        if licence:
            data["licenses"] = [licence]
        (tmp_path / "datapackage.json").write_text(json.dumps(data), encoding="utf-8")
        return tmp_path

    return write


def problems_of(path):
    with pytest.raises(FactorError) as caught:
        read_tables(path, licence="ours")
    return caught.value.problems


@pytest.mark.parametrize("name", [".", "datapackage.json"])
def test_every_table_named_factors_is_taken_and_no_other(package, name):
    folder = package({"factors-sites": HEADER + PUE, "factors-grid": HEADER + GRID, "notes": "not,factors\n"})
    tables = read_tables(folder / name, licence="ours")
    assert [factor.id for table in tables for factor in table.scan()] == [
        "mylab/pue/here/2024",
        "mylab/stack/FRA/2024",
    ]


def test_it_is_a_data_package_for_other_tools_too(package):
    assert frictionless.validate(str(package() / "datapackage.json")).valid


def test_a_plain_table_is_read_as_ever(package):
    (table,) = read_tables(package() / "factors-grid.csv", licence="ours")
    assert table.get("mylab/stack/FRA/2024").licence == "ours"


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        (None, "ours"),
        ({"name": "CC0-1.0"}, "CC0-1.0"),
        ({"path": "https://example.org/l"}, "https://example.org/l"),
    ],
)
def test_the_licence_of_the_package_stands_before_that_of_the_command(package, licence, expected):
    tables = read_tables(package(licence=licence), licence="ours")
    assert {factor.licence for table in tables for factor in table.scan()} == {expected}


def test_a_package_need_not_state_sizes_and_hashes(package):
    assert len(read_tables(package(bytes=None, hash=None), licence="ours")) == 2


def test_a_hash_may_be_in_capitals_and_without_its_name(package):
    digest = hashlib.sha256((HEADER + PUE).encode()).hexdigest().upper()
    assert len(read_tables(package(hash=digest), licence="ours")) == 2


@pytest.mark.parametrize(
    ("changes", "found", "expected"),
    [
        ({"hash": f"sha256:{'0' * 64}"}, "a table changed since it was sealed", "the sha256 0000"),
        ({"bytes": 7}, "bytes", "the 7 bytes of datapackage.json"),
        ({"hash": "md5:" + "0" * 32}, "the hash 'md5:0000", "'sha256:' and 64 hexadecimal digits"),
        ({"hash": "0" * 32}, "the hash '0000", "'sha256:' and 64 hexadecimal digits"),
        ({"hash": 12}, "the hash '12'", "'sha256:' and 64 hexadecimal digits"),
        ({"path": "../factors-sites.csv"}, "leads outside the folder", "a relative path inside the package"),
        ({"path": "/etc/passwd"}, "leads outside the folder", "a relative path inside the package"),
        ({"path": "https://example.org/f.csv"}, "the path 'https://", "the path of one CSV file"),
        ({"path": ["a.csv", "b.csv"]}, "the path \"['a.csv'", "the path of one CSV file"),
        ({"path": None}, "the path 'None'", "the path of one CSV file"),
        ({"path": "absent.csv"}, "No such file", "a readable file"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_table_that_is_not_what_the_package_says_is_refused(package, changes, found, expected):
    problem = problems_of(package(**changes))[0]
    assert found in problem.found
    assert problem.expected.startswith(expected)
    assert problem.remedy


def test_a_link_that_leads_outside_is_refused(package, tmp_path_factory):
    folder, elsewhere = package(), tmp_path_factory.mktemp("elsewhere") / "f.csv"
    elsewhere.write_text(HEADER + PUE, encoding="utf-8")
    (folder / "factors-sites.csv").unlink()
    (folder / "factors-sites.csv").symlink_to(elsewhere)
    assert "leads outside the folder" in problems_of(folder)[0].found


def test_a_bad_row_in_one_table_refuses_all_and_every_table_is_told_of_at_once(package):
    bad = {
        "factors-sites": HEADER + PUE.replace("1.2", "0.5"),
        "factors-grid": HEADER + GRID.replace("2024", "24"),
    }
    problems = problems_of(package(bad))
    assert {problem.file.rpartition("/")[2] for problem in problems} == {
        "factors-sites.csv",
        "factors-grid.csv",
    }
    assert {problem.line for problem in problems} == {2}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "an empty"),
        ("{", ""),
        ("[]", "no object"),
        ("{}", "no resource named factors"),
        ('{"resources": 3}', "no resource named factors"),
        ('{"resources": [3, {"name": "other"}]}', "no resource named factors"),
        ("[" * 5000, ""),
    ],
    ids=range(7),
)
def test_a_descriptor_that_describes_no_table_is_refused(tmp_path, text, found):
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    problem = problems_of(tmp_path)[0]
    assert found in problem.found
    assert problem.file.endswith("datapackage.json")


def test_a_folder_without_a_package_is_refused(tmp_path):
    (problem,) = problems_of(tmp_path)
    assert problem.found == "a folder without datapackage.json"
    assert problem.file == str(tmp_path)
