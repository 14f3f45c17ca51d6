"""What can be wrong with data, as values, and the errors that carry them.

    MobilnostError
    ├── InvalidData            a document cannot be used; `.problems` lists every mistake in it
    └── BadValue (ValueError)  a frozen value was asked to hold what it cannot mean

A mistake in data is a `Problem`: ids and values, never a sentence. Sentences are made from them by the
catalogues of the language that the reader asked for.
"""

import json
from collections.abc import Iterable

from attrs import frozen

Path = tuple[str | int, ...]
"""Where something stands in a document: keys, and positions in lists counted from 0."""


@frozen
class Place:
    """Where in a file something stands: `line` counts from 1, `key` is dotted (`documents[1].type`).

    `column` is known where a file cannot even be parsed, and counts from 1 too.
    """

    file: str | None
    line: int | None
    key: str
    column: int | None = None

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{where}: {self.key}" if where and self.key else where or self.key


@frozen
class Phrase:
    """What one value does not say: an id, and values under their names. The catalogues make words of it.

    As a text it is `alike (this: span, other: number of days)`.
    """

    id: str
    parts: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, id: str, **parts: object) -> "Phrase":
        """The same, with its values as keywords."""
        return cls(id, tuple(parts.items()))

    def __str__(self) -> str:
        told = ", ".join(f"{name}: {value}" for name, value in self.parts)
        return f"{self.id} ({told})" if told else self.id


Found = str | Phrase
"""What was found: a value as it is written, an id, or more."""

Expected = str | Phrase
"""What would be right: ids (`study, traineeship`), the name of a type (`date`), a bound (`<= 32`), or more."""


@frozen
class Problem:
    """One mistake in data, found at one place.

    `kind` is a stable kebab-case id (`unknown-key`, `wrong-type`, `missing-key`, `wrong-value`, `syntax` …);
    `found` is what stands there, `expected` what would be right; `suggestion` is what was probably meant; `article`
    is the article that forbids it (`čl. 9`); `others` are further places that take part, as in a conflict.
    """

    kind: str
    place: Place
    found: Found | None = None
    expected: Expected | None = None
    suggestion: str | None = None
    article: str | None = None
    others: tuple[Place, ...] = ()

    def __str__(self) -> str:
        details = (
            ("found", self.found),
            ("expected", self.expected),
            ("suggestion", self.suggestion),
            ("article", self.article),
            ("others", "; ".join(map(str, self.others)) or None),
        )
        told = ", ".join(f"{name} {value}" for name, value in details if value is not None)
        line = f"{self.place}: {self.kind}" if str(self.place) else self.kind
        return f"{line} ({told})" if told else line


class MobilnostError(Exception):
    """The root of every error that this package raises on purpose."""


class InvalidData(MobilnostError):
    """A document cannot be used. Nothing of it was loaded; every problem found in it is listed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class BadValue(MobilnostError, ValueError):
    """A value cannot hold what it was given; `path` leads from the value to the attribute that is wrong.

    The other attributes are those of the `Problem` that it becomes when the value stood in a file. `further` is what
    else is wrong with the same value.
    """

    def __init__(
        self,
        *path: str | int,
        kind: str = "wrong-value",
        found: str | None = None,
        expected: Expected | None = None,
        suggestion: str | None = None,
    ) -> None:
        self.path: Path = path
        self.kind = kind
        self.found = found
        self.expected = expected
        self.suggestion = suggestion
        self.further: tuple[BadValue, ...] = ()
        super().__init__(path, kind, found, expected, suggestion)

    @property
    def each(self) -> "tuple[BadValue, ...]":
        """Everything that is wrong with the value, one by one."""
        return (self, *self.further)

    def at(self, *path: str | int) -> "BadValue":
        """The same mistake where the value stands in another; what else is wrong with the value is not taken along."""
        return BadValue(*path, kind=self.kind, found=self.found, expected=self.expected, suggestion=self.suggestion)

    def __str__(self) -> str:
        place = Place(None, None, dotted(self.path))
        return str(Problem(self.kind, place, self.found, self.expected, self.suggestion))


def dotted(path: Path) -> str:
    """The path as people write it: `documents[1].type`; a key that itself has dots, or cannot be shown, is quoted."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            shown = printable(part)
            text += ("." if text else "") + (shown if part and ("." not in part or shown != part) else f'"{part}"')
    return text


def printable(key: str) -> str:
    """A key as it can be shown: what would steer a terminal, or break the line, is written as an escape."""
    return key if key.isprintable() else json.dumps(key)
