"""What cannot be true of a ledger, though each of its cells is well formed. The ledgers are synthetic."""

import csv
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

from fullcount.ledger.cells import COLUMNS
from fullcount.ledger.check import Capacity, Context, TableResult, check_ledger, context_of

FINE = {
    "job_id": "1", "component": "a", "stage": "data", "run_type": "train", "outcome": "completed", "facility": "here",
    "equipment": "big", "start": "2024-03-01T10:00:00", "end": "2024-03-01T11:00:00", "elapsed_s": "3600",
    "accelerators": "8", "accelerator_model": "h100", "nodes": "1", "cores": "64", "energy_kwh": "5",
    "energy_boundary": "node", "note": "",
}  # fmt: skip
ABOUT = {
    "subject": {"name": "x"},
    "facilities": [{"id": "here", "name": "Here", "pue": {"value": 1.5, "unit": "1"}}],
    "equipment": [
        {
            "id": "big", "name": "Big", "nodes": 2, "accelerators_per_node": 8,
            "rated_power": {"value": 700, "unit": "W"}, "host_overhead": {"value": 1.5, "unit": "1"},
        }
    ],
}  # fmt: skip


def checked(folder: Path, *changes: dict[str, str], context: Context | None = None) -> TableResult:
    """A ledger of one row for each change of the fine row."""
    path = folder / "ledger.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {**FINE, "job_id": str(number), **change} for number, change in enumerate(changes, 1)
        )
    (result,) = check_ledger(path, context=context)
    assert not result.findings, result.findings
    return result


def states(result: TableResult) -> dict[str, str]:
    return {rule.name: rule.state for rule in result.rules}


def rows_of(result: TableResult, name: str) -> list[int | None]:
    return [
        place.row
        for rule in result.rules
        if rule.name == name and rule.finding
        for place in rule.finding.places
    ]


def found(result: TableResult, name: str) -> str:
    (text,) = [
        place.found
        for rule in result.rules
        if rule.name == name and rule.finding
        for place in rule.finding.places
    ]
    return text


CASES: list[tuple[str, dict[str, str], dict[str, str]]] = [
    (
        "end-before-start",
        {"end": "2024-03-01T09:00:00"},
        {"start": "2024-10-27T02:50:00", "end": "2024-10-27T02:10:00", "elapsed_s": "1200"},
    ),
    ("elapsed-beyond-times", {"elapsed_s": "7301", "end": "2024-03-01T11:00:00"}, {"elapsed_s": "7200"}),
    ("never-ran-with-energy", {"elapsed_s": "0"}, {"elapsed_s": "0", "energy_kwh": "0"}),
    (
        "accelerators-without-nodes",
        {"nodes": "0"},
        {"nodes": "0", "accelerators": "0", "accelerator_model": ""},
    ),
    ("more-nodes-than-cores", {"nodes": "65"}, {"nodes": "64"}),
    (
        "models-unlike-accelerators",
        {"accelerator_model": "h100:4+l40s:3"},
        {"accelerator_model": "h100:4+l40s:4"},
    ),
    ("models-unlike-accelerators", {"accelerators": "0"}, {"accelerators": "0", "accelerator_model": ""}),
    ("energy-above-rated-power", {"energy_kwh": "8.5"}, {"energy_kwh": "8.4"}),
    (
        "energy-above-rated-power",
        {"energy_kwh": "5.7", "energy_boundary": "accelerator"},
        {"energy_kwh": "5.7"},
    ),
    (
        "energy-above-rated-power",
        {"energy_kwh": "12.7", "energy_boundary": "facility"},
        {"energy_kwh": "12.6", "energy_boundary": "facility"},
    ),
]


@pytest.mark.parametrize(("name", "wrong", "near"), CASES)
def test_a_rule_finds_what_is_wrong_and_leaves_what_is_nearly(
    name: str, wrong: dict[str, str], near: dict[str, str], tmp_path: Path
) -> None:
    result = checked(tmp_path, near, wrong, {}, context=context_of(ABOUT, {}))
    assert states(result)[name] == "failed"
    assert rows_of(result, name) == [3]
    assert states(checked(tmp_path, near, {}, context=context_of(ABOUT, {})))[name] == "passed"


