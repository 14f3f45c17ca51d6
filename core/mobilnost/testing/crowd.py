"""The dossiers that a law is tried on: made once for a candidate, the same in every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from attrs import evolve, frozen
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

from mobilnost.formats.documents import Loaded
from mobilnost.formats.positions import Lines
from mobilnost.instruments import Sourced
from mobilnost.lawbook import Lawbook
from mobilnost.model import Agreement, AgreementLevel, Dossier
from mobilnost.rulebook import Rulebook
from mobilnost.testing.strategies import dossiers_under
from mobilnost.testing.strategies.dossiers import PARTNER

#: How many dossiers are made for a programme, and how many others are put together of their parts.
MANY, MIXED = 40, 80
#: How often a smaller dossier is looked for that shows the same.
TRIES = 400
_QUIET = settings(
    max_examples=MANY,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@frozen
class Crowd:
    """Dossiers of one programme; every second one rests on an agreement."""

    lawbook: Lawbook
    code: str
    dossiers: tuple[Dossier, ...]

    def rulebook(self, dossier: Dossier, number: int = 1) -> Rulebook:
        """What a dossier is judged by."""
        agreement = _agreement(self.code, self.lawbook.home.institution) if number % 2 else None
        return self.lawbook.rulebook(self.code, dossier.first_day, agreement=agreement)

    def smallest(self, shows: Callable[[Dossier], bool], known: Dossier) -> Dossier:
        """The plainest dossier that shows something, else the one that is known to."""
        try:
            return find(dossiers_under(self.lawbook, self.code), shows, settings=_shrinking(TRIES))
        except NoSuchExample:
            return known


def crowd(lawbook: Lawbook, code: str) -> Crowd:
    """Dossiers under a programme."""
    found: list[Dossier] = []
    strategy: SearchStrategy[Dossier] = dossiers_under(lawbook, code)

    @_QUIET
    @given(strategy)
    def gather(dossier: Dossier) -> None:
        found.append(dossier)

    gather()
    return Crowd(lawbook, code, (*found, *_mixed(found)))


def _mixed(made: list[Dossier]) -> Iterator[Dossier]:
    """Other dossiers of the same parts: the stay of one, the person of another, the papers of a third."""
    for number in range(MIXED):
        stay, who, papers = (made[(number * step + shift) % len(made)] for step, shift in ((1, 0), (7, 3), (11, 5)))
        yield evolve(
            stay,
            person=who.person,
            student=who.student,
            staff=who.staff,
            history=who.history,
            courses=papers.courses,
            documents=papers.documents,
            institutions=papers.institutions,
            grant=papers.grant,
        )


def days_of(dossier: Dossier) -> Iterator[date]:
    """Days on which a dossier is judged: before, during and long after its stay."""
    yield dossier.first_day - timedelta(days=60)
    yield dossier.first_day
    yield dossier.last_day + timedelta(days=400)


def _shrinking(tries: int) -> settings:
    return settings(_QUIET, max_examples=tries, phases=[Phase.generate, Phase.shrink])


@lru_cache(maxsize=64)
def _agreement(code: str, home: str) -> Sourced[Agreement]:
    """An agreement that sets nothing of its own."""
    agreement = Agreement(
        id="a-1",
        programme=code,
        level=AgreementLevel.UNIVERSITY,
        parties=(home, PARTNER),
        signed=date(1990, 1, 1),
        valid_from=date(1990, 1, 1),
    )
    return Loaded(value=agreement, file=None, lines=Lines(""))
