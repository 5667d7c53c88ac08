"""Accelerators and energy of a job, as the ledger has them."""

import pytest


def test_typed_and_untyped_accelerators_are_not_added(write, row, read):
    rows, report = read(write(row()))
    assert rows[0].accelerators == 8
    assert rows[0].accelerator_model == "h100"
    assert report.accelerator_hours == 8.0
    assert report.accelerator_models == {"h100": 8.0}


def test_unknown_accelerators_are_not_zero(write, row, read):
    rows, report = read(write(row("1", AllocTRES=""), row("2")))
    assert rows[0].accelerators is None
    assert rows[0].accelerator_hours is None
    assert report.unknown_accelerators == 1
    assert report.accelerator_hours == 8.0


def test_work_on_cpus_alone_has_no_accelerators(write, row, read):
    rows, report = read(write(row(AllocTRES="billing=96,cpu=96,node=1")))
    assert rows[0].accelerators == 0
    assert report.core_hours == 96.0
    assert any("AccountingStorageTRES" in sentence for sentence in report.assumptions)


@pytest.mark.parametrize(
    ("tres", "count", "model", "note"),
    [
        ("gres/gpu=4", 4, "", ""),
        ("gres/gpu:a100=4", 4, "a100", ""),
        ("gres/gpu:h100=1,gres/gpu:l40s=1,gres/gpu=2", 2, "h100:1+l40s:1", ""),
        ("gres/gpu=2,gres/gpumem=80G,gres/gpuutil=90", 2, "", ""),
        ("gres/gpu:1g.10gb=2,gres/gpu=2", 2 / 7, "1g.10gb", "partial-accelerator"),
        ("gres/shard=3", None, "", "partial-accelerator"),
        ("gres/gpu=0", None, "", "accelerators-not-counted"),
        ("gres/gpu=many", None, "", "unreadable-accelerators"),
    ],
)
def test_only_whole_accelerators_are_counted(write, row, tres, count, model, note, read, reasons):
    rows, report = read(write(row(AllocTRES=f"cpu=8,{tres},node=1")))
    assert (rows[0].accelerators, rows[0].accelerator_model, rows[0].note) == (count, model, note)
    assert reasons(report.flags) == ({note: 1} if note else {})


def test_hours_are_told_by_model(write, row, read):
    _, report = read(write(row(AllocTRES="gres/gpu:h100=1,gres/gpu:l40s=3,gres/gpu=4")))
    assert report.accelerator_models == {"h100": 1.0, "l40s": 3.0}


@pytest.mark.parametrize(
    ("column", "joules", "kwh"),
    [
        ("ConsumedEnergyRaw", "3600000", 1.0),
        ("ConsumedEnergy", "3.6M", 1.0),
        ("ConsumedEnergy", "954.00K", 0.265),
        ("ConsumedEnergyRaw", "0", None),
        ("ConsumedEnergy", "N/A", None),
        ("ConsumedEnergyRaw", "", None),
        ("ConsumedEnergyRaw", "18446744073709551614", None),
    ],
)
def test_energy_is_kwh_or_not_measured(write, column, joules, kwh, read):
    rows, report = read(write(f"1|60|{joules}", header=f"JobID|ElapsedRaw|{column}"))
    assert rows[0].energy_kwh == pytest.approx(kwh) if kwh else rows[0].energy_kwh is None
    assert rows[0].energy_boundary is None
    assert any("energy plug-in" in sentence for sentence in report.assumptions) is (kwh is not None)


def test_the_site_may_say_what_its_energy_covers(write, row, read):
    rows, report = read(write(row(ConsumedEnergyRaw="3600000")), energy_boundary="node")
    assert rows[0].energy_boundary == "node"
    assert report.energy_kwh == 1.0


def test_old_exports_with_allocgres_are_read_with_an_assumption(write, read):
    rows, report = read(write("1|60|gpu:4", header="JobID|ElapsedRaw|AllocGRES"))
    assert rows[0].accelerators == 4
    assert any("AllocGRES" in sentence for sentence in report.assumptions)
