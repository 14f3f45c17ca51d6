"""`mobilnost person list`: whom the register knows; their names only where they are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mobilnost.cli import options

if TYPE_CHECKING:
    from mobilnost.model import Person


@click.command("list")
@click.option("--text", default=None, metavar="TEXT")
@click.option("--names", is_flag=True)
@options.acting
@options.as_json
@options.lang
@options.office
def command(
    text: str | None, names: bool, acting: str | None, as_json: bool, lang: str | None, office: Path | None
) -> int:
    """List persons."""
    from mobilnost.cli.counter import Counter
    from mobilnost.register.sorts import PERSON

    with Counter(office, lang, acting, as_json=as_json, law=False) as counter, counter.desk.read() as reader:
        for kept in reader.all(PERSON):
            person: Person = kept.value
            if text is not None and text.casefold() not in _searched(person):
                continue
            if as_json:
                counter.record({"person": person.id, "revision": kept.revision, **(named(person) if names else {})})
            else:
                counter.say(f"{person.id}  {person.family_name}, {person.given_names}" if names else person.id)
    return counter.code


def _searched(person: Person) -> str:
    return f"{person.id} {person.given_names} {person.family_name}".casefold()


def named(person: Person) -> dict[str, Any]:
    """The names of a person, for programs."""
    return {"given_names": person.given_names, "family_name": person.family_name}
