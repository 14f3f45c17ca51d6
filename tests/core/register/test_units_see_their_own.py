"""Who acts for a unit sees and changes that unit's dossiers, and what belongs to them; the database says the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import outgoing
from registers import bound
from sqlalchemy import func, select, table, text
from sqlalchemy.exc import DBAPIError

import mobilnost as m
from mobilnost.model import Decision, Institution
from mobilnost.register.connection import connected, reading, writing
from mobilnost.register.listing import Filter, counted, listed
from mobilnost.register.sorts import DECISION, DOSSIER, INSTITUTION, PERSON
from mobilnost.register.store import Forbidden, Register, Taken, Unknown
from mobilnost.register.verify import flaws

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
FSRE, FF = frozenset({"fsre"}), frozenset({"ff"})
#: SQLite has no users: whoever has the file has all of it.
on_postgresql = pytest.mark.parametrize("address", ["postgresql"], indirect=True)
#: What holds rows of cases.
TABLES = ("records", "revisions", "dossiers", "journal", "blobs", "owners")


def dossier(id: str, unit: str | None, person: str) -> m.Dossier:
    base = outgoing()
    mobility = evolve(base.mobility, id=id, unit=unit)
    return evolve(base, mobility=mobility, person=evolve(base.person, id=person))


def decision(id: str, of: str) -> Decision:
    return Decision(id=id, date=NOON.date(), by="Senate", reference="1", reason="hard", dossier=of)


@pytest.fixture
def two(register: Register) -> Register:
    """Two units with a dossier each, a person each, a decision and a paper each; one institution that is everybody's."""
    with register.write("office", NOON) as writer:
        for unit in ("fsre", "ff"):
            one = dossier(f"d-{unit}", unit, f"p-{unit}")
            writer.add(DOSSIER, one)
            writer.add(PERSON, one.person)
            writer.add(DECISION, decision(f"o-{unit}", f"d-{unit}"))
            writer.keep(f"paper of {unit}".encode(), f"d-{unit}")
        writer.add(INSTITUTION, Institution(id="uniri.hr", names={"hr": "Rijeka"}, country="HR"))
        writer.keep(b"the law")
    return register


def test_lists_contain_no_others(two: Register) -> None:
    with two.read(FSRE) as reader:
        assert [reader.ids(sort) for sort in (DOSSIER, PERSON, DECISION, INSTITUTION)] == [
            ("d-fsre",),
            ("p-fsre",),
            ("o-fsre",),
            ("uniri.hr",),
        ]
        assert [one.id for one in listed(reader, Filter())] == ["d-fsre"]
        assert counted(reader, Filter()) == 1
        assert {one.id for one in reader.entries()} == {"d-fsre", "p-fsre", "o-fsre", "uniri.hr"}


HIDDEN = [(DOSSIER, "d-ff"), (PERSON, "p-ff"), (DECISION, "o-ff"), (DOSSIER, "there is none")]


@pytest.mark.parametrize(("sort", "id"), HIDDEN, ids=[f"{sort.name} {id}" for sort, id in HIDDEN])
def test_what_is_of_another_unit_is_not_given_and_not_removed(two: Register, sort: Any, id: str) -> None:
    with two.read(FSRE) as reader:
        for revision in (None, 1):
            with pytest.raises(Forbidden):
                reader.get(sort, id, revision)
        assert reader.find(sort, id) is None
        assert reader.revisions(sort, id) == ()
    with pytest.raises(Forbidden), two.write("ana", NOON, FSRE) as writer:
        writer.remove(sort, id, 1)


def test_papers_are_read_by_who_sees_their_dossier(two: Register) -> None:
    with two.write("office", NOON) as writer:
        digest = {unit: writer.keep(f"paper of {unit}".encode(), f"d-{unit}") for unit in ("fsre", "ff")}
        law = writer.keep(b"the law")
    with two.read(FSRE) as reader:
        assert reader.content(digest["fsre"]) == b"paper of fsre"
        assert reader.content(law) == b"the law"
        with pytest.raises(Unknown):
            reader.content(digest["ff"])


def refusals() -> dict[str, Any]:
    def stolen(writer: Any) -> None:
        writer.change(DOSSIER, dossier("d-ff", "fsre", "p-ff"), 1)

    def given_away(writer: Any) -> None:
        writer.change(DOSSIER, dossier("d-fsre", "ff", "p-fsre"), 1)

    return {
        "a dossier of another unit": lambda writer: writer.add(DOSSIER, dossier("new", "ff", "p")),
        "a dossier of no unit": lambda writer: writer.add(DOSSIER, dossier("new", None, "p")),
        "a dossier taken from another unit": stolen,
        "a dossier given to another unit": given_away,
        "a decision on another's dossier": lambda writer: writer.add(DECISION, decision("new", "d-ff")),
        "a paper of another's dossier": lambda writer: writer.keep(b"new", "d-ff"),
    }


@pytest.mark.parametrize("act", refusals().values(), ids=refusals())
def test_what_is_of_another_unit_is_not_written(two: Register, act: Any) -> None:
    with pytest.raises(Forbidden), two.write("ana", NOON, FSRE) as writer:
        act(writer)
    with two.read() as reader:
        assert len(list(reader.entries())) == 7


def test_a_unit_writes_its_own(two: Register) -> None:
    with two.write("ana", NOON, FSRE) as writer:
        one = dossier("new", "fsre", "p-new")
        writer.add(DOSSIER, one)
        writer.add(PERSON, one.person)
        writer.change(DOSSIER, evolve(one, mobility=evolve(one.mobility, language="en")), 1)
        writer.change(PERSON, evolve(one.person, family_name="Druga"), 1)
        writer.add(DECISION, decision("o-new", "new"))
        writer.keep(b"new", "new")
        writer.remove(DOSSIER, "d-fsre", 1)
    with two.read() as reader:
        assert reader.ids(DOSSIER) == ("d-ff", "new")
        assert reader.get(PERSON, "p-new").revision == 2


