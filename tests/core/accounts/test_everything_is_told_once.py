"""Whoever reads a rulebook reads all of it: each rule, figure, paper, duty and component once, in the law's order."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache

import pytest
from pravilnik.cases import agreement, call, term

import mobilnost as m
from mobilnost.accounts.chapters import Chapter, Entry, RuleAccount, Section
from mobilnost.accounts.figures import FigureAccount
from mobilnost.accounts.rulebook import account_of, account_of_all
from mobilnost.law import Component, Layer
from mobilnost.rulebook import Rulebook
from mobilnost.rules import DocumentRequirement, Obligation, Topic

DAYS = (dt.date(2018, 10, 1), dt.date(2023, 3, 1))
HOST = m.Host.discover(strict=True)
CODES = [one.programme.code for one in HOST.laws]


@cache
def lawbook() -> m.Lawbook:
    return m.Lawbook(regulation=m.regulation(), programmes=HOST.laws)


def entries(chapter: Chapter, *layers: Layer) -> list[Entry]:
    sections = [one for one in chapter.sections if not layers or one.layer in layers]
    return [entry for one in sections for division in one.divisions for entry in division.entries]


def named(entry: Entry) -> list[tuple[str, str]]:
    """What an entry tells, by sort and name."""
    match entry:
        case RuleAccount():
            return [("rule", entry.rule.id), *(("provision", one.key) for one in entry.figures)]
        case FigureAccount():
            return [("provision", entry.key)]
        case DocumentRequirement():
            return [("document", f"{entry.type} {entry.citation.at} {entry.place}")]
        case Obligation():
            return [("obligation", f"{entry.id} {entry.place}")]
        case Component():
            return [("component", entry.id)]


def told(chapter: Chapter) -> Counter[tuple[str, str]]:
    return Counter(name for entry in entries(chapter) for name in named(entry))


def there(book: Rulebook) -> Counter[tuple[str, str]]:
    return Counter(
        [
            *(("rule", rule.id) for rules in book.sets for rule in rules.rules),
            *(("provision", key) for key in book.figures),
            *(("document", f"{one.type} {one.citation.at} {one.place}") for one in book.documents),
            *(("obligation", f"{one.id} {one.place}") for one in book.obligations),
            *(("component", one.id) for one in book.components),
        ]
    )


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("code", CODES)
def test_a_rulebook_is_told_whole_and_nothing_of_it_twice(code: str, day: dt.date) -> None:
    book = lawbook().rulebook(code, day)
    chapter, *others = account_of(lawbook(), book, day).chapters
    assert not others
    assert told(chapter) == there(book)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_without_a_programme_the_university_speaks_once_and_then_each_programme(day: dt.date) -> None:
    own, *programmes = account_of_all(lawbook(), day).chapters
    assert told(own) == there(own.book)
    assert [one.book.programme.code for one in programmes] == CODES
    for chapter in programmes:
        assert not set(told(chapter)) & set(told(own))
        assert told(chapter) + told(own) == there(chapter.book), chapter.book.programme.code


@pytest.mark.parametrize("topic", Topic)
def test_the_topics_together_are_the_whole_rulebook(topic: Topic) -> None:
    day = DAYS[0]
    book = lawbook().rulebook("erasmus", day)
    of_topic = account_of(lawbook(), book, day, topic).chapters[0]
    everything = there(book)
    assert told(of_topic) <= everything
    rules = {rule.id for rule in book.rules.values() if rule.topic is topic}
    assert {name for sort, name in told(of_topic) if sort == "rule"} == rules
    all_topics = [told(account_of(lawbook(), book, day, one).chapters[0]) for one in Topic]
    assert {name for one in all_topics for name in one} == set(everything)


def test_articles_stand_in_the_order_of_the_regulation() -> None:
    section = section_of(account_of_all(lawbook(), DAYS[0]).chapters[0], Layer.REGULATION)
    articles = [one.article for one in section.divisions]
    assert articles == sorted(articles, key=lambda one: one or 0)
    assert len(set(articles)) == len(articles)
    assert {9, 11, 16, 27} <= set(articles)


def test_a_figure_stands_with_the_rule_that_bears_its_key() -> None:
    section = section_of(account_of_all(lawbook(), DAYS[0]).chapters[0], Layer.REGULATION)
    rules = [one for division in section.divisions for one in division.entries if isinstance(one, RuleAccount)]
    minimum = next(one for one in rules if one.rule.id == "duration.minimum")
    assert [one.key for one in minimum.figures] == ["duration.minimum"]
    second = next(one for one in rules if one.rule.id == "duration.cycle_total.second")
    assert second.elsewhere == ("duration.semester",)


def test_what_instruments_set_and_add_stands_in_sections_of_their_own() -> None:
    average = '[[conditions]]\nid = "average"\nrequires = "grade_average >= 3"\nclause = "6"\n'
    book = lawbook().rulebook(
        "erasmus",
        DAYS[0],
        agreement=agreement(term("duration.maximum", "10 months") + average),
        call=call(term("eligibility.student.language", "B2")),
    )
    chapter = account_of(lawbook(), book, DAYS[0]).chapters[0]
    of_agreement, of_call = section_of(chapter, Layer.AGREEMENT), section_of(chapter, Layer.CALL)
    assert [(one.key, str(one.candidate.value)) for one in of_agreement.sets] == [("duration.maximum", "10 months")]
    assert [one for entry in entries(chapter, Layer.AGREEMENT) for one in named(entry)] == [("rule", "a.average")]
    assert [one.key for one in of_call.sets] == ["eligibility.student.language"]
    assert told(chapter) == there(book)


def test_an_agreement_that_says_nothing_says_so_by_an_empty_section() -> None:
    book = lawbook().rulebook("erasmus", DAYS[0], agreement=agreement())
    section = section_of(account_of(lawbook(), book, DAYS[0]).chapters[0], Layer.AGREEMENT)
    assert (section.source, section.divisions, section.sets) == ("a", (), ())


def section_of(chapter: Chapter, layer: Layer) -> Section:
    return next(one for one in chapter.sections if one.layer is layer)
