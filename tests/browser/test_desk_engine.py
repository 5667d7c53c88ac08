"""The page and its engine: one that starts, one that is slow, one that fails, in a worker or behind a server."""

import pytest

from .hand import DRAFT, Hand

LISTEN = """
() => {
  window.said = [];
  const summary = document.getElementById("summary");
  new MutationObserver(() => said.push(summary.textContent)).observe(summary, { childList: true });
}
"""
"""Notes all that the summary says from now on."""

WORKER = """
const ask = (request) => fetch("/ask", {
  method: "POST",
  headers: { "Content-Type": "application/json", Authorization: "Bearer TOKEN" },
  body: JSON.stringify(request),
}).then((response) => response.json());
postMessage({ stage: "unpacking Python" });
onmessage = async ({ data }) => {
  const text = JSON.stringify(data.request);
  if (text.includes("please fail")) return reportError(new Error("out of memory"));
  if (text.includes("please hang")) return;
  postMessage({ id: data.id, answer: await ask(data.request) });
};
"""
"""A stand-in for Python in the browser, which asks the server."""


@pytest.fixture
def hand(page, desk_server):
    return Hand(page, desk_server)


@pytest.fixture
def in_browser(page, desk_server):
    """The page as the public site has it, with an engine in a worker."""
    script = WORKER.replace("TOKEN", desk_server.rpartition("=")[2])
    headers = {"Content-Type": "text/javascript"}
    page.context.route("**/engine.json", lambda route: route.fulfill(json={"engine": "browser"}))
    page.context.route("**/worker.js", lambda route: route.fulfill(body=script, headers=headers))
    return Hand(page, desk_server)


def test_an_engine_in_a_worker_gives_the_same_findings(in_browser, page):
    in_browser.paste(DRAFT)
    in_browser.summary("Not valid: 2 errors, 1 note, level 1 of 5")
    assert (
        page.locator("#engine").inner_text().startswith("Checked in this browser: the draft never leaves it.")
    )
    page.get_by_role("button", name="The PUE is applied").click()
    assert (
        page.get_by_role("link", name="Page of this rule").get_attribute("href")
        == "../rules/pue-applied-twice/"
    )


def test_an_engine_that_starts_says_what_it_is_doing(page, desk_server):
    script = 'postMessage({ stage: "unpacking Python" })'
    headers = {"Content-Type": "text/javascript"}
    page.context.route("**/engine.json", lambda route: route.fulfill(json={"engine": "browser"}))
    page.context.route("**/worker.js", lambda route: route.fulfill(body=script, headers=headers))
    page.goto(desk_server)
    page.get_by_text("unpacking Python").wait_for()
    page.locator("#text").fill(DRAFT)
    page.get_by_role("heading", name="Checking the draft").wait_for()
    assert page.locator("#text").input_value() == DRAFT


def test_a_worker_that_dies_is_told_and_started_anew(in_browser, page, complaints):
    in_browser.check(DRAFT)
    in_browser.paste("please fail")
    page.get_by_text("out of memory").wait_for()
    in_browser.check(DRAFT)
    in_browser.summary("2 errors")
    complaints.meant()


def test_a_worker_that_is_gone_without_a_word_can_be_exchanged(in_browser, page):
    page.clock.install()
    in_browser.check(DRAFT)
    assert not page.get_by_role("button", name="Start the checker anew").is_visible()
    in_browser.paste("please hang")
    page.locator("body[data-checking=slow]").wait_for()
    page.clock.fast_forward("00:20")
    in_browser.paste(DRAFT.replace("274.8", "229"))
    page.get_by_role("button", name="Start the checker anew").click()
    in_browser.summary("Valid: 1 note")
    assert not page.get_by_role("button", name="Start the checker anew").is_visible()


def test_a_worker_that_cannot_be_loaded_is_told_with_what_to_do(page, desk_server, complaints):
    page.context.route("**/engine.json", lambda route: route.fulfill(json={"engine": "browser"}))
    page.context.route("**/worker.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(desk_server)
    page.get_by_role("heading", name="The checker could not be started.").wait_for()
    assert "fullcount validate FILE" in page.locator("#findings").inner_text()
    complaints.meant()


def test_an_engine_that_cannot_be_reached_is_told_with_what_to_do(hand, page, complaints):
    page.route("**/ask", lambda route: route.abort())
    hand.paste(DRAFT)
    page.get_by_text("fullcount desk does not answer").wait_for()
    for name in ("Level", "Card", "Review", "Findings"):
        hand.tab(name).get_by_text("fullcount desk does not answer").wait_for()
    page.unroute("**/ask")
    page.get_by_role("button", name="Try again").click()
    hand.summary("2 errors")
    complaints.meant()


def test_a_page_without_its_engine_says_so(page, desk_server, complaints):
    page.route("**/engine.json", lambda route: route.fulfill(status=404, body=""))
    page.goto(desk_server)
    page.get_by_role("heading", name="The checker could not be started.").wait_for()
    page.unroute("**/engine.json")
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("fullcount 0.").first.wait_for()
    complaints.meant()


def test_a_page_without_the_token_says_which_address_to_open(page, desk_server, complaints):
    page.goto(desk_server.partition("#")[0])
    page.get_by_text("open the whole address that fullcount desk printed").wait_for()
    complaints.meant()


def test_a_slow_answer_holds_up_no_typing_and_a_stale_one_is_dropped(hand, page):
    page.evaluate(LISTEN)
    held = []
    page.route("**/ask", lambda route: route.continue_() if held else held.append(route))
    hand.paste(DRAFT)
    page.locator("body[data-checking=slow]").wait_for()
    hand.paste(DRAFT.replace("274.8", "229"))
    assert "229" in hand.text()
    held[0].continue_()
    hand.summary("Valid: 1 note")
    assert page.evaluate("said") == ["Checking…", "Valid: 1 note, level 1 of 5"]
