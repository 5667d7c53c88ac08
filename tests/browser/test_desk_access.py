"""The desk by key alone, for a screen reader, in every width and both schemes."""

import pytest

from .contrast import too_faint
from .hand import DRAFT, Hand

TABS = ("Findings", "Level", "Card", "Review", "Compare")
WIDTHS_PX = (360, 768, 1600)
NAMELESS = """
() => [...document.querySelectorAll("button, input, select, textarea, a[href], summary, iframe, progress, [role=tab]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => ![one.getAttribute("aria-label"), one.labels?.[0]?.textContent, one.textContent, one.title]
    .some((name) => name?.trim()))
  .map((one) => one.outerHTML)
"""
DOUBLE_IDS = """
() => [...document.querySelectorAll("[id]")].map((one) => one.id).filter((id, at, all) => all.indexOf(id) !== at)
"""


@pytest.fixture
def hand(page, desk_server):
    return Hand(page, desk_server)


def test_the_whole_path_goes_by_key(hand, page):
    hand.paste(DRAFT)
    hand.summary("2 errors")
    page.keyboard.press("F8")
    page.keyboard.press("F8")
    assert page.locator(".gutter .current .number").inner_text() == "28"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "tab-findings"
    for name in ("level", "card", "review"):
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.id") == f"tab-{name}"
        page.locator(f"#{name}").wait_for()
    for _ in ("panel", "side file", "first decision"):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.locator("#decided").inner_text().startswith("1 of 3 findings decided")
    assert page.evaluate("document.activeElement.value") == "accepted"
    page.keyboard.press("Tab")
    page.keyboard.type("it stands")
    assert page.locator("fieldset.decide").first.get_by_label("Reason").input_value() == "it stands"


def test_a_finding_opens_by_key_and_escape_comes_back_to_it(hand, page):
    hand.check(DRAFT)
    page.locator("#findings .finding").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").startswith("line 28, column 76")
    assert "with the PUE once too often" in page.evaluate("document.activeElement.textContent")


def test_tab_leaves_the_editor(hand, page):
    page.focus("#text")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") != "text"


def test_there_is_one_stop_for_the_tabs(hand, page):
    assert [tab.get_attribute("tabindex") for tab in page.get_by_role("tab").all()] == [
        None,
        "-1",
        "-1",
        "-1",
        "-1",
    ]
    page.get_by_role("tab", name="Review").click()
    stops = [tab.get_attribute("tabindex") for tab in page.get_by_role("tab").all()]
    assert stops == ["-1", "-1", "-1", "0", "-1"]


def test_the_verdict_is_announced(hand, page):
    assert page.locator("#summary").get_attribute("aria-live") == "polite"
    hand.paste(DRAFT)
    hand.summary("Not valid: 2 errors, 1 note, level 1 of 5")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_control_has_a_name_and_every_text_its_contrast(hand, page, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    hand.check(DRAFT)
    hand.tab("Review")
    hand.decide(0, "Waive", "a reason")
    for name in TABS:
        panel = hand.tab(name)
        if name == "Card":
            panel.locator("iframe").wait_for()
        assert page.evaluate(NAMELESS) == [], name
        assert page.evaluate(DOUBLE_IDS) == [], name
        number, faint = too_faint(page)
        assert (name, number > 20, faint) == (name, True, [])


def test_the_page_has_its_landmarks(hand, page):
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("region", name="Draft").count() == 1
    assert page.get_by_role("region", name="Results").count() == 1
    assert page.get_by_role("heading", level=1).inner_text() == "Review desk fullcount"


def test_no_width_scrolls_sideways(hand, page, tmp_path):
    file = tmp_path / "earlier.json"
    file.write_text(DRAFT.replace("274.8", "229"), encoding="utf-8")
    hand.check(DRAFT)
    hand.tab("Compare")
    page.set_input_files("#before-file", file)
    for name in TABS:
        panel = hand.tab(name)
        if name == "Compare":
            panel.get_by_role("heading", name="Figures").wait_for()
        for width in WIDTHS_PX:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


def test_a_phone_has_room_for_the_first_lines(hand, page):
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.locator("#text").bounding_box()["height"] > 180


def test_the_colours_can_be_chosen_and_are_kept(hand, page):
    page.emulate_media(color_scheme="light")
    shade = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(shade)
    page.get_by_role("button", name="Colours: Auto").click()
    page.get_by_role("button", name="Colours: Light").click()
    dark = page.evaluate(shade)
    assert dark != light
    page.reload()
    hand.ready()
    assert page.evaluate(shade) == dark


def test_nothing_moves_for_who_wants_that(hand, page):
    page.emulate_media(reduced_motion="reduce")
    durations = "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one).transitionDuration)"
    assert set(page.evaluate(durations)) == {"0s"}
