"""Čl. 27: an appeal within eight days, decided within eight days. How it runs stands with the procedure."""

import pytest
from pravilnik.cases import D, cited, law, outgoing, provision, value

from mobilnost.model import Calendar, Roll


@pytest.mark.parametrize("key", ["appeal.file_days", "appeal.decide_days"])
def test_eight_days_each(key: str) -> None:
    assert (value(key, outgoing()), cited(key)) == (8, "čl. 27")
    assert provision(key).permissions == ()


@pytest.mark.parametrize(
    ("delivered", "last"),
    [
        pytest.param(D(2018, 5, 2), D(2018, 5, 10), id="a Thursday"),
        pytest.param(D(2018, 5, 4), D(2018, 5, 14), id="a Saturday: the Monday"),
        pytest.param(D(2018, 12, 26), D(2019, 1, 3), id="over the end of the year"),
    ],
)
def test_the_day_after_delivery_is_the_first(delivered: D, last: D) -> None:
    days = value("appeal.file_days", outgoing())
    assert Calendar().deadline(delivered, days, Roll.NEXT) == last


def test_nothing_in_a_dossier_is_judged_by_it() -> None:
    said = law().law
    assert [one for one in (*said.rules, *said.documents, *said.obligations) if "čl. 27" in one.citation.at] == []


@pytest.mark.parametrize(
    ("duty", "who", "to"),
    [
        # St. 1 and 2: to the Rector, who answers whoever appealed.
        ("appeal.file_days", "candidate", "rector"),
        ("appeal.decide_days", "rector", "candidate"),
        # Nobody receives what is appointed or made public.
        ("unit.ects_coordinator", "unit", None),
        ("unit.vice_dean", "unit", None),
        ("university.ects_coordinator", "senate", None),
        ("selection.student.committee", "rector", None),
        ("selection.staff.committee", "rector", None),
        ("information_package.due", "unit", None),
    ],
)
def test_who_owes_what_to_whom_beside_any_dossier(duty: str, who: str, to: str | None) -> None:
    found = next(one for one in law().law.duties if one.id == duty)
    assert (found.who, found.to) == (who, to)


@pytest.mark.parametrize("key", ["appeal.file_days", "appeal.decide_days"])
def test_from_when_the_eight_days_are_counted_is_our_reading(key: str) -> None:
    said = law().law
    duty = next(one for one in said.duties if one.id == key)
    assert provision(key).citation.reading
    assert duty.citation.reading
