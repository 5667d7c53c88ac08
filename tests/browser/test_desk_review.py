"""A reviewer's decisions at the desk: written into the draft, kept on reload, never carried to what is gone."""

import json

import pytest

from fullcount.cli import main

from .hand import DRAFT, Hand

REASON = "the meter of the room was read twice, see the log of the site"


@pytest.fixture
def hand(page, desk_server):
    hand = Hand(page, desk_server)
    hand.check(DRAFT)
    hand.tab("Review")
    return hand


def decide_all(hand):
    hand.decide(0, "Waive", REASON)
    hand.decide(1, "Request change", "apply the PUE once")
    hand.sign("R. Viewer", "Changes requested")


def test_a_review_is_written_into_the_draft_and_nothing_else_changes(hand, page):
    decide_all(hand)
    page.get_by_role("button", name="Write into the document").click()
    page.get_by_text("Written into the draft").wait_for()
    before, after = json.loads(DRAFT), json.loads(hand.text())
    (review,) = after.pop("reviews")
    assert after == before
    assert hand.text().startswith(DRAFT[: DRAFT.rindex("]")])
    assert review["decisions"] == [
        {
            "rule": "ghg-differs-from-energy-and-factor",
            "pointer": "/impacts/1/amount",
            "decision": "waived",
            "reason": REASON,
        },
        {
            "rule": "pue-applied-twice",
            "pointer": "/impacts/1/amount",
            "decision": "change-requested",
            "reason": "apply the PUE once",
        },
    ]
    assert (review["reviewer"], review["conclusion"]) == ("R. Viewer", "changes-requested")


def test_undo_takes_the_written_review_back(hand, page):
    decide_all(hand)
    page.get_by_role("button", name="Write into the document").click()
    page.get_by_text("Written into the draft").wait_for()
    page.focus("#text")
    page.keyboard.press("Control+z")
    assert hand.text() == DRAFT


def test_the_side_file_holds_the_same_review(hand, page):
    decide_all(hand)
    name, record = hand.saved_json("Download as a side file")
    assert name == "draft.review.json"
    assert record["document"]["id"] == "example-lab/tiny-1b"
    assert [one["decision"] for one in record["review"]["decisions"]] == ["waived", "change-requested"]


def test_what_a_review_still_lacks_is_said_at_once(hand, page):
    page.locator("fieldset.decide").first.locator("label.choice", has_text="Waive").click()
    page.get_by_role("button", name="Write into the document").click()
    outcome = page.locator("#review-outcome").inner_text()
    for missing in ("the name of the reviewer", "the conclusion", "ghg-differs-from-energy-and-factor"):
        assert missing in outcome
    assert hand.text() == DRAFT


def test_a_conclusion_that_does_not_fit_is_refused_with_the_reasons(hand, page):
    hand.sign("R. Viewer", "Accepted")
    page.get_by_role("button", name="Write into the document").click()
    page.get_by_text("cannot be signed off yet").wait_for()
    assert "a decision on every error" in page.locator("#review-outcome").inner_text()
    assert hand.text() == DRAFT


def test_decisions_and_draft_survive_a_reload(hand, page):
    decide_all(hand)
    page.reload()
    hand.ready()
    page.locator("#decided").wait_for()
    assert hand.text() == DRAFT
    assert page.locator("fieldset.decide").first.get_by_label("Reason").input_value() == REASON
    assert page.get_by_label("Reviewer (required)").input_value() == "R. Viewer"
    assert page.locator("#decided").inner_text().startswith("2 of 3 findings decided")


def test_a_decision_whose_finding_is_gone_is_shown_as_such_and_left_out(hand, page):
    decide_all(hand)
    hand.paste(DRAFT.replace("274.8", "229"))
    hand.summary("Valid: 1 note")
    gone = page.get_by_label("Findings that are gone")
    assert REASON in gone.inner_text()
    page.get_by_label("Conclusion (required)").select_option(label="Accepted")
    _, record = hand.saved_json("Download as a side file")
    assert "decisions" not in record["review"]
    gone.get_by_role("button", name="Forget this decision").first.click()
    assert REASON not in gone.inner_text()


