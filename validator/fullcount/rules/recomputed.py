"""Impact rows of a document against the same impacts recomputed from the lines they cover."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from fullcount.disclosure.figures import N, Reader, central, printed
from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.line import Line, Missing
from fullcount.rules.arithmetic import Comparison, agree, compare
from fullcount.rules.rows import idle_apart
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact
    from fullcount.rules.view import PlacedImpact, View

__all__ = ["judge_rows", "key_of", "sum_over"]


def key_of(row: "Impact") -> Key:
    """What an impact row is a figure of."""
    return Key(row["category"], row["phase"], row.get("part", ""), row.get("ghg_basis", ""))


class Recompute(Protocol):
    """The recomputed impact of several lines, as a reader sees their inputs."""

    def __call__(self, view: "View", lines: Sequence[Line], key: Key, read: Reader[N], /) -> N | Missing: ...


def judge_rows(
    view: "View", keys: Sequence[Key], formula: str, remedy: str, recompute: Recompute | None = None
) -> Iterator[Outcome]:
    """One outcome for each row whose key is among `keys` and that is not stated for life-cycle stages."""
    apart = idle_apart(view)
    for placed in view.impacts:
        key = key_of(placed.row)
        if key in keys and "amount" in placed.row and "life_cycle_stages" not in placed.row:
            failure = partial(_failure, placed, key, formula, remedy)
            outcome = _judged(view, placed, key, recompute or sum_over, failure)
            if isinstance(outcome, Failed) and (key.category, key.phase) in apart:
                yield NotApplicable(
                    f"the {key} row includes idle or infrastructure, stated apart from the lines"
                )
            else:
                yield outcome


def _judged(
    view: "View",
    placed: "PlacedImpact",
    key: Key,
    recompute: Recompute,
    failure: Callable[[Comparison], Failed],
) -> Outcome:
    amount, lines = placed.row["amount"], view.covered(placed.row)
    stated = central(amount)
    if stated is None:
        return NotApplicable(f"the {key} amount is not disclosed")
    if not lines:
        return NotApplicable(f"no compute line is covered by the {key} row")
    quick = recompute(view, lines, key, central)
    if isinstance(quick, Missing):
        return NotApplicable(f"the {key} amount cannot be recomputed without {quick}")
    if agree(stated, quick):
        return PASSED
    left, right = printed(amount), recompute(view, lines, key, printed)
    if left is None or isinstance(right, Missing):
        return NotApplicable(f"the {key} amount cannot be recomputed")
    comparison = compare(left, right)
    return PASSED if comparison.within_rounding else failure(comparison)


def _failure(placed: "PlacedImpact", key: Key, formula: str, remedy: str, comparison: Comparison) -> Failed:
    unit = UNITS.get(key.category, "")
    words = f"{key}: {comparison.words(unit)} from {formula} ({comparison.percent:+.3g} %)"
    return Failed(f"{placed.pointer}/amount", words, remedy)


def sum_over(view: "View", lines: Sequence[Line], key: Key, read: Reader[N]) -> N | Missing:
    """The recomputed impact of several lines, or every input that is missing for it, each once."""
    total: N | None = None
    missing: dict[str, None] = {}
    for line in view.merged(lines) if read is central else lines:
        impact = view.recomputed(line, read).get(key)
        if impact is None:
            missing[f"{key} of line {line.id}"] = None
        elif isinstance(impact, Missing):
            missing.update(dict.fromkeys(impact.inputs))
        else:
            total = impact if total is None else total + impact
    return Missing(tuple(missing) or ("a compute line",)) if missing or total is None else total
