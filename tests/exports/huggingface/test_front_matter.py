"""Only the lines of `co2_eq_emissions` change in a card: comments, order, quoting and line ends stay."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure import Unreadable
from fullcount_reports.exports.huggingface.front_matter import replace_emissions, without_ours
from fullcount_reports.exports.huggingface.hub_client import misread

VALUES: dict[str, Any] = {
    "emissions": Decimal("1710.5"),
    "source": "fullcount disclosure x",
    "training_type": "training",
}
BLOCK = (
    "co2_eq_emissions:\n"
    "  emissions: 1710.5\n"
    '  source: "fullcount disclosure x"\n'
    '  training_type: "training"\n'
)
BEFORE = [
    "license: mit  # why\n",
    "# a comment of its own\n",
    "'tags': [a, \"b\"]   \n",
    "\n",
    "model-index:\n- name: x\n  results: []\n",
    "text: |\n  a\n\n  b\n",
    "folded: >-\n  --- not the end\n",
    "tuned: 1e-5\n",
    "no: [yes, 010]\n",
]
OLD = [
    "",
    "co2_eq_emissions: 17g\n",
    "co2_eq_emissions: # in grams\n  emissions: 3 # by hand\n  # a note\n  source: x\n",
    "co2_eq_emissions: {emissions: 3,\n  source: x}\n",
    "co2_eq_emissions:\n",
    '"co2_eq_emissions":\n    emissions: "1,710"\n',
    "co2_eq_emissions: >\n  forthcoming\n",
]


def keyed(lines: list[str]) -> list[str]:
    """Each line once, as YAML wants keys."""
    return list(dict.fromkeys(lines))


@given(
    before=st.lists(st.sampled_from(BEFORE), max_size=4).map(keyed),
    after=st.lists(st.sampled_from(BEFORE), max_size=4).map(keyed),
    old=st.sampled_from(OLD),
    end=st.sampled_from(["\n", "\r\n"]),
    body=st.sampled_from(["", "# Body\n---\nco2_eq_emissions: 5\n", "text without end"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_everything_else_stays_byte_for_byte(before, after, old, end, body, mark) -> None:
    after = [line for line in after if line not in before]
    head, tail = "".join(before), "".join(after)
    card = mark + f"---\n{head}{old}{tail}---\n{body}".replace("\n", end)
    new = BLOCK.replace("\n", end)
    expected = f"---\n{head}\0{tail}---\n{body}" if old else f"---\n{head}{tail}\0---\n{body}"
    assert replace_emissions(card, "card", VALUES) == mark + expected.replace("\n", end).replace("\0", new)


@given(before=st.lists(st.sampled_from(BEFORE), max_size=5).map(keyed), old=st.sampled_from(OLD))
def test_the_client_of_the_hub_reads_the_figure_and_all_else_as_before(before, old) -> None:
    pytest.importorskip("huggingface_hub")
    card = f"---\n{''.join(before)}{old}---\nbody\n"
    assert misread(card, replace_emissions(card, "card", VALUES), VALUES) == []


def test_the_client_of_the_hub_is_asked_indeed() -> None:
    pytest.importorskip("huggingface_hub")
    card = f"---\nlicense: mit\n{BLOCK}---\n"
    assert misread(card, card.replace("1710.5", "3"), VALUES) == ["co2_eq_emissions.emissions"]
    assert misread(card, card.replace("mit", "other"), VALUES) == ["license"]


def test_written_twice_is_written_once() -> None:
    once = replace_emissions("---\nlicense: mit\n---\n", "card", VALUES)
    assert replace_emissions(once, "card", VALUES) == once


def test_keys_below_that_the_hub_does_not_define_stay() -> None:
    old = "co2_eq_emissions:\n    emissions: 1\n    cpu: 'a'  # why\n    runs:\n      - 1\n    source: y\nz: 1\n"
    new = replace_emissions(f"---\n{old}---\n", "card", VALUES)
    assert new == f"---\n{BLOCK}  cpu: 'a'  # why\n  runs:\n    - 1\nz: 1\n---\n"
    flow = replace_emissions("---\nco2_eq_emissions: {emissions: 1, cpu: [a, b]}\n---\n", "card", VALUES)
    assert yaml.safe_load(flow.split("---")[1])["co2_eq_emissions"]["cpu"] == ["a", "b"]


def test_a_card_without_metadata_gets_them_at_its_start() -> None:
    assert replace_emissions("# Title\r\n", "card", VALUES).startswith("---\r\nco2_eq_emissions:\r\n")
    assert replace_emissions("", "card", VALUES) == f"---\n{BLOCK}---\n\n"


def test_metadata_that_are_indented_stay_so() -> None:
    new = replace_emissions("---\n  a: 1\n  b: 2\n---\n", "card", VALUES)
    assert yaml.safe_load(new.split("---")[1])["co2_eq_emissions"]["emissions"] == 1710.5


@pytest.mark.parametrize(
    "front",
    [
        "{license: mit}\n",
        "- a\n",
        "a: &x 1\nco2_eq_emissions: &y {emissions: 3}\nb: *y\n",
        "a: [1\n",
        "a: 1\na: 2\n",
    ],
    ids=["braces", "list", "anchor", "broken", "repeated"],
)
def test_metadata_that_could_come_out_otherwise_are_refused_with_their_line(front: str) -> None:
    with pytest.raises(Unreadable) as refused:
        replace_emissions(f"\n---\n{front}---\n", "card", VALUES)
    assert all(problem.place and problem.place.line >= 3 for problem in refused.value.problems)


def test_only_a_figure_that_was_written_here_is_taken_out_again() -> None:
    assert without_ours(f"---\na: 1\n{BLOCK}# b\nb: 2\n---\n", "card") == "---\na: 1\n# b\nb: 2\n---\n"
    for other in ("---\nco2_eq_emissions: 5\n---\n", "no metadata", "---\na: 1\n---\n"):
        assert without_ours(other, "card") == other
