"""`mobilnost document draft`: a new version of a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("draft")
@click.argument("dossier")
@click.argument("type", metavar="TYPE")
@click.option("--courses", type=FILE, metavar="FILE")
@click.option("--text")
@click.option("--file", type=FILE, metavar="FILE")
@click.option("--part", "parts", multiple=True, metavar="TYPE")
@click.option("--language", "languages", multiple=True, metavar="CODE")
@click.option("--reason", "reasons", multiple=True, metavar="CODE")
@click.option("--because")
@options.dry_run
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def draft(
    dossier: str,
    type: str,
    courses: Path | None,
    text: str | None,
    file: Path | None,
    parts: tuple[str, ...],
    languages: tuple[str, ...],
    reasons: tuple[str, ...],
    because: str | None,
    dry_run: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Draft a version."""
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.document.reading import attached, course_list, reasons_of, said_rightly, several
        from mobilnost.cli.document.telling import PlanTeller
        from mobilnost.desk import plans

        said: dict[str, Any] = {"text": text, "parts": several(parts) or None, "languages": several(languages) or None}
        content = {name: value for name, value in said.items() if value is not None}
        if courses is not None:
            content["courses"] = course_list(courses)
        given = plans.Given(
            content=content,
            attached=attached(file) if file else None,
            reasons=reasons_of(reasons),
            because=because,
        )
        with said_rightly():
            act = plans.draft(counter.desk, dossier, type, given, dry=dry_run)
        PlanTeller.of(counter).drafted(act, written=not dry_run)
    return counter.code
