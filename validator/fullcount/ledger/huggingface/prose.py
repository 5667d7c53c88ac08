"""What the body of a card says in labelled lines: `- **Hours used:** 14`.

| label                                                        | says     |
|--------------------------------------------------------------|----------|
| Emissions, Carbon Emitted, CO2 emissions, Carbon footprint   | emissions |
| Total energy consumption, Energy consumed                    | energy   |
| Training time, Training duration                             | time     |
| Hours used (of the template)                                 | hours    |
| GPU, GPUs, Hardware, Hardware Type, Hardware used            | hardware |
| Compute Region, Region                                       | place    |
| Cloud Provider                                               | provider |

A model with its TDP in brackets, as in `H100-80GB (TDP of 700W)`, is hardware too. The template's "[More Information
Needed]" is no value. Code and tables are not prose.
"""

import re
from typing import NamedTuple

from fullcount.ledger.huggingface.amounts import NUMBER, amount_of, kg_per, scaled
from fullcount.ledger.reading.cards import Passage
from fullcount.ledger.reading.loose import is_missing

__all__ = ["Said", "masses_in", "prose_lines", "said_in"]

_LABELLED = re.compile(
    r"\s*(?:[-*+•]\s+)?(?:\*\*|__)?\s*([A-Za-z][A-Za-z0-9₂ ()/_-]{1,50}?)\s*(?:\*\*|__)?\s*:\s*(.+)"
)
_MEANINGS = {
    **dict.fromkeys(
        (
            *(
                "emissions",
                "carbon emitted",
                "co2 emissions",
                "carbon emissions",
                "carbon footprint",
                "co2 emitted",
            ),
            *("total emissions", "co2 eq emissions", "co2eq emissions", "total carbon emissions"),
        ),
        "emissions",
    ),
    **dict.fromkeys(
        (
            "total energy consumption",
            "energy consumption",
            "energy consumed",
            "total energy consumed",
            "total energy",
        ),
        "energy",
    ),
    **dict.fromkeys(("training time", "training duration", "total training time"), "time"),
    **dict.fromkeys(("hours used", "hours"), "hours"),
    **dict.fromkeys(("gpu", "gpus", "hardware", "hardware type", "hardware used"), "hardware"),
    **dict.fromkeys(("compute region", "region"), "place"),
    "cloud provider": "provider",
}
_MASS_UNIT = r"(?:k?g|t|tons?|tonnes?|metric tons?|kilograms?|grams?)"
_MASS = re.compile(
    rf"(?<![\d.,])((?:{NUMBER})\s*(?:thousand|million)?\s*{_MASS_UNIT}\s*(?:of\s+)?CO(?:2|₂)\w*)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")


_RATED = re.compile(r"\b([A-Z][A-Za-z]{0,9}\d{2,4}[A-Za-z]{0,4}(?:-\w{1,12}){0,3}) ?\(TDP\b")


class Said(NamedTuple):
    """A labelled value and its line."""

    value: str
    line: int


def prose_lines(body: Passage) -> list[tuple[int, str]]:
    """The lines that are neither code nor rows of a table."""
    lines, inside = [], False
    for number, line in enumerate(body.text.split("\n"), body.first):
        if _FENCE.match(line):
            inside = not inside
        elif not inside and not line.lstrip().startswith(("|", "<t", "</t")):
            lines.append((number, line[:2000]))
    return lines


def said_in(body: Passage) -> dict[str, Said]:
    """The first value of each meaning; a placeholder is none."""
    said: dict[str, Said] = {}
    for number, line in prose_lines(body):
        match = _LABELLED.fullmatch(line)
        meaning = _MEANINGS.get(re.sub(r"\s+", " ", match[1].lower().replace("₂", "2"))) if match else None
        if match and meaning and not is_missing(value := match[2].strip().lstrip("*_ ").strip()):
            said.setdefault(meaning, Said(value, number))
        elif rated := _RATED.search(line):
            said.setdefault("hardware", Said(rated[1], number))
    return said


def masses_in(body: Passage) -> list[tuple[float, float, str, int]]:
    """Every mass of CO2 in the prose: kg, half of its last place in kg, as written, and its line."""
    found = []
    for number, line in prose_lines(body):
        for match in _MASS.finditer(line):
            amount = amount_of(match[1])
            factor = kg_per(amount.unit) if amount else None
            if amount and factor and amount.readings:
                found.append(
                    (scaled(amount.readings[0], factor), amount.half_place * factor, match[1], number)
                )
    return found
