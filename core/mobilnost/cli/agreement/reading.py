"""What the commands that read agreements share: the office's agreements, and its register where somebody is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import evolve

from mobilnost.desk.agreements import Agreements
from mobilnost.model import InvalidData

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.formats import Loaded
    from mobilnost.formats.pages import Page
    from mobilnost.locales.agreements import AgreementTeller
    from mobilnost.model import Agreement, Problem
    from mobilnost.register.reader import Reader


def agreements_at(counter: Counter, reader: Reader | None = None) -> Agreements:
    """The agreements of the office at a counter, their partners known from the register too where it may be read."""
    return Agreements(counter.office, counter.on, reader)


def named(counter: Counter, name: str) -> Loaded[Agreement]:
    """An agreement by its id or its file, of a programme that is loaded. Raises `Unknown` and `InvalidData`."""
    found = counter.office.agreements.named(name)
    if found.value.programme not in counter.office.lawbook.laws:
        raise InvalidData(counter.office.absent(found.value.programme, found.place("programme")))
    return found


def told_by(
    counter: Counter, given: Loaded[Agreement], agreements: Agreements
) -> tuple[AgreementTeller, tuple[Problem, ...]]:
    """What tells an agreement under the law of its first day, and what of it that law refuses."""
    from mobilnost.cli.outlet import naming
    from mobilnost.locales.agreements import AgreementTeller

    book, problems = counter.office.lawbook.consider(given.value.programme, given.value.valid_from, agreement=given)
    teller = AgreementTeller(
        agreement=given.value,
        book=evolve(book, institutions=agreements.institutions),
        words=counter.words,
        naming=naming(counter.session.folder),
        on=counter.on,
    )
    return teller, problems


@contextmanager
def register_of(counter: Counter) -> Iterator[Reader | None]:
    """The register as the one who acts may see it; `None`, and a word about it, where nobody says who acts."""
    if not counter.is_named:
        counter.screen.warn(counter.words.text("agreements", "nobody_acts"))
        yield None
        return
    with counter.desk.read() as reader:
        yield reader


def partly(counter: Counter, reader: Reader | None) -> str | None:
    """What is told where the reader sees the dossiers of some units only."""
    if reader is None or reader.units is None:
        return None
    return counter.words.text("agreements", "partial", units=", ".join(sorted(reader.units)))


def shown(counter: Counter, page: Page) -> None:
    """A page on the terminal."""
    from mobilnost.cli.pages import Sheets

    for line in Sheets(counter.screen).lines(page):
        counter.say(line)
