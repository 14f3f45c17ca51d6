"""A person whom dossiers of two units name is changed by the Office alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import outgoing
from registers import bound
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import mobilnost as m
from mobilnost.register.connection import connected, writing
from mobilnost.register.sorts import DOSSIER, PERSON
from mobilnost.register.store import Conflict, Register, Shared

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
FSRE, FF = frozenset({"fsre"}), frozenset({"ff"})
on_postgresql = pytest.mark.parametrize("address", ["postgresql"], indirect=True)


def dossier(id: str, unit: str | None, person: str) -> m.Dossier:
    base = outgoing()
    return evolve(base, mobility=evolve(base.mobility, id=id, unit=unit), person=evolve(base.person, id=person))


def named(id: str, name: str = "Another") -> m.Person:
    return evolve(outgoing().person, id=id, given_names=name)


@pytest.fixture
def kept(register: Register) -> Register:
    """Persons of one unit, of two, of a unit and of none, and of the other unit."""
    with register.write("office", NOON) as writer:
        for person, units in (("own", ("fsre",)), ("both", ("fsre", "ff")), ("half", ("fsre", None)), ("ff", ("ff",))):
            for unit in units:
                writer.add(DOSSIER, dossier(f"{person}-{unit}", unit, person))
            writer.add(PERSON, named(person, "Iva"))
    return register


@pytest.mark.parametrize(
    ("person", "units", "free"),
    [
        ("own", FSRE, True),
        ("own", None, True),
        ("both", FSRE, False),
        ("both", FF, False),
        ("both", FSRE | FF, True),
        ("both", None, True),
        ("half", FSRE, False),
        ("half", None, True),
    ],
)
def test_who_changes_a_person(kept: Register, person: str, units: frozenset[str] | None, free: bool) -> None:
    def change(base: int = 1) -> None:
        with kept.write("ana", NOON, units) as writer:
            writer.change(PERSON, named(person), base)

    def remove() -> None:
        with kept.write("ana", NOON, units) as writer:
            writer.remove(PERSON, person, writer.reader.get(PERSON, person).revision)

    if free:
        change()
        with pytest.raises(Conflict), kept.write("ana", NOON, units) as writer:
            writer.change(PERSON, named(person, "Third"), 1)
        remove()
        return
    for act in (change, remove):
        with pytest.raises(Shared) as refused:
            act()
        assert (refused.value.person, refused.value.units) == (person, units)
    with kept.read() as reader:
        assert reader.get(PERSON, person).revision == 1


def test_what_changes_nothing_is_no_change_whoever_says_it(kept: Register) -> None:
    with kept.write("ana", NOON, FSRE) as writer:
        assert writer.change(PERSON, named("both", "Iva"), 1) == 1


def test_once_the_other_dossier_is_gone_the_person_is_the_units_again(kept: Register) -> None:
    with kept.write("office", NOON) as writer:
        writer.remove(DOSSIER, "both-ff", 1)
    with kept.write("ana", NOON, FSRE) as writer:
        assert writer.change(PERSON, named("both"), 1) == 2


@on_postgresql
@pytest.mark.parametrize("person", ["own", "both", "half", "ff"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET removed = true WHERE kind = 'person' AND id = :person",
        "DELETE FROM records WHERE kind = 'person' AND id = :person",
    ],
)
def test_plain_sql_of_a_unit_changes_no_person_of_others(
    kept: Register, address: str, statement: str, person: str
) -> None:
    with writing(kept.engine, FSRE) as connection:
        free = connection.execute(text(statement), {"person": person}).rowcount == 1
        connection.rollback()
    assert free is (person == "own")
    with bound(address, "fsre") as url:
        engine = connected(url)
        with engine.begin() as connection:
            connection.execute(text("SELECT set_config('mobilnost.units', '*', true)"))
            assert connection.execute(text(statement), {"person": person}).rowcount == (person == "own")
        engine.dispose()


@on_postgresql
def test_plain_sql_of_a_unit_adds_no_revision_to_a_person_of_others(kept: Register) -> None:
    insert = text("INSERT INTO revisions VALUES ('person', :person, 2, '', '')")
    with writing(kept.engine, FSRE) as connection:
        connection.execute(insert, {"person": "own"})
    with pytest.raises(DBAPIError, match="row-level security"), writing(kept.engine, FSRE) as connection:
        connection.execute(insert, {"person": "both"})


@on_postgresql
def test_the_database_says_of_a_person_only_to_their_unit_whether_others_have_them_too(kept: Register) -> None:
    def told(units: frozenset[str]) -> dict[str, Any]:
        with writing(kept.engine, units) as connection:
            persons = ("own", "both", "half", "ff", "nobody")
            asked = {one: connection.scalar(text("SELECT mobilnost_shared(:one)"), {"one": one}) for one in persons}
            # Whoever asked sees no more afterwards than before.
            assert len(connection.execute(text("SELECT FROM dossiers WHERE unit = 'ff'")).all()) == 2 * (units == FF)
            return asked

    assert told(FSRE) == {"own": False, "both": True, "half": True, "ff": False, "nobody": False}
    assert told(FF) == {"own": False, "both": True, "half": False, "ff": False, "nobody": False}
