"""Coverage levels: each requirement is met, missing or does not apply, and says where in the document."""

from typing import Any

import pytest

from fullcount.review.coverage import LEVEL_NAMES, REQUIREMENTS, Met, Unmet, Waived

from .cases import NOT_DISCLOSED, base, changed, gaps, levels, verdict, without

Document = dict[str, Any]
NONE_DONE = {"not_disclosed": {"reason": "not-applicable"}}


def test_requirements_are_named_once_and_come_level_by_level() -> None:
    names = [item.name for item in REQUIREMENTS]
    assert len(set(names)) == len(names)
    order = [item.level for item in REQUIREMENTS]
    assert order == sorted(order)
    assert set(order) == set(LEVEL_NAMES) - {0}


def test_the_base_document_reaches_level_4_and_needs_evidence_for_the_next() -> None:
    found = levels(base())
    assert (found.reached, found.name) == (4, "life cycle")
    assert set(gaps(found.missing)) == {"ledger", "hashes", "sums", "review"}


EXCLUDED = {"stage": "training", "inclusion": "excluded", "reason": "-"}
REMOVED = {
    "final-compute": (0, {"/compute/7/accelerator_hours": NOT_DISCLOSED}, "/compute"),
    "training-in-scope": (1, {"/scope/life_cycle/2": EXCLUDED}, "/scope/life_cycle/2"),
    "training-hours": (1, {"/compute/2/accelerator_hours": NOT_DISCLOSED}, "/compute/2"),
    "training-ghg": (
        1,
        dict.fromkeys(("/facilities/0/pue", "/impacts/1/amount"), NOT_DISCLOSED),
        "/facilities",
    ),
    "data-work": (2, {"/compute/0/stage": "other"}, "/compute"),
    "exploration": (2, {f"/compute/{i}/stage": "other" for i in (1, 4, 5)}, "/compute"),
    "ablation": (2, {"/compute/2/stage": "other"}, "/compute"),
    "tuning": (2, {"/compute/3/stage": "other"}, "/compute"),
    "debugging": (2, {"/compute/5/run_type": "train"}, "/compute"),
    "evaluation": (2, {"/compute/6/run_type": "infer"}, "/compute"),
    "failed-runs": (2, {"/compute/4/outcome": "unknown"}, "/compute"),
    "allocation": (3, {"/equipment/0/lifetime": NOT_DISCLOSED}, "/equipment/0/lifetime"),
    **{
        name: (3, dict.fromkeys((stated, factor), NOT_DISCLOSED), "/impacts")
        for name, stated, factor in (
            ("manufacture-ghg", "/impacts/5/amount", "/equipment/0/manufacture/0/amount"),
            ("minerals", "/impacts/6/amount", "/equipment/0/manufacture/1/amount"),
            ("water-on-site", "/impacts/3/amount", "/facilities/0/wue"),
            ("water-off-site", "/impacts/4/amount", "/facilities/0/water_intensity"),
        )
    },
}
"""For each requirement: the level without it, what takes it away, and where it would be met."""


@pytest.mark.parametrize("name", REMOVED)
def test_one_thing_removed_lowers_the_level_and_is_named(name: str) -> None:
    level, values, pointer = REMOVED[name]
    found = levels(changed(base(), values))
    assert found.reached == level
    assert gaps(found.missing)[name] == pointer
    assert isinstance(verdict(levels(base()), name), Met)


def test_every_requirement_up_to_level_4_is_tried() -> None:
    up_to_4 = {item.name for item in REQUIREMENTS if item.level < 5}
    tried_alone = {"impact-with-basis", "training-hardware", "training-place"}
    assert up_to_4 == set(REMOVED) | tried_alone


def test_energy_and_greenhouse_gases_count_only_with_how_they_are_known() -> None:
    data = base()
    for figure in (
        *(row["amount"] for row in data["impacts"]),
        *(line.get("energy", {}) for line in data["compute"]),
    ):
        figure.pop("basis", None)
    found = levels(data)
    assert (found.reached, gaps(found.missing)) == (0, {"impact-with-basis": "/impacts"})


def test_the_energy_of_a_line_counts_as_an_impact() -> None:
    data = without(base(), *(f"/impacts/{index}" for index in range(8)))
    assert verdict(levels(data), "impact-with-basis") == Met("/compute/7/energy")


