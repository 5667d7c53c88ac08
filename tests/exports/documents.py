"""Invented disclosures for property tests: any texts, any kinds of work, energies measured or recomputed."""

import copy
import json
from typing import Any

from hypothesis import strategies as st

from fullcount.disclosure import shape_errors
from fullcount.ledger.reading.loose import is_missing
from fullcount.rooms import dataset_room, schema_room

__all__ = ["BASE", "DISCLOSURES", "HOSTILE", "MOSHI", "RELEASED", "disclosure", "released"]

BASE = json.loads((schema_room() / "conformance/base.json").read_text(encoding="utf-8"))
MOSHI = json.loads((dataset_room("moshi") / "disclosure.json").read_text(encoding="utf-8"))
PIECES = [
    *(
        "<script>alert(1)</script>",
        "</script>",
        "<!--",
        "]]>",
        "&amp;",
        '"',
        "'",
        "\\",
        "\\u003c",
        "{{x}}",
        "${y}",
    ),
    *(
        "=1+1",
        "@SUM(A1)",
        "+1",
        "-1",
        "!!python/object",
        "&a",
        "*a",
        "- x",
        ": ",
        "# ",
        "\n",
        "\r\n",
        "\t",
        "\x7f",
    ),
    *(
        "\x1b[31m",
        "\u202e",
        "\u2028",
        "é",
        "漢字",
        "🙂",
        "\\input{x}",
        "%s",
        "null",
        "NaN",
        "1e999",
        "0042",
        "N/A",
    ),
]
HOSTILE = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=4
)
TEXTS = HOSTILE.map("".join).map(str.strip).filter(lambda text: not is_missing(text))
"""Without blanks at the ends, and no word for nothing such as `N/A`: forms are read as if they had none of either."""
STAGES = ["data", "explore", "baseline", "ablate", "hyperparam", "final", "serve", "other", "x-own:stage"]
RUN_TYPES = ["train", "pre-train", "post-train", "evaluate", "generate", "debug", "infer", "other"]
NUMBERS = st.floats(1e-6, 1e12).map(lambda number: float(f"{number:.15g}")) | st.integers(1, 10**9)
"""Of up to 15 digits, which no shift of the decimal point can change."""
ANCESTORS = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "relation": st.sampled_from(["fine-tuned-from", "merged-from", "trained-on-outputs-of", "uses"]),
    },
    optional={"note": TEXTS, "disclosure": TEXTS, "url": st.just("https://example.org/elder")},
)
RELEASE = {"release": "2026-01-31", "version": "1.0", "url": "https://example.org/model"}


def released(document: dict[str, Any]) -> dict[str, Any]:
    """The same disclosure of a model with a version, an address and a day of release."""
    return {**document, "subject": {**document["subject"], **RELEASE}}


RELEASED = released(BASE)


@st.composite
def disclosure(draw: st.DrawFn) -> dict[str, Any]:
    """The base of the conformance suite with other work and other texts, of a released model."""
    document: dict[str, Any] = copy.deepcopy(RELEASED)
    subject = document["subject"]
    for key in ("name", "version", "description", "developer"):
        if key == "name" or draw(st.booleans()):
            subject[key] = draw(TEXTS)
    subject["parameters"]["value"] = draw(NUMBERS)
    subject["lineage"] = draw(st.lists(ANCESTORS, max_size=2))
    document["publisher"]["name"] = draw(TEXTS)
    document["revision"]["number"] = draw(st.integers(1, 50))
    document["revision"]["status"] = draw(st.sampled_from(["draft", "published", "withdrawn"]))
    document["data_status"] = draw(st.sampled_from(["primary", "transcribed", "synthetic"]))
    document["compute"] = [_line(draw, number) for number in range(draw(st.integers(1, 5)))]
    document["impacts"] = draw(st.sampled_from([[], document["impacts"]]))
    assert [error for error in shape_errors(document) if error.breaks_shape] == []
    return document


def _line(draw: st.DrawFn, number: int) -> dict[str, Any]:
    line = {
        "id": f"l{number}",
        "component": "model",
        "stage": draw(st.sampled_from(STAGES)),
        "run_type": draw(st.sampled_from(RUN_TYPES)),
        "outcome": draw(st.sampled_from(["completed", "failed", "unknown"])),
        "accelerator_hours": {"value": draw(NUMBERS), "unit": "accelerator-h"},
    }
    if draw(st.booleans()):
        line["energy"] = {"value": draw(NUMBERS), "unit": "kWh", "boundary": "node", "basis": "measured"}
    return line


DISCLOSURES = disclosure()
