"""What an export does not express is counted: places, and what figures say besides their number."""

from fullcount_reports.exports.crosswalk import Crossing
from fullcount_reports.exports.losses import Loss, loss_lines, losses

DOCUMENT = {
    "subject": {"name": "a", "url": "https://example.org/"},
    "scope": {"functional_unit": {"description": "all"}, "cut_off": "none"},
    "compute": [
        {"id": "x", "energy": {"value": 1.0, "low": 0.5, "high": 2.0, "unit": "kWh", "source": "paper"}},
        {"id": "y", "energy": {"value": 2.0, "unit": "kWh", "basis": "measured"}},
        {"id": "z", "energy": {"not_disclosed": {"reason": "not-measured"}}},
    ],
}


def crossing(ours: str, *dropped: str) -> Crossing:
    return Crossing(ours, "theirs", "both", "", dropped, "")


def test_a_section_that_is_lost_as_a_whole_is_one_loss() -> None:
    found = losses(DOCUMENT, [crossing("/subject"), crossing("/compute")])
    assert found == (Loss("/scope", "value", 2),)


def test_what_is_lost_beside_what_is_kept_is_named_by_itself() -> None:
    found = losses(DOCUMENT, [crossing("/subject/name"), crossing("/scope"), crossing("/compute")])
    assert found == (Loss("/subject/url", "value", 1),)


def test_facets_that_a_figure_has_and_the_format_has_not_are_counted() -> None:
    whole = [crossing("/subject"), crossing("/scope"), crossing("/compute/*/id")]
    found = losses(DOCUMENT, [*whole, crossing("/compute/*/energy", "interval", "basis", "digits", "reason")])
    assert found == tuple(Loss("/compute/*/energy", what, 1) for what in ("interval", "basis", "reason"))


def test_what_one_of_two_ways_keeps_is_not_lost() -> None:
    whole = [crossing("/subject"), crossing("/scope"), crossing("/compute/*/id")]
    ways = [crossing("/compute/*/energy", "interval", "basis"), crossing("/compute/*/energy", "interval")]
    assert losses(DOCUMENT, [*whole, *ways]) == (Loss("/compute/*/energy", "interval", 1),)


def test_nothing_is_lost_where_everything_has_a_place() -> None:
    assert losses(DOCUMENT, [crossing("/subject"), crossing("/scope"), crossing("/compute")]) == ()


def test_losses_are_told_in_lines() -> None:
    found = losses(
        DOCUMENT, [crossing("/subject"), crossing("/scope"), crossing("/compute/*/energy", "basis")]
    )
    assert list(loss_lines(found)) == ["/compute/*/id (3 times)", "/compute/*/energy: basis"]


def test_a_name_that_a_document_invents_cannot_drive_a_terminal() -> None:
    found = losses({"x-\x1b[31m\n": 1}, [])
    assert list(loss_lines(found)) == ["/x-\\x1b[31m\\n"]
