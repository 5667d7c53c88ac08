"""What the metadata of a card says about emissions: `co2_eq_emissions`, a number of grams or a map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.huggingface.amounts import Amount, amount_of, kg_per, scaled
from fullcount.ledger.reading.loose import is_missing, list_at, map_at, text_of
from fullcount.ledger.reading.unfit import Unfit

__all__ = ["Metadata", "metadata_of"]

_KEY = "co2_eq_emissions"


@dataclass(frozen=True, slots=True)
class Metadata:
    """The emissions as readings in kg (two where the digits allow two), the half of the last printed place in kg.

    `stated` is how they are written, `missing` and `bound` say why there is no reading; the rest is text as written.
    """

    readings_kg: tuple[float, ...]
    half_place_kg: float
    stated: str
    is_text: bool
    missing: bool
    bound: bool
    training_type: str
    place: str
    hardware: str
    source: str
    bases: tuple[str, ...]
    relation: str
    name: str

    @property
    def kg(self) -> float | None:
        """The one reading in kgCO2e; None where there is none, or two."""
        return self.readings_kg[0] if len(self.readings_kg) == 1 else None


def metadata_of(data: Any) -> Metadata:
    """What the parsed metadata of a card says. Raises `Unfit` for a figure that is no figure."""
    said: Any = map_at(data).get(_KEY)
    details = map_at(said)
    value: Any = details.get("emissions") if isinstance(said, Mapping) else said
    if isinstance(value, list | Mapping | bool):
        raise Unfit("unreadable-emissions", f"emissions {clip(repr(value))}", "a number of grams")
    amount = None if is_missing(value) else _amount(value)
    factor = _kg_in(amount) if amount else 1.0
    base = map_at(data).get("base_model")
    return Metadata(
        readings_kg=tuple(scaled(reading, factor) for reading in amount.readings) if amount else (),
        half_place_kg=amount.half_place * factor if amount else 0.0,
        stated=clip(text_of(value)),
        is_text=isinstance(value, str),
        missing=is_missing(value),
        bound=bool(amount and amount.bound),
        training_type=_said(details, "training_type"),
        place=_said(details, "geographical_location"),
        hardware=_said(details, "hardware_used"),
        source=_said(details, "source"),
        bases=tuple(_texts(base)),
        relation=text_of(map_at(data).get("base_model_relation")),
        name=text_of(map_at(data).get("model_name")) or _first_name(data),
    )


def _first_name(data: Any) -> str:
    return next((text_of(index.get("name")) for index in list_at(data, "model-index")), "")


def _said(details: Mapping[str, Any], key: str) -> str:
    """Text, or the texts of a list joined; empty where it says nothing."""
    return ", ".join(_texts(details.get(key)))


def _texts(value: Any) -> list[str]:
    """The texts of a list, or the one text; nothing where it says nothing."""
    values = value if isinstance(value, list) else [value]
    return [text_of(part) for part in values if not is_missing(part) and text_of(part)]


def _amount(value: float | str) -> Amount:
    amount = amount_of(str(value))
    if amount is None:
        raise Unfit("unreadable-emissions", f"emissions {clip(repr(value))}", "a number of grams")
    if any(not reading <= 1e15 for reading in amount.readings):
        raise Unfit("unreadable-emissions", f"emissions {clip(repr(value))}", "fewer than 1e15 g")
    return amount


def _kg_in(amount: Amount) -> float:
    """Kilograms in the unit of the metadata: grams, unless the text names another."""
    if not amount.unit:
        return 1e-3
    factor = kg_per(amount.unit)
    if factor is None and not amount.bound:
        raise Unfit("unknown-unit", f"emissions in {clip(amount.unit)!r}", "g, kg or t")
    return factor or 1.0
