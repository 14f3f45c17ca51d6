"""`mobilnost document sign`: somebody's signature under the latest version of a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter


@click.command("sign")
@click.argument("dossier")
@click.argument("type", metavar="TYPE")
@click.option("--role", required=True)
@click.option("--name", required=True)
@click.option("--capacity")
@click.option("--version", type=click.IntRange(min=1), metavar="N")
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def sign(
    dossier: str,
    type: str,
    role: str,
    name: str,
    capacity: str | None,
    version: int | None,
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Record a signature."""
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.document.reading import said_rightly
        from mobilnost.cli.document.telling import PlanTeller
        from mobilnost.desk import plans
        from mobilnost.procedure.plans.plan import Signature

        with said_rightly():
            signature = Signature(role=role, name=name.strip() or None, capacity=capacity)
        act = plans.sign(counter.desk, dossier, type, signature, version, dry=dry_run)
        PlanTeller.of(counter).signed(act, written=not dry_run)
    return counter.code
