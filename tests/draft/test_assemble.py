"""A draft keeps what the lab states, fills what is open with cited defaults, and says what it cannot know."""

import copy
import json
from datetime import date
from typing import Any

import pytest

from fullcount.disclosure import parse, shape_errors
from fullcount.ledger import ReadReport
from fullcount.review.check import validate
from fullcount.rooms import schema_room

from .parts import LEDGER, draft, figure, library, line, reading, row, with_use_factors

Item = dict[str, Any]
NOT_DISCLOSED = {"not_disclosed": {"reason": "confidential"}}
KEYS = list(json.loads((schema_room() / "disclosure.schema.json").read_bytes())["properties"])


def by_id(items: list[Item], identity: str) -> Item:
    (found,) = [item for item in items if item["id"] == identity]
    return found


def site(**changes: Any) -> Item:
    return {"id": "site", "name": "Site", "country": "FRA", **changes}


class TestWhatTheLabStates:
    """It is kept, key for key."""

    about: Item = {  # noqa: RUF012 - never changed
        "id": "lab/model",
        "title": "A model",
        "publisher": {"name": "A lab", "x-team": 7},
        "licence": "CC0-1.0",
        "data_status": "synthetic",
        "subject": {"kind": "model", "name": "M", "components": [{"id": "model", "name": "The model"}]},
        "scope": {
            "functional_unit": {"description": "one model"},
            "period": {"start": "2022-01-01", "end": "2022-12-31"},
        },
        "facilities": [site(pue=figure(1.1, "1"))],
        "equipment": [{"id": "node", "name": "Node", "lifetime": figure(5, "years")}],
        "sources": [{"id": "card", "title": "A card"}],
        "practices": [{"practice": "tag-runs", "description": "All of them."}],
        "x-lab": {"kept": True},
    }

    def test_every_key_is_kept(self) -> None:
        found = draft(about=copy.deepcopy(self.about))
        for key in (
            "id",
            "title",
            "publisher",
            "licence",
            "data_status",
            "subject",
            "scope",
            "practices",
            "x-lab",
        ):
            assert found[key] == self.about[key]
        assert found["facilities"][0].items() >= self.about["facilities"][0].items()
        assert found["equipment"] == self.about["equipment"]
        assert found["sources"][0] == self.about["sources"][0]

    def test_the_description_itself_is_not_changed(self) -> None:
        about = copy.deepcopy(self.about)
        draft(about=about)
        assert about == self.about

    def test_totals_and_impacts_of_its_own_are_kept(self) -> None:
        stated = {"category": "gwp", "phase": "use", "ghg_basis": "location", "amount": figure(99, "kgCO2e")}
        found = draft(about={"totals": {"runs": figure(3, "1")}, "impacts": [stated]})
        assert found["totals"]["runs"] == figure(3, "1")
        assert row(found, "gwp", ghg_basis="location") == stated

    def test_an_impact_of_some_lines_leaves_the_row_of_all(self) -> None:
        some = {
            "category": "energy",
            "phase": "use",
            "covers": {"lines": ["l001"]},
            "amount": figure(9, "kWh"),
        }
        found = draft(about={"impacts": [some]})
        assert [item["category"] for item in found["impacts"]].count("energy") == 2

    def test_the_greenhouse_gases_of_the_log_do_not_stand_beside_its_own(self) -> None:
        stated = {"category": "gwp", "phase": "use", "ghg_basis": "location", "amount": figure(99, "kgCO2e")}
        found = draft(about={"impacts": [stated]}, report=reading(ghg_kgco2e=1.0))
        assert row(found, "gwp", ghg_basis="location") == stated

    def test_its_period_goes_before_that_of_the_log(self) -> None:
        assert draft(about=self.about)["scope"]["period"]["start"] == "2022-01-01"
        assert draft()["scope"]["period"] == {"start": "2024-01-05", "end": "2024-03-02"}


