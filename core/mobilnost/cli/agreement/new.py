"""`mobilnost agreement new`: the file of a new agreement, held against the law before it is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from mobilnost.cli.counter import Counter
    from mobilnost.model import Agreement, Places


@click.command("new")
@click.option("--programme", required=True, metavar="CODE")
@click.option("--with", "partners", required=True, multiple=True, metavar="ID")
@click.option("--from", "since", type=options.day, required=True, metavar="DATE")
@click.option("--to", "until", type=options.day, default=None, metavar="DATE")
@click.option("--place", "places", multiple=True, metavar="TEXT")
@click.option("--unit", default=None, metavar="ID")
@click.option("--id", "id_", default=None, metavar="ID")
@click.option("--signed", type=options.day, default=None, metavar="DATE")
@click.option("--field", "fields", multiple=True, metavar="CODE")
@click.option("--notice", type=click.IntRange(min=0), default=None, metavar="N")
@click.option("--renewal", default=None, metavar="TEXT")
@options.dry_run
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    programme: str,
    partners: tuple[str, ...],
    since: date,
    until: date | None,
    places: tuple[str, ...],
    unit: str | None,
    id_: str | None,
    signed: date | None,
    fields: tuple[str, ...],
    notice: int | None,
    renewal: str | None,
    dry_run: bool,
    acting: str | None,
    as_json: bool,
    lang: str | None,
    office: Path | None,
) -> int:
    """Make a new agreement."""
    from mobilnost.cli.agreement.reading import agreements_at
    from mobilnost.cli.agreement.writing import written
    from mobilnost.cli.counter import Counter
    from mobilnost.formats.renewed import agreement_text
    from mobilnost.model import Agreement, AgreementLevel
    from mobilnost.procedure.agreements.renewals import fresh_id

    with Counter(office, lang, acting, as_json=as_json) as counter:
        ours, known = _ours(counter), agreements_at(counter).loaded
        if programme not in counter.office.lawbook.laws:
            raise counter.office.unknown_programme(programme)
        if id_ in known:
            raise click.UsageError(counter.words.text("agreements", "mistakes", "id_taken", agreement=id_))
        stem = "-".join([programme, *([unit] if unit else []), partners[0].split(".")[0]])
        made = _made(
            lambda: Agreement(
                id=id_ or fresh_id(stem, since.year, known),
                programme=programme,
                level=AgreementLevel.UNIT if unit else AgreementLevel.UNIVERSITY,
                unit=unit,
                parties=(ours, *partners),
                signed=signed or min(since, counter.on),
                valid_from=since,
                valid_to=until,
                isced_f=fields or None,
                notice_days=notice,
                renewal=renewal,
                places=tuple(_places(counter, one) for one in places),
            ),
        )
        _known_partners(counter, partners)
        written(counter, agreement_text(made), dry_run=dry_run)
    return counter.code


def _ours(counter: Counter) -> str:
    """Our own university. An office always has settings."""
    settings = counter.office.settings
    return settings.value.institution if settings else counter.office.regulation.institution


def _places(counter: Counter, typed: str) -> Places:
    """Places as they were typed. Raises a usage error."""
    from mobilnost.cli.agreement.places import Mistyped, places_of

    try:
        return places_of(typed)
    except Mistyped as error:
        told = counter.words.text("agreements", "mistakes", "place", found=error.part)
        raise click.UsageError(told) from error


def _made(make: Callable[[], Agreement]) -> Agreement:
    """The agreement that options make. Raises `InvalidData` with what is wrong in them, by the keys of the file."""
    from mobilnost.model import BadValue, InvalidData, Place, Problem, dotted

    try:
        return make()
    except BadValue as error:
        place = Place(None, None, dotted(error.path))
        raise InvalidData([Problem(error.kind, place, error.found, error.expected, error.suggestion)]) from error


def _known_partners(counter: Counter, partners: tuple[str, ...]) -> None:
    """A word about partners of whom neither files nor register know anything: their country stays unknown.

    The register is asked where there is one and it is known who acts.
    """
    from mobilnost.desk.institutions import known_beside

    known = set(counter.office.lawbook.institutions)
    if not known.issuperset(partners) and counter.has_register and counter.is_named:
        with counter.desk.read() as reader:
            known |= {one.id for one in known_beside(counter.office, reader, partners)}
    for one in partners:
        if one not in known:
            counter.screen.warn(counter.words.text("agreements", "partner_unknown", partner=one))
