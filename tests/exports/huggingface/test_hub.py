"""`fullcount card --hub`: metadata, section and the folder beside the card, or nothing at all."""

import json
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
import yaml

from fullcount.rooms import schema_room

from .lab import TODAY, lab, written

SCHEMA = json.loads((schema_room() / "footprint-index.schema.json").read_bytes())


def index_beside(card: Path) -> dict:
    return json.loads((card.parent / ".footprint/index.json").read_bytes())


def metadata_of(card: Path) -> dict:
    return yaml.safe_load(card.read_text(encoding="utf-8").split("---")[1])


def test_the_card_gets_metadata_and_section_and_keeps_the_rest(call, card, disclosure) -> None:
    path = card("---\nlicense: mit # why\nbase_model: a/b\n---\n# Title\n\ntext\n")
    assert call("card", disclosure, "--hub", "--into", path, *TODAY).code == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith(
        "---\nlicense: mit # why\nbase_model: a/b\nco2_eq_emissions:\n  emissions: 129600\n"
    )
    assert "---\n# Title\n\ntext\n" in text
    assert metadata_of(path)["co2_eq_emissions"]["geographical_location"] == "Narvik, Norway"


def test_the_card_links_the_disclosure_beside_it_with_its_hash(call, card, disclosure) -> None:
    path = card("# Title\n")
    call("card", disclosure, "--hub", "--into", path, *TODAY)
    beside = path.parent / ".footprint/disclosure.json"
    assert beside.read_bytes() == disclosure.read_bytes()
    digest = sha256(beside.read_bytes()).hexdigest()
    assert index_beside(path)["disclosure"]["sha256"] == digest
    text = path.read_text(encoding="utf-8")
    assert digest in text
    assert "(<.footprint/disclosure.json>)" in text


def test_a_disclosure_in_yaml_is_copied_as_json_that_says_the_same(call, card, tmp_path) -> None:
    source, path = tmp_path / "d.yaml", card("# Title\n")
    source.write_text(yaml.safe_dump(lab()), encoding="utf-8")
    assert call("card", source, "--hub", "--into", path, *TODAY).code == 0
    beside = (path.parent / ".footprint/disclosure.json").read_bytes()
    assert json.loads(beside) == lab()
    assert sha256(beside).hexdigest() in path.read_text(encoding="utf-8")


def test_the_index_is_valid_and_its_missing_figures_are_not_zero(call, card, disclosure) -> None:
    path = card("# Title\n")
    call("card", disclosure, "--hub", "--into", path, *TODAY)
    index = index_beside(path)
    jsonschema.Draft202012Validator(SCHEMA).validate(index)
    figures = {(one["counts"], one["measure"]): one for one in index["figures"]}
    assert figures["final-training", "ghg-use-location"]["value"] == 129.6
    assert figures["all", "accelerator-hours"]["value"] == 4900
    water = figures["all", "water-use-on-site"]
    assert "value" not in water
    assert water["missing"]


def test_written_twice_is_the_same(call, card, disclosure) -> None:
    path = card("# Title\n")
    call("card", disclosure, "--hub", "--into", path, *TODAY)
    first = path.read_bytes()
    call("card", disclosure, "--hub", "--into", path, *TODAY)
    assert path.read_bytes() == first


def test_without_a_figure_there_is_no_key_and_one_written_before_goes(call, card, tmp_path) -> None:
    bare = written(tmp_path / "bare.json", impacts=None)
    path = card("---\nlicense: mit\n---\n")
    call("card", written(tmp_path / "full.json"), "--hub", "--into", path, *TODAY)
    answer = call("card", bare, "--hub", "--into", path, *TODAY)
    assert answer.code == 0
    assert "co2_eq_emissions not written" in answer.out
    assert "is removed" in answer.out
    assert metadata_of(path) == {"license": "mit"}


def test_without_a_figure_one_of_other_origin_stays(call, card, tmp_path) -> None:
    path = card("---\nco2_eq_emissions: 5\n---\n")
    answer = call("card", written(tmp_path / "bare.json", impacts=None), "--hub", "--into", path, *TODAY)
    assert "is not ours and stays" in answer.out
    assert metadata_of(path) == {"co2_eq_emissions": 5}


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (b"---\n{license: mit}\n---\n", 3, ":2:1:"),
        (b"---\nlicense: [mit\n---\n", 3, ":3:"),
        (b"---\na: 1\n\na: 2\n---\n", 3, ":4:1:"),
        (b"\xff\xfe", 3, "not UTF-8"),
        (b"<!-- fullcount:begin -->", 2, "1 times"),
    ],
    ids=["braces", "broken", "repeated", "bytes", "markers"],
)
def test_a_card_that_cannot_be_changed_is_refused_and_nothing_is_written(
    text: bytes, code: int, said: str, call, card, disclosure
) -> None:
    path = card(text)
    answer = call("card", disclosure, "--hub", "--into", path, *TODAY)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert path.read_bytes() == text
    assert [each.name for each in path.parent.iterdir()] == ["README.md"]


def test_the_option_needs_a_card(call, disclosure) -> None:
    answer = call("card", disclosure, "--hub")
    assert answer.code == 2
    assert "--into" in answer.err


def test_without_the_client_of_the_hub_the_extra_is_named(call, card, disclosure, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "huggingface_hub", None)
    answer = call("card", disclosure, "--hub", "--into", card("# Title\n"), *TODAY)
    assert answer.code == 0
    assert "fullcount[hub]" in answer.out
