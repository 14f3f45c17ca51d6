"""A round is put together from its parts as it was; from those of some dossiers, with what it says of these alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.model import Selected
from mobilnost.procedure.calls.rankings import Barred, Ranked, RankedList, Ranking, Upheld, Used
from mobilnost.procedure.calls.reserve import withdrawn
from mobilnost.procedure.calls.rounds import (
    Application,
    Extension,
    Nomination,
    Points,
    Publication,
    Round,
    TieBreak,
    Withdrawal,
)
from mobilnost.procedure.calls.shares import Share, common_of, joined, shares_of
from mobilnost.procedure.calls.verdicts import Moved, Placement, PlaceRoom, Verdict, Wanting

DAY = date(2018, 4, 17)
NAMES = ("d-1", "d-2", "d-3", "d-4", "d-5", "d-6")
ONE = Decimal(1)


def some(build: Callable[[str], Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """An entry for each of some dossiers, in any order."""
    return st.lists(st.sampled_from(NAMES), unique=True).map(lambda names: tuple(build(name) for name in names))


def each(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


REASONS = st.sampled_from(("by lot", "older", "asked"))
POINTS = st.builds(
    Points,
    dossier=st.sampled_from(NAMES),
    criterion=st.sampled_from(("letter", "cv")),
    points=st.just(ONE),
    by=st.just("K"),
    on=st.just(DAY),
)
TIE_BREAKS = st.builds(
    TieBreak,
    order=st.lists(st.sampled_from(NAMES), unique=True, min_size=1).map(tuple),
    reason=REASONS,
    by=st.just("K"),
    on=st.just(DAY),
)
RANKS = st.none() | st.integers(1, 3)
LISTS = st.builds(
    RankedList,
    source=st.just("c"),
    agreement=st.none() | st.just("b"),
    ranked=st.lists(st.tuples(st.sampled_from(NAMES), RANKS), unique_by=lambda one: one[0]).map(
        lambda ranked: tuple(Ranked(dossier=name, total=ONE, rank=rank) for name, rank in ranked)
    ),
)
RANKINGS = st.builds(
    Ranking,
    number=st.integers(1, 3),
    on=st.just(DAY),
    committee=st.just("k"),
    lists=each(LISTS, 2),
    barred=some(lambda name: Barred(dossier=name, agreement="a", rules=("r",))),
    used=some(lambda name: Used(dossier=name, revision=1)),
    appeal=st.none() | st.sampled_from(NAMES).map(lambda name: Upheld(dossier=name, id=f"c/{name}/1")),
)


def wanting(name: str) -> Wanting:
    return Wanting(dossier=name, places=("a#0",), persons=ONE, months=ONE, days=ONE, student_semesters=None)


PLACEMENTS = some(lambda name: Placement(dossier=name, agreement="a"))
VERDICTS = st.builds(
    Verdict,
    number=st.integers(1, 3),
    ranking=st.just(1),
    on=st.just(DAY),
    by=st.just("V"),
    reference=st.just("1"),
    placements=PLACEMENTS,
    rooms=st.just((PlaceRoom(agreement="a", persons=ONE),)),
    wanted=some(wanting),
)
WITHDRAWALS = st.lists(
    st.tuples(st.sampled_from(NAMES), some(lambda name: Moved(dossier=name, after="a"))),
    unique_by=lambda one: one[0],
).map(lambda gone: tuple(Withdrawal(dossier=name, on=DAY, reason="home", moves=moves) for name, moves in gone))
ROUNDS = st.builds(
    Round,
    call=st.just("c"),
    participant=st.just(Selected.STUDENT),
    opened=st.just(DAY),
    closed=st.none() | st.just(DAY),
    extensions=st.just((Extension(until=DAY, on=DAY, reason="few"),)),
    applications=some(lambda name: Application(dossier=name, person=f"p-{name}", on=DAY, choices=("a",))),
    points=each(POINTS, 6),
    tie_breaks=each(TIE_BREAKS),
    rankings=each(RANKINGS, 2),
    verdicts=each(VERDICTS, 2),
    current=PLACEMENTS,
    publications=each(st.just(Publication(verdict=1, on=DAY))),
    withdrawals=WITHDRAWALS,
    nominations=some(lambda name: Nomination(dossier=name, agreement="a", decision="r", reference="2", on=DAY)),
)
SEEN = st.frozensets(st.sampled_from(NAMES))


def of(round: Round, seen: frozenset[str]) -> Round:
    """What a round says of some dossiers, told by its attributes one by one."""

    def own(each: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(one for one in each if one.dossier in seen)

    return evolve(
        round,
        applications=own(round.applications),
        points=own(round.points),
        tie_breaks=tuple(
            evolve(one, order=order)
            for one in round.tie_breaks
            if (order := tuple(name for name in one.order if name in seen))
        ),
        rankings=tuple(
            evolve(
                one,
                lists=tuple(evolve(each, ranked=own(each.ranked)) for each in one.lists),
                barred=own(one.barred),
                used=own(one.used),
                appeal=one.appeal if one.appeal and one.appeal.dossier in seen else None,
            )
            for one in round.rankings
        ),
        verdicts=tuple(evolve(one, placements=own(one.placements), wanted=own(one.wanted)) for one in round.verdicts),
        current=own(round.current),
        withdrawals=tuple(evolve(one, moves=own(one.moves)) for one in own(round.withdrawals)),
        nominations=own(round.nominations),
    )


def among(shares: Iterable[Share], seen: frozenset[str]) -> list[Share]:
    return [one for one in shares if one.dossier in seen]


@given(ROUNDS, st.integers(0, 50))
def test_from_all_of_its_parts_it_is_as_it_was(round: Round, after: int) -> None:
    assert joined(common_of(round), shares_of(round, after=after).values()) == round


@given(ROUNDS, SEEN)
def test_from_some_of_them_it_says_of_these_all_and_of_others_nothing(round: Round, seen: frozenset[str]) -> None:
    shares = shares_of(round)
    assert joined(common_of(round), among(shares.values(), seen)) == of(round, seen)
    assert common_of(round) == of(round, frozenset())


@given(ROUNDS)
def test_no_part_names_another_dossier(round: Round) -> None:
    shares = shares_of(round)
    for name, share in shares.items():
        assert not [one for one in NAMES if one != name and one in repr(share)]
    assert not [one for one in NAMES if one in repr(common_of(round))]


@given(ROUNDS, ROUNDS, st.integers(0, 5))
def test_a_round_that_becomes_another_is_put_together_as_that(before: Round, round: Round, after: int) -> None:
    known = shares_of(before)
    shares = shares_of(round, known.values(), after)
    assert joined(common_of(round), shares.values()) == round
    assert set(known) <= set(shares)


@given(ROUNDS, SEEN)
def test_what_is_not_changed_keeps_its_parts_whoever_keeps_them(round: Round, seen: frozenset[str]) -> None:
    shares = shares_of(round)
    assert shares_of(round, shares.values(), 99) == shares
    own = among(shares.values(), seen)
    assert list(shares_of(of(round, seen), own, 99).values()) == own


@given(ROUNDS, st.sampled_from(NAMES), SEEN)
def test_who_sees_some_adds_to_the_end_of_all(round: Round, name: str, seen: frozenset[str]) -> None:
    """An application, and a withdrawal, by somebody who sees few of those before it."""
    shares = dict(shares_of(round))
    after = max((place[-1] for one in shares.values() for _, place, _ in one.entries), default=0)
    own = among(shares.values(), seen | {name})
    view = joined(common_of(round), own)
    application = Application(dossier=name, person=f"p-{name}", on=DAY, choices=("b",))

    def applied(to: Round) -> Round:
        others = tuple(one for one in to.applications if one.dossier != name)
        return evolve(to, applications=(*others, application))

    def left(to: Round) -> Round:
        return evolve(to, verdicts=(), nominations=(), withdrawals=())

    shares |= shares_of(applied(view), own, after)
    assert joined(common_of(round), shares.values()) == applied(round)

    plain = left(applied(round))
    shares = dict(shares_of(plain))
    own = among(shares.values(), seen | {name})
    gone = withdrawn(joined(common_of(plain), own), name, "home", DAY)
    shares |= shares_of(gone, own, after + len(NAMES))
    assert joined(common_of(plain), shares.values()) == withdrawn(plain, name, "home", DAY)


def test_points_that_are_given_again_leave_the_parts_of_others_as_they_were() -> None:
    def given(*names: str) -> tuple[Points, ...]:
        return tuple(Points(dossier=name, criterion="cv", points=ONE, by="K", on=DAY) for name in names)

    round = Round(call="c", participant=Selected.STUDENT, opened=DAY, points=given("a", "b", "c"))
    before = shares_of(round)
    after = shares_of(evolve(round, points=given("a", "c", "b")), before.values(), 7)
    assert {name for name in after if after[name] != before[name]} == {"b"}
    moved = evolve(round, points=(), current=tuple(Placement(dossier=name) for name in "abc"))
    before = shares_of(moved)
    after = shares_of(evolve(moved, current=moved.current[1:]), before.values(), 7)
    assert {name for name in after if after[name] != before[name]} == {"a"}


def test_who_is_tied_is_told_among_those_who_are_seen() -> None:
    ranked = tuple(
        Ranked(dossier=name, total=ONE, rank=rank) for name, rank in zip("abcd", (1, 1, 1, None), strict=True)
    )
    listed = RankedList(source="c", ranked=ranked)
    assert [listed.tied(one) for one in ranked] == [("b", "c"), ("a", "c"), ("a", "b"), ()]
    fewer = evolve(listed, ranked=ranked[1:])
    assert fewer.tied(ranked[1]) == ("c",)
