"""What both engines of the review desk are asked: the whole conformance suite, and what strains a reader."""

import base64
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fullcount.rooms import dataset_room, schema_room

from ...hostile import everywhere
from ...mutations import mutated

__all__ = ["TODAY", "conformance", "damaged", "everything", "questions", "strained"]

TODAY = "2026-11-21"
SEED = 20261121
SAMPLES = Path(__file__).parents[2] / "disclosure"
SUITE = schema_room() / "conformance"
Request = dict[str, Any]

BYTES = {
    "empty.yaml": b"",
    "latin.json": b'{\n  "caf\xe9": 1}',
    "wide.json": '{"a": 1}'.encode("utf-16"),
    "nul.yaml": b"a: 1\nb: x\0y and more\n",
    "picture.json": b"\x89PNG\r\n\x1a\n\0\0",
}
TEXTS = {
    "half.json": '{"fullcount": "1.0", "id": "a\ud800b"}',
    "escaped-half.json": r'{"fullcount": "1.0", "id": "a\ud800b"}',
    "deep.json": "[" * 20_000 + "]" * 20_000,
    "safe.json": "[" * 895 + "]" * 895,
    "strings.json": '["\\"]]]]", ' + "[" * 2_000,
    "deep.yaml": "- " * 5_000,
    "deep-flow.yaml": "a: " + "[" * 5_000,
    "cyclic.yaml": "a: &a [*a]\n",
    "laughs.yaml": "a: &a [x, x]\n"
    + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)),
    "repeated.json": '{"id": 1, "id": 2}',
    "repeated.yaml": "id: 1\nid: 2\n",
    "huge-number.json": '{"fullcount": "1.0", "id": 1e999, "x": ' + "9" * 5_000 + "}",
    "tab.yaml": "fullcount: '1.0'\n\tid: x\n",
    "open.yaml": "fullcount: '1.0\nid: [1, 2\n",
    "colons.yaml": "fullcount: 1.0\nid: a: b\n",
    "tags.yaml": "fullcount: !!python/object x\n",
    "windows.yaml": "fullcount: '1.0'\r\nid: x\r\nlines:\r\n - é\u2028\r\n",
    "another.json": '{"fullcount": "9.9"}',
    "list.json": "[1, 2.0, 1e22, 1e-7, 0.1]",
}


def conformance() -> Iterator[Request]:
    """A check of each document of the suite. Cards, which take as long again, are asked for of the others."""
    for path in sorted(SUITE.rglob("*.json")):
        if path.name not in {"expected.json", "index.json"}:
            name = path.relative_to(SUITE).as_posix()
            yield {**_check(name, text=path.read_text(encoding="utf-8")), "card": False}


def everything() -> Iterator[Request]:
    """The suite, every other question, the published disclosures, damaged and hostile documents."""
    yield from conformance()
    yield from questions()
    for path in sorted((dataset_room("published") / "disclosures").glob("*.json")):
        yield _check(path.name, text=path.read_text(encoding="utf-8"))
    yield from strained()


def questions() -> Iterator[Request]:
    """Every question but for checks, a check with a card, and what is no question."""
    yield {"desk": "1.0", "ask": "about"}
    yield _check("base.json", text=_document("base.json")["text"])
    before, after = _document("base.json"), _document("total-differs-from-lines/fail-below.json")
    yield {"desk": "1.0", "ask": "compare", "before": before, "after": after, "today": TODAY}
    review = {"reviewer": "A", "date": TODAY, "rule_set": "1.0.0", "conclusion": "accepted"}
    yaml = {"name": "full.yaml", "text": (SAMPLES / "full.yaml").read_text(encoding="utf-8")}
    for document in (before, after, yaml):
        yield {"desk": "1.0", "ask": "decide", "document": document, "review": review, "today": TODAY}
    yield from ({"desk": "1.0"}, {"desk": "1.0", "ask": "check", "document": 1}, [], None)


def strained() -> Iterator[Request]:
    """Documents that were damaged by chance, carry script, or are none."""
    for name, data in BYTES.items():
        yield _check(name, base64=base64.b64encode(data).decode())
    for name, text in TEXTS.items():
        yield _check(name, text=text)
    yaml = (SAMPLES / "full.yaml").read_text(encoding="utf-8")
    yield _check("full.yaml", text=yaml)
    yield _check("full.yaml", text=yaml.replace(": ", ":\t", 3))
    base = _base()
    for text in ("<script>alert(1)</script>", "\u202etxt.exe\u2066 \u05d0 1 \u2069", "\0\x1b[31m"):
        yield _check("hostile.json", text=json.dumps(everywhere(base, text), ensure_ascii=False))
    for count, document in enumerate(damaged()):
        yield _check(f"damaged-{count}.json", text=json.dumps(document, indent=count % 3))


def damaged() -> Iterator[Any]:
    """The base document of the suite with some of its values changed, removed or exchanged, always the same."""
    for count in range(60):
        yield mutated(_base(), random.Random(SEED + count), 1 + count % 5)


def _base() -> Any:
    return json.loads((SUITE / "base.json").read_text(encoding="utf-8"))


def _document(name: str) -> dict[str, str]:
    return {"name": name, "text": (SUITE / name).read_text(encoding="utf-8")}


def _check(name: str, **content: str) -> Request:
    return {"desk": "1.0", "ask": "check", "document": {"name": name, **content}, "today": TODAY}
