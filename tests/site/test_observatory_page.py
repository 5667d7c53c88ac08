"""The observatory as a reader meets it: in a browser, by keyboard, without scripts, and with no request outside."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
"""What the theme needs and no more: nothing from outside, and no text that is evaluated as code."""
COUNT = len(list((ROOT / "datasets/published/disclosures").glob("*.json")))
ROWS = ".observatory-table tbody tr:not(.group)"
SHOWN = f"{ROWS}:visible"


class Files(http.server.SimpleHTTPRequestHandler):
    """Serves the built site without a word, with the policy of a site that allows its own scripts alone."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    """A server that a visitor may leave in the middle of an answer."""

    def handle_error(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    if not (ROOT / "node_modules/vega").is_dir():
        pytest.skip("no node_modules: run npm ci")
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Files, directory=site)
    ) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Visit:
    """A visit to the site that keeps what went wrong."""

    def __init__(self, browser, address: str, **options: object) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        self.page = self.context.new_page()
        self.address = address
        self.trouble: list[str] = []
        self.page.on("request", lambda request: self._outside(request.url))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", lambda said: self._said(said.type, said.text))
        self.page.on("response", lambda got: got.status >= 400 and self.trouble.append(got.url))

    def _outside(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.trouble.append(f"request to {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.trouble.append(text)

    def to(self, path: str):
        self.page.goto(f"{self.address}/observatory/{path}", wait_until="load")
        return self.page


@pytest.fixture
def visit(browser, address) -> Iterator[Visit]:
    """A visit that ends without an error, a warning or a request outside."""
    visit = Visit(browser, address)
    yield visit
    visit.context.close()
    assert not visit.trouble


@pytest.fixture
def page(visit):
    return visit.to("")


def status(page) -> str:
    return page.get_by_role("status").filter(has_text="disclosures").inner_text()


def figures(page, column: int) -> list[float]:
    """What is ranked in the first group, in the order of the page."""
    cells = page.locator(
        f'.observatory-table tbody >> nth=0 >> td:nth-child({column})[data-group*="facility"]'
    )
    return [float(cell.get_attribute("data-value")) for cell in cells.all()]


def test_all_disclosures_are_shown_and_counted(page) -> None:
    assert page.locator(SHOWN).count() == COUNT
    assert status(page).startswith(f"{COUNT} of {COUNT} disclosures, in ")


def test_typing_leaves_the_rows_with_all_words_in_any_case(page) -> None:
    page.get_by_label("Find").fill("bigscience BLOOM 176b")
    found = [" ".join(row.split()) for row in page.locator(SHOWN).all_inner_texts()]
    assert 0 < len(found) < COUNT
    assert all("BLOOM 176B" in row and "BigScience" in row for row in found)
    groups = page.locator(".observatory-table tbody:visible").count()
    assert status(page).startswith(f"{len(found)} of {COUNT} disclosures, in {groups} group")


def test_a_search_that_finds_nothing_says_so_and_all_can_be_shown_again(page) -> None:
    page.get_by_label("Find").fill("<script>no such model</script>")
    assert page.locator(SHOWN).count() == 0
    assert "Nothing matches" in status(page)
    page.get_by_role("button", name="Show all").click()
    assert page.locator(SHOWN).count() == COUNT
    assert page.get_by_label("Find").evaluate("field => field === document.activeElement")


def test_filters_meet_and_the_view_has_an_address(page, visit) -> None:
    page.get_by_label("Organisation").select_option("Meta")
    page.get_by_label("Energy boundary").select_option("facility")
    found = page.locator(SHOWN).count()
    assert 0 < found < COUNT
    assert set(page.locator(f"{SHOWN} td:nth-child(2)").all_inner_texts()) == {"Meta"}
    page.goto(page.url)
    assert page.locator(SHOWN).count() == found
    assert page.get_by_label("Organisation").input_value() == "Meta"


def test_an_address_with_anything_in_it_does_no_harm(visit) -> None:
    page = visit.to("?q=%3Cimg%20src%3Dx%3E&level=%22%3E&sort=-99&organisation=__proto__")
    assert page.get_by_label("Find").input_value() == "<img src=x>"
    assert page.locator("img[src=x]").count() == 0
    page = visit.to("?sort=-3&organisation=nobody")
    assert page.locator(SHOWN).count() == COUNT


def test_a_column_is_sorted_from_the_keyboard_and_says_so(page) -> None:
    head = page.get_by_role("columnheader", name="Energy, kWh")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert figures(page, 4) == sorted(figures(page, 4))
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert figures(page, 4) == sorted(figures(page, 4), reverse=True)
    assert "largest first" in status(page)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None


@pytest.mark.parametrize("presses", [1, 2])
def test_sorting_ranks_nothing_that_may_not_be_compared(page, presses: int) -> None:
    for _ in range(presses):
        page.get_by_role("button", name="Greenhouse gases").click()
    for body in page.locator(".observatory-table tbody").all():
        cells = body.locator("td:nth-child(5)").all()
        groups = [cell.get_attribute("data-group") or "" for cell in cells]
        values = [cell.get_attribute("data-value") for cell in cells]
        runs = [group for place, group in enumerate(groups) if place == 0 or groups[place - 1] != group]
        assert len(runs) == len(set(runs)), (
            "a comparability group stands together, those without one at the end"
        )
        known = [value is not None for value in values]
        assert known == sorted(known, reverse=True), "what is not disclosed comes last"


def test_text_is_sorted_by_letters_and_years_by_number(page) -> None:
    page.get_by_role("button", name="Model").click()
    names = page.locator(".observatory-table tbody >> nth=0 >> th[scope=row] a").all_inner_texts()
    assert names == page.evaluate(
        "names => [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))", names
    )
    page.get_by_role("button", name="Year").click()
    years = page.locator(".observatory-table tbody >> nth=0 >> td:nth-child(3)").all_inner_texts()
    assert years == sorted(years)


def test_every_control_can_be_reached_with_the_tabulator(page) -> None:
    page.get_by_label("Find").focus()
    reached = []
    for _ in range(18):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
    assert reached[:9] == [
        "work",
        "organisation",
        "year",
        "energy",
        "ghg",
        "level",
        "evidence",
        "data",
        "Show all",
    ]
    assert "Energy, kWh" in reached


def test_a_row_leads_to_its_page_and_the_page_to_its_file(page) -> None:
    page.get_by_role("link", name="BLOOM 176B", exact=True).first.click()
    page.wait_for_url(re.compile("/observatory/bloom-176b"))
    with page.expect_download() as found:
        page.get_by_role("link", name="download the disclosure (JSON)").click()
    source = ROOT / "datasets/published/disclosures" / found.value.suggested_filename
    assert Path(found.value.path()).read_bytes() == source.read_bytes()


@pytest.mark.parametrize("name", [f"{what}.{kind}" for what in ("comparison", "disclosures")
                                  for kind in ("csv", "json", "parquet")])  # fmt: skip
def test_the_data_lie_beside_the_page(page, name: str) -> None:
    with page.expect_download() as found:
        page.locator(f'a[href="{name}"]').click()
    path = Path(found.value.path())
    pandas = pytest.importorskip("pandas")
    read = {"csv": pandas.read_csv, "parquet": pandas.read_parquet, "json": pandas.read_json}
    if name == "comparison.json":
        assert b'"comparison": "1.0"' in path.read_bytes()
    else:
        assert read[name.partition(".")[2]](path)["id"].nunique() == COUNT


def test_without_scripts_the_table_and_the_pictures_are_there(browser, address) -> None:
    visit = Visit(browser, address, java_script_enabled=False)
    page = visit.to("")
    assert page.locator(SHOWN).count() == COUNT
    page = visit.to("figures/")
    assert page.locator(".observatory-figure img.light").count() == 5
    for picture in page.locator(".observatory-figure img.light").all():
        picture.scroll_into_view_if_needed()
        assert (
            picture.evaluate("async picture => { await picture.decode(); return picture.naturalWidth }") > 100
        )
    visit.context.close()
    assert not visit.trouble


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_scripts_run_a_view_takes_the_place_of_each_picture(browser, address, scheme: str) -> None:
    visit = Visit(browser, address, color_scheme=scheme)
    page = visit.to("figures/")
    for figure in page.locator(".observatory-figure").all():
        figure.scroll_into_view_if_needed()
        figure.locator(".view svg").wait_for()
        assert figure.locator("img:visible").count() == 0
    visit.context.close()
    assert not visit.trouble


def test_a_mark_tells_what_it_shows(visit) -> None:
    page = visit.to("figures/")
    page.locator('[data-figure="final-share"] .view svg').wait_for()
    page.locator('[data-figure="final-share"] .view .mark-rect path').first.hover()
    told = page.locator(".observatory-tooltip")
    assert "share of the final run" in told.inner_text()
    page.keyboard.press("Escape")
    assert told.is_hidden()


def test_a_picture_stays_where_its_view_cannot_be_drawn(browser, address) -> None:
    visit = Visit(browser, address)
    visit.page.route("**/*.vl.json", lambda route: route.fulfill(status=200, body="{no json"))
    page = visit.to("figures/")
    page.locator(".observatory-figure img:visible").first.wait_for()
    page.wait_for_timeout(300)
    assert page.locator(".observatory-figure.live, .observatory-figure .view").count() == 0
    visit.context.close()
    assert not visit.trouble


@pytest.mark.parametrize("path", ["", "figures/", "groups/", "bloom-176b/"])
def test_a_page_is_no_wider_than_a_phone(browser, address, path: str) -> None:
    visit = Visit(browser, address)
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.to(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.context.close()
    assert not visit.trouble
