"""Every paragraph of the Pravilnik is realised and held by a case, or left to people for a reason that is told."""

from __future__ import annotations

from functools import cache

import pytest
from contracts.shelf import PRAVILNIK, candidate, trials

from mobilnost import Regulation
from mobilnost.accounts.coverage import Coverage, coverage
from mobilnost.law import Passage, passages
from mobilnost.locales import LANGUAGES, catalogue
from mobilnost.rules import CORE_FACTS

#: How many paragraphs the text has, counted in it by hand; articles whose paragraphs bear no number have none.
PARAGRAPHS = {
    1: 0, 2: 20, 3: 0, 4: 4, 5: 5, 6: 1, 7: 5, 8: 1, 9: 2, 10: 1, 11: 2, 12: 6, 13: 2, 14: 2, 15: 2, 16: 7, 17: 7, 18: 0,
    19: 0, 20: 0, 21: 3, 22: 4, 23: 5, 24: 0, 25: 3, 26: 0, 27: 0, 28: 1,
}  # fmt: skip
#: The points of čl. 14 st. 2, which each say something of their own.
POINTS = ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7")


def regulation() -> Regulation:
    return candidate(PRAVILNIK).lawbook.regulation


@cache
def account() -> Coverage:
    return coverage(regulation(), [one.name for one in CORE_FACTS], trials(PRAVILNIK))


ALL = [pytest.param(one, id=str(one.passage)) for one in account().passages]


def test_the_outline_has_every_paragraph_of_the_text() -> None:
    numbered = {
        article.number: len({one.passage.paragraph for one in article.paragraphs if one.passage.paragraph})
        for article in regulation().articles
    }
    assert numbered == PARAGRAPHS


def test_the_outline_has_the_parts_that_say_something_of_their_own() -> None:
    known = {one.passage for one in account().passages}
    wanted = [Passage(article=14, paragraph=2, point=point) for point in POINTS]
    wanted += [passages(at)[0] for at in ("čl. 11 st. 2 al. 4", "čl. 21 st. 2 t. 2", "čl. 23, iza st. 3")]
    assert set(wanted) <= known


@pytest.mark.parametrize("one", ALL)
def test_something_realises_it_or_it_is_left_to_people(one) -> None:
    assert one.covered


@pytest.mark.parametrize("one", ALL)
def test_what_is_realised_is_held_by_a_case(one) -> None:
    assert one.held


def test_nothing_is_missing() -> None:
    assert account().failures == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_it_is_left_to_people_is_told(language: str) -> None:
    words = catalogue(language)
    reasons = {reason for one in account().passages for reason in one.clause.people}
    told = words.table("coverage", "reasons")
    assert set(told) == reasons


def test_every_article_has_its_name_in_every_language() -> None:
    for article in regulation().articles:
        assert set(article.names) == set(LANGUAGES)
