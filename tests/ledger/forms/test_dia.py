from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, detect, read_ledger
from fullcount.ledger.dia.figures import figure_of
from fullcount.ledger.reading.unfit import Unfit


def node(energy=(18.0, 22.0), quality="measured", **changed):
    return {
        "report": {
            "scope": "incremental",
            "energy_kwh": list(energy),
            "carbon_kgco2eq": [9.0, 11.0],
            "water_liters": [400.0, 600.0],
            "quality": dict.fromkeys(("energy", "carbon", "water"), quality),
            "method": "finetune",
            "gpu": "Invented G9",
            "gpu_count": 4,
            "gpu_hours": 20.0,
            "region": "eu-north-9",
            "tool": "synthetic",
            **changed,
        },
        "lineage": [],
        "updated_at": "2026-01-01T00:00:00+00:00",
    }


def state(**nodes):
    return {"nodes": {f"synth/{name}": value for name, value in nodes.items()}}


def card(block, fence="yaml"):
    return f"# Model Card for Synthetic 1B\n\n```{fence}\n{block}\n```\n"


BLOCK = """\
dia_report:
  scope: incremental
  footprint:
    energy_kwh: {value: [10, 14], quality: estimated-from-hardware}
    carbon_kgco2eq: {value: 6, quality: measured}
    water_liters: {value: [0, 0], quality: unavailable}
  lineage: [{model: synth/base, relation: qlora}, {model: synth/other, relation: qlora}]
  compute: {hardware: {gpu: Invented G9, count: 2}, duration_gpu_hours: 10}
  context: {region: eu-north-9, carbon_intensity: 0.5}
"""


def test_a_node_is_one_row_with_the_middle_of_its_intervals(read, save):
    path = save(state(a=node()))
    assert detect(path) == "dia"
    found = read(path)
    row = found.row
    assert (row.job_id, row.component, row.run_type, row.stage) == (
        "synth/a",
        "synth/a",
        "post-train",
        "other",
    )
    assert (row.energy_kwh, row.ghg_kgco2e, row.energy_boundary) == (20.0, 10.0, None)
    assert (row.accelerators, row.accelerator_model, row.elapsed_s) == (4.0, "Invented G9", 5 * 3600)
    assert (row.start, row.end, row.outcome, row.tag_raw) == (None, None, "unknown", "finetune")
    assert (found.odd["interval"], found.odd["water-left-out"]) == (2, 1)
    assert "18 to 22 kWh" in found.example("interval")
    assert found.says("implied factor: 0.5 kgCO2e/kWh (1 node)")
    assert found.report.regions == {"eu-north-9": 1}


@pytest.mark.parametrize(
    "text",
    [
        BLOCK,
        f"---\nlicense: mit\nmodel_name: Synthetic 1B\n{BLOCK}---\n# Title\n",
        f"---\nlicense: mit\n---\n{card(BLOCK)}",
        card(BLOCK),
        card('{"dia_report": {"scope": "incremental", "footprint": {"energy_kwh": {"value": [10, 14], "quality": '
             '"estimated-from-hardware"}, "carbon_kgco2eq": {"value": 6, "quality": "measured"}}, "lineage": '
             '[{"model": "synth/base", "relation": "qlora"}], "compute": {"hardware": {"gpu": "Invented G9", "count": '
             '2}, "duration_gpu_hours": 10}}}', "json"),
    ],
    ids=["yaml", "front matter", "card with both", "fenced yaml", "fenced json"],
)  # fmt: skip
def test_a_block_is_found_wherever_it_stands(read, save, text):
    path = save(text, "README.md")
    assert detect(path) == "dia"
    row = read(path).row
    assert (row.energy_kwh, row.ghg_kgco2e, row.accelerators, row.elapsed_s) == (12.0, 6.0, 2.0, 5 * 3600)
    assert (row.run_type, row.tag_raw) == ("post-train", "qlora")
    assert "energy-not-measured" in row.note


def test_what_is_unavailable_is_missing_and_not_zero(read, save):
    found = read(save(state(a=node((0, 0), "unavailable"))))
    assert (found.row.energy_kwh, found.row.ghg_kgco2e) == (None, None)
    assert found.odd == {"energy-unavailable": 1, "carbon-unavailable": 1}


def test_an_energy_of_zero_for_hours_of_work_is_missing(read, save):
    found = read(save(state(a=node((0, 0)), b=node((0, 0), gpu_hours=None))))
    assert [row.energy_kwh for row in found.rows] == [None, 0.0]
    assert found.odd["zero-energy"] == 1


@pytest.mark.parametrize("word", ["estimated", "estimated (hardware)", "guess"])
def test_a_quality_outside_the_list_is_kept_and_flagged(read, save, word):
    found = read(save(state(a=node(quality=word))))
    assert (found.row.energy_kwh, found.odd["unknown-quality"]) == (20.0, 2)


def test_hours_without_a_count_are_those_of_one_accelerator(read, save):
    found = read(
        save(state(a=node(gpu_count=None), b=node(gpu_count=0), c=node(gpu_hours=None), d=node(gpu_hours=0)))
    )
    work = [(row.accelerators, row.elapsed_s) for row in found.rows]
    assert work == [(1.0, 72000.0), (1.0, 72000.0), (4.0, None), (4.0, None)]
    assert found.odd["accelerator-hours-as-one-device"] == 2
    assert (found.odd["no-accelerator-counted"], found.odd["zero-hours"]) == (1, 1)


