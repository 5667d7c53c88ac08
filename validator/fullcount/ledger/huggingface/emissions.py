"""The emissions, energy and time of a card: metadata first, prose where it is silent, and where the two differ."""

import re

from fullcount.ledger.errors import clip
from fullcount.ledger.huggingface.amounts import Amount, amount_of, kg_per, kwh_per, scaled
from fullcount.ledger.huggingface.contents import Contents
from fullcount.ledger.huggingface.prose import Said
from fullcount.ledger.reading.notes import Notes
from fullcount.ledger.reading.unfit import Unfit

__all__ = ["Hours", "alike", "compare_places", "emissions_kg", "energy_kwh", "hours_of"]

_DEVICE_HOURS = re.compile(r"(?:gpu|tpu|accelerator|device)s?[\s-]*(?:hours?|hrs?|h)\b", re.IGNORECASE)
_SECONDS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600.0),
    **dict.fromkeys(("d", "day", "days"), 86400.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60.0),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("week", "weeks"), 604800.0),
}


class Hours:
    """A time as a card states it, in seconds: `kind` is wall-clock, accelerator or unclear."""

    def __init__(self, seconds: float, kind: str, said: Said) -> None:
        self.seconds, self.kind, self.said = seconds, kind, said


def emissions_kg(contents: Contents, notes: Notes) -> float | None:
    """kgCO2e of the card. Raises `Unfit` for digits that can be read in two ways and nothing settles."""
    kg, half = _of_metadata(contents, notes), contents.metadata.half_place_kg
    if contents.metadata.readings_kg:
        _compare(kg, half, contents, notes)
        return kg
    said = contents.said.get("emissions")
    return _of_prose(said, notes) if said else None


def _of_metadata(contents: Contents, notes: Notes) -> float | None:
    metadata, line = contents.metadata, contents.line_of("emissions")
    if metadata.bound:
        notes.add("emissions-only-bounded", line, f"{metadata.stated}: a bound or a range is no figure")
    elif metadata.missing and metadata.stated:
        notes.add("emissions-missing", line, f"emissions {metadata.stated!r}")
    elif metadata.is_text and metadata.kg is not None:
        notes.repaired("number-as-text", line, f"emissions {metadata.stated!r}")
    if metadata.kg == 0:
        notes.add("zero-emissions", line, "emissions 0 of a model that was trained")
    return metadata.kg if len(metadata.readings_kg) < 2 else _settled(contents, notes)


def _settled(contents: Contents, notes: Notes) -> float:
    """The one of two readings that a mass in the prose agrees with."""
    readings = contents.metadata.readings_kg
    for kg, half, written, line in contents.masses:
        agreeing = [reading for reading in readings if abs(reading - kg) <= half + 1e-9 * kg]
        if len(agreeing) == 1:
            notes.repaired("number-settled-by-prose", line, f"{contents.metadata.stated} and {written}")
            return agreeing[0]
    both = " or ".join(f"{reading * 1e3:.6g} g" for reading in readings)
    raise Unfit(
        "ambiguous-number", f"emissions {contents.metadata.stated!r}: {both}", "digits without a comma"
    )


def _of_prose(said: Said, notes: Notes) -> float | None:
    amount = amount_of(said.value)
    if amount is None or not amount.readings:
        reason = "emissions-only-bounded" if amount else "emissions-not-a-figure"
        notes.add(reason, said.line, said.value)
        return None
    factor = kg_per(amount.unit)
    if factor is None:
        notes.add("emissions-without-unit", said.line, f"{said.value}: no unit of mass, so no figure")
        return None
    notes.add("emissions-from-prose", said.line, said.value)
    return scaled(amount.readings[0], factor)


def _compare(kg: float | None, half: float, contents: Contents, notes: Notes) -> None:
    """Flag prose that states emissions, and nowhere those of the metadata."""
    if kg is None or not contents.masses:
        return
    if any(abs(kg - mass) <= half + near + 1e-9 * mass for mass, near, _, _ in contents.masses):
        return
    _, _, written, line = contents.masses[0]
    found = f"metadata {contents.metadata.stated} ({kg:.6g} kg), prose {clip(written)}"
    notes.add("prose-differs-from-metadata", line, found)


def energy_kwh(contents: Contents, notes: Notes) -> float | None:
    """kWh that a labelled line states; the metadata has no field for it."""
    said = contents.said.get("energy")
    amount = amount_of(said.value) if said else None
    if said is None:
        return None
    factor = kwh_per(amount.unit) if amount else None
    if amount is None or factor is None or not amount.readings:
        notes.add("energy-not-a-figure", said.line, f"{said.value}: no energy with its unit")
        return None
    notes.add("energy-from-prose", said.line, said.value)
    return scaled(amount.readings[0], factor)


def hours_of(contents: Contents, notes: Notes) -> Hours | None:
    """The time that the prose states: `Training time` is wall-clock, `Hours used` is unclear without more words."""
    for meaning in ("time", "hours"):
        said = contents.said.get(meaning)
        amount = amount_of(said.value) if said else None
        if said is None:
            continue
        seconds = _seconds(amount, meaning) if amount else None
        if seconds is None:
            notes.add("time-not-a-figure", said.line, said.value)
            return None
        if amount and amount.approximate:
            notes.add("approximate-time", said.line, said.value)
        if _DEVICE_HOURS.search(said.value):
            return Hours(seconds, "accelerator", said)
        return Hours(seconds, "wall-clock" if meaning == "time" else "unclear", said)
    return None


def _seconds(amount: Amount, meaning: str) -> float | None:
    """Seconds of an amount; `Hours used` may leave its unit out."""
    unit = _DEVICE_HOURS.sub("hours", amount.unit.lower())
    first = re.match(r"[a-z]+", unit)
    factor = _SECONDS.get(first[0]) if first else 3600.0 if meaning == "hours" else None
    if not amount.readings or factor is None or amount.readings[0] == 0:
        return None
    return amount.readings[0] * factor


def compare_places(contents: Contents, notes: Notes) -> None:
    """Flag prose that names another place than the metadata."""
    stated = contents.metadata.place
    for meaning in ("emissions", "place"):
        said = contents.said.get(meaning)
        found = (
            re.search(r"\(([A-Za-z][A-Za-z ,.-]+)\)", said.value) if said and meaning == "emissions" else None
        )
        named = found[1] if found else said.value if said and meaning == "place" else ""
        if said and stated and named and not alike(stated, named):
            notes.add(
                "prose-differs-from-metadata", said.line, f"metadata {clip(stated)}, prose {clip(named)}"
            )


def alike(first: str, second: str) -> bool:
    """Whether two names of places share a word; where one has no word, they may be the same."""
    one, two = (set(re.findall(r"[^\W\d_]{3,}", text.lower())) for text in (first, second))
    return not one or not two or not one.isdisjoint(two)
