"""Totals: each piece of work once, and what cannot be added refused."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount_reports.comparison.compare import Options, compared
from fullcount_reports.comparison.family import SumError

from .invented import disclosure, line

HOURS = ("accelerator-hours",)


def related(*links: tuple[str, str]) -> dict[str, Any]:
    return {"related": [{"relation": how, "disclosure": f"invented/{name}"} for how, name in links]}


def from_base(name: str) -> dict[str, Any]:
    ancestor = {"name": name, "relation": "fine-tuned-from", "disclosure": f"invented/{name}"}
    return {"subject": {"lineage": [ancestor]}}


def total(found: list) -> Any:
    (row,) = [row for row in found if row.id.startswith("total of")]
    return row


def test_a_family_follows_lineage_and_counts_each_once(rows) -> None:
    found = rows(
        disclosure("base", [line("x", 100.0)]),
        disclosure("one", [line("x", 10.0)], **from_base("base")),
        disclosure("two", [line("x", 1.0)], subject=from_base("one")["subject"]),
        disclosure("stranger", [line("x", 5000.0)]),
        metrics=HOURS,
        family="two",
    )
    assert total(found).value == 111.0
    assert {row.subject for row in found} == {"base", "one", "two", "Total of two"}


def test_a_figure_of_the_whole_holds_its_parts(rows) -> None:
    found = rows(
        disclosure("project", [line("x", 500.0)], **related(("includes", "a"))),
        disclosure("a", [line("x", 100.0)]),
        disclosure("b", [line("x", 50.0)], **related(("part-of", "project"))),
        metrics=HOURS,
        total=True,
    )
    assert total(found).value == 500.0


def test_without_a_figure_of_the_whole_its_parts_are_added(rows) -> None:
    found = rows(
        disclosure("project", **related(("includes", "a"), ("includes", "b"), ("includes", "dark"))),
        disclosure("a", [line("x", 100.0)]),
        disclosure("b", [line("x", 50.0)]),
        disclosure("dark"),
        metrics=HOURS,
        family="project",
    )
    row = total(found)
    assert row.value == 150.0
    assert "invented/dark" in row.reason
    assert row.missing_share is None
    assert row.rank is None


@pytest.mark.parametrize("relation", ["overlaps", "same-work"])
def test_work_that_two_count_is_not_added(rows, relation: str) -> None:
    with pytest.raises(SumError) as refused:
        rows(
            disclosure("a", [line("x")], **related((relation, "b"))),
            disclosure("b", [line("x")]),
            metrics=HOURS,
            total=True,
        )
    assert "invented/a and invented/b" in str(refused.value)


def test_a_part_of_two_wholes_is_refused_with_the_pair(rows) -> None:
    with pytest.raises(SumError) as refused:
        rows(
            disclosure("one", [line("x")], **related(("includes", "shared"))),
            disclosure("two", [line("x")], **related(("includes", "shared"))),
            disclosure("shared", [line("x")]),
            metrics=HOURS,
            total=True,
        )
    assert "invented/one and invented/two: invented/shared is counted in both" in str(refused.value)


def test_another_account_of_the_same_work_is_left_out_of_a_family(rows) -> None:
    found = rows(
        disclosure("a", [line("x", 100.0)], **related(("same-work", "b"))),
        disclosure("b", [line("x", 120.0)]),
        metrics=HOURS,
        family="invented/b",
    )
    assert total(found).value == 120.0


def test_a_circle_of_parts_is_refused(rows) -> None:
    with pytest.raises(SumError, match="part of itself"):
        rows(
            disclosure("a", [line("x")], **related(("includes", "b"))),
            disclosure("b", [line("x")], **related(("includes", "a"))),
            metrics=HOURS,
            total=True,
        )


def test_a_total_has_the_interval_the_weakest_level_and_the_missing_share(rows) -> None:
    hours = {"value": 100, "low": 90, "high": 130, "unit": "accelerator-h"}
    found = rows(
        disclosure("a", [line("x", hours)], data_status="primary"),
        disclosure("b", [line("x", 100.0)], scope={"boundary": "development"}),
        disclosure("c", [line("x", 200.0)], facilities=None, equipment=None),
        metrics=("accelerator-hours", "energy"),
        total=True,
    )
    totals = {row.metric: row for row in found if row.id.startswith("total of")}
    assert (totals["accelerator-hours"].low, totals["accelerator-hours"].high) == (390.0, 430.0)
    assert totals["energy"].missing_share == pytest.approx(0.5)
    assert totals["energy"].boundary == "mixed"
    assert totals["energy"].data_status == "synthetic"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.floats(0.001, 1e6), min_size=1, max_size=6), st.data())
def test_a_total_is_the_sum_of_the_leaves(tmp_path_factory, hours: list[float], data: Any) -> None:
    from datetime import date

    from fullcount_reports.comparison import collect

    from .invented import write

    parents = [data.draw(st.integers(0, number)) for number in range(len(hours))]
    nodes = [
        disclosure(f"leaf{n}", [line("x", each)], **related(("part-of", f"node{p}")))
        for n, (each, p) in enumerate(zip(hours, parents, strict=True))
    ]
    inner = [
        disclosure(f"node{n}", **(related(("part-of", f"node{n - 1}")) if n else {}))
        for n in range(len(hours))
    ]
    folder = write(tmp_path_factory.mktemp("family"), *nodes, *inner)
    collection = collect([folder], today=date(2026, 11, 22))
    found = compared(collection, Options(metrics=HOURS, family="node0"))
    assert total(found).value == pytest.approx(sum(hours))
