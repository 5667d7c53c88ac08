"""The final training of a disclosure, as the metadata of a model card counts it.

It is the work of the lines that `crosswalks/huggingface.codes.csv` calls training: stage final, whatever its outcome.
Its figure is location-based and of the use phase; with manufacture or market-based it would be another.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fullcount.counted import counted
from fullcount.disclosure.figures import Amount, central
from fullcount.factors.places import countries
from fullcount.impacts import Key
from fullcount.impacts.line import Missing
from fullcount_reports.card.codes import title_of
from fullcount_reports.exports.codes import code_of
from fullcount_reports.exports.work import GHG, Part, Quantity, Work

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Equipment, Facility

__all__ = ["NAME", "OURS", "Training", "decimal", "in_grams"]

NAME = "huggingface"
G_PER_KG = 1000
OURS = "fullcount disclosure"
"""How a `source` begins that was written here."""
MARKS = {
    "primary": "",
    "transcribed": "; transcribed from a publication by a third party",
    "synthetic": "; SYNTHETIC DATA, not a real figure",
}


class Training:
    """The final training: what it emitted, of which kind it was, where and on what."""

    def __init__(self, document: "Disclosure") -> None:
        self.document = document
        self.work = Work(document)
        self.whole = Part("all", self.work.lines)

    @cached_property
    def part(self) -> Part:
        """The lines of the final training."""
        return Part("final-training", tuple(line for line in self.work.lines if code_of(NAME, line)))

    @cached_property
    def ghg(self) -> Quantity | Missing:
        """Location-based greenhouse gases of the use phase in kgCO2e, or what is missing for them."""
        return self.impact(GHG)

    def impact(self, key: Key) -> Quantity | Missing:
        """An impact of the final training in the unit of the standard."""
        if not self.part.lines:
            return Missing(("a compute line of stage final that trains",))
        return self.work.impact(self.part, key)

    @property
    def kind(self) -> str:
        """`pre-training`, `fine-tuning`, `training`, or several of them."""
        return ", ".join(_each(code_of(NAME, line) for line in self.part.lines))

    @property
    def place(self) -> str:
        """Where it ran: places within a country parted from it by a comma, several places by a semicolon."""
        return "; ".join(_each(_place(line.facility) for line in self.part.lines if line.facility))

    @property
    def operator(self) -> str:
        """Who runs the places, several parted by a semicolon."""
        places = (line.facility for line in self.part.lines if line.facility)
        return "; ".join(_each(place.get("operator", "") for place in places))

    @property
    def hardware(self) -> str:
        """The accelerators, with their number where all lines on them state the same one."""
        return "; ".join(_each(self._hardware()))

    def _hardware(self) -> Iterator[str]:
        for line in self.part.lines:
            if line.equipment:
                same = [other for other in self.part.lines if other.equipment is line.equipment]
                numbers = {central(other.raw.get("accelerators")) for other in same}
                number = numbers.pop() if len(numbers) == 1 else None
                times = f"{decimal(number)} x " if number else ""
                yield f"{times}{_accelerator(line.equipment)}"

    @property
    def source(self) -> str:
        """What the figure counts, on which basis, and where it comes from."""
        document, revision = self.document, self.document["revision"]
        head = f"{OURS} {document['id']}, revision {revision['number']} of {revision['date']}"
        status = "" if revision["status"] == "published" else f" ({revision['status']})"
        return f"{head}{status}{MARKS[document['data_status']]}: {'; '.join(self._counts())}"

    def _counts(self) -> Iterator[str]:
        yield "location-based greenhouse gases of the use phase of the final training, runs of every outcome"
        if isinstance(self.ghg, Quantity):
            yield "as stated" if self.ghg.how == "stated" else "recomputed from energy and carbon intensity"
            yield from _interval(self.ghg.amount)
        others = len(self.whole.lines) - len(self.part.lines)
        if others:
            yield f"{counted(others, 'compute line')} of other work not counted"
        yield "manufacture not counted"

    def metadata(self) -> dict[str, str | Decimal] | None:
        """The keys of `co2_eq_emissions` in their usual order, those not known left out; None without a figure."""
        if isinstance(self.ghg, Missing):
            return None
        texts = {
            "source": self.source,
            "training_type": self.kind,
            "geographical_location": self.place,
            "hardware_used": self.hardware,
        }
        return {
            "emissions": in_grams(self.ghg.amount.value),
            **{key: text for key, text in texts.items() if text},
        }


def in_grams(kg: float) -> Decimal:
    """Grams in so many kilograms, exact."""
    return Decimal(repr(kg)) * G_PER_KG


def decimal(number: float | Decimal) -> str:
    """A number in plain digits: no exponent, which readers of cards stumble over, and no trailing zeros."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _interval(amount: Amount) -> Iterator[str]:
    if amount.low < amount.high:
        yield f"between {decimal(in_grams(amount.low))} and {decimal(in_grams(amount.high))} g"


def _each(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _place(facility: "Facility") -> str:
    country = facility.get("country", "")
    within = facility.get("location") or facility.get("subdivision") or ""
    return ", ".join(_each((within, countries().get(country, country))))


def _accelerator(equipment: "Equipment") -> str:
    code: Any = equipment.get("accelerator", "")
    return title_of("accelerator", code) if code else equipment["name"]
