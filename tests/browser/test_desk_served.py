"""The desk as `fullcount desk` serves it, in a browser: who gets an answer, and that nothing leaves."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fullcount.rooms import schema_room

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Complaints

BASE = schema_room() / "conformance/base.json"
ASK = """
async ([address, token]) => {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  const body = JSON.stringify({ desk: "1.0", ask: "about" });
  return fetch(address, { method: "POST", headers, body }).then(
    async (response) => [response.status, (await response.json()).answer], (error) => ["blocked", error.name]);
}
"""
PARTS = "/#token="


def asked(page: "Page", address: str, token: str) -> Any:
    return page.evaluate(ASK, [address, token])


def test_the_page_may_ask_with_the_token_and_no_page_without(
    page: "Page", desk_server: str, complaints: "Complaints"
) -> None:
    origin, _, token = desk_server.partition(PARTS)
    page.goto(f"{origin}/engine.json")
    assert asked(page, f"{origin}/ask", token) == [200, "about"]
    assert asked(page, f"{origin}/ask", "another") == [401, "refused"]
    complaints.meant()  # of the 401


def test_a_page_of_another_port_gets_nothing_even_with_the_token(
    page: "Page", desk_server: str, desk_with: Callable[..., str], complaints: "Complaints"
) -> None:
    origin, _, token = desk_server.partition(PARTS)
    elsewhere = desk_with().partition(PARTS)[0]
    page.goto(f"{elsewhere}/engine.json")
    assert asked(page, f"{origin}/ask", token) == ["blocked", "TypeError"]
    complaints.meant()


def test_the_file_of_the_command_line_is_given_to_the_page_alone(
    page: "Page", desk_with: Callable[..., str], tmp_path: Path, complaints: "Complaints"
) -> None:
    file = tmp_path / "draft.json"
    file.write_text(BASE.read_text(encoding="utf-8"), encoding="utf-8")
    origin, _, token = desk_with(file).partition(PARTS)
    page.goto(f"{origin}/engine.json")
    take = "(token) => fetch('/draft', { headers: { Authorization: `Bearer ${token}` } }).then((got) => got.json())"
    assert page.evaluate(take, token) == {"name": "draft.json", "text": BASE.read_text(encoding="utf-8")}
    assert page.evaluate(take, "another")["answer"] == "refused"
    complaints.meant()


def test_the_address_of_the_command_opens_the_page(
    page: "Page", desk_server: str, complaints: "Complaints"
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    got = page.goto(desk_server)
    assert got is not None
    if got.status == 404:  # a checkout without the page
        complaints.meant()
        return
    page.wait_for_load_state("networkidle")
    origin, _, token = desk_server.partition(PARTS)
    assert {url for url in requests if not url.startswith((f"{origin}/", "data:", "blob:"))} == set()
    assert [url for url in requests if token in url.partition("#")[0]] == []
