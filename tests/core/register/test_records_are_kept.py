"""What is written is kept with all its revisions; of two who change the same, the second is told what the first did."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import outgoing
from registers import above
from sqlalchemy import text

import mobilnost as m
from mobilnost.model import Decision
from mobilnost.procedure.lives.life import Life, Withdrawal
from mobilnost.register.changes import Change
from mobilnost.register.connection import writing
from mobilnost.register.listing import Filter, counted, listed
from mobilnost.register.sorts import DECISION, DOSSIER, LIFE
from mobilnost.register.store import Conflict, Register, Taken, Unknown, Writer
from mobilnost.register.tables import derivations
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
    ("UPDATE blobs SET content = X'00'", {"content"}),
]


@pytest.mark.parametrize(("statement", "found"), TAMPERED, ids=[row[0] for row in TAMPERED])
def test_what_is_altered_or_removed_is_found(register: Register, address: str, statement: str, found: set[str]) -> None:
    one = changed(outgoing(), id="one")
    added(register, one, changed(outgoing(), id="two"))
    with register.write("ana", NOON) as writer:
        writer.keep(b"a scan")
        writer.change(DOSSIER, changed(one, unit="ff"), 1)
    stranger = above(address)
    with writing(stranger) as connection:
        if register.engine.dialect.name == "postgresql":
            statement = statement.replace("X'00'", "'\\x00'")
        connection.execute(text(statement))
    stranger.dispose()
    with register.read() as reader:
        flawed = {getattr(one, "flaw", None) or getattr(one, "damage", None) for one in flaws(reader.connection)}
    assert found <= flawed


def test_what_belongs_to_a_dossier_stands_in_its_row_until_it_is_removed(register: Register) -> None:
    added(register, outgoing())
    life = Life(dossier="2018-0001", procedure="student", withdrawn=Withdrawal(on=NOON.date(), reason="illness"))
    with register.write("ana", NOON) as writer:
        writer.add(LIFE, life)
        writer.change(DOSSIER, changed(outgoing(), unit="ff"), 1)
    with register.read() as reader:
        (line,) = listed(reader, Filter(state="withdrawn"))
        assert (line.procedure, line.unit) == ("student", "ff")
    with register.write("ana", NOON) as writer:
        writer.remove(LIFE, "2018-0001", 1)
    with register.read() as reader:
        assert [one.state for one in listed(reader, Filter())] == [None]
        assert list(flaws(reader.connection)) == []


DERIVED = {"dossier": "2018-0001", "law": "1", "files": "2", "own": "3"}


@pytest.mark.parametrize("act", ["a dossier changed", "a decision added", "a decision removed"])
def test_what_was_derived_of_a_dossier_goes_with_every_write_that_concerns_it(register: Register, act: str) -> None:
    added(register, outgoing())
    decision = Decision(id="o-1", date=NOON.date(), by="Senate", reference="1", reason="hard", dossier="2018-0001")
    with register.write("ana", NOON) as writer:
        if act == "a decision removed":
            writer.add(DECISION, decision)
        writer.connection.execute(derivations.insert().values(DERIVED))
    with register.write("ana", NOON) as writer:
        match act:
            case "a dossier changed":
                writer.change(DOSSIER, changed(outgoing(), unit="ff"), 1)
            case "a decision added":
                writer.add(DECISION, decision)
            case _:
                writer.remove(DECISION, "o-1", 1)
    with register.read() as reader:
        assert reader.connection.execute(derivations.select()).all() == []


def test_lists_find_a_text_however_it_is_written(register: Register) -> None:
    added(register, changed(outgoing(), id="Ž-100%"))
    with register.read() as reader:
        for text_, count in (("ž-100%", 1), ("PRIMJER", 1), ("100_", 0), ("uniri", 1), ("nobody", 0)):
            assert counted(reader, Filter(text=text_)) == count
