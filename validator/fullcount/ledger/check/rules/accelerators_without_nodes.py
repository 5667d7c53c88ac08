"""Accelerators in no node.

**What it checks.** Rows with `accelerators` above 0 do not state 0 `nodes`.

**Why it matters.** A job that was never placed held no accelerators: its request was exported in place of what it got.

**Example.** 8 accelerators in 0 nodes.

**Remedy.** Export what was allocated, not what was requested.
"""

from fullcount.ledger.check.rules.rule import RowRule

__all__ = ["RULE"]

RULE = RowRule(
    name="accelerators-without-nodes",
    severity="error",
    columns=("accelerators", "nodes"),
    known="accelerators is not null and nodes is not null and elapsed_s is distinct from 0",
    broken="accelerators > 0 and nodes = 0",
    found="printf('%.12g accelerators in 0 nodes', accelerators)",
    expected="one node or more",
    remedy="export what was allocated; leave the nodes empty if they are not known",
)
