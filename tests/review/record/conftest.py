"""A review, invented."""

from typing import Any

import pytest


@pytest.fixture
def review() -> dict[str, Any]:
    return a_review()


def a_review(reason: str = "The meter was replaced: see note #3.", **other: Any) -> dict[str, Any]:
    """A review with one decision."""
    decision = {"rule": "duplicate-id", "pointer": "/compute/0", "decision": "waived", "reason": reason}
    return {
        "reviewer": "R. Viewer",
        "date": "2026-11-21",
        "rule_set": "1.0.0",
        "conclusion": "accepted-with-waivers",
        "decisions": [decision],
        **other,
    }
