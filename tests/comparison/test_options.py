"""Choice, division, a common boundary, one convention."""

import pytest

from fullcount_reports.comparison.compare import Options
from fullcount_reports.comparison.errors import WishError
from fullcount_reports.comparison.where import parse_where

from .invented import EQUIPMENT, disclosure, line

COLUMNS = ("year", "developer", "boundary", "value")
CELLS = {"year": 2024, "developer": "Meta AI", "boundary": "final-run", "value": None}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("year>=2024", True),
        ("year > 2024", False),
        ("year=2024 and developer='meta ai'", True),
        ('developer="Meta*"', True),
        ("developer=Meta", False),
        ("developer!=Meta", True),
        ("year<2000 or boundary=final-run", True),
        ("not (year<2000 or boundary=final-run)", False),
        ("year<2000 or year>2000 and boundary=serving", False),
        ("value>0", False),
        ("value<=0", False),
        ("value!=0", False),
        ("year=x", False),
    ],
)
def test_conditions_say_what_they_read_like(text: str, holds: bool) -> None:
    assert parse_where(text, COLUMNS).test(CELLS) is holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "year",
        "year>=",
        "year>=2024 and",
        "(year=1",
        "year=1)",
        "yaer=1",
        "year ~ 3",
        "__import__('os')=1",
        "year=1; year=2",
        "year=1 " + "and year=1 " * 200,
        "(" * 5000 + "year=1",
        "not " * 5000 + "year=1",
    ],
)
def test_what_is_no_condition_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(WishError) as refused:
        parse_where(text, COLUMNS)
    assert "--where" in str(refused.value)


def test_a_condition_on_disclosures_or_on_figures_chooses_before_ranking(rows) -> None:
    documents = [disclosure(name, [line("x", hours)]) for name, hours in (("a", 1.0), ("b", 2.0), ("c", 3.0))]
    found = rows(*documents, metrics=("accelerator-hours",), where="value>=2")
    assert [(row.subject, row.rank) for row in found] == [("b", 1), ("c", 2)]
    found = rows(*documents, metrics=("accelerator-hours",), where="subject!=a")
    assert [(row.subject, row.rank) for row in found] == [("b", 1), ("c", 2)]


def test_disclosures_are_selected_by_id_subject_and_glob(rows) -> None:
    documents = [disclosure(name) for name in ("alpha", "beta", "gamma")]
    found = rows(*documents, metrics=("energy",), select=("ALPHA", "invented/g*"))
    assert sorted(row.subject for row in found) == ["alpha", "gamma"]
    with pytest.raises(WishError, match="did you mean alpha"):
        rows(*documents, select=("alhpa",))


def test_unknown_metrics_are_told_all_at_once() -> None:
    with pytest.raises(WishError) as refused:
        Options(metrics=("enrgy", "ghg", "gold"), per="kilo").check()
    assert len(str(refused.value).splitlines()) == 3
    assert "did you mean energy?" in str(refused.value)


def test_a_figure_per_parameter_has_the_interval_of_both(rows) -> None:
    parameters = {"value": 10, "low": 8, "high": 20, "unit": "1"}
    hours = {"value": 100, "low": 80, "high": 120, "unit": "accelerator-h"}
    document = disclosure("a", [line("x", hours)], subject={"parameters": parameters})
    (row,) = rows(document, metrics=("accelerator-hours",), per="parameter")
    assert (row.value, row.low, row.high, row.per) == (10.0, 4.0, 15.0, "parameter")


def test_without_the_divisor_a_row_stands_apart(rows) -> None:
    (row,) = rows(disclosure("a", [line("x")]), metrics=("accelerator-hours",), per="token")
    assert (row.value, row.rank) == (None, None)
    assert "tokens is not disclosed" in row.reason


def test_queries_are_the_functional_unit_of_serving(rows) -> None:
    unit = {"description": "Answers to users", "amount": {"value": 500, "unit": "1"}}
    serving = {"scope": {"boundary": "serving", "functional_unit": unit}, "subject": {"kind": "service"}}
    found = rows(
        disclosure("s", [line("x", 1000.0, "serve")], **serving),
        disclosure("m", [line("x")]),
        metrics=("energy",),
        per="query",
    )
    assert {row.subject: row.value for row in found} == {"s": pytest.approx(1.2), "m": None}


