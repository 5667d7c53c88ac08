"""FMTI, December 2025: the compute indicators as rows of the report table of the index.

Nine are those of Upstream, Compute; the tenth, benchmarked inference, asks for compute too. The column Score is left
to whoever scores. The index is content with one significant figure, so nothing is rounded.
"""

from typing import TYPE_CHECKING

from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.csv_text import csv_text
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.fmti.answers import ANSWERS, Answer, said_of
from fullcount_reports.exports.fmti.indicators import INDICATORS
from fullcount_reports.exports.losses import losses
from fullcount_reports.exports.told import uncited
from fullcount_reports.exports.unsaid import unsaid
from fullcount_reports.exports.work import Work
from fullcount_reports.exports.writing import beside

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "fmti"
VERSIONS = ("2025-12",)
COLUMNS = ("Indicator", "Definition", "Notes", "Disclosure", "Justification", "References", "Score")


def export(document: "Disclosure", version: str = "2025-12") -> Exported:  # noqa: ARG001 - there is one so far
    """The ten rows of one disclosure. Raises `NotExpressibleError` where it answers none of them."""
    work = Work(document)
    answers = [ANSWERS[indicator.name](work) for indicator in INDICATORS]
    if not any(answer.known for answer in answers):
        raise NotExpressibleError([_NOTHING])
    lost = losses(
        document,
        crosswalk(NAME),
        work.unused
        | unsaid(document, said_of(work))
        | uncited(document, (source for each in answers for source in each.sources)),
    )
    rows = [
        (
            each.name,
            each.definition,
            each.notes,
            answer.text,
            _justified(answer),
            _references(work, answer),
            "",
        )
        for each, answer in zip(INDICATORS, answers, strict=True)
    ]
    return Exported({"fmti.csv": csv_text(COLUMNS, rows), **beside(lost)}, lost)


_NOTHING = Lack(
    "", "no figure that an indicator asks for", "compute of the final run", "add the lines of stage final"
)


def _justified(answer: Answer) -> str:
    return answer.how if answer.known else "No figure is given; what is lacking is named."


def _references(work: Work, answer: Answer) -> str:
    """Where the figures come from: the disclosure itself, and the sources that it cites for them."""
    head = f"disclosure {work.document['id']} ({work.document['data_status']} data)"
    return "; ".join(dict.fromkeys((head, *answer.sources)))
