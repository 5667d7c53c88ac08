"""A model card to begin with: the metadata, and the section `Environmental Impact` of the hub's template.

What is not known is written in the words of the template, which its readers take for missing.
"""

from collections.abc import Iterator, Sequence

from fullcount.impacts.line import Missing
from fullcount_reports.card.markdown_text import markdown
from fullcount_reports.exports.huggingface.block import block_lines, quoted
from fullcount_reports.exports.huggingface.training import Training, decimal
from fullcount_reports.exports.losses import Loss, loss_lines
from fullcount_reports.exports.work import ENERGY, Quantity

__all__ = ["card_text"]

UNKNOWN = "[More Information Needed]"


def card_text(training: Training, lost: Sequence[Loss]) -> str:
    """The card of one disclosure whose emissions are known."""
    name = training.document["subject"]["name"]
    metadata = training.metadata() or {}
    lines = [
        "---",
        f"model_name: {quoted(name)}",
        *block_lines(metadata),
        "---",
        "",
        f"# {markdown(name)}",
        "",
        "## Environmental Impact",
        "",
        *(f"- **{label}:** {said or UNKNOWN}" for label, said in _lines(training)),
        "",
        markdown(f"{training.source[0].upper()}{training.source[1:]}."),
        "",
        *_not_expressed(lost),
    ]
    return "\n".join(lines)


def _lines(training: Training) -> Iterator[tuple[str, str]]:
    hours = training.work.hours(training.part.lines)
    yield "Hardware Type", markdown(training.hardware)
    yield "Hours used", "" if hours is None else f"{decimal(hours)} accelerator-hours"
    yield "Cloud Provider", markdown(training.operator)
    yield "Compute Region", markdown(training.place)
    yield "Carbon Emitted", _with_unit(training.ghg, "kg CO2eq, location-based")
    energy = training.impact(ENERGY)
    recomputed = isinstance(energy, Quantity) and energy.how == "recomputed"
    yield "Energy consumed", _with_unit(energy, "kWh, PUE inside" if recomputed else "kWh, as stated")


def _with_unit(found: Quantity | Missing, unit: str) -> str:
    return "" if isinstance(found, Missing) else f"{decimal(found.amount.value)} {unit}"


def _not_expressed(lost: Sequence[Loss]) -> Iterator[str]:
    """The list of what the card does not say; places are code, whose quotes no key of a disclosure can end."""
    if lost:
        yield "### What this card does not say"
        yield ""
        yield from (f"- {markdown(line)}" for line in loss_lines(lost))
        yield ""
