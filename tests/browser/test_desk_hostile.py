"""Drafts that nobody wishes for, and engines that fail: the page stays usable and says what is wrong."""

import json

import pytest

from fullcount.rooms import schema_room

from ..hostile import everywhere
from .hand import DRAFT, Hand

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>\"'`"
BIDI = "pay \u202e001 \u2066load\u2069"
MILLION = 1_000_000

BROUGHT = """
([how, line, times]) => {
  const data = new DataTransfer();
  data.setData("text/plain", line.repeat(times));
  const event = how === "paste"
    ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  return !document.getElementById("text").dispatchEvent(event);
}
"""
"""Pastes or drops a line so many times over; whether the page took that into its own hands."""


@pytest.fixture
def hand(page, desk_server):
    return Hand(page, desk_server)


@pytest.fixture
def reached(page):
    """The addresses that the page asked for, and the dialogs that it opened."""
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    return seen


@pytest.mark.parametrize("text", [SCRIPT, BIDI], ids=["script", "bidi"])
def test_text_of_a_draft_is_shown_as_text_in_every_tab(hand, page, reached, text):
    document = json.loads(DRAFT)
    document["publisher"]["name"] = document["note"] = text
    document["compute"][0] |= {"id": text, "facility": text, "stage": text, text: 1}
    document["reviews"] = [
        {
            "reviewer": text,
            "date": text,
            "rule_set": "1",
            "conclusion": text,
            "decisions": [{"rule": text, "decision": text, "reason": text}],
        }
    ]
    hand.check(json.dumps(document, indent=1, ensure_ascii=False))
    for name in ("Findings", "Level", "Card", "Review", "Compare"):
        panel = hand.tab(name)
        assert panel.locator("script, svg, img:not([src^=data])").count() == 0
    assert {address.rpartition("/")[2] for address in reached} <= {"ask"}


def test_hostile_text_in_every_place_leads_to_nothing(hand, page, reached):
    document = json.loads((schema_room() / "conformance/base.json").read_text(encoding="utf-8"))
    hand.check(json.dumps(everywhere(document, SCRIPT)))
    for name in ("Findings", "Level", "Card", "Review"):
        hand.tab(name)
    assert {address.rpartition("/")[2] for address in reached} <= {"ask"}


def test_hostile_names_on_the_card_stay_text(hand, page, reached):
    document = json.loads(DRAFT)
    document["publisher"]["name"] = document["subject"]["name"] = SCRIPT
    hand.check(json.dumps(document))
    hand.tab("Card")
    heading = page.frame_locator("iframe.card").get_by_role("heading", level=1)
    assert SCRIPT in heading.inner_text()
    assert {address.rpartition("/")[2] for address in reached} <= {"ask"}


def test_characters_that_reorder_text_are_named(hand, page):
    hand.check(DRAFT.replace('"facility": "site"', '"facility": "si\u202ete"'))
    message = page.locator("#findings .message", has_text="[U+202E]").first
    assert "si[U+202E]te" in message.inner_text()
    notice = page.locator("#notices", has_text="Hidden characters change the order of text on 1 line")
    notice.get_by_role("button", name="line 21").click()
    assert page.evaluate("document.activeElement.id") == "text"


@pytest.mark.parametrize("how", ["paste", "drop"])
def test_a_text_of_fifty_megabytes_is_refused_in_words_and_the_draft_stays(hand, page, reached, how):
    hand.check(DRAFT)
    reached.clear()
    assert page.evaluate(BROUGHT, [how, "x" * 49 + "\n", MILLION])
    page.get_by_text("The pasted text has 50 MB, more than the 21 MB").wait_for()
    assert hand.text() == DRAFT
    assert reached == []
    page.focus("#text")
    page.keyboard.insert_text(" ")
    hand.summary("2 errors")


def test_a_file_over_the_limit_is_refused_before_it_is_read(hand, page, tmp_path):
    file = tmp_path / "log.json"
    with file.open("wb") as handle:
        handle.truncate(50 * MILLION)
    page.set_input_files("#file", file)
    page.get_by_text("log.json has 50 MB").wait_for()


def test_a_long_text_is_shown_in_parts_and_checked_as_a_whole(hand, page, tmp_path):
    file = tmp_path / "long.json"
    notes = "".join(f'  "x-{number}": "{"n" * 80}",\n' for number in range(15_000))
    file.write_text("{\n" + notes + DRAFT[2:], encoding="utf-8")
    page.set_input_files("#file", file)
    page.get_by_text("too long to edit here").wait_for()
    page.get_by_text("Lines 1 to 2000 of 15,032").wait_for()
    hand.checked()
    page.locator("#findings .finding", has_text="gwp use").first.click()
    assert page.locator(".gutter .row.current .number").inner_text() == "15028"
    assert page.locator(".gutter .row").count() < 100
    assert hand.saved("Save text")[1] == file.read_text(encoding="utf-8")


def test_a_binary_file_is_judged_in_the_words_of_the_engine(hand, page, tmp_path):
    file = tmp_path / "model.safetensors"
    file.write_bytes(bytes(range(256)) * 10)
    page.set_input_files("#file", file)
    hand.summary("Unreadable")
    page.get_by_text("is not text in UTF-8").wait_for()
    assert "expected: text" in page.locator("#findings").inner_text()


@pytest.mark.parametrize(
    "text", ["a: &a [*a]\n", '{"a": ', "  \n", "[" * 5000], ids=["cyclic", "cut off", "blank", "deep"]
)
def test_what_is_no_document_is_told_with_what_to_do(hand, page, text):
    hand.paste(text)
    page.locator("#summary.bad").wait_for()
    assert page.locator("#findings .message").count() >= 1
    assert page.locator("#findings .remedy").first.inner_text().strip()


def test_a_profile_that_cannot_be_used_is_told_and_can_be_removed(hand, page, tmp_path):
    hand.check(DRAFT)
    file = tmp_path / "strict.yaml"
    file.write_text("- no profile\n", encoding="utf-8")
    page.set_input_files("#profile-file", file)
    page.get_by_role("heading", name="The draft could not be checked.").wait_for()
    hand.tab("Level").get_by_text("strict.yaml cannot be used").wait_for()
    page.get_by_role("button", name="Leave the rules profile out").click()
    hand.summary("2 errors")
    assert page.locator("#profile-name").inner_text() == "none"
