"""The reporting forms keep what their crosswalks say they keep, and no text of a disclosure breaks out of them."""

import copy
import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from unicodedata import category
from xml.etree.ElementTree import fromstring

import pytest
import yaml
from hypothesis import given, settings
from markdown_it import MarkdownIt

from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, NotExpressibleError
from fullcount_reports.exports.formats import FORMATS, export
from fullcount_reports.exports.paths import matching

from .documents import BASE, DISCLOSURES

FORMS = [
    *(("fmti", "2025-12"), ("impact_framework", "1.0"), ("itu_l1801", "2026-02"), ("badge", "svg")),
    *(("eu_gpai", view) for view in FORMATS["eu_gpai"].versions),
    *(("sci", unit) for unit in FORMATS["sci"].versions),
]
ONCE = "zzmark"
LINK = f"https://example.org/{ONCE}"
TOLD_AS_THEY_ARE = (
    "name",
    "developer",
    "version",
    "title",
    "url",
    "operator",
    "description",
    "contact",
    "cut_off",
)


def full() -> dict[str, Any]:
    """The base of the conformance suite with a service, tokens, arithmetic, and impacts stated for the final run."""
    document = copy.deepcopy(BASE)
    document["subject"] |= {
        "version": "2.0",
        "developer": "Example lab",
        "release": "2026-02-03",
        "training_tokens": {"value": 3e12, "unit": "1", "basis": "measured", "source": "assumption"},
        "training_compute": {"value": 5.14e21, "unit": "FLOP", "basis": "calculated", "source": "assumption"},
    }
    document["publisher"]["contact"] = "mailto:someone@example.org"
    document["scope"]["cut_off"] = "nothing is left out"
    document["impacts"] = [*_stated(document, "final", ["final"]), *_stated(document, "serve", ["serve"])]
    document["compute"].append(
        {
            **{
                key: document["compute"][-1][key] for key in ("component", "facility", "equipment", "outcome")
            },
            "id": "served",
            "stage": "serve",
            "run_type": "infer",
            "runs": {"value": 12345, "unit": "1"},
            "accelerator_hours": {"value": 77, "unit": "accelerator-h", "basis": "measured"},
        }
    )
    return document


def _stated(document: dict[str, Any], name: str, stages: list[str]) -> Iterator[dict[str, Any]]:
    for row in document["impacts"]:
        yield {
            **copy.deepcopy(row),
            "id": f"{name}-{row['category']}-{len(row)}",
            "covers": {"stages": stages},
        }


FULL = full()


def document_of(name: str) -> dict[str, Any]:
    """What a form is filled from; a badge is refused to a document with errors, which this one has."""
    return BASE if name == "badge" else FULL


def text_of(exported: Exported) -> str:
    return "\n".join(exported.files.values())


def kept(name: str, version: str, document: dict[str, Any]) -> Iterator[str]:
    """Pointers of free texts that the crosswalk keeps and that this export does not list as lost."""
    lost = {loss.where for loss in export(document, name, version).losses if loss.what == "value"}
    for crossing in crosswalk(name):
        for place in matching(document, crossing.ours):
            starred = "/".join("*" if step.isdecimal() else step for step in place.pointer.split("/"))
            partly = any(starred == where or starred.startswith(f"{where}/") for where in lost)
            if place.pointer.rsplit("/", 1)[-1] in TOLD_AS_THEY_ARE and not partly:
                yield place.pointer


def changed(document: dict[str, Any], pointer: str, value: object) -> dict[str, Any]:
    document = copy.deepcopy(document)
    *above, last = pointer.strip("/").split("/")
    node: Any = document
    for step in above:
        node = node[int(step)] if isinstance(node, list) else node[step]
    node[last] = value
    return document


@pytest.mark.parametrize(("name", "version"), FORMS)
def test_every_text_that_the_crosswalk_keeps_is_in_the_output(name: str, version: str) -> None:
    pointers = sorted(set(kept(name, version, document_of(name))))
    absent = [
        pointer
        for pointer in pointers
        if ONCE
        not in text_of(
            export(changed(document_of(name), pointer, f"https://example.org/{ONCE}"), name, version)
        )
    ]
    assert pointers
    assert absent == []


