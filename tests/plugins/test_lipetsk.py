"""The exchange with Lipetsk: its field, its April, its lead times, and how an office closes it."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from typing import Any

import pytest
from attrs import evolve
from plugins.programme_cases import assessed, days, due, law_of, office, outcome, rates, suiting
from pravilnik.cases import OFFICE, incoming, outgoing, terms

import mobilnost as m

D = dt.date
REASON = "flights and payments suspended"


def student(**changes: Any) -> m.Dossier:
    """A student of informatics who goes to Lipetsk for a semester."""
    given = {"programme": "lipetsk", "receiving": "lsu.ru", "field_isced_f": "0613", "language": "ru"}
    return outgoing(**{**given, **days(D(2019, 10, 1), 120), **changes})


def group(**changes: Any) -> m.Dossier:
    """One of the group from Lipetsk that comes for a week in April."""
    given = {"programme": "lipetsk", "sending": "lsu.ru", "kind": "group-visit", "citizenships": ("RU",)}
    return incoming(**{**given, **days(D(2020, 4, 6), 7), **changes})


@pytest.mark.parametrize(("start", "expected"), [(D(2018, 12, 31), "unmet"), (D(2019, 1, 1), "met")])
def test_the_exchange_began_in_2019(start: D, expected: str) -> None:
    assert outcome("lipetsk.valid_from", student(**days(start, 120))) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [("0613", "met"), ("061", "met"), ("0612", "met"), ("0714", "unmet"), ("06", "unknown"), (None, "unknown")],
)
def test_it_is_an_exchange_in_informatics(field: str | None, expected: str) -> None:
    assert outcome("lipetsk.field", student(field_isced_f=field)) == expected


def test_the_partner_is_in_russia() -> None:
    assert outcome("lipetsk.partner_country", student()) == "met"
    assert outcome("lipetsk.partner_country", group()) == "met"
    assert outcome("lipetsk.partner_country", student(receiving="uniri.hr")) == "unmet"


@pytest.mark.parametrize(
    ("start", "opens", "closes"),
    [
        (D(2020, 3, 31), "unmet", "met"),
        (D(2020, 4, 1), "met", "met"),
        (D(2020, 4, 30), "met", "met"),
        (D(2020, 5, 1), "met", "unmet"),
        (D(2019, 10, 1), "unmet", "met"),
    ],
)
def test_the_group_comes_in_april(start: D, opens: str, closes: str) -> None:
    dossier = group(**days(start, 7))
    assert outcome("lipetsk.group_visit.opens", dossier) == opens
    assert outcome("lipetsk.group_visit.closes", dossier) == closes


def test_an_agreement_may_move_the_visit() -> None:
    dossier = group(**days(D(2020, 5, 4), 7))
    under = suiting(dossier, terms(lipetsk__group_visit__closes="05-31 fixed"))
    assert outcome("lipetsk.group_visit.closes", dossier, under=under) == "met"


def test_of_a_group_no_field_is_asked() -> None:
    assert outcome("lipetsk.field", group()) == "not_applicable"


def test_a_length_that_no_source_names_decides_nothing() -> None:
    for rule in ("lipetsk.duration.minimum", "lipetsk.duration.maximum"):
        finding = assessed(student(**days(D(2019, 10, 1), 3))).finding(rule)
        assert (str(finding.outcome), finding.because) == ("unknown", "open figure")
    assert assessed(student()).verdict == "eligible"


# ---------------------------------------------------------------------- lead times


def test_the_office_begins_seventy_five_days_before_arrival() -> None:
    assert due("lipetsk.visa.days", student(start=D(2019, 10, 1))) == D(2019, 7, 18)
    april = due("lipetsk.visa.days", group(start=D(2020, 4, 1)))
    assert april == D(2020, 1, 17)  # the middle of January


def test_the_office_may_plan_with_another_figure() -> None:
    early = office(evolve(OFFICE, provisions={"lipetsk.visa.days": 90}), (law_of("lipetsk"),))
    assert due("lipetsk.visa.days", student(), book=early) == D(2019, 7, 3)


def test_the_host_asks_for_the_invitation_45_days_before() -> None:
    assert due("lipetsk.invitation.days", student()) == D(2019, 8, 16)  # the 17th is a Saturday
    assert due("lipetsk.invitation.days", group()) is None


def test_a_citizen_of_russia_needs_neither_visa_nor_invitation() -> None:
    assert due("lipetsk.invitation.days", student(citizenships=("BA", "RU"))) is None


def test_whoever_stays_beyond_the_first_visa_asks_for_more_in_time() -> None:
    assert due("lipetsk.visa.extension_days", student()) == D(2019, 11, 15)
    assert due("lipetsk.visa.extension_days", student(**days(D(2019, 10, 1), 90))) is None


def test_a_guest_is_registered_within_a_week() -> None:
    assert due("lipetsk.registration.days", student()) == D(2019, 10, 8)


# ---------------------------------------------------------------------- closing


def closed(**closure: Any) -> m.Lawbook:
    """An office that closed something on 1 March 2022."""
    said = m.Closure(since=D(2022, 3, 1), reason=REASON, **closure)
    return office(evolve(OFFICE, closures=(said,)))


@pytest.mark.parametrize("closure", [{"country": "RU"}, {"institution": "lsu.ru"}, {"programme": "lipetsk"}], ids=str)
def test_an_office_closes_a_country_a_partner_or_the_programme(closure: dict[str, str]) -> None:
    after = assessed(student(**days(D(2022, 3, 1), 120)), book=closed(**closure))
    assert after.verdict == "not_eligible"
    finding = next(one for one in after.findings if one.id.startswith("closure."))
    assert (str(finding.outcome), finding.rule.note) == ("unmet", REASON)


@pytest.mark.parametrize("start", [D(2019, 10, 1), D(2022, 2, 28)])
def test_what_began_before_a_closure_stays_as_it_was(start: D) -> None:
    dossier = student(**days(start, 120))
    before, after = assessed(dossier), assessed(dossier, book=closed(country="RU"))
    assert after.verdict == before.verdict == "eligible"
    assert [one.id for one in after.findings if not one.id.startswith("closure.")] == [
        one.id for one in before.findings
    ]


def test_a_closure_touches_no_other_partner() -> None:
    dossier = outgoing(**days(D(2022, 10, 1), 120))
    assert assessed(dossier, book=closed(country="RU")).verdict == assessed(dossier).verdict


def test_a_programme_can_ship_its_own_closure() -> None:
    shipped = files("mobilnost_lipetsk").joinpath("law.toml").read_text(encoding="utf-8")
    said = f'\n[[closures]]\nprogramme = "lipetsk"\nsince = 2022-03-01\nuntil = 2023-03-01\nreason = "{REASON}"\n'
    file = m.parse_programme(shipped + said, "law.toml")
    book = office(OFFICE, (m.ProgrammeLaw(programme=file.programme, law=file.law),))
    verdicts = [
        assessed(student(**days(start, 120)), book=book).verdict
        for start in (D(2022, 2, 28), D(2022, 3, 1), D(2023, 3, 1), D(2023, 3, 2))
    ]
    assert verdicts == ["eligible", "not_eligible", "not_eligible", "eligible"]


def test_the_programme_ships_no_closure() -> None:
    assert law_of("lipetsk").programme.closures == ()


# ---------------------------------------------------------------------- money


def test_the_host_gives_board_and_lodging_and_no_amount_is_invented() -> None:
    components = {one.id: one for one in law_of("lipetsk").law.components}
    for id in ("lipetsk.board", "lipetsk.lodging"):
        assert (components[id].per, components[id].payer, components[id].rates) == ("in-kind", "receiving", ())
    assert rates("lipetsk.travel", student()) == ["open"]
