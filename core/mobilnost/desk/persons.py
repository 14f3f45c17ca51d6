"""The persons of an office's dossiers: kept once each, as they are known now.

Every dossier carries its person as they were when it was judged; the register's own record of them is the newest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from attrs import evolve, frozen

from mobilnost.desk.desk import Desk
from mobilnost.desk.rehearsing import writing
from mobilnost.formats import converter, structure
from mobilnost.model import Dossier, Person
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.listing import Filter, Line, listed
from mobilnost.register.sorts import DOSSIER, PERSON
from mobilnost.register.store import Shared, Writer


@frozen(kw_only=True)
class Kept:
    """How many persons are new in the register, and of how many something changed."""

    added: int = 0
    changed: int = 0


def keep_persons(
    writer: Writer,
    persons: Iterable[Person],
    known: Mapping[str, tuple[int, str]],
    note: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> Kept:
    """Keeps the persons of dossiers that were written before, in the same transaction; no day of birth is forgotten.

    `known` are those whom the actor saw before the dossiers named them, with their revisions and texts; `texts` are
    those of their records, by id, where somebody has them already. Raises `Taken` for one whom dossiers of other units
    brought: by naming an id nobody comes to see, or to change, whose it is; and `Refused` for one whom other units have
    dossiers of too, and who would be changed: that is left to the Office.
    """
    newest = {one.id: one for one in persons}
    changed = sum(
        _is_changed(writer, newest[id], revision, text, note)
        for id, (revision, text) in known.items()
        if PERSON.text_of(newest[id]) != text
    )
    new = [one for id, one in newest.items() if id not in known]
    if new:
        writer.add(PERSON, *new, note=note, texts=[(texts or {}).get(one.id) for one in new])
    return Kept(added=len(new), changed=changed)


def _is_changed(writer: Writer, person: Person, revision: int, text: str, note: str | None) -> bool:
    with left_to_office():
        return writer.change(PERSON, renewed(person, text), revision, note) != revision


def renewed(person: Person, text: str) -> Person:
    """A person as a dossier says of them, with the day of birth that their record has, where the dossier has none."""
    return evolve(person, birth_date=person.birth_date or PERSON.read(text).value.birth_date)


@contextmanager
def left_to_office() -> Iterator[None]:
    """That a person is the Office's to change is told as a reason."""
    try:
        yield
    except Shared as error:
        units = tuple(sorted(error.units))
        raise Refused([Reason.of("person-shared", None, person=error.person, units=units)]) from error


#: What is put right wherever it is wrong; what else is known of a person is a fact of a day.
IDENTITY = ("given_names", "family_name", "birth_date")


@frozen(kw_only=True)
class Changed:
    """A person as they are from now on, at which revision, and the dossiers that were changed with them."""

    person: Person
    revision: int
    dossiers: tuple[str, ...]


def change_person(
    desk: Desk, id: str, said: Mapping[str, object], revision: int | None = None, *, rehearsed: bool = False
) -> Changed:
    """Changes what is known of a person, from a revision or the newest one, and tells their dossiers.

    `said` are attributes as a document has them. A name or a day of birth is put right in every dossier; citizenships
    and status are taken at departure (čl. 11 st. 2), so that only dossiers whose stay is still ahead follow. Raises
    `InvalidData`, `Conflict`, `Unknown`, `Forbidden`; `Refused` for a unit where other units have dossiers of the
    person.
    """
    with left_to_office(), writing(desk, rehearsed=rehearsed) as writer:
        kept = writer.reader.get(PERSON, id, revision)
        person = _with(kept.value, said)
        made = writer.change(PERSON, person, kept.revision if revision is None else revision)
        changed = [one.id for one in listed(writer.reader, Filter(person=id)) if _told(desk, writer, one, person)]
        return Changed(person=person, revision=made, dossiers=tuple(changed))


def _with(person: Person, said: Mapping[str, object]) -> Person:
    data = {**converter().unstructure(person), **said}
    changed: Person = structure(data, Person, None, None)
    return changed


def _told(desk: Desk, writer: Writer, line: Line, person: Person) -> bool:
    kept = writer.reader.get(DOSSIER, line.id)
    dossier: Dossier = kept.value
    whole = line.first_day > desk.on
    known = person if whole else evolve(dossier.person, **{name: getattr(person, name) for name in IDENTITY})
    known = evolve(known, birth_date=known.birth_date or dossier.person.birth_date)
    return writer.change(DOSSIER, evolve(dossier, person=known), kept.revision) != kept.revision
