"""The worker in a headless Chromium: what it answers, what it asks for, and what it says when it cannot start."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fullcount_reports.desk import answer

from .asked import TODAY, conformance, questions
from .hosting import POLICY, Hosted, hosting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from ..conftest import Complaints

CONNECT = """() => {
  const worker = new Worker("./worker.js", { type: "module" });
  const waiting = new Map();
  self.stages = [];
  self.errors = [];
  worker.onerror = (event) => { event.preventDefault(); self.errors.push(event.message); };
  worker.onmessage = ({ data }) => {
    if (data.stage) self.stages.push(data.stage);
    else waiting.get(data.id)(data.answer);
  };
  self.ask = (request) => new Promise((resolve) => {
    const id = waiting.size + 1;
    waiting.set(id, resolve);
    worker.postMessage({ id, request });
  });
}"""
DIFFERENT = """async (pairs) => {
  const answers = await Promise.all(pairs.map(([request]) => self.ask(request)));
  return pairs.flatMap(([request, expected], at) => {
    const got = JSON.stringify(answers[at]);
    const same = got === JSON.stringify(JSON.parse(expected));
    return same ? [] : [[JSON.stringify(request).slice(0, 80), got.slice(0, 500)]];
  });
}"""
CHECK = {"desk": "1.0", "ask": "check", "today": TODAY}


@pytest.fixture(scope="module")
def connected(browser: "Browser", desk: Path) -> "Iterator[Page]":
    """A page with the function `ask`, which asks one worker, for all tests that do it no harm."""
    with hosting(desk) as host:
        page = browser.new_page()
        page.goto(f"{host.address}/blank.html")
        page.evaluate(CONNECT)
        yield page
        assert page.evaluate("() => self.errors") == []
        page.context.close()


def test_the_browser_answers_the_whole_suite_as_the_installed_engine_does(connected: "Page") -> None:
    pairs = [(request, json.dumps(answer(request))) for request in (*conformance(), *questions())]
    assert connected.evaluate(DIFFERENT, pairs) == []


def test_it_loads_its_own_files_before_the_first_answer_and_asks_for_nothing_after(
    page: "Page", hosted: Hosted
) -> None:
    wanted: list[str] = []
    page.context.on("request", lambda request: wanted.append(request.url))
    page.goto(f"{hosted.address}/blank.html")
    page.evaluate(CONNECT)
    page.evaluate("() => self.ask({ desk: '1.0', ask: 'about' })")
    loaded = len(wanted)
    draft = {"name": "draft-7f3a.yaml", "text": "note: confidential-7f3a"}
    for _ in range(3):
        assert (
            page.evaluate("(request) => self.ask(request)", {**CHECK, "document": draft})["answer"] == "check"
        )
    assert len(wanted) == len(hosted.seen) == loaded > 5
    assert all(url.startswith(f"{hosted.address}/") for url in wanted)
    assert all(line.startswith("GET ") and "7f3a" not in line for line in hosted.seen)


def test_it_gives_up_the_means_to_ask_for_anything(connected: "Page") -> None:
    connected.evaluate("() => self.ask({ desk: '1.0', ask: 'about' })")
    (worker,) = connected.workers
    names = ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "importScripts", "Worker")
    assert worker.evaluate("(names) => names.filter((name) => self[name] !== undefined)", list(names)) == []


def test_it_says_how_far_it_is(connected: "Page") -> None:
    connected.evaluate("() => self.ask({ desk: '1.0', ask: 'about' })")
    stages = connected.evaluate("() => self.stages")
    assert stages == ["loading Python", "loading fullcount", "starting fullcount", "ready"]


def test_it_runs_under_a_policy_that_allows_no_other_host_and_no_eval(hosted: Hosted) -> None:
    assert "unsafe-eval" not in POLICY.replace("wasm-unsafe-eval", "")
    assert "http" not in POLICY


@pytest.mark.parametrize(
    "missing", ["engine.json", "python/packages", "python/library", "python/pyodide.asm.wasm"]
)
def test_a_file_that_is_not_there_is_named_in_every_answer(
    page: "Page", hosted: Hosted, missing: str, complaints: "Complaints"
) -> None:
    page.context.route(f"**/{missing}*", lambda route: route.fulfill(status=404, body="no"))
    page.goto(f"{hosted.address}/blank.html")
    page.evaluate(CONNECT)
    for _ in range(2):
        said = page.evaluate("() => self.ask({ desk: '1.0', ask: 'about' })")
        assert said["answer"] == "refused"
        assert "could not be started" in said["because"]
        assert all(problem["found"] and problem["remedy"] for problem in said["problems"])
    assert page.evaluate("() => self.stages").count("ready") == 0
    complaints.meant()


@pytest.mark.parametrize("cut", [b"", b"\0asm\1\0\0\0\xff", b"<!doctype html>"])
def test_a_program_that_was_cut_off_or_exchanged_is_named(
    page: "Page", hosted: Hosted, cut: bytes, complaints: "Complaints"
) -> None:
    page.context.route("**/*.wasm", lambda route: route.fulfill(content_type="application/wasm", body=cut))
    page.goto(f"{hosted.address}/blank.html")
    page.evaluate(CONNECT)
    said = page.evaluate("() => self.ask({ desk: '1.0', ask: 'about' })")
    assert "WebAssembly" in said["problems"][0]["found"]
    complaints.meant()


def test_where_python_itself_stops_the_answer_says_so_and_the_page_hears_of_it(
    page: "Page", hosted: Hosted, desk: Path, complaints: "Complaints"
) -> None:
    broken = (desk / "worker.js").read_text(encoding="utf-8").replace("answer(json.loads(request))", "gone")
    page.context.route(
        "**/worker.js", lambda route: route.fulfill(content_type="text/javascript", body=broken)
    )
    page.goto(f"{hosted.address}/blank.html")
    page.evaluate(CONNECT)
    said = page.evaluate("() => self.ask({ desk: '1.0', ask: 'about' })")
    assert said["answer"] == "refused"
    assert said["problems"][0]["found"].startswith("NameError: name 'gone' is not defined")
    page.wait_for_function("() => self.errors.length === 1")
    complaints.meant()


def test_a_host_that_does_not_know_the_type_of_the_program_serves_it_all_the_same(
    page: "Page", hosted: Hosted, desk: Path
) -> None:
    program = desk / "python/pyodide.asm.wasm"
    page.context.route("**/*.wasm", lambda route: route.fulfill(content_type="text/plain", path=program))
    page.goto(f"{hosted.address}/blank.html")
    page.evaluate(CONNECT)
    assert page.evaluate("() => self.ask({ desk: '1.0', ask: 'about' })")["answer"] == "about"


def test_what_is_no_request_and_what_is_too_large_is_refused_and_the_next_is_answered(
    connected: "Page",
) -> None:
    assert connected.evaluate("() => self.ask('nonsense')")["answer"] == "refused"
    assert connected.evaluate("() => self.ask(undefined)")["answer"] == "refused"
    large = "(today) => self.ask({desk: '1.0', ask: 'check', today, document: {name: 'a.yaml', text: 'a'.repeat(5e7)}})"
    said = connected.evaluate(large, TODAY)
    assert said["answer"] == "check"
    assert said["report"]["unreadable"]
    assert connected.evaluate("() => self.ask({ desk: '1.0', ask: 'about' })")["answer"] == "about"
