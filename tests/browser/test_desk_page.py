"""The review desk as its user meets it: paste, mend, jump, save, compare."""

import json
from pathlib import Path

import pytest

from fullcount.cli import main

from .hand import DRAFT, Hand

REVISED = DRAFT.replace('"number": 1', '"number": 2').replace("274.8", "229")


@pytest.fixture
def hand(page, desk_server):
    return Hand(page, desk_server)


def test_a_paste_gets_findings_at_their_lines(hand, page):
    hand.paste(DRAFT)
    hand.summary("Not valid: 2 errors, 1 note, level 1 of 5")
    marked = page.locator(".gutter .row:has(.mark) .number")
    assert marked.all_inner_texts() == ["19", "28"]
    assert page.locator("#findings .place").first.inner_text() == "line 28, column 76"
    assert page.locator("#findings .rule-name").all_inner_texts() == [
        "ghg-differs-from-energy-and-factor",
        "pue-applied-twice",
        "research-compute-missing",
    ]
    assert page.input_value("#name") == "draft.json"


def test_a_click_on_a_finding_selects_what_it_is_about(hand, page):
    hand.check(DRAFT)
    page.locator("#findings .finding").first.click()
    assert hand.selected() == '{"value": 274.8, "unit": "kgCO2e", "basis": "calculated"}'
    start = page.evaluate("document.getElementById('text').selectionStart")
    before = DRAFT[:start]
    assert (before.count("\n") + 1, len(before) - before.rfind("\n")) == (28, 76)
    assert page.evaluate("document.activeElement.id") == "text"


def test_a_click_on_a_mark_opens_its_finding(hand, page):
    hand.check(DRAFT)
    page.get_by_role("tab", name="Level").click()
    page.locator(".gutter .mark").first.click()
    assert page.evaluate(
        "document.activeElement.closest('.group').querySelector('.rule-name').textContent"
    ) == ("research-compute-missing")


def test_a_mended_fault_goes_and_undo_brings_it_back(hand, page):
    hand.check(DRAFT)
    page.evaluate(
        "() => { const t = document.getElementById('text'); const at = t.value.indexOf('274.8');"
        " t.focus(); t.setSelectionRange(at, at + 5) }"
    )
    page.keyboard.insert_text("229")
    hand.summary("Valid: 1 note, level 1 of 5")
    page.keyboard.press("Control+z")
    hand.summary("2 errors")
    assert hand.text() == DRAFT


def test_severities_can_be_hidden_and_the_counts_stay(hand, page):
    hand.check(DRAFT)
    page.get_by_role("button", name="2 errors").click()
    assert page.locator("#findings .rule-name").all_inner_texts() == ["research-compute-missing"]
    assert page.get_by_role("button", name="2 errors").get_attribute("aria-pressed") == "false"


def test_what_could_not_be_checked_is_told_with_the_reason(hand, page):
    hand.check(DRAFT)
    reasons = page.locator("#findings .reasons > li", has_text="the WUE of facility site is not disclosed")
    assert reasons.locator("button").all_inner_texts() == ["wue-implausible"]


def test_a_rule_opens_its_manual_page(hand, page):
    hand.check(DRAFT)
    page.get_by_role("button", name="The PUE is applied").click()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_role("heading").all_inner_texts()[:2] == ["pue-applied-twice", "What it checks"]
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_the_next_level_says_what_is_missing_and_where(hand, page):
    hand.check(DRAFT)
    panel = hand.tab("Level")
    assert panel.get_by_role("heading").first.inner_text() == "Level 1 of 5: headline"
    panel.get_by_role("button", name="accelerator of line final").click()
    line = page.evaluate(
        "t => t.value.slice(0, t.selectionStart).split('\\n').length", page.query_selector("#text")
    )
    assert line == DRAFT[: DRAFT.index('"id": "final"')].count("\n")


def test_what_was_unfolded_stays_so_while_the_draft_is_typed(hand, page):
    hand.check(DRAFT)
    panel = hand.tab("Level")
    panel.locator("summary").nth(2).click()
    page.focus("#text")
    page.keyboard.insert_text("!")
    hand.summary("Unreadable")
    page.keyboard.press("Control+z")
    hand.summary("2 errors")
    assert panel.locator("details[open]").inner_text().startswith("Level 3")


def test_another_document_takes_nothing_over_from_the_one_before(hand, page, tmp_path):
    hand.check(DRAFT)
    hand.tab("Review")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/ask", hold)
    file = tmp_path / "other.yaml"
    file.write_text("fullcount: '1.0'\n", encoding="utf-8")
    page.set_input_files("#file", file)
    page.get_by_role("heading", name="Checking the draft").wait_for()
    page.locator(".gutter .mark").first.wait_for(state="detached")
    assert page.locator("fieldset.decide").count() == 0
    assert page.get_by_role("button", name="Save report").is_disabled()
    page.wait_for_timeout(300)
    held[0].continue_()
    hand.summary("Not valid")