def test_a_fine_ledger_passes_every_rule(tmp_path: Path) -> None:
    assert set(states(checked(tmp_path, {}, context=context_of(ABOUT, {}))).values()) == {"passed"}


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("end-before-start", {"end": ""}),
        ("elapsed-beyond-times", {"elapsed_s": ""}),
        ("never-ran-with-energy", {"energy_kwh": ""}),
        ("repeated-attempt", {"start": ""}),
        ("energy-above-rated-power", {"energy_boundary": ""}),
        ("beyond-capacity", {"accelerators": ""}),
    ],
)
def test_what_is_not_stated_is_not_judged(name: str, without: dict[str, str], tmp_path: Path) -> None:
    (rule,) = [
        rule for rule in checked(tmp_path, without, context=context_of(ABOUT, {})).rules if rule.name == name
    ]
    assert rule.state == "not-applicable"
    assert "no row" in rule.reason


def test_limits_need_a_description(tmp_path: Path) -> None:
    silent = {
        rule.name: rule.reason for rule in checked(tmp_path, {}).rules if rule.state == "not-applicable"
    }
    assert set(silent) == {"beyond-capacity", "energy-above-rated-power"}
    assert all("--about" in reason for reason in silent.values())


def test_an_attempt_comes_once_and_a_later_one_is_another(tmp_path: Path) -> None:
    again = {"start": "2024-03-01T12:00:00", "end": "2024-03-01T13:00:00"}
    result = checked(
        tmp_path, {"job_id": "7"}, {"job_id": "7", **again}, {}, {"job_id": "7"}, {"job_id": "7"}
    )
    assert rows_of(result, "repeated-attempt") == [5, 6]


def at(start: int, end: int, accelerators: str = "8", **more: str) -> dict[str, str]:
    times = {"start": f"2024-03-01T{start:02}:00:00", "end": f"2024-03-01T{end:02}:00:00"}
    return {**times, "elapsed_s": str(3600 * (end - start)), "accelerators": accelerators, **more}


def test_capacity_is_that_of_every_moment(tmp_path: Path) -> None:
    jobs = at(1, 4), at(2, 6), at(4, 5), at(3, 4)
    limit = Context({"": Capacity(16, "--capacity")})
    text = found(checked(tmp_path, *jobs, context=limit), "beyond-capacity")
    assert (
        text
        == "24 accelerators held at 2024-03-01T03:00:00, 8 more than the 16 of --capacity; too many for 1 h in all"
    )


def test_a_job_gives_back_what_the_next_one_takes_at_the_same_moment(tmp_path: Path) -> None:
    result = checked(tmp_path, at(1, 4), at(4, 6), context=Context({"": Capacity(8, "--capacity")}))
    assert states(result)["beyond-capacity"] == "passed"


def test_a_suspended_job_counts_for_its_elapsed_time(tmp_path: Path) -> None:
    jobs = at(1, 9) | {"elapsed_s": "3600"}, at(3, 4)
    assert (
        states(checked(tmp_path, *jobs, context=Context({"": Capacity(8, "us")})))["beyond-capacity"]
        == "passed"
    )


def test_capacity_of_an_equipment_counts_its_own_jobs(tmp_path: Path) -> None:
    jobs = at(1, 4), at(1, 4, equipment="small"), at(1, 4)
    assert states(checked(tmp_path, *jobs, context=context_of(ABOUT, {})))["beyond-capacity"] == "passed"
    tight = context_of(ABOUT, {"big": 15})
    assert "16 accelerators of big" in found(checked(tmp_path, *jobs, context=tight), "beyond-capacity")


def test_rules_see_the_rows_of_an_untidy_file_too(tmp_path: Path) -> None:
    checked(tmp_path, {}, {"end": "2024-03-01T09:00:00", "job_id": "x"})
    path = tmp_path / "ledger.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], "", lines[2]]) + "\n", encoding="utf-8")
    (result,) = check_ledger(path)
    assert ([finding.name for finding in result.findings], result.way) == (["blank-row"], "exact")
    assert rows_of(result, "end-before-start") == [4]


def test_another_table_is_asked_no_rules(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    (result,) = check_ledger(path)
    assert result.rules == ()


def test_counts_are_exact_and_places_a_hundred(tmp_path: Path) -> None:
    result = checked(tmp_path, *[{"nodes": "0"}] * 250)
    (finding,) = result.bad
    assert (finding.count, len(finding.places)) == (250, 100)
    assert [place.row for place in finding.places] == list(range(2, 102))