class TestStubs:
    """What lines name and nobody described gets a definition that says so."""

    def test_each_component_is_defined_once(self) -> None:
        described = {"subject": {"kind": "model", "name": "M", "components": [{"id": "a", "name": "Part A"}]}}
        found = draft(
            line("1", component="a"), line("2", component="b"), line("3", component="b"), about=described
        )
        assert found["subject"]["components"] == [{"id": "a", "name": "Part A"}, {"id": "b", "name": "b"}]

    def test_sites_and_equipment_that_lines_name(self) -> None:
        found = draft(line(facility="dc1", equipment="v100"))
        for key in ("pue", "wue"):
            assert "not_disclosed" in by_id(found["facilities"], "dc1")[key]
        for key in ("power", "lifetime", "utilisation"):
            assert "not_disclosed" in by_id(found["equipment"], "v100")[key]

    def test_one_hint_of_the_log_is_taken_and_two_are_not(self) -> None:
        hinted = draft(report=reading(countries={"FRA": 3}, accelerator_models={"NVIDIA A40": 9.0}))
        assert by_id(hinted["facilities"], "site")["country"] == "FRA"
        assert by_id(hinted["equipment"], "nvidia-a40")["accelerator"] == "nvidia-a40"
        torn = draft(report=reading(countries={"FRA": 3, "DEU": 1}, accelerator_models={"a": 1.0, "b": 1.0}))
        assert "facilities" not in torn
        assert "equipment" not in torn

    def test_a_hint_never_stands_beside_what_the_lab_describes(self) -> None:
        about = {"facilities": [site(id="dc")], "equipment": [{"id": "node", "name": "Node"}]}
        found = draft(about=about, report=reading(countries={"DEU": 3}, accelerator_models={"a": 1.0}))
        assert [item["id"] for item in found["facilities"]] == ["dc"]
        assert [item["id"] for item in found["equipment"]] == ["node"]

    def test_the_subject_is_named_after_the_work_until_somebody_names_it(self) -> None:
        assert draft(line(component="moshi"))["subject"]["name"] == "moshi"
        assert draft()["publisher"]["name"] == "a publisher not yet named"


class TestDefaults:
    """Factors of the packages, with id, year and source, where the lab left a field open."""

    def test_an_open_field_is_filled_and_cited(self) -> None:
        found = draft(about={"facilities": [site()]}, factors=library())
        intensity = found["facilities"][0]["carbon_intensity_location_based"]
        expected = {"value": 40, "unit": "gCO2e/kWh", "low": 30, "high": 50, "factor": "mylab/grid/FRA/2024"}
        assert (
            intensity.items()
            >= {**expected, "year": 2024, "basis": "default", "source": "mylab-grid"}.items()
        )
        assert "note" not in intensity
        assert by_id(found["sources"], "mylab-grid")["url"] == "https://example.org/grid"

    def test_a_factor_of_another_year_says_so(self) -> None:
        water = draft(about={"facilities": [site()]}, factors=library())["facilities"][0]["water_intensity"]
        assert water["year"] == 2015
        assert "2015" in water["note"]

    def test_the_year_is_that_of_the_work(self) -> None:
        about = {"facilities": [site()], "scope": TestWhatTheLabStates.about["scope"]}
        place = draft(about=about, factors=library())["facilities"][0]
        assert place["carbon_intensity_location_based"]["factor"] == "mylab/grid/FRA/2022"

    @pytest.mark.parametrize("stated", [figure(44, "gCO2e/kWh"), NOT_DISCLOSED])
    def test_what_a_lab_states_is_never_replaced_not_even_when_not_disclosed(self, stated: Item) -> None:
        about = {"facilities": [site(carbon_intensity_location_based=stated)]}
        found = draft(about=about, factors=library())
        assert found["facilities"][0]["carbon_intensity_location_based"] == stated
        assert "mylab-grid" not in [source["id"] for source in found["sources"]]

    def test_a_place_without_a_factor_stays_open(self) -> None:
        (found,) = draft(about={"facilities": [site(country="NZL")]}, factors=library())["facilities"]
        assert {key: found[key] for key in found if key != "use_factors"} == site(country="NZL")

    @pytest.mark.parametrize("place", [site(), {"id": "site", "name": "Site"}], ids=["placed", "nowhere"])
    def test_minerals_and_primary_energy_without_a_factor_say_why(self, place: Item) -> None:
        (found,) = draft(about={"facilities": [place]}, factors=library())["facilities"]
        notes = {item["category"]: item["amount"]["not_disclosed"]["note"] for item in found["use_factors"]}
        assert set(notes) == {"adpe", "pe"}
        assert all(note.startswith("no open factor is known for") for note in notes.values())

    def test_minerals_and_primary_energy_come_from_a_table_that_has_them(self) -> None:
        (found,) = draft(about={"facilities": [site()]}, factors=with_use_factors())["facilities"]
        amounts = {item["category"]: item["amount"] for item in found["use_factors"]}
        assert {category: (item["value"], item["factor"]) for category, item in amounts.items()} == {
            "adpe": (5e-8, "mylab/minerals/FRA/2024"),
            "pe": (11.3, "mylab/primary/FRA/2023"),
            "ap": (2e-4, "mylab/acid/FRA/2024"),
        }
        assert amounts["pe"]["note"] == "no figure for FRA in 2024: 2023 (1 y earlier) is used"

    def test_a_use_factor_that_a_lab_states_stays_and_the_others_are_added(self) -> None:
        stated = {"category": "adpe", "amount": NOT_DISCLOSED}
        about = {"facilities": [site(use_factors=[stated])]}
        (found,) = draft(about=about, factors=with_use_factors())["facilities"]
        assert found["use_factors"][0] == stated
        assert [item["category"] for item in found["use_factors"]] == ["adpe", "pe", "ap"]

    def test_the_impacts_of_use_are_computed_from_them(self) -> None:
        about = {
            "facilities": [site(pue=figure(1, "1"))],
            "equipment": [{"id": "node", "name": "Node", "power": figure(1000, "W", boundary="node")}],
        }
        work = line(facility="site", equipment="node")
        found = draft(work, about=about, factors=with_use_factors())
        assert row(found, "pe")["amount"]["value"] == 1130
        assert row(found, "adpe")["amount"]["value"] == 5e-6

    def test_two_sources_of_one_family_are_two_sources(self) -> None:
        nodes = [
            {"id": code, "name": code, "accelerator": code}
            for code in ("nvidia-h100-sxm5-80gb", "nvidia-a100-sxm4-40gb")
        ]
        found = draft(about={"equipment": nodes})
        titles = [
            by_id(found["sources"], item["rated_power"]["source"])["title"] for item in found["equipment"]
        ]
        assert titles == ["NVIDIA H100 product page", "NVIDIA A100 datasheet"]

    def test_a_source_of_the_lab_is_never_taken_for_that_of_a_factor(self) -> None:
        about = {"facilities": [site()], "sources": [{"id": "mylab-grid", "title": "Another thing"}]}
        found = draft(about=about, factors=library())
        cited = found["facilities"][0]["carbon_intensity_location_based"]["source"]
        assert by_id(found["sources"], cited)["title"] == "Invented grid"

    def test_a_draft_that_is_drafted_again_cites_its_source_once(self) -> None:
        once = draft(about={"facilities": [site()]}, factors=library())
        again = draft(about={"facilities": [site()], "sources": once["sources"]}, factors=library())
        assert [source["id"] for source in again["sources"]] == [source["id"] for source in once["sources"]]

    @pytest.mark.parametrize("stated", [figure(650, "W"), NOT_DISCLOSED])
    def test_the_rated_power_of_a_known_accelerator(self, stated: Item) -> None:
        node = {"id": "node", "name": "Node", "accelerator": "nvidia-h100-sxm5-80gb"}
        (filled,) = draft(about={"equipment": [node]})["equipment"]
        assert (filled["rated_power"]["value"], filled["rated_power"]["basis"]) == (700, "default")
        (kept,) = draft(about={"equipment": [{**node, "rated_power": stated}]})["equipment"]
        assert kept["rated_power"] == stated

    def test_an_unknown_accelerator_has_no_rating(self) -> None:
        node = {"id": "node", "name": "Node", "accelerator": "abacus-3"}
        assert draft(about={"equipment": [node]})["equipment"] == [node]


