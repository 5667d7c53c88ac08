"""The formats that a disclosure can be written in."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from fullcount_reports.exports.exported import Exported

if TYPE_CHECKING:
    from collections.abc import Callable

    from fullcount.disclosure.types import Disclosure
    from fullcount_reports.card import ReviewLine

__all__ = ["FORMATS", "Format", "export"]


class Format(NamedTuple):
    """A format: its name in full, and the versions of it that can be written, the usual one first, if it has any.

    One that `shows_verdict` says what the rules found: its `export` takes the verdict as a third argument.
    """

    title: str
    versions: tuple[str, ...]
    shows_verdict: bool = False


FORMATS = {
    "cyclonedx": Format(
        "CycloneDX bill of materials, environmental considerations of a model card", ("1.6", "1.7")
    ),
    "huggingface": Format("Hugging Face model card, metadata and section on emissions", ()),
    "latex": Format(
        "LaTeX section for a paper, with figures, checklist answers and BibTeX", ("2e",), shows_verdict=True
    ),
}


def export(
    document: "Disclosure", name: str, version: str = "", verdict: "ReviewLine | None" = None
) -> Exported:
    """A well-formed disclosure in the format `name`, whose module is imported when it is asked for.

    A format that shows no verdict, or is given none, is written without it.
    Raises `NotExpressibleError` where the result would be invalid there, with everything that is lacking.
    """
    write: Callable[..., Exported] = import_module(f"fullcount_reports.exports.{name}").export
    shown = (verdict,) if FORMATS[name].shows_verdict else ()
    return write(document, version or next(iter(FORMATS[name].versions), ""), *shown)
