"""Dossiers come into the register and are changed there, each with the record of its person.

A dossier need not be eligible to be kept; it must be one that can be judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from attrs import evolve, frozen

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import judge
from mobilnost.desk.persons import keep_persons
from mobilnost.desk.rehearsing import writing
from mobilnost.formats import Loaded
from mobilnost.model import Agreement, Call, Dossier, InvalidData, MobilnostError, Person, Place, Problem
from mobilnost.office import Unknown
from mobilnost.office.shelf import Shelf
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.sorts import DOSSIER, PERSON
from mobilnost.register.store import Forbidden, Kept, Reader, Taken, Writer

Named = TypeVar("Named", Agreement, Call)


@frozen
class Outcome:
    """What became of a dossier that was to be added: how it was judged, or by what `error` it was not added."""

    dossier: Loaded[Dossier]
    assessment: Assessment | None = None
    error: MobilnostError | None = None


def add(
    desk: Desk, dossiers: Iterable[Loaded[Dossier]], *, whole: bool = False, rehearsed: bool = False
) -> tuple[Outcome, ...]:
    """Adds dossiers in one transaction, those that can be; `whole` adds all of them or none.

    Raises `Refused` or `InvalidData` where a whole is wanted and something stands against a part of it.
    """
    with writing(desk, rehearsed=rehearsed) as writer:
        outcomes = tuple(_attempt(desk, writer, one) for one in dossiers)
        errors = [one.error for one in outcomes if one.error is not None]
        if whole and errors:
            raise together(errors)
        return outcomes


def change(desk: Desk, dossier: Loaded[Dossier], revision: int, *, rehearsed: bool = False) -> int:
    """A dossier as it is from now on, made from a revision; gives the new revision.

    Raises `Conflict` where somebody else has changed it since, telling what; `Unknown`, `Forbidden`, `InvalidData`,
    `Refused`.
    """
    with writing(desk, rehearsed=rehearsed) as writer:
        settled = settle(desk, dossier)
        writer.reader.get(DOSSIER, settled.value.mobility.id)
        judge(desk, writer.reader, settled)
        known = writer.reader.find(PERSON, settled.value.person.id)
        made = writer.change(DOSSIER, settled.value, revision)
        know(writer, settled.value.person, known)
        return made


def settle(desk: Desk, dossier: Loaded[Dossier]) -> Loaded[Dossier]:
    """The dossier with its agreement and call by their ids, since in the register it lies beside no file.

    Raises `InvalidData` where they are not the office's own.
    """
    mobility = dossier.value.mobility
    agreement = _own(desk.office.agreement(dossier), desk.office.agreements, dossier, mobility.agreement)
    call = _own(desk.office.call(dossier), desk.office.calls, dossier, mobility.call)
    if (agreement, call) == (mobility.agreement, mobility.call):
        return dossier
    return evolve(dossier, value=evolve(dossier.value, mobility=evolve(mobility, agreement=agreement, call=call)))


def known_person(reader: Reader, person: Person) -> Kept | None:
    """A new dossier's person as the register knows them under the id. Raises `Refused` where it is somebody else."""
    kept = reader.find(PERSON, person.id)
    born = {one.birth_date for one in (person, kept.value if kept else person)}
    if len(born - {None}) > 1:
        raise Refused([Reason.of("person-another", None, person=person.id)])
    return kept


def know(writer: Writer, person: Person, known: Kept | None) -> None:
    """Keeps what a dossier says of its person, `known` being what the actor saw of them before.

    Raises `Refused` for one whom dossiers of other units brought.
    """
    try:
        keep_persons(writer, [person], {} if known is None else {known.id: (known.revision, known.text)})
    except Taken as error:
        units = tuple(sorted(writer.units or ()))
        raise Refused([Reason.of("person-not-yours", None, person=person.id, units=units)]) from error


def together(errors: Iterable[MobilnostError]) -> MobilnostError:
    """Several errors as one that tells them all: mistakes in data come before refusals."""
    errors = tuple(errors)
    problems = [problem for one in errors if isinstance(one, InvalidData) for problem in one.problems]
    if problems:
        return InvalidData(problems)
    return Refused(reason for one in errors for reason in reasons_of(one))


def reasons_of(error: MobilnostError) -> tuple[Reason, ...]:
    """Why a dossier was not added."""
    match error:
        case Refused():
            return error.reasons
        case Taken():
            return (Reason.of("id-taken", None, ids=error.ids),)
        case Forbidden():
            return (Reason.of("unit-not-yours", None, ids=error.ids, units=tuple(sorted(error.units))),)
    raise error


def _attempt(desk: Desk, writer: Writer, given: Loaded[Dossier]) -> Outcome:
    try:
        dossier = settle(desk, given)
        assessment = judge(desk, writer.reader, dossier)
        known = known_person(writer.reader, dossier.value.person)
        with writer.attempt():
            writer.add(DOSSIER, dossier.value)
            know(writer, dossier.value.person, known)
    except (InvalidData, Refused, Taken, Forbidden) as error:
        return Outcome(given, error=error)
    return Outcome(dossier, assessment)


def _own(found: Loaded[Named] | None, shelf: Shelf[Named], dossier: Loaded[Dossier], name: str | None) -> str | None:
    if found is None:
        return None
    if shelf.find(found.value.id) is None:
        place: Place = dossier.place("mobility", shelf.kind)
        problems: list[Problem] = [Unknown(shelf.kind, name or found.value.id, shelf.names).problem(place)]
        raise InvalidData(problems)
    return found.value.id
