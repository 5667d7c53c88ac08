"""What a merge does where the package of a ledger says something else than its table, or that it is a sample."""

import json

import pytest

from fullcount.cli import main
from fullcount.ledger import write_ledger
from fullcount.ledger.errors import LedgerError
from fullcount.ledger.merge import merge_ledgers


@pytest.fixture
def changed(tmp_path, job):
    """A ledger whose table was changed after its package was written."""
    table = write_ledger([job()], tmp_path / "changed")
    table.write_text(table.read_text().replace(",3600,8,", ",3600,80,"))
    return table


@pytest.mark.parametrize("name", ["", "datapackage.json"])
def test_a_table_with_another_hash_than_its_package_states_is_refused(changed, tmp_path, capsys, name):
    assert main(["ledger", "merge", str(changed.parent / name), "--out", str(tmp_path / "out")]) == 3
    told = capsys.readouterr().err
    assert "hash-count: the hash sha256:" in told
    assert "name the file itself" in told
    assert not (tmp_path / "out").exists()


def test_a_changed_table_that_is_named_itself_is_merged_and_said(changed):
    merge = merge_ledgers([changed])
    assert [row.accelerators for row in merge.rows] == [80.0]
    assert any("has another hash" in sentence for sentence in merge.rows.report.assumptions)
    stated = json.loads((changed.parent / "datapackage.json").read_text())["resources"][0]["hash"]
    assert merge.package()["sources"][0]["x-hash"] != stated


@pytest.mark.parametrize("stated", ["SHA512:1", None, 5, [], "sha512:ab"])
def test_a_hash_that_cannot_be_compared_is_left_alone(tmp_path, job, stated):
    table = write_ledger([job()], tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text())
    package["resources"][0]["hash"] = stated
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    assert list(merge_ledgers([table.parent]).rows) == [job()]


def test_a_sample_is_refused_by_its_package_where_its_rows_do_not_say_so(tmp_path, job):
    write_ledger([job()], tmp_path, more={"x-sample": {"rows": 1}})
    with pytest.raises(LedgerError, match="found a sample, expected whole ledgers"):
        merge_ledgers([tmp_path])