@pytest.mark.parametrize(
    ("name", "removed"),
    [("training-hardware", "/equipment/0/accelerator"), ("training-place", "/facilities/0/country")],
)
def test_hardware_and_place_of_training_are_asked_for_at_the_first_line_that_lacks_them(
    name: str, removed: str
) -> None:
    found = levels(without(base(), removed))
    assert found.reached == 1
    assert gaps(found.missing) == {name: "/compute/1"}
    assert verdict(found, name).missing.endswith("of lines explore, ablate, tune and 1 more")


def test_a_document_of_headers_alone_reaches_no_level_and_is_told_everything() -> None:
    sections = ("compute", "impacts", "equipment", "facilities", "totals")
    found = levels(without(base(), *(f"/{name}" for name in sections), "/scope/life_cycle"))
    assert (found.reached, found.name) == (0, "none")
    open_to_4 = {item.name for item in REQUIREMENTS if item.level < 5}
    assert set(gaps(found.judged)) >= open_to_4


def test_a_figure_that_can_be_recomputed_need_not_be_stated() -> None:
    assert levels(without(base(), *(f"/impacts/{index}" for index in range(1, 8)))).reached == 4


def test_a_stated_figure_of_all_the_work_needs_no_factor() -> None:
    factors = {"/facilities/0/wue": NOT_DISCLOSED, "/equipment/0/manufacture/1/amount": NOT_DISCLOSED}
    assert levels(changed(base(), factors)).reached == 4


def test_a_stated_figure_of_some_of_the_work_is_not_one_of_all() -> None:
    some = {"/impacts/3/covers": {"lines": ["final"]}, "/facilities/0/wue": NOT_DISCLOSED}
    assert gaps(levels(changed(base(), some)).missing) == {"water-on-site": "/impacts"}


@pytest.mark.parametrize(
    ("name", "removed", "pointer"),
    [
        ("utilisation", "/equipment/0/utilisation", "/equipment/0/utilisation"),
        ("divided", "/scope/allocation", "/scope/allocation"),
    ],
)
def test_the_allocation_needs_each_of_its_parts(name: str, removed: str, pointer: str) -> None:
    gap = verdict(levels(without(base(), removed)), "allocation")
    assert gap.pointer == pointer
    assert name in gap.missing


class TestWhatDoesNotApply:
    """There was none, the scope says so, or the subject has no such thing."""

    def test_work_that_did_not_take_place_is_said_by_its_line(self) -> None:
        found = levels(
            changed(base(), {"/compute/2/accelerator_hours": NONE_DONE, "/compute/2/run_type": "other"})
        )
        assert verdict(found, "ablation") == Waived("there was no ablation")
        assert found.reached == 4

    def test_work_that_did_not_take_place_is_said_by_the_scope(self) -> None:
        scope = {"/scope/life_cycle/0/inclusion": "not-applicable"}
        found = levels(without(changed(base(), scope), "/compute/0"))
        assert verdict(found, "data-work") == Waived("data does not take place")

    def test_work_that_the_scope_leaves_out_is_missing(self) -> None:
        scope = {"/scope/life_cycle/0": {"stage": "data", "inclusion": "excluded", "reason": "another team"}}
        found = levels(without(changed(base(), scope), "/compute/0"))
        assert gaps(found.missing) == {"data-work": "/compute"}

    @pytest.mark.parametrize("kind", ["method-study", "dataset"])
    def test_a_study_and_a_dataset_have_no_final_run(self, kind: str) -> None:
        found = levels(changed(base(), {"/subject/kind": kind, "/compute/7/stage": "other"}))
        assert verdict(found, "final-compute") == Waived("the subject has no final run")
        assert found.reached == 4

    def test_a_model_has_one(self) -> None:
        assert levels(changed(base(), {"/compute/7/stage": "other"})).reached == 0

    def test_a_subject_that_is_not_trained_needs_no_training(self) -> None:
        data = changed(
            base(), {"/subject/kind": "dataset", "/scope/life_cycle/2/inclusion": "not-applicable"}
        )
        data["compute"] = [{**line, "run_type": "generate"} for line in data["compute"]]
        found = levels(data)
        training = [item.verdict for item in found.judged if item.requirement.name.startswith("training-")]
        assert training == [Waived("training does not take place")] * 5

    def test_the_final_work_of_a_service_is_to_serve(self) -> None:
        serving = {"/subject/kind": "service", "/compute/7/stage": "serve", "/compute/7/run_type": "infer"}
        assert verdict(levels(changed(base(), serving)), "final-compute") == Met("/compute/7")


