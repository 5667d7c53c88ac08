"""Broken reports of any format are refused, and whatever is read is well formed."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.disclosure import shape_errors
from fullcount.draft.imports import READERS, NotReadableError, read

from .documents import BASE
from .reports import bill, boamps, consumption, described, dia, draft_of, measure, spdx

NAMES = ("boamps", "cyclonedx", "dia", "spdx")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe", b"[1, 2", b"null", b"7", b"{}", b"[[]]", b'{"a": 1}\n{"b"']
)
def test_broken_files_are_refused_by_name_and_never_crash(name: str, data: bytes) -> None:
    with pytest.raises(NotReadableError, match=r"report\.json"):
        read(data, "report.json", name)


SEEDS = {
    "boamps": boamps(measure()),
    "cyclonedx": bill(consumption(1, 2)),
    "dia": dia(context={"region": "FRA"}, lineage=[{"model": "x", "relation": "lora"}]),
    "spdx": spdx(described("7")),
}
ODD = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just([]) | st.just({})
)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=150)
@given(data=st.data())
def test_a_report_with_a_wrong_value_anywhere_is_refused_or_gives_a_well_formed_draft(
    name: str, data: Any
) -> None:
    node = json.loads(json.dumps(SEEDS[name]))
    *steps, last = data.draw(st.sampled_from(sorted(_paths(node), key=str)))
    inner = node
    for step in steps:
        inner = inner[step]
    inner[last] = data.draw(ODD)
    try:
        draft = draft_of(node, name)
    except NotReadableError as refused:
        assert str(refused)  # noqa: PT017 - one of two right answers
        return
    assert [str(error) for error in shape_errors(draft)] == []


def _paths(node: Any, above: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    listed = list(pairs)
    found = {(*above, step) for step, _ in listed}
    return found.union(*(_paths(inner, (*above, step)) for step, inner in listed))


def test_every_reader_that_is_listed_can_be_imported() -> None:
    assert set(NAMES) <= set(READERS)


KINDS = {
    "boamps": {"task": {}, "measures": []},
    "cyclonedx": {"bomFormat": "CycloneDX"},
    "dia": {"dia_report": {}},
    "impact_framework": {"initialize": {}, "tree": {}},
    "spdx": {"@context": "", "@graph": []},
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_another_format_is_told_by_its_own(name: str, kind: str) -> None:
    data = json.dumps(KINDS[kind]).encode()
    if name != kind:
        with pytest.raises(NotReadableError, match=f"fullcount import {kind} its-name"):
            read(data, "its-name", name)


@pytest.mark.parametrize("name", READERS)
def test_a_disclosure_needs_no_import(name: str) -> None:
    with pytest.raises(NotReadableError, match="it needs no import: fullcount validate its-name"):
        read(json.dumps(BASE).encode(), "its-name", name)
