import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, detect, read_ledger

FOUND = "The following components were found: GPU with device(s) SYNTH X1, SYNTH X1. CPU with device(s) Synth 2.10GHz."
STD = "demo_12.3_2022-11-14T154243Z_carbontracker.log"
OUT = "demo_12.3_2022-11-14T154243Z_carbontracker_output.log"


def block(kind="Actual", epochs=" for 2 epoch(s)", time="0:02:00", energy="0.012720", co2="1.2"):
    return f"{kind} consumption{epochs}:\n\tTime:\t{time}\n\tEnergy:\t{energy} kWh\n\tCO2eq:\t{co2} g\n"


def output(*blocks, found=FOUND, at="2022-11-14 15:44:50", end=True):
    head = f"2022-11-14 15:42:43 - CarbonTracker: {found}\n" if found else ""
    body = "".join(f"{at} - CarbonTracker: \n{text}" for text in blocks)
    return f"{head}{body}" + (f"{at} - CarbonTracker: Finished monitoring.\n" if end else "")


def standard(*lines, version="1.1.6", pue="1.59", epochs=2, gpu="[100.0 100.0]", cpu="[40.0]", found=FOUND):
    said = [f"carbontracker version {version}"] if version else []
    said += [
        f"Only predicted and actual consumptions are multiplied by a PUE coefficient of {pue} (Synth)."
    ] * bool(pue)
    said += [found, "Monitoring thread started."]
    for number in range(1, epochs + 1):
        said += [f"Epoch {number}:", "Duration: 0:01:00.00"]
        said += [f"Average power usage (W) for gpu: {gpu}"] * bool(gpu)
        said += [f"Average power usage (W) for cpu: {cpu}"] * bool(cpu)
    said += [*lines, "Monitoring thread ended."]
    return "".join(f"2022-11-14 15:42:43 - {text}\n" for text in said)


def test_the_two_logs_of_a_run_are_one_row(read, file, reasons):
    place = "Average carbon intensity during training was 94.30 gCO2/kWh at detected location: Synthtown, North, DK."
    paths = [file(STD, standard(place)), file(OUT, output(block()))]
    for order in (paths, paths[::-1]):
        (row,), report = read(order)
        assert (row.energy_kwh, row.energy_boundary, row.ghg_kgco2e) == (0.01272, "facility", 0.0012)
        assert (row.elapsed_s, row.accelerators, row.accelerator_model) == (120, 2, "SYNTH X1")
        assert (row.start, row.end) == ("2022-11-14T15:42:43", "2022-11-14T15:44:50")
        assert reasons(report.skipped) == {"detail-of-output-log": 1}
        assert (report.countries, report.regions, row.note) == ({"DK": 1}, {"North": 1}, "")
        for words in ("the PUE of 1.59", "94.3 gCO2e/kWh", "carbontracker 1.1.6"):
            assert any(words in sentence for sentence in report.assumptions)


def test_both_logs_in_one_file_are_one_row(read, file, reasons):
    rows, report = read(file("all.log", standard() + output(block())))
    assert [row.energy_kwh for row in rows] == [0.01272]
    assert reasons(report.skipped) == {"detail-of-output-log": 1}


def test_a_prediction_is_no_measurement(read, file, reasons):
    predicted = block("Predicted", " for 8 epoch(s)", "0:08:00", "0.05", "5")
    for blocks in ((block(), predicted), (predicted, block())):
        (row,), report = read(file(OUT, output(*blocks)))
        assert (row.energy_kwh, row.note) == (0.01272, "only-some-epochs-monitored")
        assert reasons(report.skipped) == {"predicted-consumption": 1}
    rows, report = read(file(OUT, output(predicted)))
    assert (rows, report.energy_kwh) == ([], None)


def test_a_run_that_was_interrupted_is_complete_as_far_as_it_went(read, file):
    predicted = block("Predicted", " for 8 epoch(s)")
    stop = "Training was interrupted before all 8 epochs were monitored."
    paths = [file(STD, standard(stop)), file(OUT, output(block(), predicted))]
    assert read(paths)[0][0].note == "stopped-early"


def test_an_interruption_in_the_first_epoch_measured_nothing(read, file, reasons):
    empty = block(epochs=" for 0 epoch(s)", time="0:00:00", energy="0.000000", co2="0.0")
    assert reasons(read(file(OUT, output(empty)))[1].skipped) == {"no-epoch-measured": 1}


def test_a_standard_log_alone_gives_energy_without_pue(read, file):
    (row,), report = read(file(STD, standard()))
    assert math.isclose(row.energy_kwh, 240 * 120 / 3.6e6)
    assert (row.energy_boundary, row.ghg_kgco2e, row.elapsed_s) == ("node", None, 120)
    assert any("without PUE" in sentence for sentence in report.assumptions)


def test_powers_of_gpus_alone_are_the_accelerators_energy(read, file):
    (row,), _ = read(
        file(STD, standard(cpu="", found="The following components were found: GPU with device(s) A, B."))
    )
    assert (row.energy_boundary, row.accelerators_by_model) == ("accelerator", {"A": 1, "B": 1})


def test_an_epoch_without_power_leaves_the_energy_unknown(read, file):
    for power in ("None", "[nan nan]", "[None]"):
        (row,), _ = read(file(STD, standard(gpu=power)))
        assert (row.energy_kwh, row.note, row.elapsed_s) == (None, "no-energy", 120)


