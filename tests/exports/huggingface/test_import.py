"""`fullcount import huggingface`: a card as a draft, what it does not say not stated, oddities as notes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.as_yaml import as_yaml
from fullcount.disclosure import parse, shape_errors
from fullcount.draft.imports import NotReadableError, read
from fullcount.draft.imports.head import with_head

from .cards import HTML, MARKDOWN, ONE
from .lab import TODAY, written


def draft(text: str):
    return with_head(read(text.encode(), "README.md", "huggingface").draft, "2026-11-22")


def notes(text: str) -> str:
    return "\n".join(read(text.encode(), "README.md", "huggingface").notes)


def test_metadata_and_prose_become_one_line_and_one_impact() -> None:
    found = draft(ONE)
    (line,), (impact,) = found["compute"], found["impacts"]
    assert found["subject"]["name"] == "Invented-2B"
    assert (line["stage"], line["run_type"], line["outcome"]) == ("final", "post-train", "unknown")
    assert line["accelerators"]["value"] == 8
    assert line["wall_clock"]["value"] == 14
    assert line["accelerator_hours"]["value"] == 112
    assert line["accelerator_hours"]["basis"] == "calculated"
    assert line["energy"]["value"] == 37
    assert (impact["amount"]["value"], impact["amount"]["unit"]) == (14.1, "kgCO2e")
    assert impact["ghg_basis"] == "unspecified"


def test_place_hardware_and_lineage_get_the_codes_of_the_standard() -> None:
    found = draft(ONE)
    (site,) = found["facilities"]
    assert (site["country"], site["location"], site["operator"]) == ("NOR", "Narvik", "Ope_rator")
    assert found["equipment"][0]["accelerator"] == "nvidia-a100-sxm4-40gb"
    assert found["subject"]["lineage"] == [
        {
            "name": "maker/Elder-2B",
            "relation": "fine-tuned-from",
            "url": "https://huggingface.co/maker/Elder-2B",
        }
    ]


def test_what_is_transcribed_says_so_and_every_figure_names_the_card() -> None:
    found = draft(ONE)
    assert found["data_status"] == "transcribed"
    assert found["impacts"][0]["amount"]["source"] == found["sources"][0]["id"]
    assert "a tracker" in found["sources"][0]["note"]


@pytest.mark.parametrize("text", [MARKDOWN, HTML], ids=["markdown", "html"])
def test_a_table_by_model_becomes_components_with_both_bases(text: str) -> None:
    found = draft(text)
    hours = {line["component"]: line["accelerator_hours"]["value"] for line in found["compute"]}
    assert hours == {"small-8b": 1_460_000, "large-70b": 7_000_000, "tiny": 392_000}
    amounts = {
        (row["covers"]["components"][0], row["ghg_basis"]): row["amount"].get("value")
        for row in found["impacts"]
    }
    assert amounts["large-70b", "location"] == 2_040_000
    assert amounts["small-8b", "market"] == 0
    assert amounts["tiny", "location"] is None
    assert amounts["tiny", "market"] is None
    assert {item["rated_power"]["value"] for item in found["equipment"]} == {700, 350}


@pytest.mark.parametrize("text", [MARKDOWN, HTML], ids=["markdown", "html"])
def test_a_word_in_place_of_a_figure_is_a_note_with_its_line(text: str) -> None:
    assert "negligible-in-table" in notes(text)
    assert "README.md:" in notes(text)


@pytest.mark.parametrize(
    ("written_as", "kg"),
    [
        ("17g", 0.017),
        ("24_700_000", 24700),
        ('"1,234,567"', 1234.567),
        ("1.2e-05", 1.2e-8),
        ('"2.3 kg"', 2.3),
        ('"0.5 t"', 500),
    ],
)
def test_a_figure_is_read_however_it_is_written(written_as: str, kg: float) -> None:
    found = draft(f"---\nco2_eq_emissions: {written_as}\n---\n")
    assert found["impacts"][0]["amount"]["value"] == kg


@pytest.mark.parametrize("word", ["forthcoming", "N/A", "null", '""', '"<1"', '"1,710"'])
def test_what_is_no_figure_is_not_stated_and_never_zero(word: str) -> None:
    amount = draft(f"---\nco2_eq_emissions: {{emissions: {word}}}\n---\n# x\n")["impacts"][0]["amount"]
    assert "value" not in amount
    assert amount["not_disclosed"]["reason"] == "not-stated"


def test_figures_with_the_same_digits_in_prose_settle_what_a_comma_means() -> None:
    text = '---\nco2_eq_emissions: "1,710"\n---\n\nIt took 1.71 kg CO2eq.\n'
    assert draft(text)["impacts"][0]["amount"]["value"] == 1.71


def test_hours_used_of_several_devices_are_of_no_known_kind() -> None:
    text = "---\nco2_eq_emissions: {emissions: 5, hardware_used: 8 x A100}\n---\n- **Hours used:** 14\n"
    assert "not_disclosed" in draft(text)["compute"][0]["accelerator_hours"]
    assert "hours by the clock or of all accelerators" in notes(text)


def test_a_base_without_relation_is_a_note_and_no_lineage() -> None:
    text = "---\nbase_model: a/b\n---\n# x\n"
    assert "lineage" not in draft(text)["subject"]
    assert "base_model a/b" in notes(text)


def test_metadata_that_contradict_the_prose_are_a_note() -> None:
    assert "prose-differs-from-metadata" in notes(ONE.replace("14.10 KgCO2", "15.10 KgCO2"))


def test_the_section_of_our_own_card_is_read(call, card, tmp_path) -> None:
    path = card("# Title\n")
    call("card", written(tmp_path / "d.json"), "--into", path, *TODAY)
    found = draft(path.read_text(encoding="utf-8"))
    hours = {line["stage"]: line["accelerator_hours"]["value"] for line in found["compute"]}
    assert hours == {"final": 4800, "explore": 100}
    assert "where the disclosure lies beside it" in notes(path.read_text(encoding="utf-8"))


def test_a_card_of_synthetic_figures_gives_a_synthetic_draft() -> None:
    assert draft("# Invented · SYNTHETIC DATA\n")["data_status"] == "synthetic"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"---\na: [1\nb: 2\n---\n", "README.md:3"),
        (b"---\na: 1\nco2_eq_emissions: soon enough\n---\n", "README.md:3"),
        (b"---\nco2_eq_emissions: [1]\n---\n", "README.md:2"),
        (b"# x\n\xff", "README.md:2"),
        (b"", "README.md"),
        (b"PK\x03\x04", "README.md"),
    ],
)
def test_a_card_that_cannot_be_read_is_refused_with_its_line(data: bytes, place: str) -> None:
    with pytest.raises(NotReadableError) as refused:
        read(data, "README.md", "huggingface")
    assert str(refused.value).startswith(f"{place}: found ")


def test_the_command_writes_a_valid_draft_with_its_notes(call, card, tmp_path) -> None:
    target = tmp_path / "draft.yaml"
    answer = call("import", "huggingface", card(ONE), "-o", target, *TODAY)
    assert answer.code == 0
    assert "approximate-time" in answer.err
    assert "approximate-time" in target.read_text(encoding="utf-8").split("fullcount:")[0]
    assert call("validate", target, *TODAY).code == 0


def test_an_existing_draft_is_not_replaced_unasked(call, card, tmp_path) -> None:
    target = tmp_path / "draft.json"
    assert call("import", "huggingface", card(ONE), "-o", target, *TODAY).code == 0
    before = target.read_bytes()
    assert call("import", "huggingface", card("# y\n"), "-o", target, *TODAY).code == 2
    assert target.read_bytes() == before


def test_a_file_that_is_not_there_is_unreadable(call, tmp_path) -> None:
    answer = call("import", "huggingface", tmp_path / "none.md")
    assert (answer.code, answer.out) == (3, "")
    assert "none.md" in answer.err


PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "co2_eq_emissions:",
            " 5\n",
            " {emissions: 3}\n",
            "\n",
            "# Title\n",
            "- **Emissions:** ",
            "1,7 kg\n",
        ),
        *(
            "| Model | CO2 (t) | GPU hours |\n",
            "|---|---|---|\n",
            "| a | 1 | 2 |\n",
            "<table>",
            "<tr><td>",
            "CO2",
        ),
        *(
            "base_model: a/b\n",
            "- **GPU:** 8 x H100\n",
            "hardware_used: ",
            "\x1b[31m",
            "\u202e",
            "😀",
            "!!python/x ",
        ),
        *(
            "- **Hours used:** 3\n",
            "- **Compute Region:** a, b\n",
            "<!-- fullcount:begin -->",
            "<!-- fullcount:end -->",
        ),
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join))
@settings(max_examples=300)
def test_any_card_is_refused_or_gives_a_draft_whose_shape_is_whole(text: str) -> None:
    try:
        found = draft(text)
    except NotReadableError:
        return
    assert [error.message for error in shape_errors(found)] == []
    written_down = as_yaml(found, notes(text).splitlines())
    assert parse(written_down.encode(), "draft.yaml").data == found
    assert all(line.isprintable() for line in written_down.split("\n"))
