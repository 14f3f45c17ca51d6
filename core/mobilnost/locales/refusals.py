"""Why something is refused, in words: every reason of a refusal, its values as a reader writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.citing import cited
from mobilnost.locales.forms import Forms, sentence
from mobilnost.model import Span
from mobilnost.procedure.dues.of_dossiers import PAPER
from mobilnost.procedure.refusals import Reason

#: In which room of the catalogue the name of a value is, by the name of the part; a room's plural form serves too.
ROOMS: Mapping[str, str] = {
    "role": "roles",
    "roles": "roles",
    "document": "documents",
    "documents": "documents",
    "obligation": "obligations",
    "obligations": "obligations",
    "step": "steps",
    "steps": "steps",
    "procedure": "procedures",
    "provision": "provisions",
    "provisions": "provisions",
    "capacity": "capacities",
    "participant": "selected",
    "criterion": "items",
    "criteria": "items",
    "seat": "items",
    "seats": "items",
    "stage": "stages",
    "outcome": "appeal_outcomes",
    "becomes": "recognition_outcomes",
    "fact": "facts",
    "facts": "facts",
}


def tell_reason(reason: Reason, words: Catalogue) -> str:
    """A reason as a sentence, with the article that it rests on."""
    forms = Forms(words)
    parts = {name: told_value(value, words, forms, ROOMS.get(name)) for name, value in reason.phrase.parts}
    told = words.text("refusals", reason.phrase.id, **parts)
    return sentence(f"{told} ({cited(reason.citation, words)})" if reason.citation else told)


def told_value(value: object, words: Catalogue, forms: Forms, room: str | None = None) -> str:
    """A value as a reader writes it: a name by its room, a date, a number, several with commas."""
    name: Callable[[str], str] = str if room is None else (lambda id: named(room, id, words))
    match value:
        case StrEnum():
            return name(value.value)
        case str():
            return name(value)
        case date():
            return forms.day(value)
        case Span():
            return forms.span(value)
        case bool() | None:
            return str(value)
        case int() | Decimal():
            return forms.number(value)
        case tuple() | list() | frozenset():
            return forms.all_of(told_value(one, words, forms, room) for one in value)
        case _:
            return str(value)


def named(room: str, id: str, words: Catalogue) -> str:
    """The name of a thing; a duty that is a paper bears the paper's."""
    if room == "obligations" and id.startswith(PAPER):
        return words.name("documents", id.removeprefix(PAPER))
    return words.name(room, id)
