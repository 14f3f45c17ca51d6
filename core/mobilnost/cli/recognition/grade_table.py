"""`mobilnost recognition grade-table`: a partner's grades beside our own, and what each becomes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options
from mobilnost.cli.exits import Exit
from mobilnost.cli.outlet import FORMATS
from mobilnost.cli.texts import text
from mobilnost.model import Cycle, Grading, Method

if TYPE_CHECKING:
    from mobilnost.cli.session import Session
    from mobilnost.locales.grade_tables import GradeTables


@click.command("grade-table")
@click.argument("institution", metavar="INSTITUTION")
@click.option("--scale", default=None, metavar="ID")
@click.option("--field", "isced_f", default=None, metavar="ISCED")
@click.option("--cycle", type=click.Choice([one.value for one in Cycle]), default=None)
@click.option("--method", type=click.Choice([one.value for one in Method]), default=None)
@click.option("--format", "format_", type=click.Choice(FORMATS), default=None)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE")
@click.option("--force", is_flag=True)
@options.as_json
@options.lang
@options.office
def command(
    institution: str,
    scale: str | None,
    isced_f: str | None,
    cycle: str | None,
    method: str | None,
    format_: str | None,
    output: Path | None,
    force: bool,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """A partner's grades beside our own."""
    from mobilnost.cli.outlet import Outlet, refused
    from mobilnost.cli.session import folder_for, start
    from mobilnost.cli.usage import named_rightly
    from mobilnost.formats.charts import PICTURES
    from mobilnost.formats.grade_tables import grade_table
    from mobilnost.locales.grade_tables import GradeTables
    from mobilnost.model import InvalidData
    from mobilnost.recognition.grades import between, compare

    session, problems = start(folder_for(office, ()), lang, law=False)
    if problems:
        return refused(session, problems, as_json=as_json)
    if session.folder is None:
        raise click.UsageError(text("usage", "no_office"))
    settings = session.settings.value if session.settings else None
    try:
        with named_rightly(session.words):
            theirs = _grading(session, institution, scale)
    except InvalidData as error:
        return refused(session, error.problems, as_json=as_json)
    ours = settings.grading if settings else None
    scales = between(theirs, ours, scale=scale, isced_f=isced_f, cycle=Cycle(cycle) if cycle else None)
    decided = settings.grade_conversion.method_for(institution) if settings else None
    comparison = compare(scales, Method(method) if method else decided)
    home = settings.institution if settings else ""
    told = GradeTables(session.words, institution, home, comparison)
    picture = PICTURES.get(output.suffix.lower()) if output else None
    if output is not None and picture is not None:
        _draw(session, told, output, picture, force=force)
    else:
        named = scales.theirs.id if scales.theirs else ""
        outlet = Outlet.of(session, format_, output, force=force, as_json=as_json)
        outlet.put(page=told.page, table=lambda: grade_table(institution, home, named, comparison))
    return Exit.WANTING if comparison.hindrance else Exit.WELL


def _grading(session: Session, institution: str, scale: str | None) -> Grading:
    """How a partner grades, or we ourselves. Raises `Unknown` for one of which no scale is known, and `InvalidData`."""
    from mobilnost.office import Unknown

    own = session.settings.value.grading if session.settings else None
    shelf = session.office().scales
    if own is not None and own.institution == institution:
        grading = own
    else:
        found = shelf.find(institution)
        if found is None:
            raise Unknown("scale", institution, shelf.ids)
        grading = found.value
    if grading.scale(scale) is None:
        raise Unknown("scale", scale or "", [one.id for one in grading.scales])
    return grading


def _draw(session: Session, told: GradeTables, file: Path, format: str, *, force: bool) -> None:
    from mobilnost.cli.output import Occupied, write_bytes
    from mobilnost.formats.charts import ChartsMissing, grade_chart

    words = session.words
    if told.comparison.hindrance or not told.comparison.theirs or not told.comparison.ours:
        raise click.UsageError(words.text("grade_table", "nothing_to_draw"))
    try:
        write_bytes(file, grade_chart(told.comparison, told.captions(), format), force=force)
    except ChartsMissing as error:
        raise click.UsageError(words.text("grade_table", "charts_missing")) from error
    except Occupied as error:
        raise click.UsageError(words.text("rulebook", "mistakes", "occupied", path=file)) from error
    session.screen.warn(words.text("init", "made", path=file))
