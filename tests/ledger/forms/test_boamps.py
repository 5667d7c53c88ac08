import json

import pytest

from fullcount.ledger import LedgerError, detect, read_ledger

GPU = {"componentType": "gpu", "nbComponent": 2}


def test_a_report_of_layout_1_1_is_one_row(read, save, report_11):
    path = save(report_11())
    assert detect(path) == "boamps"
    found = read(path)
    row = found.row
    assert found.report.format == "BoAmps 1.1 layout"
    assert (row.job_id, row.component, row.stage, row.run_type) == ("synthetic-1", "demo", "other", "train")
    assert (row.energy_kwh, row.energy_boundary, row.ghg_kgco2e) == (1.5, "node", None)
    assert (row.start, row.end, row.elapsed_s) == ("2025-04-01T10:00:00", "2025-04-01T11:00:00", 3600.0)
    assert (row.accelerators, row.accelerator_model) == (2.0, "Invented G9")
    assert (row.outcome, row.nodes, row.cores, row.tag_raw) == ("unknown", None, None, "training")
    assert (found.report.countries, found.report.regions) == ({"france": 1}, {"Lyon": 1})


def test_the_first_draft_keeps_measures_by_tool_and_leaves_unused_tools_out(read, save):
    tools = {
        "CodeCarbon": {"version": "2.3", "measureUnit": "Wh", "measureValue": 351},
        "pyJoules": {"measureUnit": "", "measureValue": ""},
        "pyRAPL": None,
    }
    report = {
        "taskContext": {"taskStage": "inference"},
        "measurementMethod": {"software": tools},
        "hardwareContext": {},
    }
    found = read(save(report))
    assert found.report.format == "BoAmps first draft layout"
    assert found.row.energy_kwh == pytest.approx(0.351)
    assert (found.row.run_type, found.row.energy_boundary) == ("infer", "node")
    assert found.row.job_id.startswith("boamps-")


def test_g0r0c1_has_the_tool_as_a_key_and_items_for_numbers(read, save):
    report = {
        "task": {"type": "finetuning", "domain": "text"},
        "datasets": [],
        "measures": [{"$$key": "$Wattmeter", "version": "1", "unit": "MJoule", "value": 3.6}],
        "hardware": [{"$$key": "gpu", "items": 4, "family": "Invented", "series": "G9"}],
        "environment": {
            "region": "Brittany",
            "powerSourceCarbonIntensity": 40,
            "powerSourceCarbonIntensityUnit": "g/kWh",
        },
        "$hash": {},
    }
    found = read(save(report))
    assert found.report.format == "BoAmps G0R0C1 layout"
    assert found.row.energy_kwh == pytest.approx(1.0)
    assert (found.row.energy_boundary, found.row.run_type) == ("it", "post-train")
    assert (found.row.accelerators, found.row.accelerator_model) == (4.0, "Invented G9")
    assert found.says("carbon intensity of 40 g/kWh")


@pytest.mark.parametrize(
    ("unit", "kwh"),
    [
        ("mWh", 2e-6),
        ("Wh", 2e-3),
        ("kWh", 2.0),
        ("MWh", 2e3),
        ("GWh", 2e6),
        ("kJoule", 2e3 / 3.6e6),
        ("MJoule", 2 / 3.6),
        ("GJoule", 2e3 / 3.6),
        ("TJoule", 2e6 / 3.6),
        ("PJoule", 2e9 / 3.6),
        ("BTU", 2 * 1055.05585262 / 3.6e6),
    ],
)
def test_a_unit_always_counts(read, save, report_11, unit, kwh):
    measure = {"unit": unit, "powerConsumption": 2}
    dataset = [{"dataType": "text", "volume": 1, "volumeUnit": "gigabyte"}]
    report = report_11(
        measure, task={"taskType": "supervisedLearning", "taskStage": "training", "dataset": dataset}
    )
    assert read(save(report)).row.energy_kwh == pytest.approx(kwh, rel=1e-12)
    assert read(save(report_11(measure))).row.energy_kwh == pytest.approx(kwh, rel=1e-12)


@pytest.mark.parametrize(
    "dataset", [{"dataType": "text"}, {"inputDataType": "text", "nbInput": 3}], ids=["later", "first days"]
)
def test_the_transition_is_in_kwh_without_a_unit(read, save, report_11, dataset):
    report = report_11(task={"taskType": "supervisedLearning", "taskStage": "training", "dataset": [dataset]})
    found = read(save(report))
    assert (found.report.format, found.row.energy_kwh) == ("BoAmps transition layout", 1.5)


