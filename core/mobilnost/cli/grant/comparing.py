"""Dossiers judged by one side and by the other: as they stand, under other law, or on other dates."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from datetime import date

import click
from attrs import evolve, frozen

from mobilnost.assessment import Assessment
from mobilnost.cli.options import day
from mobilnost.cli.review import Review
from mobilnost.cli.sides import Side
from mobilnost.cli.sources import Source
from mobilnost.cli.texts import text
from mobilnost.desk.matters import Matter
from mobilnost.funding.comparing import Comparison, Standing, Turn
from mobilnost.model import InvalidData, Problem
from mobilnost.office import Office
from mobilnost.rules import BrokenFact

Dates = tuple[date, date]
#: Between the first and the last day of a stay, as they are written in an option.
TO = ".."


def dates(written: str) -> Dates:
    """A stay written as 2018-10-01..2019-02-15. Raises a usage error."""
    first, mark, last = written.partition(TO)
    if not mark or day(first) > day(last):
        raise click.BadParameter(text("usage", "no_stay", found=written))
    return day(first), day(last)


@frozen(kw_only=True)
class Sort:
    """One way to judge dossiers: by a side instead of their own circumstances, on dates instead of their own."""

    name: str | None = None
    side: Side | None = None
    dates: Dates | None = None

    def placed(self, matter: Matter) -> Matter:
        """The dossier with its stay on the dates; what had happened on others has not."""
        if self.dates is None:
            return matter
        first, last = self.dates
        value = matter.dossier.value
        mobility = evolve(value.mobility, start=first, end=last, arrived=None, returned=None)
        breaks = tuple(one for one in value.interruptions if first <= one.start and one.end <= last)
        grant = evolve(value.grant, amendments=())
        placed = evolve(value, mobility=mobility, interruptions=breaks, grant=grant)
        return evolve(matter, dossier=evolve(matter.dossier, value=placed))


@frozen(kw_only=True)
class Comparing:
    """Judges dossiers of an office twice on a day."""

    office: Office
    before: Sort
    after: Sort
    on: date

    def of(self, sources: Iterable[Source]) -> tuple[Comparison, tuple[Problem, ...]]:
        """The dossiers that are concerned, and why others cannot be judged."""
        turns, refused, problems, others = list[Turn](), list[str](), list[Problem](), 0
        for source in sources:
            try:
                with redirect_stdout(sys.stderr):  # facts of plugins are found here, and may print
                    turn = self.turn(source.load())
            except BrokenFact as error:
                refused.append(source.name)
                problems.append(self._review.broken(error))
                continue
            except InvalidData as error:
                refused.append(source.name)
                problems.extend(error.problems)
                continue
            if turn is None:
                others += 1
            else:
                turns.append(turn)
        found = Comparison(turns=tuple(turns), others=others, refused=tuple(refused))
        return found, tuple(dict.fromkeys(problems))

    def turn(self, matter: Matter) -> Turn | None:
        """One dossier before and after; none where it is not concerned. Raises `InvalidData`."""
        if not self._concerns(matter):
            return None
        return Turn(
            before=Standing.of(self._judged(matter, self.before)),
            after=Standing.of(self._judged(matter, self.after)),
        )

    @property
    def _review(self) -> Review:
        own = Side(lawbook=self.office.lawbook)
        return Review(self.office, self.before.side or own, self.after.side or own, self.on)

    def _concerns(self, matter: Matter) -> bool:
        """Whether a dossier is of the programme; and, where two sides are compared, has what one of them names."""
        if self.before.side and self.after.side:
            return self._review.concerns(matter.dossier, matter.decision)
        programmes = {one.side.programme for one in (self.before, self.after) if one.side and one.side.programme}
        return programmes <= {matter.dossier.value.mobility.programme}

    def _judged(self, matter: Matter, sort: Sort) -> Assessment:
        placed = sort.placed(matter)
        if sort.side is None:
            return placed.assessed(self.office, self.on)
        self.office.require(placed.dossier)
        return self._review.judged(placed.dossier, sort.side, placed.decision, placed.partners)