@pytest.mark.parametrize(
    ("name", "version", "pointer"),
    [
        ("fmti", "2025-12", "/subject/training_compute"),
        ("fmti", "2025-12", "/compute/7/accelerators"),
        ("fmti", "2025-12", "/compute/7/wall_clock"),
        ("fmti", "2025-12", "/compute/0/accelerator_hours"),
        *(("fmti", "2025-12", f"/impacts/{row}/amount") for row in range(5)),
        *(("eu_gpai", "AIO", f"/{place}") for place in ("subject/parameters", "subject/training_compute")),
        *(("eu_gpai", "AIO", f"/{place}") for place in ("compute/7/wall_clock", "impacts/0/amount")),
        *(("eu_gpai", "NCA", f"/{place}") for place in ("subject/training_compute", "compute/7/wall_clock")),
        *(("sci", "parameter", f"/{place}") for place in ("subject/parameters", "facilities/0/pue")),
        *(("sci", "token", f"/{place}") for place in ("subject/training_tokens", "equipment/0/lifetime")),
        *(("sci", "flop", f"/{place}") for place in ("subject/training_compute", "equipment/0/power")),
        *(
            ("sci", "request", f"/{place}")
            for place in ("compute/8/runs", "impacts/9/amount", "impacts/13/amount")
        ),
        ("impact_framework", "1.0", "/compute/0/accelerator_hours"),
        ("impact_framework", "1.0", "/compute/0/energy"),
        ("impact_framework", "1.0", "/facilities/0/carbon_intensity_location_based"),
        ("impact_framework", "1.0", "/equipment/0/manufacture/0/amount"),
        *(("itu_l1801", "2026-02", f"/impacts/{row}/amount") for row in (8, 9, 10, 13, 14)),
    ],
)
def test_a_figure_that_the_crosswalk_keeps_changes_the_output(name: str, version: str, pointer: str) -> None:
    node: Any = FULL
    for step in pointer.strip("/").split("/"):
        node = node[int(step)] if isinstance(node, list) else node[step]
    other = changed(FULL, pointer, {**node, "value": node["value"] * 777})
    assert export(other, name, version).files != export(FULL, name, version).files


@pytest.mark.parametrize(("name", "version"), FORMS)
def test_the_same_disclosure_gives_the_same_bytes(name: str, version: str) -> None:
    document = document_of(name)
    assert export(document, name, version).files == export(copy.deepcopy(document), name, version).files


@pytest.mark.parametrize(("name", "version"), FORMS)
def test_synthetic_and_transcribed_data_are_marked(name: str, version: str) -> None:
    for status in ("synthetic",) if name == "badge" else ("synthetic", "transcribed"):
        text = text_of(export({**document_of(name), "data_status": status}, name, version))
        assert status in text


def _exported(name: str, version: str, document: dict[str, Any]) -> dict[str, str]:
    try:
        return dict(export(document, name, version).files)
    except NotExpressibleError:
        return {}


@settings(max_examples=25)
@given(DISCLOSURES)
def test_no_text_breaks_out_of_any_form(document: dict[str, Any]) -> None:
    for name, version in FORMS:
        for file, text in _exported(name, version, document).items():
            assert [sign for sign in text if _acts(sign)] == [], (name, file)
            CHECKS[file.rsplit(".", 1)[-1]](text)


def _acts(sign: str) -> bool:
    """Whether a sign can drive a terminal or turn the direction of a text; the joiner of emoji is left in."""
    return category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and sign not in "\n\u200d"


def _is_json(text: str) -> None:
    assert isinstance(json.loads(text), dict)


def _is_yaml(text: str) -> None:
    assert set(yaml.safe_load(text)) == {"name", "description", "tags", "aggregation", "initialize", "tree"}


def _is_xml(text: str) -> None:
    tags = {element.tag.partition("}")[2] for element in fromstring(text).iter()}  # noqa: S314 - our own
    assert tags <= {"svg", "title", "desc", "clipPath", "rect", "g", "text"}


def _is_table(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {7}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def _is_page(text: str) -> None:
    """Only what a form is made of: no link, image or code, and of HTML only what makes text inert."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "softbreak", "html_inline", "text_special"}
    assert {child.content for child in inline if child.type == "html_inline"} <= {
        "<!-- -->",
        "<span>",
        "</span>",
    }
    assert not [
        token for token in tokens if token.type in ("fence", "code_block", "html_block", "list_item_open")
    ]


def _is_plain(text: str) -> None:
    assert all(line.startswith("/") for line in text.splitlines())


CHECKS = {
    "json": _is_json,
    "yaml": _is_yaml,
    "svg": _is_xml,
    "csv": _is_table,
    "md": _is_page,
    "txt": _is_plain,
}
