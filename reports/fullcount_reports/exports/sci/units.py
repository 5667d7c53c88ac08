"""The functional units R in which a score can be given."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import central
from fullcount.powers_of_ten import BILLION, shifted
from fullcount_reports.exports.exported import Lack

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["OPERATION", "UNITS", "Unit"]

OPERATION = "Operation and Monitoring"
PROVIDER, CONSUMER = "Provider", "Consumer"
SERVED = "requests that were served, or the amount of the functional unit of a service"


class Unit(NamedTuple):
    """One unit: its boundary, what is counted and why, and the places of the number, in ten to the `exponent`."""

    name: str
    boundary: str
    counted: str
    rationale: str
    patterns: tuple[str, ...]
    find: Callable[["Disclosure"], tuple[float | None, Mapping[str, Any]]]
    exponent: int = 0

    def counts(self, stage: str) -> bool:
        """Whether the work of a stage is inside the boundary."""
        return (stage == OPERATION) is (self.boundary == CONSUMER)

    def quantity(self, document: "Disclosure") -> float:
        """How many of the unit there are; 0 where that is not known."""
        number, _ = self.find(document)
        return shifted(number, -self.exponent) if number else 0.0

    def figure(self, document: "Disclosure") -> Mapping[str, Any]:
        """The figure that the number comes from; empty for a sum of several."""
        return self.find(document)[1]

    def lacks(self, document: "Disclosure") -> Iterator[Lack]:
        """What R lacks: a number above 0."""
        number, _ = self.find(document)
        if not number:
            found = "no number" if number is None else "0"
            yield Lack(
                self.patterns[0].partition("/*")[0],
                found,
                f"{self.counted}, above 0",
                "state it, or take another unit R",
            )


def _of_subject(key: str) -> Callable[["Disclosure"], tuple[float | None, Mapping[str, Any]]]:
    def find(document: "Disclosure") -> tuple[float | None, Mapping[str, Any]]:
        subject: Mapping[str, Any] = document["subject"]
        return central(subject.get(key)), subject.get(key, {})

    return find


def _served(document: "Disclosure") -> tuple[float | None, Mapping[str, Any]]:
    """The runs of the lines of serving; for a service that does not state them, the amount of its functional unit."""
    lines = [
        line for line in document.get("compute", []) if line["stage"] == "serve" and "idle_hours" not in line
    ]
    runs = [central(line.get("runs")) for line in lines]
    known = [number for number in runs if number is not None]
    if known and len(known) == len(runs):
        return sum(known), {}
    amount = document["scope"]["functional_unit"].get("amount", {})
    return (central(amount), amount) if document["subject"]["kind"] == "service" else (None, {})


UNITS = {
    "parameter": Unit(
        "one billion parameters, gross",
        PROVIDER,
        "parameters of the model, all of them (gross, not those active for one token)",
        "the size of what was made",
        ("/subject/parameters",),
        _of_subject("parameters"),
        BILLION,
    ),
    "token": Unit(
        "one training token, gross",
        PROVIDER,
        "tokens seen in training, all epochs (gross)",
        "the data that the model was trained on",
        ("/subject/training_tokens",),
        _of_subject("training_tokens"),
    ),
    "flop": Unit(
        "one FLOP of training, gross",
        PROVIDER,
        "arithmetic of the final training (gross); the carbon is that of all work, experiments included",
        "the arithmetic that went into the model",
        ("/subject/training_compute",),
        _of_subject("training_compute"),
    ),
    "request": Unit(
        "one request",
        CONSUMER,
        SERVED,
        "what a user asks of the service",
        ("/compute/*[stage=serve]/runs", "/scope/functional_unit/amount"),
        _served,
    ),
}
"""By the name under which a version is asked for."""
