"""The shipped laws as the contract examines them: opened once, and each of their cases judged once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import mobilnost as m
from mobilnost.model import DEFAULT_REGULATION
from mobilnost.scenarios import Concern, Trial
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.contract import open_programme, open_regulation

EXAMPLES = Path(__file__).parents[2] / "examples"
#: The regulation's own file, by the name under which it is read.
PRAVILNIK = DEFAULT_REGULATION
LAWS = (PRAVILNIK, "bilateral", "ceepus", "erasmus", "lipetsk")


@contextmanager
def on_the_path(example: str) -> Iterator[None]:
    """A plugin of ours that is not installed can be imported."""
    sys.path.insert(0, str(EXAMPLES / example))
    yield
    sys.path.remove(str(EXAMPLES / example))


def candidate(law: str) -> Candidate:
    """A shipped law: the regulation, or a programme by its plugin's name."""
    opened = open_regulation(law) if law == PRAVILNIK else open_programme(import_module(f"mobilnost_{law}"))
    assert isinstance(opened, Candidate)
    return opened


def law_of(law: str) -> m.Contribution:
    """What a law says by itself."""
    return candidate(law).law


def trials(law: str) -> tuple[Trial, ...]:
    """The cases of a law, judged."""
    return candidate(law).trials


def about(law: str, concern: Concern, id: str) -> list[Trial]:
    """The judged cases of a law about one thing."""
    return [one for one in trials(law) if one.scenario.about(concern, id)]
