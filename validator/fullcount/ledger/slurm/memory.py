"""Memory of a job in GiB (2**30 bytes), in all its nodes.

Source: sacct(1) on ReqMem and AllocTRES; slurm.conf(5): memory is counted in megabytes of 2**20 bytes.
"""

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["MOST_GIB_PER_NODE", "Memory", "memory_of"]

MOST_GIB_PER_NODE = 64 * 1024.0
"""64 TiB: above the largest single-system memories sold for clusters (HPE Superdome Flex: 48 TiB)."""

_SIZE = re.compile(r"(\d{1,30}(?:\.\d+)?)([KMGTPE]?)[Bb]?([cn]?)", re.ASCII)
_GIB = {"K": 2.0**-20, "": 2.0**-10, "M": 2.0**-10, "G": 1.0, "T": 2.0**10, "P": 2.0**20, "E": 2.0**30}
_NOTHING = frozenset({"", "n/a", "none", "unknown"})


class Memory(NamedTuple):
    """`gib` is None where the log does not say; `odd` where it says what no node has, or what cannot be read."""

    gib: float | None
    odd: bool = False


@lru_cache(maxsize=65536)
def memory_of(allocated: str, requested: str, nodes: int | None, cores: int | None) -> Memory:
    """What was allocated (`mem=` of AllocTRES), else what was requested (ReqMem, before 21.08 per core or per node).

    0 is all the memory of the node, so it is unknown here.
    """
    text = allocated or requested
    if text.strip().lower() in _NOTHING:
        return Memory(None)
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        return Memory(None, odd=True)
    size = float(match[1]) * _GIB[match[2]]
    each = {"": 1, "c": cores, "n": nodes}[match[3]]
    if size == 0 or each is None:
        return Memory(None)
    most = MOST_GIB_PER_NODE * max(nodes or 1, 1)
    return Memory(None, odd=True) if size * each > most else Memory(size * each)
