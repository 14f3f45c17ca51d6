"""Whatever a case beside a law says must be found, is found by the law as it is shipped."""

from __future__ import annotations

import pytest
from scenarios.shelf import scenarios, trials

SUBJECTS = [
    pytest.param(law, subject, id=f"{law}: {subject.concern if subject else 'verdict'} {subject.id if subject else ''}")
    for law, cases in scenarios().items()
    for subject in dict.fromkeys(one.subject for one in cases)
]


@pytest.mark.parametrize(("law", "subject"), SUBJECTS)
def test_every_case_finds_what_it_says(law: str, subject: object) -> None:
    judged = [one for one in trials(law) if one.scenario.subject == subject]
    wrong = [
        f"{one.scenario.place}: {one.scenario.name}: {one.differences or one.problems}"
        for one in judged
        if not one.holds
    ]
    assert not wrong


def test_every_law_has_cases() -> None:
    assert {law: bool(cases) for law, cases in scenarios().items()} == dict.fromkeys(
        ("mostar-2018", "bilateral", "ceepus", "erasmus", "lipetsk"), True
    )
