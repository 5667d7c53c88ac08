"""`fullcount factor`, and the user's own tables in every command that takes them."""

import hashlib
import json
import shutil

import pytest

from fullcount.factors import FactorLibrary, FactorTable
from fullcount.rooms import dataset_room

HEADER = "id,kind,name,region,year,scope,value,unit,source\n"
OWN = (
    "ourlab/minerals/FRA/2023,electricity-adpe,France,FRA,2023,minerals,5e-8,kgSbe/kWh,Our database\n"
    "ourlab/grid/FRA/2024,grid-carbon-intensity,France,FRA,2024,lifecycle-generation,60,gCO2e/kWh,Our database\n"
)
BAD = OWN + "ourlab/pue/x/2024,pue,X,x,2024,pue,0.83,1,Us\nourlab/pue/y/2024,pue,Y,y,,pue,1.2,1,Us\n"


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(HEADER + OWN, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(HEADER + BAD, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ("FRA", "2024"),
            [
                "grid-carbon-intensity  44.18 gCO2e/kWh  2024  lifecycle-generation  "
                "ember/lifecycle-generation/FRA/2024",
                "grid-water-intensity   3.6737 L/kWh     2015  offsite-water         wri/offsite-water/FRA/2015",
                "    no figure for FRA in 2024: 2015 (9 y earlier) is used",
            ],
        ),
        (
            ("us-vt", "2024", "--scope", "lifecycle-generation"),
            [
                "grid-carbon-intensity  383.55 gCO2e/kWh  2024  lifecycle-generation  "
                "ember/lifecycle-generation/USA/2024",
                "    no figure for US-VT in 2024: USA in 2024 is used",
            ],
        ),
        (
            ("us-east-1", "2015", "--kind", "grid-water-intensity"),
            [
                "grid-water-intensity  3.1321 L/kWh  2015  offsite-water  wri/offsite-water/USA/2015",
                "    no figure for us-east-1 in 2015: USA in 2015 is used",
            ],
        ),
        (
            ("scaleway-fr-par-2",),
            [
                "pue  1.16                         2025  pue  operator/pue/scaleway-fr-par-2/2025",
                "wue  0.214 (0.214 to 0.25) L/kWh  2025  wue  operator/wue/scaleway-fr-par-2/2025",
            ],
        ),
        (
            ("h100", "sxm5", "--kind", "accelerator-tdp"),
            ["accelerator-tdp  700 W  2022  tdp  vendor/tdp/nvidia-h100-sxm5-80gb"],
        ),
    ],
    ids=" ".join,
)
def test_what_is_found_is_listed_with_what_stands_in(call, words, lines) -> None:
    answer = call("factor", "find", *words)
    assert (answer.code, answer.out.splitlines()) == (0, lines)


def test_a_state_is_found_by_its_name_with_what_its_country_has(call) -> None:
    by_name, by_code = call("factor", "find", "Vermont", "2023"), call("factor", "find", "US-VT", "2023")
    plain = [
        line.removesuffix("  United States").removesuffix("  Vermont").rstrip()
        for line in by_name.out.splitlines()
    ]
    assert plain == by_code.out.splitlines()
    assert "wri/offsite-water/USA/2015" in by_name.out


@pytest.mark.parametrize("word", ["UK", "uk", "GB", "United Kingdom"])
def test_a_place_that_was_found_by_another_name_is_named(call, word: str) -> None:
    first, *_ = call("factor", "find", word, "2024").out.splitlines()
    assert first.endswith("ember/lifecycle-generation/GBR/2024  United Kingdom")


@pytest.mark.parametrize(
    ("letters", "part"),
    [
        ("EU", "'EU', which is the code of no country; like it are DEU (Germany)"),
        ("VT", "'VT', which is the code of no country; like it are US-VT (Vermont)"),
        ("VA", "VAT (Holy See (Vatican City State)); like it are US-VA (Virginia)"),
        ("zz", "'zz', which is the code of no country; write its code or its whole name"),
    ],
)
def test_two_letters_are_a_country_or_nothing(call, letters: str, part: str) -> None:
    answer = call("factor", "find", letters, "2024")
    assert (answer.code, answer.out) == (1, "")
    assert f"no factor for {part}" in answer.err


