"""Who may set what of the programmes' own figures: written out by hand beside their law files, and tried.

Whoever the table names is heard; every other attempt is refused with its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve, field, frozen
from plugins.programme_cases import D, laws, office
from pravilnik.cases import OFFICE, agreement, call, decision, term

from mobilnost import InvalidData, ProgrammeLaw, Rulebook, parse_programme
from mobilnost.model import Kind

LAYERS = ("programme", "call", "agreement", "decision", "setting")
SPAN, NUMBER, SWITCH, DAY, WORDS = "2 months", 7, True, "05-05 fixed", ["AT"]
MONEY = "123.45 EUR"
MONEYS = ["1 HUF"]


@frozen
class Row:
    """A figure: a value to try, the side on which it asks for more, and who may set it in which mode."""

    key: str
    try_: Any
    stricter: str | None = None
    who: Mapping[str, str] = field(factory=dict, hash=False)


def row(key: str, try_: Any, stricter: str | None = None, **who: str) -> Row:
    return Row(key, try_, stricter, who)


HIGHER, LOWER = "higher", "lower"
TABLE = (
    row("erasmus.agreement.required", SWITCH),
    row("erasmus.eligibility.conferences", SWITCH),
    row("erasmus.teaching.minimum_hours_per_week", NUMBER, HIGHER),
    row("erasmus.study.blended_minimum_ects", NUMBER, HIGHER),
    row("erasmus.duration.minimum", SPAN, HIGHER),
    row("erasmus.duration.maximum", SPAN, LOWER),
    row("erasmus.duration.cycle_total.first", SPAN, LOWER),
    row("erasmus.duration.cycle_total.second", SPAN, LOWER),
    row("erasmus.duration.cycle_total.third", SPAN, LOWER),
    row("erasmus.duration.cycle_total.integrated", SPAN, LOWER),
    row("erasmus.learning_agreement.change_window_days", NUMBER, LOWER),
    row("erasmus.payment.prefinancing_days", NUMBER, LOWER),
    row("erasmus.payment.balance_days", NUMBER, LOWER),
    row("erasmus.transcript.days", NUMBER, LOWER),
    row("erasmus.payer.international", "sending"),
    row("erasmus.grant.counting", "actual-days", call="replace", setting="replace"),
    row("erasmus.grant.part_months", "whole", call="replace"),
    row("erasmus.grant.smallest_amounts", MONEYS, call="replace", setting="replace"),
    row("erasmus.grant.share", "2/3", call="replace", setting="replace"),
    row("erasmus.grant.ceiling", SPAN, call="replace", agreement="replace", setting="replace"),
    row("erasmus.grant.keeps_minimum", SWITCH),
    row("erasmus.grant.tolerance_days", NUMBER, call="replace", setting="replace"),
    row("erasmus.grant.repay_days", NUMBER, LOWER, setting="replace"),
    row("erasmus.travel.expensive_percent", NUMBER, LOWER, call="replace", setting="replace"),
    row("erasmus.payment.prefinancing_percent", NUMBER, call="replace", agreement="replace", setting="replace"),
    row("erasmus.individual_support.student.rate", MONEY, call="replace", setting="replace"),
    row("erasmus.individual_support.short.rate", MONEY, call="replace", setting="replace"),
    row("erasmus.individual_support.staff.rate", MONEY, call="replace", setting="replace"),
    row("ceepus.countries.members", WORDS),
    row("ceepus.eligibility.student.first_cycle_year", NUMBER, HIGHER),
    row("ceepus.eligibility.training", SWITCH),
    row("ceepus.teaching.minimum_hours_per_week", NUMBER, HIGHER),
    row("ceepus.duration.minimum", SPAN, HIGHER),
    row("ceepus.duration.maximum", SPAN, LOWER),
    row("ceepus.teaching.minimum_working_days", NUMBER, HIGHER),
    row("ceepus.application_deadline.winter", DAY, call="replace"),
    row("ceepus.application_deadline.summer", DAY, call="replace"),
    row("ceepus.network.deadline", DAY),
    row("ceepus.freemover.recommendations", NUMBER, HIGHER),
    row("ceepus.mobility_report.days", NUMBER, LOWER),
    row("ceepus.closing.days", NUMBER, LOWER),
    row("ceepus.grant.part_months", "halves"),
    row("ceepus.grant.smallest_amounts", MONEYS, call="replace", setting="replace"),
    row("bilateral.duration.minimum", SPAN, HIGHER, agreement="replace"),
    row("bilateral.reciprocity.required", SWITCH, agreement="replace"),
    row("bilateral.nomination.days", NUMBER, HIGHER, agreement="replace"),
    row("bilateral.payer", "unit", agreement="replace"),
    row("bilateral.grant.part_months", "whole", agreement="replace", setting="replace"),
    row("bilateral.grant.smallest_amounts", MONEYS, agreement="replace", setting="replace"),
    row("bilateral.grant.ceiling", SPAN, agreement="replace", setting="replace"),
    row("bilateral.support.rate", MONEY, agreement="replace", setting="replace"),
    row("bilateral.support.monthly_rate", MONEY, agreement="replace", setting="replace"),
    row("bilateral.support.daily_rate", MONEY, agreement="replace", setting="replace"),
    row("bilateral.unit_cofinancing.rate", MONEY, agreement="replace", setting="replace"),
    row("lipetsk.valid_from", "2020-01-01"),
    row("lipetsk.partner_country", "HR"),
    row("lipetsk.field", "042"),
    row("lipetsk.group_visit.opens", DAY, agreement="replace"),
    row("lipetsk.group_visit.closes", DAY, agreement="replace"),
    row("lipetsk.duration.minimum", SPAN, HIGHER, agreement="replace"),
    row("lipetsk.duration.maximum", SPAN, LOWER, agreement="replace"),
    row("lipetsk.passport.validity", SPAN, HIGHER),
    row("lipetsk.invitation.days", NUMBER, HIGHER, agreement="replace"),
    row("lipetsk.visa.days", NUMBER, HIGHER, setting="replace"),
    row("lipetsk.visa.entry_days", NUMBER),
    row("lipetsk.visa.extension_days", NUMBER, HIGHER),
    row("lipetsk.registration.days", NUMBER, LOWER),
)
#: The kinds of mobility that a programme knows; all that there are where it is none of these.
KINDS = {
    "erasmus": {"study", "traineeship", "thesis", "research", "teaching", "training", "conference"},
    "ceepus": {"study", "thesis", "research", "teaching", "training", "group-visit", "online"},
    "lipetsk": {"study", "group-visit"},
    "bilateral": set(Kind),
}


def speak(layer: str, one: Row) -> Rulebook:
    """The rulebook in which a layer sets a figure. Raises `InvalidData`."""
    code = one.key.partition(".")[0]
    said = term(one.key, one.try_)
    settings = evolve(OFFICE, provisions={one.key: one.try_}) if layer == "setting" else OFFICE
    known = laws()
    if layer == "programme":
        header = f'[programme]\ncode = "{code}"\nsource = "Guide"\n'
        added = parse_programme(header + term(one.key, one.try_, cites="cites"), "guide.toml").law.overrides
        known = tuple(_with(law, added) if law.programme.code == code else law for law in known)
    return office(settings, known).rulebook(
        code,
        D(2022, 10, 1),
        agreement=agreement(said, programme=code) if layer == "agreement" else None,
        call=call(said, programme=code) if layer == "call" else None,
        decision=decision(one.key) if layer == "decision" else None,
    )


def _with(law: ProgrammeLaw, added: Any) -> ProgrammeLaw:
    return evolve(law, law=evolve(law.law, overrides=(*law.law.overrides, *added)))


def attempts(lawful: bool) -> list[Any]:
    return [
        pytest.param(layer, one, id=f"{layer} {'may' if lawful else 'may not'} set {one.key}")
        for one in TABLE
        for layer in LAYERS
        if (layer in one.who) is lawful
    ]


def test_the_table_is_whole() -> None:
    assert {one.key for one in TABLE} == {one.key for law in laws() for one in law.law.provisions}


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.key)
def test_every_figure_asks_for_more_on_the_side_that_the_table_says(one: Row) -> None:
    provision = next(each for law in laws() for each in law.law.provisions if each.key == one.key)
    assert provision.stricter == one.stricter
    assert {each.layer: each.mode for each in provision.permissions} == {
        layer: mode for layer, mode in one.who.items() if layer != "setting"
    }


@pytest.mark.parametrize(("layer", "one"), attempts(lawful=True))
def test_whom_the_table_names_is_heard(layer: str, one: Row) -> None:
    assert speak(layer, one).figures[one.key].candidates[0].origin.layer == layer


@pytest.mark.parametrize(("layer", "one"), attempts(lawful=False))
def test_everybody_else_is_refused(layer: str, one: Row) -> None:
    with pytest.raises(InvalidData) as refusal:
        speak(layer, one)
    (problem,) = refusal.value.problems
    assert problem.kind == ("unlawful-waiver" if layer == "decision" else "unlawful-override")
    assert one.key in str(problem.found)


@pytest.mark.parametrize("code", KINDS)
def test_a_programme_knows_the_kinds_that_the_table_says(code: str) -> None:
    programme = next(law.programme for law in laws() if law.programme.code == code)
    assert set(programme.kinds) == KINDS[code]
