"""`mobilnost grant show`: the grant of a dossier, line by line, with everything that it rests on."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.assessment import Assessment
    from mobilnost.cli.session import Session
    from mobilnost.funding import Settlement
    from mobilnost.office import Office


@click.command("show")
@click.argument("names", nargs=-1, required=True, metavar="FILES|IDS")
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    names: tuple[str, ...], on: date | None, acting: str | None, as_json: bool, lang: str | None, office: Path | None
) -> int:
    """Show the grant of dossiers."""
    from mobilnost.cli.counter import Counter
    from mobilnost.office import is_file

    paths = [Path(one) for one in names if is_file(Path(one))]
    with Counter(office, lang, acting, on, as_json=as_json, paths=paths, anywhere=True) as counter:
        from mobilnost.cli.sources import Sources

        sources = Sources(counter)
        for name in names:
            with redirect_stdout(sys.stderr):  # facts of plugins are found here, and may print
                assessment = sources.named(name).load().assessed(counter.office, counter.on)
                settlement = counter.office.granted(assessment)
            shown(counter.session, counter.office, assessment, settlement, as_json=as_json)
    return counter.code


def shown(
    session: Session, office: Office, assessment: Assessment, settlement: Settlement | None, *, as_json: bool
) -> None:
    """One grant, for people or for programs."""
    from mobilnost.assessment import Verdict
    from mobilnost.cli.outlet import naming
    from mobilnost.cli.sheet import verdict_of
    from mobilnost.formats.grants import settlement_table
    from mobilnost.locales.funding import GrantTeller
    from mobilnost.locales.settling import SettlementTeller

    screen, words = session.screen, session.words
    id = assessment.dossier.mobility.id
    if as_json:
        head = {"schema": 1, "dossier": id, "on": assessment.on.isoformat(), "verdict": assessment.verdict.value}
        screen.record(head | {"grant": settlement_table(settlement, naming(session.folder)) if settlement else None})
        return
    units = office.settings.value.units if office.settings else ()
    teller = GrantTeller.of(assessment, words, naming(session.folder), units)
    screen.say(screen.styled(teller.text("verdict", id=id, verdict=verdict_of(assessment, words)), bold=True))
    if settlement is None:
        screen.say(screen.indented(teller.text("no_grants")))
        return
    if assessment.verdict is Verdict.NOT_ELIGIBLE:
        screen.say(screen.indented(teller.text("hypothetical")))
    screen.say(screen.indented(screen.styled(teller.total(settlement.grant), bold=True)))
    for heading, lines in SettlementTeller(teller).sections(settlement):
        screen.say(screen.styled(heading, bold=True))
        for line in lines:
            screen.say(screen.indented(f"· {line.text}"))
            for below in line.below:
                screen.say(screen.indented(below, "    ", "    "))
    screen.say()
