"""Observations of a manifest of the Impact Framework: the units that its plug-ins declare, and the time they cover."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from fullcount.disclosure.pointer import child
from fullcount.draft.imports.reading import Reading

__all__ = ["period_of", "units_of"]

Item = dict[str, Any]


def units_of(reading: Reading) -> dict[str, str]:
    """The unit of each parameter that a plug-in declares."""
    found: dict[str, str] = {}
    plugins = reading.at("/initialize/plugins")
    for plugin in plugins:
        for side in ("inputs", "outputs"):
            place = f"{child('/initialize/plugins', str(plugin))}/parameter-metadata/{side}"
            parameters = reading.at(place)
            for name in parameters if isinstance(parameters, Mapping) else ():
                unit = reading.text(f"{child(place, str(name))}/unit")
                found |= {str(name): unit} if unit else {}
    return found


def period_of(reading: Reading, entries: list[str]) -> Item:
    """From the day of the first observation to that of the end of the last; nothing where a time cannot be read."""
    times = [_span(reading, entry) for entry in entries]
    known = [span for span in times if span is not None]
    if not known or len(known) < len(times):
        return {}
    first, last = min(span[0] for span in known), max(span[1] for span in known)
    return {"period": {"start": first.date().isoformat(), "end": last.date().isoformat()}}


def _span(reading: Reading, entry: str) -> tuple[datetime, datetime] | None:
    said, seconds = reading.at(f"{entry}/timestamp"), reading.number(f"{entry}/duration", "s")
    try:
        begin = datetime.fromisoformat(str(said))
        lasted = max(seconds or 0.0, 1.0) - 1.0
        return begin.replace(tzinfo=None), begin.replace(tzinfo=None) + timedelta(seconds=lasted)
    except (ValueError, OverflowError):
        reading.note(entry, f"{str(said)[:40]!r} is no time: the period is left out")
        return None