def test_a_report_that_codecarbon_wrote_without_a_task_is_read_and_its_time_is_the_end(read, save, report_11):
    report = report_11({"version": "3.3.1"})
    del report["task"]
    found = read(save(report))
    assert found.report.format == "BoAmps CodeCarbon exporter layout"
    assert (found.row.start, found.row.end) == ("2025-04-01T09:00:00", "2025-04-01T10:00:00")
    assert found.odd["time-is-end"] == 1


REJECTED = [
    ({"unit": "petaFLOPS"}, "operations-not-energy"),
    ({"unit": "bushel"}, "unknown-energy-unit"),
    ({"unit": "MWH"}, "unknown-energy-unit"),
    ({"unit": ""}, "no-energy-unit"),
    ({"powerConsumption": -5}, "unreadable-measure"),
    ({"powerConsumption": True}, "unreadable-measure"),
    ({"powerConsumption": "1,5"}, "unreadable-measure"),
    ({"powerConsumption": "[powerConsumption]"}, "placeholder"),
    ({"measurementDuration": -1}, "unreadable-measure"),
    ({"measurementMethod": "ABCDEFGHIJK"}, "template"),
]


@pytest.mark.parametrize(
    ("measure", "reason"), REJECTED, ids=[f"{r}-{n}" for n, (_, r) in enumerate(REJECTED)]
)
def test_a_measure_that_is_no_energy_is_rejected(read, save, report_11, measure, reason):
    path = save(report_11(measure))
    found = read(path)
    assert (found.rows, found.skipped) == ([], {reason: 1})
    with pytest.raises(LedgerError, match=reason):
        list(read_ledger(path, on_error="stop"))


def test_an_old_report_without_its_unit_is_not_taken_for_kwh(read, save, report_11):
    dataset = [{"dataType": "text", "volume": 1, "volumeUnit": "gigabyte"}]
    found = read(
        save(report_11(task={"taskType": "supervisedLearning", "taskStage": "x", "dataset": dataset}))
    )
    assert found.skipped == {"no-energy-unit": 1}


def test_a_layout_that_cannot_be_told_is_refused(read, save, report_11):
    found = read(save(report_11(task={"taskStage": "training", "dataset": [{"dataType": "text"}]})))
    assert found.skipped == {"unknown-layout": 1}


@pytest.mark.parametrize(
    "part", [{"infrastructure": {"components": [GPU]}}, {"task": {"taskStage": "training"}}]
)
def test_a_fragment_is_named_as_such(read, save, part):
    found = read(save(part), kind="boamps")
    assert found.skipped == {"report-fragment": 1}


@pytest.mark.parametrize("value", [[], 3, {}, [3], None])
def test_json_that_is_no_report_is_rejected(read, save, value):
    found = read(save(value), kind="boamps")
    assert found.rows == []


def test_empty_texts_and_numbers_as_text_are_read_as_a_form_writes_them(read, save, report_11):
    measure = {
        "powerConsumption": "0.5",
        "measurementDuration": "60",
        "cpuTrackingMode": "",
        "averageUtilizationGpu": "",
    }
    card = {
        "componentName": "gpu",
        "nbComponent": "2",
        "manufacturer": "Inv",
        "family": "G9",
        "share": "1",
        "memorySize": "",
    }
    row = read(save(report_11(measure, components=[card]))).row
    assert (row.energy_kwh, row.elapsed_s, row.accelerators, row.accelerator_model) == (
        0.5,
        60.0,
        2.0,
        "Inv G9",
    )


def test_two_meters_of_one_thing_are_not_added(read, save, report_11):
    found = read(save(report_11({}, {"measurementMethod": "carbonai", "powerConsumption": 1.4})))
    assert (found.row.energy_kwh, found.row.energy_boundary, found.row.elapsed_s) == (None, None, 3600.0)
    assert "codecarbon 1.5 kWh, carbonai 1.4 kWh" in found.example("several-measures")


def test_a_meter_of_the_cpu_and_one_of_the_gpu_are_added(read, save, report_11):
    cpu = {"measurementMethod": "perf", "cpuTrackingMode": "rapl", "powerConsumption": 0.25}
    gpu = {"measurementMethod": "nvidia-smi", "gpuTrackingMode": "nvml", "powerConsumption": 1.0}
    found = read(save(report_11(cpu, gpu)))
    assert (found.row.energy_kwh, found.row.energy_boundary) == (1.25, "node")
    assert found.odd["measures-added"] == 1


def test_two_cpu_meters_and_a_gpu_meter_are_not_added(read, save, report_11):
    cpu = {"measurementMethod": "perf", "cpuTrackingMode": "rapl"}
    gpu = {"measurementMethod": "x", "gpuTrackingMode": "nvml"}
    found = read(save(report_11(cpu, {**cpu, "measurementMethod": "pyRAPL"}, gpu)))
    assert found.row.energy_kwh is None


