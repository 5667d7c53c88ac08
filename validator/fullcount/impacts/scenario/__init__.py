"""Scenarios: the impacts of the same disclosure under other conditions, and the savings that they amount to."""

from fullcount.impacts.scenario.apply import Scenario, apply
from fullcount.impacts.scenario.candidates import Assumed, Candidate, candidates
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.errors import Problem, ScenarioError
from fullcount.impacts.scenario.names import NAMES, Name
from fullcount.impacts.scenario.parse import parse_changes

__all__ = [
    "NAMES",
    "Assumed",
    "Candidate",
    "Change",
    "Name",
    "Problem",
    "Scenario",
    "ScenarioError",
    "apply",
    "candidates",
    "parse_changes",
]
