"""A grant is put together from components: rates, days, distances, payers, and what excludes what."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from core.funding.scheme_cases import (
    amounts,
    component,
    days,
    figure,
    granted,
    money,
    only,
    rate,
    settled,
    stay,
    totals,
)
from hypothesis import example, given
from hypothesis import strategies as st
from pravilnik.cases import OFFICE, employee, past, term

from mobilnost import InvalidData
from mobilnost.funding import Because
from mobilnost.model import BadValue, GrantRecord, Money

D = dt.date
SMALLEST_AMOUNTS = "x.grant.smallest_amounts"


# -- quantity and rate


def test_months_are_paid_with_a_thirtieth_for_each_further_day() -> None:
    line = only(granted(component(rate("850.00"))))
    assert (line.quantity, line.amount) == (Fraction(7, 2), Money(Decimal("2975.00"), "EUR"))
    assert line.citation.at == "p. 1"


def test_an_amount_is_rounded_once_and_halves_go_up() -> None:
    dossier = stay(**days(D(2023, 1, 1), 10))  # a third of a month
    assert amounts(granted(component(rate("100.00")), dossier)) == ["33.33 EUR"]
    assert amounts(granted(component(rate("100.01", "EUR", applies="kind == 'study'")), dossier)) == ["33.34 EUR"]
    half = stay(**days(D(2023, 1, 1), 15))
    assert amounts(granted(component(rate("0.01")), half)) == ["0.01 EUR"]


@pytest.mark.parametrize(
    ("currency", "expected"),
    [
        ("EUR", "66.67 EUR"),
        ("BAM", "66.67 BAM"),
        ("HUF", "66.67 HUF"),
        # Shown without decimals in their countries, and with two by ISO 4217.
        ("RSD", "66.67 RSD"),
        ("ALL", "66.67 ALL"),
        ("JPY", "67 JPY"),
        ("ISK", "67 ISK"),
        ("KWD", "66.667 KWD"),
        # No longer in the list, and paid in the years of these stays.
        ("HRK", "66.67 HRK"),
        ("BGN", "66.67 BGN"),
    ],
)
def test_amounts_have_the_minor_unit_of_their_currency(currency: str, expected: str) -> None:
    dossier = stay(**days(D(2023, 1, 1), 20))
    assert amounts(granted(component(rate("100.00", currency)), dossier)) == [expected]


#: Smallest amounts that somebody set, an amount a month, and what twenty days of it come to.
SMALLEST = [
    (["1 HUF"], "100.00", "HUF", "67 HUF"),
    (["1 HUF"], "100.00", "EUR", "66.67 EUR"),
    (["10 HUF", "0.05 CHF"], "100.00", "CHF", "66.65 CHF"),
    (["10 HUF", "0.05 CHF"], "100.00", "HUF", "70 HUF"),
    (["0.05 CHF"], "99.97", "CHF", "66.65 CHF"),
    (["100 RSD"], "74.99", "RSD", "0 RSD"),
    (["100 RSD"], "75.00", "RSD", "100 RSD"),  # a half of it goes up
]


@pytest.mark.parametrize(("said", "monthly", "currency", "expected"), SMALLEST)
def test_a_scheme_or_an_office_may_pay_in_other_smallest_amounts(
    said: list[str], monthly: str, currency: str, expected: str
) -> None:
    text = component(rate(monthly, currency))
    dossier = stay(**days(D(2023, 1, 1), 20))
    by_scheme = granted(text + figure(SMALLEST_AMOUNTS, "list of money", json.dumps(said)), dossier)
    assert amounts(by_scheme) == [expected]
    settings = evolve(OFFICE, provisions={SMALLEST_AMOUNTS: tuple(said)})
    by_office = granted(text + figure(SMALLEST_AMOUNTS, "list of money", "none"), dossier, settings=settings)
    assert amounts(by_office) == [expected]
    (line,) = by_office.lines
    concerned = any(one.endswith(currency) for one in said)
    assert list(line.provisions) == ([SMALLEST_AMOUNTS] if concerned else [])


@pytest.mark.parametrize("said", [["0 HUF"], ["1 HUF", "5 HUF"]])
def test_a_smallest_amount_that_cannot_be_leaves_the_amount_unknown_and_never_wrong(said: list[str]) -> None:
    text = component(rate("100.00", "HUF")) + figure(SMALLEST_AMOUNTS, "list of money", json.dumps(said))
    (line,) = granted(text).lines
    assert (line.amount, line.because) == (None, Because.NO_ROUNDING)
    assert list(line.provisions) == [SMALLEST_AMOUNTS]
    euros = granted(
        component(rate("100.00")) + figure(SMALLEST_AMOUNTS, "list of money", json.dumps(said)),
        stay(**days(D(2023, 1, 1), 30)),
    )
    assert amounts(euros) == ["100.00 EUR"]


@pytest.mark.parametrize("currency", ["EUQ", "XXX", "XAU", "eur"])
def test_a_currency_that_there_is_not_is_refused_where_it_stands(currency: str) -> None:
    with pytest.raises(InvalidData) as caught:
        granted(component(rate("100.00", currency)))
    assert [(one.kind, one.found, one.expected, one.place.line) for one in caught.value.problems] == [
        ("wrong-value", currency, "currency-code", 10)
    ]


@pytest.mark.parametrize(
    ("per", "quantity", "amount"),
    [("month", Fraction(7, 2), "1050.00 EUR"), ("day", 105, "31500.00 EUR"), ("stay", 1, "300.00 EUR")],
)
def test_a_rate_is_paid_for_its_unit(per: str, quantity: Fraction, amount: str) -> None:
    line = only(granted(component(rate(), per=per)))
    assert (line.quantity, str(line.amount)) == (quantity, amount)


def test_hours_are_those_that_the_office_recorded() -> None:
    text = component(rate("20.00"), per="hour")
    assert amounts(granted(text, stay(grant={"teaching_hours": Decimal("7.5")}))) == ["150.00 EUR"]
    line = only(granted(text))
    assert (line.because, line.missing, line.amount) == (Because.NO_HOURS, ("grant.teaching_hours",), None)


def test_the_rate_is_that_of_the_first_day() -> None:
    text = component(rate("300.00", valid_to=D(2022, 12, 31)) + rate("400.00", valid_from=D(2023, 1, 1)))
    assert amounts(granted(text, stay(D(2022, 12, 31), D(2023, 1, 30)))) == ["300.00 EUR"]
    assert amounts(granted(text, stay(D(2023, 1, 1), D(2023, 1, 31)))) == ["400.00 EUR"]


# -- what is not known


def test_an_open_rate_makes_the_whole_unknown_and_never_nothing() -> None:
    grant = granted(component(rate("open")) + component(rate(), id="x.other"))
    assert amounts(grant) == ["?", "1050.00 EUR"]
    assert grant.lines[0].because is Because.OPEN
    assert grant.totals is None
    assert [str(one) for one in grant.sums.values()] == ["1050.00 EUR"]


def test_a_rate_that_waits_for_a_fact_names_it() -> None:
    text = component(rate(applies="host_country == 'HR'"))
    line = only(granted(text, stay(receiving="nobody-knows.org")))
    assert (line.because, line.missing) == (Because.UNKNOWN, ("host_country",))


def test_a_component_that_waits_for_a_fact_is_not_passed_over() -> None:
    grant = granted(component(rate(), applies="host_country == 'HR'"), stay(receiving="nobody-knows.org"))
    (omitted,) = grant.omitted
    assert (omitted.because, omitted.missing, grant.totals) == (Because.UNKNOWN, ("host_country",), None)


def test_where_no_rate_is_foreseen_nothing_is_paid_and_that_is_known() -> None:
    grant = granted(component(rate(valid_to=D(2020, 12, 31))))
    assert ([one.because for one in grant.omitted], grant.lines, grant.totals) == ([Because.NO_RATE], (), {})


# -- days of the stay


BANDS = component(rate("79.00", day_to=14) + rate("56.00", day_from=15, day_to=30), per="day")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, ["79.00 EUR"]),
        (14, ["1106.00 EUR"]),
        (15, ["1106.00 EUR", "56.00 EUR"]),
        (30, ["1106.00 EUR", "896.00 EUR"]),
        (31, ["1106.00 EUR", "896.00 EUR"]),
    ],
)
def test_rates_may_be_for_stretches_of_days(count: int, expected: list[str]) -> None:
    counting = '[[counting]]\nstrategy = "actual-days"\n\n'
    assert amounts(granted(counting + BANDS, stay(**days(D(2023, 3, 1), count)))) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (14, [("14", "100.00", "1400.00 EUR")]),
        (15, [("14", "100.00", "1400.00 EUR"), ("1", "70.00", "70.00 EUR")]),
        (60, [("14", "100.00", "1400.00 EUR"), ("46", "70.00", "3220.00 EUR")]),
        (75, [("14", "100.00", "1400.00 EUR"), ("46", "70.00", "3220.00 EUR")]),
    ],
)
def test_a_taper_pays_a_share_of_the_rate(count: int, expected: list[tuple[str, str, str]]) -> None:
    taper = "[{ percent = 100, day_to = 14 }, { percent = 70, day_from = 15, day_to = 60 }]"
    text = '[[counting]]\nstrategy = "actual-days"\n\n' + component(rate("100.00"), per="day", taper=taper)
    lines = granted(text, stay(**days(D(2023, 3, 1), count))).lines
    told = [
        (str(one.quantity), f"{one.found.amount:.2f}" if one.found and one.found.amount else "", str(one.amount))
        for one in lines
    ]
    assert told == expected
    assert [one.found.full for one in lines if one.found] == [Decimal("100.00")] * len(lines)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (D(2018, 10, 1), D(2018, 12, 31), 92),  # three calendar months
        (D(2019, 2, 1), D(2019, 2, 28), 28),  # a whole one
        (D(2019, 1, 1), D(2019, 1, 30), 30),  # none
    ],
)
def test_what_is_paid_by_days_is_paid_for_each_day_of_the_calendar(start: D, end: D, count: int) -> None:
    """Months of the calendar say nothing of days: February is no thirty of them."""
    line = only(granted(component(rate("10.00"), per="day"), stay(start, end)))
    assert (line.quantity, line.days) == (count, (1, count))


def test_a_day_less_is_a_day_less_by_calendar_months_too() -> None:
    daily = component(rate("10.00"), per="day")
    found = settled(daily, stay(D(2018, 10, 1), D(2018, 12, 31), returned=D(2018, 12, 30)))
    assert (found.settled, found.difference, totals(found.grant)) == ("shorter", -1, ["910.00 EUR"])


def test_paid_days_of_travel_count_and_days_without_a_grant_do_not() -> None:
    text = '[[counting]]\nstrategy = "actual-days"\n\n' + component(rate("100.00"), per="day")
    dossier = stay(**days(D(2023, 3, 1), 10), grant={"travel_days": 2, "zero_grant_days": 5})
    assert amounts(granted(text, dossier)) == ["700.00 EUR"]


# -- distances

TRAVEL = component(
    rate("20.00", km_from=10, km_to=99) + rate("180.00", km_from=100, km_to=499) + rate("275.00", km_from=500),
    per="journey",
)


@pytest.mark.parametrize(
    ("km", "expected"),
    [
        ("9.99", None),
        ("10", "20.00 EUR"),
        ("99", "20.00 EUR"),
        ("99.6", "20.00 EUR"),
        ("99.999", "20.00 EUR"),
        ("100", "180.00 EUR"),
        ("499.9", "180.00 EUR"),
        ("500", "275.00 EUR"),
        ("20000", "275.00 EUR"),
    ],
)
def test_a_band_is_found_by_whole_kilometres(km: str, expected: str | None) -> None:
    grant = granted(TRAVEL, stay(grant={"distance_km": Decimal(km)}))
    assert amounts(grant) == ([expected] if expected else [])
    assert grant.totals is not None
    if expected:
        assert (only(grant).km, grant.distance_is_given) == (Decimal(km), True)


def test_a_distance_that_nobody_recorded_is_that_of_the_great_circle() -> None:
    grant = granted(TRAVEL)
    assert (only(grant).km, grant.distance_is_given) == (Decimal("346.769"), False)
    assert amounts(grant) == ["180.00 EUR"]


def test_without_coordinates_the_distance_is_waited_for() -> None:
    line = only(granted(TRAVEL, stay(receiving="uni-lj.si")))
    assert (line.amount, line.missing) == (None, ("grant.distance_km",))


# -- the cost of an expensive journey

COST = (
    figure("x.share", "number", 80, 'unit = "percent"\nmay_set = [{ layer = "agreement", cites = "p. 3" }]\n')
    + TRAVEL.replace('cites = "p. 1"', 'cites = "p. 1"\nexclusive = "x.travel"')
    + component(id="x.expensive", per="travel-cost", exclusive="x.travel", rate_by="x.share")
)
DEAR = {"distance_km": Decimal(347), "travel_cost": Money(Decimal("899.99"), "BAM")}


def test_without_a_recorded_cost_the_journey_is_paid_by_its_distance() -> None:
    grant = granted(COST)
    assert (amounts(grant), grant.omitted) == (["180.00 EUR"], ())


def test_of_a_recorded_cost_a_share_is_paid_instead() -> None:
    cost = DEAR | {"travel_cost": Money(Decimal("899.99"), "EUR")}
    grant = granted(COST, stay(grant=cost))
    line = only(grant)
    assert (line.component.id, line.quantity, str(line.amount)) == ("x.expensive", Fraction("899.99"), "719.99 EUR")
    assert [(one.component.id, one.by) for one in grant.omitted] == [("x.support", "x.expensive")]


def test_the_share_may_be_less() -> None:
    cost = DEAR | {"travel_cost": Money(Decimal("1000.00"), "EUR")}
    line = only(granted(COST, stay(grant=cost), terms=term("x.share", 50)))
    assert (str(line.amount), [one.value for one in line.provisions["x.share"].beaten]) == ("500.00 EUR", [80])


def test_a_cost_in_other_money_cannot_be_held_against_travel_support() -> None:
    assert only(granted(COST, stay(grant=DEAR))).because is Because.UNDECIDED


def test_a_cost_below_nothing_is_no_cost() -> None:
    with pytest.raises(BadValue):
        GrantRecord(travel_cost=Money(Decimal("-1.00"), "EUR"))


# -- what excludes what


def top_up(name: str, amount: str, currency: str = "EUR") -> str:
    return component(rate(amount, currency), id=f"x.{name}", exclusive="x.top_up")


def test_of_a_group_the_highest_is_paid_and_the_others_say_for_what() -> None:
    grant = granted(top_up("low", "150.00") + top_up("high", "200.00"))
    assert [one.component.id for one in grant.lines] == ["x.high"]
    assert [(one.component.id, one.because, one.by) for one in grant.omitted] == [
        ("x.low", Because.EXCLUSIVE, "x.high")
    ]


def test_of_equals_the_first_of_the_law_is_paid() -> None:
    assert only(granted(top_up("one", "150.00") + top_up("other", "150.00"))).component.id == "x.one"


@pytest.mark.parametrize("other", [top_up("other", "open"), top_up("other", "1000.00", "RSD")])
def test_what_cannot_be_compared_is_left_undecided(other: str) -> None:
    grant = granted(top_up("one", "150.00") + other)
    assert (only(grant).because, grant.totals) == (Because.UNDECIDED, None)


def test_lines_stand_in_the_order_of_the_law() -> None:
    grant = granted(top_up("one", "150.00") + component(rate(), id="x.last"))
    assert [one.component.id for one in grant.lines] == ["x.one", "x.last"]


# -- currencies, in kind, own cost


def test_several_currencies_have_a_sum_each() -> None:
    grant = granted(component(rate()) + component(rate("100.00", "BAM"), id="x.b") + component(rate(), id="x.c"))
    assert totals(grant) == ["2100.00 EUR", "350.00 BAM"]


def test_what_is_given_in_kind_has_a_line_and_no_amount() -> None:
    grant = granted(component(per="in-kind", payer="receiving"))
    line = only(grant)
    assert (line.in_kind, line.amount, line.quantity, line.payer.institution) == (True, None, None, "uniri.hr")
    assert grant.totals == {}


def test_the_participant_s_own_cost_is_no_part_of_the_grant() -> None:
    grant = granted(component(rate("open"), per="journey", payer="participant"))
    assert (only(grant).is_granted, grant.totals) == (False, {})


# -- who sets and who pays

BY_AGREEMENT = money("x.rate", "open") + component(rate_by="x.rate", payer="agreement", payer_by="x.payer")
PAYER = (
    '[[provisions]]\nkey = "x.payer"\ntype = "choice"\nchoices = ["sending", "receiving", "unit", "participant"]\n'
    'cites = "p. 4"\nused_by = ["funding"]\nvalue = "open"\nmay_set = [{ layer = "agreement", cites = "p. 3" }]\n\n'
)


def test_an_agreement_that_pays_says_how_much() -> None:
    line = only(granted(PAYER + BY_AGREEMENT, terms=term("x.rate", "200.00 BAM", cites="clause")))
    assert (str(line.amount), line.citation.source, line.citation.at) == ("700.00 BAM", "a", "4")
    (effective,) = [line.provisions["x.rate"]]
    assert effective.winner is not None
    assert effective.winner.origin.layer == "agreement"
    assert [str(one.value) for one in effective.beaten] == ["Absence.OPEN"]


def test_until_somebody_says_how_much_it_is_open() -> None:
    line = only(granted(PAYER + BY_AGREEMENT))
    assert (line.amount, line.because) == (None, Because.OPEN)


def test_the_office_may_say_it_in_its_settings() -> None:
    settings = evolve(OFFICE, provisions={"x.rate": "100.00 BAM"})
    assert amounts(granted(PAYER + BY_AGREEMENT, settings=settings)) == ["350.00 BAM"]


def test_what_nobody_has_set_leaves_the_table_to_speak() -> None:
    text = money("x.rate", who="call") + component(rate("300.00"), rate_by="x.rate")
    assert amounts(granted(text)) == ["1050.00 EUR"]
    assert amounts(granted(text, by_call=term("x.rate", "400.00 EUR"))) == ["1400.00 EUR"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [("sending", "sum.ba"), ("receiving", "uniri.hr"), ("unit", "fsre"), ("participant", None)],
)
def test_who_pays_is_an_institution(said: str, expected: str | None) -> None:
    line = only(granted(PAYER + BY_AGREEMENT, terms=term("x.payer", said) + term("x.rate", "1.00 EUR")))
    assert line.payer.institution == expected


def test_an_amount_that_is_none_is_refused_where_it_stands() -> None:
    with pytest.raises(InvalidData) as refused:
        granted(PAYER + BY_AGREEMENT, terms=term("x.rate", "-5.00 EUR"))
    (problem,) = refused.value.problems
    assert (problem.kind, problem.place.file, str(problem.expected)) == ("wrong-value", "agreement.toml", "money")


# -- what the law forbids


def test_without_the_law_s_permission_nothing_is_paid() -> None:
    text = component(
        rate(), permits='[{ provision = "funding.bilateral.conferences", applies = "kind == \'conference\'" }]'
    )
    dossier = evolve(employee(programme="x", kind="conference", **days(D(2023, 3, 1), 3)))
    grant = granted(text, dossier)
    (omitted,) = grant.omitted
    assert (omitted.because, omitted.citation.at, totals(grant)) == (Because.NOT_PERMITTED, "čl. 25 st. 2", [])
    assert totals(granted(text, employee(programme="x", kind="teaching", **days(D(2023, 3, 1), 30)))) == ["300.00 EUR"]


# -- national ways to count, and to pay a part

COUNTED = figure(
    "x.grant.counting", "choice", "none", 'choices = ["calendar-months", "actual-days", "commission-360"]\n'
)
COMMISSION = '[[counting]]\nstrategy = "commission-360"\n\n'


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("none", 2 + Fraction(28, 30)),  # 360 − 300 + 27 + 1 days by the Commission's count
        ("calendar-months", 3),
        ("actual-days", 3),  # 31 + 31 + 28
    ],
)
def test_time_may_be_counted_otherwise_for_money(said: str, quantity: Fraction) -> None:
    text = COMMISSION + COUNTED.replace('value = "none"', f'value = "{said}"') + component(rate())
    assert only(granted(text, stay(D(2022, 12, 1), D(2023, 2, 28)))).quantity == quantity


PARTLY = (
    '[[provisions]]\nkey = "x.duration.minimum"\ntype = "span"\ncites = "p. 9"\nvalue = "2 months"\n\n'
    + figure("x.grant.keeps_minimum", "boolean", True)
    + figure("x.grant.ceiling", "span", "none")
    + component(rate())
)


@pytest.mark.parametrize(
    ("record", "ceiling", "short"),
    [
        ({}, "none", False),
        ({"zero_grant_days": 45}, "none", False),  # 105 days, of which 60 are paid
        ({"zero_grant_days": 46}, "none", True),
        ({}, "2 months", False),
        ({}, "59 days", True),
        ({"zero_grant_days": 105}, "none", False),  # a stay without a grant is no part of one
    ],
)
def test_a_part_that_is_paid_is_no_shorter_than_the_shortest_stay(
    record: dict[str, int], ceiling: str, short: bool
) -> None:
    text = PARTLY.replace('value = "none"', f'value = "{ceiling}"')
    grant = granted(text, stay(grant=record))
    assert list(grant.too_short) == (["x.grant.keeps_minimum", "x.duration.minimum"] if short else [])


def test_a_short_stay_that_is_paid_whole_is_not_its_concern() -> None:
    assert granted(PARTLY, stay(**days(D(2023, 3, 1), 20))).too_short == {}
    assert granted(PARTLY.replace("value = true", "value = false"), stay(grant={"zero_grant_days": 46})).too_short == {}


# -- one stay in two


TAPERED = (
    '[[counting]]\nstrategy = "actual-days"\n\n'
    + component(
        rate("100.00"),
        per="day",
        taper="[{ percent = 100, day_to = 14 }, { percent = 70, day_from = 15, day_to = 60 }]",
    )
    + component(rate("180.00"), id="x.journey", per="journey")
)


@given(st.integers(1, 60), st.integers(1, 40))
def test_dividing_a_stay_gains_nothing(first: int, second: int) -> None:
    start = D(2023, 3, 1)
    whole = granted(TAPERED, stay(**days(start, first + second)))
    one = granted(TAPERED, stay(**days(start, first)))
    begins = start + dt.timedelta(days=first)
    before = past("x", start, begins - dt.timedelta(days=1))
    other = granted(TAPERED, stay(**days(begins, second), history=(before,)))
    paid = sum((sum(grant.sums[c].amount for c in grant.sums) for grant in (one, other)), Decimal(0))
    assert paid == whole.sums["EUR"].amount


@pytest.mark.parametrize("smallest", ["", "100.00 EUR"], ids=["cents", "hundreds"])
@given(cents=st.integers(1, 99999), first=st.integers(1, 60), second=st.integers(1, 40))
@example(cents=5000, first=1, second=1)  # 1.67 twice would be a cent more than 3.33
def test_nor_does_rounding_twice(smallest: str, cents: int, first: int, second: int) -> None:
    text = component(rate(f"{Decimal(cents) / 100:.2f}")) + component(rate("33.33"), id="x.days", per="day")
    if smallest:
        text += figure(SMALLEST_AMOUNTS, "list of money", json.dumps([smallest]))
    start = D(2023, 3, 1)
    whole = granted(text, stay(**days(start, first + second)))
    begins = start + dt.timedelta(days=first)
    before = past("x", start, begins - dt.timedelta(days=1))
    parts = granted(text, stay(**days(start, first))), granted(text, stay(**days(begins, second), history=(before,)))
    paid = sum((grant.sums["EUR"].amount for grant in parts if grant.sums), Decimal(0))
    assert paid == whole.sums["EUR"].amount


@pytest.mark.parametrize(
    "history",
    [
        past("y", D(2023, 3, 1), D(2023, 3, 14)),
        past("x", D(2023, 3, 1), D(2023, 3, 14), cancelled=True),
        past("x", D(2023, 3, 1), D(2023, 3, 14), zero_grant=True),
        past("x", D(2023, 3, 1), D(2023, 3, 13)),
    ],
    ids=["of another programme", "cancelled", "without a grant", "with a day between"],
)
def test_a_stay_goes_on_only_with_a_paid_one_of_the_day_before(history: object) -> None:
    dossier = stay(**days(D(2023, 3, 15), 14), history=(history,))
    assert totals(granted(TAPERED, dossier)) == ["1580.00 EUR"]


@given(st.integers(0, 500), st.integers(0, 400), st.integers(0, 30), st.integers(0, 9))
def test_no_amount_is_ever_negative(offset: int, length: int, zero_grant: int, travel: int) -> None:
    start = D(2022, 1, 1) + dt.timedelta(days=offset)
    record = {"zero_grant_days": zero_grant, "travel_days": travel}
    text = component(rate("333.33")) + component(rate("77.77"), id="x.days", per="day")
    grant = granted(text, stay(**days(start, length + 1), grant=record))
    assert all(one.amount is not None and one.amount.amount >= 0 for one in grant.lines)


def test_a_programme_without_components_knows_no_grants() -> None:
    with pytest.raises(AssertionError):
        settled(figure("x.grant.tolerance_days", "number", 5, 'unit = "days"\n'))
