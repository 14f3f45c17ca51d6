"""Entries of the journal that are made at once are chained as those that are made one by one."""

from datetime import UTC, datetime

import pytest
from attrs import evolve

from mobilnost.register.journal import Action, Entry, Head, after, many_sealed, row_of, sealed

NOON = datetime(2018, 6, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize("said", ["import list.csv", "import 100 %s {id}.csv", 'import "đ" \\ .csv', None])
def test_many_entries_are_those_of_one_after_the_other(said: str | None) -> None:
    like = Entry(
        number=0,
        at=NOON,
        actor=said or "ured",
        action=Action.ADD,
        kind="dossier",
        id="",
        before=0,
        revision=1,
        digest=None,
        note=said,
    )
    told = [("2018-1", "a" * 64), ("%s", "b" * 64), ('{0}đ"', "c" * 64)]
    head = Head(number=7, hash="f" * 64)
    rows, end = many_sealed(like, told, head)
    for (id, digest), row in zip(told, rows, strict=True):
        entry = sealed(evolve(like, id=id, digest=digest), head)
        assert row == row_of(entry)
        head = after(entry)
    assert end == head
