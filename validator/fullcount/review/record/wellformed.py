"""Whether a review is one of the standard."""

import json
from collections.abc import Mapping
from typing import Any

from fullcount.disclosure import Problem, shape_errors
from fullcount.review.record.problem import problem

__all__ = ["faults_of"]

_PLACE = "/reviews/0"


def faults_of(review: object) -> tuple[Problem, ...]:
    """Everything that the standard has against one item of the list `reviews`; pointers begin at the review."""
    if not isinstance(review, Mapping):
        return (problem("a review that is no object", "an object", "give reviewer, date and conclusion"),)
    try:
        plain: Any = json.loads(json.dumps(review, allow_nan=False, ensure_ascii=False).encode())
    except (TypeError, ValueError, RecursionError) as error:
        found = f"a review that JSON cannot say ({type(error).__name__})"
        return (problem(found, "plain text, numbers and lists", "remove what is none"),)
    return (*_of_schema(plain), *_blank(plain))


def _of_schema(review: Any) -> tuple[Problem, ...]:
    errors = shape_errors({"fullcount": "1.0", "reviews": [review]})
    return tuple(
        problem(error.message, "a review of the standard", error.remedy, pointer=error.pointer[len(_PLACE) :])
        for error in errors
        if error.pointer == _PLACE or error.pointer.startswith(f"{_PLACE}/")
    )


def _blank(review: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Texts of nothing but space, which the schema cannot tell."""
    decisions = review.get("decisions")
    reasons = [
        (f"/decisions/{index}/reason", item.get("reason"))
        for index, item in enumerate(decisions if isinstance(decisions, list) else [])
        if isinstance(item, dict)
    ]
    texts = [("/reviewer", review.get("reviewer")), *reasons]
    return tuple(
        problem("nothing but space", "words", "say who, or why", pointer=pointer)
        for pointer, text in texts
        if isinstance(text, str) and text and not text.strip()
    )
