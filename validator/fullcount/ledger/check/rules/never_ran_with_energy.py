"""Energy of a job that never ran.

**What it checks.** Rows with an `elapsed_s` of 0 state no `energy_kwh` above 0.

**Why it matters.** The energy is that of other work, or the elapsed time is lost; either way it is in no compute line.

**Example.** A cancelled job with 0 s and 12 kWh.

**Remedy.** Leave the elapsed time empty where it is not known; leave out an energy that is not the job's.
"""

from fullcount.ledger.check.rules.rule import RowRule

__all__ = ["RULE"]

RULE = RowRule(
    name="never-ran-with-energy",
    severity="error",
    columns=("elapsed_s", "energy_kwh"),
    known="elapsed_s is not null and energy_kwh is not null",
    broken="elapsed_s = 0 and energy_kwh > 0",
    found="printf('%.12g kWh in 0 s', energy_kwh)",
    expected="no energy where no time elapsed",
    remedy="leave the elapsed time empty if it is not known, or leave out the energy",
)
