"""A register written out as plain files and read back is the same register, row by row; a damaged archive is refused."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from pravilnik.cases import outgoing
from sqlalchemy import Engine

import mobilnost as m
from mobilnost.register.archive import documents
from mobilnost.register.connection import connected, in_folder, reading, writing
from mobilnost.register.restoring import restore
from mobilnost.register.schema import upgraded
from mobilnost.register.sorts import DOSSIER
from mobilnost.register.store import Conflict, Register, Taken, Unknown
from mobilnost.register.tables import metadata
from mobilnost.register.verify import flaws

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
IDS = st.sampled_from(["2018-0001", "a/b", "..", ".", "ž č", "A", "a"])
STEPS = st.tuples(
    st.sampled_from(["add", "change", "remove", "keep"]),
    IDS,
    st.integers(0, 3),
    st.sampled_from(["fsre", "ff"]),
    st.decimals(2, 5, places=2),
)


def dossier(id: str, unit: str, average: Any) -> m.Dossier:
    base = outgoing()
    mobility = evolve(base.mobility, id=id, unit=unit)
    return evolve(base, mobility=mobility, student=evolve(base.student, grade_average=average))


def valid(id: str) -> bool:
    try:
        evolve(outgoing().mobility, id=id)
    except ValueError:
        return False
    return True


def fresh(folder: Path) -> Engine:
    engine = connected(in_folder(folder))
    upgraded(engine)
    return engine


def rows(engine: Engine) -> Mapping[str, list[tuple[Any, ...]]]:
    """Everything that stands in a register."""
    with reading(engine) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }


def written(engine: Engine, folder: Path) -> None:
    with reading(engine) as connection:
        for path, content in documents(connection):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)


def done(register: Register, step: tuple[str, str, int, str, Any]) -> None:
    """One thing that somebody tries; what the register refuses leaves nothing behind."""
    what, id, base, unit, average = step
    try:
        with register.write("ana", NOON) as writer:
            match what:
                case "add":
                    writer.add(DOSSIER, dossier(id, unit, average))
                case "change":
                    writer.change(DOSSIER, dossier(id, unit, average), base)
                case "remove":
                    writer.remove(DOSSIER, id, base)
                case _:
                    writer.keep(f"{unit} {average}".encode())
    except (Conflict, Taken, Unknown):
        return


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, max_size=12))
def test_what_is_written_out_reads_back_as_the_same_register(steps: list[tuple[str, str, int, str, Any]]) -> None:
    with (
        tempfile.TemporaryDirectory() as one,
        tempfile.TemporaryDirectory() as two,
        tempfile.TemporaryDirectory() as out,
    ):
        first, second = fresh(Path(one)), fresh(Path(two))
        for step in steps:
            if valid(step[1]):
                done(Register(first), step)
        written(first, Path(out))
        with writing(second) as connection:
            restore(connection, Path(out))
        assert rows(first) == rows(second)
        with reading(second) as connection:
            assert list(flaws(connection)) == []
        first.dispose()
        second.dispose()


DAMAGE = {
    "a document altered": ("records/dossier/2018-0001/1.toml", lambda text: text.replace("Iva", "Eva"), "altered-file"),
    "a document lost": ("records/dossier/2018-0001/1.toml", None, "missing-file"),
    "an entry altered": ("journal.jsonl", lambda text: text.replace("ana", "eve"), "broken-journal"),
    "an entry lost": ("journal.jsonl", lambda text: text.split("\n", 1)[1], "broken-journal"),
}


@pytest.mark.parametrize(("file", "change", "kind"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_archive_is_refused_and_nothing_is_kept(tmp_path: Path, file: str, change: Any, kind: str) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first, second = fresh(tmp_path / "one"), fresh(tmp_path / "two")
    with Register(first).write("ana", NOON) as writer:
        writer.add(DOSSIER, outgoing())
        writer.add(DOSSIER, dossier("other", "ff", 4))
    out = tmp_path / "out"
    written(first, out)
    if change is None:
        (out / file).unlink()
    else:
        (out / file).write_text(change((out / file).read_text()))
    empty = rows(second)
    with pytest.raises(m.InvalidData) as refused, writing(second) as connection:
        restore(connection, out)
    assert kind in {one.kind for one in refused.value.problems}
    assert rows(second) == empty
