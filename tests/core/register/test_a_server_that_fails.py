"""A PostgreSQL server that goes away, waits, refuses or is full half-way: each is told as what it is, nothing is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import offices
import pytest
from registers import OWNER, SUPERUSER, database, ordered
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mobilnost.formats import parse_dossier
from mobilnost.register import connection
from mobilnost.register.connection import connected
from mobilnost.register.schema import upgraded
from mobilnost.register.sorts import DOSSIER
from mobilnost.register.store import Register, Writer
from mobilnost.register.troubles import Trouble, trouble_of
from mobilnost.register.verify import flaws

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
DOSSIERS = [parse_dossier(offices.dossier(id=f'"2018-004{number}"')).value for number in range(2)]


@pytest.fixture
def url(server: str, request: pytest.FixtureRequest) -> str:
    """The address of a new database."""
    return database(server, f"f{abs(hash(request.node.nodeid))}")


@pytest.fixture
def register(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """A register on the server, of somebody with little patience."""
    monkeypatch.setattr(connection, "PATIENCE_SECONDS", 1)
    engine = connected(url)
    upgraded(engine)
    yield Register(engine)
    engine.dispose()


def ended(url: str, writer: Writer) -> None:
    """Somebody ends the connection, as a server does that is stopped."""
    number = writer.connection.scalar(text("SELECT pg_backend_pid()"))
    ordered(as_superuser(url), f"SELECT pg_terminate_backend({number})")


def read_only(_: str, writer: Writer) -> None:
    """The server turns into one that is only read, as a copy of another does."""
    writer.connection.execute(text("SET TRANSACTION READ ONLY"))


def full(_: str, writer: Writer) -> None:
    """What the server says when its disk is full, said by the server."""
    writer.connection.execute(
        text("DO $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$")
    )


def as_superuser(url: str) -> str:
    return url.replace(f"{OWNER}@", f"{SUPERUSER}@")


FAILURES: dict[str, tuple[Callable[[str, Writer], None], Trouble]] = {
    "the connection is lost": (ended, Trouble.UNREACHABLE),
    "it is only read": (read_only, Trouble.READ_ONLY),
    "its disk is full": (full, Trouble.FULL),
}


def interrupted(register: Register, fails: Callable[[Writer], None]) -> None:
    """One transaction in whose middle something fails."""
    with register.write("ana", NOON) as writer:
        writer.add(DOSSIER, DOSSIERS[0])
        fails(writer)
        writer.add(DOSSIER, DOSSIERS[1])


@pytest.mark.parametrize(("fails", "trouble"), FAILURES.values(), ids=FAILURES)
def test_what_fails_half_way_is_told_and_nothing_of_it_is_kept(
    url: str, register: Register, fails: Callable[[str, Writer], None], trouble: Trouble
) -> None:
    with pytest.raises(DBAPIError) as refused:
        interrupted(register, lambda writer: fails(url, writer))
    told = trouble_of(refused.value)
    assert told is not None
    assert told.trouble is trouble, told
    with register.read() as reader:
        assert reader.ids(DOSSIER) == ()
        assert reader.head.number == 0
        assert list(flaws(reader.connection)) == []
    with register.write("ana", NOON) as writer:
        writer.add(DOSSIER, *DOSSIERS)


def test_who_waits_too_long_for_another_is_told_so(register: Register) -> None:
    with register.write("ana", NOON) as first:
        first.add(DOSSIER, DOSSIERS[0])
        with pytest.raises(DBAPIError) as refused, register.write("mare", NOON):
            raise AssertionError("two write at once")
        told = trouble_of(refused.value)
        assert told is not None
        assert told.trouble is Trouble.BUSY
    with register.read() as reader:
        assert reader.ids(DOSSIER) == (DOSSIERS[0].mobility.id,)


def test_a_server_that_does_not_let_us_in_is_told_at_the_counter(url: str, tmp_path: Path) -> None:
    office = offices.make(tmp_path / "office")
    settings = office / "mobilnost.toml"
    stranger = url.replace(f"{OWNER}@", "nobody-here@")
    settings.write_text(settings.read_text().replace("[office]", f'[office]\nregister_url = "{stranger}"'))
    done = offices.run("dossier", "add", office / "dossiers", "--office", office, "--lang", "en")
    assert done.returncode == 3, done.stderr
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
