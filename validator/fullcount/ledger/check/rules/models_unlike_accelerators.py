"""Models of accelerators that do not add up to their number.

**What it checks.** Where `accelerator_model` counts several models (`h100:1+l40s:1`), the counts add up to
`accelerators`; and a job with 0 accelerators names no model.

**Why it matters.** Hours are shared out among the models by these counts.

**Example.** `h100:2+l40s:1` with 4 accelerators.

**Remedy.** Correct the number or the models.
"""

from fullcount.ledger.check.rules.rule import RowRule

__all__ = ["RULE"]

_COUNT = "try_cast(regexp_extract(part, ':([0-9.]+)$', 1) as double)"
_SUM = f"list_sum([{_COUNT} for part in string_split(accelerator_model, '+')])"
_SLACK = 1e-6

RULE = RowRule(
    name="models-unlike-accelerators",
    severity="error",
    columns=("accelerators", "accelerator_model"),
    known="accelerators is not null and accelerator_model is not null",
    broken=(
        "case when accelerators = 0 then true when not contains(accelerator_model, '+') then false "
        f"else abs(accelerators - {_SUM}) > {_SLACK} end"
    ),
    found="printf('%.12g accelerators of the models %s', accelerators, accelerator_model)",
    expected="models whose counts add up to the accelerators",
    remedy="correct the number of accelerators or their models",
)
