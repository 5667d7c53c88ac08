"""From untrusted bytes to a document with known places, and what is wrong with its shape."""

from fullcount.disclosure.document import Document, load, parse
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.problem import Place, Problem, Unreadable
from fullcount.disclosure.shape import ShapeError, shape_errors

__all__ = [
    "Document",
    "Limits",
    "Place",
    "Problem",
    "ShapeError",
    "Unreadable",
    "load",
    "parse",
    "shape_errors",
]
