"""The uncertain figures of a disclosure, each known once however many lines share it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import Figure, central, is_missing
from fullcount.impacts.key import category_words
from fullcount.impacts.uncertainty.expression import Expression
from fullcount.impacts.uncertainty.spread import Spread, spread_of

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["Input", "Inputs"]

WORDS = {
    "pue": "PUE",
    "wue": "WUE",
    "water_intensity": "water intensity of electricity",
    "carbon_intensity_location_based": "location-based carbon intensity",
    "carbon_intensity_market_based": "market-based carbon intensity",
}
POWERS = {"power", "idle_power"}
SECTIONS = ("facilities", "equipment", "compute")
ENTRIES = ("use_factors", "manufacture")


class Input(NamedTuple):
    """One uncertain figure: what it is in words, where it stands, and how far it may be from the truth."""

    label: str
    pointer: str
    field: str
    unit: str
    of_line: bool
    spread: Spread


class _Place(NamedTuple):
    """Where a figure stands, before anybody reads it."""

    label: str
    pointer: str
    field: str
    code: str


class Inputs:
    """Reads the figures of one or more disclosures as expressions, and collects the uncertain ones.

    Figures that repeat one factor of one value are one input, as is a figure that two disclosures share.
    """

    def __init__(self, *documents: "Disclosure") -> None:
        self.found: list[Input] = []
        self._documents = documents
        self._places = {id(figure): place for document in documents for place, figure in _placed(document)}
        self._known: dict[object, Expression | None] = {}

    def read(self, figure: Figure | None) -> Expression | None:
        """The figure as an expression; None where it has no value."""
        if not figure or is_missing(figure):
            return None
        key = _identity(figure)
        if key not in self._known:
            self._known[key] = self._expression(figure)
        return self._known[key]

    def _expression(self, figure: Figure) -> Expression | None:
        place = self._places[id(figure)]
        spread = None if "below" in figure else spread_of(figure, place.field, place.code)
        if spread is None:
            return None
        if spread.is_certain:
            return Expression.constant(spread.median)
        of_line = place.pointer.startswith("/compute/")
        self.found.append(Input(place.label, place.pointer, place.field, figure["unit"], of_line, spread))
        return Expression.of_input(len(self.found) - 1)


def _identity(figure: Figure) -> object:
    if "factor" in figure:
        return figure["factor"], central(figure), figure.get("low"), figure.get("high"), figure["unit"]
    return id(figure)


def _placed(document: "Disclosure") -> Iterator[tuple[_Place, Figure]]:
    """Every figure that an impact may depend on, with its place."""
    for section in SECTIONS:
        items: list[Mapping[str, Any]] = document.get(section, [])  # type: ignore[assignment]
        for index, item in enumerate(items):
            yield from _of_item(item, f"/{section}/{index}", item["id"])


def _of_item(item: Mapping[str, Any], pointer: str, name: str) -> Iterator[tuple[_Place, Figure]]:
    for field, value in item.items():
        if isinstance(value, dict) and "unit" in value:
            field_words = WORDS.get(field, field.replace("_", " "))
            kind, code = _kind(item, field, value)
            yield _Place(f"{field_words} of {name}", f"{pointer}/{field}", kind, code), value
        elif field in ENTRIES:
            for index, entry in enumerate(value):
                yield from _of_entry(entry, f"{pointer}/{field}/{index}", name, field)


def _of_entry(
    entry: Mapping[str, Any], pointer: str, name: str, field: str
) -> Iterator[tuple[_Place, Figure]]:
    what = category_words(entry["category"])
    covers = f" ({', '.join(entry['covers'])})" if entry.get("covers") else ""
    label = f"{what} per kWh of {name}" if field == "use_factors" else f"{what} of making {name}{covers}"
    yield _Place(label, f"{pointer}/amount", field, entry["category"]), entry["amount"]
    for own in ("lifetime", "utilisation"):
        if isinstance(entry.get(own), dict):
            yield _Place(f"{own} of {name}{covers}", f"{pointer}/{own}", own, ""), entry[own]


def _kind(item: Mapping[str, Any], field: str, figure: Figure) -> tuple[str, str]:
    """The field and code under which the table of defaults has the figure."""
    if field in POWERS:
        return "power", figure.get("power_basis", "")
    if field == "energy":
        return field, figure.get("power_basis", "measured-wall" if figure.get("basis") == "measured" else "")
    if field == "rated_power":
        return field, "" if is_missing(item.get("load")) else "with-load"
    return field, ""
