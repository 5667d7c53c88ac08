"""Findings and requirements of a level that appeared, went, or are worded otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from fullcount.review.coverage import Judged, Levels
from fullcount.review.difference.change import Change, FindingChange

if TYPE_CHECKING:
    from fullcount.review.difference.paths import Paths
    from fullcount.review.finding import Finding

__all__ = ["RequirementChange", "finding_changes", "requirement_changes"]

Groups = dict[tuple[str, str], list["Finding"]]


class RequirementChange(NamedTuple):
    """A requirement of a coverage level that one document satisfies and the other does not."""

    before: Judged
    after: Judged


def finding_changes(
    before: Iterable["Finding"], after: Iterable["Finding"], paths_before: "Paths", paths_after: "Paths"
) -> Iterator[FindingChange]:
    """What the rules say of one document only. A finding is the same where rule, place and words are."""
    ours, theirs = _grouped(before, paths_before), _grouped(after, paths_after)
    for key in dict.fromkeys([*ours, *theirs]):
        yield from _in_group(ours.get(key, []), theirs.get(key, []), key[1])


def _grouped(findings: Iterable["Finding"], paths: "Paths") -> Groups:
    groups: Groups = defaultdict(list)
    for finding in findings:
        groups[finding.rule, paths.of(finding.pointer)].append(finding)
    return groups


def _in_group(before: list["Finding"], after: list["Finding"], path: str) -> Iterator[FindingChange]:
    """Findings of one rule at one place: those that say the same go first, the rest meet in order."""
    left = _unmatched(before, after)
    right = _unmatched(after, before)
    for first, second in zip(left, right, strict=False):
        yield FindingChange(Change.CHANGED, path, first, second)
    for finding in left[len(right) :]:
        yield FindingChange(Change.DISAPPEARED, path, finding, None)
    for finding in right[len(left) :]:
        yield FindingChange(Change.APPEARED, path, None, finding)


def _unmatched(findings: list["Finding"], others: list["Finding"]) -> list["Finding"]:
    """Findings that have no partner of the same words among the others."""
    said = [_said(other) for other in others]
    left = []
    for finding in findings:
        if _said(finding) in said:
            said.remove(_said(finding))
        else:
            left.append(finding)
    return left


def _said(finding: "Finding") -> tuple[str, str]:
    return finding.severity.value, finding.message


def requirement_changes(before: Levels, after: Levels) -> Iterator[RequirementChange]:
    """The requirements that are satisfied on one side only."""
    for first, second in zip(before.judged, after.judged, strict=True):
        if first.satisfied != second.satisfied:
            yield RequirementChange(first, second)