def test_powers_of_many_devices_wrap_over_lines(read, file):
    wrapped = "[100.0 100.0 100.0 100.0\n 100.0 100.0 100.0 100.0]"
    (row,), _ = read(file(STD, standard(gpu=wrapped)))
    assert math.isclose(row.energy_kwh, 840 * 120 / 3.6e6)


def test_a_power_may_be_one_number(read, file):
    (row,), _ = read(
        file(STD, standard(gpu="0.5", cpu="6.5", found=FOUND.replace("SYNTH X1, SYNTH X1", "GPU, ANE")))
    )
    assert math.isclose(row.energy_kwh, 7 * 120 / 3.6e6)
    assert row.accelerators == 1


def test_lines_of_release_1_0_have_thread_and_level(read, file):
    text = (standard() + output(block())).replace(
        "2022-11-14 15:42:43 - ", "2022-11-14 15:42:43,123 - Thread-1 - INFO - "
    )
    assert [row.energy_kwh for row in read(file("old.log", text))[0]] == [0.01272]


def test_a_console_without_times_among_other_lines(read, file):
    one = (
        "loss: 0.3\nCarbonTracker:\n"
        + block(time="1 day, 2:00:00")
        + "CarbonTracker: Finished monitoring.\nTime: 3\n"
    )
    path = file("slurm.out", one + one)
    rows, report = read(path)
    assert detect(path) == "carbontracker"
    assert [(row.elapsed_s, row.start, row.accelerators) for row in rows] == [(93600, None, None)] * 2
    assert any("has built in" in sentence for sentence in report.assumptions)


def test_actual_consumption_without_a_number_of_epochs(read, file):
    assert read(file(OUT, output(block(epochs=""))))[0][0].energy_kwh == 0.01272


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"time": "soon"}, "unreadable-time"),
        ({"energy": "much"}, "unreadable-energy"),
        ({"energy": "inf"}, "unreadable-energy"),
        ({"energy": "-0.1"}, "negative-energy"),
        ({"co2": "-1"}, "negative-co2eq"),
    ],
)
def test_a_bad_block_is_counted_with_its_line(read, file, reasons, changed, reason):
    rows, report = read(file(OUT, output(block(**changed))))
    assert (rows, reasons(report.skipped)) == ([], {reason: 1})
    assert report.skipped[0].examples[0].line == 3


def test_half_a_block_is_counted(read, file, reasons):
    text = output("Actual consumption for 2 epoch(s):\n\tTime:\t0:02:00\n", end=False)
    assert reasons(read(file(OUT, text))[1].skipped) == {"incomplete-block": 1}


def test_unknown_emissions_and_energy_are_unknown(read, file):
    (row,), _ = read(file(OUT, output(block(energy="nan", co2="nan"))))
    assert (row.energy_kwh, row.energy_boundary, row.ghg_kgco2e) == (None, None, None)


@pytest.mark.parametrize(
    ("log", "flag"),
    [
        (standard(gpu="[9000.0 10.0]"), "impossible-gpu-power"),
        (standard(cpu="[-40.0]"), "negative-power"),
        (
            output(block(), found="The following components were found: GPU with device(s) A."),
            "cpu-not-measured",
        ),
        (standard(cpu="[400.0]") + output(block()), "energy-not-from-power"),
    ],
)
def test_what_is_odd_is_flagged_and_kept(read, file, reasons, log, flag):
    rows, report = read(file("x.log", log))
    assert rows[0].note == flag
    assert reasons(report.flags) == {flag: 1}


def test_a_default_intensity_is_said(read, file):
    said = "Live carbon intensity could not be fetched at detected location: X. Defaulted to average carbon intensity."
    _, report = read(file(STD, standard(said)))
    assert any("could not fetch" in sentence for sentence in report.assumptions)


def test_the_prefix_of_a_log_is_a_name_for_rules(read, file):
    rules = [{"match": {"job_name": "demo"}, "set": {"stage": "final"}}]
    assert read(file(OUT, output(block())), mapping=rules)[0][0].stage == "final"


def test_another_file_is_refused(file):
    with pytest.raises(LedgerError, match="Actual consumption"):
        list(read_ledger(file("a.log", "hello\n"), "carbontracker"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    figures=st.lists(
        st.tuples(st.decimals(0, 10**6, places=12), st.integers(1, 10**6), st.decimals(0, 10**9, places=6)),
        min_size=1,
        max_size=5,
    )
)
def test_the_actual_figures_of_all_runs_add_up(read, file, figures):
    blocks = [
        output(
            block(time=f"{s // 3600}:{s // 60 % 60:02d}:{s % 60:02d}", energy=f"{kwh:f}", co2=f"{grams:f}")
        )
        for kwh, s, grams in figures
    ]
    rows, report = read(file(OUT, "".join(blocks)))
    assert [row.elapsed_s for row in rows] == [s for _, s, _ in figures]
    assert math.isclose(report.energy_kwh, float(sum(kwh for kwh, _, _ in figures)))
    assert math.isclose(report.ghg_kgco2e * 1000, float(sum(grams for _, _, grams in figures)), abs_tol=1e-12)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from((standard() + output(block(), block("Predicted"))).splitlines()), max_size=40),
    st.binary(max_size=40),
)
def test_no_order_of_lines_crashes_the_reader(tmp_path, lines, noise):
    path = tmp_path / "any.log"
    path.write_bytes(b"CarbonTracker: \n" + "\n".join(lines).encode() + noise)
    reading = read_ledger(path, "carbontracker")
    rows = list(reading)
    assert reading.report.rows_read == len(rows) + reading.report.rows_skipped
