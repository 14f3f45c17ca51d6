"""What is wrong with a file, in words: where, what, what would be right, and which article says so."""

from __future__ import annotations

import re
from collections.abc import Callable

from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.locales.forms import sentence
from mobilnost.model import Place, Problem

#: What the grammar says it expected, where it speaks of types: the shape, and the words for it in the catalogue.
_SHAPES = (
    (re.compile(r"(?P<a>.+) with (?P=a), not with (?P<b>.+)"), "with"),
    (re.compile(r"(?P<a>.+) in a list of (?P=a), not in (?P<b>.+)"), "in_list"),
    (re.compile(r"(?P<a>.+) \+ (?P=a), not \+ (?P<b>.+)"), "plus"),
    (re.compile(r"(?P<a>.+) times a plain number"), "times"),
    (re.compile(r"(?P<a>.+) as (?P<name>\w+), not (?P<b>.+)"), "argument"),
    (re.compile(r"true or false, not (?P<b>.+)"), "condition"),
    (re.compile(r"a list of (?P<inner>.+)"), "list_of"),
)
_LIMIT = re.compile(r"at (?P<side>least|most) (?P<value>.+)")
_SETTER = re.compile(r"(?P<layer>\w+) \((?P<mode>\w+)\)")
_TYPE = re.compile(r"(?P<many>list of )?(?P<sort>[a-z-]+)(?: of (?P<unit>.+))?")


def tell_problem(problem: Problem, words: Catalogue) -> str:
    """A problem in one line: `file:line: key: what is wrong. What would be right.`"""
    return f"{where(problem.place)}{tell_mistake(problem, words)}"


def tell_mistake(problem: Problem, words: Catalogue) -> str:
    """What is wrong, without the place."""
    found = problem.found if problem.found is not None else ""
    pattern = words.find("problems", problem.kind)
    first = problem.kind if pattern is None else filled(pattern, found=found, key=problem.place.key)
    told = [sentence(first)]
    if problem.expected is not None:
        key = "allowed" if problem.kind.startswith("unlawful-") else "expected"
        told.append(sentence(words.text("mistakes", key, expected=expected(problem.expected, words))))
    if problem.suggestion is not None:
        told.append(words.text("mistakes", "suggestion", suggestion=problem.suggestion))
    if problem.article is not None:
        key = "forbidden" if problem.kind.startswith("unlawful-") else "article"
        told.append(sentence(words.text("mistakes", key, article=problem.article)))
    if problem.others:
        places = "; ".join(where(one).removesuffix(": ") for one in problem.others)
        told.append(sentence(words.text("mistakes", "others", places=places)))
    return " ".join(told)


def where(place: Place) -> str:
    """`dossier.toml:3: mobility.agreement: `, as editors and people read it."""
    text = str(place)
    return f"{text}: " if text else ""


def expected(text: str, words: Catalogue) -> str:
    """What would be right: a type, a list of words, who may set something, or a shape of the grammar."""
    known = words.find("expected", text)
    if known is not None:
        return known
    if limit := _LIMIT.fullmatch(text):
        return words.text("mistakes", f"at_{limit['side']}", value=limit["value"])
    if _SETTER.match(text):
        return ", ".join(_SETTER.sub(_setter(words), part) for part in text.split(", "))
    for shape, key in _SHAPES:
        if match := shape.fullmatch(text):
            parts = {name: _part(name, value, words) for name, value in match.groupdict().items()}
            return words.text("shapes", key, **parts)
    return text


def _part(name: str, value: str, words: Catalogue) -> str:
    """A part of a shape: a type, what a list holds, or the name of a parameter as it is."""
    return value if name == "name" else expected(value, words) if name == "inner" else _type(value, words)


def _setter(words: Catalogue) -> Callable[[re.Match[str]], str]:
    def told(match: re.Match[str]) -> str:
        layer = words.text("layers", match["layer"])
        return f"{layer} ({words.text('modes', match['mode'])})"

    return told


def _type(text: str, words: Catalogue) -> str:
    """`number of days` in the reader's language, the unit as it stands in the file."""
    match = _TYPE.fullmatch(text)
    sort = words.find("sorts", match["sort"]) if match else None
    if match is None or sort is None:
        return text
    unit = f" [{match['unit']}]" if match["unit"] else ""
    return f"{words.text('sorts', 'many')} {sort}{unit}" if match["many"] else f"{sort}{unit}"
