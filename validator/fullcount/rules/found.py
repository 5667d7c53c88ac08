"""What several rules ask of a document, found by the first that asks."""

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from fullcount.rules.view import View

__all__ = ["found_once"]

T = TypeVar("T")


def found_once(find: "Callable[[View], T]") -> "Callable[[View], T]":
    """The function, its answer kept with the view. The answer is not to be changed."""

    @wraps(find)
    def kept(view: "View") -> T:
        answers = view.answers
        if find not in answers:
            answers[find] = find(view)
        answer: T = answers[find]
        return answer

    return kept