class TestATracker:
    """A log such as that of CodeCarbon, which has energy, greenhouse gases and a country."""

    report: ReadReport = reading(
        format="codecarbon", energy_kwh=2.0, ghg_kgco2e=0.1234567, energy_rows=10, countries={"FRA": 10}
    )
    measured = line(energy=figure(2.0, "kWh", boundary="it", basis="measured"))

    def test_its_intensity_is_implied_and_says_how(self) -> None:
        (place,) = draft(self.measured, report=self.report, factors=library())["facilities"]
        intensity = place["carbon_intensity_location_based"]
        assert intensity["value"] == pytest.approx(0.1234567 / 2 * 1000, rel=1e-5)
        assert (intensity["basis"], intensity["source"]) == ("calculated", "ledger")
        assert "implied by the log" in intensity["note"]
        assert "not_disclosed" in place["carbon_intensity_market_based"]

    def test_its_greenhouse_gases_are_kept_where_nothing_better_can_be_computed(self) -> None:
        amount = row(draft(self.measured, report=self.report), "gwp", ghg_basis="location")["amount"]
        assert (amount["value"], amount["basis"], amount["source"]) == (0.123457, "declared", "ledger")

    def test_with_a_pue_they_are_computed(self) -> None:
        about = {"facilities": [site(pue=figure(1.5, "1"))]}
        amount = row(draft(self.measured, about=about, report=self.report), "gwp", ghg_basis="location")[
            "amount"
        ]
        assert (amount["value"], amount["basis"]) == (pytest.approx(0.1852, rel=1e-3), "calculated")

    @pytest.mark.parametrize("field", ["carbon_intensity_location_based", "carbon_intensity_market_based"])
    @pytest.mark.parametrize("stated", [figure(44, "gCO2e/kWh"), NOT_DISCLOSED])
    def test_an_intensity_that_the_lab_states_is_kept(self, field: str, stated: Item) -> None:
        about = {"facilities": [site(**{field: stated})]}
        (place,) = draft(self.measured, about=about, report=self.report)["facilities"]
        assert place[field] == stated

    @pytest.mark.parametrize("changes", [{"ghg_kgco2e": None}, {"energy_kwh": None}, {"energy_kwh": 0.0}])
    def test_half_of_it_implies_nothing(self, changes: Item) -> None:
        known: Item = {"energy_kwh": 2.0, "ghg_kgco2e": 0.1, "countries": {"FRA": 1}}
        (place,) = draft(self.measured, report=reading(**{**known, **changes}))["facilities"]
        assert "carbon_intensity_location_based" not in place


