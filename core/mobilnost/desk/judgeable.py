"""Whether the office can judge the dossiers of a list, and their agreements and calls by their ids.

Many rows have the same programme, partner, agreement and call: each of these is looked up once. The dossiers themselves
are not judged, which takes a hundred times as long and says nothing about whether they can be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from attrs import define, evolve, field

from mobilnost.desk.desk import Desk
from mobilnost.desk.dossiers import settle
from mobilnost.formats import Lines, Loaded
from mobilnost.model import Dossier, InvalidData, Problem

#: Rows have no lines of their own: whoever asks knows the row.
NOWHERE = Lines("")
Named = tuple[str | None, str | None]


@define
class Judgeable:
    """What was found out about the dossiers of one list."""

    desk: Desk
    _asked: dict[Hashable, tuple[Problem, ...]] = field(factory=dict)
    _ids: dict[Named, Named] = field(factory=dict)
    _fine: set[Hashable] = field(factory=set)

    def settled(self, dossier: Dossier) -> Dossier:
        """The dossier with its agreement and call by their ids.

        Raises `InvalidData` where the office cannot judge it: the programme is not loaded, the mobility is none of
        ours, there is no such agreement or call, or no law of that day.
        """
        mobility = dossier.mobility
        named = (mobility.agreement, mobility.call)
        sides = (mobility.programme, mobility.direction, mobility.sending, mobility.receiving)
        whole = (*named, *sides, dossier.first_day, dossier.last_day.year)
        if whole not in self._fine:
            self._ask(dossier, named, sides)
            self._fine.add(whole)
        ids = self._ids[named]
        return dossier if ids == named else evolve(dossier, mobility=evolve(mobility, agreement=ids[0], call=ids[1]))

    def _ask(self, dossier: Dossier, named: Named, sides: tuple[str, ...]) -> None:
        office, loaded = self.desk.office, Loaded(value=dossier, file=None, lines=NOWHERE)
        self._require(("ours", *sides), lambda: office.require(loaded))
        self._require(("named", *named), lambda: self._settle(loaded))
        under = (dossier.mobility.programme, dossier.first_day, *named)
        self._require(("law", *under), lambda: self._law(loaded))
        self._require(("days", dossier.first_day.year, dossier.last_day.year), lambda: office.calendar_for(dossier))

    def _settle(self, loaded: Loaded[Dossier]) -> None:
        given, settled = loaded.value.mobility, settle(self.desk, loaded).value.mobility
        self._ids[given.agreement, given.call] = (settled.agreement, settled.call)

    def _law(self, loaded: Loaded[Dossier]) -> None:
        office, dossier = self.desk.office, loaded.value
        office.lawbook.rulebook(
            dossier.mobility.programme,
            dossier.first_day,
            agreement=office.agreement(loaded),
            call=office.call(loaded),
        )

    def _require(self, key: Hashable, ask: Callable[[], object]) -> None:
        """That what was asked before, or is asked now, was not refused."""
        if key not in self._asked:
            try:
                ask()
                self._asked[key] = ()
            except InvalidData as error:
                self._asked[key] = error.problems
        if self._asked[key]:
            raise InvalidData(self._asked[key])