@pytest.mark.parametrize("section", ["compute", "practices", "impacts"])
def test_nothing_is_judged_where_a_section_is_broken(section: str) -> None:
    found = levels(changed(base(), {f"/{section}": 5}))
    assert found.reached == 0
    assert set(gaps(found.judged).values()) == {f"/{section}"}
    assert all(item.verdict.missing.endswith(f"{section} is not well-formed") for item in found.judged)


def test_nothing_is_judged_of_another_version() -> None:
    found = levels(changed(base(), {"/fullcount": "2.0"}))
    assert found.reached == 0
    assert all(
        isinstance(item.verdict, Unmet) and "the document is not" in item.verdict.missing
        for item in found.judged
    )


RESUMED = {"/compute/7/outcome": "resumed"}
BELOW_ONE = {"below": 1, "unit": "accelerator-h", "basis": "measured"}


def test_work_that_was_resumed_is_part_of_the_final_run() -> None:
    found = levels(changed(base(), RESUMED))
    assert verdict(found, "final-compute") == Met("/compute/7")
    assert found.reached == 4


def test_work_that_was_resumed_is_no_failed_work() -> None:
    found = levels(changed(base(), {"/compute/4/outcome": "resumed"}))
    assert isinstance(verdict(found, "failed-runs"), Unmet)


def test_work_below_a_bound_is_known() -> None:
    data = changed(base(), {f"/compute/{index}/accelerator_hours": BELOW_ONE for index in range(1, 7)})
    assert levels({**data, "totals": {}, "impacts": data["impacts"][1:2]}).reached == 4


def test_a_final_run_of_no_hours_is_no_headline() -> None:
    nothing = {"value": 0, "unit": "accelerator-h"}
    assert isinstance(
        verdict(levels(changed(base(), {"/compute/7/accelerator_hours": nothing})), "final-compute"), Unmet
    )


@pytest.mark.parametrize("row", [5, 6])
def test_an_impact_of_manufacture_is_no_headline(row: int) -> None:
    data = changed(base(), {"/impacts": [base()["impacts"][row]]})
    data["compute"][7].pop("energy")
    assert isinstance(verdict(levels(data), "impact-with-basis"), Unmet)


def test_an_impact_of_other_work_is_no_headline() -> None:
    data = changed(base(), {"/impacts": [{**base()["impacts"][1], "covers": {"lines": ["explore"]}}]})
    data["compute"][7].pop("energy")
    assert isinstance(verdict(levels(data), "impact-with-basis"), Unmet)


def test_rows_that_add_up_to_all_lines_are_as_good_as_one() -> None:
    whole = base()["impacts"][3]
    rows = [
        {**whole, "covers": {"stages": ["final"]}},
        {**whole, "covers": {"run_types": ["train", "debug"]}},
    ]
    data = changed(without(base(), "/facilities/0/wue"), {"/impacts/3": rows[0]})
    assert isinstance(verdict(levels(data), "water-on-site"), Unmet)
    rows.append({**whole, "covers": {"components": ["shared"]}})
    assert verdict(levels({**data, "impacts": [*data["impacts"], *rows[1:]]}), "water-on-site") == Met(
        "/impacts/3"
    )


def test_stated_greenhouse_gases_need_no_pue() -> None:
    found = levels(changed(base(), {"/facilities/0/pue": NOT_DISCLOSED}))
    assert verdict(found, "training-ghg") == Met("/impacts/1")


def test_a_service_that_withholds_its_hours_may_count_its_requests() -> None:
    data = changed(
        base(), {"/subject/kind": "service", "/compute/7/stage": "serve", "/compute/7/run_type": "infer"}
    )
    data["compute"][7]["accelerator_hours"] = NOT_DISCLOSED
    assert verdict(levels(data), "final-compute") == Met("/compute/7/runs")


def test_a_model_without_research_says_why() -> None:
    data = changed(base(), {"/scope/life_cycle/1": {"stage": "research", "inclusion": "not-applicable"}})
    data["compute"] = data["compute"][7:]
    assert gaps(levels(data).judged)["exploration"] == "/scope/life_cycle/1"
    data["scope"]["life_cycle"][1]["reason"] = "one run on the first attempt"
    assert isinstance(verdict(levels(data), "exploration"), Waived)
