"""What is wrong with changes is said in words, all of it at once."""

import pytest

from fullcount.impacts.scenario import NAMES, ScenarioError, parse_changes

from .lab import lab, problems


def wrong(*texts: str) -> tuple[str, ...]:
    with pytest.raises(ScenarioError) as caught:
        parse_changes(texts)
    return tuple(str(problem) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("text", "found", "remedy"),
    [
        ("grid", "no name=value", "write one of accelerator, host"),
        ("", "no name=value", "write one of"),
        ("=1", 'the name ""', "use one of these"),
        ("pu=1", 'the name "pu"', "did you mean pue?"),
        ("utilization=1", 'the name "utilization"', "did you mean utilisation?"),
        ("pue=", "no value", "complete it"),
        ("pue@=1.1", "no facility behind @", "complete it"),
        ("grid=-1", '"-1"', "check the figure"),
        ("grid=nan", '"nan"', "write digits"),
        ("grid=20240", '"20240"', "check the figure"),
        ("pue=0.99", '"0.99"', "check the figure"),
        ("pue=inf", '"inf"', "write digits"),
        ("pue=1e999", '"1e999"', "write digits"),
        ("pue=١", '"١"', "write digits"),
        ("pue=1_0", '"1_0"', "write digits"),
        ("wue=-0.1", '"-0.1"', "check the figure"),
        ("lifetime=0", '"0"', "check the figure"),
        ("lifetime=1000", '"1000"', "check the figure"),
        ("utilisation=0", '"0"', "write 0.3 or 30%"),
        ("utilisation=0.0009", '"0.0009"', "write 0.3 or 30%"),
        ("utilisation=0.05%", '"0.05%"', "write 0.3 or 30%"),
        ("pue=10.1", '"10.1"', "check the figure"),
        ("wue=101", '"101"', "check the figure"),
        ("lifetime=1e-9", '"1e-9"', "check the figure"),
        ("host=11", '"11"', "check the figure"),
        ("power=0W:node", '"0W"', "check the figure"),
        ("power=1e7W:node", '"1e7W"', "check the figure"),
        ("power=tdp*0", '"0"', "write 0.3 or 30%"),
        ("accelerator=nvidia-h200-sxm5-141gb:1e9", '"1e9"', "check the figure"),
        ("utilisation=60", '"60"', "write 0.3 or 30%"),
        ("host=0.5", '"0.5"', "check the figure"),
        ("power=tdp*2", '"2"', "write 0.3 or 30%"),
        ("power=650W", '"650W"', "write power=650W:node"),
        ("power=650W:nodes", '"650W:nodes"', "did you mean node?"),
        ("power=manyW:node", '"manyW"', "write digits"),
        ("accelerator=abacus", '"abacus"', "see fullcount codelist accelerator"),
        ("accelerator=nvidia-h200-sxm5-141gb:0", '"0"', "check the figure"),
        ("without=failed:101%", '"101%"', "write 0.3 or 30%"),
        ("without=failed:-1", '"-1"', "write 0.3 or 30%"),
        ("without=failed:nan", '"nan"', "write 0.3 or 30%"),
        ("without=faild", '"faild"', "did you mean failed?"),
        ("without=failed:half", '"half"', "write 0.3 or 30%"),
        ("without=outcom/failed", 'the axis "outcom"', "did you mean outcome?"),
        ("without=other", '"other", a code of stage and run_type', "without=stage/other or without=run_type/other"),
        ("mixer=cubic:length=1:width=1", 'the mixer "cubic"', "use one of these"),
        ("mixer=linear", "no length and no width", "mixer=linear:length=8192:width=4096"),
        ("mixer=linear:length=1:width=1:lenth=3", 'the option "lenth"', "did you mean length?"),
        ("mixer=linear:length=1:width=1:width=2", "the option width twice", "leave one"),
        ("mixer=linear:length=0:width=1", '"0"', "check the figure"),
        ("mixer=linear:length=1e10:width=1", '"1e10"', "check the figure"),
        ("mixer=linear:length=8:width=8:causal=no", 'the value "no" of causal', "write :causal"),
        ("mixer=linear:length=8:width=8:from=linear", "linear in the place of linear", "name the other mixer"),
        ("mixer=quadratic:length=8:width=8", "quadratic in the place of quadratic", "with another length"),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_with_a_remedy(text: str, found: str, remedy: str) -> None:
    words = wrong(text)
    assert len(words) == 1
    assert f"found {found}" in words[0]
    assert remedy in words[0].rpartition(";")[2]


def test_every_problem_is_named_at_once() -> None:
    assert len(wrong("pue=0.5,lifetime=x", "grid=50", "without=other")) == 3


def test_two_changes_of_one_thing_contradict_each_other() -> None:
    found = wrong(
        "grid=FRA", "grid=USA,pue=1.1,pue@north=1.2,without=failed,without=failed:50%,without=ablate"
    )
    assert len(found) == 2
    assert 'a second change of the same thing, after "grid=FRA"' in found[0]
    assert 'after "without=failed"' in found[1]


def test_a_text_that_is_written_twice_is_a_contradiction_too() -> None:
    text = "pue=1.1"
    assert len(wrong(text, text)) == 1


def test_control_characters_do_not_reach_the_message() -> None:
    assert all("\x1b" not in words for words in wrong("\x1b[2J=1", "grid\x1b=1", "without=\x1b"))


def test_a_long_list_is_refused_without_reading_it_all() -> None:
    found = wrong(",".join(["pue=0"] * 100_000))
    assert "at most 200" in found[0]
    assert len(found) <= 201


def test_a_long_text_is_shortened() -> None:
    assert len(wrong("x" * 100_000)[0]) < 1000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pue@x=1.1", "the id of a facility: north, south"),
        ("grid@nort=50", "did you mean north?"),
        ("lifetime@gpus=4", "did you mean gpu?"),
        ("pue=1.1,pue@north=1.2", 'two changes of the PUE of north, the other one "pue=1.1"'),
        ("facility=google-fleet,pue=1.2", "two changes of the PUE of north"),
        ("grid=XXX", 'no grid-carbon-intensity for "XXX"'),
        ("grid=XXX-1800", 'no grid-carbon-intensity for "XXX"'),
        ("grid=FRA-1800", "the year 1800; expected a year near those that are known of FRA, 2010 to 2024"),
        ("grid=europe-west9-2099", "the year 2099"),
        ("without=idle", "no line of idle hours"),
    ],
)
def test_what_does_not_fit_the_disclosure_is_named(text: str, words: str) -> None:
    assert words in problems(lab(), text)[0]


def test_problems_of_several_changes_come_together() -> None:
    found = problems(lab(), "grid=XXX,lifetime@x=4,without=timeout")
    assert [words.partition(":")[0] for words in found] == [
        '"lifetime@x=4"',
        '"grid=XXX"',
        '"without=timeout"',
    ]


@pytest.mark.parametrize("section", ["facilities", "equipment", "compute"])
def test_a_section_that_is_not_there_is_named(section: str) -> None:
    document = lab()
    del document[section]
    text = {"facilities": "pue=1.1", "equipment": "lifetime=4", "compute": "without=failed"}[section]
    assert "in the disclosure" in problems(document, text)[0]


@pytest.mark.parametrize("example", [example for name in NAMES.values() for example in name.examples])
def test_every_example_of_the_table_of_names_can_be_read(example: str) -> None:
    assert parse_changes([example])[0].text == example
