"""Whether a plugin's facts are slow: measured against judging itself, in the same run and on the same dossiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from mobilnost.assessment import assess
from mobilnost.grammar import facts_of
from mobilnost.lawbook import Lawbook, ProgrammeLaw
from mobilnost.model import Calendar
from mobilnost.rules import FactDefinition
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.crowd import Crowd
from mobilnost.testing.lacks import Check, Lack

#: How many times as long as judging a whole dossier by the university's law a single fact may take.
MOST = 1
#: How many dossiers are measured, and how often: the quickest of the runs counts, which others disturbed least.
DOSSIERS, RUNS = 20, 3
#: From here on a ratio is told without tenths.
SHOWN = 2


def lacks(candidate: Candidate) -> Iterator[Lack]:
    """Facts that take longer than the whole of judging does without them."""
    for each in candidate.crowds:
        law = candidate.lawbook.laws[each.code]
        own = [one for one in candidate.facts if one in law.facts]
        whole = _quickest(_judging(each, law)) if own else 1
        for fact in own:
            ratio = _quickest(_finding(each, fact)) / whole
            if ratio > MOST:
                yield _lack(candidate, fact, law, ratio)


def _lack(candidate: Candidate, fact: FactDefinition, law: ProgrammeLaw, ratio: float) -> Lack:
    waiting = (one.id for one in law.law.rules if fact.name in (*facts_of(one.applies), *facts_of(one.requires)))
    parts = {
        "id": fact.name,
        "ratio": round(ratio) if ratio >= SHOWN else round(ratio, 1),
        "limit": MOST,
        "rules": tuple(waiting),
    }
    return Lack(check=Check.SLOW, subject=fact.name, kind="fact", place=candidate.find(fact.name), parts=parts)


def _finding(each: Crowd, fact: FactDefinition) -> Callable[[], object]:
    """Finding a fact of the dossiers."""
    cases = [each.rulebook(one).case(one, Calendar()) for one in each.dossiers[:DOSSIERS]]
    return lambda: [fact.compute(one) for one in cases]


def _judging(each: Crowd, law: ProgrammeLaw) -> Callable[[], object]:
    """Judging the same dossiers by the university's law alone: the measure of what is slow."""
    bare = ProgrammeLaw(programme=law.programme)
    lawbook = Lawbook(regulation=each.lawbook.regulation, programmes=[bare])
    books = [(one, lawbook.rulebook(each.code, one.first_day)) for one in each.dossiers[:DOSSIERS]]
    return lambda: [assess(one, book, on=one.first_day).findings for one, book in books]


def _quickest(act: Callable[[], object]) -> float:
    """The shortest time of several, in seconds."""
    times = []
    for _ in range(RUNS):
        begun = perf_counter()
        act()
        times.append(perf_counter() - begun)
    return min(times)