class TestEvidence:
    """The ledger is attached, and every figure from it cites it."""

    def test_the_ledger_is_attached_with_its_hash(self) -> None:
        (attached,) = draft()["evidence"]
        assert (attached["kind"], attached["path"], attached["sha256"]) == (
            "ledger",
            LEDGER.path,
            LEDGER.sha256,
        )
        assert attached["media_type"] == "application/gzip"
        assert "1,234" in attached["title"]

    def test_each_figure_of_a_line_cites_it_and_missing_ones_do_not(self) -> None:
        (found,) = draft()["compute"]
        assert {
            key for key in found if isinstance(found[key], dict) and found[key].get("source") == "ledger"
        } == {
            "runs",
            "accelerator_hours",
        }
        assert by_id(draft()["sources"], "ledger")["evidence"] == "ledger"

    def test_attachments_of_the_lab_stand_before_it(self) -> None:
        own = {"id": "invoice", "kind": "meter-data", "title": "Bill", "withheld": {"reason": "confidential"}}
        assert [item["id"] for item in draft(about={"evidence": [own]})["evidence"]] == ["invoice", "ledger"]


def test_keys_come_in_the_order_of_the_schema_and_empty_sections_are_left_out() -> None:
    about = {"x-lab": 1, "note": "last", "title": "first", "practices": []}
    found = list(draft(about=about))
    known = [key for key in KEYS if key in found]
    assert found == [*known, "x-lab"]
    assert "practices" not in found


@pytest.mark.parametrize("about", [{}, TestWhatTheLabStates.about], ids=["nothing said", "described"])
@pytest.mark.parametrize("report", [reading(), TestATracker.report, reading(period=None)])
def test_a_draft_is_well_formed_and_reads_back(about: Item, report: ReadReport) -> None:
    found = draft(line("a", 12.5), line("b", None), about=about, report=report)
    assert shape_errors(found) == []
    assert parse(json.dumps(found).encode(), "a.json").data == found


def test_what_a_draft_computes_agrees_with_itself() -> None:
    """No accounting rule finds a fault in what was just computed."""
    power = figure(800, "W", boundary="node", power_basis="measured-wall")
    about = {
        **TestWhatTheLabStates.about,
        "facilities": [site(pue=figure(1.1, "1"), wue=figure(0.3, "L/kWh"))],
        "equipment": [{"id": "node", "name": "Node", "power": power}],
    }
    lines = line("a", 12.3456), line("b", 7777.7777), line("c", 0.0001)
    found = draft(*lines, about=about, factors=library())
    checked = validate(parse(json.dumps(found).encode(), "a.json"), date(2026, 11, 21))
    accounting = [result for result in checked.results if result.rule.group == "accounting"]
    assert [(result.rule.name, failed.message) for result in accounting for failed in result.failed] == []
    assert sum(result.passed for result in accounting) > 3


class TestIdleHours:
    """A lab knows what it had reserved, the log of its jobs does not."""

    waiting = line(
        "waiting",
        stage="other",
        outcome="unknown",
        runs=None,
        accelerator_hours=None,
        energy=None,
        idle_hours=figure(40, "accelerator-h", basis="measured"),
    )
    about: Item = {  # noqa: RUF012 - never changed
        "equipment": [
            {
                "id": "node",
                "name": "Node",
                "power": figure(800, "W", boundary="node"),
                "idle_power": figure(250, "W", boundary="node"),
            }
        ],
        "facilities": [site(pue=figure(1.25, "1"))],
        "compute": [waiting, line("by-hand")],
    }

    def test_they_follow_the_lines_of_the_ledger_and_do_not_cite_it(self) -> None:
        found = draft(about=self.about)
        assert [item["id"] for item in found["compute"]] == ["l001", "waiting"]
        assert found["compute"][1] == self.waiting

    def test_they_have_a_total_of_their_own_and_are_in_the_energy(self) -> None:
        totals = draft(about=self.about)["totals"]
        assert {key: item["value"] for key, item in totals.items()} == {
            "runs": 2,
            "accelerator_hours": 100,
            "idle_hours": 40,
            "energy": (100 * 0.8 + 40 * 0.25) * 1.25,
            "final_share": 100,
        }
