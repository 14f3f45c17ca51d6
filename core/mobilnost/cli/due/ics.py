"""What is due as a calendar file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from mobilnost.cli.due.listing import Item, Listing, state_of
from mobilnost.cli.texts import of_system_error
from mobilnost.formats.calendar import Deadline, calendar_file
from mobilnost.procedure.dues.of_dossiers import due_id
from mobilnost.register.due import names_of
from mobilnost.register.reader import Reader

#: How a calendar begins: what begins otherwise is no older export, and is not written over.
BEGINNING = b"BEGIN:VCALENDAR"


def export(listing: Listing, file: Path) -> None:
    """Writes everything with a day into a calendar, readable by the user alone.

    Titles name dossiers, and persons only where that is asked for.
    """
    with listing.counter.desk.read() as reader:
        listing.report_failures(reader)
        _export(listing, reader, file)


def _export(listing: Listing, reader: Reader, file: Path) -> None:
    counter, words = listing.counter, listing.counter.words
    items = list(listing.items(reader))
    dated = [one for one in items if one[0][5] is not None]
    dossiers = {one[0][0] for one in dated if one[0][0]}
    names = names_of(reader.connection, dossiers, reader.units) if listing.names else {}
    settings = counter.office.settings
    content = calendar_file(
        (_deadline(listing, one, names) for one in dated),
        name=words.text("dues", "calendar"),
        institution=settings.value.institution if settings else "mobilnost",
        at=counter.desk.at,
        language=words.language,
        earlier=_earlier(file.resolve()),
    )
    try:
        _put(file.resolve(), content)
    except FileExistsError as error:
        raise click.UsageError(words.text("dues", "occupied", path=file)) from error
    except OSError as error:
        raise click.FileError(str(file), of_system_error(error)) from error
    if counter.as_json:
        counter.record({"file": str(file), "events": len(dated), "without_day": len(items) - len(dated)})
        return
    counter.say(words.text("dues", "exported", path=file, number=len(dated)))
    if len(items) > len(dated):
        counter.screen.warn(words.text("dues", "without_day", number=len(items) - len(dated)))


def _deadline(listing: Listing, item: Item, names: dict[str, str]) -> Deadline:
    (dossier, duty, unit, who, to, day, done, waits, reason, source, at, reading), id, subject = item
    teller, words, on = listing.teller, listing.counter.words, listing.asked.on
    state = state_of(day, done, waits, on)
    told = teller.what(duty, who, to, subject)
    whom = " · ".join(part for part in (dossier, names.get(dossier or "")) if part)
    about = [teller.why(source, at, reading), teller.state(state, reason)]
    about += [f"{words.text('dues', 'unit')}: {unit}"] if unit else []
    return Deadline(
        id=id or due_id(dossier or "", duty),
        day=day or on,
        title=f"{told} · {whom}" if whom else told,
        description="\n".join(part for part in about if part),
        category=words.name("roles", who),
        done=done is not None and done <= on,
    )


def _earlier(path: Path) -> bytes:
    """The export that stands there; nothing where there is none, or none that can be read."""
    try:
        return path.read_bytes() if _is_calendar(path) else b""
    except OSError:
        return b""


def _put(path: Path, content: bytes) -> None:
    """A calendar in its place in one go, readable by the user alone. Raises `FileExistsError` for what is none."""
    if path.exists() and not _is_calendar(path):
        raise FileExistsError(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _is_calendar(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(BEGINNING)) in (BEGINNING, b"")
