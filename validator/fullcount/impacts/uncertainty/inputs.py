"""The uncertain figures of a disclosure, each known once however many lines share it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import Figure, Scaled, is_missing
from fullcount.impacts.key import category_words
from fullcount.impacts.uncertainty.expression import Expression
from fullcount.impacts.uncertainty.spread import Spread, spread_of

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["Input", "Inputs"]

WORDS = {
    "power": "power per {unit}",
    "idle_power": "idle power per {unit}",
    "rated_power": "rated power per {unit}",
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
    """One uncertain figure: what it is in words, where it stands, and how far it may be from the truth.

    `field` is its kind; `infrastructure` that of making network, storage or buildings alone.
    """

    label: str
    pointer: str
    field: str
    unit: str
    of_line: bool
    spread: Spread


class _Place(NamedTuple):
    """Where a figure stands, before anybody reads it; `of_lines` names the lines that share its kind of error."""

    what: str
    name: str
    pointer: str
    field: str
    code: str
    of_lines: str = ""
    kind: str = ""


class Inputs:
    """Reads the figures of one or more disclosures as expressions, and collects the uncertain ones.

    Figures that repeat one value of one factor, or of one place in one source, are one input, as is a figure that
    two disclosures share. Lines whose figures state no interval err alike: by the default of their kind, once for all
    lines on one equipment, so that work is no more certain for being told in more lines.
    """

    def __init__(self, *documents: "Disclosure") -> None:
        self.found: list[Input] = []
        self._documents = documents
        self._places = {id(figure): place for document in documents for place, figure in _placed(document)}
        self._known: dict[object, Expression | None] = {}
        self._names: dict[int, list[str]] = {}

    def read(self, figure: Figure | None) -> Expression | None:
        """The figure as an expression; None where it has no value."""
        if not figure or is_missing(figure):
            return None
        if isinstance(figure, Scaled) and id(figure.origin) in self._places:
            return self._scaled(figure)
        place = self._places[id(figure)]
        key = _identity(figure, place)
        if key not in self._known:
            self._known[key] = self._expression(figure, place)
        self._name(self._known[key], place)
        return self._known[key]

    def _scaled(self, figure: Scaled) -> Expression | None:
        original, over = self.read(figure.origin), self.read(figure.over)
        if original is None or over is None:
            return None if original is None else original * figure.ratio
        return original / over

    def _name(self, expression: Expression | None, place: _Place) -> None:
        """Add what a figure is of to the label of its input, where it is known from elsewhere already."""
        for index in next(iter(expression.terms), ()) if expression and not place.of_lines else ():
            names = self._names.setdefault(index, [place.name])
            if place.name not in names:
                names.append(place.name)
                self.found[index] = self.found[index]._replace(label=f"{place.what} {' and '.join(names)}")

    def _expression(self, figure: Figure, place: _Place) -> Expression | None:
        spread = None if "below" in figure else spread_of(figure, place.field, place.code)
        if spread is None:
            return None
        if spread.is_certain:
            return Expression.constant(spread.median)
        if place.of_lines and not _has_interval(figure):
            return self._common_error(figure, place, spread) * spread.median
        label = f"{place.what} {place.name}"
        return self._input(label, place, figure["unit"], spread, of_line=bool(place.of_lines))

    def _common_error(self, figure: Figure, place: _Place, spread: Spread) -> Expression:
        """A factor around 1 by which all such figures of the lines on one equipment are off."""
        key = ("common", place.of_lines, place.field, place.code, figure.get("basis"))
        if key not in self._known:
            label = f"error common to the {place.field.replace('_', ' ')} of the lines on {place.of_lines}"
            relative = spread._replace(median=1.0)
            self._known[key] = self._input(label, place, "times", relative, of_line=False)
        return self._known[key] or Expression.constant(1.0)

    def _input(self, label: str, place: _Place, unit: str, spread: Spread, *, of_line: bool) -> Expression:
        self.found.append(Input(label, place.pointer, place.kind or place.field, unit, of_line, spread))
        return Expression.of_input(len(self.found) - 1)


def _has_interval(figure: Figure) -> bool:
    return "low" in figure or "high" in figure


def _identity(figure: Figure, place: _Place) -> object:
    """What makes two figures one: the object, or what it repeats. A line's own figure repeats nothing."""
    origin = figure.get("factor") or figure.get("source")
    if place.of_lines or origin is None:
        return id(figure)
    numbers = (figure.get(name) for name in ("value", "low", "high", "interval", "unit", "basis", "locator"))
    return origin, place.field, place.code, *numbers


def _placed(document: "Disclosure") -> Iterator[tuple[_Place, Figure]]:
    """Every figure that an impact may depend on, with its place."""
    for section in SECTIONS:
        items: list[Mapping[str, Any]] = document.get(section, [])  # type: ignore[assignment]
        for index, item in enumerate(items):
            of_lines = item.get("equipment", "equipment not named") if section == "compute" else ""
            yield from _of_item(item, f"/{section}/{index}", of_lines)


def _of_item(item: Mapping[str, Any], pointer: str, of_lines: str) -> Iterator[tuple[_Place, Figure]]:
    name = item["id"]
    for field, value in item.items():
        if isinstance(value, dict) and "unit" in value:
            field_words = WORDS.get(field, field.replace("_", " ")).format(unit=_unit(item))
            kind, code = _kind(item, field, value)
            yield _Place(f"{field_words} of", name, f"{pointer}/{field}", kind, code, of_lines), value
        elif field in ENTRIES:
            for index, entry in enumerate(value):
                yield from _of_entry(entry, f"{pointer}/{field}/{index}", name, field)


def _unit(item: Mapping[str, Any]) -> str:
    """What the powers of an equipment are for."""
    on_cores = "cores_per_node" in item and "accelerators_per_node" not in item
    return "core" if on_cores else "accelerator"


def _of_entry(
    entry: Mapping[str, Any], pointer: str, name: str, field: str
) -> Iterator[tuple[_Place, Figure]]:
    covers: list[str] = entry.get("covers", [])
    whole = f"{name} ({', '.join(covers)})" if covers else name
    kind = "infrastructure" if covers and not {"accelerators", "host"} & {*covers} else ""
    what = f"{category_words(entry['category'])} {'per kWh of' if field == 'use_factors' else 'of making'}"
    yield _Place(what, whole, f"{pointer}/amount", field, entry["category"], kind=kind), entry["amount"]
    for own in ("lifetime", "utilisation"):
        if isinstance(entry.get(own), dict):
            yield _Place(f"{own} of", whole, f"{pointer}/{own}", own, ""), entry[own]


def _kind(item: Mapping[str, Any], field: str, figure: Figure) -> tuple[str, str]:
    """The field and code under which the table of defaults has the figure."""
    if field in POWERS:
        return "power", figure.get("power_basis", "")
    if field == "energy":
        return field, figure.get("power_basis", "measured-wall" if figure.get("basis") == "measured" else "")
    if field == "rated_power":
        return field, "" if is_missing(item.get("load")) else "with-load"
    return field, ""
