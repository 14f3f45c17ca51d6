"""`mobilnost rules`: the rulebook as a person reads it, and what an agreement, a call or another law changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from mobilnost.accounts.rulebook import account_of, account_of_all
from mobilnost.cli import options
from mobilnost.cli.counter import Counter
from mobilnost.cli.decisions import Decisions
from mobilnost.cli.exits import Exit
from mobilnost.cli.names import Sides
from mobilnost.cli.outlet import FORMATS, Outlet, naming, refused
from mobilnost.cli.rules_diff import command as diff
from mobilnost.cli.session import Session
from mobilnost.cli.sides import Misnamed, Side
from mobilnost.cli.usage import named_rightly
from mobilnost.formats.rulebook import rulebook_table
from mobilnost.locales import LawTeller
from mobilnost.locales.leaves import rulebook_page
from mobilnost.model import InvalidData
from mobilnost.rules import Topic


@click.group("rules", invoke_without_command=True)
@click.option("--programme", default=None, metavar="CODE")
@click.option("--call", default=None, metavar="ID|FILE")
@click.option("--agreement", default=None, metavar="ID|FILE")
@click.option("--decision", default=None, metavar="ID|FILE")
@click.option("--topic", type=click.Choice([one.value for one in Topic]), default=None)
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
    programme: str | None,
    call: str | None,
    agreement: str | None,
    decision: str | None,
    topic: str | None,
    on: date | None,
    acting: str | None,
    format_: str | None,
    output: Path | None,
    force: bool,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """The rulebook as a person reads it."""
    if context.invoked_subcommand is not None:
        context.default_map = {"diff": before_diff(context.params)}
        return Exit.WELL
    with Counter(office, lang, acting, as_json=as_json, anywhere=True) as counter:
        session = counter.session
        outlet = Outlet.of(session, format_, output, force=force, as_json=as_json)
        reading = Reading(session, Topic(topic) if topic else None, outlet)
        try:
            with named_rightly(session.words):
                sides = Sides(counter.office, Decisions(counter))
                side = sides.of(programme=programme, call=call, agreement=agreement, decision=decision)
                return reading.read(side, on)
        except InvalidData as error:
            return refused(session, error.problems, as_json=outlet.format == "json")
    return counter.code


command.add_command(diff)


def before_diff(given: Mapping[str, Any]) -> dict[str, Any]:
    """The options that stood before `diff` and mean the same behind it."""
    names = ("format_", "output", "force", "as_json", "office", "acting")
    shared = {name: given[name] for name in names if given[name]}
    return shared | ({"on": given["on"].isoformat()} if given["on"] else {})


@frozen
class Reading:
    """One reading of a rulebook."""

    session: Session
    topic: Topic | None
    outlet: Outlet

    def read(self, side: Side, on: date | None) -> Exit:
        """Writes the rulebook of a side. Raises `InvalidData` where it cannot be resolved."""
        day = on or side.day(options.today())
        if side.edition and not side.edition.valid_on(day):
            raise Misnamed("not_in_edition", day=day.isoformat(), edition=side.edition.id)
        if side.programme is None:
            account = account_of_all(side.lawbook, day, self.topic)
        else:
            account = account_of(side.lawbook, side.book(day), day, self.topic)
        words, name = self.session.words, naming(self.session.folder)
        self.outlet.put(
            page=lambda: rulebook_page(account, words, name),
            table=lambda: rulebook_table(account, lambda book: LawTeller.of(book, words), name),
        )
        return Exit.WELL
