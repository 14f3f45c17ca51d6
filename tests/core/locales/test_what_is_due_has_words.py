"""What is due, of whichever sort, is told in every language as a sentence of its own."""

from __future__ import annotations

import datetime as dt

import pytest

import mobilnost
from mobilnost.locales import LANGUAGES, catalogue
from mobilnost.locales.dues import DueTeller
from mobilnost.papers import DutyState

#: What agreements, calls and settings bring without any regulation.
OTHERS = ("agreement.ends", "agreement.notice", "call.opens", "call.closes", "officer.until")
DUTIES = mobilnost.regulation().law.duties


@pytest.fixture(params=LANGUAGES)
def teller(request: pytest.FixtureRequest) -> DueTeller:
    return DueTeller(catalogue(request.param))


def test_every_duty_has_its_words(teller: DueTeller) -> None:
    assert DUTIES
    for one in DUTIES:
        told = teller.what(one.id, one.who, one.to)
        assert one.id not in told
        assert "{" not in told
        assert one.who == teller.words.name("roles", one.who) or teller.words.find("roles", one.who), one.who
    for id in OTHERS:
        assert id not in teller.what(id, "office", None)


def test_papers_and_subjects_are_named(teller: DueTeller) -> None:
    assert "paper." not in teller.what("paper.learning_agreement", "student", None)
    assert teller.what("agreement.ends", "office", None, "sum-uniri-2018").endswith("(sum-uniri-2018)")
    assert "vice_rector" not in teller.what("officer.until", "office", None, "vice_rector")


def test_states_days_and_sources_are_told(teller: DueTeller) -> None:
    assert not teller.state(DutyState.OPEN, None)
    told = {teller.state(one, None) for one in DutyState if one is not DutyState.OPEN}
    assert len(told) == 3
    assert teller.state(DutyState.SUSPENDED, "the host\n waits").endswith(": the host waits")
    assert "2019" in teller.day(dt.date(2019, 3, 18))
    assert teller.day(None)
    assert "čl. 20" in teller.why("Pravilnik", "čl. 20", reading=False)


def test_what_has_no_sentence_of_its_own_says_first_whom_it_concerns() -> None:
    assert DueTeller(catalogue("en")).what("agreement.ends", "office", None) == "The Office: an agreement runs out"
    assert DueTeller(catalogue("hr")).what("agreement.ends", "office", None) == "Ured: istek sporazuma"
    assert DueTeller(catalogue("mk")).what("agreement.ends", "office", None) == "Канцеларијата: истек на договорот"
