"""What was agreed, what the stay came to, what is paid of it and when, and what is asked back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from core.funding.scheme_cases import component, figure, money, rate, settled, stay, totals
from pravilnik.cases import away, paper, past, term

from mobilnost.funding.reclaim import shares_of
from mobilnost.model import Amendment, Money, Payment

D = dt.date
#: Ten euros a day, so that amounts are ten times the days; five days are ignored.
DAILY = '[[counting]]\nstrategy = "actual-days"\n\n' + component(rate("10.00"), per="day")
TOLERANCE = figure("x.grant.tolerance_days", "number", 5, 'unit = "days"\n')
#: A hundred days: 1 March to 8 June.
START, END = D(2023, 3, 1), D(2023, 6, 8)


def hundred(**changes: Any) -> Any:
    return stay(START, END, **changes)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("returned", "settled_as", "total"),
    [
        (None, "as_agreed", "1000.00 EUR"),
        (D(2023, 6, 8), "as_agreed", "1000.00 EUR"),
        (D(2023, 6, 20), "longer", "1000.00 EUR"),
        (D(2023, 6, 3), "within_tolerance", "1000.00 EUR"),  # five days less
        (D(2023, 6, 2), "shorter", "940.00 EUR"),  # six days less: 94 days
        (D(2023, 3, 1), "shorter", "10.00 EUR"),
    ],
)
def test_a_longer_stay_is_paid_as_agreed_and_a_shorter_one_as_it_was(
    returned: D | None, settled_as: str, total: str
) -> None:
    found = settled(TOLERANCE + DAILY, hundred(returned=returned))
    assert (found.settled, totals(found.grant)) == (settled_as, [total])


def test_without_a_tolerance_every_day_counts() -> None:
    assert totals(settled(DAILY, hundred(returned=D(2023, 6, 7))).grant) == ["990.00 EUR"]


def test_an_interruption_shortens_what_was_agreed() -> None:
    found = settled(TOLERANCE + DAILY, hundred(interruptions=(away(D(2023, 4, 1), D(2023, 4, 10)),)))
    assert (found.settled, found.difference, totals(found.grant)) == ("shorter", -10, ["900.00 EUR"])


@pytest.mark.parametrize(
    ("signed", "total", "late"),
    [
        (D(2023, 5, 20), "1200.00 EUR", ()),
        (D(2023, 6, 28), "1200.00 EUR", ()),
        (D(2023, 6, 29), "1000.00 EUR", (D(2023, 6, 29),)),
    ],
)
def test_a_longer_stay_is_paid_where_it_was_amended_while_it_lasted(signed: D, total: str, late: tuple[D, ...]) -> None:
    amended = {"amendments": (Amendment(date=signed, end=D(2023, 6, 28)),)}
    found = settled(DAILY, hundred(returned=D(2023, 6, 28), grant=amended))
    assert (totals(found.grant), found.late_amendments) == ([total], late)


@pytest.mark.parametrize(("end", "total"), [(D(2023, 6, 28), "1200.00 EUR"), (D(2023, 5, 29), "900.00 EUR")])
def test_while_nobody_has_returned_an_amended_stay_is_paid_to_its_new_end(end: D, total: str) -> None:
    found = settled(DAILY, hundred(grant={"amendments": (Amendment(date=D(2023, 5, 20), end=end),)}))
    assert (found.settled, totals(found.grant)) == ("as_agreed", [total])


# -- paid, owed, owed back


@pytest.mark.parametrize(
    ("paid", "balance"),
    [((), "1000.00"), (("800.00",), "200.00"), (("800.00", "200.00"), "0.00"), (("1100.00",), "-100.00")],
)
def test_the_balance_is_what_is_left(paid: tuple[str, ...], balance: str) -> None:
    payments = tuple(Payment(date=D(2023, 2, 1), amount=euros(one)) for one in paid)
    found = settled(DAILY, hundred(grant={"payments": payments}))
    assert found.balance == {"EUR": Decimal(balance)}


def test_what_came_back_is_owed_again() -> None:
    payments = (
        Payment(date=D(2023, 2, 1), amount=euros("800.00")),
        Payment(date=D(2023, 3, 1), amount=euros("300.00"), back=True),
    )
    assert settled(DAILY, hundred(grant={"payments": payments})).balance == {"EUR": Decimal("500.00")}


def test_other_money_than_was_due_is_owed_back() -> None:
    payments = (Payment(date=D(2023, 2, 1), amount=Money(Decimal("100.00"), "BAM")),)
    found = settled(DAILY, hundred(grant={"payments": payments}))
    assert found.balance == {"EUR": Decimal("1000.00"), "BAM": Decimal("-100.00")}


def test_of_an_unknown_whole_the_balance_is_unknown() -> None:
    assert settled(component(rate("open")), hundred()).balance is None


# -- instalments

PARTS = (
    figure("x.first_percent", "number", 80, 'unit = "percent"\nmay_set = [{ layer = "agreement", cites = "p. 3" }]\n')
    + '[[obligations]]\nid = "x.pay"\nwho = "payer"\nto = "participant"\ncites = "p. 5"\ndue = "day_before(first_day, 1)"\n\n'
    + '[[instalments]]\nid = "x.first"\npercent_by = "x.first_percent"\nobligations = ["x.none", "x.pay"]\ncites = "p. 5"\n\n'
    + '[[instalments]]\nid = "x.rest"\nobligations = ["x.later"]\ncites = "p. 6"\n\n'
)


def shown(found: Any) -> list[tuple[str, str | None, D | None]]:
    return [
        (
            one.instalment.id,
            None if one.amounts is None else str(one.amounts["EUR"]),
            one.duty.due if one.duty else None,
        )
        for one in found.instalments
    ]


def test_a_share_is_paid_on_the_day_of_its_duty_and_then_the_rest() -> None:
    assert shown(settled(DAILY + PARTS, hundred())) == [
        ("x.first", "800.00 EUR", D(2023, 2, 28)),
        ("x.rest", "200.00 EUR", None),
    ]


def test_the_share_is_of_what_was_agreed_and_the_rest_of_what_is_paid() -> None:
    assert shown(settled(DAILY + PARTS, hundred(returned=D(2023, 5, 29)))) == [  # 90 days
        ("x.first", "800.00 EUR", D(2023, 2, 28)),
        ("x.rest", "100.00 EUR", None),
    ]
    assert shown(settled(DAILY + PARTS, hundred(returned=D(2023, 4, 9))))[1] == ("x.rest", "0.00 EUR", None)


def test_a_share_that_nobody_has_named_leaves_the_rest_unknown_too() -> None:
    found = settled(DAILY + PARTS, hundred(), terms=term("x.first_percent", "open"))
    assert [one[1] for one in shown(found)] == [None, None]


def test_the_agreement_may_name_the_share() -> None:
    found = settled(DAILY + PARTS, hundred(), terms=term("x.first_percent", 70))
    assert [one[1] for one in shown(found)] == ["700.00 EUR", "300.00 EUR"]


#: Slovakia pays a stay of one month by three quarters and a quarter; of other stays the programme names no parts.
ONE_MONTH = "host_country == 'SI' and calendar_days <= 31"


def conditional(key: str, type_: str, value: Any, extra: str = "") -> str:
    """A provision that says something of stays of one month, and nothing of others."""
    return (
        f'[[provisions]]\nkey = "{key}"\ntype = "{type_}"\ncites = "p. 2"\nused_by = ["funding"]\n{extra}'
        f'values = [{{ value = {value!r}, applies = "{ONE_MONTH}" }}, {{ value = "none", applies = "not ({ONE_MONTH})" }}]'
        "\n\n"
    )


ONLY_OF_A_MONTH = (
    conditional("x.first_percent", "number", 75, 'unit = "percent"\n')
    + conditional("x.rest", "choice", "rest", 'choices = ["rest"]\n')
    + '[[instalments]]\nid = "x.first"\npercent_by = "x.first_percent"\nobligations = ["x.pay"]\ncites = "p. 5"\n\n'
    + '[[instalments]]\nid = "x.last"\npercent_by = "x.rest"\nobligations = ["x.later"]\ncites = "p. 6"\n\n'
)


def month(end: D | None = None, host: str = "uni-lj.si", **changes: Any) -> Any:
    return stay(START, end or D(2023, 3, 30), receiving=host, **changes)


def test_a_plan_of_instalments_may_hang_on_a_condition() -> None:
    found = settled(DAILY + ONLY_OF_A_MONTH, month())
    assert [one[:2] for one in shown(found)] == [("x.first", "225.00 EUR"), ("x.last", "75.00 EUR")]
    assert [one.value for part in found.instalments for one in part.provisions.values()] == [75, "rest"]


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        (month(D(2023, 3, 31)), ["232.50 EUR", "77.50 EUR"]),
        (month(D(2023, 4, 1)), []),
        (month(host="uniri.hr"), []),
        (month(returned=D(2023, 3, 10)), ["225.00 EUR", "0.00 EUR"]),  # ten days: less than was paid beforehand
    ],
)
def test_where_it_does_not_hold_there_are_no_parts(given: Any, parts: list[str]) -> None:
    assert [one[1] for one in shown(settled(DAILY + ONLY_OF_A_MONTH, given))] == parts


def test_whether_there_is_a_part_may_wait_for_a_fact() -> None:
    """Where the host stands nobody knows: the parts are told, without amounts, with what they wait for."""
    found = settled(DAILY + ONLY_OF_A_MONTH, month(host="nowhere.example"))
    assert [(part.amounts, part.missing) for part in found.instalments] == [(None, ("host_country",))] * 2


# -- asked back (čl. 16 st. 6)

PAID = {"payments": (Payment(date=D(2023, 2, 1), amount=Money(Decimal("1000.00"), "EUR")),)}
LATE = END + dt.timedelta(days=60)


def test_nothing_is_asked_back_before_papers_are_late() -> None:
    assert settled(DAILY, hundred(grant=PAID), on=END).reclaim is None


def test_late_papers_put_a_part_or_all_at_stake() -> None:
    found = settled(DAILY, hundred(grant=PAID), on=LATE).reclaim
    assert found is not None
    assert (found.least["EUR"], found.most["EUR"]) == (euros("0.00"), euros("1000.00"))
    assert found.figure.winner is not None
    assert found.figure.winner.origin.citation.at == "čl. 16 st. 6"


@pytest.mark.parametrize(
    ("clause", "least", "most"),
    [("all", "1000.00", "1000.00"), ("50 %", "500.00", "500.00"), ("12.5 percent", "125.00", "125.00")],
)
def test_the_agreement_s_clause_says_how_much(clause: str, least: str, most: str) -> None:
    found = settled(DAILY, hundred(grant=PAID), on=LATE, terms=term("grant.reclaim", clause)).reclaim
    assert found is not None
    assert (found.least["EUR"], found.most["EUR"]) == (euros(least), euros(most))


def test_papers_that_are_there_are_not_late() -> None:
    papers = (paper("transcript_of_records", D(2023, 6, 10), languages=("hr", "en")),)
    assert settled(DAILY, hundred(grant=PAID, documents=papers), on=LATE).reclaim is None


@pytest.mark.parametrize("said", ["as the office decides", "300 %", None, 5])
def test_a_clause_that_is_no_share_leaves_all_open(said: object) -> None:
    assert shares_of(said) == (0, 1)


# -- who does not go

GONE = {"cancelled": D(2023, 2, 20)}
BACK = (
    figure("x.grant.repay_days", "number", 15, 'unit = "days"\n')
    + '[[obligations]]\nid = "x.grant.repay_days"\nwho = "participant"\nto = "payer"\ncites = "p. 7"\n'
    + 'due = "day_after(first_day, x.grant.repay_days)"\n\n'
)


def test_who_does_not_go_is_paid_nothing_and_pays_back_what_was_paid() -> None:
    found = settled(BACK + DAILY + PARTS, hundred(grant=PAID | GONE), on=LATE)
    assert (found.settled, found.grant.totals, totals(found.agreed)) == ("not_gone", {}, ["1000.00 EUR"])
    assert [(one.component.id, one.because) for one in found.grant.omitted] == [("x.support", "not_gone")]
    assert (found.balance, found.reclaim, found.instalments) == ({"EUR": Decimal("-1000.00")}, None, ())
    assert found.repayment is not None
    assert found.repayment.due == D(2023, 3, 16)


def test_who_goes_has_nothing_to_repay_for_it() -> None:
    assert settled(BACK + DAILY, hundred(grant=PAID)).repayment is None


# -- who may not go


def test_what_nobody_may_be_paid_is_said_to_be_so() -> None:
    assert settled(DAILY, hundred()).payable
    assert not settled(DAILY, hundred(year_of_study=1)).payable


def test_a_second_stay_is_settled_like_the_first() -> None:
    before = past("x", D(2023, 2, 1), D(2023, 2, 28))
    assert totals(settled(DAILY, hundred(history=(before,))).grant) == ["1000.00 EUR"]


def test_an_amount_set_by_a_call_is_that_of_both_stays() -> None:
    text = (
        money("x.rate", who="call")
        + '[[counting]]\nstrategy = "actual-days"\n\n'
        + component(per="day", rate_by="x.rate")
    )
    found = settled(text, hundred(returned=D(2023, 5, 29)), by_call=term("x.rate", "20.00 EUR"))
    assert (totals(found.agreed), totals(found.grant)) == (["2000.00 EUR"], ["1800.00 EUR"])
