"""Scenarios: cases of the law as data, and what comes of them when they are judged."""

from mobilnost.scenarios.bench import Bench, Trial, judge
from mobilnost.scenarios.scenario import NOT_OWED, Concern, Found, Scenario, Subject

__all__ = ["NOT_OWED", "Bench", "Concern", "Found", "Scenario", "Subject", "Trial", "judge"]
