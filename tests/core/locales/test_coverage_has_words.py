"""Whatever the account of what is covered can speak of has words in every language."""

from enum import StrEnum

import pytest

from mobilnost.accounts.coverage import Gap
from mobilnost.accounts.sayings import Sort
from mobilnost.law import Confidence, Use
from mobilnost.locales import LANGUAGES, catalogue

ROOMS = {"gaps": Gap, "pieces": Sort, "confidence": Confidence, "uses": Use}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("room", "words"), ROOMS.items(), ids=list(ROOMS))
def test_every_one_has_a_word_and_no_other_has(room: str, words: type[StrEnum], language: str) -> None:
    assert set(catalogue(language).table("coverage", room)) == {one.value for one in words}
