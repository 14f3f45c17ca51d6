"""Conditions that ask two things of one fact are told apart at first sight, and only such."""

from __future__ import annotations

from itertools import product

import pytest

from mobilnost.grammar import Node, Vocabulary, check, parse
from mobilnost.grammar.demands import Asked
from mobilnost.grammar.fixed import apart
from mobilnost.rules import dossier_domain

DOSSIERS = dossier_domain()
#: Each with whether it is apart from `kind == 'study' and not blended and participant == 'student'`.
CONDITIONS = (
    ("kind == 'thesis'", True),
    ("kind == 'study'", False),
    ("kind in ('thesis', 'research') and stay <= '3 months'", True),
    ("kind in ('thesis', 'study')", False),
    ("kind != 'study'", False),
    ("kind not in ('study',)", False),
    ("blended", True),
    ("not blended", False),
    ("blended or kind == 'thesis'", False),
    ("known(blended)", False),
    ("participant == 'staff'", True),
    ("participant == 'student' and participant == 'staff'", True),
    ("grade_average == 3", False),
    ("language_level == 'B2'", False),
    ("true", False),
)


def typed(text: str) -> Node:
    node, mistakes = check(parse(text), Vocabulary(facts=DOSSIERS.types, figures={}))
    assert not mistakes
    return node


STUDENTS = typed("kind == 'study' and not blended and participant == 'student'")


@pytest.mark.parametrize(("text", "told"), CONDITIONS, ids=[text for text, _ in CONDITIONS])
def test_another_word_for_the_same_fact_sets_two_conditions_apart(text: str, told: bool) -> None:
    assert apart(typed(text), STUDENTS) is apart(STUDENTS, typed(text)) is told


def test_nobody_meets_two_conditions_that_are_apart() -> None:
    nodes = [typed(text) for text, _ in CONDITIONS]
    told = [(one, other) for one, other in product(nodes, nodes) if apart(one, other)]
    assert told
    for one, other in told:
        assert DOSSIERS.met((one, Asked.TRUE), (other, Asked.TRUE)).holds is False
