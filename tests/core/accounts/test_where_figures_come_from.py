"""Of each figure it can be told who set it, where, over whom, who else may set it and who may not."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import agreement, call, decision, term
from rulebooks import D, entry, lawbook, may, provision, rule

import mobilnost as m
from mobilnost.accounts.chapters import RuleAccount
from mobilnost.accounts.figures import FigureAccount
from mobilnost.accounts.rulebook import account_of, account_of_all
from mobilnost.law import Layer
from mobilnost.model import Settings

KEY = "duration.maximum"
DAY = D(2018, 10, 1)
LIMIT = rule(f"stay <= {KEY}", KEY)
OFFICE = Settings(institution="sum.ba", country="BA", provisions={KEY: "9 months"})


def maximum(*setters: dict[str, str], value: str = "12 months", **more: Any) -> str:
    return provision(KEY, value, may_set=list(setters), stricter="lower", **more)


def account(*said: str, day: D = DAY, all_of_them: bool = False, settings: Settings | None = None, **more: Any) -> Any:
    """The account of the one figure of a small regulation."""
    law = lawbook(*said, settings=settings, erasmus=more.pop("erasmus", ""))
    book = law.rulebook("erasmus", day, **more)
    whole = account_of_all(law, day) if all_of_them else account_of(law, book, day)
    entries = [one for part in whole.chapters[0].sections for two in part.divisions for one in two.entries]
    found = [two for one in entries for two in (one.figures if isinstance(one, RuleAccount) else [one])]
    return next(one for one in found if isinstance(one, FigureAccount) and one.key == KEY)


def stands(given: FigureAccount) -> list[tuple[str, str]]:
    """Each value that stands, and who says so."""
    return [(str(one.candidate.value), one.candidate.origin.layer.value) for one in given.standing]


def beaten(given: FigureAccount) -> list[list[tuple[str, str]]]:
    return [[(str(two.value), two.origin.layer.value) for two in one.beaten] for one in given.standing]


def test_the_law_s_own_text_stands_where_nobody_else_speaks() -> None:
    found = account(maximum(), LIMIT)
    assert stands(found) == [("12 months", "regulation")]
    assert found.standing[0].candidate.origin.citation.at == "čl. 9 st. 1"
    place = found.standing[0].candidate.origin.place
    assert place is not None
    assert (place.file, place.line) == ("law.toml", 6)
    assert beaten(found) == [[]]


def test_an_agreement_that_overrules_is_named_with_its_clause_its_line_and_what_it_beat() -> None:
    found = account(maximum(may("agreement")), LIMIT, agreement=agreement(term(KEY, "10 months")))
    origin = found.standing[0].candidate.origin
    assert stands(found) == [("10 months", "agreement")]
    assert (origin.citation.source, origin.citation.at) == ("a", "4")
    assert (origin.place.file, origin.place.line) == ("agreement.toml", 9)
    assert beaten(found) == [[("12 months", "regulation")]]


def test_an_agreement_for_some_leaves_the_others_their_figure() -> None:
    given = agreement(term(KEY, "10 months", "kind == 'study'"))
    found = account(maximum(may("agreement")), LIMIT, agreement=given)
    assert stands(found) == [("10 months", "agreement"), ("12 months", "regulation")]
    assert beaten(found) == [[("12 months", "regulation")], []]


def test_what_is_beaten_everywhere_does_not_stand_and_is_told_as_beaten() -> None:
    given = {"agreement": agreement(term(KEY, "10 months")), "call": call(term(KEY, "11 months", "kind == 'study'"))}
    found = account(maximum(may("agreement"), may("call")), LIMIT, **given)
    assert stands(found) == [("10 months", "agreement")]
    assert beaten(found) == [[("11 months", "call"), ("12 months", "regulation")]]


def test_two_that_say_the_same_are_both_cited() -> None:
    twice = agreement(term(KEY, "10 months") + term(KEY, "10 months"))
    found = account(maximum(may("agreement")), LIMIT, agreement=twice)
    assert len(found.standing) == 1
    assert [one.layer for one in found.standing[0].candidate.also] == [Layer.AGREEMENT]


def test_who_may_set_it_is_told_with_mode_and_article_and_all_others_may_not() -> None:
    found = account(maximum(may("agreement", "tighten"), may("call", applies="participant == 'staff'")), LIMIT)
    assert [(one.layer.value, one.mode.value) for one in found.may] == [("agreement", "tighten"), ("call", "replace")]
    assert [one.value for one in found.may_not] == ["setting", "programme", "decision"]


def test_what_nobody_may_set_bars_every_layer_above_the_law() -> None:
    assert [one.value for one in account(maximum(), LIMIT).may_not] == [
        "setting",
        "programme",
        "call",
        "agreement",
        "decision",
    ]


def test_a_programme_s_own_figure_bars_those_above_the_programme() -> None:
    law = lawbook(erasmus=provision("erasmus.days", 3, "number", unit="days"))
    book = law.rulebook("erasmus", DAY)
    sections = account_of(law, book, DAY).chapters[0].sections
    (found,) = [
        one for part in sections for two in part.divisions for one in two.entries if isinstance(one, FigureAccount)
    ]
    assert [one.value for one in found.may_not] == ["setting", "call", "agreement", "decision"]


def test_what_an_office_fills_in_is_the_office_s_and_beats_the_shipped_figure() -> None:
    found = account(maximum(setting=True), LIMIT, settings=OFFICE)
    assert stands(found) == [("9 months", "setting")]
    assert beaten(found) == [[("12 months", "regulation")]]
    assert "setting" not in [one.value for one in found.may_not]


def test_an_open_figure_is_said_to_be_open() -> None:
    assert account(maximum(value="open"), LIMIT).is_open
    assert not account(maximum(value="none"), LIMIT).is_open


def test_a_dated_value_tells_its_period_its_review_and_what_holds_at_other_times() -> None:
    values = [
        {"value": "12 months", "valid_to": D(2020, 12, 31), "reviewed": D(2018, 1, 2)},
        {"value": "10 months", "valid_from": D(2021, 1, 1)},
    ]
    said = entry("provisions", key=KEY, type="span", cites="čl. 9 st. 1", values=values)
    earlier, later = account(said, LIMIT), account(said, LIMIT, day=D(2022, 1, 1))
    dated = earlier.standing[0].dated
    assert (dated.valid_to, dated.reviewed) == (D(2020, 12, 31), D(2018, 1, 2))
    assert [str(one.value) for one in earlier.otherwise] == ["10 months"]
    assert stands(later) == [("10 months", "regulation")]
    assert [str(one.value) for one in later.otherwise] == ["12 months"]


def test_a_decision_that_waives_it_is_named() -> None:
    found = account(maximum(may("decision", "waive")), LIMIT, decision=decision(KEY))
    assert (found.waived.citation.source, found.waived.citation.at) == ("d", "01-1/18")


@pytest.mark.parametrize("all_of_them", [False, True])
def test_what_a_programme_sets_holds_for_its_own_stays_alone(all_of_them: bool) -> None:
    sets = term(KEY, "8 months", cites="cites")
    found = account(maximum(may("programme")), LIMIT, erasmus=sets, all_of_them=all_of_them)
    assert stands(found)[0] == ("8 months", "programme")
    assert stands(found)[1:] == ([("12 months", "regulation")] if all_of_them else [])


def test_what_an_office_fills_in_is_told_once_for_all_programmes() -> None:
    found = account(maximum(setting=True), LIMIT, settings=OFFICE, all_of_them=True)
    assert stands(found) == [("9 months", "setting")]


def test_an_account_changes_nothing_of_the_rulebook() -> None:
    law = lawbook(maximum(), LIMIT)
    book = law.rulebook("erasmus", DAY)
    before = dict(book.figures)
    account_of(law, book, DAY)
    assert evolve(book).figures == before
    assert law.rulebook("erasmus", DAY) is book


def test_a_regulation_without_programmes_can_be_read_too() -> None:
    law = m.Lawbook(regulation=lawbook(maximum(), LIMIT).regulation)
    (chapter,) = account_of_all(law, DAY).chapters
    assert [one.layer for one in chapter.sections] == [Layer.REGULATION]
