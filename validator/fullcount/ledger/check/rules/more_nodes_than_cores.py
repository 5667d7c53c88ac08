"""Fewer cores than nodes.

**What it checks.** A job that ran holds at least one processor core in each of its `nodes`.

**Why it matters.** One of the two columns holds something else, such as tasks; core-hours come out wrong.

**Example.** 4 nodes and 2 cores.

**Remedy.** Take the cores that were allocated in all nodes together.
"""

from fullcount.ledger.check.rules.rule import RowRule

__all__ = ["RULE"]

RULE = RowRule(
    name="more-nodes-than-cores",
    severity="warning",
    columns=("nodes", "cores"),
    known="nodes is not null and cores is not null and elapsed_s is distinct from 0",
    broken="nodes > cores and cores > 0",
    found="printf('%.12g nodes and %.12g cores', nodes, cores)",
    expected="one core or more in each node",
    remedy="give the cores of all nodes together",
)
