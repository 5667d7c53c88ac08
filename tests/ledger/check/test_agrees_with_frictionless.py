"""On a suite of broken tables the check finds what frictionless finds: the same kinds in the same rows and fields."""

from pathlib import Path
from typing import Any

import pytest


def field(kind: str, form: str | None = None, **constraints: Any) -> dict[str, Any]:
    described = {"name": "v", "type": kind, "constraints": constraints}
    return described | ({"format": form} if form else {})


NUMBERS = [
    "1",
    "1.5",
    "-2",
    "+3",
    "1e5",
    "1E-3",
    " 5",
    "5 ",
    "NaN",
    "INF",
    "-inf",
    "1,000",
    "1_000",
    ".5",
    "5.",
    "abc",
    "",
    "0x10",
    "1e400",
    "١٢",
    "--1",
    "1 2",
    "Infinity",
    "1e-400",
    "0000000000000000000001",
    "0.1000000000000000055511151231257827",
]
INTEGERS = [
    "1",
    "-1",
    "+1",
    "5.0",
    "1e3",
    " 7",
    "7 ",
    "0x1F",
    "1_000",
    "1__0",
    "",
    "007",
    "9" * 25,
    "-0",
    "١",
    "1.",
    "one",
]
DATETIMES = [
    "2024-02-29T10:00:00",
    "2023-02-29T10:00:00",
    "2024-1-2T3:4:5",
    "2024-01-01 00:00:00",
    "2024-01-01T24:00:00",
    "2024-01-01T00:00:60",
    "0001-01-01T00:00:00",
    "0000-01-01T00:00:00",
    "2024-01-01T00:00:00Z",
    "2024-01-01T00:00:00+01:00",
    "2024-01-01T00:00:00.5",
    "2024-01-01",
    "2024-13-01T00:00:00",
    "12024-01-01T00:00:00",
    "",
    " 2024-01-01T00:00:00",
    "2024-04-31T00:00:00",
    "2024-04-30T23:59:59",
    "2024-01-01T00:00",
    "Jan 1 2024 10:00",
]
DATES = [
    "2024-02-29",
    "2023-02-29",
    "2024-1-2",
    "2024-01-01T00:00:00",
    "24-01-01",
    "",
    " 2024-01-01",
    "0001-01-01",
    "2024/01/01",
    "2024-06-31",
]
BOOLEANS = ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0", "yes", "tRue", "", " true", "2"]
YEARS = ["2024", "0000", "-999", "99999", "24", "abcd", "", " 202", "20_4", "+202"]
TEXTS = [
    "a",
    "ab",
    "abc",
    "abcd",
    "äöü",
    "🦆🦆",
    "",
    " ",
    " a",
    "A",
    "a b",
    "NULL",
    "a|b",
    "b",
    "foo",
    "foobar",
    "x-foo",
]

