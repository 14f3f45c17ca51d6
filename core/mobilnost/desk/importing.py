"""Lists of dossiers taken into the register: every bad row with its reason, and the good ones kept, or none.

All that is kept is kept in one transaction, with an entry in the journal for each dossier and person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve, field, frozen

from mobilnost.desk.desk import Desk
from mobilnost.desk.judgeable import Judgeable
from mobilnost.desk.persons import Kept, keep_persons, renewed
from mobilnost.desk.rehearsing import writing
from mobilnost.formats.rows import Bad, Good
from mobilnost.formats.sheets import undisturbed
from mobilnost.model import Dossier, InvalidData, Person, Place, Problem
from mobilnost.register.sight import Units, shared
from mobilnost.register.sorts import DOSSIER, PERSON
from mobilnost.register.store import Reader, Taken

_ID, _PERSON = "mobility.id", "person.id"
_MOST_OTHERS = 5


@frozen(kw_only=True)
class Imported:
    """What became of a list: the rows that were, or would be, kept, those that are refused, and the persons.

    `written` is whether the register has them now.
    """

    good: tuple[Good, ...] = field(repr=False)
    bad: tuple[Bad, ...]
    persons: Kept = field(factory=Kept)
    written: bool = False


@frozen(kw_only=True)
class Wanted:
    """How a list is to be taken: with the bad rows left out (`keep_good`) or refused as a whole; or only looked at.

    `columns` are the headers of the list by the keys that they fill.
    """

    file: str | None
    columns: Mapping[str, str] = field(factory=dict)
    keep_good: bool = False
    dry_run: bool = False

    @property
    def note(self) -> str | None:
        """What the journal says of the entries: the name of the list, without its folders."""
        return self.file and f"import {self.file.replace(chr(92), '/').rpartition('/')[2]}"

    def place(self, row: int, key: str = "") -> Place:
        """A row, and the column that fills a key."""
        return Place(self.file, row, self.columns.get(key, key))


def import_dossiers(desk: Desk, rows: Iterable[Good | Bad], wanted: Wanted) -> Imported:
    """Takes the rows of a list into the register.

    What is wrong in a row makes it bad; so do an id that stands twice in the list or was ever given in the register,
    two rows that contradict each other about a person, a unit that is not the actor's, and what the office could not
    judge. Raises `InvalidData` where the office's own files are what is wrong.
    """
    with undisturbed():
        return _imported(desk, rows, wanted)


def _imported(desk: Desk, rows: Iterable[Good | Bad], wanted: Wanted) -> Imported:
    settled = tuple(_settled(rows, Judgeable(desk=desk), wanted))
    with desk.read() as reader:
        looked = _looked_at(settled, reader, wanted)
    taken: set[tuple[str, frozenset[str]]] = set()
    while looked.good and not wanted.dry_run and (wanted.keep_good or not looked.bad):
        try:
            return _written(desk, looked, wanted)
        except Taken as error:
            # Somebody was faster, or it is what the actor may not see.
            key = (error.kind, frozenset(error.ids))
            if key in taken:
                raise
            taken.add(key)
            ids = set(error.ids) if desk.actor.units is None else _hidden(desk, looked, error.kind)
            looked = _without(looked, error.kind, ids, wanted)
    return looked


def _written(desk: Desk, looked: Imported, wanted: Wanted) -> Imported:
    dossiers = [one.value for one in looked.good]
    with desk.write() as writer:
        known = writer.reader.texts(PERSON, list({one.person.id for one in dossiers}))
        writer.add(DOSSIER, *dossiers, note=wanted.note, texts=[one.text for one in looked.good])
        texts = {one.value.person.id: one.part for one in looked.good if one.part is not None}
        persons = keep_persons(writer, (one.person for one in dossiers), known, wanted.note, texts)
    return Imported(good=looked.good, bad=looked.bad, persons=persons, written=True)


def _hidden(desk: Desk, looked: Imported, kind: str) -> set[str]:
    """The ids that others have, who are hidden: the database says only that one of many is taken."""
    found: set[str] = set()
    with writing(desk, rehearsed=True) as writer:
        dossiers = [one.value for one in looked.good]
        persons = {one.person.id: one.person for one in dossiers}
        seen = writer.reader.texts(PERSON, list(persons))
        strange = [one for id, one in persons.items() if id not in seen]
        sort, values = (DOSSIER, dossiers) if kind == DOSSIER.name else (PERSON, strange)
        for value in values:
            try:
                writer.add(sort, value)
            except Taken as error:
                found.update(error.ids)
    return found


def _settled(rows: Iterable[Good | Bad], judgeable: Judgeable, wanted: Wanted) -> Iterator[Good | Bad]:
    for one in rows:
        if isinstance(one, Bad):
            yield one
            continue
        try:
            dossier = judgeable.settled(one.value)
        except InvalidData as error:
            if any(problem.place.file is not None for problem in error.problems):
                raise
            problems = (evolve(each, place=wanted.place(one.number, each.place.key)) for each in error.problems)
            yield Bad(number=one.number, problems=tuple(problems))
        else:
            yield one if dossier is one.value else Good(number=one.number, value=dossier, part=one.part)


def _looked_at(rows: tuple[Good | Bad, ...], reader: Reader, wanted: Wanted) -> Imported:
    good = [one for one in rows if isinstance(one, Good)]
    found = dict(_against_each_other(good, wanted))
    given = reader.given(DOSSIER, [one.value.mobility.id for one in good])
    persons = list({one.value.person.id for one in good})
    texts = {id: text for id, (_, text) in reader.texts(PERSON, persons).items()}
    born = {id: PERSON.read(text).value.birth_date for id, text in texts.items()}
    strange = frozenset() if reader.units is None else reader.given(PERSON, persons) - born.keys()
    others = frozenset() if reader.units is None else shared(reader.connection, reader.units, list(texts))
    for one in good:
        problems = list(_against_register(one.number, one.value, given, born, reader.units, wanted))
        person = one.value.person
        if not problems and person.id in strange:
            problems.append(_foreign_person(one, wanted))
        if not problems and person.id in others and not _as_known(person, texts[person.id]):
            problems.append(Problem("shared-person", wanted.place(one.number, _PERSON), person.id))
        if problems:
            found.setdefault(one.number, []).extend(problems)
    return _divided(rows, found)


def _as_known(person: Person, text: str) -> bool:
    """Whether a row leaves the record of its person as it is."""
    return PERSON.text_of(renewed(person, text)) == text


def _divided(rows: Iterable[Good | Bad], found: Mapping[int, list[Problem]]) -> Imported:
    good, bad = [], []
    for one in rows:
        if isinstance(one, Bad):
            bad.append(one)
        elif one.number in found:
            bad.append(Bad(number=one.number, problems=tuple(found[one.number])))
        else:
            good.append(one)
    return Imported(good=tuple(good), bad=tuple(bad))


def _against_each_other(good: list[Good], wanted: Wanted) -> Iterator[tuple[int, list[Problem]]]:
    """Rows with one id, of which nobody can tell which is meant, and rows that differ about one person."""
    rows: dict[str, list[int]] = {}
    persons: dict[str, tuple[int, Person]] = {}
    for one in good:
        rows.setdefault(one.value.mobility.id, []).append(one.number)
        persons.setdefault(one.value.person.id, (one.number, one.value.person))
    for one in good:
        id, person = one.value.mobility.id, one.value.person
        first, before = persons[person.id]
        problems = []
        if len(rows[id]) > 1:
            others = tuple(wanted.place(number) for number in rows[id] if number != one.number)
            problems.append(Problem("repeated-id", wanted.place(one.number, _ID), id, others=others[:_MOST_OTHERS]))
        if person is not before and person != before:
            place = wanted.place(one.number, _PERSON)
            problems.append(Problem("other-person", place, person.id, others=(wanted.place(first),)))
        if problems:
            yield one.number, problems


def _against_register(
    row: int,
    dossier: Dossier,
    given: frozenset[str],
    born: Mapping[str, date | None],
    units: Units,
    wanted: Wanted,
) -> Iterator[Problem]:
    mobility, person = dossier.mobility, dossier.person
    if units is not None and mobility.unit not in units:
        place = wanted.place(row, "mobility.unit")
        yield Problem("foreign-unit", place, mobility.unit, ", ".join(sorted(units)))
    if mobility.id in given:
        yield Problem("given-id", wanted.place(row, _ID), mobility.id)
    if len({person.birth_date, born.get(person.id, person.birth_date)} - {None}) > 1:
        yield Problem("person-born-otherwise", wanted.place(row, "person.birth_date"), person.id)


def _foreign_person(row: Good, wanted: Wanted) -> Problem:
    """That a row names somebody whom dossiers of other units brought."""
    return Problem("foreign-person", wanted.place(row.number, _PERSON), row.value.person.id)


def _without(looked: Imported, kind: str, taken: set[str], wanted: Wanted) -> Imported:
    """The rows without those whose ids, or whose persons', others have."""
    found: dict[int, list[Problem]] = {}
    for one in looked.good:
        id = one.value.mobility.id
        if kind == DOSSIER.name and id in taken:
            found[one.number] = [Problem("given-id", wanted.place(one.number, _ID), id)]
        elif kind == PERSON.name and one.value.person.id in taken:
            found[one.number] = [_foreign_person(one, wanted)]
    return _divided(sorted((*looked.good, *looked.bad), key=lambda one: one.number), found)