def test_a_profile_counts_as_it_wishes_and_survives_a_reload(hand, page, tmp_path):
    file = tmp_path / "venue.yaml"
    rule = "  pue-applied-twice: {severity: warning, reason: synthetic}\n"
    file.write_text(f'profile: "1.0"\nname: A venue (synthetic)\nrules:\n{rule}', encoding="utf-8")
    hand.check(DRAFT)
    page.set_input_files("#profile-file", file)
    hand.summary(
        "2 errors, 1 note, level 1 of 5; by the profile it does not pass: 1 error, 1 warning, 1 note"
    )
    page.reload()
    hand.summary("by the profile")
    page.get_by_role("button", name="Check without the rules profile").click()
    page.get_by_text("Not valid: 2 errors, 1 note, level 1 of 5", exact=True).wait_for()


def test_the_card_is_drawn_only_where_it_is_looked_at(hand, page):
    asked = []
    page.on("request", lambda request: asked.append(request.post_data_json))
    hand.check(DRAFT)
    hand.tab("Card").locator("iframe").wait_for()
    hand.tab("Level")
    hand.paste(REVISED)
    hand.summary("Valid: 1 note")
    assert [request["card"] for request in asked] == [False, True, False]


def test_the_card_is_shown_in_its_own_style(hand, page):
    hand.check(DRAFT)
    hand.tab("Card")
    card = page.frame_locator("iframe.card")
    assert "Tiny-1B (synthetic)" in card.get_by_role("heading", level=1).inner_text()
    assert page.locator("iframe.card").get_attribute("sandbox") == "allow-same-origin"
    padding = card.locator("main").evaluate("main => getComputedStyle(main).paddingTop")
    assert padding != "0px"


def test_the_report_is_the_one_of_the_command_line(hand, tmp_path, monkeypatch, capsys):
    hand.check(DRAFT)
    name, report = hand.saved_json("Save report")
    assert name == "draft.json.report.json"
    file = tmp_path / "draft.json"
    file.write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(["validate", "--format", "json", "--today", report["today"], "draft.json"])
    assert report == json.loads(capsys.readouterr().out)


def test_a_file_keeps_its_name_and_its_line_ends(hand, page, tmp_path):
    file = tmp_path / "ours.json"
    file.write_bytes(DRAFT.replace("\n", "\r\n").encode())
    page.set_input_files("#file", file)
    hand.checked()
    page.focus("#text")
    page.keyboard.press("Control+End")
    page.keyboard.type(" ")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save text").click()
    assert download.value.suggested_filename == "ours.json"
    assert Path(download.value.path()).read_bytes() == file.read_bytes() + b" "


def test_two_revisions_are_compared(hand, page, tmp_path):
    file = tmp_path / "revised.json"
    file.write_text(REVISED, encoding="utf-8")
    hand.check(DRAFT)
    panel = hand.tab("Compare")
    page.set_input_files("#after-file", file)
    panel.get_by_role("heading", name="Figures").wait_for()
    figures = panel.locator("section", has=page.get_by_role("heading", name="Figures")).locator("tbody tr")
    assert [row.inner_text().split("\t")[2:] for row in figures.all()] == [
        ["274.8 kgCO2e", "229 kgCO2e", "-45.8 kgCO2e (-16.7 %)"]
    ]
    panel.get_by_role("button", name="Show revision.number").click()
    assert hand.selected() == '"number"'


def test_the_example_of_the_page_is_the_one_of_the_manual():
    manual = Path(__file__).parents[2] / "docs/review.md"
    assert f"```json\n{DRAFT}```" in manual.read_text(encoding="utf-8")


def test_the_file_of_the_desk_is_read_again_unless_it_was_edited_here(page, desk_with, tmp_path):
    file = tmp_path / "ours.json"
    file.write_text(DRAFT, encoding="utf-8")
    hand = Hand(page, desk_with(file))
    hand.summary("2 errors")
    assert page.input_value("#name") == "ours.json"
    file.write_text(REVISED, encoding="utf-8")
    page.reload()
    hand.summary("Valid: 1 note")
    page.focus("#text")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n")
    file.write_text(DRAFT, encoding="utf-8")
    page.reload()
    page.get_by_text("the text from before the page was loaded again").wait_for()
    assert hand.text() == REVISED + "\n"
    page.get_by_role("button", name="Read again").click()
    hand.summary("2 errors")
    assert hand.text() == DRAFT
