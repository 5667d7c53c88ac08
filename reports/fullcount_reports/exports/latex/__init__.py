"""LaTeX for a paper: a section to be put in with `\\input`, its figures as PDF, answers for a checklist, BibTeX.

The section is the card of the disclosure. Sources are numbered S1, S2 … within it, apart from the references of the
paper, and are cited there by the keys of `sources.bib`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fullcount_reports.card.build import build_card
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.latex import figure_file, render_latex
from fullcount_reports.card.pictures import figures_of
from fullcount_reports.card.plain_text import one_line
from fullcount_reports.card.sheet import Sheet
from fullcount_reports.exports.crosswalk import Crossing, crosswalk
from fullcount_reports.exports.exported import Exported
from fullcount_reports.exports.latex.bibtex import bibliography, keys
from fullcount_reports.exports.latex.checklist import checklist
from fullcount_reports.exports.latex.wrapper import wrapper
from fullcount_reports.exports.losses import Loss, loss_lines, losses
from fullcount_reports.figures import Figure, FiguresMissing, draw_pdf

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount_reports.card import ReviewLine

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "latex"
VERSIONS = ("2e",)
_REVIEW = "footprint.tex: Review"
_WORDS = replace(ENGLISH, texts={**ENGLISH.texts, "source-number": "S{number}"})


def export(
    document: "Disclosure",
    version: str = "2e",  # noqa: ARG001 - there is one; every format is asked for a version
    verdict: "ReviewLine | None" = None,
) -> Exported:
    """The files of one disclosure; without `verdict`, the section does not say what the rules found."""
    cited, lost = keys(document), losses(document, _crossings(verdict is not None))
    figures = {figure.name: figure for figure in figures_of(document, _WORDS)}
    drawn = _drawn(figures.values())
    card = build_card(document, verdict, _WORDS)
    note = _WORDS("no-figures") if drawn is None else ""
    section = render_latex(card, figures if drawn else {}, cited, note)
    files: dict[str, str | bytes] = {
        "footprint.tex": section + _not_expressed(lost),
        "footprint-checklist.tex": render_latex(checklist(Sheet(document, _WORDS)), {}),
        "main.tex": wrapper(bool(cited)),
        **({"sources.bib": bibliography(document)} if cited else {}),
    }
    return Exported(files | (drawn or {}), lost)


def _crossings(with_verdict: bool) -> list[Crossing]:
    """Evidence and reviews stand beside the verdict."""
    return [crossing for crossing in crosswalk(NAME) if with_verdict or crossing.theirs != _REVIEW]


def _untitled(figure: Figure) -> Figure:
    """The caption has the title of a figure in a paper; the status of the data stays in the picture."""
    title = {"text": figure.specification["title"]["subtitle"], "fontSize": 12, "fontWeight": "normal"}
    return replace(figure, specification={**figure.specification, "title": title})


def _drawn(figures: Iterable[Figure]) -> dict[str, bytes] | None:
    try:
        return {figure_file(figure): draw_pdf(_untitled(figure)) for figure in figures}
    except FiguresMissing:
        return None


def _not_expressed(lost: Sequence[Loss]) -> str:
    lines = [f"% Not expressed here: {one_line(line)}" for line in loss_lines(lost)]
    return "".join(f"{line}\n" for line in lines)
