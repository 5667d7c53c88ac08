"""Accelerators in the resources of a job: whole ones, slices and shards.

Sources: sacct(1) on AllocTRES; NVIDIA Multi-Instance GPU User Guide, "Supported GPUs" and "Supported MIG Profiles",
https://docs.nvidia.com/datacenter/tesla/mig-user-guide/.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

__all__ = [
    "DIFFERING",
    "PARTIAL",
    "SLICES",
    "Devices",
    "devices_of_counts",
    "devices_of_gres",
    "devices_of_tres",
    "tres_of",
]

PARTIAL = "partial-accelerator"
DIFFERING = "typed-accelerators-differ"
SLICES = (
    "a MIG slice counts as its compute slices out of the 7 of its accelerator (4 on an A30 or RTX PRO 6000, 2 on a "
    "smaller RTX PRO), whatever its share of the memory"
)
_MIG = re.compile(r"(?:(.*)[:._-])?((\d)g\.\d+gb)(?:\+\S*)?", re.ASCII | re.IGNORECASE)
_A30 = frozenset({"1g.6gb", "2g.12gb", "4g.24gb"})
_RTX_PRO_6000 = frozenset({"2g.48gb", "4g.96gb"})
_MOST = 10**7


@dataclass(frozen=True, slots=True)
class Devices:
    """Accelerators of one job: `count` None is unknown, `note` says why; `model` as in `LedgerRow`."""

    count: float | None
    model: str = ""
    note: str = ""

    @property
    def sliced(self) -> bool:
        """Whether slices are in the count, as parts of an accelerator."""
        return self.count is not None and self.note == PARTIAL


@lru_cache(maxsize=65536)
def tres_of(text: str) -> Mapping[str, str]:
    """Resources by key, of `cpu=24,gres/gpu=8,mem=900G,node=1`."""
    return dict(item.partition("=")[::2] for item in text.split(",")) if text else {}


@lru_cache(maxsize=65536)
def devices_of_tres(tres: str, shards: int | None = None) -> Devices:
    """Accelerators in an `AllocTRES` such as `cpu=24,gres/gpu:h100=8,gres/gpu=8,node=1`.

    The untyped key is the total and the typed keys say of what, so they are never added to it. A MIG slice counts as
    a part of an accelerator, and then the total says nothing, as it counts each slice as 1. A shard is unknown
    unless `shards` of them make one accelerator. `gres/gpu=0` is a resource that Slurm does not count: unknown.
    Where whole typed ones do not add up to the total, the total counts and the model is open.
    """
    if not tres:
        return Devices(None, note="no-resources-recorded")
    items = tres_of(tres)
    typed = {key[9:]: value for key, value in items.items() if key.startswith("gres/gpu:")}
    held = _devices(items.get("gres/gpu"), typed)
    shared = [items["gres/shard"]] if "gres/shard" in items else _typed_shards(items)
    return _with_shards(held, shared, shards) if shared else held


@lru_cache(maxsize=4096)
def devices_of_gres(gres: str, nodes: int = 1) -> Devices:
    """Accelerators in the `AllocGRES` of Slurm before 21.08, such as `gpu:4` or `gpu:v100:4`.

    `ReqGRES` counts for each of `nodes`; `gpu` alone is one.
    """
    parts = [part.split("(")[0].split(":") for part in gres.replace("gres:", "").split(",") if part]
    parts = [part for part in parts if part[0] == "gpu"]
    if not parts:
        return Devices(0.0)
    typed = {part[1]: part[2] for part in parts if len(part) == 3}
    total = None if typed else parts[0][1] if len(parts[0]) == 2 else "1"
    if total is not None and not total.isdecimal():
        typed, total = {total: "1"}, None
    found = _devices(total, typed)
    if nodes == 1 or not found.count:
        return found
    return Devices(found.count * nodes, found.model if "+" not in found.model else "", found.note)


def devices_of_counts(counts: Mapping[str, str]) -> Devices:
    """Accelerators of an export that counts each model in a column of its own; `N/A` and empty are none."""
    told = {model: count for model, count in counts.items() if count.strip().lower() not in {"", "n/a", "0"}}
    return _devices(None, told)


def _typed_shards(items: Mapping[str, str]) -> list[str]:
    return [value for key, value in items.items() if key.startswith("gres/shard:")]


def _with_shards(held: Devices, counts: list[str], shards: int | None) -> Devices:
    """Shards beside what else the job held; they are shares of accelerators that no other key counts."""
    if shards is None or not all(count.isdecimal() and int(count) <= _MOST for count in counts):
        return Devices(None, note=PARTIAL) if not held.count else held
    if held.count is None:
        return held
    return Devices(held.count + sum(map(int, counts)) / shards, "" if held.count else "shard", PARTIAL)


def _devices(total: str | None, typed: Mapping[str, str]) -> Devices:
    if total is None and not typed:
        return Devices(0.0)
    try:
        counts = {model: _count(number) for model, number in typed.items() if _count(number)}
        shares = {model: share for model in counts if (share := _share(model))}
        if shares:
            return _sliced(counts, shares)
        count = sum(counts.values()) if total is None else _count(total)
    except ValueError:
        return Devices(None, note="unreadable-accelerators")
    if count == 0:
        return Devices(None, note="accelerators-not-counted")
    differs = bool(typed) and sum(counts.values()) != count
    return Devices(count, _model(counts, count), DIFFERING if differs else "")


def _count(text: str) -> float:
    value = float(int(text)) if len(text) <= 9 else -1.0
    if not 0 <= value <= _MOST:
        raise ValueError(text)
    return value


def _share(model: str) -> float | None:
    """The part of an accelerator that a MIG slice is; None for a whole one."""
    match = _MIG.fullmatch(model)
    if match is None:
        return None
    product, profile, slices = (match[1] or "").lower(), match[2].lower(), int(match[3])
    share = slices / _compute_slices(product, profile)
    if not 0 < share <= 1:
        raise ValueError(model)
    return share


def _compute_slices(product: str, profile: str) -> int:
    if "rtx" in product:
        return 2 if re.search(r"[45][05]00", product) else 4
    return 4 if "a30" in product or profile in _A30 or profile in _RTX_PRO_6000 else 7


def _sliced(counts: Mapping[str, float], shares: Mapping[str, float]) -> Devices:
    sizes = {model: count * shares.get(model, 1.0) for model, count in counts.items()}
    total = sum(sizes.values())
    return Devices(total, _model(sizes, total), PARTIAL)


def _model(counts: Mapping[str, float], total: float) -> str:
    if sum(counts.values()) != total:
        return ""
    named: dict[str, float] = {}
    for model, count in counts.items():
        name = model.partition("+")[0]
        named[name] = named.get(name, 0.0) + count
    if len(named) == 1:
        return next(iter(named))
    return "+".join(f"{name}:{_plain(count)}" for name, count in sorted(named.items()))


def _plain(count: float) -> str:
    return f"{count:.0f}" if count.is_integer() else repr(count)
