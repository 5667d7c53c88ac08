"""`fullcount card --check`: contradictions between metadata, prose, section and disclosure, each at its line."""

from pathlib import Path

import pytest

from .lab import TODAY, written

ROOT = Path(__file__).resolve().parents[3]
CRLF = "\ufeff---\r\nlicense: mit\r\n---\r\n# Title\r\n"
GOOD = """\
---
co2_eq_emissions:
  emissions: 129600
  training_type: pre-training
  geographical_location: Norway
  hardware_used: 64 x A100
---
# Invented-1B

- **Hours used:** 4,800 GPU hours
- **Compute Region:** Narvik
- **Carbon Emitted:** 0.13 t CO2eq
- **Energy consumed:** 4.3 MWh
"""


@pytest.fixture
def check(call, card, disclosure):
    def run(text: str):
        return call("card", disclosure, "--check", card(text), *TODAY)

    return run


def test_a_card_that_agrees_within_its_rounding_is_fine(check) -> None:
    answer = check(GOOD)
    assert answer.code == 0
    assert "no contradictions" in answer.out


@pytest.mark.parametrize(
    ("said", "instead", "line", "words"),
    [
        ("129600", "129.6", 3, "kilograms where grams are meant"),
        ("129600", "17g", 3, "0.017 kgCO2e"),
        ("129600", "2500", 3, "market-based figure"),
        ("129600", '"131,000"', 3, "131 kgCO2e or 0.131 kgCO2e"),
        ("pre-training", "fine-tuning", 4, "training_type"),
        ("Norway", "Germany", 5, "Germany"),
        ("64 x A100", "64 x H100", 6, "H100"),
        ("64 x A100", "8 x A100", 6, "8 x A100"),
        ("4,800 GPU", "48,000 GPU", 10, "48,000 accelerator-h"),
        ("Narvik", "Oregon", 11, "Oregon"),
        ("0.13 t", "0.13 kg", 12, "0.13 kgCO2e"),
        ("4.3 MWh", "4.3 kWh", 13, "4,320 kWh"),
    ],
)
def test_a_contradiction_is_a_finding_at_its_line(said, instead, line, words, check) -> None:
    answer = check(GOOD.replace(said, instead))
    assert answer.code == 1
    found = [each for each in answer.out.splitlines() if f"README.md:{line}: error" in each]
    assert any(words in each for each in found), answer.out


def test_a_figure_in_text_with_separators_is_read(check) -> None:
    assert check(GOOD.replace("129600", '"129,600 g"')).code == 0
    assert check(GOOD.replace("129600", "129_600")).code == 0
    assert check(GOOD.replace("129600", '"129.6 kg"')).code == 0


def test_the_country_of_a_cloud_region_is_its_place(call, card, tmp_path) -> None:
    swiss = written(tmp_path / "d.json", facilities__0__country="CHE", facilities__0__location="Zurich")
    path = card("---\nco2_eq_emissions: {emissions: 129600, geographical_location: europe-west6}\n---\n")
    assert call("card", swiss, "--check", path, *TODAY).code == 0


@pytest.mark.parametrize("word", ["forthcoming", "N/A", '""', "[More Information Needed]"])
def test_a_figure_that_is_missing_is_a_note_and_no_contradiction(word: str, check) -> None:
    text = GOOD.replace("129600", word if word != "[More Information Needed]" else f'"{word}"')
    answer = check(text.replace("- **Carbon Emitted:** 0.13 t CO2eq\n", ""))
    assert answer.code == 0
    assert "note card-lacks-figure" in answer.out
    assert "129.6 kgCO2e" in answer.out


def test_metadata_and_prose_that_differ_are_found_without_the_disclosure(call, card, tmp_path) -> None:
    bare = written(tmp_path / "bare.json", impacts=None)
    answer = call("card", bare, "--check", card(GOOD.replace("0.13 t", "1.3 t")), *TODAY)
    assert answer.code == 1
    assert "README.md:12: error prose-differs-from-metadata" in answer.out
    assert "note disclosure-lacks-figure" in answer.out


@pytest.mark.parametrize("name", ["", "schema/1.0/conformance/base.json", "datasets/moshi"])
@pytest.mark.parametrize(
    "before", ["# Title\n", "\ufeff---\r\nlicense: mit\r\n---\r\n# Title\r\n"], ids=["plain", "crlf"]
)
def test_a_card_just_written_has_no_contradictions(name, before, call, card, disclosure) -> None:
    path, source = card(before), ROOT / name if name else disclosure
    call("card", source, "--hub", "--into", path, *TODAY)
    answer = call("card", source, "--check", path, *TODAY)
    assert (answer.code, answer.out.count("\n")) == (0, 1)


def test_a_cell_of_the_section_that_was_changed_is_found(call, card, disclosure) -> None:
    path = card("# Title\n")
    call("card", disclosure, "--into", path, *TODAY)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("| 4,800 |", "| 4,801 |"), encoding="utf-8")
    answer = call("card", disclosure, "--check", path, *TODAY)
    assert answer.code == 1
    assert "4,801; the disclosure gives 4,800" in answer.out


def test_a_section_of_another_revision_is_found(call, card, disclosure, tmp_path) -> None:
    path = card("# Title\n")
    call("card", disclosure, "--hub", "--into", path, *TODAY)
    later = written(tmp_path / "later.json", revision__number=4, compute__0__accelerator_hours__value=4900)
    answer = call("card", later, "--check", path, *TODAY)
    assert answer.code == 1
    assert "section-differs-from-disclosure" in answer.out
    assert "section-of-other-file" in answer.out


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("---\na: [1\n---\n", 3, "README.md:"),
        ("---\nco2_eq_emissions: soon enough\n---\n", 1, "README.md:2: error unreadable-emissions"),
    ],
)
def test_a_card_that_cannot_be_read_says_where(text, code, said, check) -> None:
    answer = check(text)
    assert answer.code == code
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_nothing_is_written(check, tmp_path, card) -> None:
    check(GOOD)
    assert {path.name for path in (tmp_path / "model").iterdir()} == {"README.md"}
    assert card(GOOD).read_text(encoding="utf-8") == GOOD


def test_a_folder_beside_the_card_that_was_changed_is_found(call, card, disclosure) -> None:
    path = card("# Title\n")
    call("card", disclosure, "--hub", "--into", path, *TODAY)
    beside = path.parent / ".footprint/disclosure.json"
    beside.write_text(beside.read_text(encoding="utf-8").replace("4800", "4700"), encoding="utf-8")
    answer = call("card", disclosure, "--check", path, *TODAY)
    assert answer.code == 1
    assert "error footprint-hash-mismatch" in answer.out
    assert "warning footprint-of-other-file" in answer.out


@pytest.mark.parametrize("text", ["", "[1", "[]", "{}", "[" * 5000])
def test_an_index_that_is_none_is_found(text: str, call, card, disclosure) -> None:
    path = card("# Title\n")
    call("card", disclosure, "--hub", "--into", path, *TODAY)
    (path.parent / ".footprint/index.json").write_text(text, encoding="utf-8")
    answer = call("card", disclosure, "--check", path, *TODAY)
    assert answer.code == 1
    assert "names no SHA-256" in answer.out
