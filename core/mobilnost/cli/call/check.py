"""`mobilnost call check`: what is found in calls, and in the agreements that they offer, before anybody applies."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from datetime import date

    from mobilnost.cli.findings import Findings
    from mobilnost.formats import Loaded
    from mobilnost.locales import LawTeller
    from mobilnost.model import Call
    from mobilnost.office import Office
    from mobilnost.office.inspections import Inspections


@click.command("check")
@click.argument("names", nargs=-1, metavar="[FILES|IDS]")
@options.as_json
@options.lang
@options.on
@options.office
def command(names: tuple[str, ...], as_json: bool, lang: str | None, on: date | None, office: Path | None) -> int:
    """Check calls."""
    from mobilnost.cli.checking import each, run

    def inspect(found: Office, inspections: Inspections, findings: Findings) -> None:
        for given in each(names, found.calls, findings):
            findings.show(inspections.call(Path(str(given.file))), partial(law_of, found, given, findings))

    return run(names, as_json, lang, office, inspect, on)


def law_of(office: Office, given: Loaded[Call], findings: Findings) -> LawTeller:
    """The law that a call is told under."""
    from mobilnost.analysis import Analyst
    from mobilnost.locales import LawTeller

    day = findings.asked or Analyst.day_of(given.value)
    rulebook, _ = office.lawbook.consider(given.value.programme, day, call=given)
    return LawTeller.of(rulebook, findings.session.words)
