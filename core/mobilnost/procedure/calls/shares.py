"""A round taken apart into what is everybody's and what is of each dossier, and put together again.

The common part is the round without anything that is said of a dossier. With the shares of all dossiers it is the round
as it was, every entry in its place; with those of some, what the round says of these and nothing of anybody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.procedure.calls.rankings import Barred, Ranked, Ranking, Upheld, Used
from mobilnost.procedure.calls.rounds import Application, Nomination, Points, Round, TieBreak, Withdrawal
from mobilnost.procedure.calls.verdicts import Moved, Placement, Verdict, Wanting

#: Where an entry stands: the numbers of what it is a part of, and its own among its like.
Place = tuple[int, ...]


@frozen(kw_only=True)
class Share:
    """What a round says of one dossier; no other is named.

    A tie-break names this dossier alone, a withdrawal nobody who moved up: who did has that in their own share.
    `places` says where each entry stands, by the attribute that has it. Rankings, their lists and decisions are
    counted from 0; among its like an entry has a number that is greater than those before it, with gaps.
    """

    call: str
    dossier: str
    applications: tuple[Application, ...] = ()
    points: tuple[Points, ...] = ()
    tie_breaks: tuple[TieBreak, ...] = ()
    ranked: tuple[Ranked, ...] = ()
    barred: tuple[Barred, ...] = ()
    used: tuple[Used, ...] = ()
    appeals: tuple[Upheld, ...] = ()
    placements: tuple[Placement, ...] = ()
    wanted: tuple[Wanting, ...] = ()
    current: tuple[Placement, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    moves: tuple[Moved, ...] = ()
    nominations: tuple[Nomination, ...] = ()
    places: Mapping[str, tuple[Place, ...]] = field(factory=dict, hash=False)

    @property
    def id(self) -> str:
        """The call's and the dossier's."""
        return f"{self.call}/{self.dossier}"

    @property
    def entries(self) -> Iterator[tuple[str, Place, Any]]:
        """Everything that it says: the attribute that has it, its place, and the entry."""
        for name, places in self.places.items():
            for place, entry in zip(places, getattr(self, name), strict=True):
                yield name, place, entry


# -- put together


def joined(common: Round, shares: Iterable[Share]) -> Round:
    """A round with what it says of some dossiers; what others have is not in it."""
    groups: dict[tuple[str, Place], list[tuple[int, Any]]] = {}
    for share in shares:
        for name, place, entry in share.entries:
            groups.setdefault((name, place[:-1]), []).append((place[-1], entry))
    for group in groups.values():
        group.sort(key=lambda one: one[0])
    found = {key: tuple(entry for _, entry in group) for key, group in groups.items()}
    ties = {place: entries for (name, place), entries in sorted(found.items()) if name == "tie_breaks"}
    return evolve(
        _filled(common, lambda name, *place: found.get((name, place), ())),
        tie_breaks=tuple(
            evolve(one[0], order=tuple(name for each in one for name in each.order)) for one in ties.values()
        ),
        withdrawals=tuple(
            evolve(one, moves=found.get(("moves", (number,)), ()))
            for number, one in groups.get(("withdrawals", ()), ())
        ),
    )


def common_of(round: Round) -> Round:
    """What is everybody's of a round: nothing that it says of a dossier."""
    return _filled(round, lambda *_: ())


def _filled(round: Round, entries: Callable[..., tuple[Any, ...]]) -> Round:
    """The round with other entries of dossiers in place of its own; tie-breaks and withdrawals are left out."""
    return evolve(
        round,
        applications=entries("applications"),
        points=entries("points"),
        tie_breaks=(),
        rankings=tuple(_ranking(one, index, entries) for index, one in enumerate(round.rankings)),
        verdicts=tuple(_verdict(one, index, entries) for index, one in enumerate(round.verdicts)),
        current=entries("current"),
        withdrawals=(),
        nominations=entries("nominations"),
    )


def _ranking(one: Ranking, index: int, entries: Callable[..., tuple[Any, ...]]) -> Ranking:
    lists = tuple(evolve(each, ranked=entries("ranked", index, number)) for number, each in enumerate(one.lists))
    appeal = next(iter(entries("appeals", index)), None)
    return evolve(one, lists=lists, barred=entries("barred", index), used=entries("used", index), appeal=appeal)


def _verdict(one: Verdict, index: int, entries: Callable[..., tuple[Any, ...]]) -> Verdict:
    return evolve(one, placements=entries("placements", index), wanted=entries("wanted", index))


# -- taken apart


