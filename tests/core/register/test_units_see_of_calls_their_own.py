"""Of a call a unit sees and writes what is of its own candidates; the database says the same, whatever is asked of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from attrs import evolve
from pravilnik.cases import outgoing
from registers import bound
from sqlalchemy import Connection, select, table, text
from sqlalchemy.exc import DBAPIError

import mobilnost as m
from mobilnost.model import Selected
from mobilnost.procedure.calls.rankings import Barred, Ranked, RankedList, Ranking, Upheld, Used
from mobilnost.procedure.calls.rounds import Application, Nomination, Points, Round, TieBreak, Withdrawal
from mobilnost.procedure.calls.verdicts import Moved, Placement, Verdict, Wanting
from mobilnost.register import rounds
from mobilnost.register.connection import connected
from mobilnost.register.sorts import CALL, CANDIDATE, DOSSIER, PERSON
from mobilnost.register.store import Forbidden, Register
from mobilnost.register.verify import flaws

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
DAY = NOON.date()
FSRE, FF = frozenset({"fsre"}), frozenset({"ff"})
UNITS = {"one": "fsre", "other": "ff", "third": "ff"}
ONE = Decimal(1)
#: What names the dossiers and the persons of the other unit, and what was said of them.
STRANGE = ("other", "third", "secret")
on_postgresql = pytest.mark.parametrize("address", ["postgresql"], indirect=True)


def dossier(id: str, unit: str) -> m.Dossier:
    base = outgoing()
    person = evolve(base.person, id=f"p-{id}")
    return evolve(base, mobility=evolve(base.mobility, id=id, unit=unit), person=person)


def application(id: str, *choices: str) -> Application:
    return Application(dossier=id, person=f"p-{id}", on=DAY, choices=choices or ("a",))


OPEN = Round(
    call="c",
    participant=Selected.STUDENT,
    opened=DAY,
    applications=(application("other"), application("one"), application("third")),
)
ROUND = evolve(
    OPEN,
    closed=DAY,
    points=tuple(Points(dossier=id, criterion="cv", points=ONE, by="K", on=DAY) for id in UNITS),
    tie_breaks=(
        TieBreak(order=("third", "other"), reason="a secret", by="K", on=DAY),
        TieBreak(order=("third", "one", "other"), reason="by lot", by="K", on=DAY),
    ),
    rankings=(
        Ranking(
            number=1,
            on=DAY,
            committee="k",
            lists=(RankedList(source="c", ranked=tuple(Ranked(dossier=id, total=ONE, rank=1) for id in UNITS)),),
            barred=tuple(Barred(dossier=id, agreement="b", rules=("r",)) for id in UNITS),
            used=tuple(Used(dossier=id, revision=1) for id in UNITS),
            appeal=Upheld(dossier="third", id="c/third/1"),
        ),
    ),
    verdicts=(
        Verdict(
            number=1,
            ranking=1,
            on=DAY,
            by="V",
            reference="1",
            placements=tuple(Placement(dossier=id, agreement="a") for id in UNITS),
            wanted=tuple(
                Wanting(dossier=id, persons=ONE, months=ONE, days=ONE, student_semesters=None) for id in UNITS
            ),
        ),
    ),
    current=(Placement(dossier="one", agreement="a"), Placement(dossier="third")),
    withdrawals=(Withdrawal(dossier="other", on=DAY, reason="a secret", moves=(Moved(dossier="one", after="a"),)),),
    nominations=(Nomination(dossier="third", agreement="a", decision="r", reference="2", on=DAY),),
)


def kept(register: Register, round: Round) -> Register:
    """The register with the dossiers of two units, and a round in which both have candidates."""
    with register.write("office", NOON) as writer:
        for id, unit in UNITS.items():
            one = dossier(id, unit)
            writer.add(DOSSIER, one)
            writer.add(PERSON, one.person)
        rounds.add(writer, round)
    return register


def seen(register: Register, units: frozenset[str] | None) -> Round:
    with register.read(units) as reader:
        found = rounds.find(reader, "c")
        assert found is not None
        assert list(rounds.every(reader)) == [found.value]
        return found.value


def changed(register: Register, round: Round, units: frozenset[str] | None) -> None:
    with register.write("ana", NOON, units) as writer:
        before = rounds.find(writer.reader, "c")
        assert before is not None
        rounds.change(writer, before, round)


def test_a_unit_reads_a_round_with_its_own_candidates_and_the_office_all_of_it(register: Register) -> None:
    kept(register, ROUND)
    assert seen(register, None) == ROUND
    assert seen(register, FSRE | FF) == ROUND
    own = seen(register, FSRE)
    assert not [one for one in STRANGE if one in repr(own)]
    assert [one.order for one in own.tie_breaks] == [("one",)]
    assert own.current == ROUND.current[:1]
    assert (own.stage, own.rankings[0].committee) == (ROUND.stage, "k")


def test_a_unit_reads_nothing_of_others_in_any_record_or_entry(register: Register) -> None:
    kept(register, ROUND)
    with register.read(FSRE) as reader:
        assert reader.ids(CANDIDATE) == ("c/one",)
        entries = list(reader.entries())
        assert {one.id for one in entries} == {"one", "p-one", "c", "c/one"}
        assert [one.id for one in reader.history("c")] == ["c", "c/one"]
        with pytest.raises(Forbidden):
            reader.get(CANDIDATE, "c/other")


def test_a_unit_applies_for_an_own_dossier_at_the_end_of_applications_that_it_does_not_see(register: Register) -> None:
    kept(register, evolve(OPEN, applications=OPEN.applications[:1]))
    for units, own in ((FSRE, application("one")), (FF, application("third")), (FSRE, application("one", "b"))):
        view = seen(register, units)
        others = tuple(one for one in view.applications if one.dossier != own.dossier)
        changed(register, evolve(view, applications=(*others, own)), units)
    assert seen(register, None).applications == (application("other"), application("third"), application("one", "b"))
    with register.read() as reader:
        assert [one.revision for one in reader.entries() if one.id in ("c", "c/other")] == [1, 1]
        assert list(flaws(reader.connection)) == []


def test_what_is_everybody_s_of_a_call_only_the_office_changes(register: Register) -> None:
    kept(register, OPEN)
    with pytest.raises(Forbidden):
        changed(register, evolve(seen(register, FSRE), closed=DAY), FSRE)
    with pytest.raises(Forbidden), register.write("ana", NOON, FSRE) as writer:
        rounds.add(writer, Round(call="new", participant=Selected.STUDENT, opened=DAY))
    with pytest.raises(Forbidden), register.write("ana", NOON, FSRE) as writer:
        writer.remove(CALL, "c", 1)
    with pytest.raises(Forbidden):
        changed(register, evolve(OPEN, applications=(application("third", "b"),)), FSRE)
    assert seen(register, None) == OPEN


# -- plain SQL on PostgreSQL


@contextmanager
def login(address: str, asked: str = "*") -> Iterator[Connection]:
    """A transaction of the unit's own login, which asks for some units."""
    with bound(address, "fsre") as url:
        engine = connected(url)
        try:
            with engine.begin() as connection:
                connection.execute(text("SELECT set_config('mobilnost.units', :asked, true)"), {"asked": asked})
                yield connection
        finally:
            engine.dispose()


