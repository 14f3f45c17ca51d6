"""What is written is kept with all its revisions; of two who change the same, the second is told what the first did."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import outgoing
from sqlalchemy import text

import mobilnost as m
from mobilnost.register.changes import Change
from mobilnost.register.connection import writing
from mobilnost.register.sorts import DOSSIER
from mobilnost.register.store import Conflict, Register, Taken, Unknown, Writer
from mobilnost.register.verify import flaws

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)


def changed(dossier: m.Dossier, **mobility: Any) -> m.Dossier:
    return evolve(dossier, mobility=evolve(dossier.mobility, **mobility))


def added(register: Register, *dossiers: m.Dossier) -> None:
    with register.write("ana", NOON) as writer:
        for one in dossiers:
            writer.add(DOSSIER, one)


def test_what_is_added_is_read_back(register: Register) -> None:
    added(register, outgoing())
    with register.read() as reader:
        kept = reader.get(DOSSIER, "2018-0001")
    assert (kept.value, kept.revision) == (outgoing(), 1)


def test_every_revision_stays(register: Register) -> None:
    added(register, outgoing())
    with register.write("mare", NOON) as writer:
        assert writer.change(DOSSIER, changed(outgoing(), unit="ff"), 1, note="moved to another faculty") == 2
    with register.read() as reader:
        assert [reader.get(DOSSIER, "2018-0001", one).value.mobility.unit for one in (1, 2)] == ["fsre", "ff"]
        said = [(one.actor, one.action, one.before, one.revision, one.note) for one in reader.entries()]
    assert said == [("ana", "add", 0, 1, None), ("mare", "change", 1, 2, "moved to another faculty")]


def test_the_second_of_two_is_told_field_by_field_what_the_first_changed(register: Register) -> None:
    added(register, outgoing())
    with register.write("ana", NOON) as writer:
        writer.change(DOSSIER, changed(outgoing(), language="en"), 1)
    with pytest.raises(Conflict) as refused, register.write("mare", NOON) as writer:
        writer.change(DOSSIER, changed(outgoing(), unit="ff"), 1)
    assert refused.value.theirs == [Change(("mobility", "language"), "hr", "en")]
    assert refused.value.mine == [Change(("mobility", "unit"), "fsre", "ff")]
    assert [one.actor for one in refused.value.by] == ["ana"]
    with register.read() as reader:
        assert reader.get(DOSSIER, "2018-0001").value == changed(outgoing(), language="en")


def test_what_changes_nothing_is_no_change(register: Register) -> None:
    added(register, outgoing())
    with register.write("ana", NOON) as writer:
        assert writer.change(DOSSIER, outgoing(), 1) == 1
    with register.read() as reader:
        assert len(list(reader.entries())) == 1


def test_an_id_is_given_once(register: Register) -> None:
    added(register, outgoing())
    with register.write("ana", NOON) as writer:
        writer.remove(DOSSIER, "2018-0001", 1, "registered twice")
    with pytest.raises(Taken):
        added(register, outgoing())
    with register.read() as reader:
        assert reader.ids(DOSSIER) == ()
        assert reader.get(DOSSIER, "2018-0001", 1).value == outgoing()
        with pytest.raises(Unknown):
            reader.get(DOSSIER, "2018-0001")


def both(writer: Writer) -> None:
    writer.add(DOSSIER, changed(outgoing(), id="new"))
    writer.add(DOSSIER, changed(outgoing(), id="there"))


def test_nothing_of_a_transaction_is_kept_when_anything_in_it_fails(register: Register) -> None:
    added(register, changed(outgoing(), id="there"))
    with pytest.raises(Taken), register.write("ana", NOON) as writer:
        both(writer)
    with register.read() as reader:
        assert reader.ids(DOSSIER) == ("there",)
        assert len(list(reader.entries())) == 1
        assert list(flaws(reader.connection)) == []


def test_a_content_is_kept_once(register: Register) -> None:
    with register.write("ana", NOON) as writer:
        assert writer.keep(b"a scan") == writer.keep(b"a scan")
    with register.read() as reader:
        assert reader.connection.scalar(text("SELECT count(*) FROM blobs")) == 1


TAMPERED = [
    ("UPDATE journal SET actor = 'eve' WHERE number = 2", {"altered"}),
    ("DELETE FROM journal WHERE number = 2", {"out-of-order", "no-entry"}),
    ("DELETE FROM journal WHERE number = 3", {"cut", "no-entry"}),
    ("UPDATE revisions SET text = replace(text, 'Iva', 'Eva') WHERE id = 'two'", {"text"}),
    ("UPDATE records SET revision = 1 WHERE id = 'one'", {"newest"}),
    ("UPDATE blobs SET content = X'00'", {"blob"}),
]


@pytest.mark.parametrize(("statement", "found"), TAMPERED, ids=[row[0] for row in TAMPERED])
def test_what_is_altered_or_removed_is_found(register: Register, statement: str, found: set[str]) -> None:
    one = changed(outgoing(), id="one")
    added(register, one, changed(outgoing(), id="two"))
    with register.write("ana", NOON) as writer:
        writer.keep(b"a scan")
        writer.change(DOSSIER, changed(one, unit="ff"), 1)
    with writing(register.engine) as connection:
        if register.engine.dialect.name == "postgresql":
            statement = statement.replace("X'00'", "'\\x00'")
        connection.execute(text(statement))
    with register.read() as reader:
        flawed = {getattr(one, "flaw", None) or getattr(one, "damage", None) for one in flaws(reader.connection)}
    assert found <= flawed
