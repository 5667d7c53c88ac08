"""The site as a reader sees it: a path of clicks for each tutorial, search, a phone, and no request elsewhere."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = (
    "",
    "disclose/",
    "standard/compute/",
    "standard/figures/",
    "rules/pue-applied-twice/",
    "method/",
    "datasets/factors/",
    "api/",
    "1.0/",
    "card/footprint-synthetic.html",
)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as at:
        yield at


class Visit:
    """A window with what it asked for and what went wrong."""

    def __init__(self, browser: "Browser", **options: Any) -> None:
        self.page: Page = browser.new_context(**options).new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)

    def elsewhere(self, address: str) -> list[str]:
        return [url for url in self.asked if not url.startswith((address, "data:", "blob:"))]


@pytest.fixture
def visit(browser: "Browser", address: str) -> Iterator[Any]:
    with ExitStack() as stack:

        def begin(**options: Any) -> Visit:
            new = Visit(browser, base_url=address, **options)
            stack.callback(new.page.context.close)
            return new

        yield begin


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_page_fits_its_window_and_asks_nobody_else(visit, address: str, width: int, scheme: str) -> None:
    seen = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    for where in PAGES:
        seen.page.goto(f"/{where}")
        seen.page.locator("h1").first.wait_for()
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, where
        assert seen.asked
        assert seen.elsewhere(address) == [], where
        assert seen.wrong == [], where


def test_disclose_from_the_start_to_the_field_that_a_level_needs(visit) -> None:
    page = visit().page
    page.goto("/")
    page.get_by_role("link", name="Disclose", exact=True).click()
    page.get_by_role("heading", name="From logs to a card").wait_for()
    page.get_by_text("sacct --allusers").first.wait_for()
    page.get_by_role("link", name="coverage level").first.click()
    page.get_by_role("link", name="facility.country").click()
    assert page.url.endswith("/standard/facilities/#facility.country")
    page.locator("tr", has=page.locator("[id='facility.country']")).wait_for()


def test_review_from_the_start_to_the_example_that_fails(visit) -> None:
    page = visit().page
    page.goto("/")
    page.get_by_role("link", name="Review", exact=True).click()
    page.get_by_role("heading", name="Reviewing a disclosure").wait_for()
    page.get_by_role("link", name="its page").click()
    page.get_by_role("heading", name="Fails").wait_for()
    page.get_by_role("link", name="fail.json", exact=True).click()
    assert page.url.endswith("/1.0/conformance/pue-applied-twice/fail.json")
    assert '"fullcount": "1.0"' in page.content()


def test_the_address_of_a_rule_in_a_log_leads_to_its_page(visit, address: str) -> None:
    seen = visit()
    seen.page.goto("/1.0/rules/pue-applied-twice")  # as written, without the slash of a folder
    seen.page.wait_for_url(f"{address}/rules/pue-applied-twice/")
    seen.page.get_by_role("heading", name="Fails").wait_for()
    assert seen.wrong == []


def test_review_goes_on_at_the_desk_to_the_page_of_a_rule(visit, address: str, site: Path) -> None:
    if not (site / "desk").is_dir():
        pytest.skip("no node_modules: the site has no desk, run npm ci")
    seen = visit()
    page = seen.page
    page.goto("/review/")
    page.get_by_role("link", name="review desk").first.click()
    page.get_by_role("link", name="Open the desk").click()
    page.get_by_role("button", name="Try an example").click()
    page.get_by_text("Not valid: 2 errors, 1 note, level 1 of 5").wait_for(timeout=60_000)
    loaded = len(seen.asked)
    page.get_by_role("tab", name="Card").click()
    page.frame_locator("iframe.card").get_by_role("heading", level=1).wait_for()
    page.get_by_role("tab", name="Review").click()
    for field in page.locator("fieldset.decide").all()[:2]:
        field.locator("label.choice", has_text="Request change").click()
        field.get_by_label("Reason").fill("apply the PUE once")
    page.get_by_label("Reviewer (required)").fill("R. Viewer (synthetic)")
    page.get_by_label("Conclusion (required)").select_option(label="Changes requested")
    page.get_by_role("button", name="Write into the document").click()
    page.get_by_text("Written into the draft").wait_for()
    assert '"reviewer": "R. Viewer (synthetic)"' in page.locator("#text").input_value()
    page.get_by_role("tab", name="Findings").click()
    page.get_by_role("button", name="The PUE is applied").click()
    assert seen.asked[loaded:] == []  # nothing of the draft left the browser, and nothing came
    page.get_by_role("link", name="Page of this rule").click()
    page.get_by_role("heading", name="pue-applied-twice").first.wait_for()
    assert seen.elsewhere(address) == []
    assert seen.wrong == []


def test_compare_from_the_start_to_what_the_corpus_is(visit) -> None:
    page = visit().page
    page.goto("/")
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_role("heading", name="Comparing disclosures").wait_for()
    page.get_by_text("comparability group").first.wait_for()
    page.get_by_role("link", name="published corpus", exact=True).first.click()
    page.get_by_role("heading", name="Published footprints").wait_for()


def test_search_finds_a_rule_without_a_server(visit, address: str) -> None:
    seen = visit()
    seen.page.goto("/")
    seen.page.get_by_role("textbox", name="Search").click()
    seen.page.get_by_role("textbox", name="Search").press_sequentially("pue-divided")
    found = seen.page.locator(".md-search-result__link").first
    found.wait_for()
    found.click()
    seen.page.wait_for_url("**/rules/pue-divided/**")
    assert seen.elsewhere(address) == []
    assert seen.wrong == []


def test_the_card_opens_whole(visit) -> None:
    page = visit().page
    page.goto("/")
    page.get_by_role("link", name="the whole card").last.click()
    page.get_by_text("SYNTHETIC DATA").first.wait_for()


def test_a_script_of_a_page_cannot_ask_another_server(visit, address: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    with served(tmp_path) as other:
        page = visit().page
        page.goto("/")
        said = page.evaluate(
            "url => fetch(url, {mode: 'no-cors'}).then(() => 'asked', () => 'refused')", f"{other}/secret"
        )
        same = page.evaluate("() => fetch('1.0/rules.json').then(answer => answer.status)")
    assert (said, same) == ("refused", 200)


def test_the_text_is_there_without_scripts(visit) -> None:
    page = visit(java_script_enabled=False).page
    page.goto("/standard/compute/")
    page.get_by_role("heading", name="compute_line").wait_for()
    page.get_by_text("How it ended.").wait_for()