TABLES = ("records", "revisions", "journal", "dossiers", "duties", "derivations", "kept", "owners", "blobs")


@on_postgresql
@pytest.mark.parametrize("asked", ["*", "\nfsre", "\nff\nfsre"])
def test_plain_sql_of_a_unit_s_login_has_no_word_of_other_candidates(
    register: Register, address: str, asked: str
) -> None:
    kept(register, ROUND)
    with login(address, asked) as connection:
        for name in TABLES:
            rows = [str(row) for row in connection.execute(select(text("*")).select_from(table(name)))]
            assert not [row for row in rows if any(one in row for one in STRANGE)], name
        texts = connection.scalars(text("SELECT text FROM revisions WHERE kind = 'candidate'")).all()
    assert [CANDIDATE.read(one).value.dossier for one in texts] == ["one"]


@on_postgresql
def test_a_unit_s_own_login_applies(register: Register, address: str) -> None:
    kept(register, evolve(OPEN, applications=OPEN.applications[:1]))
    with bound(address, "fsre") as url:
        own = Register(connected(url))
        changed(own, evolve(seen(own, FSRE), applications=(application("one"),)), FSRE)
        own.engine.dispose()
    assert seen(register, None).applications == (application("other"), application("one"))


@on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET removed = true WHERE kind = 'call'",
        "UPDATE records SET kind = 'institution' WHERE kind = 'call'",
        "DELETE FROM records WHERE kind = 'call'",
        "DELETE FROM records WHERE id = 'c/other'",
    ],
)
def test_plain_sql_of_a_unit_s_login_leaves_calls_as_they_are(register: Register, address: str, statement: str) -> None:
    kept(register, ROUND)
    with login(address) as connection:
        assert connection.execute(text(statement)).rowcount == 0


@on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO records VALUES ('call', 'new', 1, false, NULL)",
        "INSERT INTO records VALUES ('candidate', 'c/new', 1, false, 'other')",
        "INSERT INTO revisions VALUES ('call', 'c', 2, '', '')",
        "INSERT INTO revisions VALUES ('candidate', 'c/other', 2, '', '')",
        "INSERT INTO journal SELECT 99, at, actor, action, kind, id, 1, 2, digest, note, hash, hash FROM journal"
        " WHERE kind = 'call'",
    ],
)
def test_plain_sql_of_a_unit_s_login_adds_nothing_to_calls_or_to_others(
    register: Register, address: str, statement: str
) -> None:
    kept(register, ROUND)
    with pytest.raises(DBAPIError, match="row-level security"), login(address) as connection:
        connection.execute(text(statement))