def test_lineage_is_counted_but_never_added(read, save):
    child = node(method="merge")
    child["lineage"] = [{"model": "synth/a", "relation": "merge"}, {"model": "synth/x", "relation": "merge"}]
    found = read(save(state(a=node(), b=child)))
    assert [row.energy_kwh for row in found.rows] == [20.0, 20.0]
    assert found.says("lineage names 2 base models, 1 of them without a row here")


def test_a_node_counts_once_however_many_files_have_it(read, save):
    newer = {**node((1, 1)), "updated_at": "2026-02-01T00:00:00+00:00"}
    paths = [save(state(a=node()), "1.json"), save(state(a=node()), "2.json"), save(state(a=newer), "3.json")]
    found = read(paths)
    assert (found.row.energy_kwh, found.skipped) == (1.0, {"repeated-node": 1, "earlier-state": 1})
    backwards = read(paths[::-1])
    assert (backwards.row.energy_kwh, backwards.skipped) == (1.0, {"earlier-state": 2})


def test_two_states_of_one_date_that_differ_are_not_chosen_between(read, save):
    found = read([save(state(a=node()), "1.json"), save(state(a=node((1, 1))), "2.json")])
    assert (found.row.energy_kwh, found.skipped) == (20.0, {"node-contradicts": 1})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"scope": "cumulative"}, "scope-not-incremental"),
        ({"scope": None}, "scope-not-incremental"),
        ({"energy_kwh": [3, 1]}, "interval-reversed"),
        ({"energy_kwh": [1, 2, 3]}, "unreadable-figure"),
        ({"energy_kwh": [1, None]}, "half-an-interval"),
        ({"energy_kwh": -1}, "unreadable-figure"),
        ({"energy_kwh": "lots"}, "unreadable-figure"),
        ({"carbon_kgco2eq": True}, "unreadable-figure"),
        ({"water_liters": [2, 1]}, "interval-reversed"),
        ({"gpu_hours": "many"}, "unreadable-compute"),
    ],
)
def test_a_bad_report_is_rejected_and_the_others_are_kept(read, save, changed, reason):
    path = save(state(a=node(), b=node(**changed)))
    found = read(path)
    assert ([row.job_id for row in found.rows], found.skipped) == (["synth/a"], {reason: 1})
    assert found.line(reason) > 20
    with pytest.raises(LedgerError, match=reason):
        list(read_ledger(path, on_error="stop"))


def test_a_node_without_report_says_nothing(read, save):
    found = read(save(state(a={"report": None, "lineage": []}, b={"report": 3})))
    assert found.skipped == {"no-report": 1, "unreadable-report": 1}


def test_an_intensity_in_grams_is_noticed(read, save):
    found = read(save(state(a=node(context={"carbon_intensity": 350}))))
    assert found.odd["intensity-seems-in-grams"] == 1
    assert found.says("carbon intensity as stated: 350 kg/kWh")


def test_rules_win_over_the_method(read, save):
    rules = [{"match": {"comment": "finetune"}, "set": {"run_type": "train", "stage": "final"}}]
    found = read(save(state(a=node())), mapping=rules)
    assert (found.row.run_type, found.row.stage, found.report.untagged_jobs) == ("train", "final", 0)


@pytest.mark.parametrize(
    ("text", "line"),
    [("dia_report:\n  scope: [\n", 3), ('{"nodes": {"a": {"report": {"energy_kwh": }}}}', 1)],
)
def test_broken_text_is_refused_with_its_line(save, text, line):
    with pytest.raises(LedgerError) as caught:
        list(read_ledger(save(text, "report.txt"), "dia"))
    assert caught.value.problems[0].line == line


def test_a_broken_block_in_a_card_is_rejected_with_its_line(read, save):
    found = read(save(card("dia_report: {scope: incremental,\n  a: *nobody}"), "README.md"), kind="dia")
    assert (found.skipped, found.line("broken-text")) == ({"broken-text": 1}, 5)


@pytest.mark.parametrize("text", ["# A card\n\nwithout anything\n", "{}", "[]", "just: yaml\n"])
def test_a_file_without_a_report_is_rejected(read, save, text):
    assert read(save(text, "README.md"), kind="dia").skipped == {"no-dia-report": 1}


FINITE = st.floats(0, 1e9, allow_nan=False)


@given(FINITE, FINITE)
def test_the_middle_of_an_interval_lies_inside_it(one, other):
    low, high = sorted((one, other))
    figure = figure_of({"energy_kwh": [low, high]}, "energy_kwh")
    assert low <= figure.value <= high
    assert figure.is_interval == (low != high)


@given(st.one_of(st.none(), st.booleans(), FINITE, st.text(max_size=5), st.lists(FINITE, max_size=3)))
def test_a_figure_is_missing_a_number_or_refused(value):
    figure = None
    with suppress(Unfit):
        figure = figure_of({"energy_kwh": value}, "energy_kwh")
    if figure:
        assert (figure.value is None) == (figure.low is None) == (figure.high is None)
    else:
        assert value is not None
