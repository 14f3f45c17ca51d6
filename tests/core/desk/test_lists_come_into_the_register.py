"""A list of dossiers comes into the register in one transaction: whole, or its good rows, or nothing; and why not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import offices
import pytest

from mobilnost.desk import Desk
from mobilnost.desk.importing import Imported, Wanted, import_dossiers
from mobilnost.formats.delimited import delimited
from mobilnost.formats.mapping import as_named
from mobilnost.formats.rows import Rows
from mobilnost.host import Host
from mobilnost.model import InvalidData
from mobilnost.office import Office
from mobilnost.procedure.actors import Actor, Holding
from mobilnost.register.sorts import DOSSIER, PERSON
from mobilnost.register.store import Register, Taken, Writer
from mobilnost.register.verify import flaws

NOON = datetime(2018, 6, 25, 12, tzinfo=UTC)
HOST = Host.discover()
OFFICE = Actor(name="Ured", trusted=True)
COORDINATOR = Actor(name="Ana", holdings=(Holding(role="ects_coordinator", unit="fsre"),))
ROW = {
    "mobility.id": "2018-1",
    "mobility.programme": "erasmus",
    "mobility.kind": "study",
    "mobility.direction": "outgoing",
    "mobility.agreement": "sum-uniri-2018",
    "mobility.sending": "sum.ba",
    "mobility.receiving": "uniri.hr",
    "mobility.unit": "fsre",
    "mobility.start": "2018-10-01",
    "mobility.end": "2019-02-15",
    "person.id": "s-1",
    "person.given_names": "Iva",
    "person.family_name": "Primjer",
    "person.birth_date": "1998-03-02",
    "person.citizenships": "BA",
    "person.status_in_country": "citizen",
    "student.cycle": "first",
    "student.year_of_study": "2",
    "student.study_status": "regular",
}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(offices.make(tmp_path / "office"), HOST)


def desk(office: Office, register: Register, actor: Actor = OFFICE) -> Desk:
    return Desk(office=office, register=register, actor=actor, at=NOON, on=NOON.date())


def row(number: int, **changes: str) -> dict[str, str]:
    """A row with an id and a person of its own, and keys (with a double underscore for the dot) written otherwise."""
    return (
        ROW
        | {"mobility.id": f"2018-{number}", "person.id": f"s-{number}"}
        | {key.replace("__", "."): value for key, value in changes.items()}
    )


def imported(at: Desk, *rows: dict[str, str], keep_good: bool = False, dry_run: bool = False) -> Imported:
    lines = [";".join(ROW), *(";".join(one.values()) for one in rows)]
    sheet = delimited("\n".join(lines).encode(), "list.csv", delimiter=";")
    plan = as_named(sheet.headers)
    assert plan is not None
    wanted = Wanted(file="folder/list.csv", keep_good=keep_good, dry_run=dry_run)
    return import_dossiers(at, Rows(plan, sheet).read(sheet.rows), wanted)


def ids(at: Desk) -> tuple[str, ...]:
    with at.read() as reader:
        return reader.ids(DOSSIER)


def kinds(done: Imported) -> dict[int, list[str]]:
    return {one.number: [each.kind for each in one.problems] for one in done.bad}


def test_good_rows_are_dossiers_with_their_persons_and_entries(office: Office, register: Register) -> None:
    at = desk(office, register)
    done = imported(at, row(1), row(2), row(3, person__id="s-1"))
    assert (done.written, len(done.good), done.bad, done.persons.added) == (True, 3, (), 2)
    with at.read() as reader:
        assert reader.ids(PERSON) == ("s-1", "s-2")
        assert reader.get(DOSSIER, "2018-3").value.person.family_name == "Primjer"
        assert {one.note for one in reader.entries()} == {"import list.csv"}
        assert len(list(reader.entries())) == 5
        assert not list(flaws(reader.connection))


@pytest.mark.parametrize("keep_good", [False, True])
def test_a_bad_row_refuses_the_list_or_itself(office: Office, register: Register, keep_good: bool) -> None:
    at = desk(office, register)
    done = imported(at, row(1), row(2, mobility__kind="stduy"), keep_good=keep_good)
    assert kinds(done) == {3: ["wrong-value"]}
    assert done.written is keep_good
    assert ids(at) == (("2018-1",) if keep_good else ())


def test_a_rehearsal_writes_nothing(office: Office, register: Register) -> None:
    at = desk(office, register)
    done = imported(at, row(1), dry_run=True)
    assert (len(done.good), done.written, ids(at)) == (1, False, ())


def test_ids_that_stand_twice_or_were_given_before_are_told_by_row(office: Office, register: Register) -> None:
    at = desk(office, register)
    imported(at, row(1), row(2))
    with at.write() as writer:
        writer.remove(DOSSIER, "2018-2", 1)
    done = imported(at, row(1), row(2), row(3), row(4), row(4, person__id="s-9"), keep_good=True)
    assert kinds(done) == {2: ["given-id"], 3: ["given-id"], 5: ["repeated-id"], 6: ["repeated-id"]}
    assert [place.line for place in done.bad[2].problems[0].others] == [6]
    assert ids(at) == ("2018-1", "2018-3")


def test_rows_that_contradict_each_other_or_the_register_about_a_person_are_bad(
    office: Office, register: Register
) -> None:
    at = desk(office, register)
    imported(at, row(1))
    done = imported(
        at,
        row(2, person__id="s-1", person__birth_date="1998-03-03"),
        row(3),
        row(4, person__id="s-3", person__family_name="Drugi"),
        keep_good=True,
    )
    assert kinds(done) == {2: ["person-born-otherwise"], 4: ["other-person"]}


def test_a_person_is_known_by_what_was_said_last_and_keeps_a_day_of_birth(office: Office, register: Register) -> None:
    at = desk(office, register)
    imported(at, row(1))
    done = imported(at, row(2, person__id="s-1", person__family_name="Novo", person__birth_date=""))
    assert (done.persons.added, done.persons.changed) == (0, 1)
    with at.read() as reader:
        person = reader.get(PERSON, "s-1").value
    assert (person.family_name, person.birth_date.year) == ("Novo", 1998)


@pytest.mark.parametrize(
    ("changes", "kind", "key"),
    [
        ({"mobility__programme": "erasmsu"}, "unknown-programme", "mobility.programme"),
        ({"mobility__agreement": "sum-unir-2018"}, "unknown-agreement", "mobility.agreement"),
        ({"mobility__sending": "uniri.hr", "mobility__receiving": "sum.ba"}, "not-ours", "mobility.sending"),
    ],
)
def test_what_the_office_cannot_judge_is_bad(
    office: Office, register: Register, changes: dict[str, str], kind: str, key: str
) -> None:
    done = imported(desk(office, register), row(1), row(2, **changes), row(3, **changes))
    assert kinds(done) == {3: [kind], 4: [kind]}
    assert {one.problems[0].place.key for one in done.bad} == {key}


def test_an_agreement_named_by_its_file_is_noted_by_its_id(office: Office, register: Register) -> None:
    at = desk(office, register)
    assert office.folder is not None
    imported(at, row(1, mobility__agreement=str(office.folder / "agreements" / "rijeka.toml")))
    with at.read() as reader:
        kept = reader.get(DOSSIER, "2018-1")
    assert kept.value.mobility.agreement == "sum-uniri-2018"
    assert kept.text == DOSSIER.text_of(kept.value)


def test_a_broken_agreement_of_the_office_is_no_mistake_of_the_rows(tmp_path: Path, register: Register) -> None:
    folder = offices.make(tmp_path / "broken")
    offices.put(folder / "agreements" / "rijeka.toml", offices.AGREEMENT.replace("erasmus", "erasmus\n"))
    with pytest.raises(InvalidData) as caught:
        imported(desk(Office.open(folder, HOST), register), row(1), keep_good=True)
    assert str(caught.value.problems[0].place.file).endswith("rijeka.toml")


def test_a_coordinator_brings_dossiers_of_the_unit_alone(office: Office, register: Register) -> None:
    imported(desk(office, register), row(1, mobility__unit="ff"), row(2, person__id="s-1"))
    at = desk(office, register, COORDINATOR)
    done = imported(at, row(3), row(4, mobility__unit="ff"), row(5, mobility__unit=""), keep_good=True)
    assert kinds(done) == {3: ["foreign-unit"], 4: ["foreign-unit"]}
    assert ids(at) == ("2018-2", "2018-3")


def test_a_coordinator_is_told_of_an_id_that_another_unit_has(office: Office, register: Register) -> None:
    imported(desk(office, register), row(1, mobility__unit="ff"))
    done = imported(desk(office, register, COORDINATOR), row(1), row(2), keep_good=True)
    assert kinds(done) == {2: ["given-id"]}
    assert [one.number for one in done.good] == [3]


def test_a_coordinator_is_told_of_a_person_whom_another_unit_brought(office: Office, register: Register) -> None:
    imported(desk(office, register), row(1, mobility__unit="ff", person__id="s-of-ff"))
    rows = row(2, person__id="s-of-ff", person__given_names="Another"), row(3, person__id="s-own")
    done = imported(desk(office, register, COORDINATOR), *rows, keep_good=True)
    assert kinds(done) == {2: ["foreign-person"]}
    at = desk(office, register)
    assert ids(at) == ("2018-1", "2018-3")
    with at.read() as reader:
        assert reader.get(PERSON, "s-of-ff").revision == 1


def test_a_coordinator_is_told_of_a_person_who_is_the_office_s_to_change(office: Office, register: Register) -> None:
    imported(desk(office, register), row(1, person__id="s-both"), row(2, mobility__unit="ff", person__id="s-both"))
    rows = row(3, person__id="s-both", person__given_names="Another"), row(4, person__id="s-both")
    for dry_run in (True, False):
        at = desk(office, register, COORDINATOR)
        done = imported(at, rows[0], dry_run=dry_run)
        assert kinds(done) == {2: ["shared-person"]}
        done = imported(at, rows[1], dry_run=dry_run)
        assert kinds(done) == {}
    at = desk(office, register)
    assert ids(at) == ("2018-1", "2018-2", "2018-4")
    imported(at, row(5, person__id="s-both", person__given_names="Another"))
    with at.read() as reader:
        assert reader.get(PERSON, "s-both").revision == 2


def test_somebody_faster_is_no_error(office: Office, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    at = desk(office, register)
    first, add, other = iter([True]), Writer.add, desk(office, register)

    def raced(writer: Writer, *arguments: Any, **named: Any) -> None:
        if next(first, False):
            raise Taken("dossier", ["2018-1"])
        add(writer, *arguments, **named)

    monkeypatch.setattr(Writer, "add", raced)
    done = imported(at, row(1), row(2), keep_good=True)
    assert (kinds(done), ids(other)) == ({2: ["given-id"]}, ("2018-2",))
