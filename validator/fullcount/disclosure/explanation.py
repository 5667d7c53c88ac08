"""From the failing keywords of an engine to shape errors: grouped by value, each fault once, in document order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.engines.raw import RawError, Steps
from fullcount.disclosure.fault import Fault, kind_of, shown
from fullcount.disclosure.schema_file import disclosure_schema
from fullcount.disclosure.shape_error import ShapeError
from fullcount.disclosure.spelling import quoted
from fullcount.disclosure.words import WORDS
from fullcount.disclosure.words_keys import OBJECT_KEYWORDS, about_keys

__all__ = ["explained", "not_this_standard"]


def explained(raws: Iterable[RawError], data: Any, version: str) -> list[ShapeError]:
    """The shape errors behind the failing keywords `raws` of `data`."""
    errors = {(error.pointer, error.rule): error for error in _explained(raws, data, version)}
    return sorted(errors.values(), key=lambda error: _document_order(error, data))


def not_this_standard(data: Any, version: str) -> ShapeError:
    """The one error of something that is no disclosure, or one of another version."""
    schema = disclosure_schema(version)
    root = Fault((), ("type",), data, schema, version)
    if not isinstance(data, dict):
        message = f"{kind_of(data)} where a disclosure, which is an object, is expected"
        remedy = "start one with `fullcount init`, or from a log with `fullcount disclose`"
        return root.error("not-a-disclosure", message, remedy)
    if "fullcount" not in data:
        message = "an object without any of the keys that a disclosure needs"
        return root.error(
            "not-a-disclosure", message, "check the file name, or start one with `fullcount init`"
        )
    fault = Fault(("fullcount",), ("properties", "fullcount", "const"), data, schema, version)
    given = shown(data["fullcount"])
    message = f"{given} is not the version of the standard that is checked here, {quoted(version)} is"
    remedy = f"write {quoted(version)}, or use a release of fullcount that knows this version"
    return fault.error("wrong-version", message, remedy)


def _explained(raws: Iterable[RawError], data: Any, version: str) -> Iterator[ShapeError]:
    schema = disclosure_schema(version)
    by_path: dict[Steps, list[Fault]] = defaultdict(list)
    for raw in sorted(raws, key=lambda raw: pointers.join(raw.location)):
        by_path[raw.path].append(Fault(raw.path, raw.location, data, schema, version))
    for faults in by_path.values():
        yield from _at_one_value(faults)


def _at_one_value(faults: list[Fault]) -> Iterator[ShapeError]:
    """A value of the wrong type is only that: what the other keywords say of it follows."""
    wrong_types = [fault for fault in faults if fault.keyword == "type"]
    told = wrong_types or [fault for fault in faults if not _is_about_keys(fault)]
    for fault in told:
        error = WORDS[fault.keyword](fault)
        if error:
            yield error
    if not wrong_types:
        yield from about_keys([fault for fault in faults if _is_about_keys(fault)])


def _is_about_keys(fault: Fault) -> bool:
    if fault.keyword == "not":
        return "required" in fault.node["not"]
    return fault.keyword in OBJECT_KEYWORDS or (
        fault.keyword == "anyOf" and "required" in fault.node["anyOf"][0]
    )


def _document_order(error: ShapeError, data: Any) -> tuple[tuple[int, ...], str]:
    """The index of each step in its object or list; a key that is missing comes after those that are there."""
    order = []
    for step in pointers.split(error.pointer):
        if isinstance(data, dict) and step in data:
            order.append(list(data).index(step))
            data = data[step]
        elif isinstance(data, list):
            order.append(int(step))
            data = data[int(step)]
        else:
            order.append(len(data) if isinstance(data, dict) else 0)
            break
    return tuple(order), error.pointer + error.rule
