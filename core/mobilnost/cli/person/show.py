"""`mobilnost person show`: a person's dossiers; who they are only where that is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.model import Person
    from mobilnost.register.listing import Line
    from mobilnost.register.store import Kept


@click.command("show")
@click.argument("id")
@click.option("--names", is_flag=True)
@options.acting
@options.as_json
@options.lang
@options.office
def command(id: str, names: bool, acting: str | None, as_json: bool, lang: str | None, office: Path | None) -> int:
    """Show a person."""
    from mobilnost.cli.counter import Counter
    from mobilnost.register.listing import Filter, listed
    from mobilnost.register.sorts import PERSON

    with Counter(office, lang, acting, as_json=as_json) as counter, counter.desk.read() as reader:
        kept = reader.get(PERSON, id)
        dossiers = list(listed(reader, Filter(person=id)))
        if as_json:
            counter.record(_record(kept, dossiers, names=names))
        else:
            _tell(counter, kept, dossiers, names=names)
    return counter.code


def _record(kept: Kept, dossiers: list[Line], *, names: bool) -> dict[str, Any]:
    lines = [
        {
            "dossier": one.id,
            "programme": one.programme,
            "direction": one.direction,
            "kind": one.kind,
            "partner": one.partner,
            "first_day": one.first_day.isoformat(),
            "last_day": one.last_day.isoformat(),
        }
        for one in dossiers
    ]
    return {"person": kept.id, "revision": kept.revision, **(told(kept.value) if names else {}), "dossiers": lines}


def told(person: Person) -> dict[str, Any]:
    """Everything that is known of a person, for programs."""
    return {
        "given_names": person.given_names,
        "family_name": person.family_name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "citizenships": list(person.citizenships),
        "status_in_country": person.status_in_country.value,
    }


def _tell(counter: Counter, kept: Kept, dossiers: list[Line], *, names: bool) -> None:
    from mobilnost.locales import Forms

    words, forms = counter.words, Forms(counter.words)
    counter.say(words.text("person", "revision", person=kept.id, revision=kept.revision))
    for line in facts(counter, kept.value) if names else ():
        counter.say(f"  {line}")
    for one in dossiers:
        parts = (
            one.id,
            words.name("programmes", one.programme),
            words.text("words", "direction", one.direction),
            words.text("words", "kind", one.kind),
            one.partner,
            words.text("shell", "period", start=forms.day(one.first_day), end=forms.day(one.last_day)),
        )
        counter.say(f"  {' · '.join(parts)}")


def facts(counter: Counter, person: Person) -> list[str]:
    """What is known of a person, a line each, for people."""
    from mobilnost.locales import Forms

    words = counter.words
    values = {
        "given_names": person.given_names,
        "family_name": person.family_name,
        "birth_date": Forms(words).day(person.birth_date) if person.birth_date else None,
        "citizenships": ", ".join(person.citizenships) or None,
        "status_in_country": words.text("words", "status_in_country", person.status_in_country.value),
    }
    return [f"{words.text('person', key)}: {value}" for key, value in values.items() if value is not None]
