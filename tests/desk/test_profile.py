"""A rules profile that comes with the request."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from fullcount_reports.desk import answer

from .conftest import BASE, TODAY, asked, named

pytest.importorskip("fullcount.review.profile", reason="this version knows no profiles")

Faults = Callable[[str, Any], list[str]]
PROFILE = {
    "profile": "1.0",
    "name": "A conference (synthetic)",
    "rules": {"pue-applied-twice": {"severity": "warning", "reason": "synthetic"}},
}


def with_profile(profile: object) -> dict[str, Any]:
    sent = named(profile if isinstance(profile, str) else json.dumps(profile), "profile.json")
    return asked("check", document=named(BASE), today=TODAY, profile=sent)


def test_the_report_records_the_profile(faults: Faults) -> None:
    request = with_profile(PROFILE)
    assert faults("ask_check", request) == []
    said = answer(request)
    assert faults("check", said) == []
    assert said["report"]["profile"]["name"] == PROFILE["name"]


@pytest.mark.parametrize("profile", ["{", [], {**PROFILE, "rules": {"zz": 1}}])
def test_what_is_no_profile_is_refused(profile: object, faults: Faults) -> None:
    said = answer(with_profile(profile))
    assert faults("refused", said) == []
    assert said["because"] == "the profile profile.json cannot be used"
