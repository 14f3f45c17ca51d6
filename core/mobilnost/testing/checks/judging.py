"""Whether anything fails when a dossier is judged by a law, whatever the dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mobilnost.assessment import assess
from mobilnost.funding import settlement_of
from mobilnost.grammar import facts_of
from mobilnost.host import TimeUp
from mobilnost.model import Calendar, Dossier, Place
from mobilnost.rules import BrokenFact, FactDefinition
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.crowd import Crowd, days_of
from mobilnost.testing.lacks import Check, Lack
from mobilnost.testing.shown import shown

CALENDAR = Calendar()
#: How it is told that something takes too long: nobody waits for that time and again.
TOO_LONG = TimeUp.__name__


def lacks(candidate: Candidate) -> Iterator[Lack]:
    """Facts that fail or are not of their type, and whatever else fails in judging, with the plainest such dossier."""
    for each in candidate.crowds:
        broken = False
        for fact in candidate.facts:
            met = _first(each, partial(_fails, fact, each))
            if met is not None:
                broken = True
                yield _of_fact(fact, each, met, candidate.find(fact.name))
        if not broken:
            met = _first(each, partial(_stumbles, each))
            if met is not None:
                yield _of_judging(each, met)


def _first(each: Crowd, fails: Callable[[Dossier], str | None]) -> Dossier | None:
    """The plainest dossier of which something fails."""
    known = next((one for one in each.dossiers if fails(one) is not None), None)
    if known is None or TOO_LONG in (fails(known) or ""):
        return known
    return each.smallest(lambda one: fails(one) is not None, known)


def _fails(fact: FactDefinition, each: Crowd, dossier: Dossier) -> str | None:
    """What a fact says for itself when it cannot be found."""
    try:
        fact.compute(each.rulebook(dossier).case(dossier, CALENDAR))
    except BrokenFact as error:
        return error.reason
    return None


def _stumbles(each: Crowd, dossier: Dossier) -> str | None:
    """What is raised when everything is asked that a rulebook says of a dossier."""
    try:
        book = each.rulebook(dossier)
        for day in days_of(dossier):
            found = assess(dossier, book, on=day)
            _ = found.verdict, found.documents, found.obligations
        _ = found.findings, settlement_of(found)
        book.procedure(book.circumstances(dossier, CALENDAR))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a plugin may raise anything, SystemExit included
        return f"{type(error).__name__}: {error}"
    return None


def _of_fact(fact: FactDefinition, each: Crowd, dossier: Dossier, place: Place) -> Lack:
    law = each.lawbook.laws[each.code].law
    rules = tuple(one.id for one in law.rules if fact.name in (*facts_of(one.applies), *facts_of(one.requires)))
    error = _fails(fact, each, dossier)
    parts = {"id": fact.name, "error": error, "shown": shown(dossier), "rules": rules}
    return Lack(check=Check.RAISE, subject=fact.name, kind="fact", place=place, parts=parts)


def _of_judging(each: Crowd, dossier: Dossier) -> Lack:
    parts = {"error": _stumbles(each, dossier), "shown": shown(dossier)}
    return Lack(check=Check.RAISE, subject=each.code, kind="judging", parts=parts)
