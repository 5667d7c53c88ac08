"""A total is not the sum of what it totals.

**What it checks.** Printed totals and subtotals of runs, accelerator-hours, core-hours, idle hours and energy against
the compute lines; the share of the final run against completed work of stage final over all hours that were used;
energy rows against the lines that they cover, at the boundary that the row states; a row of phase all against
manufacture and use; a row that covers all lines against rows that divide the lines completely, and against its parts
where these leave nothing out. Where a row of manufacture or use is not there, the phase is recomputed from the lines.
A total that is measured is compared with stated energies only, never with energies modelled from power; energies at a
boundary inside its own are the least that it can be. A total `below` a bound holds unless the sum is above it. Rows
and subtotals stand for the lines that they cover and that lie in their life-cycle stages and period.

**Why it matters.** Totals are what is quoted. One that disagrees with its own table is stale or counts something
that the table does not show.

**Example.** Lines of 1,200 and 4,800 accelerator-hours below a total of 6,400. BLOOM prints a total of 1,163,088 kWh
above rows that sum to 1,162,976: 0.01 %, a note.

**Remedy.** Add the lines up again, or add the line that is missing.

**Reference.** Totals are sums of lines (fullcount 1.0, formulas). Luccioni et al. 2022, arXiv 2211.02001, Table 5.
Outside printed rounding a difference up to 0.5 % is a note: it is far above rounding in a chain of steps, and far
below any line that could be missing unnoticed. A sum inside the interval that the publisher states is a note, too.
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from fullcount.rules.rule import Outcome, Rule, Severity
from fullcount.rules.sums import Sum, judged
from fullcount.rules.sums_of_lines import energies, totals
from fullcount.rules.sums_of_rows import row_sums

if TYPE_CHECKING:
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each total and each row that others add up to."""
    remedy = "add the parts up again, or add the one that is missing"
    for identity in chain(totals(view), energies(view), row_sums(view)):
        yield judged(identity, remedy) if isinstance(identity, Sum) else identity


RULE = Rule(
    name="total-differs-from-lines",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
