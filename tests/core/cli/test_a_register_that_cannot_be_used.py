"""A register that is damaged, full, locked, somebody else's or not there ends in a clear error; nothing is changed."""

from __future__ import annotations

import datetime as dt
import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import offices
import pytest

from mobilnost.cli.counter import Counter
from mobilnost.register import connection
from mobilnost.register.changes import Change
from mobilnost.register.connection import connected, in_folder
from mobilnost.register.journal import Action, Entry
from mobilnost.register.refusals import Conflict, Forbidden, Taken
from mobilnost.register.schema import upgraded
from mobilnost.register.store import Register
from mobilnost.register.troubles import Trouble, trouble_of

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
SAYS_NOTHING_CHANGED = "Nothing was changed."


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with a dossier in its register."""
    folder = offices.make(tmp_path / "office")
    added = offices.run("dossier", "add", folder / "dossiers", "--office", folder, "--lang", "en")
    assert added.returncode == 0, added.stderr
    return folder


def sql(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "register.db")) as database:
        for one in statements:
            database.execute(one)
        database.commit()


def named(folder: Path, url: str) -> None:
    settings = folder / "mobilnost.toml"
    settings.write_text(settings.read_text().replace("[office]", f'[office]\nregister_url = "{url}"'))


def cut(folder: Path) -> None:
    file = folder / "register.db"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def foreign(folder: Path) -> None:
    (folder / "register.db").unlink()
    sql(folder, "CREATE TABLE songs (title TEXT)")


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no database": (lambda folder: (folder / "register.db").write_bytes(b"not a database " * 400), "is no database"),
    "cut in half": (cut, "damaged"),
    "cut to nothing": (lambda folder: (folder / "register.db").write_bytes(b""), "is empty"),
    "a newer schema": (lambda folder: sql(folder, "UPDATE alembic_version SET version_num = '9999'"), "newer program"),
    "another program's": (foreign, "another program"),
    "a table that is gone": (lambda folder: sql(folder, "DROP TABLE journal"), "damaged"),
    "the end of the journal is gone": (lambda folder: sql(folder, "DELETE FROM head"), "damaged"),
    "an address that means nothing": (lambda folder: named(folder, "nonsense"), "means nothing"),
    "an address of another database": (lambda folder: named(folder, "mysql://a@b/c"), "means nothing"),
    "a server that is not there": (lambda folder: named(folder, "postgresql://a@127.0.0.1:1/b"), "cannot be reached"),
    "a folder that is not there": (lambda folder: named(folder, "sqlite:///none/register.db"), "cannot be opened"),
}


@pytest.mark.parametrize(("breaks", "said"), BROKEN.values(), ids=BROKEN)
def test_a_register_that_cannot_be_used_is_told_and_left_as_it_is(
    office: Path, breaks: Callable[[Path], object], said: str
) -> None:
    breaks(office)
    before = (office / "register.db").read_bytes()
    for command in (("dossier", "add"), ("dossier", "add", "--json")):
        name = offices.put(office / "new.toml", offices.dossier(id='"2018-0043"'))
        done = offices.run(*command, name, "--office", office, "--lang", "en")
        assert done.returncode == 3, (done.stdout, done.stderr)
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert '"refused"' in done.stdout
    assert (office / "register.db").read_bytes() == before


@pytest.mark.parametrize("lang", ["en", "hr", "mk"])
def test_it_is_told_in_the_language_of_the_reader(office: Path, lang: str) -> None:
    (office / "register.db").write_bytes(b"not a database " * 400)
    done = offices.run("register", "show", "--office", office, "--lang", lang)
    assert done.returncode == 3
    wanted = {"en": "is no database", "hr": "nije baza podataka", "mk": "не е база на податоци"}
    assert wanted[lang] in done.stderr


def test_what_was_tampered_with_is_told_by_verify(office: Path) -> None:
    sql(office, "UPDATE journal SET actor = 'eve', at = 'yesterday' WHERE number = 1")
    done = offices.run("register", "verify", "--office", office, "--lang", "en")
    assert done.returncode == 1
    assert "entry 1: it was altered" in done.stdout
    assert offices.run("register", "log", "--office", office, "--lang", "en").returncode == 0


def test_a_disk_that_is_full(office: Path) -> None:
    name = offices.put(office / "new.toml", offices.dossier(id='"2018-0043"'))
    room = 40_000  # the log begins, and cannot go on
    done = subprocess.run(
        [*offices.PROGRAM, "dossier", "add", str(name), "--office", str(office), "--lang", "en"],
        env=offices.environment(),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert done.returncode == 3, done.stderr
    assert "no more room" in done.stderr
    assert SAYS_NOTHING_CHANGED in done.stderr
    listed = offices.run("dossier", "list", "--office", office, "--json")
    assert "2018-0043" not in listed.stdout
    assert "2018-0042" in listed.stdout
    assert offices.run("register", "verify", "--office", office).returncode == 0


def held_to_rights() -> list[str]:
    """Root may write anywhere, unless it gives that up."""
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"] if os.geteuid() == 0 else []


def test_a_folder_that_may_only_be_read(office: Path) -> None:
    name = offices.put(office / "new.toml", offices.dossier(id='"2018-0043"'))
    (office / "register.db").chmod(0o400)
    office.chmod(0o500)
    try:
        done = subprocess.run(
            [*held_to_rights(), *offices.PROGRAM, "dossier", "add", str(name), "--office", str(office), "--lang", "en"],
            env=offices.environment(),
            capture_output=True,
            text=True,
        )
    finally:
        office.chmod(0o700)
        (office / "register.db").chmod(0o600)
    assert done.returncode == 3, done.stderr
    assert "cannot be opened" in done.stderr or "may only be read" in done.stderr
    assert "2018-0043" not in offices.run("dossier", "list", "--office", office, "--json").stdout


def test_a_driver_that_is_not_installed(office: Path, tmp_path: Path) -> None:
    offices.put(tmp_path / "psycopg.py", "raise ModuleNotFoundError('No module named psycopg', name='psycopg')\n")
    named(office, "postgresql://office@127.0.0.1:1/mobilnost")
    done = offices.run("dossier", "list", "--office", office, "--lang", "en", PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    assert "mobilnost[postgresql]" in done.stderr


def test_somebody_who_writes_for_too_long(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE_SECONDS", 0.05)
    with closing(sqlite3.connect(office / "register.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        register = Register(connected(in_folder(office)))
        with pytest.raises(Exception, match="locked") as refused, register.write("ana", NOON):
            pass
        register.engine.dispose()
    told = trouble_of(refused.value)
    assert told is not None
    assert told.trouble is Trouble.BUSY


def test_the_register_is_readable_by_its_owner_alone(office: Path) -> None:
    assert (office / "register.db").stat().st_mode & 0o777 == 0o600


def test_a_register_of_an_older_schema_is_told_and_upgraded_with_a_copy_first(office: Path, tmp_path: Path) -> None:
    """There is no older one yet: an engine that is up to date stays as it is."""
    engine = connected(in_folder(office))
    upgraded(engine)
    engine.dispose()
    done = offices.run("register", "upgrade", "--office", office, "--lang", "en")
    assert (done.returncode, "up to date" in done.stdout) == (0, True)


ENTRY = Entry(
    number=7,
    at=NOON,
    actor="mare",
    action=Action.CHANGE,
    kind="dossier",
    id="2018-0042",
    before=1,
    revision=2,
    digest="",
)
THEIRS = [Change(("mobility", "language"), "hr", "en")]
MINE = [Change(("mobility", "unit"), "fsre", "ff")]
REFUSED = {
    "conflict": (
        Conflict("dossier", "2018-0042", 2, THEIRS, MINE, [ENTRY]),
        ["2018-0042", "mare", "2018-06-25 12:00", "mobility.language: hr → en", "mobility.unit: fsre → ff"],
    ),
    "taken": (Taken("dossier", ("2018-0042",)), ["never given twice", "2018-0042"]),
    "forbidden": (Forbidden("dossier", ("2018-0042",), frozenset({"ff"})), ["your units (ff)", "2018-0042"]),
    "forbidden-whole": (Forbidden("register", (), frozenset({"ff"})), ["only the Office", "ff"]),
}


@pytest.mark.parametrize(("error", "said"), REFUSED.values(), ids=REFUSED)
def test_what_others_hold_is_told(
    office: Path, error: Exception, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with Counter(office, "en", as_json=False) as counter:
        raise error
    assert counter.code == 1
    told = capsys.readouterr().err
    assert all(one in told for one in said), told


def test_a_backup_taken_in_place_of_a_broken_register_works(office: Path, tmp_path: Path) -> None:
    assert offices.run("register", "backup", tmp_path / "copy.db", "--office", office).returncode == 0
    cut(office)
    shutil.copy(tmp_path / "copy.db", office / "register.db")
    done = offices.run("register", "verify", "--office", office, "--lang", "en")
    assert (done.returncode, "whole" in done.stdout) == (0, True), done.stderr
