"""What the commands that write agreements share: a text is checked as a file is, and put where none stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli.exits import Exit
from mobilnost.cli.texts import of_system_error
from mobilnost.model import InvalidData
from mobilnost.office.placing import place_new

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.formats import Loaded
    from mobilnost.model import Agreement

#: Where agreements lie in an office's folder.
FOLDER = "agreements"


def written(counter: Counter, text: str, *, dry_run: bool) -> None:
    """Writes the file of a new agreement, or says what it would be; one with mistakes is told and not written."""
    from mobilnost.formats import parse_agreement

    given = parse_agreement(text)
    if not names_a_file(given.value.id):
        told = counter.words.text("agreements", "mistakes", "id_no_file", agreement=given.value.id)
        raise click.UsageError(told)
    path = (counter.office.folder or Path()) / FOLDER / f"{given.value.id}.toml"
    given = parse_agreement(text, str(path))
    if not in_order(counter, given):
        counter.note(Exit.INVALID)
        return
    if not dry_run:
        _put(counter, path, text)
    if counter.as_json:
        shown = path.relative_to(counter.office.folder or Path()).as_posix()
        counter.record({"agreement": given.value.id, "file": shown, "written": not dry_run, "text": text})
        return
    if dry_run:
        counter.say(text.rstrip("\n"))
    counter.screen.warn(counter.words.text("init", "would_make" if dry_run else "made", path=path))


def names_a_file(id: str) -> bool:
    """Whether an id can be the name of a file in the folder of agreements, and of no other."""
    return not id.startswith(".") and not any(mark in id for mark in '/\\:*?"<>|')


def in_order(counter: Counter, given: Loaded[Agreement]) -> bool:
    """Whether nothing is wrong with an agreement under the law; what is remarked of it is told.

    Raises `InvalidData` for a programme that is not loaded.
    """
    from mobilnost.analysis import Analyst, Severity
    from mobilnost.locales import LawTeller, RemarkTeller

    office, value = counter.office, given.value
    if value.programme not in office.lawbook.laws:
        raise InvalidData(office.absent(value.programme, given.place("programme")))
    book, _ = office.lawbook.consider(value.programme, value.valid_from, agreement=given)
    found = Analyst(office.lawbook).agreement(given, [])
    if found.problems:
        counter.refuse(found.problems, given.file)
    teller = RemarkTeller(words=counter.words, law=LawTeller.of(book, counter.words))
    for remark in found.remarks:
        counter.screen.warn(teller.told(remark))
    return not found.problems and all(one.severity is not Severity.ERROR for one in found.remarks)


def _put(counter: Counter, path: Path, text: str) -> None:
    try:
        place_new(path, text)
    except FileExistsError as error:
        told = counter.words.text("agreements", "mistakes", "occupied", path=path)
        raise click.UsageError(told) from error
    except OSError as error:
        raise click.FileError(str(path), of_system_error(error)) from error
