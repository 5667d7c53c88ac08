"""What reports of others call countries and accelerators, as codes of ours."""

import csv
import re
from functools import cache

from fullcount.factors.places import countries, normalise_place
from fullcount.rooms import schema_room

__all__ = ["accelerators_named", "country_named"]

_MAKERS = frozenset({"nvidia", "amd", "intel", "google", "aws", "tesla", "gb", "instinct"})


def country_named(text: str) -> str:
    """The alpha-3 code of a country by its code or English name; empty where it is none."""
    code = normalise_place(text.strip().upper())
    return code if code in countries() else _by_name().get(text.strip().casefold(), "")


@cache
def _by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in countries().items()}


def accelerators_named(model: str) -> list[str]:
    """The accelerators that have everything that a name says."""
    said = _tokens(model)
    return [code for code, known in _accelerators().items() if said and said <= known]


@cache
def _accelerators() -> dict[str, set[str]]:
    with (schema_room() / "codelists" / "accelerator.csv").open(encoding="utf-8", newline="") as rows:
        return {row["code"]: _tokens(f"{row['code']} {row['title']}") for row in csv.DictReader(rows)}


def _tokens(text: str) -> set[str]:
    joined = re.sub(r"(\d)\s*gb\b", r"\1gb", text.lower())
    return set(re.findall(r"[a-z0-9]+", joined)) - _MAKERS
