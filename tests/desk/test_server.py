"""Who is let in by the server, and what it says to everybody else. All over real sockets."""

import json
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcount_reports.desk.server import DeskServer, listening

from .conftest import BASE, BRIEF, TODAY, asked, named, serving
from .sent import Reply, ask, get, lines, reply, sent

Faults = Callable[[str, Any], list[str]]
ABOUT = asked("about")


def is_refused(got: Reply, status: int, faults: Faults) -> bool:
    assert faults("refused", got.data) == []
    assert len(got.body) < 600
    return got.status == status


def test_the_page_and_its_engine_are_there_for_whoever_has_the_address(desk: DeskServer) -> None:
    page = get(desk, "/", Authorization=None)
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert page.body == get(desk, "/index.html").body
    assert get(desk, "/desk.js").headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert get(desk, "/engine.json").data == {"engine": "server", "draft": False}


def test_a_question_with_the_token_gets_the_answer(desk: DeskServer, faults: Faults) -> None:
    got = ask(desk, asked("check", document=named(BASE), today=TODAY))
    assert got.status == 200
    assert faults("check", got.data) == []


@pytest.mark.parametrize("token", [None, "", "Bearer", "Bearer x", "Basic {0}", "Bearer {0}x", "Bearer é"])
def test_no_token_or_another_gets_nothing(desk: DeskServer, faults: Faults, token: str | None) -> None:
    given = token and token.format(desk.token)
    for got in (ask(desk, ABOUT, Authorization=given), get(desk, "/draft", Authorization=given)):
        assert is_refused(got, 401, faults)
        assert desk.token not in str(got)


@pytest.mark.parametrize(
    "host", [None, "", "evil.example", "evil.example:{0}", "127.0.0.1", "127.0.0.1:1", "127.0.0.2:{0}"]
)
def test_another_name_for_this_address_gets_nothing(
    desk: DeskServer, faults: Faults, host: str | None
) -> None:
    given = host and host.format(desk.port)
    for path in ("/", "/engine.json", "/draft"):
        assert is_refused(get(desk, path, Host=given), 403, faults)
    assert is_refused(ask(desk, ABOUT, Host=given), 403, faults)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{0}"},
        {"Origin": "http://localhost:{0}"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_another_page_gets_nothing(desk: DeskServer, faults: Faults, headers: dict[str, str]) -> None:
    given = {name: value.format(desk.port) for name, value in headers.items()}
    assert is_refused(ask(desk, ABOUT, **given), 403, faults)
    assert is_refused(get(desk, "/", **given), 403, faults)


def test_the_page_itself_is_let_in_by_either_name(desk: DeskServer) -> None:
    for host in (f"127.0.0.1:{desk.port}", f"localhost:{desk.port}"):
        own = {"Host": host, "Origin": f"http://{host}", "Sec_Fetch_Site": "same-origin"}
        assert ask(desk, ABOUT, **own).status == 200


def test_a_header_that_comes_twice_is_not_chosen_from(desk: DeskServer, faults: Faults) -> None:
    head = lines(desk, "GET", "/").removesuffix(b"\r\n")
    assert is_refused(sent(desk, head + b"Host: evil.example\r\n\r\n"), 400, faults)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "//secret.html",
        "/./../secret.html",
        "/notes.md",
        "/page",
        "/desk.js/",
        "/DESK.JS",
        "/desk.js\x00",
        "http://evil.example/index.html",
        "*",
        "/ask/..",
    ],
)
def test_nothing_outside_the_files_of_the_page_has_an_address(
    desk: DeskServer, faults: Faults, path: str
) -> None:
    got = get(desk, path)
    assert faults("refused", got.data) == []
    assert got.status in (400, 404)
    assert b"outside" not in got.body


def test_a_link_inside_the_page_folder_leads_nowhere(tmp_path: Path, faults: Faults) -> None:
    pages = tmp_path / "linked"
    pages.mkdir()
    (tmp_path / "secret.js").write_text("outside", encoding="utf-8")
    (pages / "a.js").symlink_to(tmp_path / "secret.js")
    with listening(pages=pages) as server:
        assert server.pages == {}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "FOO", "get"])
