"""Which fields a coverage requirement reads.

A requirement is code, which also accepts what follows from other figures; this table says what to fill in. Each entry
is a choice of fields, one of which is needed; an equals sign names the code that is asked for. Tests take the fields
out of a disclosure and see that the requirement is no longer met.
"""

from collections.abc import Mapping

from fullcount.review.coverage import LEVEL_NAMES, REQUIREMENTS
from reference.sections import page_of

__all__ = ["NEEDS", "fields_of", "level_anchor", "levels_of"]

Choice = tuple[str, ...]
HOURS: Choice = ("compute_line.accelerator_hours", "compute_line.core_hours")
MADE: Choice = ("impact.amount", "equipment.manufacture")

NEEDS: Mapping[str, tuple[Choice, ...]] = {
    "final-compute": (("disclosure.compute",), HOURS),
    "impact-with-basis": (
        ("impact.amount", "compute_line.energy"),
        ("quantity_energy.basis", "quantity_ghg.basis"),
    ),
    "training-in-scope": (("scope.life_cycle",),),
    "training-hours": (HOURS,),
    "training-hardware": (("disclosure.equipment",), ("equipment.accelerator", "compute_line.core_hours")),
    "training-place": (("disclosure.facilities",), ("facility.country",)),
    "training-ghg": (("impact.amount", "facility.carbon_intensity_location_based"),),
    "data-work": (("compute_line.stage=data",), HOURS),
    "exploration": (("compute_line.stage=explore",), HOURS),
    "ablation": (("compute_line.stage=ablate",), HOURS),
    "tuning": (("compute_line.stage=hyperparam",), HOURS),
    "debugging": (("compute_line.run_type=debug",), HOURS),
    "evaluation": (("compute_line.run_type=evaluate",), HOURS),
    "failed-runs": (("compute_line.outcome",), HOURS),
    "manufacture-ghg": (MADE,),
    "minerals": (MADE,),
    "water-on-site": (("impact.amount", "facility.wue"),),
    "water-off-site": (("impact.amount", "facility.water_intensity"),),
    "allocation": (("scope.allocation",), ("equipment.lifetime",), ("equipment.utilisation",)),
    "ledger": (("disclosure.evidence",), ("attachment.path",)),
    "hashes": (("attachment.path",), ("attachment.sha256",)),
    "sums": (("disclosure.evidence",), ("disclosure.compute",)),
    "recomputes": (("disclosure.impacts",), ("impact.amount",)),
    "valid": (),
    "review": (("disclosure.reviews",), ("review.conclusion",), ("review.date",)),
}


def levels_of(definition: str, field: str) -> list[tuple[int, bool]]:
    """The lowest level that needs a field outright, and the lowest that needs it or another.

    The flag says whether another field would do.
    """
    name = f"{definition}.{field}"
    levels: dict[bool, int] = {}
    for requirement in REQUIREMENTS:
        for choice in NEEDS[requirement.name]:
            if name in choice:
                levels.setdefault(len(choice) > 1, requirement.level)
    if False in levels and levels.get(True, 0) >= levels[False]:
        del levels[True]
    return sorted((level, choice) for choice, level in levels.items())


def level_anchor(level: int) -> str:
    """The anchor of a level on the page of the levels."""
    return f"level-{level}-{LEVEL_NAMES[level].replace(' ', '-')}"


def fields_of(requirement: str) -> str:
    """What a requirement reads, with links to the fields; empty where it is the document as a whole."""
    return "; ".join(" or ".join(map(_link, choice)) for choice in NEEDS[requirement])


def _link(name: str) -> str:
    field, _, code = name.partition("=")
    definition = field.partition(".")[0]
    anchor = definition if definition.startswith("quantity_") else field
    shown = f"`{field.removeprefix('quantity_')}`{f' {code}' if code else ''}"
    return f"[{shown}](standard/{page_of(definition)}#{anchor})"
