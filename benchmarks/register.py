"""Lists of 100,000 dossiers beside the same SQL in the database's own client: `python benchmarks/register.py [count]`.

Each line is a whole process: the command; the same command in an office with one dossier, which is what it costs to
start; and `sqlite3` or `psql` with the statement typed in. Bound: command ≤ 2 × (start + SQL). PostgreSQL is started
and ended here, where Debian's packages of it are installed; without them SQLite is measured alone.

The dossiers are those of an office of ten years. Whose stay ended more than half a year ago has its papers, and its
life is completed, but for one in thirty that nobody ever closed: of those everything is still owed, as it is of all
who are away or will go. `due --until` is what is late or due today, 67,000 lines. `due --all` is every duty that there
ever was, 700,000 lines that nobody reads: it is shown without a bound, for it is none of the lists that are measured.

What is due is derived once (`first time`); after a change of the law (`changed law`) only of lives that go on.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import signal
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

from mobilnost.formats import parse_dossier
from mobilnost.model import Document, Dossier, Ending
from mobilnost.procedure.lives.life import Life
from mobilnost.register.opening import opened
from mobilnost.register.sorts import DOSSIER, LIFE

COUNT, BATCH, TIMES = 100_000, 5_000, 5
NOON = dt.datetime(2023, 6, 25, 12, tzinfo=dt.UTC)
TODAY = NOON.date()
UNITS = [f"u{number}" for number in range(25)]
LIST = """SELECT id, programme, kind, direction, participant, person, name, unit, partner, agreement, call, first_day,
 last_day, procedure, step, state FROM dossiers WHERE unit = 'u7' AND last_day >= '2018-11-01' AND first_day <=
 '2018-12-31' ORDER BY first_day, id"""
SHOW = """SELECT r.revision, v.text FROM records r JOIN revisions v USING (kind, id, revision)
 WHERE r.kind = 'dossier' AND r.id = '{id}'"""
DUTIES = """SELECT dossier, obligation, unit, who, recipient, due, done, suspended, reason, source, at, reading
 FROM duties WHERE {which} ORDER BY due, dossier, obligation"""
MONTH = DUTIES.format(which="done IS NULL AND due BETWEEN '2023-07-01' AND '2023-07-31'")
UNTIL = DUTIES.format(which="done IS NULL AND due <= '2023-06-25'")
EVER = DUTIES.format(which="due <= '2030-12-31'")
LISTED = ["dossier", "list", "--unit", "u7", "--since", "2018-11-01", "--until", "2018-12-31"]
COMMANDS = {
    "dossier list": (LISTED, LIST),
    "dossier show": (["dossier", "show", "{id}", "--toml"], SHOW),
    "due of a month": (["due", "--since", "2023-07-01", "--until", "2023-07-31", "--on", "2023-06-25"], MONTH),
    "due --until": (["due", "--until", "2023-06-25", "--on", "2023-06-25"], UNTIL),
    "due --all": (["due", "--all", "--until", "2030-12-31", "--on", "2023-06-25"], EVER),
}
DERIVING = ["due", "--since", "2023-07-01", "--until", "2023-07-01", "--on", "2023-06-25"]
#: What is shown beside the others, and held to nothing.
UNBOUND = {"due --all"}
#: A day without work that the office adds to its settings: by it everything is due anew.
CHANGED = "\n[holidays]\nextra = [2023-06-26]\n"


def dossiers(count: int) -> Iterator[Dossier]:
    """Dossiers that begin on the days of ten years, of 25 units."""
    one = parse_dossier(offices.dossier()).value
    first = dt.date(2014, 1, 1)
    for number in range(count):
        start = first + dt.timedelta(days=number * 7919 % 3650)
        end = start + dt.timedelta(days=130)
        person = evolve(one.person, id=f"s-{number}", family_name=f"Primjer{number}")
        mobility = evolve(
            one.mobility,
            id=f"{start.year}-{number:06}",
            unit=UNITS[number % len(UNITS)],
            start=start,
            end=end,
        )
        documents = tuple(papers(start, end)) if is_closed(number, end) else ()
        yield evolve(one, mobility=mobility, person=person, documents=documents)


def is_closed(number: int, end: dt.date) -> bool:
    """Whether the office has closed the file; one in thirty it forgot."""
    return end < TODAY - dt.timedelta(days=180) and number % 30 != 0


def papers(start: dt.date, end: dt.date) -> Iterator[Document]:
    """What lies in a file that is closed."""
    before, after = start - dt.timedelta(days=40), end + dt.timedelta(days=14)
    signed = ("student", "vice_dean", "vice_rector", "host")
    yield Document(type="learning_agreement", date=before, signed_by=signed)
    for type_ in ("accident_insurance", "travel_health_insurance", "unit_notice_before"):
        yield Document(type=type_, date=before)
    for type_ in ("transcript_of_records", "unit_notice_after"):
        yield Document(type=type_, date=after)


def life(dossier: Dossier) -> Life:
    """The life of a file that was closed."""
    return Life(dossier=dossier.mobility.id, procedure="student.outgoing", ending=Ending.COMPLETED)


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
            writer.add(LIFE, *(life(one) for one in batch if one.documents))
    if register.engine.dialect.name == "postgresql":
        with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    register.engine.dispose()
    return folder


def timed(commands: Sequence[Sequence[str]], env: dict[str, str]) -> tuple[list[float], int]:
    """The best time of each of some whole processes, and how much the first one wrote.

    They take turns, so that what else the machine does befalls them alike.
    """
    times: list[list[float]] = [[] for _ in commands]
    size = 0
    for _ in range(TIMES):
        for one, (command, found) in enumerate(zip(commands, times, strict=True)):
            began = time.perf_counter()
            done = subprocess.run(command, env=env, capture_output=True, check=True)
            found.append(time.perf_counter() - began)
            size = size if one else len(done.stdout)
    return [min(found) for found in times], size


def installed(home: Path) -> dict[str, str]:
    """The environment of a program that was installed: what Python compiles of it is kept."""
    env = offices.environment(MOBILNOST_AS="benchmark", PYTHONPYCACHEPREFIX=str(home / "compiled"))
    return {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}


def derived(name: str, full: Path, env: dict[str, str]) -> None:
    """Prints what it costs to derive everything, and what of it a change of the law costs again."""
    settings = full / "mobilnost.toml"
    for told in ("first time", "changed law"):
        began = time.perf_counter()
        subprocess.run([*offices.PROGRAM, *DERIVING, "--office", str(full)], env=env, capture_output=True, check=True)
        print(f"{name:10} {told:14} {time.perf_counter() - began:7.1f} s", flush=True)
        if told == "first time":
            settings.write_text(settings.read_text() + CHANGED)


def compared(name: str, full: Path, empty: Path, client: Sequence[str]) -> bool:
    """Measures each command and prints it beside its SQL; whether all are within the bound."""
    env, within = installed(full.parent), True
    derived(name, full, env)
    ids = {folder: next(dossiers(1)).mobility.id for folder in (full, empty)}
    for told, (arguments, statement) in COMMANDS.items():
        asked = {
            folder: [*offices.PROGRAM, *(one.format(id=id) for one in arguments), "--office", str(folder)]
            for folder, id in ids.items()
        }
        typed = [*client, statement.format(id=ids[full])]
        (command, start, sql), size = timed([asked[full], asked[empty], typed], env)
        ratio = command / (start + sql)
        within &= ratio <= 2 or told in UNBOUND
        print(
            f"{name:10} {told:14} {command * 1e3:7.0f} ms  start {start * 1e3:5.0f} ms  SQL {sql * 1e3:5.0f} ms  "
            f"{ratio:4.2f} × ({'no bound' if told in UNBOUND else 'bound 2'})  {size:11,} bytes",
            flush=True,
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