def shares_of(round: Round, known: Iterable[Share] = (), after: int = 0) -> Mapping[str, Share]:
    """What a round says of each dossier, by dossier; of those that are `known` from before, too, if it says nothing.

    What stands where it stood keeps its number, so that a share is another only where something of it is. What is new
    gets one greater than `after`: greater than that of anything which whoever made it does not see.
    """
    shares = {one.dossier: one for one in known}
    found: dict[str, dict[str, list[tuple[Place, Any]]]] = {name: {} for name in shares}
    for name, place, entry in _Numbers(shares.values(), after).entries(round):
        found.setdefault(_dossier(name, entry), {}).setdefault(name, []).append((place, entry))
    return {dossier: _share(round.call, dossier, entries) for dossier, entries in found.items()}


def _share(call: str, dossier: str, found: Mapping[str, Sequence[tuple[Place, Any]]]) -> Share:
    ordered = {name: sorted(each, key=lambda one: one[0]) for name, each in found.items()}
    entries = {name: tuple(entry for _, entry in each) for name, each in ordered.items()}
    places = {name: tuple(place for place, _ in each) for name, each in ordered.items()}
    return Share(call=call, dossier=dossier, places=places, **entries)


class _Numbers:
    """The numbers of entries: those that they had, as far as they still grow, and new ones."""

    def __init__(self, known: Iterable[Share], after: int) -> None:
        self.after = after
        self.known = [entry for share in known for entry in share.entries]
        self.had: dict[tuple[str, Place, object], list[int]] = {}
        for name, place, entry in self.known:
            for length in range(len(place)):
                self.had.setdefault((name, place[:length], _mark(name, entry)), []).append(place[length])

    def entries(self, round: Round) -> Iterator[tuple[str, Place, Any]]:
        """Every entry of a round, with the name and the place that it has in the share of its dossier."""
        for name, place, entries in _groups(round):
            for number, one in self._counted(name, place, entries, [_mark(name, each) for each in entries]):
                yield name, (*place, number), one
        for number, broken in self._counted("tie_breaks", (), round.tie_breaks, [e.order[0] for e in round.tie_breaks]):
            for last, dossier in self._counted("tie_breaks", (number,), broken.order, broken.order):
                yield "tie_breaks", (number, last), evolve(broken, order=(dossier,))
        left = [one.dossier for one in round.withdrawals]
        for number, gone in self._counted("withdrawals", (), round.withdrawals, left):
            yield "withdrawals", (number,), evolve(gone, moves=())
            for last, moved in self._counted("moves", (number,), gone.moves, [one.dossier for one in gone.moves]):
                yield "moves", (number, last), moved
        yield from self._unseen()

    def _unseen(self) -> Iterator[tuple[str, Place, Any]]:
        """What was known and is in no round: that somebody moved up when one withdrew who is not seen."""
        seen = {place for name, place, _ in self.known if name == "withdrawals"}
        yield from (one for one in self.known if one[0] == "moves" and one[1][:1] not in seen)

    def _counted(
        self, name: str, place: Place, entries: Sequence[Any], marks: Sequence[object]
    ) -> Iterator[tuple[int, Any]]:
        """Entries of one list with their numbers; by its mark an entry is the one that was known."""
        last = -1
        for entry, mark in zip(entries, marks, strict=True):
            had = (one for one in self.had.get((name, place, mark), ()) if one > last)
            last = min(had, default=max(self.after, last) + 1)
            yield last, entry


def _mark(name: str, entry: Any) -> object:
    """What an entry keeps its place by: its dossier. An application that says something else is a new one."""
    return entry if name == "applications" else _dossier(name, entry)


def _dossier(name: str, entry: Any) -> str:
    """Whose an entry of a share is."""
    return str(entry.order[0] if name == "tie_breaks" else entry.dossier)


def _groups(round: Round) -> Iterator[tuple[str, Place, Sequence[Any]]]:
    """The lists of a round that have an entry for each dossier, with the attribute and the place that they go to."""
    for name in ("applications", "points", "current", "nominations"):
        yield name, (), getattr(round, name)
    for index, ranking in enumerate(round.rankings):
        for number, listed in enumerate(ranking.lists):
            yield "ranked", (index, number), listed.ranked
        yield "barred", (index,), ranking.barred
        yield "used", (index,), ranking.used
        yield "appeals", (index,), (ranking.appeal,) if ranking.appeal else ()
    for index, verdict in enumerate(round.verdicts):
        yield "placements", (index,), verdict.placements
        yield "wanted", (index,), verdict.wanted
