"""`mobilnost institution list`: the institutions of the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.model import Institution


@click.command("list")
@click.option("--country", default=None, metavar="CODE")
@click.option("--csv", "csv", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE")
@click.option("--force", is_flag=True)
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    country: str | None,
    csv: Path | None,
    force: bool,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """List institutions."""
    from mobilnost.cli.counter import Counter
    from mobilnost.register.sorts import INSTITUTION

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter, counter.desk.read() as reader:
        found: list[Institution] = [one.value for one in reader.all(INSTITUTION)]
        chosen = [one for one in found if country in (None, one.country)]
        if csv is not None:
            _export(counter, chosen, csv, force=force)
        for one in chosen if csv is None else ():
            if as_json:
                counter.record(plain(one))
            else:
                counter.say("  ".join((one.id, one.country, name_in(one, counter.words.language))))
    return counter.code


def name_in(institution: Institution, language: str) -> str:
    """The name of an institution in a language, else in English, else in whatever it has."""
    names = institution.names
    return next((names[one] for one in (language, "en", *names) if one in names), "")


def plain(institution: Institution) -> dict[str, Any]:
    """An institution for programs: the keys of its document, and its id as `institution`."""
    from mobilnost.formats import converter
    from mobilnost.formats.compact import number

    data = converter().unstructure(institution)
    degrees = {key: number(data[key]) for key in ("latitude", "longitude") if data.get(key) is not None}
    return {"institution": data.pop("id"), **data, **degrees}


def _export(counter: Any, institutions: list[Institution], file: Path, *, force: bool) -> None:
    from mobilnost.formats.lists import table_of
    from mobilnost.formats.sheets import write_csv
    from mobilnost.formats.targets import INSTITUTIONS

    if file.exists() and not force:
        raise click.UsageError(counter.words.text("rulebook", "mistakes", "occupied", path=file))
    write_csv(table_of(institutions, INSTITUTIONS), file)
    counter.screen.warn(counter.words.text("init", "made", path=file))
