"""A model card of the Hugging Face Hub read as a draft: metadata, labelled prose, tables by model, our own section.

It is read as `fullcount.ledger.huggingface` reads it into a ledger; metadata win over prose. What a card does not say
stays not stated: a figure without unit is none, and greenhouse gases are of an unspecified basis unless it says which.
"""

from typing import Any

from fullcount.disclosure import Unreadable
from fullcount.disclosure.encoding import decode
from fullcount.draft.imports.huggingface.models import models_draft
from fullcount.draft.imports.huggingface.one_model import model_draft
from fullcount.draft.imports.huggingface.section import section_draft
from fullcount.draft.imports.imported import Fault, Imported, NotReadableError
from fullcount.draft.imports.kinds import kind_of
from fullcount.ledger.errors import LedgerError
from fullcount.ledger.huggingface.contents import Contents, contents_of
from fullcount.ledger.huggingface.oddities import oddities_in
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.unfit import Unfit

__all__ = ["read"]

BOM = b"\xef\xbb\xbf"
MARK = "SYNTHETIC DATA"
"""How our own cards mark invented figures."""
TAKEN_OVER = frozenset(
    {"market-based-left-out", "rated-power-left-out", "accelerator-hours-as-one-device", "number-as-text"}
)
"""What a ledger cannot hold, and a disclosure can."""


def read(data: bytes, name: str) -> Imported:
    """The draft of one card. Raises `NotReadableError` for what is not UTF-8 text, and for broken metadata."""
    source, text = TextSource(name), _text(data, name)
    if not text.startswith("---") and kind_of(data):
        fault = Fault(name, "", "an object of keys and values", "a model card", "name a README.md")
        raise NotReadableError([fault])
    try:
        contents = contents_of(source, text)
    except LedgerError as error:
        faults = [
            Fault(name, str(one.line or ""), one.found, one.expected, one.remedy) for one in error.problems
        ]
        raise NotReadableError(faults) from None
    except Unfit as bad:
        fault = Fault(name, str(bad.line), bad.found, bad.expected, "correct the metadata of the card")
        raise NotReadableError([fault]) from None
    draft, notes = _draft(contents, text, name)
    if MARK in text:
        draft["data_status"] = "synthetic"
    odd = (
        f"{name}:{one.line}: {one.reason}: {one.found}"
        for one in oddities_in(source, text)
        if one.reason not in TAKEN_OVER
    )
    return Imported(draft, (*odd, *(f"{name}: {note}" for note in notes)))


def _text(data: bytes, name: str) -> str:
    if not data.removeprefix(BOM).strip():
        raise NotReadableError([Fault(name, "", "an empty file", "a model card", "name its README.md")])
    try:
        return decode(data.removeprefix(BOM), name)
    except Unreadable as error:
        faults = [
            Fault(
                name, str(one.place.line) if one.place else "", one.found, "a model card in UTF-8", one.remedy
            )
            for one in error.problems
        ]
        raise NotReadableError(faults) from None


def _draft(contents: Contents, text: str, name: str) -> tuple[dict[str, Any], list[str]]:
    """The most detailed draft that the card allows."""
    notes: list[str] = []
    if found := section_draft(contents, text, name, notes):
        return found, notes
    listed = [(table, columns) for table, columns in contents.tables if not columns.by_checkpoint]
    if listed:
        return models_draft(contents, listed, name, notes), notes
    return model_draft(contents, name, notes), notes
