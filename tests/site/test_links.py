"""What the check of links finds, on small sites written here."""

from pathlib import Path

import pytest
from publishing.links import problems

OTHER = '<h1 id="there">Other</h1><a name="old"></a>'


def _found(folder: Path, body: str, name: str = "index.html") -> list[str]:
    (folder / "other").mkdir()
    (folder / "other/index.html").write_text(OTHER, encoding="utf-8")
    (folder / "data.csv").write_text("a\n", encoding="utf-8")
    (folder / name).write_text(f'<h1 id="here">Page</h1>{body}', encoding="utf-8")
    return list(problems(folder))


@pytest.mark.parametrize(
    "body",
    [
        '<a href="other/">a folder stands for its page</a>',
        '<a href="other/index.html#there">an anchor</a>',
        '<a href="other/#old">an anchor by name</a>',
        '<a href="#here">here</a>',
        '<a href="data.csv">a file</a>',
        '<a href="./data.csv?raw">a query</a>',
        '<a href="https://example.org/gone">elsewhere is a link and not a request</a>',
        '<a href="mailto:someone@example.org">mail</a>',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
        '<link rel="canonical" href="https://example.org/">',
    ],
)
def test_what_is_right_is_not_named(tmp_path: Path, body: str) -> None:
    assert _found(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="gone/">x</a>', "gone/ leads nowhere"),
        ('<a href="other/#gone">x</a>', "other/#gone: the page has no such anchor"),
        ('<a href="../other/">x</a>', "../other/ leads out of the site"),
        ('<img src="gone.png" alt="">', "gone.png leads nowhere"),
        ('<script src="https://example.org/x.js"></script>', "loads https://example.org/x.js from elsewhere"),
        ('<script src="//example.org/x.js"></script>', "loads //example.org/x.js from elsewhere"),
        (
            '<img srcset="https://example.org/x.png 2x" alt="">',
            "loads https://example.org/x.png from elsewhere",
        ),
        ('<link rel="stylesheet" href="https://example.org/x.css">', "loads https://example.org/x.css"),
        ('<link rel="preconnect" href="https://example.org">', "loads https://example.org from elsewhere"),
        ('<p style="background: url(https://example.org/x.png)">x</p>', "loads https://example.org/x.png"),
    ],
)
def test_what_is_wrong_is_named_with_its_page(tmp_path: Path, body: str, said: str) -> None:
    [found] = _found(tmp_path, body)
    assert found.startswith(f"index.html: {said}")


def test_a_style_sheet_that_imports_from_elsewhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.css").write_text('@import "https://example.org/y.css";', encoding="utf-8")
    assert _found(tmp_path, "") == ["x.css: loads https://example.org/y.css from elsewhere"]


def test_a_link_into_a_part_that_was_left_out_is_not_named(tmp_path: Path) -> None:
    assert _found(tmp_path, '<a href="desk/">x</a><a href="gone/">x</a>') != []
    assert list(problems(tmp_path, {"desk"})) == ["index.html: gone/ leads nowhere"]


def test_a_link_from_the_top_is_right_on_the_page_of_errors_only(tmp_path: Path) -> None:
    assert _found(tmp_path, '<a href="/other/">x</a>', "404.html") == []
    (tmp_path / "page.html").write_text('<a href="/gone/">x</a>', encoding="utf-8")
    assert list(problems(tmp_path)) == ["page.html: /gone/ leads out of the site"]
