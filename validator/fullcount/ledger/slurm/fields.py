"""The values in a row of `sacct`: identifiers, states, resources, energy.

Source of every format: sacct(1), https://slurm.schedmd.com/sacct.html.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = [
    "Devices",
    "devices_of_gres",
    "devices_of_tres",
    "is_job_id",
    "kwh_of",
    "outcome_of",
    "whole_number",
]

_JOB_ID = re.compile(r"\d+(?:_(?:\d+|\[[^\]|]*\])|\+\d+)?", re.ASCII)
_STATE = re.compile(r"[A-Z_]{2,30}\+?", re.ASCII)
_MIG = re.compile(r"(?:^|[:._-])\d+g\.\d+gb")
_SUFFIX = {"": 1.0, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}
_NUMBER = re.compile(r"(\d{1,20}(?:\.\d+)?)([KMGTP]?)", re.ASCII)
_NO_VALUE = frozenset({4294967294.0, 4294967295.0, float(2**64 - 2), float(2**64 - 1)})
_JOULES_PER_KWH = 3.6e6

_OUTCOMES = {
    "COMPLETED": "completed",
    "FAILED": "failed",
    "BOOT_FAIL": "failed",
    "NODE_FAIL": "failed",
    "LAUNCH_FAILED": "failed",
    "RECONFIG_FAIL": "failed",
    "SPECIAL_EXIT": "failed",
    "CANCELLED": "cancelled",
    "REVOKED": "cancelled",
    "TIMEOUT": "timeout",
    "DEADLINE": "timeout",
    "PREEMPTED": "preempted",
    "OUT_OF_MEMORY": "out-of-memory",
    "COMPLETING": "unknown",
    "CONFIGURING": "unknown",
    "PENDING": "unknown",
    "REQUEUED": "unknown",
    "REQUEUE_FED": "unknown",
    "REQUEUE_HOLD": "unknown",
    "RESIZING": "unknown",
    "RESV_DEL_HOLD": "unknown",
    "RUNNING": "unknown",
    "SIGNALING": "unknown",
    "STAGE_OUT": "unknown",
    "STOPPED": "unknown",
    "SUSPENDED": "unknown",
}


@dataclass(frozen=True, slots=True)
class Devices:
    """Accelerators of one job: `count` None is unknown, `note` says why; `model` as in `LedgerRow`."""

    count: float | None
    model: str = ""
    note: str = ""


def is_job_id(text: str) -> bool:
    """Whether `text` names an allocation: `123`, `123_4`, `123_[5-9%2]`, `123+1`; not a step."""
    return _JOB_ID.fullmatch(text) is not None


def state_word(state: str) -> str:
    """The state without the user who caused it; empty for what cannot be a state."""
    word = state.strip().partition(" ")[0]
    return word if _STATE.fullmatch(word) else ""


@lru_cache(maxsize=4096)
def outcome_of(state: str) -> str | None:
    """How a job in `state` ended, in the codes of the ledger; None when Slurm has no such state.

    `CANCELLED by 20417` and the cut `CANCELLED+` and `OUT_OF_ME+` are understood. A state that is not an end is
    `unknown`: what a running or requeued job burnt counts, how it ends is open.
    """
    word = state_word(state.upper())
    if word.endswith("+"):
        full = [known for known in _OUTCOMES if known.startswith(word[:-1])]
        word = full[0] if len(full) == 1 else word
    return _OUTCOMES.get(word)


@lru_cache(maxsize=65536)
def devices_of_tres(tres: str) -> Devices:
    """Accelerators in an `AllocTRES` such as `cpu=24,gres/gpu:h100=8,gres/gpu=8,node=1`.

    The untyped key is the total and the typed keys say of what, so they are never added to it. Slices (MIG,
    shards) are not whole accelerators and `gres/gpu=0` is a resource that Slurm does not count: unknown.
    """
    if not tres:
        return Devices(None, note="no-resources-recorded")
    items = dict(item.partition("=")[::2] for item in tres.split(","))
    typed = {key[9:]: value for key, value in items.items() if key.startswith("gres/gpu:")}
    return _devices(items.get("gres/gpu"), typed, shared="gres/shard" in items)


@lru_cache(maxsize=4096)
def devices_of_gres(gres: str) -> Devices:
    """Accelerators in the `AllocGRES` of Slurm before 21.08, such as `gpu:4` or `gpu:v100:4`."""
    parts = [part.split("(")[0].split(":") for part in gres.split(",") if part.startswith("gpu")]
    if not parts:
        return Devices(0.0)
    typed = {part[1]: part[2] for part in parts if len(part) == 3}
    return _devices(parts[0][1] if len(parts[0]) == 2 else None, typed, shared=False)


def _devices(total: str | None, typed: dict[str, str], *, shared: bool) -> Devices:
    if any(map(_MIG.search, typed)) or (shared and total is None):
        return Devices(None, note="partial-accelerator")
    if total is None and not typed:
        return Devices(0.0)
    try:
        counts = {model: float(int(count)) for model, count in typed.items() if int(count)}
        count = sum(counts.values()) if total is None else float(int(total))
    except (ValueError, OverflowError):
        return Devices(None, note="unreadable-accelerators")
    if count == 0:
        return Devices(None, note="accelerators-not-counted")
    return Devices(count, _model(counts, count))


def _model(counts: dict[str, float], total: float) -> str:
    if sum(counts.values()) != total:
        return ""
    if len(counts) == 1:
        return next(iter(counts))
    return "+".join(f"{model}:{count:.0f}" for model, count in sorted(counts.items()))


def kwh_of(joules: str) -> float | None:
    """Kilowatt-hours of `ConsumedEnergyRaw` (`3888000`) or `ConsumedEnergy` (`39.98M`), which are in joules.

    Empty, `N/A`, `0` and Slurm's NO_VAL constants (slurm.h) mean not measured: None.
    """
    match = _NUMBER.fullmatch(joules.strip())
    if match is None:
        return None
    value = float(match[1]) * _SUFFIX[match[2]]
    return None if value == 0 or value in _NO_VALUE else value / _JOULES_PER_KWH


def whole_number(text: str) -> int | None:
    """A count such as NNodes (`2`, and the `1.50K` of old releases); None when it is no number."""
    match = _NUMBER.fullmatch(text.strip())
    return None if match is None else round(float(match[1]) * _SUFFIX[match[2]])
