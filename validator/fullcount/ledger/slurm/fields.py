"""The values in a row of `sacct`: identifiers, states, numbers, energy.

Source of every format: sacct(1), https://slurm.schedmd.com/sacct.html.
"""

import re
from functools import lru_cache

__all__ = [
    "is_job_id",
    "is_unreadable",
    "kwh_of",
    "outcome_of",
    "says_nothing",
    "state_word",
    "whole_number",
]

_JOB_ID = re.compile(r"\d+(?:_(?:\d+|\[[^\]|]*\])|\+\d+)?", re.ASCII)
_STATE = re.compile(r"[A-Z_]{2,30}\+?", re.ASCII)
_SUFFIX = {"": 1.0, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}
_NUMBER = re.compile(r"(\d{1,20}(?:\.\d+)?)([KMGTP]?)", re.ASCII)
_NO_VALUE = frozenset({4294967294.0, 4294967295.0, float(2**64 - 2), float(2**64 - 1)})
_JOULES_PER_KWH = 3.6e6
_NOTHING = frozenset({"", "n/a", "none", "unknown"})

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


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or says that there is no value."""
    return text.strip().lower() in _NOTHING


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


@lru_cache(maxsize=4096)
def kwh_of(joules: str) -> float | None:
    """Kilowatt-hours of `ConsumedEnergyRaw` (`3888000`) or `ConsumedEnergy` (`39.98M`), which are in joules.

    Empty, `N/A`, `0` and Slurm's NO_VAL constants (slurm.h) mean not measured: None.
    """
    match = _NUMBER.fullmatch(joules.strip())
    if match is None:
        return None
    value = float(match[1]) * _SUFFIX[match[2]]
    return None if value == 0 or value in _NO_VALUE else value / _JOULES_PER_KWH


@lru_cache(maxsize=4096)
def whole_number(text: str) -> int | None:
    """A count such as NNodes (`2`, and the `1.50K` of old releases); None when it is no number."""
    match = _NUMBER.fullmatch(text.strip())
    return None if match is None else round(float(match[1]) * _SUFFIX[match[2]])


@lru_cache(maxsize=4096)
def is_unreadable(text: str) -> bool:
    """Whether a cell for a count or for joules says something that is no number: `-7` and `zero`, not `N/A` or `0`."""
    return not says_nothing(text) and _NUMBER.fullmatch(text.strip()) is None