def test_a_person_whom_another_unit_brought_keeps_the_id_and_the_transaction_goes_on(two: Register) -> None:
    with two.write("ana", NOON, FSRE) as writer:
        one = dossier("new", "fsre", "p-ff")
        assert writer.reader.find(PERSON, "p-ff") is None
        with pytest.raises(Taken):
            writer.add(PERSON, one.person)
        writer.add(DOSSIER, one)
    with two.read(FSRE) as reader:
        assert reader.ids(DOSSIER) == ("d-fsre", "new")
        assert reader.find(PERSON, "p-ff") is not None


@pytest.mark.parametrize("removed", [False, True])
def test_a_dossier_whose_id_another_unit_has_leaves_nothing_behind(two: Register, removed: bool) -> None:
    if removed:
        with two.write("office", NOON) as writer:
            writer.remove(DOSSIER, "d-ff", 1)
    with two.write("ana", NOON, FSRE) as writer:
        with pytest.raises(Taken):
            writer.add(DOSSIER, dossier("d-ff", "fsre", "p-new"))
        writer.add(DOSSIER, dossier("new", "fsre", "p-new"))
    with two.read() as reader:
        assert [one.id for one in listed(reader, Filter(unit="fsre"))] == ["d-fsre", "new"]
        assert list(flaws(reader.connection)) == []


def test_of_a_batch_all_ids_that_are_taken_are_named_and_no_other(two: Register) -> None:
    with two.write("office", NOON) as writer:
        writer.remove(DOSSIER, "d-ff", 1)
        writer.add(DOSSIER, dossier("d-ff-2", "ff", "p-ff"))
    batch = [dossier(id, "fsre", "p-new") for id in ("new", "d-ff", "d-fsre", "d-ff-2", "newer")]
    with two.write("ana", NOON, FSRE) as writer:
        for some, taken in ((batch, ("d-ff", "d-ff-2", "d-fsre")), (batch[:2], ("d-ff",))):
            with pytest.raises(Taken) as error:
                writer.add(DOSSIER, *some)
            assert error.value.ids == taken
        persons = [dossier("any", "fsre", id).person for id in ("p-first", "p-ff")]
        with pytest.raises(Taken) as error:
            writer.add(PERSON, *persons)
        assert error.value.ids == ("p-ff",)
        writer.add(DOSSIER, batch[0])
    with two.read() as reader:
        assert list(flaws(reader.connection)) == []


# -- plain SQL on PostgreSQL


def rows_for(address: str, units: str | None) -> dict[str, int]:
    """How many rows of each table plain SQL gives to a login that asks for some units."""
    engine = connected(address)
    with engine.begin() as connection:
        if units is not None:
            connection.execute(text("SELECT set_config('mobilnost.units', :units, true)"), {"units": units})
        found = {one: connection.scalar(select(func.count()).select_from(table(one))) for one in TABLES}
    engine.dispose()
    return found


ALL = {"records": 7, "revisions": 7, "dossiers": 2, "journal": 7, "blobs": 3, "owners": 3}
OWN = {"records": 4, "revisions": 4, "dossiers": 1, "journal": 4, "blobs": 2, "owners": 2}
#: Institutions and files of law are no unit's.
NOBODYS = {"records": 1, "revisions": 1, "dossiers": 0, "journal": 1, "blobs": 1, "owners": 1}


@on_postgresql
def test_plain_sql_sees_nothing_of_other_units(two: Register, address: str) -> None:
    assert rows_for(address, "*") == ALL
    assert rows_for(address, "\nfsre") == OWN
    assert rows_for(address, "\nff\nfsre") == ALL
    assert rows_for(address, "*,fsre") == NOBODYS
    assert rows_for(address, None) == NOBODYS


@on_postgresql
def test_a_role_that_is_bound_to_a_unit_sees_no_more_whatever_it_asks_for(two: Register, address: str) -> None:
    with bound(address, "fsre") as login:
        for asked in ("*", "\nff\nfsre", "\nfsre"):
            assert rows_for(login, asked) == OWN
        assert rows_for(login, "\nff") == NOBODYS
        own = Register(connected(login))
        with own.write("ana", NOON, FSRE) as writer:
            writer.add(DOSSIER, dossier("new", "fsre", "p-new"))
        own.engine.dispose()


FORBIDDEN_SQL = [
    "UPDATE journal SET actor = 'eve'",
    "DELETE FROM journal",
    "UPDATE revisions SET text = ''",
    "DELETE FROM blobs",
]


@on_postgresql
@pytest.mark.parametrize("statement", FORBIDDEN_SQL)
def test_what_was_written_is_changed_by_nobody_but_a_superuser(two: Register, address: str, statement: str) -> None:
    with writing(two.engine) as connection:
        assert connection.execute(text(statement)).rowcount == 0


@on_postgresql
def test_plain_sql_writes_nothing_of_other_units(two: Register, address: str) -> None:
    with pytest.raises(DBAPIError, match="row-level security"), writing(two.engine, FSRE) as connection:
        connection.execute(text("UPDATE dossiers SET unit = 'ff'"))
    with writing(two.engine, FSRE) as connection:
        assert connection.execute(text("DELETE FROM dossiers WHERE unit = 'ff'")).rowcount == 0
    with reading(two.engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM dossiers")) == 2
