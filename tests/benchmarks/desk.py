"""How long the review desk in a browser takes: cold start to the first finding, and one check after.

The goals are absolute, since people wait in seconds: 10 s and 50 ms on a machine with 2 cores that does little else.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from fullcount.rooms import dataset_room, schema_room

__all__ = ["Waits", "lines"]

ROOT = Path(__file__).resolve().parents[2]
STARTS = 5
CHECKS = 30
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
DRAFTS = {
    "8 KB, no finding": schema_room() / "conformance/base.json",
    "the Moshi-style disclosure": dataset_room("moshi") / "disclosure.json",
}
ASK = """async ([text, checks]) => {
  const begun = performance.now();
  const worker = new Worker("./worker.js", { type: "module" });
  const check = (text) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => { if (data.answer) resolve(data.answer); };
    const request = { desk: "1.0", ask: "check", today: "2026-11-21", document: { name: "draft.json", text } };
    worker.postMessage({ id: 1, request });
  });
  const first = await check(text);
  if (first.answer !== "check") throw new Error(JSON.stringify(first));
  const cold = performance.now() - begun;
  const each = [];
  for (let count = 1; count <= checks; count += 1) {
    const asked = performance.now();
    await check(text + " ".repeat(count));
    each.push(performance.now() - asked);
  }
  return [cold, each];
}"""


@dataclass(frozen=True)
class Waits:
    """Times of one thing in ms, and the longest that its median may be."""

    what: str
    times: list[float]
    goal: float

    def line(self) -> str:
        """One line of the report."""
        middle, least = median(self.times), min(self.times)
        verdict = "met" if middle <= self.goal else "MISSED"
        taken = f"median {middle:7.0f} ms, least {least:7.0f} ms"
        return f"{self.what:68} {taken}  goal: at most {self.goal:.0f} ms  {verdict}"


def lines() -> list[str]:
    """What was measured; why not, where it cannot be."""
    chromium = shutil.which("chromium")
    if not chromium or not shutil.which("node") or not (ROOT / "node_modules/pyodide").is_dir():
        return ["desk in a browser: not measured, as Chromium, Node or node_modules is not here"]
    with _built() as desk, _served(desk) as address:
        return [
            waits.line()
            for name, path in DRAFTS.items()
            for waits in _measured(chromium, address, name, path)
        ]


def _measured(chromium: str, address: str, name: str, draft: Path) -> list[Waits]:
    text = draft.read_text(encoding="utf-8")
    runs = [_run(chromium, address, text) for _ in range(STARTS)]
    each = [time for _, checks in runs for time in checks]
    return [
        Waits(f"desk in Chromium, cold to first finding: {name}", [cold for cold, _ in runs], 10_000),
        Waits(f"desk in Chromium, one check: {name}", each, 50),
    ]


def _run(chromium: str, address: str, text: str) -> Any:
    """One start of a browser that has nothing in its cache."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.goto(f"{address}/blank.html")
        times = page.evaluate(ASK, [text, CHECKS])
        browser.close()
    return times


@contextmanager
def _built() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as site:
        subprocess.run([sys.executable, ROOT / "docs/site/desk/build.py", site], check=True)
        (Path(site) / "desk/blank.html").write_text("<!doctype html><title>blank</title>", encoding="utf-8")
        yield Path(site) / "desk"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    print("\n".join(lines()))