CELLS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("number", field("number"), NUMBERS),
    ("number required", field("number", required=True), NUMBERS),
    ("number minimum", field("number", minimum=0), NUMBERS),
    ("number maximum", field("number", maximum=1.5), NUMBERS),
    ("number between", field("number", minimum="0.1", maximum=100000), NUMBERS),
    ("number exclusive", field("number", exclusiveMinimum=1, exclusiveMaximum=5), NUMBERS),
    ("number enum", field("number", enum=[1, "1.5", 5]), NUMBERS),
    ("number unique", field("number", unique=True), [*NUMBERS, "1.0", "1.50", "+1"]),
    (
        "number unique plain",
        field("number", unique=True),
        ["1", "2", "1.0", "3", "2", "", "", "0", "-0", "1"],
    ),
    (
        "number unlike",
        field("number") | {"decimalChar": ",", "groupChar": "."},
        ["1.000,5", "1,5", "1.5", "x"],
    ),
    ("number bare", field("number") | {"bareNumber": False}, ["5 kWh", "€7", "-3%", "kWh", "1.5"]),
    ("integer", field("integer"), INTEGERS),
    ("integer minimum", field("integer", minimum=0, maximum=10), INTEGERS),
    ("integer exclusive", field("integer", exclusiveMinimum=0, exclusiveMaximum=7), INTEGERS),
    ("integer enum", field("integer", enum=[1, 7]), INTEGERS),
    ("integer unique", field("integer", unique=True), ["1", "2", "3", "2", "+2", "02", "", "", "1"]),
    ("integer unique odd", field("integer", unique=True), ["1", " 1", "x", "1_0", "10"]),
    ("integer bare", field("integer") | {"bareNumber": False}, ["5 GPUs", "GPU", "x7", "8"]),
    ("boolean", field("boolean"), BOOLEANS),
    ("boolean required", field("boolean", required=True), BOOLEANS),
    (
        "boolean words",
        field("boolean") | {"trueValues": ["ja"], "falseValues": ["nein"]},
        ["ja", "nein", "true", "JA", ""],
    ),
    ("boolean enum", field("boolean", enum=[True]), BOOLEANS),
    ("datetime ledger", field("datetime", "%Y-%m-%dT%H:%M:%S"), DATETIMES),
    ("datetime spaced", field("datetime", "%Y-%m-%d %H:%M:%S"), DATETIMES),
    ("datetime default", field("datetime"), DATETIMES),
    ("datetime any", field("datetime", "any"), DATETIMES),
    (
        "datetime own",
        field("datetime", "%d.%m.%Y %H:%M"),
        ["01.02.2024 10:00", "2024-01-01T00:00:00", "31.02.2024 10:00", ""],
    ),
    (
        "datetime bounds",
        field("datetime", "%Y-%m-%dT%H:%M:%S", minimum="2024-01-01T00:00:00", maximum="2024-02-29T10:00:00"),
        DATETIMES,
    ),
    (
        "datetime unique",
        field("datetime", "%Y-%m-%dT%H:%M:%S", unique=True),
        ["2024-01-01T00:00:00", "2024-01-02T00:00:00", "2024-01-01T00:00:00", ""],
    ),
    ("date", field("date"), DATES),
    ("date any", field("date", "any"), DATES),
    ("date own", field("date", "%d/%m/%Y"), ["01/02/2024", "2024-01-01", "31/02/2024"]),
    ("date bounds", field("date", minimum="2024-01-02", maximum="2024-06-01"), DATES),
    ("time", field("time"), ["10:00:00", "10:00", "25:00:00", "10:00:00.5", "", "10:00:00Z"]),
    ("year", field("year"), YEARS),
    ("year bounds", field("year", minimum=2000, maximum=2024), YEARS),
    ("yearmonth", field("yearmonth"), ["2024-01", "2024-13", "2024", "", "24-1"]),
    ("any", field("any"), ["x", "", "1"]),
    ("any required", field("any", required=True, enum=["x", "1"]), ["x", "", "1", "2"]),
    ("string", field("string"), TEXTS),
    ("string required", field("string", required=True), TEXTS),
    ("string lengths", field("string", minLength=2, maxLength=3), TEXTS),
    ("string enum", field("string", enum=["a", "äöü", "NULL"]), TEXTS),
    ("string unique", field("string", unique=True), [*TEXTS, "a", "", "🦆🦆", " a"]),
    ("pattern anchored", field("string", pattern="^[a-z]+$"), TEXTS),
    ("pattern bare", field("string", pattern="[a-z]{2,3}"), TEXTS),
    ("pattern alternatives", field("string", pattern="a|foo|b"), TEXTS),
    ("pattern grouped", field("string", pattern="^(a|foo|b)$"), TEXTS),
    ("pattern words", field("string", pattern=r"\w+"), TEXTS),
    ("pattern negated", field("string", pattern=r"[^\w]+"), TEXTS),
    ("pattern lookahead", field("string", pattern="(?=a).*"), TEXTS),
    ("pattern dots", field("string", pattern=".{2}"), TEXTS),
    ("pattern back", field("string", pattern=r"(.)\1"), TEXTS),
    ("email", field("string", "email"), ["a@b.org", "a", ""]),
]
CELLS = [case for case in CELLS if case[0] != "email"]


@pytest.mark.parametrize(
    ("described", "cells"), [case[1:] for case in CELLS], ids=[case[0] for case in CELLS]
)
@pytest.mark.parametrize(
    "missing", [[""], ["", "NULL", "NaN"], ["-"], []], ids=["empty", "words", "dash", "none"]
)
def test_each_type_and_constraint(
    described: dict[str, Any], cells: list[str], missing: list[str], tmp_path: Path, ours: Any, theirs: Any
) -> None:
    path = tmp_path / "table.csv"
    lines = [
        f'{number},"{cell}",-' if "," in cell else f"{number},{cell},-" for number, cell in enumerate(cells)
    ]
    path.write_text("id,v,w\n" + "\n".join(lines) + "\n", encoding="utf-8")
    fields = [{"name": "id", "type": "string"}, described, {"name": "w", "type": "string"}]
    schema = {"fields": fields, "missingValues": missing}
    assert ours(path, schema)[0] == theirs(path, schema)


