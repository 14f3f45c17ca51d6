"""Whole dossiers: of a programme, or with the days, countries and papers at which a law looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from mobilnost.grammar import Node, walk
from mobilnost.grammar.nodes import Literal, Many
from mobilnost.lawbook import Lawbook
from mobilnost.model import Dossier, Interruption, Kind, Mobility
from mobilnost.rules import Contribution
from mobilnost.testing.strategies.papers import PAPERS, courses, filed, records
from mobilnost.testing.strategies.people import persons, staff, students
from mobilnost.testing.strategies.places import COUNTRIES, HOME, institutions
from mobilnost.testing.strategies.stays import mobilities, past_mobilities

#: What staff goes for; students may go for anything.
OF_STAFF = (Kind.TEACHING, Kind.TRAINING, Kind.PROJECT, Kind.CONFERENCE)
PARTNER = "partner.example"


def dossiers(
    programme: str = "erasmus",
    *,
    kinds: Sequence[Kind] = tuple(Kind),
    papers: Sequence[str] = PAPERS,
    countries: Sequence[str] = COUNTRIES,
    among: Sequence[date] = (),
    programmes: Sequence[str] = (),
    home: str = HOME,
) -> st.SearchStrategy[Dossier]:
    """A dossier of a programme: a student or a member of staff, outgoing or incoming, with whatever an office may know.

    `kinds` are what stays are for, `papers` the types that may be on file, `countries` those of partners, `among` the
    days at which something changes, `programmes` those of earlier stays.
    """

    going = mobilities(programme, kinds=kinds, partner=PARTNER, home=home, among=among)
    person, student, member = persons(countries), students(), staff(home)
    listed, papers_on_file = st.none() | courses(), filed(papers)
    earlier, money = past_mobilities((programme, *programmes)), records()
    partners = institutions(countries, PARTNER), institutions(countries, PARTNER, located=True)
    chance = st.integers(0, 7)

    @st.composite
    def made(draw: st.DrawFn) -> Dossier:
        mobility, unlike, known = draw(going), draw(chance), draw(chance)
        by_staff = (mobility.kind in OF_STAFF) == (unlike < 7)
        return Dossier(
            mobility=mobility,
            person=draw(person),
            student=None if by_staff else draw(student),
            staff=draw(member) if by_staff else None,
            courses=draw(listed),
            documents=draw(papers_on_file)(mobility.start),
            history=draw(earlier),
            interruptions=interrupted(mobility) if draw(chance) == 7 else (),
            institutions=(draw(partners[known > 4]),) if known else (),
            grant=draw(money),
        )

    return made()


def interrupted(mobility: Mobility) -> tuple[Interruption, ...]:
    """The first half of a stay but its first day, where it is long enough for that."""
    last = mobility.returned or mobility.end
    half = (last - mobility.start).days // 2
    if half < 2:
        return ()
    first = mobility.start + timedelta(days=1)
    return (Interruption(start=first, end=mobility.start + timedelta(days=half), reason="illness"),)


def dossiers_under(lawbook: Lawbook, code: str) -> st.SearchStrategy[Dossier]:
    """A dossier of a programme at the edges of its law: its kinds, papers and countries, days on which it changes."""
    given = lawbook.laws[code]
    law = Contribution.joined([lawbook.regulation.law, given.law])
    values = [value for one in law.provisions for value in one.values]
    texts = {one for node in _nodes(law) for one in _texts(node)}
    texts |= {text for one in values if isinstance(one.value, tuple) for text in one.value if isinstance(text, str)}
    own = sorted(one for one in texts if len(one) == 2 and one.isupper())
    papers = {one.type for one in law.documents} | {one for duty in law.obligations for one in duty.evidence}
    papers |= {fact.source for fact in given.facts if fact.source and "." not in fact.source} - {"institutions"}
    turns = [day for one in values for day in (one.valid_from, one.valid_to) if day]
    turns += [day for one in given.programme.editions for day in (one.valid_from, one.valid_to) if day]
    likely = [one for one in given.programme.kinds for _ in range(3)]
    return dossiers(
        code,
        kinds=(*likely, *(one for one in Kind if one not in given.programme.kinds)),
        papers=sorted(papers) or PAPERS,
        countries=(*COUNTRIES, *own),
        among=sorted({day for day in turns if date(1990, 1, 1) < day < date(2100, 1, 1)}),
        programmes=tuple(lawbook.laws),
        home=lawbook.home.institution,
    )


def _nodes(law: Contribution) -> Iterator[Node]:
    for one in law.rules:
        yield from (one.applies, one.requires)
    for provision in law.provisions:
        yield from (value.applies for value in provision.values)
    for component in law.components:
        yield from (component.applies, *(rate.applies for rate in component.rates))


def _texts(node: Node) -> Iterator[str]:
    """The words that an expression compares with."""
    for part in walk(node):
        match part:
            case Literal(str() as text):
                yield text
            case Many(several):
                yield from (one for one in several if isinstance(one, str))
