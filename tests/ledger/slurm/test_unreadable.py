"""A cell that cannot be read is counted; one that says that there is no value is not."""

import json

import pytest

from fullcount.ledger import LedgerError, read_ledger

TYPED = "cpu=96,gres/gpu:h100={},gres/gpu={},node=1"
JOB = {
    "job_id": 7,
    "state": {"current": ["COMPLETED"]},
    "time": {"start": 1709287200, "end": 1709290800, "elapsed": 3600},
    "tres": {"allocated": [{"type": "gres", "name": "gpu", "count": 8}]},
    "allocation_nodes": 1,
    "restart_cnt": 0,
}


@pytest.mark.parametrize("text", ["-5", "3600.5", "soon", "99999999999", "INVALID"])
def test_elapsed_in_place_of_an_unreadable_elapsedraw_is_a_repair(write, row, read, reasons, text):
    rows, report = read(write(row(ElapsedRaw=text)))
    assert rows[0].elapsed_s == 3600
    assert reasons(report.repairs) == {"elapsed-from-elapsed": 1}
    assert report.repairs[0].examples[0].found == text


@pytest.mark.parametrize("text", ["3600", "", "N/A", "Unknown"])
def test_elapsed_in_place_of_no_elapsedraw_is_silent(write, row, read, reasons, text):
    rows, report = read(write(row(ElapsedRaw=text)))
    assert rows[0].elapsed_s == 3600
    assert reasons(report.repairs) == {}


def test_a_repeat_of_a_mended_row_is_no_second_repair(write, row, read, reasons):
    _, report = read(write(row(ElapsedRaw="-5"), row("2"), row(ElapsedRaw="-5")))
    assert reasons(report.repairs) == {"elapsed-from-elapsed": 1}


@pytest.mark.parametrize(
    ("column", "reason", "field"),
    [
        ("ConsumedEnergyRaw", "unreadable-energy", "energy_kwh"),
        ("NNodes", "unreadable-nodes", "nodes"),
        ("NCPUS", "unreadable-cores", "cores"),
        ("Restarts", "unreadable-restarts", "restarts"),
    ],
)
@pytest.mark.parametrize("text", ["-7", "zero", "1e6", "12 J"])
def test_a_figure_that_is_dropped_is_counted(write, row, read, reasons, column, reason, field, text):
    rows, report = read(write(row(**{column: text})))
    assert getattr(rows[0], field) is None
    assert reasons(report.flags) == {reason: 1}


@pytest.mark.parametrize("column", ["ConsumedEnergyRaw", "NNodes", "NCPUS", "Restarts"])
@pytest.mark.parametrize("text", ["", "N/A", "0", "Unknown", "None", "4294967294", "18446744073709551614"])
def test_a_cell_that_says_no_value_is_silent(write, row, read, reasons, column, text):
    _, report = read(write(row(**{column: text})))
    assert reasons(report.flags) == reasons(report.repairs) == {}


@pytest.mark.parametrize(
    ("raw", "energy", "tres", "repairs"),
    [
        ("-7", "1.80M", "cpu=1", {"energy-from-another-column": 1}),
        ("-7", "", "cpu=1,energy=1800000", {"energy-from-another-column": 1}),
        ("0", "lots", "cpu=1,energy=1800000", {"energy-from-another-column": 1}),
        ("N/A", "1.80M", "cpu=1", {}),
        ("1800000", "lots", "cpu=1", {}),
    ],
)
def test_an_energy_from_another_column_is_a_repair(write, read, reasons, raw, energy, tres, repairs):
    header = "JobID|ElapsedRaw|ConsumedEnergyRaw|ConsumedEnergy|AllocTRES"
    rows, report = read(write(f"1|3600|{raw}|{energy}|{tres}", header=header))
    assert rows[0].energy_kwh == 0.5
    assert reasons(report.repairs) == repairs
    assert reasons(report.flags) == {}


@pytest.mark.parametrize(("typed", "total", "model"), [(4, 8, ""), (8, 4, ""), (0, 8, ""), (8, 8, "h100")])
def test_typed_accelerators_that_differ_from_their_total_are_doubtful(
    write, row, read, reasons, typed, total, model
):
    rows, report = read(write(row(AllocTRES=TYPED.format(typed, total))))
    odd = typed != total
    assert (rows[0].accelerators, rows[0].accelerator_model) == (total, model)
    assert rows[0].note == ("typed-accelerators-differ" if odd else "")
    assert reasons(report.flags) == ({"typed-accelerators-differ": 1} if odd else {})


def test_a_total_without_types_is_not_doubtful(write, row, read, reasons):
    _, report = read(write(row(AllocTRES="cpu=96,gres/gpu=8,node=1")))
    assert reasons(report.flags) == {}


@pytest.mark.parametrize(
    ("changed", "flags", "repairs"),
    [
        ({"allocation_nodes": "zero"}, {"unreadable-nodes": 1}, {}),
        ({"restart_cnt": -5}, {"unreadable-restarts": 1}, {}),
        ({"required": {"CPUs": {"set": True, "number": "many"}}}, {"unreadable-cores": 1}, {}),
        (
            {"tres": {"allocated": [{"type": "gres", "name": "gpu", "count": "a,b=1"}]}},
            {"unreadable-accelerators": 1},
            {},
        ),
        ({"time": {**JOB["time"], "elapsed": -5}}, {}, {"elapsed-from-times": 1}),
        ({"time": {**JOB["time"], "elapsed": {"set": False, "number": 0}}}, {}, {}),
        ({"allocation_nodes": -2, "restart_cnt": None, "required": {"CPUs": {"set": False}}}, {}, {}),
    ],
)
def test_json_is_counted_alike(tmp_path, read, reasons, changed, flags, repairs):
    path = tmp_path / "jobs.json"
    path.write_text(json.dumps({"jobs": [{**JOB, **changed}]}), encoding="utf-8")
    rows, report = read(path)
    assert rows[0].elapsed_s == 3600
    assert (reasons(report.flags), reasons(report.repairs)) == (flags, repairs)


def test_a_layout_named_for_a_log_with_a_header_is_refused_with_what_to_do(write, row):
    with pytest.raises(LedgerError, match=r"found a log with a header, of 19 columns.*leave out --columns"):
        list(read_ledger(write(row()), columns="xdmod"))


def test_a_padded_header_is_still_told_to_be_one(write):
    path = write("JobID   State", "1   COMPLETED", header=None)
    with pytest.raises(LedgerError, match="found columns separated by spaces"):
        list(read_ledger(path, columns="xdmod"))
