"""Čl. 28: in force on the eighth day after publication, which the text does not date."""

from datetime import date, timedelta

from pravilnik.cases import law

ADOPTED = date(2018, 1, 24)


def test_it_is_in_force_on_the_eighth_day_at_the_earliest() -> None:
    assert law().valid_from == ADOPTED + timedelta(days=8)
