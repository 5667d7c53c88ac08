"""`fullcount card --hub`: what a model card of the Hugging Face Hub gets beside the section. Nothing is uploaded."""

from dataclasses import replace

from fullcount.cli.exits import FINDINGS, UNREADABLE, Exit
from fullcount.cli.output import Writing, write_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fullcount.disclosure import Document
    from fullcount_reports.card import ReviewLine
    from fullcount_reports.exports.huggingface.sidecar import Sidecar

__all__ = ["HubFiles"]

KEY = "co2_eq_emissions:"


class HubFiles:
    """The metadata of a card and the folder `.footprint` beside it, for one disclosure."""

    def __init__(self, card: "Path", document: "Document", line: "ReviewLine", link: str | None) -> None:
        from fullcount_reports.exports.huggingface.sidecar import DISCLOSURE, FOLDER, sidecar
        from fullcount_reports.exports.huggingface.training import Training

        self._card, self._document = card, document
        self._training: Training = Training(document.data)
        self._sidecar: Sidecar = sidecar(document, line)
        self._folder = card.parent / FOLDER
        self._targets = {name: self._inside(name) for name in self._sidecar.files}
        self._said: list[str] = []
        self.line = replace(
            line,
            input_sha256=self._sidecar.sha256,
            machine_readable=link or f"{FOLDER}/{DISCLOSURE}",
        )
        """The verdict with the link and the hash of the copy that lies beside the card."""

    def metadata_in(self, text: str) -> str:
        """The text of the card with its metadata; raises `Exit` where they cannot be written."""
        from fullcount.disclosure import Unreadable
        from fullcount.review.text import Paint, unreadable_lines
        from fullcount_reports.exports.huggingface.front_matter import replace_emissions, without_ours

        values, name = self._training.metadata(), str(self._card)
        try:
            new = replace_emissions(text, name, values) if values else without_ours(text, name)
        except Unreadable as error:
            raise Exit(UNREADABLE, unreadable_lines(error, Paint(False))) from None
        if not values:
            self._said.append(f"{name}: {self._why_not(text, new)}")
        self._read_back(text, new)
        return new

    def _why_not(self, before: str, after: str) -> str:
        removed = "; the one that was written here before is removed" if before != after else ""
        kept = "; the one in the card is not ours and stays" if not removed and KEY in after else ""
        missing = (
            f"no location-based greenhouse gases of the final training, for want of {self._training.ghg}"
        )
        return f"{KEY[:-1]} not written: {missing}{removed or kept}"

    def _read_back(self, before: str, after: str) -> None:
        from fullcount_reports.exports.huggingface.hub_client import HubClientMissing, misread

        try:
            wrong = misread(before, after, self._training.metadata())
        except HubClientMissing as error:
            self._said.append(f"{self._card}: not read back with huggingface_hub: {error}")
            return
        if wrong:
            remedy = "write the metadata as one key a line, in YAML that huggingface_hub reads"
            found = f"huggingface_hub would read {', '.join(wrong)} otherwise than meant; {remedy}"
            raise Exit(FINDINGS, [f"{self._card}: {found}; nothing was written"])

    def write(self) -> "Iterator[str]":
        """Write the folder; what was done, one sentence a line."""
        with Writing(self._folder):
            self._folder.mkdir(exist_ok=True)
        for name, data in self._sidecar.files.items():
            target = self._targets[name]
            with Writing(target.parent):
                target.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(target, data if isinstance(data, bytes) else data.encode(), replace=True)
            yield f"wrote {target}"
        yield from self._said
        yield from (f"{self._folder}: {line}" for line in self._sidecar.left_out)

    def _inside(self, name: str) -> "Path":
        """The file of that name in the folder; refused where a link leads out of it."""
        from fullcount.disclosure import Unreadable
        from fullcount.disclosure.package import inside
        from fullcount.review.text import Paint, unreadable_lines

        try:
            return inside(self._folder, name, str(self._folder))
        except Unreadable as error:
            raise Exit(UNREADABLE, unreadable_lines(error, Paint(False))) from None
