"""`mobilnost document get`: the file of a paper, as it was received."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mobilnost.cli import options
from mobilnost.cli.counter import Counter


@click.command("get")
@click.argument("paper")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--force", is_flag=True)
@options.on
@options.acting
@options.as_json
@options.lang
@options.office
def get(
    paper: str,
    output: Path,
    force: bool,
    on: date | None,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Write a file."""
    with Counter(office, lang, acting, on, as_json=as_json) as counter:
        from mobilnost.cli.document.filing import written
        from mobilnost.desk import papers

        found, content = papers.fetch(counter.desk, paper)
        written(counter, found, content, output, force=force)
    return counter.code
