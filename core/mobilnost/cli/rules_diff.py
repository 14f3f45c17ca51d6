"""`mobilnost rules diff`: what an agreement, a call, an edition or another regulation changes, and whom it touches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from mobilnost.accounts.chapters import Chapter
from mobilnost.accounts.differences import Differences, differences
from mobilnost.accounts.rulebook import chapter_of
from mobilnost.accounts.touched import Reviewed, Touched
from mobilnost.assessment import Finding
from mobilnost.cli import options
from mobilnost.cli.counter import Counter
from mobilnost.cli.decisions import Decisions
from mobilnost.cli.exits import Exit
from mobilnost.cli.names import Sides
from mobilnost.cli.outlet import FORMATS, Outlet, naming, refused
from mobilnost.cli.review import Review
from mobilnost.cli.session import Session
from mobilnost.cli.sides import Side, day_for
from mobilnost.cli.usage import named_rightly
from mobilnost.formats.differences import differences_table, reviewed_table
from mobilnost.formats.entries import Tables
from mobilnost.locales import Catalogue, Teller
from mobilnost.locales.differences import differences_page
from mobilnost.locales.facets import Side as Told
from mobilnost.model import InvalidData

if TYPE_CHECKING:
    from mobilnost.cli.sources import Source


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--dossiers", type=click.Path(exists=True, path_type=Path), multiple=True, metavar="PATH")
@options.on
@options.acting
@click.option("--format", "format_", type=click.Choice(FORMATS), default=None)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE")
@click.option("--force", is_flag=True)
@options.as_json
@options.lang
@options.office
@click.pass_context
def command(
    context: click.Context,
    before: str,
    after: str,
    dossiers: tuple[Path, ...],
    on: date | None,
    acting: str | None,
    format_: str | None,
    output: Path | None,
    force: bool,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """What differs between two sets of circumstances."""
    with Counter(office, lang, acting, as_json=as_json, paths=dossiers, anywhere=True) as counter:
        session = counter.session
        outlet = Outlet.of(session, format_, output, force=force, as_json=as_json)
        refuse_misplaced(context, session.words)
        try:
            with named_rightly(session.words):
                return Diff(counter, outlet).write((before, after), on, dossiers)
        except InvalidData as error:
            return refused(session, error.problems, as_json=outlet.format == "json")
    return counter.code


def refuse_misplaced(context: click.Context, words: Catalogue) -> None:
    """What stood before `diff` and would be without effect is a mistake; the two sides are named behind it."""
    given = context.parent.params if context.parent else {}
    for name in ("programme", "call", "agreement", "decision", "topic"):
        if given.get(name):
            raise click.UsageError(words.text("rulebook", "mistakes", "misplaced", option=f"--{name}"))


@frozen
class Diff:
    """One comparison of two sides in an office."""

    counter: Counter
    outlet: Outlet

    @property
    def session(self) -> Session:
        """Where and to whom it is told."""
        return self.counter.session

    def write(self, names: tuple[str, str], on: date | None, paths: tuple[Path, ...]) -> Exit:
        """Writes what differs, and says so by its exit code as `diff` does. Raises `Misnamed` and `InvalidData`."""
        sides = Sides(self.counter.office, Decisions(self.counter))
        before, after = sides.same(sides.named(names[0]), sides.named(names[1]))
        days = self._days(before, after, on)
        chapters = (self._chapter(before, days[0]), self._chapter(after, days[1]))
        shown = [sides.shown(name, naming(self.session.folder)) for name in names]
        told = (self._told(shown[0], chapters[0], days[0]), self._told(shown[1], chapters[1], days[1]))
        found = differences(*chapters)
        reviewed = self._reviewed(before, after, paths)
        self.outlet.put(
            page=lambda: differences_page(found, *told, reviewed),
            table=lambda: self._table(found, told, reviewed),
        )
        touched = reviewed.touched if reviewed else ()
        return Exit.WANTING if found or touched else Exit.WELL

    def _days(self, before: Side, after: Side, on: date | None) -> tuple[date, date]:
        """One day on which both hold; where there is none, a day for each.

        A day that was asked for is that of both, save for an edition that was not in force on it.
        """
        wanted = on or options.today()
        if on is None and (common := day_for((*before.terms, *after.terms), wanted)):
            return common, common
        return self._day(before, on, wanted), self._day(after, on, wanted)

    def _day(self, side: Side, on: date | None, wanted: date) -> date:
        in_force = side.edition is None or side.edition.valid_on(wanted)
        return wanted if on and in_force else side.day(wanted)

    def _chapter(self, side: Side, day: date) -> Chapter:
        return chapter_of(side.lawbook, side.book(day), day)

    def _told(self, name: str, chapter: Chapter, day: date) -> Told:
        words = self.session.words
        names = naming(self.session.folder)
        return Told(name=name, book=chapter.book, on=day, words=words, naming=names, plugins=chapter.plugins)

    def _reviewed(self, before: Side, after: Side, paths: tuple[Path, ...]) -> Reviewed | None:
        """The dossiers that are named, else the office's; none where there are none to judge by both sides."""
        review = Review(self.counter.office, before, after, options.today())
        sources = self._sources(paths) if review.possible else ()
        if not sources:
            return None
        reviewed, problems = review.of(sources)
        self.session.report(problems)
        return reviewed

    def _sources(self, paths: tuple[Path, ...]) -> tuple[Source, ...]:
        """The dossiers that are named, else those that whoever acts sees; none where nobody says who does."""
        from mobilnost.cli.sources import Sources

        if not paths and self.counter.has_register and not self.counter.is_named:
            self.session.screen.warn(self.session.words.text("differences", "nobody_acts"))
            return ()
        return Sources(self.counter).within(tuple(map(str, paths)))

    def _table(self, found: Differences, told: tuple[Told, Told], reviewed: Reviewed | None) -> Mapping[str, Any]:
        before, after = told
        table = differences_table(
            found,
            (before.name, after.name),
            (
                Tables(before.law, before.naming, before.plugins),
                Tables(after.law, after.naming, after.plugins),
            ),
            (_circumstances(before), _circumstances(after)),
        )
        return table | {"dossiers": reviewed_table(reviewed, self._message) if reviewed else None}

    def _message(self, touched: Touched, later: bool, finding: Finding) -> str:
        return Teller.of(touched.after if later else touched.before, self.session.words).tell(finding, brief=True)


def _circumstances(told: Told) -> dict[str, Any]:
    """Of what a side is, for programs."""
    book = told.book
    return {
        "on": told.on.isoformat(),
        "programme": book.programme.code or None,
        "edition": book.edition.id if book.edition else None,
        "call": book.call.id if book.call else None,
        "agreement": book.agreement.id if book.agreement else None,
        "decision": book.decision.id if book.decision else None,
    }
