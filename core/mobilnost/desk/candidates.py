"""The lives of a call's candidates, in the same transaction as the round: each act of a call is a step of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from mobilnost.desk.basis import noted
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import assess, dossier_of, judge, way_if_any
from mobilnost.desk.recording import StepRefused, StepsRefused, keep, produce, to_come
from mobilnost.desk.rounds import changed_in, into_dossiers, law_of, placed_in
from mobilnost.desk.selecting import CallLaw
from mobilnost.model import CallAct
from mobilnost.procedure.calls import placing, reserve
from mobilnost.procedure.calls.appeals import Appeal
from mobilnost.procedure.calls.placing import Change
from mobilnost.procedure.calls.rounds import Round
from mobilnost.procedure.calls.verdicts import Placement
from mobilnost.procedure.lives.candidacy import Entry, Ruling, Said, applied, ruled
from mobilnost.procedure.lives.life import Life, State
from mobilnost.procedure.lives.way import Way, withdrawn
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.sorts import APPEAL, LIFE
from mobilnost.register.store import Reader, Writer


@frozen(kw_only=True)
class Left:
    """A round without a candidate: whose place is another now, and who was passed over in the reserve, and why."""

    round: Round
    changes: tuple[Change, ...] = ()
    passed: tuple[StepRefused, ...] = ()


def apply(desk: Desk, writer: Writer, dossier: str) -> None:
    """The application in the life of a dossier, by whom it is. Raises `StepsRefused`."""
    way = way_if_any(writer.reader, assess(desk, writer.reader, dossier))
    if way is None:
        return
    person = way.assessment.dossier.person
    said = Said(by=f"{person.given_names} {person.family_name}", on=desk.on)
    try:
        entries = _timely(desk, applied(way, said))
        if entries:
            basis = noted(desk, writer, way.assessment)
            _write(desk, writer, applied(way, evolve(said, basis=basis)))
    except Refused as error:
        raise StepsRefused([StepRefused(error.reasons, way.assessment)]) from error


def decide(desk: Desk, writer: Writer, law: CallLaw, before: Round, after: Round) -> None:
    """A decision written into dossiers and their lives. Raises `StepsRefused` with all that stands against it."""
    moved = {one.dossier for one in placing.changes(before.current, after.current)} if before.verdicts else set()
    rulings = _Rulings(desk, writer.reader, law, after, frozenset(moved))
    found = rulings.of(after.current)
    if found.refused:
        raise StepsRefused(found.refused.values())
    into_dossiers(writer, law, after.current)
    _rule(desk, writer, found.ways, _why(writer.reader, after))


def leave(desk: Desk, writer: Writer, call: str, dossier: str, reason: str) -> Left:
    """A candidate out of a round, and out of the own life where it goes on; whoever is in reserve moves up.

    Who cannot take the place, for what the law finds of them now or for what rests on the place that they have, is
    passed over and stays in reserve. Raises `Refused`, and `Forbidden` where places of other units change hands.
    """
    passed: dict[str, StepRefused] = {}
    changes: tuple[Change, ...] = ()

    def step(writer: Writer, round: Round) -> Round:
        nonlocal changes
        if not round.verdicts:
            return reserve.withdrawn(round, dossier, reason, desk.on)
        writer.reader.require_all()
        law = law_of(desk, call, writer.reader)
        while True:
            found = reserve.withdrawn(round, dossier, reason, desk.on, frozenset(passed))
            changes = tuple(one for one in placing.changes(round.current, found.current) if one.dossier != dossier)
            moved = frozenset(one.dossier for one in changes)
            now = [one for one in found.current if one.dossier in moved]
            rulings = _Rulings(desk, writer.reader, law, found, moved).of(now)
            if not rulings.refused:
                break
            passed.update(rulings.refused)
        into_dossiers(writer, law, [*now, Placement(dossier=dossier)])
        why = _Why(
            told=f"{call}: {dossier}: {reason}",
            unit=_unit_of(writer.reader, dossier),
            others=round.verdicts[-1].reference,
        )
        _rule(desk, writer, rulings.ways, why)
        return found

    round = changed_in(writer, call, step)
    _end(desk, writer, dossier, reason)
    return Left(round=round, changes=changes, passed=tuple(passed.values()))


# -- what a decision says of each


@frozen(kw_only=True)
class _Found:
    """The ways of those whom a decision is about with what it says of each; and those of whom it cannot say it."""

    ways: Mapping[str, tuple[Way, Ruling]]
    refused: Mapping[str, StepRefused]


@frozen
class _Rulings:
    desk: Desk
    reader: Reader
    law: CallLaw
    round: Round
    moved: frozenset[str]

    def of(self, placements: Iterable[Placement]) -> _Found:
        """What each placement means in a life, with the dossier as it then is; nothing is written."""
        ways: dict[str, tuple[Way, Ruling]] = {}
        refused: dict[str, StepRefused] = {}
        for one in placements:
            way = self._way(one)
            if way is None or self._nominated(way, one):
                continue
            ruling = self._ruling(one)
            try:
                if _timely(self.desk, ruled(way, ruling)):
                    ways[one.dossier] = (way, ruling)
            except Refused as error:
                refused[one.dossier] = StepRefused(error.reasons, way.assessment)
        return _Found(ways=ways, refused=refused)

    def _way(self, placement: Placement) -> Way | None:
        loaded = dossier_of(self.reader, placement.dossier)
        settled = evolve(loaded, value=placed_in(self.law, loaded.value, placement))
        return way_if_any(self.reader, judge(self.desk, self.reader, settled))

    def _nominated(self, way: Way, placement: Placement) -> bool:
        """Whether a special decision lets the selection be passed over: its place does not come from the call."""
        if placement.dossier not in self.round.nominated:
            return False
        step = way.procedure.standing_for(CallAct.SELECTED)
        return step is None or way.waived(step)

    def _ruling(self, placement: Placement) -> Ruling:
        verdict = self.round.verdicts[-1]
        ranking = next(one for one in self.round.rankings if one.number == verdict.ranking)
        return Ruling(
            place=placement.agreement is not None,
            decided=Said(by=verdict.by, on=self.desk.on, reference=verdict.reference),
            proposed=Said(by=ranking.committee, on=ranking.on, reference=f"{self.round.call}/{ranking.number}"),
            anew=placement.dossier in self.moved,
        )


@frozen(kw_only=True)
class _Why:
    """Why lives say something else than before: as it is `told` in those of a unit, whose dossier it names, and as the
    `others` have it.
    """

    told: str
    unit: str | None
    others: str

    def to(self, unit: str | None) -> str:
        """The note in the life of a unit's dossier."""
        return self.told if unit == self.unit else self.others


