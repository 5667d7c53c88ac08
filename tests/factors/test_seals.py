"""A shipped table is used only as it was sealed, and a message says what to do where it is not."""

import shutil

import pytest

from fullcount.factors import FactorError, FactorLibrary, FactorTable, default_library
from fullcount.factors.library import PACKAGES
from fullcount.factors.seals import verify_shipped
from fullcount.rooms import dataset_room

ROOM = dataset_room("factors")
H100 = "vendor/tdp/nvidia-h100-sxm5-80gb"


@pytest.fixture
def facts(tmp_path):
    return shutil.copytree(ROOM / "facts", tmp_path / "facts")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_shipped_table_has_the_hash_that_it_was_sealed_with(package):
    for path in (ROOM / package).glob("*.csv"):
        verify_shipped(path)


def test_the_shipped_library_verifies():
    assert default_library().verify() is default_library()


@pytest.mark.parametrize("new", [",800,,,W", ",7000,,,W", ""], ids=["same length", "longer", "shorter"])
def test_a_changed_table_is_not_used(facts, new):
    edit(facts / "factors.csv", ",700,,,W", new)
    table = FactorTable.shipped(facts / "factors.csv")
    for use in (lambda: table.get(H100), lambda: list(table.scan()), table.verify):
        with pytest.raises(
            FactorError, match=r"changed since it was sealed.+reinstall fullcount, or seal it"
        ):
            use()


def test_a_table_cut_short_is_not_used(facts):
    path = facts / "factors.csv"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(FactorError, match="changed since it was sealed"):
        FactorTable.shipped(path).get(H100)


def test_verifying_also_finds_what_a_forged_checksum_hides(facts):
    sealed = (facts / "datapackage.json").read_text(encoding="utf-8")
    digest = sealed.partition("sha256:")[2][:64]
    edit(facts / "datapackage.json", digest, "0" * 64)
    table = FactorTable.shipped(facts / "factors.csv")
    assert table.get(H100).value == 700
    with pytest.raises(FactorError, match="changed since it was sealed"):
        FactorLibrary([table]).verify()


@pytest.mark.parametrize("descriptor", ["", "{", "[]", "{}", '{"resources": [{}]}', '{"resources": []}'])
def test_a_package_without_a_readable_seal_is_not_used(facts, descriptor):
    (facts / "datapackage.json").write_text(descriptor, encoding="utf-8")
    with pytest.raises(FactorError, match="reinstall fullcount"):
        FactorTable.shipped(facts / "factors.csv").get(H100)


def test_a_package_without_a_descriptor_is_not_used(facts):
    (facts / "datapackage.json").unlink()
    with pytest.raises(FactorError, match="no readable description of the package"):
        FactorTable.shipped(facts / "factors.csv").get(H100)
