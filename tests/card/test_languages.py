"""Every language of the card has all of its texts, with the same names to fill in, and writes numbers its own way."""

import csv
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from fullcount.cli import main
from fullcount.rooms import schema_room
from fullcount_reports.card import Assets, ReviewLine, catalogue_of, languages, render_html, render_markdown
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.language import FOLDER
from fullcount_reports.card.numbers import exact, grouped
from fullcount_reports.card.pictures import figures_of
from fullcount_reports.card.shown import Shown, amount_cell, interval_text

BASE = json.loads((schema_room() / "conformance/base.json").read_text(encoding="utf-8"))
OTHERS = [language for language in languages() if language != "en"]
CODELISTS = {path.stem for path in (schema_room() / "codelists").glob("*.csv")}
SHOWN = {
    *(
        "allocation-key",
        "category",
        "evidence-kind",
        "factor-scope",
        "inclusion",
        "life-cycle-stage",
        "stage",
    ),
    *("lineage-relation", "manufacture-coverage", "not-disclosed-reason", "outcome", "part", "phase"),
    *("power-basis", "practice", "review-conclusion", "review-decision", "run-type", "subject-kind"),
}
"""The codelists whose titles the card shows; names of accelerators are the same in every language."""


def table(language: str) -> list[dict[str, str]]:
    with (FOLDER / f"{language}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def codes(codelist: str) -> dict[str, str]:
    with (schema_room() / "codelists" / f"{codelist}.csv").open(encoding="utf-8", newline="") as lines:
        return {f"code/{codelist}/{row['code']}": row["title"] for row in csv.DictReader(lines)}


def expected() -> dict[str, str]:
    """Every key with its English text."""
    titles = {key: title for codelist in sorted(SHOWN) for key, title in codes(codelist).items()}
    separators = {"language/thousands": "COMMA", "language/decimal": "FULL STOP"}
    return {**separators, **ENGLISH.texts, **titles}


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def line() -> ReviewLine:
    return ReviewLine(2, "training", ("hours of failed runs",), 0, 1, 3, "1.0", "1.0", "0" * 64, "it.json")


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_key_once(language: str) -> None:
    keys = [row["key"] for row in table(language)]
    assert len(keys) == len(set(keys))
    assert set(keys) == set(expected())


@pytest.mark.parametrize("language", OTHERS)
def test_its_texts_have_the_same_names_to_fill_in(language: str) -> None:
    texts = expected()
    assert [row["key"] for row in table(language) if names(row["text"]) != names(texts[row["key"]])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_was_translated_is_what_english_says_now(language: str) -> None:
    """A text whose English changed is to be translated again, and its column `english` to be brought up to date."""
    texts = expected()
    assert [row["key"] for row in table(language) if row["english"] != texts[row["key"]]] == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_empty_that_is_not_empty_in_english(language: str) -> None:
    assert [row["key"] for row in table(language) if bool(row["text"]) != bool(row["english"])] == []


def test_the_codelists_of_the_card_are_those_of_the_standard() -> None:
    assert SHOWN < CODELISTS


def test_french_has_no_space_at_which_a_line_could_break_before_its_punctuation() -> None:
    assert [row["key"] for row in table("fr") if re.search(r" [:;?!%»]", row["text"])] == []


def test_numbers_and_dates_in_french() -> None:
    french = catalogue_of("fr")
    assert grouped(french, 1234567.891, 1) == "1\u202f234\u202f567,9"
    assert exact(french, 1e-9) == "1 × 10⁻⁹"
    assert exact(french, 2.5e-20) == "2,5 × 10⁻²⁰"
    assert french.day("2026-11-21") == "21/11/2026"
    assert french.day("spring") == "spring"
    assert amount_cell(french, Shown("kWh", 12345.0)).text == "12,3\xa0MWh"
    assert amount_cell(french, Shown("years", 6.0)).text == "6\xa0ans"
    assert interval_text(french, Shown("kWh", 10.0, 8.5, 12.0, interval=99.5)).endswith("(99,5\xa0%)")


def test_the_digits_of_a_number_are_those_of_english() -> None:
    digits = re.compile(r"[^0-9]")
    for value in (0.0123, 9.995, 1234.5, 999_999.0, 6.02e23):
        english, french = (exact(catalogue_of(language), value) for language in ("en", "fr"))
        assert digits.sub("", english) == digits.sub("", french)


@pytest.mark.parametrize("language", OTHERS)
def test_a_card_says_nothing_in_english_but_what_others_wrote(language: str) -> None:
    words = catalogue_of(language)
    card = render_markdown(BASE, line(), Assets(), words)
    translated = {
        row["english"]
        for row in table(language)
        if len(row["english"]) > 24 and row["text"] != row["english"]
    }
    assert [text for text in translated if "{" not in text and text in card] == []
    assert f'<html lang="{language}">' in render_html(BASE, line(), Assets(), words)


def test_figures_speak_the_language_of_the_card() -> None:
    english, french = (figures_of(BASE, catalogue_of(language)) for language in ("en", "fr"))
    assert [figure.name for figure in english] == [figure.name for figure in french]
    assert "Diagramme à barres" in french[0].alt
    locale = french[0].specification["config"]["locale"]["number"]
    assert (locale["decimal"], locale["thousands"]) == (",", "\u202f")
    assert "config" not in english[0].specification


def test_a_section_in_another_language_does_not_contradict_its_disclosure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, card = tmp_path / "disclosure.json", tmp_path / "README.md"
    source.write_text(json.dumps(BASE), encoding="utf-8")
    card.write_text("# A model\n", encoding="utf-8")
    assert main(["card", str(source), "--into", str(card), "--language", "fr"]) == 0
    assert main(["card", str(source), "--check", str(card)]) == 0
    source.write_text(json.dumps(BASE).replace("26784", "36784"), encoding="utf-8")
    capsys.readouterr()
    assert main(["card", str(source), "--check", str(card)]) == 1
    assert "Énergie du site (PUE inclus)" in capsys.readouterr().out


def test_the_command_writes_the_card_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "disclosure.json"
    source.write_text(json.dumps(BASE), encoding="utf-8")
    assert main(["card", str(source), "--language", "fr", "--today", "2026-11-21"]) == 0
    assert "## Empreinte environnementale de" in capsys.readouterr().out
