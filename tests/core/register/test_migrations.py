"""A filled register of every schema that was ever released becomes one of today, with everything in it as it was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from attrs import evolve
from pravilnik.cases import outgoing
from sqlalchemy import Connection, Engine, column, insert, select, table, text

import mobilnost.register
from mobilnost.register import schema, tables
from mobilnost.register.archive import documents
from mobilnost.register.connection import connected, reading, writing
from mobilnost.register.derived import relisted
from mobilnost.register.schema import (
    VERSIONS,
    NewerRegister,
    NotARegister,
    OlderRegister,
    required,
    upgraded,
    version_of,
)
from mobilnost.register.sorts import DECISION, DOSSIER
from mobilnost.register.store import Register
from mobilnost.register.verify import flaws

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
MIGRATIONS = Path(mobilnost.register.__file__).parent / "migrations"


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    return made


def at_schema(engine: Engine, version: str) -> None:
    """The tables as a program of that schema made them."""
    with writing(engine) as connection:
        command.upgrade(config(connection), version)


def filled_0001(engine: Engine) -> None:
    """What the first schema holds: records with revisions, one removed, contents, a journal."""
    base = outgoing()
    with Register(engine).write("ana", NOON) as writer:
        for number in range(3):
            writer.add(DOSSIER, evolve(base, mobility=evolve(base.mobility, id=f"d-{number}")))
        writer.change(DOSSIER, evolve(base, mobility=evolve(base.mobility, id="d-0", unit="ff")), 1, note="moved")
        writer.remove(DOSSIER, "d-1", 1, "registered twice")
        made = {"id": "o-1", "date": NOON.date(), "by": "Senate", "reference": "1", "reason": "x", "dossier": "d-2"}
        writer.add(DECISION, DECISION.layout.type_(**made))
        writer.keep("пријавница".encode(), "d-2")
        writer.keep(b"the law")


#: What fills a register of each released schema, by rows of that schema, once it is not the newest any more.
FILLED = {"0001": filled_0001}


def archive(engine: Engine) -> dict[Path, bytes]:
    with reading(engine) as connection:
        return dict(documents(connection))


@pytest.fixture
def engine(address: str) -> Any:
    made = connected(address)
    yield made
    made.dispose()


def test_every_released_schema_can_be_filled() -> None:
    assert tuple(FILLED) == VERSIONS


def test_the_schemas_that_are_known_are_those_that_migrations_make() -> None:
    scripts = ScriptDirectory.from_config(config())
    assert VERSIONS == tuple(one.revision for one in reversed(list(scripts.walk_revisions())))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_filled_register_keeps_everything_when_it_is_upgraded(engine: Engine, version: str) -> None:
    at_schema(engine, version)
    FILLED[version](engine)
    before = archive(engine) if version == VERSIONS[-1] else None
    upgraded(engine)
    with writing(engine) as connection:
        relisted(connection)
    with reading(engine) as connection:
        assert version_of(connection) == VERSIONS[-1]
        assert list(flaws(connection)) == []
    after = archive(engine)
    assert before in (None, after)
    assert {path.parts[1:3] for path in after if path.parts[0] == "records"} == {
        ("dossier", "d-0"),
        ("dossier", "d-1"),
        ("dossier", "d-2"),
        ("decision", "o-1"),
    }


def test_the_tables_are_those_that_the_program_speaks_of(engine: Engine) -> None:
    upgraded(engine)
    with reading(engine) as connection:
        found = compare_metadata(MigrationContext.configure(connection), tables.metadata)
    partial = {one[1].name for one in found if one[0] == "remove_index"}
    assert partial == {"ix_duties_open", "ix_duties_open_unit", "ix_duties_done"}  # named in the migration alone
    assert len(found) == len(partial)


def test_an_older_register_is_told_and_not_touched(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    upgraded(engine)
    monkeypatch.setattr(schema, "VERSIONS", ("0001", "0002"))
    with pytest.raises(OlderRegister) as refused:
        required(engine)
    assert (refused.value.found, refused.value.known) == ("0001", "0002")


@pytest.mark.parametrize(("noted", "error"), [("9999", NewerRegister), ("0000", NotARegister)])
def test_another_schema_is_told(engine: Engine, noted: str, error: type[Exception]) -> None:
    upgraded(engine)
    with writing(engine) as connection:
        connection.execute(table("alembic_version", column("version_num")).update().values(version_num=noted))
    with pytest.raises(error):
        required(engine)


def test_tables_of_another_program_are_told(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE records (id TEXT)"))
        connection.execute(insert(table("records", column("id"))).values(id="1"))
    with pytest.raises(NotARegister):
        required(engine)
    with reading(engine) as connection:
        assert connection.scalar(select(column("id")).select_from(table("records"))) == "1"


def test_nothing_heavy_is_loaded_for_a_register_that_is_up_to_date(tmp_path: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys; from pathlib import Path; from mobilnost.register.opening import opened;"
        f"opened(Path({str(tmp_path)!r}), None).engine.dispose();"
        "print([name for name in ('alembic', 'sqlalchemy.dialects.postgresql', 'openpyxl') if name in sys.modules])"
    )
    said = [subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout for _ in range(2)]
    assert said[1] == "[]\n"
