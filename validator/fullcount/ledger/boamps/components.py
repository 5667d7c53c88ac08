"""The hardware of a report: accelerators with their model, and memory.

The number of a CPU holds threads, cores or sockets, depending on the tool, so it is not read as cores. Up to
November 2024 `componentName` was the type (`gpu`). `memorySize` is GB of one item; that of a GPU is its own memory,
not the host's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.loose import is_missing, list_at, map_at, number_of, text_of

__all__ = ["Hardware", "hardware_of"]

_GIB_PER_GB = 1e9 / 2**30
_GPU = frozenset({"gpu", "gpus", "graphicscard", "accelerator", "tpu", "npu", "hpu", "ipu"})
_RAM = frozenset({"ram", "memory", "dram"})
_TYPES = _GPU | _RAM | {"cpu", "cpus", "hdd", "sdd", "ssd", "disk", "processor"}
_MULTIPLE = re.compile(r"(\d{1,6})\s*[x×]\s*(.+)", re.IGNORECASE)
_LISTS = (("infrastructure", "components"), ("infrastructure", "parts"), ("hardwareContext", "components"))


@dataclass(frozen=True, slots=True)
class Hardware:
    """Accelerators (None: unknown), model (`a:2+b:1` for several), memory in GiB, and what is odd about them."""

    accelerators: float | None
    model: str
    memory_gib: float | None
    odd: tuple[tuple[str, str], ...]
    shared: bool


@dataclass(frozen=True, slots=True)
class _Part:
    count: float | None
    model: str
    share: float | None
    odd: tuple[tuple[str, str], ...]

    @property
    def held(self) -> float | None:
        return None if self.count is None else self.count * (1.0 if self.share is None else self.share)


def hardware_of(report: Mapping[str, Any]) -> Hardware:
    """The hardware that a report lists, in any layout."""
    components = _components(report)
    cards = [_part(component) for component in components if _type(component) in _GPU]
    memories = [component for component in components if _type(component) in _RAM]
    held = [card.held for card in cards]
    known = [count for count in held if count is not None]
    return Hardware(
        accelerators=sum(known) if cards and len(known) == len(held) else None,
        model=_model(cards),
        memory_gib=_memory_gib(memories),
        odd=tuple(odd for card in cards for odd in card.odd),
        shared=any(card.share not in {None, 1.0} for card in cards),
    )


def _components(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    for *path, key in _LISTS:
        if found := list_at(map_at(report, *path), key):
            return found
    return list_at(report, "hardware") or list_at(report, "hardwareContext")


def _type(component: Mapping[str, Any]) -> str:
    for key in ("componentType", "componentName", "$$key"):
        kind = text_of(component.get(key)).lower().replace(" ", "")
        if kind in _TYPES:
            return kind
    return ""


def _part(component: Mapping[str, Any]) -> _Part:
    written = text_of(component.get("componentName"))
    multiple = _MULTIPLE.fullmatch(written)
    count, odd = _count(component)
    if multiple and count is not None and count != int(multiple[1]):
        odd = [("count-differs-from-name", f"{clip(written)!r} and nbComponent {count:g}")]
        count = None
    elif multiple and count is None and not odd:
        count = float(multiple[1])
    share, odd_share = _share(component)
    return _Part(
        count, _part_model(component, multiple[2] if multiple else written), share, (*odd, *odd_share)
    )


def _count(component: Mapping[str, Any]) -> tuple[float | None, list[tuple[str, str]]]:
    value = component.get("nbComponent", component.get("items"))
    try:
        count = number_of(value)
    except ValueError:
        count = 0.0
    if count is not None and (count < 1 or not count.is_integer()):
        return None, [("unreadable-component-count", f"nbComponent {clip(repr(value))} of an accelerator")]
    return count, []


def _share(component: Mapping[str, Any]) -> tuple[float | None, list[tuple[str, str]]]:
    value = component.get("share")
    try:
        share = number_of(value)
    except ValueError:
        share = 0.0
    if share is not None and not 0 < share <= 1:
        return None, [("share-outside-0-to-1", f"share {clip(repr(value))}, read as all of it")]
    return share, []


def _part_model(component: Mapping[str, Any], name: str) -> str:
    if name and name.lower() not in _TYPES and not is_missing(name):
        return _plain(name)
    parts = (component.get(key) for key in ("manufacturer", "family", "series"))
    return _plain(" ".join(text_of(part) for part in parts if not is_missing(part)))


def _plain(model: str) -> str:
    return " ".join(model.replace("+", " ").replace(":", " ").split())[:200]


def _model(cards: list[_Part]) -> str:
    """One name, or `a:2+b:1`; only the first known name where a number is not known."""
    named: dict[str, float] = {}
    for card in cards:
        named[card.model] = named.get(card.model, 0.0) + (card.held or 0.0)
    if len(named) > 1 and all(card.held is not None for card in cards):
        return "+".join(f"{model or 'unnamed'}:{count:g}" for model, count in named.items())
    return " or ".join(filter(None, named))


def _memory_gib(components: list[Mapping[str, Any]]) -> float | None:
    total = 0.0
    for component in components:
        try:
            size_gb, count = number_of(component.get("memorySize")), _count(component)[0]
        except ValueError:
            return None
        if size_gb is None or count is None:
            return None
        total += size_gb * count * _GIB_PER_GB
    return total if components else None