def test_one_decision_can_be_on_every_place_of_a_rule(hand, page):
    twice = DRAFT.replace('"impacts": [', '"x-a": 1, "facilites": 1, "publishr": 2, "impacts": [')
    hand.paste(twice)
    hand.summary("errors")
    rule = page.locator("section.to-decide", has_text="all 2 places").or_(
        page.locator("section.to-decide", has_text="all 3 places")
    )
    rule.locator("fieldset").first.locator("label.choice", has_text="Request change").click()
    rule.locator("fieldset").first.get_by_label("Reason").fill("mend the keys")
    hand.sign("R. Viewer", "Changes requested")
    _, record = hand.saved_json("Download as a side file")
    assert [sorted(one) for one in record["review"]["decisions"]] == [["decision", "reason", "rule"]]


def test_a_review_in_the_document_can_be_gone_on_with(hand, page):
    decide_all(hand)
    page.get_by_role("button", name="Write into the document").click()
    page.get_by_text("Written into the draft").wait_for()
    reviewed = hand.text()
    hand.forget()
    hand.check(reviewed)
    hand.tab("Review")
    page.get_by_role("button", name="Go on with this review").click()
    assert page.locator("fieldset.decide").first.get_by_label("Reason").input_value() == REASON


def test_forget_everything_leaves_nothing_in_the_browser(hand, page):
    decide_all(hand)
    hand.forget()
    assert hand.text() == ""
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert [key for key in kept if not key.endswith(":token")] == []


def test_two_tabs_share_the_decisions_on_one_document(hand, page, desk_server):
    other = Hand(page.context.new_page(), desk_server)
    other.check(DRAFT)
    other.tab("Review")
    hand.decide(0, "Waive", REASON)
    other.page.locator("#decided", has_text="1 of 3").wait_for()
    other.decide(1, "Accept", "it stands")
    page.locator("#decided", has_text="2 of 3").wait_for()
    assert page.locator("fieldset.decide").first.get_by_label("Reason").input_value() == REASON


def test_a_side_file_is_taken_up_again(hand, page, tmp_path):
    decide_all(hand)
    _, record = hand.saved_json("Download as a side file")
    file = tmp_path / "draft.review.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    hand.forget()
    hand.check(DRAFT.replace("4800", "4801"))
    hand.tab("Review")
    page.set_input_files("#record-file", file)
    page.get_by_text("made on another text of this disclosure").wait_for()
    assert page.locator("fieldset.decide").first.get_by_label("Reason").input_value() == REASON


def test_desk_and_command_line_go_on_with_each_others_reviews(hand, page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "ours.v2.yaml"
    file.write_text(DRAFT, encoding="utf-8")  # JSON is YAML too
    main(["review", "start", file.name, "--reviewer", "R. Viewer"])
    main(["review", "decide", file.name, "1", "waived", "--reason", REASON])
    page.set_input_files("#file", file)
    hand.opened(file.name)
    page.locator("#decided", has_text="0 of 3").wait_for()
    page.set_input_files("#file", tmp_path / "ours.v2.review.json")
    page.get_by_text("The record was taken up.").wait_for()
    page.get_by_role("button", name="Take that back").click()
    page.locator("#decided", has_text="0 of 3").wait_for()
    page.set_input_files("#file", tmp_path / "ours.v2.review.json")
    page.get_by_text("The record was taken up.").wait_for()
    hand.decide(1, "Request change", "apply the PUE once")
    name, record = hand.saved("Download as a side file")
    (tmp_path / name).write_text(record, encoding="utf-8")
    capsys.readouterr()
    assert main(["review", "status", file.name]) == 0
    printed = capsys.readouterr().out
    assert f"waived: {REASON}" in printed
    assert "signed off" in printed
    assert main(["review", "sign-off", file.name, "--conclusion", "changes-requested", "--into"]) == 0
    page.set_input_files("#file", file)
    page.get_by_role("heading", name="Reviews in the document").wait_for()
    page.set_input_files("#file", tmp_path / name)
    page.get_by_text("The record was taken up.").wait_for()
    assert page.locator("#decided").inner_text().startswith("2 of 3")


def test_what_is_no_side_file_changes_nothing(hand, page, tmp_path):
    file = tmp_path / "draft.json"
    file.write_text(DRAFT, encoding="utf-8")
    page.set_input_files("#record-file", file)
    page.get_by_text("draft.json is no review record").wait_for()
    assert page.locator("#decided").inner_text().startswith("0 of 3")
