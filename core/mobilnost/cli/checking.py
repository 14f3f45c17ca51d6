"""What the check commands share: the files or ids that are named, and one inspection after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from mobilnost.cli.counter import Counter
from mobilnost.cli.exits import Exit
from mobilnost.cli.findings import Findings
from mobilnost.cli.usage import named_rightly
from mobilnost.formats import Loaded
from mobilnost.model import InvalidData
from mobilnost.office import Office, failure, is_file
from mobilnost.office.inspections import Inspections
from mobilnost.office.shelf import Shelf

T = TypeVar("T")
Check = Callable[[Office, Inspections, Findings], None]


def run(
    names: tuple[str, ...],
    as_json: bool,
    lang: str | None,
    office: Path | None,
    check: Check,
    on: date | None = None,
) -> int:
    """A check from its arguments to its exit code; everything that is found is shown, whatever else is wrong.

    With a day, the law of that day alone is looked at.
    """
    return checked(counter_for(names, as_json, lang, office), check, on)


def counter_for(
    names: tuple[str, ...], as_json: bool, lang: str | None, office: Path | None, acting: str | None = None
) -> Counter:
    """Where a check stands: in the office that is named, else in that of the files."""
    files = [Path(name) for name in names if is_file(Path(name))]
    return Counter(office, lang, acting, as_json=as_json, paths=files, anywhere=True)


def checked(counter: Counter, check: Check, on: date | None = None) -> Exit:
    """The same at a counter."""
    session = counter.session
    findings = Findings(session=session, as_json=counter.as_json, asked=on)
    findings.problems(counter.problems)
    if counter.problems:
        return Exit.INVALID
    try:
        found = counter.office
        findings.problems(failure(one) for one in session.host.plugins if one.state == "failed")
        with named_rightly(session.words):
            inspections = Inspections.of(found, on=on)
            check(found, inspections, findings)
            inspections.save()
    except InvalidData as error:
        findings.refuse(error)
    return findings.close()


def each(names: Iterable[str], shelf: Shelf[T], findings: Findings) -> Iterator[Loaded[T]]:
    """What is named, by file or by id; with no names, everything on the shelf. Raises `Unknown`."""
    wanted = tuple(names)
    if not wanted:
        findings.problems(shelf.problems)
        yield from shelf.readable()
    for name in wanted:
        try:
            yield shelf.named(name)
        except InvalidData as error:
            findings.refuse(error)
