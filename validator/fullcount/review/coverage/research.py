"""Level 3, research: the work around the final run, the failed runs above all."""

from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, is_missing
from fullcount.review.coverage.levels import Met, Requirement, Unmet, Verdict, Waived
from fullcount.review.coverage.scope import WITHOUT_RESEARCH, in_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fullcount.impacts.line import Line
    from fullcount.review.check import Validation
    from fullcount.rules.view import View

__all__ = ["REQUIREMENTS"]


def _work(name: str, words: str, scope: str, chosen: "Callable[[View], Iterable[Line]]") -> Requirement:
    """Lines of one kind of work, with their hours.

    That there was none is said by a line whose hours are not disclosed as not applicable, or by the scope.
    """

    def check(view: "View", _: "Validation") -> Verdict:
        lines = [line for line in chosen(view) if not line.is_idle]
        for line in lines:
            if not is_missing(line.hours):
                return Met(line.pointer)
        if any(_says_none(line.hours) for line in lines):
            return Waived(f"there was no {words}")
        declared = in_scope(view, scope)
        if isinstance(declared, Waived) or declared[1:] == (WITHOUT_RESEARCH,):
            return declared
        return Unmet("/compute", f"hours of {words}, or that there was none")

    return Requirement(3, name, words, check)


def _says_none(figure: Figure | None) -> bool:
    return figure is not None and figure.get("not_disclosed", {}).get("reason") == "not-applicable"


def _stage(name: str, code: str, words: str, scope: str = "research") -> Requirement:
    return _work(name, words, scope, lambda view: view.lines_with("stages", code))


def _run_type(name: str, code: str, words: str, scope: str = "research") -> Requirement:
    return _work(name, words, scope, lambda view: view.lines_with("run_types", code))


def _unsuccessful(view: "View") -> "Iterator[Line]":
    return (line for line in view.lines if not line.is_successful and line.raw["outcome"] != "unknown")


REQUIREMENTS = (
    _stage("data-work", "data", "data work", "data"),
    _stage("exploration", "explore", "exploration"),
    _stage("ablation", "ablate", "ablation"),
    _stage("tuning", "hyperparam", "hyper-parameter search"),
    _run_type("debugging", "debug", "debugging"),
    _run_type("evaluation", "evaluate", "evaluation", "evaluation"),
    _work("failed-runs", "failed, cancelled or timed-out work", "research", _unsuccessful),
)
