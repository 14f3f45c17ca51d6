"""What stays take of agreements is counted by the database: alike together, who withdrew or was refused not at all."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import incoming, outgoing

import mobilnost as m
from mobilnost.model import Direction, Ending, Interruption
from mobilnost.procedure.lives.life import Life, Taken, Withdrawal
from mobilnost.register.sorts import DOSSIER, LIFE
from mobilnost.register.store import Register
from mobilnost.register.usage import Counted, Using, beyond, named, stays

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
DAY = NOON.date()


def dossier(id: str, base: m.Dossier | None = None, **more: Any) -> m.Dossier:
    said = base or outgoing()
    return evolve(said, mobility=evolve(said.mobility, **{"id": id, "agreement": "a", "unit": "fsre"} | more))


def life(id: str, **more: Any) -> Life:
    return Life(dossier=id, procedure="student.outgoing", **more)


@pytest.fixture
def kept(register: Register) -> Register:
    """Two alike, one of another unit, one who comes, one without an agreement, and those who do not count."""
    ill = Interruption(start=dt.date(2018, 12, 3), end=dt.date(2018, 12, 12), reason="illness")
    with register.write("office", NOON) as writer:
        writer.add(DOSSIER, dossier("one"), dossier("two"), dossier("three", unit="ff"))
        writer.add(DOSSIER, dossier("guest", incoming()), dossier("none", agreement=None))
        writer.add(DOSSIER, evolve(dossier("ill", agreement="../agreements/a.toml"), interruptions=(ill,)))
        for id in ("gone", "refused", "under"):
            writer.add(DOSSIER, dossier(id, agreement="b"))
        writer.add(LIFE, life("gone", withdrawn=Withdrawal(on=DAY, reason="changed plans")))
        writer.add(LIFE, life("refused", ending=Ending.REFUSED))
        step = Taken(step="applied", on=DAY, by="somebody", role="student")
        writer.add(LIFE, life("under", taken=(step,)))
    return register


def found(register: Register, units: frozenset[str] | None = None, **using: Any) -> list[Counted]:
    with register.read(units) as reader:
        return sorted(stays(reader, Using(**using)), key=str)


def test_stays_that_are_alike_are_one_row(kept: Register) -> None:
    rows = found(kept, names=["a"])
    assert sorted((one.stay.direction, one.stay.count) for one in rows) == [
        (Direction.INCOMING, 1),
        (Direction.OUTGOING, 3),
    ]


def test_who_acts_for_a_unit_counts_its_own(kept: Register) -> None:
    assert [one.stay.count for one in found(kept, frozenset({"ff"}))] == [1]


def test_interruptions_are_those_of_the_dossier(kept: Register) -> None:
    (one,) = found(kept, names=["../agreements/a.toml"])
    assert one.stay.interruptions == ((dt.date(2018, 12, 3), dt.date(2018, 12, 12)),)


def test_who_withdrew_or_was_refused_does_not_count_and_the_step_is_told(kept: Register) -> None:
    (one,) = found(kept, names=["b"])
    assert (one.procedure, one.step, one.stay.count) == ("student.outgoing", "applied", 1)


def test_only_stays_that_begin_in_a_period_are_counted(kept: Register) -> None:
    first = outgoing().first_day
    assert sum(one.stay.count for one in found(kept, since=first, until=first)) == len(found(kept)) + 2
    assert found(kept, since=first + dt.timedelta(days=400)) == []


def test_every_name_by_which_dossiers_call_agreements_is_known(kept: Register) -> None:
    with kept.read() as reader:
        assert named(reader) == ("../agreements/a.toml", "a", "b")


def test_dossiers_that_go_on_after_a_day_are_named(kept: Register) -> None:
    last = outgoing().last_day
    with kept.read() as reader:
        assert beyond(reader, ["b"], last) == ()
        assert beyond(reader, ["b"], last - dt.timedelta(days=1)) == ("under",)