def test_all_are_narrowed_to_what_they_share(rows) -> None:
    wide = [line("x", 10.0), line("e", 90.0, "explore"), line("f", 50.0, outcome="failed")]
    found = rows(
        disclosure("run", [line("x", 20.0)]),
        disclosure("whole", wide, scope={"boundary": "development"}),
        disclosure("dark", scope={"boundary": "development"}),
        metrics=("accelerator-hours", "energy"),
        common_boundary=True,
    )
    hours = {row.subject: row for row in found if row.metric == "accelerator-hours"}
    energy = {row.subject: row for row in found if row.metric == "energy"}
    assert (hours["whole"].value, hours["whole"].boundary, hours["whole"].rank) == (10.0, "final-run", 1)
    assert hours["run"].rank == 2
    assert energy["whole"].value == pytest.approx(6.0)
    assert "2 of 3 compute lines left out" in hours["whole"].note
    assert hours["dark"].rank is None


def test_what_cannot_be_narrowed_stands_apart_with_the_reason(rows) -> None:
    total = {"accelerator_hours": {"value": 500, "unit": "accelerator-h"}}
    found = rows(
        disclosure("run", [line("x", 20.0)]),
        disclosure("total", totals=total, scope={"boundary": "development"}),
        metrics=("accelerator-hours",),
        common_boundary=True,
    )
    apart = next(row for row in found if row.subject == "total")
    assert (apart.rank, apart.value) == (None, 500)
    assert "cannot be narrowed" in apart.reason


def test_boundaries_that_share_nothing_are_refused(rows) -> None:
    with pytest.raises(WishError, match="share some work"):
        rows(
            disclosure("run", [line("x")]),
            disclosure("serve", [line("x", stage="serve")], scope={"boundary": "serving"}),
            common_boundary=True,
        )


def test_rebasing_stands_beside_the_own_figure(rows) -> None:
    found = rows(
        disclosure("a", [line("x", 1000.0)]), metrics=("energy", "ghg"), rebase="grid=100,pue=1.5,power=tdp"
    )
    energy = next(row for row in found if row.metric == "energy")
    ghg = next(row for row in found if row.metric == "ghg")
    assert energy.value == 600.0
    assert energy.rebased_value == pytest.approx(1000 * 400 / 1000 * 1.5)
    assert ghg.rebased_value == pytest.approx(60.0)
    assert "PUE 1.5" in ghg.convention


def test_parts_left_out_of_a_convention_are_the_own_ones_and_said(rows) -> None:
    (row,) = rows(disclosure("a", [line("x", 1000.0)]), metrics=("energy",), rebase="pue=2")
    assert row.rebased_value == pytest.approx(1000.0)
    assert "each lab's own energy" in row.convention


def test_a_rated_power_that_the_lab_states_is_taken_first(rows) -> None:
    rated = {"value": 300, "unit": "W"}
    document = disclosure("a", [line("x", 1000.0)], equipment=[EQUIPMENT | {"rated_power": rated}])
    (row,) = rows(document, metrics=("energy",), rebase="power=tdp,pue=1")
    assert row.rebased_value == pytest.approx(300.0)


def test_what_cannot_be_rebased_says_why(rows) -> None:
    bare = {"id": "nodes", "name": "Unnamed hardware"}
    (row,) = rows(
        disclosure("a", [line("x")], equipment=[bare]), metrics=("energy",), rebase="power=tdp,pue=1.1"
    )
    assert row.rebased_value is None
    assert "not re-based: power of equipment nodes" in row.note


def test_one_total_of_hours_is_enough_to_rebase(rows) -> None:
    total = {"accelerator_hours": {"value": 1000, "unit": "accelerator-h"}}
    (row,) = rows(disclosure("a", totals=total), metrics=("energy",), rebase="power=tdp,pue=1.1")
    assert row.rebased_value == pytest.approx(440.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("grid=FRX-2024", "did you mean"),
        ("grid=FRA-1066", "known are"),
        ("grid=99999", "from 0 to 2000"),
        ("pue=0.5", "from 1 to 3"),
        ("power=wall", "power=tdp"),
        ("wind=1", "one of grid, pue, power"),
        ("grid", "complete it"),
        ("pue=1.1,pue=1.2", "twice"),
        (",", "at least one"),
    ],
)
def test_a_convention_that_is_none_is_refused_with_help(rows, text: str, words: str) -> None:
    with pytest.raises(WishError, match=words):
        rows(disclosure("a"), rebase=text)
