"""How much of an untrusted input is taken."""

from typing import NamedTuple

__all__ = ["Limits"]


class Limits(NamedTuple):
    """Limits on one document. All are our own choices, far above any disclosure that a person can check.

    A disclosure of a large project with 1,000 compute lines is about 0.5 MB, nests 7 deep and has 30,000
    nodes.
    """

    max_bytes: int = 20 * 1024 * 1024
    """Bytes of the file, judged before it is read."""
    max_depth: int = 64
    """Objects and lists inside one another, the outermost counting 1."""
    max_nodes: int = 2_000_000
    """Objects, lists and scalars together."""
    max_alias_expansion: int = 100_000
    """Nodes that the aliases of a YAML document add when each is replaced by what it stands for."""
    max_digits: int = 100
    """Digits in a row in one number. A double keeps 17; 10^25 FLOP written out has 26."""
