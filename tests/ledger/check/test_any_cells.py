"""However cells are changed, the check and frictionless agree."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SCHEMA = {
    "fields": [
        {
            "name": "job",
            "type": "string",
            "constraints": {"required": True, "pattern": "^[A-Za-z0-9._-]+$", "maxLength": 6},
        },
        {"name": "stage", "type": "string", "constraints": {"enum": ["data", "final"]}},
        {"name": "start", "type": "datetime", "format": "%Y-%m-%dT%H:%M:%S"},
        {"name": "elapsed", "type": "number", "constraints": {"minimum": 0}},
        {"name": "nodes", "type": "integer", "constraints": {"minimum": 1, "unique": True}},
        {"name": "shared", "type": "boolean"},
    ],
    "missingValues": ["", "NA"],
}
KEYED = SCHEMA | {"primaryKey": ["job", "stage"]}
GOOD = [
    [
        f"j{number}",
        ("data", "final", "")[number % 3],
        f"2024-01-{number + 1:02}T10:00:00",
        f"{number}.5",
        str(number + 1),
        "true",
    ]
    for number in range(8)
]
WORDS = [
    "",
    " ",
    "NA",
    "0",
    "1",
    "-1",
    "2.0",
    "1e3",
    "nan",
    "-inf",
    "1_0",
    "data",
    "final",
    "j1",
    "true",
    "False",
]
MARKS = ["é", "😀", '"', ",", "\n", "\r\n", "\t", ";", "\u00a0", "\u2028", "\x1f", "'"]
PIECES = st.sampled_from([*WORDS, *MARKS, "2024-02-30T00:00:00", "2024-02-29T23:59:59", "x" * 7])
CELLS = st.one_of(
    st.lists(PIECES, max_size=3).map("".join), st.text(max_size=6).filter(lambda text: "\0" not in text)
)
CHANGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5), CELLS), max_size=5)
WIDTHS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 8)), max_size=2)


def encodable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES, widths=WIDTHS, keyed=st.booleans())
def test_changed_cells_are_judged_alike(
    ours: Any, theirs: Any, changes: Any, widths: Any, keyed: bool
) -> None:
    rows = [list(row) for row in GOOD]
    for row, column, text in changes:
        rows[row][column] = text if encodable(text) else "x"
    for row, width in widths:
        rows[row] = (rows[row] + ["more", "more"])[:width]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([[field["name"] for field in SCHEMA["fields"]], *rows])  # type: ignore[index]
    agree(text.getvalue(), KEYED if keyed else SCHEMA, ours, theirs)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["1", "x", ",", ",", "\n", "\n", '"', " ", "\r\n", '""']), max_size=30))
def test_any_text_is_judged_alike(ours: Any, theirs: Any, pieces: list[str]) -> None:
    schema = {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]}
    agree("a,b\n" + "".join(pieces), schema, ours, theirs)


def agree(text: str, schema: Any, ours: Any, theirs: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(text.encode())
        assert ours(path, schema)[0] == theirs(path, schema)
