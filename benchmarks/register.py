"""Lists of 100,000 dossiers beside the same SQL in the database's own client: `python benchmarks/register.py [count]`.

Each line is a whole process: the command; the same command in an office with one dossier, which is what it costs to
start; and `sqlite3` or `psql` with the statement typed in. Bound: command ≤ 2 × (start + SQL). PostgreSQL is started
and ended here, where Debian's packages of it are installed; without them SQLite is measured alone.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import offices
from attrs import evolve
from registers import DEBIAN, OWNER, SUPERUSER, database, free_port, ordered, ready, unprivileged

import mobilnost as m
from mobilnost.formats import parse_dossier
from mobilnost.register.opening import opened
from mobilnost.register.sorts import DOSSIER

COUNT, BATCH, TIMES = 100_000, 5_000, 5
NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
UNITS = [f"u{number}" for number in range(25)]
LIST = """SELECT id, programme, kind, direction, participant, person, name, unit, partner, agreement, call, first_day,
 last_day, procedure, step, state FROM dossiers WHERE unit = 'u7' AND last_day >= '2018-11-01' AND first_day <=
 '2018-12-31' ORDER BY first_day, id"""
SHOW = """SELECT r.revision, v.text FROM records r JOIN revisions v USING (kind, id, revision)
 WHERE r.kind = 'dossier' AND r.id = '{id}'"""
DUE = """SELECT dossier, obligation, unit, who, recipient, due, done, suspended, reason, authority, source, at, reading
 FROM duties WHERE done IS NULL AND due BETWEEN '2018-07-01' AND
 '2018-07-31' ORDER BY due, dossier, obligation"""
COMMANDS = {
    "dossier list": (["dossier", "list", "--unit", "u7", "--since", "2018-11-01", "--until", "2018-12-31"], LIST),
    "dossier show": (["dossier", "show", "{id}", "--toml"], SHOW),
    "due --until": (["due", "--since", "2018-07-01", "--until", "2018-07-31", "--on", "2018-06-25"], DUE),
}


def dossiers(count: int) -> Iterator[m.Dossier]:
    """Dossiers that begin on the days of ten years, of 25 units."""
    one = parse_dossier(offices.dossier()).value
    first = dt.date(2014, 1, 1)
    for number in range(count):
        start = first + dt.timedelta(days=number * 7919 % 3650)
        person = evolve(one.person, id=f"s-{number}", family_name=f"Primjer{number}")
        mobility = evolve(
            one.mobility,
            id=f"{start.year}-{number:06}",
            unit=UNITS[number % len(UNITS)],
            start=start,
            end=start + dt.timedelta(days=130),
        )
        yield evolve(one, mobility=mobility, person=person, documents=())


def office(folder: Path, count: int, url: str | None) -> Path:
    """An office with so many dossiers in its register."""
    offices.make(folder)
    if url is not None:
        settings = folder / "mobilnost.toml"
        settings.write_text(settings.read_text().replace("[office]", f'[office]\nregister_url = "{url}"'))
    register = opened(folder, url)
    rest = dossiers(count)
    while batch := list(itertools.islice(rest, BATCH)):
        with register.write("benchmark", NOON) as writer:
            writer.add(DOSSIER, *batch)
    if register.engine.dialect.name == "postgresql":
        with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    register.engine.dispose()
    return folder


def timed(command: Sequence[str], env: dict[str, str]) -> tuple[float, int]:
    """The median time of a whole process, and how much it wrote."""
    times, size = [], 0
    for _ in range(TIMES):
        began = time.perf_counter()
        done = subprocess.run(command, env=env, capture_output=True, check=True)
        times.append(time.perf_counter() - began)
        size = len(done.stdout)
    return statistics.median(times), size


def compared(name: str, full: Path, empty: Path, client: Sequence[str]) -> bool:
    """Measures each command and prints it beside its SQL; whether all are within the bound."""
    env, within = offices.environment(MOBILNOST_AS="benchmark"), True
    ids = {folder: next(dossiers(1)).mobility.id for folder in (full, empty)}
    for told, (arguments, statement) in COMMANDS.items():
        asked = {
            folder: [*offices.PROGRAM, *(one.format(id=id) for one in arguments), "--office", str(folder)]
            for folder, id in ids.items()
        }
        began = time.perf_counter()
        subprocess.run(asked[full], env=env, capture_output=True, check=True)  # what is derived once
        once = time.perf_counter() - began
        command, size = timed(asked[full], env)
        start, _ = timed(asked[empty], env)
        sql, _ = timed([*client, statement.format(id=ids[full])], env)
        ratio = command / (start + sql)
        within &= ratio <= 2
        print(
            f"{name:10} {told:13} {command * 1e3:7.0f} ms  start {start * 1e3:5.0f} ms  SQL {sql * 1e3:5.0f} ms  "
            f"{ratio:4.2f} × (bound 2)  {size:9,} bytes  first time {once:.1f} s"
        )
    return within


def main(count: int = COUNT) -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        full, empty = office(home / "full", count, None), office(home / "empty", 1, None)
        within = compared("SQLite", full, empty, ["sqlite3", "-readonly", str(full / "register.db")])
        if DEBIAN and shutil.which("psql"):
            within &= with_server(home / "pg", count)
    return 0 if within else 1


def with_server(home: Path, count: int) -> bool:
    """The same on a PostgreSQL server of our own, where the program is held to its policies."""
    home.mkdir()
    for one in (home, home.parent):
        one.chmod(0o777)
    data, run, port, programs = home / "data", unprivileged(), free_port(), DEBIAN[0]
    initdb = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", SUPERUSER, "-E", "UTF8", "--locale=C"]
    subprocess.run([*run, *initdb], check=True, stdout=subprocess.DEVNULL)
    options = ["-D", str(data), "-p", str(port), "-k", str(home), "-c", "listen_addresses=127.0.0.1"]
    server = subprocess.Popen([*run, str(programs / "postgres"), *options], stderr=subprocess.DEVNULL)
    try:
        ready(port, server)
        url = f"postgresql://{SUPERUSER}@127.0.0.1:{port}"
        ordered(f"{url}/postgres", f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOBYPASSRLS")
        full = office(home / "full", count, database(url, "full"))
        empty = office(home / "empty", 1, database(url, "empty"))
        where = ["-h", "127.0.0.1", "-p", str(port), "-U", SUPERUSER, "full"]
        return compared("PostgreSQL", full, empty, ["psql", "-X", "-A", "-t", *where, "-c"])
    finally:
        server.send_signal(signal.SIGINT)  # at once, whoever is still connected
        server.wait(30)


if __name__ == "__main__":
    os.environ.pop("MOBILNOST_OFFICE", None)
    sys.exit(main(*map(int, sys.argv[1:])))
