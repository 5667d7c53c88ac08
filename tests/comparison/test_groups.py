"""A row is ranked only among those that count the same in the same way."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount_reports.comparison.groups import grouped
from fullcount_reports.comparison.row import COLUMNS, Row

from .invented import disclosure, impact, line

EMPTY = dict.fromkeys(COLUMNS, "") | dict.fromkeys(
    ("rank", "value", "low", "high", "below", "missing_share", "rebased_value", "rebased_rank", "level")
)


def row(number: int, value: float, **axes: object) -> Row:
    fixed = {"metric": "ghg", "phase": "use", "id": f"invented/{number}", "value": value, "kind": "model"}
    return Row(**(EMPTY | fixed | axes))


ROWS = st.lists(
    st.builds(
        row,
        st.integers(0, 10**6),
        st.floats(0, 1e9),
        boundary=st.sampled_from(["final-run", "development", "unclear"]),
        energy_boundary=st.sampled_from(["it", "facility"]),
        ghg_basis=st.sampled_from(["location", "market"]),
        kind=st.sampled_from(["model", "model-family"]),
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)


def ranks(rows: list[Row]) -> dict[str, int | None]:
    return {each.id: each.rank for each in grouped(rows)}


@given(ROWS)
def test_ranks_follow_the_figures_of_one_group_and_never_cross_groups(rows: list[Row]) -> None:
    for group in {each.group for each in grouped(rows)}:
        alike = [each for each in grouped(rows) if each.group == group and each.rank is not None]
        for each in alike:
            assert each.rank == 1 + sum(other.value < each.value for other in alike)
    assert all(each.rank is None for each in grouped(rows) if each.boundary == "unclear")


@given(ROWS, st.randoms())
def test_the_order_of_the_disclosures_changes_nothing(rows: list[Row], random) -> None:
    shuffled = random.sample(rows, len(rows))
    assert grouped(shuffled) == grouped(rows)


@given(ROWS, st.floats(0, 1e9))
def test_a_disclosure_of_another_group_changes_no_rank(rows: list[Row], value: float) -> None:
    stranger = row(-1, value, boundary="serving", kind="service")
    before, after = ranks(rows), ranks([*rows, stranger])
    assert {name: after[name] for name in before} == before


@given(ROWS, st.sampled_from([2.0**-10, 2.0**10]))
def test_the_unit_changes_no_rank(rows: list[Row], times: float) -> None:
    scaled = [each.but(value=each.value * times) for each in rows if each.value > 1e-200]
    assert ranks(scaled) == ranks([each for each in rows if each.value > 1e-200])


def test_training_alone_is_not_ranked_with_development(rows) -> None:
    found = rows(
        disclosure("a", [line("x", 10.0)]),
        disclosure("b", [line("x", 20.0)], scope={"boundary": "development"}),
        metrics=("accelerator-hours",),
    )
    assert {each.subject: (each.rank, each.boundary) for each in found} == {
        "a": (1, "final-run"),
        "b": (1, "development"),
    }
    assert len({each.group for each in found}) == 2


def test_market_and_location_are_groups_of_their_own(rows) -> None:
    energy = impact({"value": 600, "unit": "kWh", "boundary": "facility"}, "energy")
    found = rows(
        disclosure("a", impacts=[energy, impact(10.0), impact(0.0, ghg_basis="market")]),
        disclosure("b", impacts=[energy, impact(20.0)]),
        metrics=("ghg",),
    )
    assert [(each.subject, each.ghg_basis, each.rank) for each in found] == [
        ("a", "location", 1),
        ("b", "location", 2),
        ("a", "market", 1),
    ]


def test_a_basis_that_is_not_stated_is_not_ranked(rows) -> None:
    energy = impact({"value": 600, "unit": "kWh", "boundary": "facility"}, "energy")
    (found,) = rows(disclosure("a", impacts=[energy, impact(5.0, ghg_basis="unspecified")]), metrics=("ghg",))
    assert found.rank is None
    assert "location-based or market-based" in found.reason


def test_an_energy_boundary_that_is_not_stated_is_not_ranked(rows) -> None:
    found = rows(disclosure("a", impacts=[impact(600.0, "energy")]), metrics=("energy",))
    assert found[0].rank is None
    assert "energy boundary" in found[0].reason


def test_a_bound_is_kept_and_not_ranked(rows) -> None:
    bound = {"below": 5, "unit": "kWh", "boundary": "facility"}
    (found,) = rows(disclosure("a", impacts=[impact(bound, "energy")]), metrics=("energy",))
    assert (found.rank, found.value, found.below) == (None, None, 5)


def test_what_is_missing_is_never_zero(rows) -> None:
    gap = {"not_disclosed": {"reason": "confidential"}}
    (found,) = rows(disclosure("a", impacts=[impact(gap, "water")], facilities=None), metrics=("water",))
    assert (found.value, found.rank, found.missing_share) == (None, None, 1.0)
    assert "confidential" in found.reason


def test_synthetic_figures_are_not_ranked_with_those_of_labs(rows) -> None:
    found = rows(
        disclosure("a", [line("x", 10.0)]),
        disclosure("b", [line("x", 20.0)], data_status="primary"),
        metrics=("accelerator-hours",),
    )
    assert [each.rank for each in found] == [1, 1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_the_files_changes_nothing(gathered, names: list[str]) -> None:
    from fullcount_reports.comparison.compare import compared

    documents = {name: disclosure(name, [line("x", 10.0 * (1 + ord(name)))]) for name in names}
    found = compared(gathered(*(documents[name] for name in names)))
    assert found == compared(gathered(*(documents[name] for name in sorted(names))))