def test_the_user_can_say_what_several_measures_are(read, save, report_11):
    path = save(report_11({}, {"measurementMethod": "carbonai", "powerConsumption": 1.25}))
    added, first = (read(path, measures=choice) for choice in ("add", "first"))
    assert (added.row.energy_kwh, added.row.energy_boundary, added.odd["measures-added"]) == (2.75, None, 1)
    assert added.says("so says the user")
    assert (first.row.energy_kwh, first.row.energy_boundary, first.odd) == (1.5, "node", {})


@pytest.mark.parametrize(
    ("measure", "boundary"),
    [
        ({"gpuTrackingMode": "nvml", "measurementMethod": "own"}, "accelerator"),
        ({"measurementMethod": "nvidia-smi"}, "accelerator"),
        ({"gpuTrackingMode": "nvml", "cpuTrackingMode": "rapl", "measurementMethod": "own"}, "node"),
        ({"measurementMethod": "Wattmeter"}, "it"),
        ({"measurementMethod": "pyRAPL"}, None),
        ({"measurementMethod": "pyJoules"}, None),
    ],
)
def test_the_boundary_is_what_the_meter_sees(read, save, report_11, measure, boundary):
    path = save(report_11(measure))
    found = read(path)
    assert found.row.energy_boundary == boundary
    assert ("unknown-energy-boundary" in found.odd) == (boundary is None)
    assert read(path, energy_boundary="facility").row.energy_boundary == "facility"


@pytest.mark.parametrize(
    ("component", "accelerators"),
    [
        ({"componentName": "2 x Tesla", "nbComponent": 2}, 2.0),
        ({"componentName": "2 x Tesla", "nbComponent": ""}, 2.0),
        ({"componentName": "2 x Tesla", "nbComponent": 4}, None),
        ({"componentName": "Tesla", "nbComponent": 4, "share": 0.5}, 2.0),
        ({"componentName": "Tesla", "nbComponent": 4, "share": 7}, 4.0),
        ({"componentName": "Tesla", "nbComponent": 0}, None),
        ({"componentName": "Tesla", "nbComponent": 1.5}, None),
        ({"componentName": "Tesla", "nbComponent": "two"}, None),
        ({"componentName": "Tesla"}, None),
    ],
)
def test_accelerators_are_counted_once(read, save, report_11, component, accelerators):
    row = read(save(report_11(components=[{"componentType": "GPU", **component}]))).row
    assert (row.accelerators, row.accelerator_model) == (accelerators, "Tesla")


def test_memory_is_that_of_ram_per_item_and_two_models_are_told_apart(read, save, report_11):
    parts = [
        {"componentType": "ram", "nbComponent": 2, "memorySize": 64},
        {"componentType": "gpu", "componentName": "A", "nbComponent": 1, "memorySize": 80},
        {"componentType": "gpu", "componentName": "B", "nbComponent": 3},
        {"componentType": "cpu", "nbComponent": 64},
    ]
    row = read(save(report_11(components=parts))).row
    assert row.memory_gib == pytest.approx(128e9 / 2**30)
    assert (row.accelerators, row.accelerator_model, row.cores) == (4.0, "A:1+B:3", None)


def test_a_report_without_a_gpu_does_not_say_there_was_none(read, save, report_11):
    row = read(save(report_11(components=[{"componentType": "cpu", "nbComponent": 8}]))).row
    assert (row.accelerators, row.accelerator_model) == (None, "")


@pytest.mark.parametrize(
    ("stage", "run_type", "axis"),
    [
        ("pre-training", "pre-train", "other"),
        ("Fine-tuning", "post-train", "other"),
        ("inference", "infer", "other"),
        ("datacreation", "other", "data"),
        ("datacreation+preprocessing", "other", "data"),
        ("preprocessing + training", "other", "other"),
        ("training+retraining", "train", "other"),
        ("banana", "other", "other"),
        ("", "other", "other"),
    ],
)
def test_the_stage_of_a_task_in_words_of_the_ledger(read, save, report_11, stage, run_type, axis):
    report = report_11()
    report["task"]["taskStage"] = stage
    found = read(save(report))
    assert (found.row.run_type, found.row.stage, found.row.tag_raw) == (run_type, axis, stage)
    assert ("unknown-task-stage" in found.odd) == (stage == "banana")
    assert found.report.untagged_jobs == (axis == "other")


