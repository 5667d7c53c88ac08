"""Sizes of a job: accelerators whole and in parts, memory, energy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.ledger.slurm.devices import devices_of_gres, devices_of_tres
from fullcount.ledger.slurm.memory import memory_of


@pytest.mark.parametrize(
    ("tres", "count", "model"),
    [
        ("gres/gpu:1g.10gb=2,gres/gpu=2", 2 / 7, "1g.10gb"),
        ("gres/gpu:a100_1g.5gb=7", 1, "a100_1g.5gb"),
        ("gres/gpu:1g.5gb+me=1", 1 / 7, "1g.5gb"),
        ("gres/gpu:nvidia_h200_3g.71gb=1", 3 / 7, "nvidia_h200_3g.71gb"),
        ("gres/gpu:7g.180gb=1", 1, "7g.180gb"),
        ("gres/gpu:1g.6gb=1,gres/gpu:2g.12gb=1", 3 / 4, "1g.6gb:0.25+2g.12gb:0.5"),
        ("gres/gpu:a30_4g.24gb=2", 2, "a30_4g.24gb"),
        ("gres/gpu:rtx_pro_6000_1g.24gb=2", 1 / 2, "rtx_pro_6000_1g.24gb"),
        ("gres/gpu:h100=2,gres/gpu:1g.10gb=7,gres/gpu=9", 3, "1g.10gb:1+h100:2"),
    ],
)
def test_a_mig_slice_is_its_share_of_compute(tres, count, model):
    found = devices_of_tres(f"cpu=8,{tres},node=1")
    assert found.count == pytest.approx(count)
    assert (found.model, found.note) == (model, "partial-accelerator")


def test_slices_that_no_accelerator_has_are_unreadable():
    assert devices_of_tres("gres/gpu:9g.90gb=1").note == "unreadable-accelerators"


def test_hours_of_slices_are_told_by_model_and_assumed_aloud(write, row, read, reasons):
    rows, report = read(write(row(AllocTRES="gres/gpu:h100=2,gres/gpu:1g.5gb+me=7,gres/gpu=9")))
    assert report.accelerator_models == {"1g.5gb": 1.0, "h100": 2.0}
    assert rows[0].note == "partial-accelerator"
    assert reasons(report.flags) == {"partial-accelerator": 1}
    assert any("compute slices" in sentence for sentence in report.assumptions)


@pytest.mark.parametrize(("shards", "count"), [(None, None), (8, 0.5), (4, 1)])
def test_shards_count_only_where_the_user_says_how_many_make_one(write, row, read, shards, count):
    rows, report = read(write(row(AllocTRES="cpu=1,gres/shard=4")), shards_per_accelerator=shards)
    assert (rows[0].accelerators, rows[0].note) == (count, "partial-accelerator")
    assert any("as the user said" in sentence for sentence in report.assumptions) is (shards is not None)


@pytest.mark.parametrize(
    ("gres", "nodes", "count", "model"),
    [
        ("gpu:4", 1, 4, ""),
        ("gpu:v100:4", 2, 8, "v100"),
        ("gpu", 1, 1, ""),
        ("gpu:v100", 1, 1, "v100"),
        ("gpu:4(IDX:0,2-4)", 1, 4, ""),
        ("craynetwork:1", 1, 0, ""),
        ("(null)", 1, 0, ""),
        ("", 3, 0, ""),
    ],
)
def test_old_gres_texts(gres, nodes, count, model):
    found = devices_of_gres(gres, nodes)
    assert (found.count, found.model) == (count, model)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 99)), unique_by=lambda t: t[0], min_size=1))
def test_typed_counts_add_up_with_or_without_their_total(typed):
    total = sum(count for _, count in typed)
    text = ",".join(f"gres/gpu:{model}={count}" for model, count in typed)
    assert devices_of_tres(text).count == total == devices_of_tres(f"{text},gres/gpu={total}").count


@pytest.mark.parametrize(
    ("allocated", "requested", "gib"),
    [
        ("900G", "1G", 900),
        ("", "64G", 64),
        ("", "90.50G", 90.5),
        ("", "1.50T", 1536),
        ("", "1048576K", 1),
        ("", "2048M", 2),
        ("", "2048", 2),
        ("", "4500Mc", 4500 * 96 / 1024),
        ("", "192Gn", 384),
        ("", "0n", None),
        ("", "0", None),
        ("0", "", None),
        ("", "N/A", None),
        ("", "", None),
    ],
)
def test_memory_is_gib_in_all_nodes_or_unknown(allocated, requested, gib):
    assert memory_of(allocated, requested, 2, 96) == (gib, False)


@pytest.mark.parametrize("text", ["17592186044415.99G", "16E", "18446744073709551614M", "lots", "-1G"])
def test_memory_that_no_node_has_is_unknown_and_odd(text):
    assert memory_of(text, "", 1, 8) == (None, True)


def test_memory_for_each_core_is_unknown_without_cores():
    assert memory_of("", "4500Mc", 1, None).gib is None


@pytest.mark.parametrize(
    ("joules", "odd"),
    [("90000000", False), ("90000001", True), ("36000", False), ("35999", True), ("0", False), ("", False)],
)
def test_energy_is_kept_but_odd_where_no_node_draws_so_much_or_so_little(
    write, row, read, reasons, joules, odd
):
    """One node, one hour: 25 kW are 90 MJ and 10 W are 36 kJ."""
    rows, report = read(write(row(ConsumedEnergyRaw=joules)))
    assert (rows[0].energy_kwh is not None) is (joules not in {"", "0"})
    assert reasons(report.flags) == ({"energy-implausible": 1} if odd else {})
