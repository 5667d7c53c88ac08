"""`fullcount impacts`: recomputed, with uncertainty, what if, and of a ledger."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOSHI = ROOT / "datasets/moshi/disclosure.json"
LEDGER = ROOT / "datasets/moshi/ledger.csv.gz"
ABOUT = ROOT / "datasets/moshi/about.yaml"


def figures(answer) -> dict:
    return json.loads(answer.out)


def central(data: dict) -> dict:
    return {
        (row["category"], row.get("phase"), row.get("part"), row.get("ghg_basis")): row["total"]
        for row in data["impacts"]
    }


def test_what_the_energies_rest_on_and_how_manufacture_is_divided_is_said(call) -> None:
    said = call("impacts", MOSHI).out
    assert "energy of 199 lines: hours times" in said
    assert "one accelerator-hour of dgx-h100 carries 10.67 gCO2e = 3,812 kgCO2e" in said
    assert "/ 8 accelerators / (6 years × 8,760 h × 0.85)" in said


def test_a_ledger_with_a_description_comes_to_what_its_disclosure_comes_to(call) -> None:
    of_ledger = call("impacts", LEDGER, "--about", ABOUT, "--format", "json")
    of_folder = call("impacts", LEDGER.parent, "--format", "json")
    ours, theirs = central(figures(of_ledger)), central(figures(of_folder))
    assert ours.keys() == theirs.keys()
    for key, total in theirs.items():
        assert (ours[key] and ours[key]["value"]) == (total and pytest.approx(total["value"], rel=1e-6))


def test_a_folder_that_holds_only_a_ledger_is_a_ledger(call, fixtures, tmp_path) -> None:
    call("read", fixtures / "sacct-synthetic.txt", "--out", tmp_path / "ledger")
    said = call("impacts", tmp_path / "ledger", "--about", fixtures / "about.yaml")
    assert said.code == 0, said.said
    assert "energy use" in said.out


def test_a_ledger_without_description_says_what_it_lacks(call) -> None:
    said = call("impacts", LEDGER)
    assert said.code == 0
    assert "cannot be computed without" in said.out
    assert said.err == (
        f"{LEDGER}: --about FILE gives the facilities and equipment, without which little can be computed "
        "from a ledger\n"
    )


def test_a_ledger_with_a_description_needs_no_such_hint(call) -> None:
    assert call("impacts", LEDGER, "--about", ABOUT).err == ""


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("--by", "stage"), ["--by", "--uncertainty"]),
        (("--draws", "64"), ["--draws", "--uncertainty"]),
        (("--seed", "0"), ["--seed", "--uncertainty"]),
        (("--by-line",), ["--by-line", "--format json"]),
        (("--by-line", "--seed", "1", "--by", "stage"), ["--by-line", "--seed", "--by changes"]),
        (("--uncertainty", "--by", "stage", "--what-if", "pue=1.1"), ["--by", "--what-if"]),
    ],
    ids=" ".join,
)
def test_an_option_that_would_change_nothing_is_refused(call, words, parts) -> None:
    said = call("impacts", MOSHI, *words)
    assert (said.code, said.out) == (2, "")
    assert all(part in said.err for part in parts)


def test_a_description_goes_with_a_ledger_only(call, base) -> None:
    said = call("impacts", base, "--about", ABOUT)
    assert (said.code, "--about goes with a ledger" in said.err) == (2, True)


def test_a_broken_ledger_is_refused_with_its_lines(call, tmp_path) -> None:
    (tmp_path / "ledger.csv").write_text("job_id,nonsense\n1,2\n", encoding="utf-8")
    said = call("impacts", tmp_path / "ledger.csv")
    assert said.code == 3
    assert "ledger.csv:1" in said.err


@pytest.fixture
def low_levels(base, tmp_path) -> Path:
    """A disclosure whose carbon intensities have an interval of 0.9."""
    document = json.loads(Path(base).read_text(encoding="utf-8"))
    for key in ("carbon_intensity_location_based", "carbon_intensity_market_based"):
        document["facilities"][0][key].update(low=10, high=90, interval=0.9)
    path = tmp_path / "shares.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [("impacts",), ("impacts", "--uncertainty"), ("advise",), ("impacts", "--format", "json")],
    ids=" ".join,
)
def test_an_interval_of_one_per_cent_or_less_is_told_in_one_line(call, low_levels, words) -> None:
    said = call(words[0], low_levels, *words[1:])
    assert said.code == 0
    assert said.err == (
        f"{low_levels}: /facilities/0/carbon_intensity_location_based: interval 0.9 is taken for 0.9 %; "
        "write 90 if that is meant; also 1 % or less: /facilities/0/carbon_intensity_market_based\n"
    )


def test_it_is_told_of_the_description_of_a_ledger_too(call, tmp_path) -> None:
    about = tmp_path / "about.yaml"
    text = ABOUT.read_text(encoding="utf-8")
    first = text.index("{", text.index("pue:"))
    about.write_text(
        f"{text[: first + 1]}low: 1, high: 2, interval: 0.5, {text[first + 1 :]}", encoding="utf-8"
    )
    said = call("impacts", LEDGER, "--about", about)
    assert (said.code, "/facilities/0/pue: interval 0.5 is taken for 0.5 %" in said.err) == (0, True)


class TestUncertainty:
    def test_medians_lie_inside_their_intervals(self, call) -> None:
        found = figures(call("impacts", MOSHI, "--uncertainty", "--format", "json"))["uncertainty"]
        rows = [row for row in found["estimates"] if row["central"] is not None]
        assert len(rows) > 50
        assert all(row["p05"] <= row["median"] <= row["p95"] for row in rows)

    def test_the_same_seed_gives_the_same_bytes(self, call) -> None:
        words = ("impacts", MOSHI, "--uncertainty", "--draws", "999", "--seed")
        assert call(*words, "7").out == call(*words, "7").out != call(*words, "8").out

    def test_it_says_what_to_measure_next(self, call) -> None:
        said = call("impacts", MOSHI, "--uncertainty").out
        _, _, next_steps = said.partition("what to measure next\n")
        assert re.search(
            r"\d+ % of the uncertainty in gwp location-based is the power per accelerator of dgx-h100",
            next_steps,
        )
        assert "measure the power of a whole node at the wall" in next_steps

    def test_parts_are_shown_on_request(self, call) -> None:
        said = call("impacts", MOSHI, "--uncertainty", "--by", "component").out
        assert "mimi: energy total (kWh)" in said
        assert "mimi" not in call("impacts", MOSHI, "--uncertainty").out

    def test_what_cannot_be_computed_is_named(self, call) -> None:
        said = call("impacts", MOSHI, "--uncertainty").out
        assert "not computed: adpe use, without mineral depletion per kWh of facility fr-par-2" in said
        assert "gwp market-based total" not in said

    @pytest.mark.parametrize("count", ["0", "-1", "1.5", "many", "1000000000000", "٣"])
    def test_a_number_of_draws_that_is_none_is_refused(self, call, count) -> None:
        said = call("impacts", MOSHI, "--uncertainty", "--draws", count)
        assert (said.code, "draws" in said.err) == (2, True)

    @pytest.mark.parametrize("seed", ["-1", "1.5", "x", "", "1" * 31])
    def test_a_seed_that_is_none_is_refused(self, call, seed) -> None:
        said = call("impacts", MOSHI, "--uncertainty", f"--seed={seed}")
        assert (said.code, "seed" in said.err) == (2, True)

    def test_a_seed_may_be_long(self, call) -> None:
        assert call("impacts", MOSHI, "--uncertainty", "--draws", "16", "--seed", "9" * 30).code == 0

    def test_without_the_library_it_says_what_to_install(self, call, monkeypatch) -> None:
        monkeypatch.setattr("fullcount.cli.disclosed.has_draws", lambda: False)
        said = call("impacts", MOSHI, "--uncertainty")
        assert (said.code, "fullcount[uncertainty]" in said.err) == (2, True)


class TestWhatIf:
    def test_the_change_is_printed_beside_the_original(self, call) -> None:
        said = call("impacts", MOSHI, "--what-if", "pue=1.16", "--what-if", "without=failed:50%").out
        assert "50 % of outcome failed removed" in said
        assert re.search(r"energy use \(kWh\) +2,332,000 +2,259,000 +72,860 +3\.1 %", said)

    def test_with_uncertainty_the_saving_has_an_interval(self, call) -> None:
        words = ("--what-if", "without=failed", "--uncertainty", "--format", "json")
        rows = figures(call("impacts", MOSHI, *words))["what_if"]["impacts"]
        saving = next(row["saving"] for row in rows if row["category"] == "energy")
        assert 0 < saving["p05"] < saving["median"] < saving["p95"]

    def test_what_is_the_same_in_both_saves_exactly_nothing(self, call) -> None:
        words = ("--what-if", "grid=FRA-2024", "--uncertainty", "--format", "json")
        rows = figures(call("impacts", MOSHI, *words))["what_if"]["impacts"]
        assert {row["saving"]["p95"] for row in rows if row["category"] in ("energy", "adpe")} == {0.0}

    def test_it_works_without_the_library_that_draws(self, call, monkeypatch) -> None:
        monkeypatch.setattr("fullcount.cli.disclosed.has_draws", lambda: False)
        assert "less by" in call("impacts", MOSHI, "--what-if", "lifetime=4").out

    def test_the_disclosure_is_never_changed(self, call) -> None:
        before = MOSHI.read_bytes()
        call("impacts", MOSHI, "--what-if", "grid=USA-2024")
        assert MOSHI.read_bytes() == before

    def test_every_mistake_is_listed_at_once(self, call) -> None:
        said = call("impacts", MOSHI, "--what-if", "pue=0.5,lifetime=-1", "--what-if", "colour=red")
        assert said.code == 2
        assert all(word in said.err for word in ("pue=0.5", "lifetime=-1", "colour=red"))


def test_advice_is_ranked_and_shows_its_arithmetic(call) -> None:
    data = figures(call("advise", MOSHI, "--format", "json"))
    amounts = [saving["saving"] for saving in data["savings"]]
    assert len(amounts) > 8
    assert amounts == sorted(amounts, reverse=True)
    assert all(saving["p05"] <= saving["p95"] for saving in data["savings"])
    failed = next(saving for saving in data["savings"] if saving["name"] == "fewer-failures")
    assert "139,533 accelerator-h of failed work × 50 %" in failed["arithmetic"]


def test_a_ledger_alone_comes_to_short_lines(call) -> None:
    lines = call("impacts", LEDGER).out.splitlines()
    assert any("the facility of 220 lines (such as l001)" in line for line in lines)
    assert max(map(len, lines)) < 300


def test_a_description_of_other_facilities_than_the_ledger_names_says_so(call, tmp_path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(ABOUT.read_text(encoding="utf-8").replace("fr-par-2", "fr-par-9"), encoding="utf-8")
    assert call("impacts", LEDGER, "--about", other).err == (
        f"{other}: the description has no facility fr-par-2; nearest is fr-par-9\n"
    )
    assert call("impacts", LEDGER, "--about", ABOUT).err == ""


def test_advice_follows_the_share_that_is_assumed(call) -> None:
    def saved(share: str) -> float:
        data = figures(call("advise", MOSHI, "--share", share, "--format", "json"))
        return next(saving["saving"] for saving in data["savings"] if saving["name"] == "fewer-failures")

    assert saved("0.5") == pytest.approx(2 * saved("0.25"))


def test_advice_by_water_ranks_by_water(call) -> None:
    assert "ranked by water (L)" in call("advise", MOSHI, "--category", "water").out


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("--ghg-basis", "market"), 1, "cannot be computed"),
        (("--ghg-basis", "market"), 1, "without market-based carbon intensity of facility fr-par-2"),
        (
            ("--category", "water", "--ghg-basis", "market"),
            2,
            "--ghg-basis changes nothing beside --category",
        ),
        (("--category", "ap"), 1, "ap cannot be computed without ap per kWh"),
        (("--category", "colour"), 2, "one that can be ranked here: adpe, energy, gwp, water"),
        (("--category", "watr"), 2, "did you mean water?"),
        (("--share", "2"), 2, 'argument --share: found "2"; expected a number from 0 to 1'),
        (("--shape", "foo"), 2, 'argument --shape: found the option "foo"; expected one of length, width'),
        (("--shape", "length=x"), 2, "length"),
    ],
    ids=str,
)
def test_advice_that_cannot_be_given_says_why(call, words, code, why) -> None:
    said = call("advise", MOSHI, *words)
    assert (said.code, why in said.err) == (code, True), said.said


def test_draws_that_are_asked_for_and_cannot_be_taken_stop_the_advice(call, monkeypatch) -> None:
    for module in ("advise", "disclosed"):
        monkeypatch.setattr(f"fullcount.cli.{module}.has_draws", lambda: False)
    said = call("advise", MOSHI, "--draws", "64")
    assert (said.code, "fullcount[uncertainty]" in said.err) == (2, True)


def test_advice_on_a_disclosure_without_lines_says_so(call, base, tmp_path) -> None:
    document = json.loads(base.read_text(encoding="utf-8"))
    del document["compute"]
    (tmp_path / "empty.json").write_text(json.dumps(document), encoding="utf-8")
    said = call("advise", tmp_path / "empty.json")
    assert (said.code, said.err.endswith("there is no compute line to recompute impacts from\n")) == (1, True)


@pytest.mark.parametrize("field", ["lifetime", "utilisation"])
def test_a_life_of_0_is_said_to_be_0(call, base, tmp_path, field) -> None:
    document = json.loads(base.read_text(encoding="utf-8"))
    document["equipment"][0][field]["value"] = 0
    (tmp_path / "zero.json").write_text(json.dumps(document), encoding="utf-8")
    said = call("impacts", tmp_path / "zero.json").out
    assert f"cannot be computed without {field} of equipment" in said
    assert "above 0 (0 is stated)" in said


def test_advice_works_without_the_library_that_draws(call, monkeypatch) -> None:
    monkeypatch.setattr("fullcount.cli.advise.has_draws", lambda: False)
    assert "of the total" in call("advise", MOSHI).out


class TestOwnFactors:
    HEAD = "id,kind,region,year,scope,value,unit,source\n"

    def table(self, tmp_path, row: str):
        (tmp_path / "own.csv").write_text(self.HEAD + row, encoding="utf-8")
        return tmp_path / "own.csv"

    MINERALS = "mylab/a/FRA/2024,electricity-adpe,FRA,2024,lifecycle-generation,4.9e-8,kgSbe/kWh,ours\n"
    SAID = "mineral depletion per kWh of fr-par-2: 4.9e-08 kgSbe/kWh (mylab/a/FRA/2024)"

    def test_minerals_of_another_grid_come_from_the_table_of_a_lab(self, call, tmp_path) -> None:
        words = ("--factors", self.table(tmp_path, self.MINERALS.replace("FRA", "DEU")))
        said = call("impacts", MOSHI, *words, "--what-if", "grid=DEU-2024").out
        assert "now computed for more: adpe use, 0.1143 kgSbe" in said
        assert "from your tables" not in said

    def test_what_a_disclosure_leaves_open_is_filled_and_said(self, call, tmp_path) -> None:
        before = MOSHI.read_bytes()
        words = ("impacts", MOSHI, "--factors", self.table(tmp_path, self.MINERALS))
        head, filled, *rest = call(*words).out.splitlines()
        assert (head, filled) == ("from your tables", f"  {self.SAID}")
        assert any(re.match(r"adpe use +0\.114268 kgSbe", line) for line in rest)
        data = figures(call(*words, "--format", "json"))
        assert data["filled"] == [self.SAID]
        assert central(data)["adpe", "use", None, None]["value"] == pytest.approx(0.114268, rel=1e-4)
        assert MOSHI.read_bytes() == before

    def test_without_a_table_nothing_is_said_of_one(self, call) -> None:
        assert "from your tables" not in call("impacts", MOSHI).out
        assert "filled" not in figures(call("impacts", MOSHI, "--format", "json"))

    def test_uncertainty_scenarios_and_advice_see_what_was_filled(self, call, tmp_path) -> None:
        table = ("--factors", self.table(tmp_path, self.MINERALS))
        assert "adpe use (kgSbe)" in call("impacts", MOSHI, *table, "--uncertainty").out
        assert "adpe use (kgSbe)" in call("impacts", MOSHI, *table, "--what-if", "pue=1.1").out
        advice = ("advise", MOSHI, *table, "--category", "adpe")
        assert call(*advice).out.splitlines()[:3] == [
            "from your tables",
            f"  {self.SAID}",
            "ranked by adpe (kgSbe). Each is taken alone: savings overlap and do not add up.",
        ]
        assert figures(call(*advice, "--format", "json"))["filled"] == [self.SAID]

    def test_a_ledger_and_its_description_are_filled_alike(self, call, tmp_path) -> None:
        table = ("--factors", self.table(tmp_path, self.MINERALS))
        of_ledger = figures(call("impacts", LEDGER, "--about", ABOUT, *table, "--format", "json"))
        of_folder = figures(call("impacts", LEDGER.parent, *table, "--format", "json"))
        assert of_ledger["filled"] == of_folder["filled"] == [self.SAID]

    def test_a_wrong_scenario_prints_nothing_of_what_was_filled(self, call, tmp_path) -> None:
        words = ("--factors", self.table(tmp_path, self.MINERALS), "--what-if", "colour=red")
        said = call("impacts", MOSHI, *words)
        assert (said.code, said.out) == (2, "")

    def test_an_id_of_the_packages_is_refused_here_too(self, call, tmp_path) -> None:
        row = self.MINERALS.replace("mylab/a/FRA/2024", "ember/lifecycle-generation/FRA/2024")
        said = call("impacts", MOSHI, "--factors", self.table(tmp_path, row))
        assert (said.code, said.out, "ids that no other table has" in said.err) == (3, "", True)

    def test_an_unverified_row_is_taken_only_where_that_is_asked_for(self, call, tmp_path) -> None:
        table = tmp_path / "own.csv"
        row = "mylab/a/FRA/2024,electricity-adpe,FRA,2024,lifecycle-generation,4.9e-8,kgSbe/kWh,ours,no\n"
        table.write_text(self.HEAD.replace("source\n", "source,verified\n") + row, encoding="utf-8")
        refused = call("impacts", MOSHI, "--factors", table)
        assert (refused.code, "--unverified" in refused.err) == (3, True)
        assert (
            "adpe use                     0.114"
            in call("impacts", MOSHI, "--factors", table, "--unverified").out
        )

    @pytest.mark.parametrize("command", ["impacts", "advise"])
    def test_a_wrong_table_stops_a_command_even_where_nothing_of_it_is_needed(
        self, call, tmp_path, command
    ) -> None:
        row = "mylab/a/FRA/2024,electricity-adpe,FRA,,lifecycle-generation,-1,g,ours\n"
        said = call(command, MOSHI, "--factors", self.table(tmp_path, row))
        assert (said.code, said.out) == (3, "")
        assert all(word in said.err for word in ("own.csv:2", "year", "unit", "-1"))


def test_a_scenario_that_computes_less_shows_no_false_saving(call) -> None:
    said = call("impacts", MOSHI, "--what-if", "accelerator=nvidia-b200-sxm6-180gb").out
    assert "no longer computed for all that it was: gwp manufacture" in said
    assert not re.search(r"^gwp manufacture", said, re.MULTILINE)
    assert not re.search(r"^gwp location-based total", said, re.MULTILINE)


def test_impacts_too_large_for_a_float_are_missing(call, base, tmp_path) -> None:
    document = json.loads(base.read_text(encoding="utf-8"))
    document["equipment"][0]["power"]["value"] = 1e308
    (tmp_path / "huge.json").write_text(json.dumps(document), encoding="utf-8")
    said = call("impacts", tmp_path / "huge.json", "--format", "json").out
    data = json.loads(said, parse_constant=pytest.fail)
    energy = next(row for row in data["impacts"] if row["category"] == "energy")
    assert energy["total"]["value"] > 0
    assert ["figures of line tune whose product a number can hold"] in energy["missing"].values()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"value": -5}, "-5"),
        ({"low": 1, "high": 2, "interval": 101}, "101"),
        ({"low": 1, "high": 2, "interval": 0}, "0"),
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["impacts", "advise"])
def test_a_figure_out_of_range_is_refused(call, base, tmp_path, command, change, why) -> None:
    document = json.loads(base.read_text(encoding="utf-8"))
    document["facilities"][0]["carbon_intensity_location_based"].update(change)
    (tmp_path / "d.json").write_text(json.dumps(document), encoding="utf-8")
    said = call(command, tmp_path / "d.json")
    assert (said.code, said.out) == (1, "")
    assert "out-of-range" in said.err
    assert why in said.err


@pytest.mark.parametrize("name", ["olmo.json", "bloom-inference.json", "mistral.json"])
@pytest.mark.parametrize(
    "words",
    [("--uncertainty",), ("--what-if", "grid=SWE-2024"), ("--what-if", "pue=1.1", "--uncertainty")],
    ids=str,
)
def test_published_documents_end_in_words_and_never_in_a_fault(call, name, words) -> None:
    said = call("impacts", ROOT / "tests/documents" / name, *words)
    assert said.code in (0, 1, 2), said.said
    assert said.said