def _rule(desk: Desk, writer: Writer, ways: Mapping[str, tuple[Way, Ruling]], why: _Why) -> None:
    """Writes what was found; what each rests on is noted once its dossier says what it got."""
    for way, ruling in ways.values():
        basis = noted(desk, writer, way.assessment)
        said = evolve(
            ruling, decided=evolve(ruling.decided, basis=basis), proposed=evolve(ruling.proposed, basis=basis)
        )
        _write(desk, writer, ruled(way, said), why.to(way.assessment.dossier.mobility.unit))


def _write(desk: Desk, writer: Writer, entries: Iterable[Entry], why: str = "") -> None:
    """Each entry with its own in the journal; of what is taken back it says why."""
    for one in entries:
        keep(writer, one.life, f"{one.step.id}: {why}" if one.undone else one.step.id)
        if not one.undone:
            produce(desk, writer, one.life.dossier, one.step)


def _timely(desk: Desk, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, if their day has come. Raises `Refused`."""
    early = [reason for one in entries[-1:] for reason in to_come(desk, one.step)]
    if early:
        raise Refused(early)
    return entries


def _why(reader: Reader, round: Round) -> _Why:
    """Why a decision says something else than before: the appeal that made it necessary, with the Rector's reason."""
    verdict = round.verdicts[-1]
    ranking = next(one for one in round.rankings if one.number == verdict.ranking)
    if ranking.appeal is None:
        return _Why(told=verdict.reference, unit=None, others=verdict.reference)
    appeal: Appeal = reader.get(APPEAL, ranking.appeal.id).value
    told, unit = f"{appeal.id}: {appeal.reason}", _unit_of(reader, appeal.dossier)
    return _Why(told=told, unit=unit, others=verdict.reference)


def _unit_of(reader: Reader, dossier: str) -> str | None:
    return dossier_of(reader, dossier).value.mobility.unit


def _end(desk: Desk, writer: Writer, dossier: str, reason: str) -> None:
    """Withdraws a life that goes on; one that is over stays as it is. Raises `Refused` where the stay was completed."""
    kept = writer.reader.find(LIFE, dossier)
    if kept is None:
        return
    life: Life = kept.value
    if life.state is State.COMPLETED:
        raise Refused([Reason.of("life-completed")])
    if life.state is State.UNDER_WAY:
        keep(writer, withdrawn(life, desk.on, reason), reason)
