"""`mobilnost plugins`: lists what is installed, and why something did not load."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from mobilnost.cli import coverage, options
from mobilnost.cli.checking import run
from mobilnost.cli.exits import Exit
from mobilnost.cli.findings import Findings
from mobilnost.cli.session import Session, folder_for, start
from mobilnost.host import Addition, PluginReport
from mobilnost.locales import Catalogue, LawTeller
from mobilnost.locales.forms import sentence
from mobilnost.locales.mistakes import tell_phrase
from mobilnost.office import Office
from mobilnost.office.inspections import Inspections

COLOURS = {"loaded": "green", "failed": "red", "disabled": "yellow"}


@click.group("plugins", invoke_without_command=True)
@options.as_json
@options.lang
@options.office
@click.pass_context
def command(context: click.Context, as_json: bool, lang: str | None, office: Path | None) -> int:
    """List the plugins, unless one of the commands below is called."""
    return Exit.WELL if context.invoked_subcommand else listed(as_json, lang, office)


command.add_command(coverage.of_programmes)


def listed(as_json: bool, lang: str | None, office: Path | None) -> int:
    """Lists the plugins."""
    session, problems = start(folder_for(office, ()), lang, listing=True)
    session.report(problems)
    found = session.host.plugins
    for one in found:
        if as_json:
            session.screen.record(table(one) | {"message": why(one, session)})
        else:
            show(one, session)
    if not found:
        session.screen.warn(session.words.text("plugins", "none"))
    failed = problems or any(one.state == "failed" for one in found)
    return Exit.INVALID if failed else Exit.WELL


@command.command("check")
@click.argument("codes", nargs=-1, metavar="[CODES]")
@options.as_json
@options.lang
@options.on
@options.office
def check(codes: tuple[str, ...], as_json: bool, lang: str | None, on: date | None, office: Path | None) -> int:
    """Check the law of the programmes that are installed."""

    def inspect(found: Office, inspections: Inspections, findings: Findings) -> None:
        known = found.lawbook.laws
        for code in codes or known:
            if code not in known:
                raise found.unknown_programme(code)
            findings.show(inspections.analyst.programme(code), partial(law_of, code, found, findings))

    return run((), as_json, lang, office, inspect, on)


def law_of(code: str, office: Office, findings: Findings) -> LawTeller:
    """The law that a programme is told under."""
    return LawTeller.of(office.lawbook.rulebook(code, findings.on), findings.session.words)


def table(report: PluginReport) -> dict[str, Any]:
    """A plugin for other programs."""
    return {
        "schema": 1,
        "name": report.name,
        "version": report.version,
        "distribution": report.distribution,
        "state": report.state,
        "wants": report.wants,
        "programmes": list(report.programmes),
        "facts": list(report.facts),
        "hooks": list(report.hooks),
        "adds_to": list(report.adds_to),
        "adds": {one.programme: {kind: list(ids) for kind, ids in one.ids.items()} for one in report.adds},
        "kind": report.kind,
        "reason": str(report.reason) if report.reason else None,
    }


def why(report: PluginReport, session: Session) -> str | None:
    """Why a plugin did not load, in the reader's language, with what Python said in quotation marks."""
    return sentence(tell_phrase(report.reason, "reasons", session.words)) if report.reason else None


def show(report: PluginReport, session: Session) -> None:
    """A plugin for people: where it is from, how it stands, what it brings."""
    words, screen = session.words, session.screen
    state = screen.styled(words.text("plugins", report.state), COLOURS.get(report.state))
    origin = f" ({report.distribution} {report.version})" if report.distribution else ""
    screen.say(f"{screen.styled(report.name, bold=True)}{origin}: {state}")
    if said := why(report, session):
        screen.say(screen.indented(said))
    if report.wants:
        screen.say(screen.indented(words.text("plugins", "wants", versions=report.wants)))
    for key, names in (("programmes", report.programmes), ("hooks", report.hooks)):
        if names:
            screen.say(screen.indented(words.text("plugins", key, names=", ".join(names))))
    for one in report.adds:
        key = "brings" if one.own else "adds"
        screen.say(
            screen.indented(words.text("plugins", key, programme=one.programme, parts=counted(one, report, words)))
        )


def counted(one: Addition, report: PluginReport, words: Catalogue) -> str:
    """How much of each kind a plugin brings to a programme; its facts serve all of them."""
    numbers = {kind: len(ids) for kind, ids in one.ids.items()} | {"facts": len(report.facts)}
    return ", ".join(f"{words.text('plugins', 'kinds', kind)} {number}" for kind, number in numbers.items() if number)
