"""A code is not in its open codelist.

**What it checks.** Codes of the open codelists: impact categories and parts, accelerators, modalities, kinds of
component and of evidence, practices, allocation keys. A code that resembles a listed one is a warning, as it is most
likely a slip; any other is a note, and so is any accelerator, whose names all resemble each other.

**Why it matters.** Open codelists may be added to, so a slip is well formed. But the figure under a mistyped category
leaves every check and every total.

**Example.** `"category": "gpw"` for `gwp`; `"accelerator": "H100"` for `nvidia-h100-sxm5-80gb`.

**Remedy.** Write the listed code; `fullcount codelist` lists them. A code of your own is right where none fits.

**Reference.** fullcount 1.0, codelists: an open list is the place to look first. Likeness is difflib's, cut off at 0.6.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from fullcount.disclosure.pointer import join
from fullcount.disclosure.schema_file import disclosure_schema
from fullcount.rules.rule import Failed, NotApplicable, Outcome, Passed, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View


Code = tuple[tuple[str | int, ...], str, str]
"""The steps to a code, its codelist, and the code."""


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for all codes that are listed, and one for each that is not."""
    right = 0
    for steps, codelist, code in (*_of_head(view), *_of_equipment(view), *_of_impacts(view)):
        if code in _listed(codelist):
            right += 1
        else:
            yield _unlisted(join(steps), codelist, code)
    yield Passed(right) if right else NotApplicable("the document has no listed code of an open list")


@cache
def _listed(codelist: str) -> dict[str, None]:
    return dict.fromkeys(disclosure_schema("1.0")["$defs"][f"code_{codelist}"]["examples"])


def _unlisted(pointer: str, codelist: str, code: str) -> Failed:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a finding

    lowered = {listed.lower(): listed for listed in _listed(codelist)}
    near = get_close_matches(code.lower(), lowered, n=1)
    words = f'"{code}" is not in the codelist {codelist.replace("_", "-")}'
    if near:
        message = f'{words}: nearest is "{lowered[near[0]]}"'
        return Failed(pointer, message, f'write "{lowered[near[0]]}" if that is meant', Severity.WARNING)
    return Failed(pointer, words, "see whether a listed code fits; one of your own is kept as it is")


def _of_head(view: "View") -> Iterator[Code]:
    data, subject = view.data, view.data["subject"]
    for i, modality in enumerate(subject.get("modalities", [])):
        yield ("subject", "modalities", i), "modality", modality
    for i, component in enumerate(subject.get("components", [])):
        if "kind" in component:
            yield ("subject", "components", i, "kind"), "component_kind", component["kind"]
    for i, allocation in enumerate(data["scope"].get("allocation", [])):
        yield ("scope", "allocation", i, "key"), "allocation_key", allocation["key"]
    for i, practice in enumerate(data.get("practices", [])):
        yield ("practices", i, "practice"), "practice", practice["practice"]
    for i, item in enumerate(data.get("evidence", [])):
        yield ("evidence", i, "kind"), "evidence_kind", item["kind"]


def _of_equipment(view: "View") -> Iterator[Code]:
    for i, item in enumerate(view.data.get("equipment", [])):
        if "accelerator" in item:
            yield ("equipment", i, "accelerator"), "accelerator", item["accelerator"]
        for j, entry in enumerate(item.get("manufacture", [])):
            yield ("equipment", i, "manufacture", j, "category"), "category", entry["category"]


def _of_impacts(view: "View") -> Iterator[Code]:
    for i, (_, row) in enumerate(view.impacts):
        yield ("impacts", i, "category"), "category", row["category"]
        if "part" in row:
            yield ("impacts", i, "part"), "part", row["part"]


RULE = Rule(
    name="unlisted-code",
    severity=Severity.NOTE,
    group="references",
    reads=("subject", "scope", "equipment", "impacts", "practices", "evidence"),
    check=check,
)
