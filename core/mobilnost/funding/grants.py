"""The grant of one stay: which components concern it, what each comes to, and what excludes what.

A pure function of a dossier and a rulebook. Nothing is assumed to be nothing: an amount that is not known makes its
total unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby

from attrs import evolve, field, frozen

from mobilnost.funding.durations import Duration
from mobilnost.funding.lines import Line, Omitted, lines_of
from mobilnost.funding.means import Means
from mobilnost.funding.rates import Because
from mobilnost.law import Component, Effective
from mobilnost.model import Money


@frozen(kw_only=True)
class Grant:
    """What a stay is paid: its time, its lines, and what of the law concerns it without being paid.

    `of_time` are the provisions that its time rests on, `too_short` those by which too little of the stay is paid.
    """

    duration: Duration
    lines: tuple[Line, ...]
    omitted: tuple[Omitted, ...]
    of_time: Mapping[str, Effective] = field(hash=False)
    too_short: Mapping[str, Effective] = field(factory=dict, hash=False)
    distance_is_given: bool = False

    @property
    def granted(self) -> tuple[Line, ...]:
        """The lines that are money of the grant: neither in kind nor the participant's own cost."""
        return tuple(one for one in self.lines if one.is_granted)

    @property
    def is_known(self) -> bool:
        """Whether every amount is known, and nothing waits for a fact."""
        waiting = (Because.UNKNOWN, Because.UNDECIDED)
        return all(one.amount is not None for one in self.granted) and all(
            one.because not in waiting for one in self.omitted
        )

    @cached_property
    def sums(self) -> Mapping[str, Money]:
        """The known amounts together, by their currencies; nothing is converted."""
        found: dict[str, Money] = {}
        for amount in (one.amount for one in self.granted if one.amount is not None):
            known = found.get(amount.currency)
            found[amount.currency] = amount if known is None else known + amount
        return found

    @property
    def totals(self) -> Mapping[str, Money] | None:
        """The whole by currencies; unknown as long as one of its amounts is."""
        return self.sums if self.is_known else None

    @property
    def payers(self) -> tuple[str | None, ...]:
        """The institutions that pay it, each once; none stands for one that is not known."""
        return tuple(dict.fromkeys(one.payer.institution for one in self.granted))


def grant_for(means: Means) -> Grant:
    """The grant of a dossier as it stands, whether its stay is over or not."""
    found = [part for component in means.rulebook.components for part in _concerning(component, means)]
    lines = [one for one in found if isinstance(one, Line)]
    omitted = [one for one in found if isinstance(one, Omitted)]
    kept, excluded = _exclusive(lines)
    order = [one.id for one in means.rulebook.components]
    return Grant(
        duration=means.duration,
        lines=tuple(sorted(kept, key=lambda one: order.index(one.component.id))),
        omitted=(*omitted, *excluded),
        of_time=means.of_time,
        too_short=means.too_short,
        distance_is_given=means.distance_is_given,
    )


def nothing_of(grant: Grant, because: Because) -> Grant:
    """The grant of which nothing is paid after all, for one reason."""
    gone = dict.fromkeys(one.component for one in grant.lines)
    return evolve(
        grant,
        lines=(),
        omitted=tuple(Omitted(component=one, because=because) for one in gone),
        too_short={},
    )


def _concerning(component: Component, means: Means) -> Iterator[Line | Omitted]:
    """What becomes of a component: nothing where it does not concern the dossier."""
    holds = means.holds(component.applies)
    if holds is None:
        yield Omitted(component=component, because=Because.UNKNOWN, missing=means.missing(component.applies))
    elif holds:
        yield from lines_of(component, means)


def _exclusive(lines: Iterable[Line]) -> tuple[list[Line], list[Omitted]]:
    """Of the components of one group the one that is paid, and the others.

    The highest is (a reading: it is what the participant would choose). Where an amount is not known, or two are of
    different currencies, nobody can tell: then the first of the law stands, without an amount.
    """
    kept: list[Line] = []
    omitted: list[Omitted] = []
    groups: dict[str, list[list[Line]]] = {}
    for _, same in groupby(lines, key=lambda one: one.component.id):
        of_one = list(same)
        group = of_one[0].component.exclusive
        if group is None:
            kept.extend(of_one)
        else:
            groups.setdefault(group, []).append(of_one)
    for candidates in groups.values():
        winner = _winner(candidates)
        kept.extend(winner)
        omitted.extend(
            Omitted(component=one[0].component, because=Because.EXCLUSIVE, by=winner[0].component.id)
            for one in candidates
            if one[0].component.id != winner[0].component.id
        )
    return kept, omitted


def _winner(candidates: list[list[Line]]) -> list[Line]:
    """The lines of the component that is paid."""
    if len(candidates) == 1:
        return candidates[0]
    known = all(line.amount is not None for lines in candidates for line in lines)
    if known and len({line.currency for lines in candidates for line in lines}) == 1:
        return max(candidates, key=lambda lines: sum(line.amount.amount for line in lines if line.amount))
    return [evolve(line, amount=None, because=Because.UNDECIDED) for line in candidates[0]]
