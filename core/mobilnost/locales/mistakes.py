"""What is wrong with a file, in words: where, what, what would be right, and which article says so."""

from __future__ import annotations

from mobilnost.grammar import Type
from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.locales.forms import Forms, sentence
from mobilnost.locales.syntax import tell_syntax
from mobilnost.model import Phrase, Place, Problem, Span

#: The kind of problem whose `found` is what a parser says of the file.
SYNTAX = "syntax"
#: The kind of problem whose `expected` is the condition that the law ties a waiver to.
WAIVER = "waiver-out-of-scope"
#: Kinds whose `found` is a provision and what somebody says of it.
SETTINGS = frozenset(
    {"conflict", "not-stricter", "unlawful-override", "unlawful-mode", "unlawful-scope", "wrong-value"}
)
#: Kinds whose `found` may be an id, and where its words are: the system's mistakes, and values too long to be shown.
_ROOMS = {"unreadable": "system", "wrong-type": "values", "wrong-value": "values", "broken-journal": "flaws"}


def tell_problem(problem: Problem, words: Catalogue) -> str:
    """A problem in one line: `file:line: key: what is wrong. What would be right.`"""
    return f"{where(problem.place)}{tell_mistake(problem, words)}"


def tell_mistake(problem: Problem, words: Catalogue) -> str:
    """What is wrong, without the place."""
    pattern = words.find("problems", problem.kind)
    found, key = tell_found(problem, words), problem.place.key
    told = [sentence(problem.kind if pattern is None else filled(pattern, found=found, key=key))]
    if problem.expected is not None:
        told.append(sentence(tell_right(problem.kind, problem.expected, words)))
    if problem.suggestion is not None:
        told.append(words.text("mistakes", "suggestion", suggestion=problem.suggestion))
    if problem.article is not None:
        key = "forbidden" if problem.kind.startswith("unlawful-") else "article"
        told.append(sentence(words.text("mistakes", key, article=problem.article)))
    if problem.others:
        places = "; ".join(where(one).removesuffix(": ") for one in problem.others)
        told.append(sentence(words.text("mistakes", "others", places=places)))
    return " ".join(told)


def tell_right(kind: str, wanted: str | Phrase, words: Catalogue) -> str:
    """What would be right; of a waiver, for whom the law allows it."""
    if kind == WAIVER:
        return words.text("mistakes", "only", condition=words.find("facts", str(wanted), "if") or wanted)
    key = "allowed" if kind.startswith("unlawful-") else "expected"
    return words.text("mistakes", key, expected=expected(wanted, words))


def where(place: Place) -> str:
    """`dossier.toml:3: mobility.agreement: `, as editors and people read it."""
    text = str(place)
    return f"{text}: " if text else ""


def told_plain(text: str, words: Catalogue) -> str:
    """A value as a law file writes it, in the reader's language where it is a length: `12 months`."""
    try:
        return Forms(words).span(Span.parse(text))
    except ValueError:
        return text


def told_setting(text: str, words: Catalogue) -> str:
    """What somebody wants to set: `duration.maximum = 12 months; 10 months`, lengths in words."""
    key, equals, values = text.partition(" = ")
    if not equals:
        return text
    return f"{key} = {'; '.join(told_plain(one, words) for one in values.split('; '))}"


def tell_found(problem: Problem, words: Catalogue) -> str:
    """What stands in the file, as it stands there; what a parser or the system says of it, in words."""
    found = problem.found
    if isinstance(found, Phrase):
        return tell_phrase(found, "reasons", words)
    if problem.kind == SYNTAX:
        return tell_syntax(found or "", words)
    if problem.kind in SETTINGS:
        return told_setting(found or "", words)
    return (words.find(_ROOMS.get(problem.kind, ""), found or "") or found) or ""


def expected(wanted: str | Phrase, words: Catalogue) -> str:
    """What would be right: a type, a list of words, who may set something, or a shape of the grammar."""
    if isinstance(wanted, str):
        return words.find("expected", wanted) or wanted
    if wanted.id == "set-by":
        return ", ".join(_setter(layer, str(mode), words) for layer, mode in wanted.parts)
    return tell_phrase(wanted, "shapes", words)


def _setter(layer: str, mode: str, words: Catalogue) -> str:
    """Who may set something; and how, where he may not set whatever he likes."""
    who = words.text("layers", layer)
    return who if mode == "replace" else f"{who} ({words.text('modes', mode)})"


def tell_phrase(phrase: Phrase, room: str, words: Catalogue) -> str:
    """A phrase by its words in a room of the catalogue, with its values in words too."""
    return words.text(room, phrase.id, **{name: _part(name, value, words) for name, value in phrase.parts})


def _part(name: str, value: object, words: Catalogue) -> str:
    """A value of a phrase: a type, what a list holds, or something that is shown as it is."""
    if isinstance(value, Type):
        return tell_type(value, words)
    if name == "item" and isinstance(value, str | Phrase):
        return expected(value, words)
    if name == "role":
        return words.name("roles", str(value))
    return told_plain(value, words) if name == "value" and isinstance(value, str) else str(value)


def tell_type(type_: Type, words: Catalogue) -> str:
    """`number [days]` in the reader's language, the unit as it stands in the file."""
    sort = words.text("sorts", type_.sort.value)
    unit = f" [{type_.unit}]" if type_.unit else ""
    return f"{words.text('sorts', 'many')} {sort}{unit}" if type_.many else f"{sort}{unit}"
