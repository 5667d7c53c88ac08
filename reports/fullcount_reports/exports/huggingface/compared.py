"""The metadata and the labelled prose of a card against the final training of a disclosure."""

from collections.abc import Iterator
from typing import NamedTuple

from fullcount.disclosure.figures import Amount, central, half_unit
from fullcount.factors.places import countries, country_of, normalise_place
from fullcount.impacts.line import Missing
from fullcount.ledger.errors import clip
from fullcount.ledger.huggingface.amounts import Amount as Written
from fullcount.ledger.huggingface.amounts import amount_of, kg_per, kwh_per
from fullcount.ledger.huggingface.contents import Contents
from fullcount.ledger.huggingface.emissions import Hours, alike, hours_of
from fullcount.ledger.huggingface.hardware import Named, hardware_of, same_model
from fullcount.ledger.huggingface.prose import Said
from fullcount.ledger.huggingface.rows import run_type_in
from fullcount.ledger.reading.notes import Notes
from fullcount.ledger.reading.tally import Tally
from fullcount.printing import as_number
from fullcount.review.finding import Severity
from fullcount_reports.exports.huggingface.contradiction import Contradiction
from fullcount_reports.exports.huggingface.training import Training
from fullcount_reports.exports.work import ENERGY, GHG, GHG_MARKET, Quantity

__all__ = ["compared"]

NAME = "card-differs-from-disclosure"
CORRECT = "correct the card, or the disclosure"
WITHIN = 1e-9
"""Part of a figure that arithmetic on floats may cost."""
_HOUR_S = 3600.0


class _Claim(NamedTuple):
    """A figure of the card in the unit of the standard: its readings, half its last place, and how it is written."""

    readings: tuple[float, ...]
    half: float
    written: str
    line: int


def compared(contents: Contents, training: Training) -> Iterator[Contradiction]:
    """What the card says of the training and the disclosure does not."""
    yield from _emissions(contents, training)
    yield from _energy(contents, training)
    yield from _hours(contents, training)
    yield from _kind(contents, training)
    yield from _place(contents, training)
    yield from _hardware(contents, training)


def _emissions(contents: Contents, training: Training) -> Iterator[Contradiction]:
    metadata, said = contents.metadata, contents.said.get("emissions")
    in_grams = "" if metadata.is_text else " g"
    claims = [
        _Claim(
            metadata.readings_kg,
            metadata.half_place_kg,
            f"co2_eq_emissions {metadata.stated}{in_grams}",
            contents.line_of("emissions"),
        )
    ]
    if said and (amount := amount_of(said.value)) and (kg := kg_per(amount.unit)):
        claims.append(_claim(amount, kg, said))
    for claim in claims:
        if claim.readings:
            yield from _unlike(claim, training.ghg, "kgCO2e", _hint(claim, training))
    if not any(claim.readings for claim in claims) and isinstance(training.ghg, Quantity):
        stated = f"says {clip(metadata.stated)!r}" if metadata.stated else "states no emissions"
        found = f"the card {stated}; the disclosure has {_shown(training.ghg.amount, 'kgCO2e')}"
        yield Contradiction(
            contents.line_of("emissions"),
            Severity.NOTE,
            "card-lacks-figure",
            found,
            "write it with fullcount card --hub",
        )


def _hint(claim: _Claim, training: Training) -> str:
    """Which other figure of the disclosure it is, if any; or which slip of unit explains it."""
    others = {
        "market-based figure of the final training": training.impact(GHG_MARKET),
        "figure of all work": training.work.impact(training.whole, GHG),
    }
    for words, figure in others.items():
        if isinstance(figure, Quantity) and _agrees(claim, figure.amount):
            return f"; it is the {words}"
    for factor, words in (
        (1e3, "kilograms where grams are meant"),
        (1e-3, "grams where kilograms are meant"),
    ):
        slipped = claim._replace(readings=tuple(n * factor for n in claim.readings), half=claim.half * factor)
        if isinstance(training.ghg, Quantity) and _agrees(slipped, training.ghg.amount):
            return f"; it looks like {words}"
    return ""


def _energy(contents: Contents, training: Training) -> Iterator[Contradiction]:
    said = contents.said.get("energy")
    amount = amount_of(said.value) if said else None
    if said and amount and amount.readings and (kwh := kwh_per(amount.unit)):
        yield from _unlike(_claim(amount, kwh, said), training.impact(ENERGY), "kWh", "")


