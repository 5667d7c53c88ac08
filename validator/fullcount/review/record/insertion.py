"""A review written into the text of a disclosure, every other byte as it was.

The place is found from the parser's own marks. The result is read again and must say exactly what the document said,
with the review added; where it does not, the review is refused.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fullcount.disclosure import Document, Unreadable, parse, shape_errors
from fullcount.review.record import json_edit, yaml_edit
from fullcount.review.record.edit import Edit
from fullcount.review.record.problem import RecordError, problem
from fullcount.review.record.wellformed import faults_of

__all__ = ["with_review"]

_WRITERS: dict[str, Callable[[str, Mapping[str, Any], int | None], Iterator[Edit]]] = {
    "json": json_edit.edits,
    "yaml": yaml_edit.edits,
}


def with_review(text: str, name: str, review: Mapping[str, Any]) -> str:
    """The text of a JSON or YAML disclosure with `review` added to its list `reviews`.

    A review of the same reviewer and date is replaced. Raises RecordError where the document cannot be read, has no
    list to add to, or where no place is found at which everything else stays what it is.
    """
    document = _read(text, name)
    _refuse(faults_of(review))
    reviews = _reviews(document)
    index = _same(reviews, review)
    if index is not None and _canonical(reviews[index]) == _canonical(review):
        return text
    expected = {**document.data, "reviews": _put(reviews, review, index)}
    for edit in _WRITERS[document.format](text, review, index):
        result = edit.applied(text)
        if _says(result, document, expected):
            return result
    raise RecordError((_no_place(document),))


def _read(text: str, name: str) -> Document:
    try:
        return parse(text.encode(), name)
    except Unreadable as error:
        raise RecordError(error.problems) from None
    except UnicodeEncodeError:
        found = "half of a surrogate pair, which is no character"
        raise RecordError((problem(found, "text", "write the character itself"),)) from None


def _refuse(problems: tuple[Any, ...]) -> None:
    if problems:
        raise RecordError(problems)


def _reviews(document: Document) -> list[Any]:
    """The reviews that are there; a document of another kind has no place for one."""
    data = document.data
    if not isinstance(data, dict) or "fullcount" not in data:
        error = next(iter(shape_errors(data)), None)
        found = error.message if error else "no disclosure"
        raise RecordError((problem(found, "a disclosure", "name the disclosure itself"),))
    reviews = data.get("reviews", [])
    if isinstance(reviews, list):
        return reviews
    found = "reviews, which is no list"
    remedy = "remove the key reviews, or write a list"
    raise RecordError((problem(found, "a list of reviews", remedy, pointer="/reviews"),))


def _same(reviews: list[Any], review: Mapping[str, Any]) -> int | None:
    """Where a review of the same reviewer and date is; the last, if there are several."""
    mark = (review["reviewer"], review["date"])
    found = [
        index
        for index, item in enumerate(reviews)
        if isinstance(item, dict) and (item.get("reviewer"), item.get("date")) == mark
    ]
    return found[-1] if found else None


def _put(reviews: list[Any], review: Mapping[str, Any], index: int | None) -> list[Any]:
    if index is None:
        return [*reviews, review]
    return [*reviews[:index], review, *reviews[index + 1 :]]


def _says(text: str, before: Document, expected: Mapping[str, Any]) -> bool:
    """Whether the new text is read in the same format and says what is expected, to the last digit."""
    try:
        after = parse(text.encode(), before.name)
    except (Unreadable, UnicodeEncodeError):
        return False
    return after.format == before.format and _canonical(after.data) == _canonical(expected)


def _canonical(data: object) -> str:
    return json.dumps(data, sort_keys=True)


def _no_place(document: Document) -> Any:
    found = f"a layout of this {document.format.upper()} in which a review cannot be added without changing the rest"
    remedy = "write reviews as a plain list without anchors and aliases, or keep the review in its own file"
    if not document.text.endswith(("\n", "\r")):
        remedy = f"end the document with a line break; if that does not help, {remedy}"
    return problem(found, "a list of reviews to which one can be added", remedy, pointer="/reviews")
