"""From the errors of cattrs to mistakes: each with its path in the document, all of a document at once."""

from collections.abc import Callable, Iterable, Iterator

import attrs
from attrs import frozen
from cattrs import BaseValidationError, ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from mobilnost.formats.positions import Lines
from mobilnost.formats.scalars import closest
from mobilnost.model.problems import BadValue, Expected, Path, Place, Problem, dotted, printable


@frozen
class Mistake:
    """A problem whose place is still a path in the document."""

    kind: str
    path: Path
    found: str | None = None
    expected: Expected | None = None
    suggestion: str | None = None

    def at(self, place: Place) -> Problem:
        """The problem that it is at a place."""
        return Problem(self.kind, place, self.found, self.expected, self.suggestion)


def located(mistakes: Iterable[Mistake], place_of: Callable[[Path], Place]) -> tuple[Problem, ...]:
    """The problems that the mistakes are in a file, in the order of its lines."""
    problems = [mistake.at(place_of(mistake.path)) for mistake in _without_echoes(list(mistakes))]
    return tuple(sorted(problems, key=lambda problem: (problem.place.line or 0, problem.place.key)))


def _without_echoes(mistakes: list[Mistake]) -> list[Mistake]:
    """A misspelt key is one mistake: that the key it was meant for is missing goes without saying."""
    unknown = (mistake for mistake in mistakes if mistake.kind == "unknown-key")
    meant = {(*mistake.path[:-1], mistake.suggestion) for mistake in unknown}
    return [mistake for mistake in mistakes if mistake.kind != "missing-key" or mistake.path not in meant]


def place_in(file: str | None, lines: Lines | None, path: Path) -> Place:
    """Where a path of a document stands in its file."""
    return Place(file, None if lines is None else lines.line(path), dotted(path))


def unknown_key(path: Path, known: Iterable[str]) -> Mistake:
    """The mistake of a key that nobody reads, with the one that was probably meant."""
    key = str(path[-1])
    return Mistake("unknown-key", path, found=printable(key), suggestion=closest(key, list(known)))


def mistakes_in(error: Exception, path: Path = ()) -> Iterator[Mistake]:
    """Every mistake that an error of the converter holds, at its path below `path`.

    An error that no data can cause is raised again.
    """
    match error:
        case BaseValidationError():
            yield from _in_group(error, path)
        case ForbiddenExtraKeysError():
            known = [attribute.name for attribute in attrs.fields(error.cl)]
            yield from (unknown_key((*path, key), known) for key in sorted(error.extra_fields))
        case KeyError():
            yield Mistake("missing-key", path)
        case BadValue():
            for one in error.each:
                yield Mistake(one.kind, (*path, *one.path), one.found, one.expected, one.suggestion)
        case ValueError() | TypeError():
            yield Mistake("wrong-value", path, found=str(error))
        case _:
            raise error


def _in_group(error: BaseValidationError, path: Path) -> Iterator[Mistake]:
    if isinstance(error, ClassValidationError):
        named, others = error.group_exceptions()
        for inner, attribute in named:
            yield from mistakes_in(inner, (*path, attribute.name))
    elif isinstance(error, IterableValidationError):
        counted, others = error.group_exceptions()
        for inner, element in counted:
            yield from mistakes_in(inner, (*path, element.index))
    else:
        others = list(error.exceptions)
    for inner in others:
        yield from mistakes_in(inner, path)
