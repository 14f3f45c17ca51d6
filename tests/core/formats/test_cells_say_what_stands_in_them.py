"""A cell becomes what belongs there, or is refused; nothing is guessed."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from mobilnost.formats.cells import DayOrder, Manner, Numbers, Sort, plain
from mobilnost.formats.grids import Cell, Spoilt
from mobilnost.model import BadValue

OCTOBER = dt.date(2018, 10, 1)
EXACT = Manner(numbers=Numbers.EXACT)


@pytest.mark.parametrize(
    ("sort", "cell", "said"),
    [
        (Sort.TEXT, "0613", "0613"),
        (Sort.TEXT, " D  BERLIN01 ", " D  BERLIN01 "),
        (Sort.TEXT, "'=1+1", "=1+1"),
        (Sort.TEXT, "'Abd", "'Abd"),
        (Sort.INTEGER, " 2 ", 2),
        (Sort.INTEGER, 2, 2),
        (Sort.NUMBER, "4,20", Decimal("4.20")),
        (Sort.NUMBER, "4.2", Decimal("4.2")),
        (Sort.NUMBER, "-18", Decimal(-18)),
        (Sort.NUMBER, Decimal("4.2"), Decimal("4.2")),
        (Sort.NUMBER, 4, Decimal(4)),
        (Sort.BOOLEAN, "Da", True),
        (Sort.BOOLEAN, "не", False),
        (Sort.BOOLEAN, 1, True),
        (Sort.BOOLEAN, False, False),
        *((Sort.DATE, written, OCTOBER) for written in ("2018-10-01", "1.10.2018.", "01.10.2018", "1. 10. 2018.")),
        *((Sort.DATE, written, OCTOBER) for written in ("1/10/2018", " 1-10-2018 ")),
        (Sort.DATE, OCTOBER, OCTOBER),
        (Sort.LIST, "BA, HR", ["BA", "HR"]),
        (Sort.LIST, "a\\,b,c", ["a,b", "c"]),
        (Sort.SKILLS, "en:B2, de a1", [{"code": "en", "level": "B2"}, {"code": "de", "level": "A1"}]),
    ],
)
def test_what_can_be_read_is(sort: Sort, cell: Cell, said: object) -> None:
    assert plain(cell, sort, Manner()) == said


@pytest.mark.parametrize(
    ("sort", "cell"),
    [
        (Sort.TEXT, 613),
        (Sort.TEXT, Decimal("6.13")),
        (Sort.TEXT, OCTOBER),
        (Sort.TEXT, True),
        (Sort.INTEGER, "2,0"),
        (Sort.INTEGER, Decimal("2.5")),
        (Sort.INTEGER, True),
        (Sort.INTEGER, "two"),
        (Sort.NUMBER, "1.234,5"),
        (Sort.NUMBER, "1 234"),
        (Sort.NUMBER, "NaN"),
        (Sort.NUMBER, "1e9"),
        (Sort.NUMBER, True),
        (Sort.BOOLEAN, "x"),
        (Sort.BOOLEAN, 2),
        (Sort.DATE, "1.10.18."),
        (Sort.DATE, "31.2.2018."),
        (Sort.DATE, "2018"),
        (Sort.DATE, 43374),
        (Sort.DATE, dt.datetime.combine(OCTOBER, dt.time(8))),
        (Sort.SKILLS, "en"),
        (Sort.TEXT, Spoilt("error-in-cell", "#N/A")),
    ],
)
def test_what_cannot_be_read_is_refused(sort: Sort, cell: Cell) -> None:
    with pytest.raises(BadValue):
        plain(cell, sort, Manner())


@pytest.mark.parametrize(
    ("cell", "manner", "said"),
    [
        (613, Manner(digits=4), "0613"),
        (1001, EXACT, "1001"),
        (Decimal("6.13"), EXACT, "6.13"),
        ("0613", Manner(digits=4), "0613"),
    ],
)
def test_numbers_become_texts_exactly_as_told(cell: Cell, manner: Manner, said: str) -> None:
    assert plain(cell, Sort.TEXT, manner) == said


@pytest.mark.parametrize(("cell", "manner"), [(61300, Manner(digits=4)), (-1, EXACT), (OCTOBER, EXACT), (True, EXACT)])
def test_what_the_mapping_does_not_foresee_stays_refused(cell: Cell, manner: Manner) -> None:
    with pytest.raises(BadValue):
        plain(cell, Sort.TEXT, manner)


def test_the_month_comes_first_where_the_mapping_says_so() -> None:
    assert plain("10/1/2018", Sort.DATE, Manner(days=DayOrder.MONTH_FIRST)) == OCTOBER


@pytest.mark.parametrize(
    ("sort", "cell", "words", "said"),
    [
        (Sort.TEXT, " Redoviti ", {"redoviti": "regular"}, "regular"),
        (Sort.BOOLEAN, "x", {"x": True}, True),
        (Sort.LIST, "BiH, HR", {"bih": "BA"}, ["BA", "HR"]),
    ],
)
def test_a_list_may_have_words_of_its_own(sort: Sort, cell: str, words: dict[str, Any], said: object) -> None:
    assert plain(cell, sort, Manner(words=words)) == said