def test_two_letters_beside_other_words_are_a_whole_word(call) -> None:
    assert call("factor", "find", "ember", "er").code == 1
    assert "US-VT" in call("factor", "find", "egrid", "vt").out


def test_a_figure_of_another_year_says_so_where_it_has_no_place(call) -> None:
    note = "of 2025, not of 2024: it is not stated year by year"
    kind = ("--kind", "embodied-water")

    def answer(*words: str) -> str:
        return call("factor", "find", "h100", *words, *kind).out

    assert f"    {note}" in answer("2024").splitlines()
    assert {item["explanation"] for item in json.loads(answer("2024", "--format", "json"))} == {note}
    assert "of 2025" not in answer("2025") + answer()


def test_words_that_find_several_places_show_their_names(call) -> None:
    lines = call("factor", "find", "united", "states", "2024").out
    assert "Virgin Islands" not in lines
    named = call("factor", "find", "virgin", "islands", "2023").out.splitlines()
    assert [line.split("  ")[-1] for line in named] == [
        "British Virgin Islands",
        "United States Virgin Islands",
    ]


def test_a_long_list_is_cut_in_text_and_whole_in_json(call) -> None:
    text, data = call("factor", "find", "ember"), call("factor", "find", "ember", "--format", "json")
    count = len(json.loads(data.out))
    assert count > 100
    assert text.out.splitlines()[-1] == f"and {count - 50} more: add words, --kind or --scope"


def test_json_says_what_was_asked_and_which_step_answered(call) -> None:
    _, water = json.loads(call("factor", "find", "fr", "2024", "--format", "json").out)
    assert water["asked"] == {"region": "FRA", "year": 2024}
    assert (water["step"], water["factor"]["value"], water["factor"]["unit"]) == (
        "earlier-year",
        3.6737,
        "L/kWh",
    )
    assert "low" not in water["factor"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("find", "FRX", "2024"), "no factor for 'FRX'; nearest are "),
        (
            ("find", "FRA", "--kind", "pue"),
            "no factor for 'FRA' of kind pue; known there: grid-carbon-intensity (lif",
        ),
        (
            ("find", "FRA", "--scope", "stack"),
            "no factor for 'FRA' of scope stack; known there: grid-carbon-intensity",
        ),
        (("find", "FRA", "3000"), "no factor for 'FRA' in the year 3000; known years are 2010 to 2024"),
        (("find", "France", "24"), "no factor for 'France' in the year 24; known years are 2010 to 2024"),
        (
            ("find", "h100", "3000"),
            "no factor for 'h100' in the year 3000; known years are 2022 to 2023, 2025",
        ),
        (("find", "h1000", "sxm"), "no factor for 'h1000' 'sxm'"),
        (("find", "\x1b[31m"), r"\x1b[31m"),
        (("show", "ember/lifecycle-generation/FRA/204"), "nearest are ember/lifecycle-generation/FRA/2024"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_what_is_not_there_is_exit_code_1_with_what_is(call, words, part: str) -> None:
    answer = call("factor", *words)
    assert (answer.code, answer.out) == (1, "")
    assert part in answer.err
    assert "\x1b" not in answer.err


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("find",), "WORD"),
        (("find", ""), "there is no word to look for"),
        (("find", " ", "2024"), "there is no word to look for"),
        (("find", "FRA", "2024", "2023"), "two years were given, 2024 and 2023: give one"),
        (("seek", "FRA"), "'seek'"),
        (("find", "FRA", "--kind", "carbon"), "grid-carbon-intensity"),
        (("show", "a/b/c", "--kind", "pue"), "show takes ids"),
    ],
)
def test_wrong_usage_is_exit_code_2(call, words, part: str) -> None:
    answer = call("factor", *words)
    assert answer.code == 2
    assert part in answer.err