def test_rules_win_over_the_report(read, save, report_11):
    rules = [
        {
            "match": {"project": "demo", "comment": "train*"},
            "set": {"stage": "final", "run_type": "pre-train"},
        }
    ]
    found = read(save(report_11()), mapping=rules)
    assert (found.row.stage, found.row.run_type, found.report.untagged_jobs) == ("final", "pre-train", 0)


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2025-04-01 10:00:00", "2025-04-01T10:00:00"),
        ("2025-04-01T10:00:00.123456", "2025-04-01T10:00:00"),
        ("2025-04-01T10:00:00+02:00", "2025-04-01T10:00:00"),
        ("2025-04-01T10:00Z", "2025-04-01T10:00:00"),
        ("", None),
        ("2025-04-01", None),
        ("03/04/2025 10:00", None),
        ("soon", None),
    ],
)
def test_times_in_the_spellings_that_occur(read, save, report_11, written, start):
    found = read(save(report_11({"measurementDateTime": written})))
    assert found.row.start == start
    assert ("unreadable-time" in found.odd) == (start is None and written != "")


def test_what_the_ledger_has_no_column_for_is_said(read, save, report_11):
    report = report_11({"powerCalibrationMeasurement": 0.01}, quality="medium")
    report["environment"]["powerSourceCarbonIntensity"] = "25"
    found = read(save(report))
    assert found.says("±25 %")
    assert found.says("25 g/kWh")
    assert found.says("not subtracted")


@pytest.mark.parametrize("joined", ["list", "lines"])
def test_several_reports_in_one_file_each_have_their_line(read, save, report_11, joined):
    reports = [report_11(header={"reportId": f"r{n}"}) for n in range(3)]
    reports[1]["measures"][0]["powerConsumption"] = "x"
    texts = [json.dumps(report) for report in reports]
    text = "[\n" + ",\n".join(texts) + "\n]" if joined == "list" else "\n".join(texts) + "\n"
    found = read(save(text))
    assert [row.job_id for row in found.rows] == ["r0", "r2"]
    assert found.line("placeholder") == (3 if joined == "list" else 2)


def test_a_broken_line_among_json_lines_is_rejected_and_the_others_are_kept(read, save, report_11):
    one, two = (json.dumps(report_11(header={"reportId": f"r{n}"})) for n in range(2))
    found = read(save(f"{one}\n{two[:40]}\n{two}\n"))
    assert [row.job_id for row in found.rows] == ["r0", "r1"]
    assert (found.skipped, found.line("broken-json")) == ({"broken-json": 1}, 2)


def test_the_same_report_counts_once_and_a_copied_id_is_flagged(read, save, report_11):
    other = report_11({"powerConsumption": 2})
    paths = [save(report_11(), "a.json"), save(report_11(), "b.json"), save(other, "c.json")]
    found = read(paths)
    assert [row.energy_kwh for row in found.rows] == [1.5, 2.0]
    assert (found.skipped, found.odd) == ({"repeated-report": 1}, {"repeated-report-id": 1})


def test_a_corrective_report_takes_the_place_of_the_one_it_corrects(read, save, report_11):
    other = report_11({"powerConsumption": 2})
    other["header"]["reportStatus"] = "corrective"
    found = read([save(report_11(), "a.json"), save(other, "b.json")])
    assert (found.row.energy_kwh, found.skipped, found.odd) == (2.0, {"corrected-report": 1}, {})


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b'{"task": {},\n "measures": [\n', 3, "the end of the text"),
        (b'{"measures": [{"powerConsumption": 1,}]}', 1, "comma"),
        ('{"measures": [],\n "country": "Rh\xf4ne"}'.encode("cp1252"), 2, "0xf4"),
        (b'{"measures": [{"powerConsumption": NaN}]}', 1, "NaN"),
        (b'{"measures": [], "measures": []}', 1, "again"),
        (b"[" * 500, 1, ""),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(save, data, line, words):
    path = save(data)
    with pytest.raises(LedgerError) as caught:
        list(read_ledger(path, "boamps"))
    problem = caught.value.problems[0]
    assert (problem.file, problem.line) == ("report.json", line)
    assert words in problem.found


def test_an_energy_that_the_hardware_cannot_draw_is_flagged(read, save, report_11):
    found = read(save(report_11({"powerConsumption": 100, "measurementDuration": 36})))
    assert "10,000,000 W" in found.example("impossible-energy")
    assert read(save(report_11({"powerConsumption": 0}))).odd["zero-energy"] == 1
    assert read(save(report_11({"powerConsumption": ""}))).odd["no-energy"] == 1


def test_measures_of_different_length_leave_the_time_unknown(read, save, report_11):
    found = read(save(report_11({}, {"measurementMethod": "x", "measurementDuration": 60})))
    assert found.row.elapsed_s is None
    assert found.odd["measures-of-different-length"] == 1
