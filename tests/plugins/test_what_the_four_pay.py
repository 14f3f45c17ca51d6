"""What the four programmes pay, with their own figures: time, lines, payers, from one case to its amounts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from plugins.programme_cases import SVETI_NIKOLE, days, granted, lines_of, office, suiting
from pravilnik.cases import employee, incoming, outgoing, paper, term

import mobilnost as m
from mobilnost.model import GrantRecord

D = dt.date


def recorded(dossier: m.Dossier, **record: Any) -> m.Dossier:
    """A dossier with a record of its grant."""
    return evolve(dossier, grant=GrantRecord(**record))


def far(dossier: m.Dossier, km: str) -> m.Dossier:
    return recorded(dossier, distance_km=Decimal(km))


def totals(dossier: m.Dossier, **circumstances: Any) -> list[str] | None:
    """The whole by currencies; `None` is not known."""
    found = granted(dossier, **circumstances).grant.totals
    return None if found is None else [str(one) for one in found.values()]


def payers(dossier: m.Dossier, **circumstances: Any) -> set[str | None]:
    return set(granted(dossier, **circumstances).grant.payers)


def ceepus(dossier: m.Dossier, **changes: Any) -> m.Dossier:
    return evolve(dossier, mobility=evolve(dossier.mobility, programme="ceepus", **changes))


# -- Erasmus+


def test_a_semester_in_rijeka_is_paid_by_rijeka() -> None:
    dossier = far(outgoing(start=D(2018, 10, 1), end=D(2019, 2, 15)), "347")
    assert lines_of("erasmus.individual_support.student_international", dossier) == [("4.5", "800.00", "3600.00")]
    assert lines_of("erasmus.travel_international", dossier) == [("1", "180.00", "180.00")]
    assert (totals(dossier), payers(dossier)) == (["3780.00 EUR"], {"uniri.hr"})


def test_whoever_comes_to_mostar_is_paid_by_the_university_that_sends() -> None:
    dossier = far(incoming(start=D(2019, 2, 18), end=D(2019, 6, 30)), "347")
    assert payers(dossier) == {"uniri.hr"}
    assert lines_of("erasmus.individual_support.student_international", dossier) == [("4.433333", "700.00", "3103.33")]


def test_within_the_programme_the_sender_pays_what_its_call_says() -> None:
    dossier = outgoing(sending="msu.edu.mk", start=D(2022, 10, 1), end=D(2023, 1, 31))
    book = office(SVETI_NIKOLE)
    component = "erasmus.individual_support.student"
    assert lines_of(component, dossier, book=book) == [("4", "?", "?")]
    said = evolve(SVETI_NIKOLE, provisions={f"{component}.rate": "450.00 EUR"})
    assert lines_of(component, dossier, book=office(said)) == [("4", "450.00", "1800.00")]
    assert payers(dossier, book=office(said)) == {"msu.edu.mk"}


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (14, [("14", "79.00", "1106.00")]),
        (15, [("14", "79.00", "1106.00"), ("1", "56.00", "56.00")]),
        (30, [("14", "79.00", "1106.00"), ("16", "56.00", "896.00")]),
    ],
)
def test_a_short_stay_is_paid_by_days(count: int, expected: list[tuple[str, str, str]]) -> None:
    dossier = outgoing(sending="msu.edu.mk", cycle="third", kind="research", **days(D(2024, 5, 6), count))
    assert lines_of("erasmus.individual_support.short", dossier, book=office(SVETI_NIKOLE)) == expected


#: By year: kilometres, and what a journey of so many pays; `-` is nothing.
EDGES = {
    2017: """99:- 100:180.00 499:180.00 500:275.00 1999:275.00 2000:360.00 2999:360.00 3000:530.00 3999:530.00
        4000:820.00 7999:820.00 8000:1100.00""",
    2019: """9:- 10:20.00 99:20.00 100:180.00 499:180.00 500:275.00 1999:275.00 2000:360.00 2999:360.00 3000:530.00
        3999:530.00 4000:820.00 7999:820.00 8000:1500.00""",
    2022: """9:- 10:23.00 99:23.00 100:180.00 499:180.00 500:275.00 1999:275.00 2000:360.00 2999:360.00 3000:530.00
        3999:530.00 4000:820.00 7999:820.00 8000:1500.00""",
    2024: """9:- 10:28.00 99:28.00 100:211.00 499:211.00 500:309.00 1999:309.00 2000:395.00 2999:395.00 3000:580.00
        3999:580.00 4000:1188.00 7999:1188.00 8000:1735.00""",
}
GREEN = {
    2022: "9:- 10:23.00 99:23.00 100:210.00 499:210.00 500:320.00 1999:320.00 2000:410.00 2999:410.00 3000:610.00 3999:610.00",
    2024: "9:- 10:56.00 99:56.00 100:285.00 499:285.00 500:417.00 1999:417.00 2000:535.00 2999:535.00 3000:785.00 3999:785.00",
}


def edges(table: dict[int, str], *, green: bool) -> list[tuple[int, bool, int, str | None]]:
    rows = [(year, *one.split(":")) for year, line in table.items() for one in line.split()]
    return [(year, green, int(km), None if amount == "-" else amount) for year, km, amount in rows]


@pytest.mark.parametrize(
    ("year", "green", "km", "expected"),
    [*edges(EDGES, green=False), *edges(GREEN, green=True)],
)
def test_every_band_of_every_year_ends_where_the_next_begins(
    year: int, green: bool, km: int, expected: str | None
) -> None:
    papers = (paper("green_travel_declaration"),) if green else ()
    dossier = employee(programme="erasmus", documents=papers, **days(D(year, 3, 4), 5))
    component = "erasmus.travel_international"
    assert lines_of(component, far(dossier, str(km))) == ([("1", expected, expected)] if expected else [])
    assert lines_of(component, far(dossier, f"{km}.999")) == lines_of(component, far(dossier, str(km)))


def test_of_two_top_ups_of_the_czech_call_the_higher_is_paid() -> None:
    dossier = outgoing(
        sending="cuni.cz", kind="traineeship", documents=(paper("fewer_opportunities_confirmation"),),
        start=D(2018, 10, 1), end=D(2018, 11, 30),
    )  # fmt: skip
    grant = granted(dossier).grant
    assert lines_of("erasmus.top_up_2018.fewer_opportunities", dossier) == [("2", "200.00", "400.00")]
    assert lines_of("erasmus.top_up_2018.traineeship", dossier) == []
    assert {(one.component.id, one.by) for one in grant.omitted} >= {
        ("erasmus.top_up_2018.traineeship", "erasmus.top_up_2018.fewer_opportunities")
    }


def test_since_2021_they_add_up() -> None:
    dossier = outgoing(
        sending="msu.edu.mk", kind="traineeship", documents=(paper("fewer_opportunities_confirmation"),),
        start=D(2022, 10, 1), end=D(2022, 11, 30),
    )  # fmt: skip
    book = office(SVETI_NIKOLE)
    assert lines_of("erasmus.top_up.traineeship", dossier, book=book) == [("2", "150.00", "300.00")]
    assert lines_of("erasmus.top_up.fewer_opportunities", dossier, book=book) == [("2", "250.00", "500.00")]


def test_a_stay_without_a_grant_pays_nothing() -> None:
    assert totals(outgoing(zero_grant=True)) == []


@pytest.mark.parametrize(
    ("returned", "total"),
    [(D(2019, 2, 10), "3780.00 EUR"), (D(2019, 2, 9), "3620.00 EUR"), (D(2019, 3, 20), "3780.00 EUR")],
)
def test_up_to_five_days_less_are_ignored(returned: D, total: str) -> None:
    dossier = outgoing(start=D(2018, 10, 1), end=D(2019, 2, 15), returned=returned)
    assert totals(far(dossier, "347")) == [total]


def test_the_instalments_have_the_days_of_their_duties() -> None:
    signed = (paper("grant_agreement", D(2018, 8, 27)), paper("participant_report", D(2019, 3, 12)))
    first, rest = granted(far(outgoing(documents=signed), "347")).instalments
    assert first.duty is not None
    assert (first.duty.id, first.duty.due) == ("erasmus.payment.prefinancing_days", D(2018, 9, 26))
    assert rest.duty is not None
    assert (rest.duty.id, rest.duty.due) == ("erasmus.payment.balance_days", D(2019, 4, 26))
    assert (first.amounts, rest.amounts) == (None, None)  # how much beforehand, nobody has said


# -- CEEPUS


@pytest.mark.parametrize(
    ("cycle", "end", "expected"),
    [
        ("first", D(2018, 12, 31), ("3", "1300.00", "3900.00")),
        ("first", D(2019, 1, 30), ("3", "1300.00", "3900.00")),  # a day short of four months
        ("third", D(2019, 1, 31), ("4", "1500.00", "6000.00")),
    ],
)
def test_scholarship_months_are_not_split(cycle: str, end: D, expected: tuple[str, str, str]) -> None:
    dossier = ceepus(outgoing(cycle=cycle), start=D(2018, 10, 1), end=end)
    assert lines_of("ceepus.stipend.student", dossier) == [expected]
    assert payers(dossier) == {"uniri.hr"}


def test_board_and_lodging_have_lines_without_amounts() -> None:
    grant = granted(ceepus(outgoing(), start=D(2018, 10, 1), end=D(2018, 12, 31))).grant
    kind = {one.component.id for one in grant.lines if one.in_kind}
    assert kind == {"ceepus.tuition_waiver", "ceepus.accommodation", "ceepus.meals"}
    assert [one.amount for one in grant.lines if one.in_kind] == [None, None, None]


@pytest.mark.parametrize(
    ("year", "count", "hours", "expected"),
    [
        (2019, 5, "5", []),
        (2019, 5, "6", [("1", "2400.00", "2400.00")]),
        (2019, 12, "17", [("1", "2400.00", "2400.00")]),
        (2019, 12, "18", [("1", "3600.00", "3600.00")]),
        (2019, 12, "24", [("1", "3600.00", "3600.00")]),
        (2019, 12, "25", []),
        (2024, 5, "6", [("1", "319.00", "319.00")]),
        (2024, 15, "30", [("1", "319.00", "319.00")]),
        (2024, 16, "18", [("1", "478.00", "478.00")]),
        (2024, 16, "17", []),
        (2024, 31, "30", []),
    ],
)
def test_croatia_pays_teachers_by_hours_and_days(
    year: int, count: int, hours: str, expected: list[tuple[str, str, str]]
) -> None:
    dossier = ceepus(employee(), **days(D(year, 3, 4), count))
    assert lines_of("ceepus.stipend.teacher_croatia", recorded(dossier, teaching_hours=Decimal(hours))) == expected


def test_of_a_week_the_hours_a_week_are_enough_and_of_more_they_are_not_known() -> None:
    teacher = evolve(employee(), staff=evolve(employee().staff, teaching_hours_per_week=Decimal(8)))
    component = "ceepus.stipend.teacher_croatia"
    assert lines_of(component, ceepus(teacher, **days(D(2019, 3, 4), 5))) == [("1", "2400.00", "2400.00")]
    line = granted(ceepus(teacher, **days(D(2019, 3, 4), 12))).grant.lines[0]
    assert (line.amount, line.missing) == (None, ("ceepus_teaching_hours",))


# -- bilateral agreements


def test_a_bilateral_agreement_pays_what_it_says() -> None:
    dossier = outgoing(programme="bilateral", start=D(2018, 10, 1), end=D(2018, 12, 31))
    said = (
        term("bilateral.support.monthly_rate", "300.00 BAM", cites="clause")
        + term("bilateral.support.rate", "none", cites="clause")
        + term("bilateral.payer", "receiving", cites="clause")
    )
    under = suiting(dossier, said)
    assert lines_of("bilateral.support_monthly", dossier, under=under) == [("3", "300.00", "900.00")]
    assert (totals(dossier, under=under), payers(dossier, under=under)) == (["900.00 BAM"], {"uniri.hr"})


def test_a_unit_adds_its_own_money_also_for_a_conference() -> None:
    dossier = employee(kind="conference", **days(D(2019, 3, 4), 3))
    under = suiting(dossier, term("bilateral.unit_cofinancing.rate", "200.00 BAM"))
    assert (totals(dossier, under=under), payers(dossier, under=under)) == (["200.00 BAM"], {"fsre"})


# -- Lipetsk


def test_lipetsk_gives_board_and_lodging_and_pays_nothing() -> None:
    dossier = outgoing(
        programme="lipetsk", receiving="lsu.ru", isced_f="0613", start=D(2019, 9, 2), end=D(2020, 1, 24)
    )  # fmt: skip
    grant = granted(dossier).grant
    assert [(one.component.id, one.in_kind, one.is_granted) for one in grant.lines] == [
        ("lipetsk.board", True, False),
        ("lipetsk.lodging", True, False),
        ("lipetsk.travel", False, False),
    ]
    assert totals(dossier) == []
