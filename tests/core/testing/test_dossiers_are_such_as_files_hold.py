"""What the strategies make is what an office could have on file: it is written, read back, and judged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import mobilnost as m
from mobilnost.testing import agreements, dossiers, dossiers_under
from mobilnost.testing.crowd import crowd

HOST = m.Host.discover(strict=True)
LAWBOOK = m.Lawbook(regulation=m.regulation(), programmes=HOST.laws)


@settings(max_examples=40)
@given(dossiers("ceepus") | dossiers_under(LAWBOOK, "erasmus"))
def test_a_dossier_reads_back_as_it_was(dossier: m.Dossier) -> None:
    assert m.parse_dossier(m.dump_toml(dossier)).value == dossier


@settings(max_examples=20)
@given(agreements("lipetsk"))
def test_an_agreement_reads_back_as_it_was(agreement: object) -> None:
    assert m.parse_agreement(m.dump_toml(agreement)).value == agreement


@pytest.mark.parametrize("code", ["erasmus", "bilateral"])
def test_a_law_is_tried_on_students_and_staff_both_ways(code: str) -> None:
    seen = {(one.participant, one.mobility.direction.value) for one in crowd(LAWBOOK, code).dossiers}
    assert len(seen) == 4


def test_it_is_tried_on_the_same_dossiers_in_every_run() -> None:
    assert crowd(LAWBOOK, "lipetsk").dossiers == crowd(LAWBOOK, "lipetsk").dossiers
