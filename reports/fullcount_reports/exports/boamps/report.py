"""One report: header, task, measure, infrastructure, environment."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import central, fits
from fullcount.impacts.line import Missing
from fullcount.powers_of_ten import BILLION, shifted
from fullcount_reports.exports.boamps.hardware import (
    components,
    differing_counts,
    lacking_hardware,
    said_of_hardware,
)
from fullcount_reports.exports.exported import Lack
from fullcount_reports.exports.unsaid import Said, region
from fullcount_reports.exports.work import Part, Quantity, Work
from fullcount_reports.exports.writing import identifier, the_only

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Facility

__all__ = ["hidden_in", "report_of", "requirements", "said_of"]

Node = dict[str, Any]
SPECIFICATION = "https://github.com/Boavizta/BoAmps"
SECONDS_PER_HOUR = 3600.0
STATUS = {"draft": "draft", "published": "final"}
DATA_TYPES = {
    **{code: code for code in ("text", "audio", "image", "video", "tabular")},
    "speech": "audio",
    "earth-observation": "image",
}
"""Modalities that the format has a word for; every other is `other`, as speech is audio."""
QUALITIES = ((0.10, "high"), (0.25, "medium"), (0.50, "low"))
"""Half width of an interval over its value, and the word of the format for it (report schema of BoAmps 1.1)."""


def requirements(document: "Disclosure", parts: Sequence[Part]) -> Iterator[Lack]:
    """What the reports of these parts need and the disclosure does not say."""
    subject = document["subject"]
    if not subject.get("modalities") and central(subject.get("training_tokens")) is None:
        remedy = "say what the subject reads or writes, such as [text]"
        yield Lack("/subject/modalities", "no modality", "the type of the data", remedy)
    seen = (lack for part in parts for lack in lacking_hardware(part))
    yield from dict.fromkeys(seen)


def report_of(work: Work, part: Part, version: str) -> Node:
    """The report of one part, whose energy and devices are known."""
    document, energy = work.document, work.energy(part)
    if isinstance(energy, Missing):
        raise TypeError(f"{part.name} has no energy")
    quality = _quality(energy)
    return {
        "header": _header(document, part, version),
        "task": _task(document, part),
        "measures": [_measure(energy, part, document["data_status"])],
        "infrastructure": _infrastructure(part),
        **_environment(part),
        **({"quality": quality} if quality else {}),
    }


def _header(document: "Disclosure", part: Part, version: str) -> Node:
    revision = document["revision"]
    status = STATUS.get(revision["status"], "other")
    if status == "final" and revision["number"] > 1:
        status = "corrective"
    named = {"name": document["publisher"]["name"], "projectName": document["subject"]["name"]}
    publisher = {"publisher": {**named, "confidentialityLevel": "public"}} if status != "draft" else {}
    return {
        "licensing": document["licence"],
        "formatVersion": version,
        "formatVersionSpecificationUri": SPECIFICATION,
        "reportId": identifier(document["id"], part.name),
        "reportDatetime": f"{revision['date']} 00:00:00",
        "reportStatus": status,
        **publisher,
    }


def _task(document: "Disclosure", part: Part) -> Node:
    subject = document["subject"]
    modalities = subject.get("modalities", [])
    described = {"taskDescription": subject["description"]} if "description" in subject else {}
    return {
        "taskStage": part.name,
        "taskFamily": ", ".join(modalities) or "not stated",
        "algorithms": [_algorithm(subject)],
        "dataset": _datasets(subject, part),
        **described,
    }


def _algorithm(subject: Mapping[str, Any]) -> Node:
    parameters = central(subject.get("parameters"))
    base = the_only(ancestor["name"] for ancestor in subject.get("lineage", []))
    return {
        "algorithmName": subject["name"],
        **({"foundationModelName": base} if base else {}),
        **({"parametersNumber": shifted(parameters, -BILLION)} if parameters is not None else {}),
    }


def _datasets(subject: Mapping[str, Any], part: Part) -> list[Node]:
    usage = "output" if part.name == "datacreation" else "input"
    types = dict.fromkeys(DATA_TYPES.get(code, "other") for code in subject.get("modalities", []))
    found: list[Node] = [{"dataUsage": usage, "dataType": kind} for kind in types]
    tokens = central(subject.get("training_tokens"))
    if tokens is None:
        return found
    if part.name == "training":
        found.append({"dataUsage": usage, "dataType": "token", "dataQuantity": tokens})
    return found or [{"dataUsage": usage, "dataType": "token"}]


def _measure(energy: Quantity, part: Part, data_status: str) -> Node:
    covers = "" if energy.boundary == "unstated" else f" at the {energy.boundary} boundary"
    method = f"{data_status} figures: energy {energy.how}{covers}"
    only = part.lines[0].raw if len(part.lines) == 1 else None
    hours = central(only.get("wall_clock")) if only else None
    seconds = None if hours is None else hours * SECONDS_PER_HOUR
    timed = {} if seconds is None or not fits(seconds) else {"measurementDuration": seconds}
    begun = only and only.get("period")
    started = {"measurementDateTime": f"{begun['start']} 00:00:00"} if begun else {}
    return {"measurementMethod": method, "powerConsumption": energy.amount.value, **timed, **started}


def _infrastructure(part: Part) -> Node:
    place = _place(part)
    cloud = place is not None and "cloud_region" in place
    operator = place.get("operator") if place else None
    return {
        "infraType": "publicCloud" if cloud else "other",
        **({"cloudProvider": operator} if cloud and operator else {}),
        "components": list(components(part)),
    }


def _environment(part: Part) -> Node:
    """The place, where it is one and its country is known, which the format requires."""
    place = _place(part)
    if place is None or "country" not in place:
        return {}
    intensity = central(place.get("carbon_intensity_location_based"))
    where = place.get("location", place.get("cloud_region"))
    located = {"location": where} if where else {}
    known = {} if intensity is None else {"powerSourceCarbonIntensity": intensity}
    return {"environment": {"country": place["country"], **located, **known}}


def said_of(part: Part) -> Iterator[Said]:
    """What the report of a part says of its devices and of its place."""
    yield from said_of_hardware(part)
    place = _place(part)
    if place is not None and "cloud_region" in place:
        yield place, "operator"
    if place is not None and "country" in place:
        yield from ((place, "country"), (place, "carbon_intensity_location_based"))
        yield from region(place, "location", "cloud_region")


def hidden_in(parts: Sequence[Part]) -> frozenset[str]:
    """Pointers of what lines say and their report does not: times of several lines, counts that differ."""
    timed = (line for part in parts if len(part.lines) > 1 for line in part.lines)
    times = {f"{line.pointer}/{key}" for line in timed for key in ("wall_clock", "period/start")}
    counts = {f"{line.pointer}/accelerators" for part in parts for line in differing_counts(part)}
    return frozenset(times | counts)


def _place(part: Part) -> "Facility | None":
    return the_only(line.facility for line in part.lines)


def _quality(energy: Quantity) -> str:
    """The word for the interval that the disclosure states; empty where it states none or a wider one."""
    value, low, high = energy.amount
    if energy.figure is None or low == high or not value:
        return ""
    half = max(value - low, high - value) / value
    return next((word for most, word in QUALITIES if half <= most), "")
