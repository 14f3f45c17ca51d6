"""New registers for tests, in SQLite and in a PostgreSQL server of the tests' own; their fixtures are every test's.

On PostgreSQL the program is nobody above the others: it owns its database and is held to its policies.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, make_url, text

if TYPE_CHECKING:  # every test has these fixtures; what a test of something else does not need is not imported
    from mobilnost.register.store import Register

#: Where Debian keeps the programs of the server.
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
#: Who may everything, and who owns the registers.
SUPERUSER, OWNER = "tests", "office"


def program(name: str) -> str | None:
    return next((str(folder / name) for folder in DEBIAN if (folder / name).exists()), shutil.which(name))


def unprivileged() -> list[str]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return []
    names = {one.pw_name for one in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    return ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address, for its superuser, of a PostgreSQL server that lives as long as the tests."""
    initdb, postgres = program("initdb"), program("postgres")
    if not initdb or not postgres:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL's server is not installed, and CI must have it")
        pytest.skip("PostgreSQL's server (initdb, postgres) is not installed")
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        Path(folder).chmod(0o777)
        data, run = Path(folder, "data"), unprivileged()
        subprocess.run(
            [*run, initdb, "-D", data, "-A", "trust", "-U", SUPERUSER, "-E", "UTF8", "--locale=C", "-N"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        port = free_port()
        options = ["-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        process = subprocess.Popen([*run, postgres, "-D", data, *options], stderr=subprocess.DEVNULL)
        try:
            ready(port, process)
            url = f"postgresql://{SUPERUSER}@127.0.0.1:{port}"
            ordered(f"{url}/postgres", f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOBYPASSRLS")
            yield url
        finally:
            process.send_signal(signal.SIGQUIT)  # at once, whoever is still connected, and nothing is written first
            process.wait(30)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ready(port: int, process: subprocess.Popen[bytes]) -> None:
    isready = program("pg_isready")
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        if subprocess.run([str(isready), "-q", "-h", "127.0.0.1", "-p", str(port)]).returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def ordered(url: str, *statements: str) -> None:
    """Statements that are no part of a transaction."""
    from mobilnost.register.connection import connected

    engine = connected(url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for one in statements:
            connection.execute(text(one))
    engine.dispose()


def database(server: str, name: str, like: str = "template1") -> str:
    """The address of a new database that belongs to the office, with everything that is in the one that it is like."""
    ordered(f"{server}/postgres", f'CREATE DATABASE "{name}" OWNER {OWNER} TEMPLATE "{like}"')
    return f"{server}/{name}".replace(f"{SUPERUSER}@", f"{OWNER}@")


@pytest.fixture(scope="session")
def tables(server: str) -> str:
    """The name of a database with a register's tables, which are made once; nobody writes to it."""
    from mobilnost.register.connection import connected
    from mobilnost.register.schema import upgraded

    engine = connected(database(server, "tables"))
    upgraded(engine)
    engine.dispose()
    return "tables"


def above(address: str) -> Engine:
    """An engine of somebody whom nothing holds: the superuser, or whoever has the file."""
    from mobilnost.register.connection import connected

    url = make_url(address)
    return connected(url.set(username=SUPERUSER) if url.username else url)


@contextmanager
def bound(address: str, unit: str) -> Iterator[str]:
    """The address for a login of a unit's own, which may write to all tables but the one that binds it."""
    stranger = above(address)
    with stranger.begin() as connection:
        for statement in (
            "DROP ROLE IF EXISTS coordinator",
            "CREATE ROLE coordinator LOGIN",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO coordinator",
            "REVOKE INSERT, UPDATE, DELETE ON bounds FROM coordinator",
        ):
            connection.execute(text(statement))
        connection.execute(text("INSERT INTO bounds VALUES ('coordinator', :unit)"), {"unit": unit})
    try:
        yield make_url(address).set(username="coordinator").render_as_string(hide_password=False)
    finally:
        stranger.dispose()
        ordered(str(stranger.url), "DROP OWNED BY coordinator", "DROP ROLE coordinator")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it; for a register, with its tables."""
    if request.param == "sqlite":
        from mobilnost.register.connection import in_folder

        return in_folder(tmp_path).render_as_string(hide_password=False)
    like = request.getfixturevalue("tables") if "register" in request.fixturenames else "template1"
    return database(request.getfixturevalue("server"), f"t{abs(hash(request.node.nodeid))}", like)


@pytest.fixture
def register(address: str) -> Iterator[Register]:
    """A register with its tables and nothing in it."""
    from mobilnost.register.connection import connected
    from mobilnost.register.schema import upgraded
    from mobilnost.register.store import Register

    engine = connected(address)
    upgraded(engine)
    yield Register(engine)
    engine.dispose()
