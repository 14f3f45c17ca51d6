"""`mobilnost plugins`: lists what is installed, and why something did not load."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from mobilnost.cli import coverage, options
from mobilnost.cli.checking import run
from mobilnost.cli.exits import Exit
from mobilnost.cli.findings import Findings
from mobilnost.cli.session import Session, folder_for, start
from mobilnost.host import PluginReport
from mobilnost.locales import LawTeller
from mobilnost.locales.forms import sentence
from mobilnost.locales.mistakes import tell_phrase
from mobilnost.office import Office, Unknown
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
    session, problems = start(folder_for(office, ()), lang)
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
@options.office
def check(codes: tuple[str, ...], as_json: bool, lang: str | None, office: Path | None) -> int:
    """Check the law of the programmes that are installed."""

    def inspect(found: Office, inspections: Inspections, findings: Findings) -> None:
        known = found.lawbook.laws
        for code in codes or known:
            if code not in known:
                raise Unknown("programme", code, known)
            findings.show(inspections.analyst.programme(code), partial(law_of, code, found, findings))

    return run((), as_json, lang, office, inspect)


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
        "programmes": list(report.programmes),
        "hooks": list(report.hooks),
        "adds_to": list(report.adds_to),
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
    for key, names in (("programmes", report.programmes), ("adds_to", report.adds_to), ("hooks", report.hooks)):
        if names:
            screen.say(screen.indented(words.text("plugins", key, names=", ".join(names))))