def test_a_method_that_an_address_does_not_have_is_refused_with_those_it_has(
    desk: DeskServer, faults: Faults, method: str
) -> None:
    for path, allowed in (("/ask", "POST"), ("/draft", "GET"), ("/", "GET, HEAD"), ("/nothing", "GET, HEAD")):
        got = sent(desk, lines(desk, method, path))
        assert is_refused(got, 405, faults)
        assert got.headers["Allow"] == allowed


def test_questions_are_posted_and_files_are_got(desk: DeskServer) -> None:
    assert get(desk, "/ask").status == 405
    assert sent(desk, lines(desk, "POST", "/", Content_Length="0")).status == 405
    head = sent(desk, lines(desk, "HEAD", "/desk.js"))
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", "10")


def test_a_body_over_the_limit_is_refused_before_it_comes(impatient: DeskServer, faults: Faults) -> None:
    got = sent(impatient, lines(impatient, "POST", "/ask", Content_Length=str(BRIEF.body_bytes + 1)))
    assert is_refused(got, 413, faults)
    assert is_refused(ask(impatient, ABOUT, Content_Length="9" * 5000), 413, faults)


def test_who_sends_it_all_the_same_still_reads_why(impatient: DeskServer, faults: Faults) -> None:
    got = ask(impatient, b"x" * (BRIEF.body_bytes + 2_000_000))
    assert is_refused(got, 413, faults)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (411, {"Content_Length": None}),
        (411, {"Transfer_Encoding": "chunked"}),
        (411, {"Transfer_Encoding": "chunked", "Content_Length": None}),
        (400, {"Content_Length": "-1"}),
        (400, {"Content_Length": "1e3"}),
        (400, {"Content_Length": "+17"}),
        (400, {"Content_Length": ""}),
        (415, {"Content_Type": None}),
        (415, {"Content_Type": "text/plain"}),
        (415, {"Content_Type": "application/x-www-form-urlencoded"}),
        (415, {"Content_Type": "application/json; charset=latin-1"}),
    ],
)
def test_a_body_of_unclear_length_or_kind_is_refused(
    desk: DeskServer, faults: Faults, status: int, headers: dict[str, str | None]
) -> None:
    assert is_refused(ask(desk, ABOUT, **headers), status, faults)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[NaN]", b"[" * 200_000, b"[1" + b"0" * 5000 + b"]", '"é'.encode("utf-16")],
)
def test_a_body_that_is_no_json_is_refused(desk: DeskServer, faults: Faults, body: bytes) -> None:
    assert is_refused(ask(desk, body), 400, faults)


def test_json_that_is_no_request_gets_the_refusal_of_the_engine(desk: DeskServer, faults: Faults) -> None:
    for data in ([], None, 5, {"desk": "1.0", "ask": "zz"}):
        got = ask(desk, data)
        assert is_refused(got, 200, faults)


def test_a_client_that_drips_is_hung_up_on(impatient: DeskServer, faults: Faults) -> None:
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=10) as slow:
        for byte in b"GET":
            slow.sendall(bytes([byte]))
            time.sleep(BRIEF.head_s / 2.5)
        assert is_refused(reply(slow), 408, faults)


def test_a_body_that_never_ends_is_hung_up_on(impatient: DeskServer, faults: Faults) -> None:
    assert is_refused(
        sent(impatient, lines(impatient, "POST", "/ask", Content_Length="99") + b"{"), 408, faults
    )