PAIR = {"fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]}
NEEDED = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True}},
        {"name": "name", "type": "string"},
    ]
}
KEYED = PAIR | {"primaryKey": ["id"]}
KEYED_TWICE = PAIR | {"primaryKey": ["id", "name"]}
OF_ITSELF = {
    "fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "integer"}],
    "foreignKeys": [{"fields": "name", "reference": {"resource": "", "fields": "id"}}],
}

FILES: list[tuple[str, dict[str, Any], bytes]] = [
    ("fine", PAIR, b"id,name\n1,a\n2,b\n"),
    ("without last line end", PAIR, b"id,name\n1,a\nx,b"),
    ("crlf", PAIR, b"id,name\r\n1,a\r\nx,b\r\n"),
    ("mixed line ends", PAIR, b"id,name\r\n1,a\nx,b\r\n3,c\rx,d\n"),
    ("lone returns", PAIR, b"id,name\r1,a\rx,b\r"),
    ("byte order mark", PAIR, b"\xef\xbb\xbfid,name\n1,a\nx,b\n"),
    ("header alone", PAIR, b"id,name\n"),
    ("header without line end", PAIR, b"id,name"),
    ("empty", PAIR, b""),
    ("a blank line", PAIR, b"\n"),
    ("blank lines", PAIR, b"id,name\n\n1,a\n\n\nx,b\n\n"),
    ("blank line first", PAIR, b"\nid,name\n1,a\nx,b\n"),
    ("blank row", PAIR, b"id,name\n1,a\n,\n3,c\n"),
    ("blank row where required", NEEDED, b"id,name\n1,a\n,\n3,c\n,d\n"),
    ("short row", PAIR, b"id,name\n1,a\n2\n3,c\n"),
    ("short row where required", NEEDED | {"fields": NEEDED["fields"][::-1]}, b"name,id\na,1\nb\nc,3\n"),
    ("short blank row", PAIR, b'id,name\n1,a\n""\n3,c\n'),
    ("long row", PAIR, b"id,name\n1,a\n2,b,c\n3,c\n"),
    ("longer row", PAIR, b"id,name\n1,a\n2,b,c,d\nx,c\n"),
    ("long blank row", PAIR, b"id,name\n1,a\n,,c\n3,c\n"),
    ("long and empty", PAIR, b"id,name\n1,a\n2,b,\n3,c\n"),
    ("space row", PAIR, b"id,name\n1,a\n \n3,c\n"),
    ("missing label", PAIR, b"id\n1\nx\n"),
    ("extra label", PAIR, b"id,name,more\n1,a,b\nx,c,\n,,\n"),
    ("extra label of a field", PAIR, b"id,name,name\n1,a,b\nx,c,\n"),
    ("labels exchanged", PAIR, b"name,id\n1,a\nx,b\n"),
    ("wrong label", PAIR, b"ID,name\n1,a\nx,b\n"),
    ("duplicate label", PAIR, b"id,id\n1,a\nx,b\n"),
    ("blank label", PAIR, b"id,\n1,a\nx,b\n"),
    ("blank labels", PAIR, b",\n1,a\nx,b\n"),
    ("spaced label", PAIR, b"id, name\n1, a\nx, b\n"),
    ("quoted label", PAIR, b'"id","name"\n1,a\nx,b\n'),
    ("label over two lines", PAIR, b'id,"na\nme"\n1,a\nx,b\n'),
    ("title before header", PAIR, b"A title\nid,name\n1,a\nx,b\n2,c\n"),
    ("quoted", PAIR, b'id,name\n"1","a,b"\n"x","c ""d"""\n'),
    ("quoted line break", PAIR, b'id,name\n1,"a\nb"\nx,b\n3,"c\n\nd"\ny,e\n'),
    ("quoted line breaks only", PAIR, b'id,name\n1,"a\nb"\nx,b\n3,"c\nd"\ny,e\n'),
    ("quoted crlf", PAIR, b'id,name\r\n1,"a\r\nb"\r\nx,b\r\n'),
    ("quote within", PAIR, b'id,name\n1,a"b\nx,c""d\n'),
    ("text after quote", PAIR, b'id,name\n1,"a"b\nx,c\n'),
    ("space before quote", PAIR, b'id,name\n1, "a"\nx,b\n'),
    ("space after quote", PAIR, b'id,name\n1,"a" \nx,b\n'),
    ("quote never closed", PAIR, b'id,name\nx,a\n1,"b\n2,c\n'),
    ("quoted and short", PAIR, b'id,name\n1,"a"\n2\nx,"b"\n'),
    ("quoted and long", PAIR, b'id,name\n1,"a"\n2,"b",c\nx,"b"\n'),
    ("quoted empty", NEEDED, b'id,name\n"",a\n2,""\n'),
    ("single quotes", PAIR, b"id,name\n1,'a,b'\nx,'c'\n"),
    ("semicolons", PAIR, b"id;name\n1;a\nx;b\n"),
    ("tabs", PAIR, b"id\tname\n1\ta\nx\tb\n"),
    ("pipes", PAIR, b"id|name\n1|a\nx|b\n"),
    ("comment sign", PAIR, b"id,name\n#1,a\nx,b\n"),
    ("backslash", PAIR, b'id,name\n1,a\\\nx,b\\"c\n'),
    ("nul", PAIR, b"id,name\n1,a\x00b\nx,b\n"),
    ("bad bytes", PAIR, b"id,name\nx,a\n2,\xff\xfe\n3,c\n"),
    (
        "bad bytes late",
        PAIR,
        b"id,name\n" + b"x,a\n" * 9 + b"1,abcdefgh\n" * 3000 + b"2,\xe9\n" + b"1,b\n" * 300,
    ),
    ("cut character", PAIR, b"id,name\n1,a\n2,\xc3"),
    ("non-breaking space", PAIR, "id,name\n1\u00a0,a\n\u20031,b\n".encode()),
    ("unicode line separator", PAIR, "id,name\n1,a\u2028b\nx,\u0085c\n".encode()),
    ("form feed", PAIR, b"id,name\n1,a\x0cb\nx,\x1cc\n"),
    ("one column", {"fields": [{"name": "id", "type": "integer"}]}, b"id\n1\nx\n\n3\n"),
    ("one column without blanks", {"fields": [{"name": "id", "type": "integer"}]}, b"id\n1\nx\n3\n4,5\n"),
    ("keys", KEYED, b"id,name\n1,a\n2,b\n1,c\n,d\n2,e\n1,f\n,\n"),
    ("keys in another form", KEYED, b"id,name\n1,a\n 1,b\n+1,c\n2,d\n"),
    ("keys of a bad type", KEYED, b"id,name\n1,a\nx,b\nx,c\n1,d\n"),
    ("keys of two", KEYED_TWICE, b"id,name\n1,a\n1,b\n1,a\n,a\n,a\n,\n2,\n2,\n"),
    ("key column missing", KEYED_TWICE, b"id\n1\n1\n"),
    ("keys quoted", KEYED, b'id,name\n"1",a\n1,"b\nc"\n2,d\n2,e\n'),
    ("keys with blanks between", KEYED, b"id,name\n1,a\n\n1,b\n2,c\n"),
    ("own keys", OF_ITSELF, b"id,name\n1,\n2,1\n3,7\n4,x\n5,4\n, \n"),
    ("own keys in other forms", OF_ITSELF, b"id,name\n1,\n2, 1\n3,+1\n4,04\n5,9\n"),
    ("match equal", PAIR | {"fieldsMatch": "equal"}, b"name,id\na,1\nb,x\n"),
    ("match equal missing", PAIR | {"fieldsMatch": "equal"}, b"name,other\na,1\nb,x\n"),
    ("match subset", PAIR | {"fieldsMatch": "subset"}, b"more,name,id\n1,a,1\n2,b,x\n"),
    ("match superset", NEEDED | {"fieldsMatch": "superset"}, b"name\na\nb\n"),
    ("match partial", PAIR | {"fieldsMatch": "partial"}, b"more,less\na,1\nb,x\n"),
]


@pytest.mark.parametrize(("schema", "content"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_each_kind_of_broken_file(
    schema: dict[str, Any], content: bytes, tmp_path: Path, ours: Any, theirs: Any
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert ours(path, schema)[0] == theirs(path, schema)
