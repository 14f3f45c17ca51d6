"""An office as a folder of files: settings, institutions, agreements, calls, decisions, dossiers.

    mobilnost.toml                              settings; the file by which the folder is known
    institutions.toml, institutions/*           partners
    agreements/*, calls/*, decisions/*          instruments, found by their ids
    scales/*                                    how partners grade, by their ids
    dossiers/*                                  one mobility each
    locales/*                                   words of its own, by language
    a regulation of its own, where the settings name its file

All of it may be absent, the folder too: then the shipped regulation speaks, and a dossier names its files itself. Files
are read when they are first needed; nothing here prints or reads the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from mobilnost.assessment import Assessment, assess
from mobilnost.formats.documents import (
    Loaded,
    load_agreement,
    load_call,
    load_decision,
    load_dossier,
    load_grading,
)
from mobilnost.funding import Settlement, settlement_of
from mobilnost.host import Host
from mobilnost.lawbook import Lawbook, Regulation
from mobilnost.model import (
    Agreement,
    Calendar,
    Call,
    Decision,
    Direction,
    Dossier,
    Grading,
    Institution,
    InvalidData,
    Place,
    Problem,
    Settings,
)
from mobilnost.office.daysoff import calendar_of
from mobilnost.office.deciding import require_decider
from mobilnost.office.failures import facts_of, failure
from mobilnost.office.home import SETTINGS_FILE, settings_of
from mobilnost.office.names import NOWHERE, Unknown, is_file
from mobilnost.office.partners import Partners
from mobilnost.office.shelf import HERE, Shelf
from mobilnost.office.waiting import require_waiting
from mobilnost.regulations import regulation, shipped

T = TypeVar("T", Agreement, Call)


@frozen(kw_only=True, eq=False)
class Office:
    """One office: what stands in its folder, and the programmes that its host has loaded."""

    folder: Path | None
    host: Host
    settings: Loaded[Settings] | None
    partners: Partners
    agreements: Shelf[Agreement]
    calls: Shelf[Call]
    decisions: Shelf[Decision]
    scales: Shelf[Grading]
    dossiers: Shelf[Dossier]

    @classmethod
    def open(cls, folder: Path | None, host: Host) -> Office:
        """The office of a folder, or with None the bare regulation. Raises `InvalidData` for wrong settings."""
        return cls(
            folder=folder,
            host=host,
            settings=settings_of(folder),
            partners=Partners(folder),
            agreements=Shelf(kind="agreement", home=folder, load=load_agreement, id_of=lambda one: one.id),
            calls=Shelf(kind="call", home=folder, load=load_call, id_of=lambda one: one.id),
            decisions=Shelf(
                kind="decision",
                home=folder,
                load=load_decision,
                id_of=lambda one: one.dossier,
                key=("dossier",),
                clash="several-decisions",
                name_of=lambda one: one.id,
            ),
            scales=Shelf(
                kind="scale",
                home=folder,
                load=load_grading,
                id_of=lambda one: one.institution,
                key=("institution",),
            ),
            dossiers=Shelf(
                kind="dossier",
                home=folder,
                load=load_dossier,
                id_of=lambda one: one.mobility.id,
                key=("mobility", "id"),
            ),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with its files, dossiers apart: those are judged one by one."""
        return (
            *self.partners.problems,
            *(problem for shelf in self._shelves for problem in shelf.problems),
        )

    @property
    def _shelves(self) -> tuple[Shelf[Agreement] | Shelf[Call] | Shelf[Decision] | Shelf[Grading], ...]:
        return self.agreements, self.calls, self.decisions, self.scales

    # -- law

    @cached_property
    def regulation(self) -> Regulation:
        """The university's own law: the shipped one, or the file that the settings name. Raises `InvalidData`."""
        if self.settings is None:
            return regulation()
        name = self.settings.value.regulation
        if name not in shipped() and not is_file((self.folder or Path()) / name):
            unknown = Unknown("regulation", name, shipped())
            raise InvalidData([unknown.problem(self.settings.place("regulation"))])
        return regulation(name, self.folder)

    @cached_property
    def lawbook(self) -> Lawbook:
        """Regulation, programmes, settings and institutions together. Raises `InvalidData`."""
        return Lawbook(
            regulation=self.regulation,
            programmes=self.host.laws,
            settings=self.settings.value if self.settings else None,
            settings_place=self.settings.place if self.settings else None,
            institutions=(*self._own, *self.partners.all),
        )

    @property
    def law_files(self) -> tuple[Path, ...]:
        """The files of the folder that make its law: settings, a regulation of its own, institutions."""
        if self.folder is None:
            return ()
        named = self.folder / (self.settings.value.regulation if self.settings else "")
        own = (self.folder / SETTINGS_FILE, named)
        return (*(path for path in own if is_file(path)), *self.partners.files)

    @property
    def _own(self) -> tuple[Institution, ...]:
        """Our university by the names that the settings give it; its own entry among the institutions prevails."""
        said = self.settings.value if self.settings else None
        if said is None or not said.names:
            return ()
        return (Institution(id=said.institution, names=dict(said.names), country=said.country),)

    def plugins_of(self, assessment: Assessment) -> Mapping[str, str]:
        """The office's own plugins that brought something to the programme of a dossier, by the key or id of that."""
        return self.lawbook.laws[assessment.rulebook.programme.code].added

    # -- instruments

    def agreement(self, dossier: Loaded[Dossier]) -> Loaded[Agreement] | None:
        """The agreement that a dossier names, by its id or the path of its file. Raises `InvalidData`."""
        return _named(self.agreements, dossier, dossier.value.mobility.agreement)

    def call(self, dossier: Loaded[Dossier]) -> Loaded[Call] | None:
        """The call that a dossier names, by its id or the path of its file. Raises `InvalidData`."""
        return _named(self.calls, dossier, dossier.value.mobility.call)

    def decision_for(self, dossier_id: str) -> Loaded[Decision] | None:
        """The special decision made for a dossier. Raises `InvalidData` where there are several."""
        return self.decisions.find(dossier_id)

    # -- judging

    def calendar_for(self, dossier: Dossier) -> Calendar:
        """The office's working days from the year before a stay to the year after. Raises `InvalidData`."""
        if self.settings is None:
            return Calendar()
        years = (dossier.first_day.year - 1, dossier.last_day.year + 2)
        if years not in self._calendars:
            self._calendars[years] = calendar_of(self.settings, range(*years))
        return self._calendars[years]

    @cached_property
    def _calendars(self) -> dict[tuple[int, int], Calendar]:
        return {}

    def assess(
        self,
        dossier: Loaded[Dossier],
        on: date,
        decision: Loaded[Decision] | None = None,
        partners: tuple[Institution, ...] = (),
    ) -> Assessment:
        """What the law says of a dossier on a day, by a special decision that is given or lies among the files.

        `partners` are institutions that somebody knows beside the files, as a register does. Raises `InvalidData`
        where it cannot be judged.
        """
        self.require(dossier)
        mobility = dossier.value.mobility
        filed = self.decision_for(mobility.id)
        if filed is not None and decision in (None, filed):
            require_decider(filed, mobility.unit, self.regulation, self.settings)
        return self.judge(
            dossier,
            on,
            agreement=self.agreement(dossier),
            call=self.call(dossier),
            decision=decision or filed,
            partners=partners,
        )

    def judge(
        self,
        dossier: Loaded[Dossier],
        on: date,
        *,
        agreement: Loaded[Agreement] | None,
        call: Loaded[Call] | None,
        decision: Loaded[Decision] | None,
        partners: tuple[Institution, ...] = (),
    ) -> Assessment:
        """The same under an agreement, a call and a special decision that are given, whatever the folder has of them.

        Raises `InvalidData`.
        """
        self.require(dossier)
        rulebook = self.lawbook.rulebook(
            dossier.value.mobility.programme,
            dossier.value.first_day,
            agreement=agreement,
            call=call,
            decision=decision,
            partners=partners,
        )
        require_waiting(dossier, rulebook)
        with facts_of(self.host, rulebook):
            return assess(dossier.value, rulebook, on=on, calendar=self.calendar_for(dossier.value))

    def granted(self, assessment: Assessment) -> Settlement | None:
        """What an assessed stay is paid; some facts are looked at for that alone. Raises `InvalidData`."""
        with facts_of(self.host, assessment.rulebook):
            return settlement_of(assessment)

    def require(self, dossier: Loaded[Dossier]) -> None:
        """That a dossier is one of ours, and of a programme that is loaded. Raises `InvalidData`."""
        self._require_programme(dossier)
        self._require_ours(dossier)

    def _require_programme(self, dossier: Loaded[Dossier]) -> None:
        """A programme that is not loaded is never 'no findings'."""
        mobility = dossier.value.mobility
        known = self.lawbook.laws
        if mobility.programme not in known:
            raise InvalidData(self.absent(mobility.programme, dossier.place("mobility", "programme")))

    def _require_ours(self, dossier: Loaded[Dossier]) -> None:
        """We send those who go out and receive those who come in (čl. 2 st. 6, 7): else it is no dossier of ours."""
        if self.settings is None:
            return
        mobility, ours = dossier.value.mobility, self.settings.value.institution
        side = "sending" if mobility.direction is Direction.OUTGOING else "receiving"
        named = str(getattr(mobility, side))
        if named != ours:
            raise InvalidData([Problem("not-ours", dossier.place("mobility", side), named, ours)])

    def unknown_programme(self, code: str) -> Unknown | InvalidData:
        """That somebody names a programme which is not loaded: its plugin is at fault, or else whoever named it."""
        problems = self.absent(code, NOWHERE)
        return InvalidData(problems) if problems[1:] else Unknown("programme", code, self.lawbook.laws)

    def absent(self, code: str, place: Place) -> list[Problem]:
        """That a programme named at a place is not loaded; and why: its plugin failed, or somebody disabled it."""
        plugins = [one for one in self.host.plugins if code in (one.name, *one.programmes)]
        reasons = [failure(one) for one in plugins if one.state != "loaded"]
        return [Unknown("programme", code, self.lawbook.laws).problem(place), *reasons]


def _named(shelf: Shelf[T], dossier: Loaded[Dossier], name: str | None) -> Loaded[T] | None:
    """What a dossier names on a shelf, by its id or the path of its file, seen from the dossier's own."""
    if name is None:
        return None
    try:
        return shelf.named(name, Path(dossier.file).parent if dossier.file else HERE)
    except Unknown as error:
        raise InvalidData([error.problem(dossier.place("mobility", shelf.kind))]) from error