def test_a_body_that_is_cut_off_is_no_question(desk: DeskServer, faults: Faults) -> None:
    with socket.create_connection(("127.0.0.1", desk.port), timeout=10) as connection:
        connection.sendall(lines(desk, "POST", "/ask", Content_Length="99") + b"{}")
        connection.shutdown(socket.SHUT_WR)
        assert is_refused(reply(connection), 400, faults)


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xff" * 40 + b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / FTP/1.1\r\n\r\n",
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 200 + b"\r\n",
        b"GET / HTTP/1.1\r\nx: " + b"y" * 70_000 + b"\r\n\r\n",
    ],
    ids=[
        "TLS",
        "one word",
        "a version to come",
        "another protocol",
        "a long address",
        "many headers",
        "a long header",
    ],
)
def test_what_is_no_http_is_refused(desk: DeskServer, faults: Faults, data: bytes) -> None:
    got = sent(desk, data)
    assert faults("refused", got.data) == []
    assert got.status in (400, 403, 414, 431, 505)


def test_too_many_connections_at_once_are_told_to_come_back(impatient: DeskServer, faults: Faults) -> None:
    held = [socket.create_connection(("127.0.0.1", impatient.port)) for _ in range(BRIEF.connections)]
    time.sleep(0.1)
    assert is_refused(get(impatient, "/"), 503, faults)
    for connection in held:
        connection.close()
    time.sleep(0.2)
    assert get(impatient, "/").status == 200


def test_a_client_that_asks_first_is_told_to_go_on(desk: DeskServer) -> None:
    body = json.dumps(ABOUT).encode()
    head = lines(desk, "POST", "/ask", Content_Length=str(len(body)), Expect="100-continue")
    with socket.create_connection(("127.0.0.1", desk.port), timeout=10) as connection:
        connection.sendall(head)
        assert connection.recv(100).startswith(b"HTTP/1.1 100 Continue\r\n")
        connection.sendall(body)
        assert reply(connection).status == 200


def test_a_client_that_asks_first_without_a_token_is_not(desk: DeskServer, faults: Faults) -> None:
    head = lines(desk, "POST", "/ask", Content_Length="50", Expect="100-continue", Authorization=None)
    assert is_refused(sent(desk, head), 401, faults)


def test_every_answer_is_strict(desk: DeskServer) -> None:
    for got in (get(desk, "/"), get(desk, "/nothing"), ask(desk, ABOUT), get(desk, "/", Host="evil.example")):
        headers = got.headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; ")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert (
            headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
        )
        assert not {"Access-Control-Allow-Origin", "Server", "Set-Cookie"} & set(headers)


def test_the_address_that_opens_the_browser_works_once(desk: DeskServer, faults: Faults) -> None:
    path = desk.address_once.removeprefix(desk.origin)
    assert is_refused(get(desk, "/open/zzz"), 410, faults)
    got = get(desk, path, Authorization=None)
    assert (got.status, desk.origin + got.headers["Location"]) == (303, desk.address)
    assert is_refused(get(desk, path), 410, faults)
    assert is_refused(get(desk, "/open/"), 410, faults)


def test_only_loopback_is_listened_on(desk: DeskServer) -> None:
    assert desk.server_address[0] == "127.0.0.1"
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), desk.port, socket.AF_INET)}
    for host in (address for address in others if not str(address).startswith("127.")):
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((host, desk.port), timeout=2)


def test_the_file_is_read_again_each_time_and_never_written(tmp_path: Path, faults: Faults) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    with serving(tmp_path, file) as desk:
        assert get(desk, "/engine.json").data == {"engine": "server", "draft": True}
        assert get(desk, "/draft").data == {"name": "draft.yaml", "text": "a: 1\n"}
        file.write_bytes(b"\xff\r\n")
        assert get(desk, "/draft").data == {"name": "draft.yaml", "base64": "/w0K"}
        assert ask(desk, asked("check", document=get(desk, "/draft").data, today=TODAY)).status == 200
        assert file.read_bytes() == b"\xff\r\n"
        file.unlink()
        assert is_refused(get(desk, "/draft"), 404, faults)


def test_without_a_file_there_is_no_draft(desk: DeskServer, faults: Faults) -> None:
    assert is_refused(get(desk, "/draft"), 404, faults)