def _hours(contents: Contents, training: Training) -> Iterator[Contradiction]:
    """Hours that the card says are of accelerators; those by the clock are of each line its own."""
    hours = hours_of(contents, Notes(Tally(())))
    known = training.work.hours(training.part.lines)
    if isinstance(hours, Hours) and hours.kind == "accelerator" and known is not None:
        value = hours.seconds / _HOUR_S
        claim = _Claim((value,), half_unit(value), hours.said.value, hours.said.line)
        found = Quantity(Amount(known, known, known), "stated")
        yield from _unlike(claim, found, "accelerator-h", "")


def _claim(amount: Written, factor: float, said: Said) -> _Claim:
    readings = tuple(reading * factor for reading in amount.readings)
    return _Claim(readings, amount.half_place * factor, said.value, said.line)


def _unlike(claim: _Claim, known: Quantity | Missing, unit: str, hint: str) -> Iterator[Contradiction]:
    if isinstance(known, Missing):
        found = f"{clip(claim.written)}; the disclosure has no such figure, for want of {known}"
        yield Contradiction(
            claim.line, Severity.NOTE, "disclosure-lacks-figure", found, "add it to the disclosure"
        )
    elif not _agrees(claim, known.amount):
        read = " or ".join(f"{as_number(value)} {unit}" for value in claim.readings)
        shown = f"{_shown(known.amount, unit)} for the final training"
        found = f"{clip(claim.written)} ({read}); the disclosure has {shown}{hint}"
        yield Contradiction(claim.line, Severity.ERROR, NAME, found, CORRECT)


def _agrees(claim: _Claim, amount: Amount) -> bool:
    """Within what both may be rounded to; the interval of the disclosure is not its rounding, and not used."""
    allowed = claim.half + half_unit(amount.value) + WITHIN * amount.value
    return any(abs(reading - amount.value) <= allowed for reading in claim.readings)


def _shown(amount: Amount, unit: str) -> str:
    return f"{as_number(amount.value)} {unit}"


def _kind(contents: Contents, training: Training) -> Iterator[Contradiction]:
    said = contents.metadata.training_type
    run_type = run_type_in(contents, Notes(Tally(())))
    kinds = {line.raw["run_type"] for line in training.part.lines}
    if said and run_type != "other" and kinds and run_type not in kinds:
        yield _words(contents.line_of("training_type"), "training_type", said, training.kind)


def _place(contents: Contents, training: Training) -> Iterator[Contradiction]:
    prose = contents.said.get("place")
    written = contents.metadata.place, contents.line_of("geographical_location")
    said = [written, *([(prose.value, prose.line)] if prose else [])]
    known = [line.facility for line in training.part.lines if line.facility]
    keys = ("name", "location", "country", "subdivision", "cloud_region")
    words = " ".join(str(place.get(key, "")) for place in known for key in keys)
    lands = {place["country"] for place in known if "country" in place}
    for place, line in said:
        land = _country(place)
        if place and training.place and land not in lands and not alike(place, f"{words} {training.place}"):
            yield _words(line, "place", place, training.place)


def _country(place: str) -> str:
    """The country that a place is or is in; empty where it is not known."""
    last = place.rpartition(",")[2].strip()
    code = normalise_place(last.upper())
    if code in countries():
        return code
    named = (code for code, name in countries().items() if name.casefold() == last.casefold())
    return next(named, "") or country_of(place.strip()) or ""


def _hardware(contents: Contents, training: Training) -> Iterator[Contradiction]:
    prose = contents.said.get("hardware")
    written = contents.metadata.hardware, contents.line_of("hardware_used")
    said = [written, *([(prose.value, prose.line)] if prose else [])]
    known = training.hardware
    for hardware, line in said:
        named = hardware_of(hardware)
        if known and hardware and not _same_hardware(named, training):
            yield _words(line, "hardware", hardware, known)


def _same_hardware(named: Named, training: Training) -> bool:
    """Whether the model can be one of the training, and the number is not another than all of its lines have."""
    numbers = {central(line.raw.get("accelerators")) for line in training.part.lines}
    counted = named.number is None or None in numbers or named.number in numbers
    return counted and (
        not named.model or any(same_model(named.model, one) for one in training.hardware.split("; "))
    )


def _words(line: int, what: str, said: str, known: str) -> Contradiction:
    found = f"{what} {clip(said)!r}; the disclosure has {clip(known)!r} for the final training"
    return Contradiction(line, Severity.ERROR, NAME, found, CORRECT)
