"""What an office does with its register as a whole: copies, archives, and the way back. Nobody's but the Office's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen
from sqlalchemy import Engine, func, select

from mobilnost.desk.desk import Desk
from mobilnost.desk.rehearsing import writing
from mobilnost.procedure.actors import Actor
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register import tables
from mobilnost.register.connection import reading
from mobilnost.register.connection import writing as writing_to
from mobilnost.register.copying import copied, exported, is_packed, unpacked
from mobilnost.register.derived import relisted
from mobilnost.register.journal import Head
from mobilnost.register.reader import Reader
from mobilnost.register.refusals import Forbidden
from mobilnost.register.restoring import NotEmpty, restore
from mobilnost.register.schema import VERSIONS, upgraded, version_of


@frozen(kw_only=True)
class Summary:
    """A register at a glance: where it lies, its schema, how many records of each sort, and where its journal ends."""

    address: str
    version: str
    records: tuple[tuple[str, int], ...]
    contents: int
    size: int
    head: Head
    last: str | None


def summary(desk: Desk, reader: Reader) -> Summary:
    """What is in a register. Raises `Forbidden`."""
    reader.require_all()
    connection, records, blobs = reader.connection, tables.records.c, tables.blobs.c
    counts = select(records.kind, func.count()).where(~records.removed).group_by(records.kind).order_by(records.kind)
    contents, size = connection.execute(select(func.count(), func.coalesce(func.sum(blobs.size), 0))).one()
    last = connection.scalar(select(func.max(tables.journal.c.at)))
    return Summary(
        address=desk.register.engine.url.render_as_string(hide_password=True),
        version=VERSIONS[-1],
        records=tuple((str(kind), int(count)) for kind, count in connection.execute(counts)),
        contents=int(contents),
        size=int(size),
        head=reader.head,
        last=last,
    )


def backup(desk: Desk, file: Path) -> None:
    """Copies the register into a file. Raises `Forbidden`, `OSError`."""
    _require_all(desk)
    copied(desk.register.engine, file)


def export(desk: Desk, folder: Path) -> int:
    """Writes the register as plain files, and gives their number. Raises `Forbidden`, `OSError`."""
    _require_all(desk)
    return exported(desk.register.engine, folder)


def bring(desk: Desk, source: Path, *, rehearsed: bool = False) -> Head:
    """Fills the empty register from an archive, a folder or a packed one; gives where its journal ends.

    Raises `Forbidden`, `Refused` where the register is not empty, `InvalidData` with all that is wrong with the
    archive, and `OSError`.
    """
    _require_all(desk)
    with TemporaryDirectory() as temporary:
        folder = source
        if is_packed(source):
            folder = Path(temporary)
            unpacked(source, folder)
        with writing(desk, rehearsed=rehearsed) as writer:
            try:
                return restore(writer.connection, folder)
            except NotEmpty as error:
                raise Refused([Reason.of("register-not-empty")]) from error
    raise AssertionError("a transaction ends with a result or an error")


def _require_all(desk: Desk) -> None:
    with desk.read() as reader:
        reader.require_all()


@frozen(kw_only=True)
class Upgraded:
    """What became of a register: its schema before and after, and the copy that was made first."""

    found: str | None
    version: str
    backup: Path | None


def upgrade(engine: Engine, actor: Actor, at: datetime) -> Upgraded:
    """Brings a register up to date in one transaction, and makes its lists anew.

    A file of SQLite is copied first, beside itself. Raises `Forbidden`, `NewerRegister`, `NotARegister`, `OSError`.
    """
    if actor.units is not None:
        raise Forbidden("register", (), actor.units)
    with reading(engine) as connection:
        found = version_of(connection)
    copy = None
    if found not in (None, VERSIONS[-1]) and engine.dialect.name == "sqlite" and engine.url.database:
        copy = Path(engine.url.database).with_suffix(f".{found}.{at:%Y%m%d%H%M%S}.db")
        copied(engine, copy)
    upgraded(engine)
    with writing_to(engine) as connection:
        relisted(connection)
    return Upgraded(found=found, version=VERSIONS[-1], backup=copy)
