"""A sample keeps the shares of the strata, is the same for a seed, and says that it is one."""

import json
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.cli import main
from fullcount.ledger import LedgerError, read_table, write_ledger
from fullcount.ledger.sample import allocated, sample_ledger


@pytest.fixture
def ledger(tmp_path, job):
    """900 rows in three strata of 600, 250 and 50."""
    outcomes = ["completed"] * 600 + ["failed"] * 250 + ["timeout"] * 50
    return [job(str(n), outcome=outcome, elapsed_s=float(n)) for n, outcome in enumerate(outcomes)]


@pytest.fixture
def sample(tmp_path, ledger):
    """Samples the ledger with its rows in some order."""

    def take(rows, seed=0, order=None):
        written = random.Random(order).sample(ledger, len(ledger)) if order is not None else ledger
        return sample_ledger(write_ledger(written, tmp_path / f"order-{order}"), rows, seed)

    return take


def test_every_stratum_keeps_its_share(sample):
    outcomes = Counter(row.outcome for row in sample(90).rows)
    assert outcomes == {"completed": 60, "failed": 25, "timeout": 5}


def test_the_seed_decides_whatever_the_order_of_the_rows(sample):
    assert sample(50, seed=1, order=1).rows == sample(50, seed=1, order=2).rows
    assert sample(50, seed=1).rows != sample(50, seed=2).rows


def test_a_larger_sample_contains_the_smaller_one(sample):
    assert set(sample(90).rows) <= set(sample(180).rows)


def test_more_rows_than_there_are_is_all_of_them(sample, ledger):
    taken = sample(10_000)
    assert len(taken.rows) == taken.of_rows == len(ledger)
    assert taken.share == 1


def test_every_row_says_that_it_is_of_a_sample(sample):
    assert {row.note for row in sample(10).rows} == {"sampled"}


def test_the_share_of_the_hours_is_stated(sample, ledger):
    taken = sample(90)
    hours = sum(row.elapsed_s for row in taken.rows) * 8 / 3600
    assert taken.accelerator_hours == pytest.approx(hours)
    assert taken.share == pytest.approx(hours / (sum(row.elapsed_s for row in ledger) * 8 / 3600))


def test_a_ledger_without_known_hours_has_no_share(tmp_path, job):
    table = write_ledger([job(accelerators=None)], tmp_path)
    assert sample_ledger(table, 1).share is None


@given(
    st.dictionaries(st.tuples(st.text(max_size=2)), st.integers(1, 1000), min_size=1, max_size=12),
    st.integers(1, 3000),
)
def test_places_are_within_one_of_the_exact_share_and_add_up(sizes, rows):
    places, total = allocated(Counter(sizes), rows), sum(sizes.values())
    wanted = min(rows, total)
    assert sum(places.values()) == wanted
    assert all(abs(places[stratum] - wanted * size / total) < 1 for stratum, size in sizes.items())
    assert all(places[stratum] <= size for stratum, size in sizes.items())


def test_the_package_says_that_it_is_a_sample_and_keeps_where_the_rows_come_from(tmp_path, ledger, capsys):
    write_ledger(ledger, tmp_path / "whole", data_status="synthetic", licence="CC0-1.0")
    words = [
        "ledger",
        "sample",
        str(tmp_path / "whole"),
        "--rows",
        "90",
        "--seed",
        "4",
        "--out",
        str(tmp_path / "out"),
    ]
    assert main(words) == 0
    assert "no evidence" in capsys.readouterr().out
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert package["x-data-status"] == "synthetic"
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert package["title"].startswith("Sample of 90 of 900 rows")
    assert {key: package["x-sample"][key] for key in ("rows", "of_rows", "seed", "strata")} == {
        "rows": 90,
        "of_rows": 900,
        "seed": 4,
        "strata": 3,
    }
    assert len(list(read_table(tmp_path / "out"))) == 90


def test_a_sample_of_a_sample_is_refused(tmp_path, ledger):
    table = write_ledger(ledger, tmp_path, more={"x-sample": {}})
    with pytest.raises(LedgerError, match="found a sample"):
        sample_ledger(table, 1)


def test_a_ledger_without_rows_has_no_sample(tmp_path):
    with pytest.raises(LedgerError, match="without rows"):
        sample_ledger(write_ledger([], tmp_path), 1)


@pytest.mark.parametrize("rows", ["0", "-1", "many", "1e3", "²"])
def test_a_number_of_rows_that_is_none_is_wrong_usage(tmp_path, rows):
    with pytest.raises(SystemExit) as stopped:
        main(["ledger", "sample", str(tmp_path), "--rows", rows, "--out", str(tmp_path / "out")])
    assert stopped.value.code == 2