def test_one_factor_is_shown_with_every_field_and_its_citation(call) -> None:
    factor_id = "operator/wue/scaleway-fr-par-2/2025"
    text = call("factor", "show", factor_id).out
    for line in (
        "low:         0.214",
        "high:        0.25",
        "licence:     cited-fact",
        "retrieved:   2026-11-21",
    ):
        assert f"\n  {line}\n" in text
    data = json.loads(call("factor", "show", factor_id, "--format", "json").out)
    assert {"source", "source_url", "locator", "licence", "verified", "boundary", "cite"} <= set(data)
    assert data["cite"].startswith(
        "Scaleway documentation, calculation values reference, edition of 2025-06-09"
    )


def test_a_field_that_a_factor_does_not_have_is_not_stated_and_never_zero(call) -> None:
    text = call("factor", "show", "vendor/tdp/nvidia-h100-sxm5-80gb").out
    assert "\n  low:         not stated\n" in text
    assert "\n  region:      not stated\n" in text


def test_several_factors_are_shown_at_once(call) -> None:
    ids = ("ember/lifecycle-generation/FRA/2023", "ember/lifecycle-generation/FRA/2024")
    assert [item["value"] for item in json.loads(call("factor", "show", *ids, "--format", "json").out)] == [
        55.28,
        44.18,
    ]


def test_the_users_table_comes_first_and_is_cited(call, own) -> None:
    answer = call("factor", "find", "FRA", "2024", "--factors", own, "--format", "json")
    ids = [item["factor"]["id"] for item in json.loads(answer.out)]
    assert ids == ["ourlab/grid/FRA/2024", "wri/offsite-water/FRA/2015", "ourlab/minerals/FRA/2023"]
    shown = call("factor", "show", ids[0], "--factors", own, "--factors-licence", "CC0-1.0").out
    assert "\n  cite:        Our database, licence CC0-1.0\n" in shown


