"""One fault in the shape of a document, in words for people."""

from typing import NamedTuple

__all__ = ["SHAPE_RULES", "ShapeError"]

SHAPE_RULES = {
    "alternatives-combined": True,
    "alternatives-missing": True,
    "bad-format": False,
    "code-not-here": False,
    "condition-unmet": False,
    "empty-text": False,
    "figure-with-two-forms": True,
    "figure-without-form": True,
    "figure-without-unit": True,
    "missing-key": True,
    "not-a-disclosure": True,
    "out-of-range": False,
    "repeated-item": False,
    "too-few-items": False,
    "too-long": False,
    "unknown-code": False,
    "unknown-key": False,
    "wrong-type": True,
    "wrong-unit": True,
    "wrong-version": True,
}
"""The kinds of shape error, and whether each breaks the shape at its pointer.

Where the shape is broken, a rule that needs that part is not applicable. An unknown key that is a misspelling of
a required one, or of the number of a figure, breaks the shape although its kind does not. A wrong unit breaks it
because the numbers beside it mean nothing. `condition-unmet` is a key that only certain values of its neighbours
make necessary; the typed view of the document has it as optional.
"""


class ShapeError(NamedTuple):
    """What is wrong with the value at `pointer`.

    `rule` is the stable name of the fault, a key of SHAPE_RULES; `keyword` and `schema_location` say which keyword of
    the schema was not met. For a missing key `pointer` is where the key would be.
    """

    pointer: str
    keyword: str
    schema_location: str
    message: str
    remedy: str
    breaks_shape: bool
    rule: str
