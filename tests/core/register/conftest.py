"""A new register for a test, in SQLite and in a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from mobilnost.register.connection import connected, in_folder
from mobilnost.register.schema import upgraded
from mobilnost.register.store import Register

#: Where Debian keeps the programs of the server.
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


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
    """The address of a PostgreSQL server that lives as long as the tests."""
    initdb, postgres = program("initdb"), program("postgres")
    if not initdb or not postgres:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL's server is not installed, and CI must have it")
        pytest.skip("PostgreSQL's server (initdb, postgres) is not installed")
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        home = Path(folder)
        home.chmod(0o777)
        data, run = home / "data", unprivileged()
        subprocess.run(
            [*run, initdb, "-D", data, "-A", "trust", "-U", "tests", "-E", "UTF8", "--locale=C", "-N"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        port = free_port()
        options = ["-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        process = subprocess.Popen([*run, postgres, "-D", data, *options], stderr=subprocess.DEVNULL)
        try:
            ready(port, process)
            yield f"postgresql://tests@127.0.0.1:{port}"
        finally:
            process.terminate()
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
        import time

        time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        return in_folder(tmp_path).render_as_string(hide_password=False)
    server = request.getfixturevalue("server")
    name = f"t{abs(hash(request.node.nodeid))}"
    admin = connected(f"{server}/postgres").execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    admin.dispose()
    return f"{server}/{name}"


@pytest.fixture
def register(address: str) -> Iterator[Register]:
    """A register with its tables and nothing in it."""
    engine = connected(address)
    upgraded(engine)
    yield Register(engine)
    engine.dispose()
