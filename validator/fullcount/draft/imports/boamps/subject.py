"""What BoAmps reports say of their subject: whose they are, what the model is called, its size and its data."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from fullcount.draft.assemble import NOT_STATED
from fullcount.draft.imports.parts import revision_of, some
from fullcount.draft.imports.reading import declared
from fullcount.ledger.reading.loose import is_missing, list_at, map_at, number_of, text_of
from fullcount.powers_of_ten import BILLION, shifted

__all__ = ["head_of", "licence_of", "name_of", "number_said", "publisher_of", "subject_of", "text_said"]

Node = dict[str, Any]
SAID = re.compile(r"(primary|transcribed|synthetic) figures: ")
"""How our own reports say whose figures they are."""
LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:+_-]{0,99}")
DAY = re.compile(r"(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=[ T]|$)")
LONGEST = 20_000


def head_of(report: Mapping[str, Any], methods: list[str]) -> Node:
    """The header of a draft, as far as a report says it; `methods` are those of all measures."""
    publisher, licence = publisher_of(report), licence_of(report)
    day = DAY.match(text_of(map_at(report, "header").get("reportDatetime")))
    said = {found[1] for method in methods if (found := SAID.match(method))}
    return {
        **some(licence=licence if LICENCE.fullmatch(licence) else ""),
        **revision_of(day[0] if day else ""),
        **({"publisher": {"name": publisher[:LONGEST]}} if publisher else {}),
        **({"data_status": said.pop()} if len(said) == 1 else {}),
    }


def publisher_of(report: Mapping[str, Any]) -> str:
    """Who publishes; empty where that is not said."""
    return text_of(map_at(report, "header", "publisher").get("name"))


def licence_of(report: Mapping[str, Any]) -> str:
    """The licence as it is written; empty where there is none."""
    return text_of(map_at(report, "header").get("licensing"))


def subject_of(reports: Sequence[tuple[Mapping[str, Any], str]]) -> Node:
    """What the reports are about; figures of the model where only one value is given."""
    first = reports[0][0]
    return {
        "kind": "model",
        "name": name_of(first) or NOT_STATED,
        **some(description=text_said(map_at(first, "task").get("taskDescription"))),
        **_told("parameters", "task.algorithms[].parametersNumber", reports, _parameters),
        **_told("training_tokens", "task.dataset[].dataQuantity", reports, _tokens),
    }


def _told(
    key: str,
    locator: str,
    reports: Sequence[tuple[Mapping[str, Any], str]],
    numbers: Callable[[Mapping[str, Any]], Iterator[float | None]],
) -> Node:
    """The one number that reports give, with the file that gives it first; nothing where they give several."""
    said = {
        number: source
        for report, source in reversed(reports)
        for number in numbers(report)
        if number is not None
    }
    if len(said) != 1:
        return {}
    ((number, source),) = said.items()
    return {key: {**declared(number, "1", locator), "source": source}}


def _parameters(report: Mapping[str, Any]) -> Iterator[float | None]:
    for each in list_at(map_at(report, "task"), "algorithms"):
        billions = number_said(each.get("parametersNumber"))
        yield None if billions is None else shifted(billions, BILLION)


def _tokens(report: Mapping[str, Any]) -> Iterator[float | None]:
    for each in list_at(map_at(report, "task"), "dataset"):
        if each.get("dataType") == "token":
            yield number_said(each.get("dataQuantity"))


def name_of(report: Mapping[str, Any]) -> str:
    """What the work is on: the project, else the algorithm, else the model it starts from."""
    algorithm = next(iter(list_at(map_at(report, "task"), "algorithms")), {})
    project = map_at(report, "header", "publisher").get("projectName")
    keys = ("algorithmName", "foundationModelName")
    names = (project, *(algorithm.get(key) for key in keys))
    return next((found for name in names if (found := text_said(name))), "")


def text_said(value: Any) -> str:
    """A text as it is written; empty for none and for a word that means nothing."""
    return value[:LONGEST] if isinstance(value, str) and not is_missing(value) else ""


def number_said(value: Any) -> float | None:
    """A number of 0 or more, also as text; None for anything else, as nothing hangs on it."""
    try:
        return number_of(value)
    except ValueError:
        return None
