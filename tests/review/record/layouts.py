"""Texts of small documents in many layouts; all are invented."""

import json
from typing import Any

from hypothesis import strategies as st

HEAD = 'fullcount: "1.0"'
ENTRIES = (
    "title: plain text  # said so",
    'title: "quoted # no comment"',
    "note: |\n  several\n\n  lines",
    "note: >-\n  folded\n  text\n",
    "note: |+\n  kept\n\n",
    "note: |2-\n    deeper\n  text",
    "x-flow: {a: [1, 2], 'b': \"c\"}",
    "x-flow: [\n  1,  # one\n  {two: 2},\n  ]",
    "x-list:\n- 1\n- [a, b]",
    "x-list:\n    - 1\n    -   k: v\n        l: w",
    "x-anchored: &a [1, 2]\nx-alias: *a",
    "x-shared: &s\n  k: [1]\nx-same: *s",
    "x-null:",
    "? x-asked\n: 1",
    "x-long: plain text\n  that goes on",
    'x-broken: "quoted\n  and goes on"',
    "x-number: 1.50e+3",
    "# a comment on a line of its own",
    "",
)
REVIEWS = (
    "",
    "reviews: []",
    "reviews: [ ]  # none yet",
    "reviews:\n  - reviewer: B\n    date: 2026-01-01",
    "reviews:  # two\n- reviewer: B\n  date: 2026-01-01\n  # inside\n  note: |\n    text\n"
    "\n- {reviewer: C, date: 2026-01-02}  # last",
    "reviews: [{reviewer: B, date: 2026-01-01}]",
    "reviews: [\n  {reviewer: B, date: 2026-01-01},  # first\n  {reviewer: C,\n   date: 2026-01-02}\n  ]",
    "reviews:\n  -\n    reviewer: B\n    date: 2026-01-01\n    decisions:\n    - rule: duplicate-id",
    "reviews:\n  - reviewer: B\n    date: 2026-01-01\n    note: >+\n      kept\n\n",
)
HEADS = ("", "---\n", "# head\n---\n", "# head\n\n")
TAILS = ("", "\n", "# tail\n", "# tail", "\n\n  # far tail\n", "...\n", "...\n# after the end\n")


def _keys(entry: str) -> frozenset[str]:
    return frozenset(
        line.lstrip("? ").partition(":")[0]
        for line in entry.split("\n")
        if line[:1] not in {"", " ", "-", "#", ":"}
    )


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """A YAML document in block style."""
    entries, seen = [HEAD], set()
    for entry in draw(st.lists(st.sampled_from(ENTRIES), max_size=6)):
        if not _keys(entry) & seen:
            entries.append(entry)
            seen |= _keys(entry)
    reviews = draw(st.sampled_from(REVIEWS))
    if reviews:
        entries.insert(draw(st.integers(0, len(entries))), reviews)
    pad = draw(st.sampled_from(["", "  "]))
    lines = [pad + line if line else line for entry in entries for line in entry.split("\n")]
    text = draw(st.sampled_from(HEADS)) + "\n".join(lines) + "\n" + draw(st.sampled_from(TAILS))
    text = text.rstrip("\n") if draw(st.booleans()) else text
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


SPACE = st.sampled_from(["", "", " ", "\n", "\n  ", "\r\n\t"])
DATA = st.fixed_dictionaries(
    {
        "fullcount": st.just("1.0"),
        "x-values": st.lists(st.sampled_from([1, 1.5, "ä \u202e]}", None, True, {"k": []}])),
    },
    optional={
        "reviews": st.lists(
            st.fixed_dictionaries({"reviewer": st.sampled_from("BC"), "date": st.just("2026-01-01")}),
            max_size=3,
        ),
        "note": st.text(max_size=5),
    },
)


@st.composite
def json_texts(draw: st.DrawFn) -> str:
    """A JSON document as a program prints it, or with white space anywhere."""
    data = draw(DATA.flatmap(lambda data: st.permutations(list(data.items())).map(dict)))
    if draw(st.booleans()):
        indent = draw(st.sampled_from([None, 0, 1, 2, 4, "\t"]))
        text = json.dumps(data, indent=indent, ensure_ascii=draw(st.booleans()))
        text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    else:
        text = _scattered(draw, data)
    return draw(SPACE) + text + draw(SPACE)


def _scattered(draw: st.DrawFn, value: Any) -> str:
    def space() -> str:
        return draw(SPACE)

    if isinstance(value, dict):
        members = (
            f"{json.dumps(key)}{space()}:{space()}{_scattered(draw, item)}" for key, item in value.items()
        )
        return "{" + ",".join(f"{space()}{member}{space()}" for member in members) + "}"
    if isinstance(value, list):
        return (
            "[" + (",".join(f"{space()}{_scattered(draw, item)}{space()}" for item in value) or space()) + "]"
        )
    return json.dumps(value)
