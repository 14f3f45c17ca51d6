"""Whatever a grant has to say is said in three languages, with every blank filled and no id left raw."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from core.funding.scheme_cases import EARLY, book, component, days, figure, money, rate, stay
from pravilnik.cases import agreement, away, paper, past, term

import mobilnost as m
from mobilnost.funding import Because, PartMonths, Settled, settlement_of
from mobilnost.funding.comparing import Comparison, Standing, Turn
from mobilnost.locales import LANGUAGES, catalogue
from mobilnost.locales.funding import GrantTeller
from mobilnost.locales.settling import SettlementTeller
from mobilnost.locales.what_if import ComparisonTeller
from mobilnost.model import COUNTING, Amendment, Money, Payment

D = dt.date
RAW = re.compile(r"[{}]|funding\.|what_if\.|[a-z]_[a-z]")
EURO = Money(Decimal("1000.00"), "EUR")
DAILY = '[[counting]]\nstrategy = "actual-days"\n\n' + component(
    rate("100.00"), per="day", taper="[{ percent = 100, day_to = 14 }, { percent = 70, day_from = 15, day_to = 60 }]"
)
CEILING = (
    figure("x.grant.ceiling", "span", "none")
    + figure("x.grant.share", "choice", "none", 'choices = ["2/3"]\n')
    + figure("x.grant.tolerance_days", "number", 5, 'unit = "days"\n')
)
DEAR = figure("x.percent", "number", 80, 'unit = "percent"\n') + component(
    id="x.expensive", per="travel-cost", rate_by="x.percent"
)
SHORT = (
    '[[provisions]]\nkey = "x.duration.minimum"\ntype = "span"\ncites = "p. 9"\nvalue = "2 months"\n\n'
    + figure("x.grant.keeps_minimum", "boolean", True)
    + component(rate())
)
EVERYTHING = (
    CEILING
    + component(rate(), id="x.support")
    + component(per="in-kind", id="x.board")
    + component(rate("180.00", km_from=10), id="x.travel", per="journey")
    + component(rate("open"), id="x.open")
    + component(rate(), id="x.own", payer="participant")
    + component(rate(), id="x.hours", per="hour")
    + component(rate("150.00"), id="x.low", exclusive="x.group")
    + component(rate("200.00"), id="x.high", exclusive="x.group")
)


def told(text: str, dossier: m.Dossier, language: str, *, terms: str = "", on: D = EARLY) -> list[str]:
    """Every line of a grant in a language."""
    under = agreement(terms, programme="x")
    assessment = m.assess(dossier, book(text).rulebook("x", dossier.first_day, agreement=under), on=on)
    settlement = settlement_of(assessment)
    assert settlement is not None
    teller = GrantTeller.of(assessment, catalogue(language))
    lines = [teller.total(settlement.grant)]
    for heading, under_it in SettlementTeller(teller).sections(settlement):
        lines.append(heading)
        lines += [part for one in under_it for part in (one.text, *one.below)]
    return lines


def plain(lines: list[str]) -> list[str]:
    """The lines without the ids of the tests' own components, which nobody has named."""
    return [re.sub(r"\b[xX]\.\w+(\.\w+)?", "", one) for one in lines]


CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "everything": (EVERYTHING, {}, {}),
    "a taper": (DAILY, days(D(2023, 3, 1), 20), {}),
    "one day of a taper": (DAILY, days(D(2023, 3, 1), 15), {}),
    "steps of time": (
        EVERYTHING,
        {"interruptions": (away(D(2023, 2, 1), D(2023, 2, 3)),), "grant": {"zero_grant_days": 2, "travel_days": 1}},
        {"terms": ""},
    ),
    "a stay that goes on": (DAILY, {**days(D(2023, 3, 15), 20), "history": (past("x", D(2023, 3, 1), D(2023, 3, 14)),)}, {}),
    "longer": (DAILY, {"returned": D(2023, 5, 1)}, {}),
    "shorter": (EVERYTHING, {"returned": D(2023, 3, 1)}, {}),
    "a few days shorter": (EVERYTHING, {"returned": D(2023, 4, 12)}, {}),
    "amended too late": (DAILY, {"returned": D(2023, 5, 1), "grant": {"amendments": (Amendment(date=D(2023, 6, 1), end=D(2023, 5, 1)),)}}, {}),
    "paid": (DAILY, {"grant": {"payments": (Payment(date=D(2022, 12, 1), amount=EURO),)}}, {}),
    "late papers": (DAILY, {"grant": {"payments": (Payment(date=D(2022, 12, 1), amount=EURO),)}}, {"on": D(2023, 8, 1)}),
    "late papers and nothing paid": (DAILY, {}, {"on": D(2023, 8, 1)}),
    "all of it": (
        DAILY, {"grant": {"payments": (Payment(date=D(2022, 12, 1), amount=EURO),)}},
        {"on": D(2023, 8, 1), "terms": term("grant.reclaim", "all")},
    ),
    "not gone": (DAILY, {"grant": {"cancelled": D(2022, 12, 20), "payments": (Payment(date=D(2022, 12, 1), amount=EURO),)}}, {}),
    "an expensive journey": (DEAR, {"grant": {"travel_cost": EURO}}, {}),
    "too short": (SHORT, {"grant": {"zero_grant_days": 60}}, {}),
    "no grant": (component(rate(), applies="not zero_grant"), {"zero_grant": True}, {}),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_blank_is_filled_and_no_id_is_left_raw(name: str, language: str) -> None:
    text, changes, circumstances = CASES[name]
    lines = told(text, stay(**changes), language, **circumstances)
    assert len(lines) > 1
    assert not [one for one in plain(lines) if RAW.search(one)]
    if language == "mk":
        assert all(re.search("[\u0400-\u04ff]", one) for one in lines if not one.startswith("X."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_strategy_has_words(language: str) -> None:
    words = catalogue(language)
    for room, values in (
        ("because", Because),
        ("settled", Settled),
        ("counting", COUNTING),
        ("part_months", PartMonths),
    ):
        assert not [one for one in values if words.find("funding", room, str(one)) is None]


def test_a_share_and_a_ceiling_are_steps_of_the_time() -> None:
    text = EVERYTHING.replace('value = "none"', 'value = "2/3"', 2).replace('value = "2/3"', 'value = "2 months"', 1)
    lines = told(text, stay(), "en")
    assert "of which a share is paid: 2/3" in lines
    assert "at most: 2 months" in lines


def test_an_amount_says_who_set_it() -> None:
    text = money("x.rate", "open") + component(rate_by="x.rate")
    lines = told(text, stay(), "en", terms=term("x.rate", "200.00 BAM", cites="clause"))
    assert any("200.00 BAM, set by the agreement a, 4" in one for one in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_is_told_with_both_sides(language: str) -> None:
    dossier = stay(
        documents=(paper("learning_agreement", D(2022, 6, 1), "student", "vice_dean", "vice_rector", "host"),)
    )
    sides = []
    for end in (D(2023, 4, 15), D(2023, 3, 31)):
        one = evolve(dossier, mobility=evolve(dossier.mobility, end=end))
        rulebook = book(component(rate())).rulebook("x", one.first_day, agreement=agreement(programme="x"))
        sides.append(Standing.of(m.assess(one, rulebook, on=D(2022, 1, 1))))
    comparison = Comparison(turns=(Turn(before=sides[0], after=sides[1]),), others=2, refused=("broken.toml",))
    lines = list(
        ComparisonTeller(words=catalogue(language)).lines(
            comparison, (None, None), ("a", (D(2023, 1, 1), D(2023, 3, 31)))
        )
    )
    assert not [one for one in lines if RAW.search(one)]
    assert any("→" in one for one in lines)
    assert comparison.turns[0].difference == {"EUR": Decimal("-150.00")}


def test_what_a_line_rests_on_is_told_with_its_file_and_with_what_it_beat() -> None:
    text = money("x.rate", "open") + component(rate_by="x.rate")
    (one,) = [
        one for one in told(text, stay(), "en", terms=term("x.rate", "200.00 BAM", cites="clause")) if "set by" in one
    ]
    assert re.search(r"200\.00 BAM, set by .* \[agreement\.toml:\d+\]; instead of .* \(.* \[x\.toml:\d+\]\)$", one)


def test_a_rate_is_told_with_its_days_and_the_line_of_its_file() -> None:
    (one,) = [one for one in told(component(rate(valid_from=D(2018, 1, 1))), stay(), "en") if "written" in one]
    assert re.fullmatch(r"amount in force since 1 January 2018, written in x\.toml:\d+", one)


def test_of_an_expensive_journey_the_cost_is_told_as_money() -> None:
    lines = told(DEAR, stay(grant={"travel_cost": EURO}), "en")
    assert any(re.search(r"80\s?% of 1,000\.00 EUR = 800\.00 EUR", one) for one in lines)
