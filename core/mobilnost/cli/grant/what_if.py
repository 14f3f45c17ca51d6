"""`mobilnost grant what-if`: dossiers under two rulebooks or on two sets of dates: who may go, and for how much."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.grant.comparing import Comparing, Sort
    from mobilnost.cli.session import Session
    from mobilnost.funding.comparing import Comparison


@click.command("what-if")
@click.argument("names", nargs=-1, metavar="[FILES|IDS]")
@click.option("--before", default=None, metavar="NAME")
@click.option("--after", default=None, metavar="NAME")
@click.option("--dates-before", default=None, metavar="DATE..DATE")
@click.option("--dates-after", default=None, metavar="DATE..DATE")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    names: tuple[str, ...],
    before: str | None,
    after: str | None,
    dates_before: str | None,
    dates_after: str | None,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """What would be paid otherwise."""
    from mobilnost.cli.counter import Counter
    from mobilnost.cli.exits import Exit
    from mobilnost.cli.grant.comparing import Comparing

    paths = [path for one in names if (path := Path(one)).exists()]
    with Counter(office, lang, acting, on, as_json=as_json, paths=paths, anywhere=True) as counter:
        from mobilnost.cli.sources import Sources
        from mobilnost.cli.usage import named_rightly

        with named_rightly(counter.words):
            comparing = Comparing(
                office=counter.office,
                before=_sort(counter, before, dates_before),
                after=_sort(counter, after, dates_after),
                on=counter.on,
            )
        comparison, wrong = comparing.of(Sources(counter).within(names))
        counter.session.report(wrong)
        _show(counter.session, comparing, comparison, as_json=as_json)
        if comparison.refused:
            counter.note(Exit.INVALID)
    return counter.code


def _sort(counter: Counter, name: str | None, written: str | None) -> Sort:
    """How dossiers are judged: by the side of a name, on the dates that are written."""
    from mobilnost.cli.decisions import Decisions
    from mobilnost.cli.grant.comparing import Sort, dates
    from mobilnost.cli.names import Sides

    side = Sides(counter.office, Decisions(counter)).named(name) if name else None
    return Sort(name=name, side=side, dates=dates(written) if written else None)


def _show(session: Session, comparing: Comparing, comparison: Comparison, *, as_json: bool) -> None:
    from mobilnost.cli.outlet import naming
    from mobilnost.formats.grants import comparison_table
    from mobilnost.locales.what_if import ComparisonTeller

    sides = [
        (naming(session.folder)(one.name) if one.name else None, one.dates)
        for one in (comparing.before, comparing.after)
    ]
    if as_json:
        session.screen.record(comparison_table(comparison, *sides))
        return
    teller = ComparisonTeller(words=session.words)
    heading, *lines = teller.lines(comparison, *sides)
    session.screen.say(session.screen.styled(heading, bold=True))
    for line in lines:
        session.screen.say(session.screen.indented(line))