def test_several_tables_may_be_named_and_every_fault_of_all_is_told(call, own, bad, tmp_path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(HEADER + "ourlab/pue/z/2024,pue,Z,z,2024,pue,1.3,1,Us\n", encoding="utf-8")
    assert call("factor", "find", "z", "--factors", own, "--factors", other).code == 0
    answer = call("factor", "find", "z", "--factors", bad, "--factors", tmp_path / "none.csv")
    assert answer.code == 3
    assert [line.split(": ")[0].rpartition("/")[2] for line in answer.err.splitlines()] == [
        "bad.csv:4",
        "bad.csv:5",
        "none.csv",
    ]


def test_a_folder_without_a_package_says_so(call, tmp_path) -> None:
    said = call("factor", "find", "FRA", "--factors", tmp_path)
    assert (said.code, "found a folder without datapackage.json" in said.err) == (3, True)


@pytest.mark.parametrize("name", ["none.csv", "none/datapackage.json", "a" * 5000, ".", "\udcff.csv"])
def test_a_table_that_cannot_be_read_is_explained(call, tmp_path, name) -> None:
    answer = call("factor", "find", "FRA", "--factors", tmp_path / name)
    assert (answer.code, answer.out) == (3, "")
    assert "; expected a" in answer.err


COMMANDS = {
    "factor": ("factor", "find", "FRA"),
    "validate": ("validate", "{base}"),
    "disclose": ("disclose", "{log}", "--out", "{out}"),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_bad_table_ends_any_command_with_its_lines_and_no_output(
    call, base, fixtures, bad, tmp_path, words
) -> None:
    places = {"base": base, "log": fixtures / "sacct-synthetic.txt", "out": tmp_path / "out"}
    answer = call(*(word.format(**places) for word in words), "--factors", bad)
    assert (answer.code, answer.out) == (3, "")
    assert "bad.csv:4: found value '0.83'; expected 1 to 30, outside" in answer.err
    assert "bad.csv:5: found no year; expected the year" in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_shipped_table_that_was_changed_ends_any_command(
    call, base, fixtures, tmp_path, monkeypatch, words
) -> None:
    shutil.copytree(dataset_room("factors") / "cc-by", tmp_path / "cc-by")
    table = tmp_path / "cc-by/factors.csv"
    table.write_bytes(table.read_bytes().replace(b",44.18,", b",11.18,"))
    library = FactorLibrary([FactorTable.shipped(table)])
    monkeypatch.setattr("fullcount.factors.default_library", lambda: library)
    places = {"base": base, "log": fixtures / "sacct-synthetic.txt", "out": tmp_path / "out"}
    more = ("--about", fixtures / "about.yaml") if words[0] == "disclose" else ()
    answer = call(*(word.format(**places) for word in words), *more)
    assert answer.code == 3
    assert "changed since it was sealed" in answer.err
    assert "reinstall fullcount, or seal it again" in answer.err
    assert not (tmp_path / "out").exists()


@pytest.fixture
def naming_own(base, tmp_path):
    """A disclosure whose carbon intensity is said to be that of the lab's own table."""

    def write(value: float):
        data = json.loads(base.read_bytes())
        data["facilities"][0]["carbon_intensity_location_based"] |= {
            "value": value,
            "factor": "ourlab/grid/FRA/2024",
        }
        path = tmp_path / "d.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        return path

    return write


def test_a_figure_is_compared_with_the_table_of_the_lab_where_it_is_given(call, own, naming_own) -> None:
    document = naming_own(44)
    unknown = call("validate", document)
    assert (unknown.code, "note factor-differs-from-table: names factor ourlab/grid" in unknown.out) == (
        0,
        True,
    )
    answer = call("validate", document, "--factors", own)
    assert answer.code == 1
    assert (
        "factor-differs-from-table: 44 gCO2e/kWh [43.5, 44.5] where ourlab/grid/FRA/2024 is 60" in answer.out
    )


def test_a_report_names_the_tables_that_its_verdict_depends_on(call, own, base) -> None:
    plain, with_own = (
        json.loads(call("validate", base, "--format", "json", *more).out)["versions"]
        for more in ((), ("--factors", own))
    )
    digest = hashlib.sha256(own.read_bytes()).hexdigest()
    assert with_own == {**plain, "own_factors": f"own.csv sha256:{digest}"}


def test_a_figure_that_is_that_of_the_labs_table_has_no_finding(call, own, naming_own) -> None:
    answer = call("validate", naming_own(60), "--factors", own)
    assert "factor-differs-from-table" not in answer.out


def test_a_disclosure_made_with_a_table_cites_it_and_its_card_too(from_log, own, tmp_path) -> None:
    made = from_log(tmp_path / "out", "--factors", own, "--factors-licence", "CC0-1.0")
    assert made.code == 0, made.said
    data = json.loads((tmp_path / "out/disclosure.json").read_bytes())
    (place,) = [item for item in data["facilities"] if item.get("country") == "FRA"]
    factors = {item["category"]: item["amount"] for item in place["use_factors"]}
    assert factors["adpe"]["factor"] == "ourlab/minerals/FRA/2023"
    assert factors["pe"]["not_disclosed"]["note"].startswith("no open factor is known")
    (card,) = (tmp_path / "out").glob("*.md")
    text = card.read_text(encoding="utf-8")
    assert "ourlab/minerals/FRA/2023" in text
    assert "Our database. CC0-1.0" in text


def test_a_card_names_factor_source_licence_and_day_of_retrieval(of_slurm) -> None:
    _, folder = of_slurm
    (card,) = folder.glob("*.md")
    text = card.read_text(encoding="utf-8")
    used = {item["factor"] for item in _figures(json.loads((folder / "disclosure.json").read_bytes()))}
    assert any(factor.startswith("wri/") for factor in used)
    assert all(factor in text for factor in used)
    (source,) = [
        line for line in text.splitlines() if "Guidance for Calculating Water Use" in line and "CC-BY" in line
    ]
    assert "retrieved 2026-11-21" in source


def _figures(node):
    if isinstance(node, dict):
        if "factor" in node:
            yield node
        for item in node.values():
            yield from _figures(item)
    elif isinstance(node, list):
        for item in node:
            yield from _figures(item)
