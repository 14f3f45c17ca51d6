"""`mobilnost plugins`: lists what is installed, and why something did not load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mobilnost.cli import helps, options
from mobilnost.cli.exits import Exit
from mobilnost.cli.session import Session, folder_for, start
from mobilnost.host import PluginReport

COLOURS = {"loaded": "green", "failed": "red", "disabled": "yellow"}


@click.command("plugins", help=helps.PLUGINS)
@options.as_json
@options.lang
@options.office
def command(as_json: bool, lang: str | None, office: Path | None) -> int:
    """List the plugins."""
    session, problems = start(folder_for(office, ()), lang)
    session.report(problems)
    found = session.host.plugins
    for one in found:
        if as_json:
            session.screen.record(table(one))
        else:
            show(one, session)
    if not found:
        session.screen.warn(session.words.text("plugins", "none"))
    failed = problems or any(one.state == "failed" for one in found)
    return Exit.INVALID if failed else Exit.WELL


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
        "reason": report.reason,
    }


def show(report: PluginReport, session: Session) -> None:
    """A plugin for people: where it is from, how it stands, what it brings."""
    words, screen = session.words, session.screen
    state = screen.styled(words.text("plugins", report.state), COLOURS.get(report.state))
    origin = f" ({report.distribution} {report.version})" if report.distribution else ""
    screen.say(f"{screen.styled(report.name, bold=True)}{origin}: {state}")
    if report.reason:
        screen.say(screen.indented(report.reason))
    for key, names in (("programmes", report.programmes), ("adds_to", report.adds_to), ("hooks", report.hooks)):
        if names:
            screen.say(screen.indented(words.text("plugins", key, names=", ".join(names))))
