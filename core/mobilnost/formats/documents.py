"""The documents of an office, from files or from texts that somebody else has read.

Each of them is loaded as a whole or not at all: whatever is wrong with it is gathered and raised as one
InvalidData. A file named `.json` is JSON; all others are TOML.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar

from attrs import evolve, field, frozen

from mobilnost.formats import layouts
from mobilnost.formats.layouts import Layout, Renames, in_file, lift
from mobilnost.formats.mistakes import Mistake, located, mistakes_in, place_in
from mobilnost.formats.positions import Format, Lines
from mobilnost.formats.structure import UNREADABLE, converter
from mobilnost.formats.text import format_of, parsed, read_text
from mobilnost.model.agreements import Agreement
from mobilnost.model.calls import Call
from mobilnost.model.decisions import Decision
from mobilnost.model.dossiers import Dossier
from mobilnost.model.grading import Grading
from mobilnost.model.institutions import Institution
from mobilnost.model.problems import InvalidData, Path, Place
from mobilnost.model.settings import Settings

T_co = TypeVar("T_co", covariant=True)


@frozen(kw_only=True)
class Loaded(Generic[T_co]):
    """A value, the file that it came from, and where in it each of its parts stands."""

    value: T_co
    file: str | None
    lines: Lines = field(eq=False, repr=False)
    renames: Renames = field(eq=False, repr=False, factory=dict)

    def place(self, *path: str | int) -> Place:
        """Where a part of the value stands: `place("terms", 0, "value")`, `place("valid_from")`."""
        return place_in(self.file, self.lines, in_file(path, self.renames))


def load_dossier(path: FilePath | str) -> Loaded[Dossier]:
    """The dossier in a file. Raises InvalidData."""
    return parse_dossier(read_text(path), str(path), format_of(path))


def load_agreement(path: FilePath | str) -> Loaded[Agreement]:
    """The agreement in a file. Raises InvalidData."""
    return parse_agreement(read_text(path), str(path), format_of(path))


def load_call(path: FilePath | str) -> Loaded[Call]:
    """The call in a file. Raises InvalidData."""
    return parse_call(read_text(path), str(path), format_of(path))


def load_decision(path: FilePath | str) -> Loaded[Decision]:
    """The special decision in a file. Raises InvalidData."""
    return parse_decision(read_text(path), str(path), format_of(path))


def load_settings(path: FilePath | str) -> Loaded[Settings]:
    """The settings of an office, its `mobilnost.toml`. Raises InvalidData."""
    return parse_settings(read_text(path), str(path), format_of(path))


def load_institutions(path: FilePath | str) -> Loaded[tuple[Institution, ...]]:
    """The institutions in a file of `[[institutions]]`. Raises InvalidData."""
    return parse_institutions(read_text(path), str(path), format_of(path))


def load_grading(path: FilePath | str) -> Loaded[Grading]:
    """How an institution grades, from a file. Raises InvalidData."""
    return parse_grading(read_text(path), str(path), format_of(path))


def parse_dossier(text: str, file: str | None = None, format: Format = Format.TOML) -> Loaded[Dossier]:
    """The dossier in a text; `file` is the name that problems give it. Raises InvalidData."""
    return _parse(text, file, format, layouts.DOSSIER)


def parse_agreement(text: str, file: str | None = None, format: Format = Format.TOML) -> Loaded[Agreement]:
    """The agreement in a text. Raises InvalidData."""
    return _parse(text, file, format, layouts.AGREEMENT)


def parse_call(text: str, file: str | None = None, format: Format = Format.TOML) -> Loaded[Call]:
    """The call in a text. Raises InvalidData."""
    return _parse(text, file, format, layouts.CALL)


def parse_decision(text: str, file: str | None = None, format: Format = Format.TOML) -> Loaded[Decision]:
    """The special decision in a text. Raises InvalidData."""
    return _parse(text, file, format, layouts.DECISION)


def parse_settings(text: str, file: str | None = None, format: Format = Format.TOML) -> Loaded[Settings]:
    """The settings in a text. Raises InvalidData."""
    return _parse(text, file, format, layouts.SETTINGS)


def parse_grading(text: str, file: str | None = None, format: Format = Format.TOML) -> Loaded[Grading]:
    """How an institution grades, from a text. Raises InvalidData."""
    return _parse(text, file, format, layouts.GRADING)


def parse_institutions(
    text: str, file: str | None = None, format: Format = Format.TOML
) -> Loaded[tuple[Institution, ...]]:
    """The institutions in a text. Raises InvalidData."""
    loaded: Loaded[layouts.InstitutionFile] = _parse(text, file, format, layouts.INSTITUTIONS)
    return Loaded(value=loaded.value.institutions, file=file, lines=loaded.lines)


def _parse(text: str, file: str | None, format: Format, layout: Layout) -> Loaded[Any]:
    format = Format(format)  # who embeds us may say "json"
    data, lines = parsed(text, file, format)
    value, renames = structured(data, layout, lambda path: place_in(file, lines, path), format)
    return Loaded(value=value, file=file, lines=lines, renames=renames)


def structured(
    data: Mapping[str, Any], layout: Layout, place_of: Callable[[Path], Place], format: Format = Format.TOML
) -> tuple[Any, Renames]:
    """The value that the data of a document make, and how its paths differ from the document's.

    `place_of` says where a path of the document stands. Raises InvalidData.
    """
    flat, renames, mistakes = lift(data, layout)
    try:
        value = converter(format).structure(flat, layout.type_)
    except UNREADABLE as error:
        value = None
        mistakes += _news(mistakes, mistakes_in(error), renames)
    if mistakes:
        mistakes = [evolve(one, found=None) if one.path in layout.private else one for one in mistakes]
        raise InvalidData(located(mistakes, place_of))
    return value, renames


def _news(known: list[Mistake], further: Iterable[Mistake], renames: Renames) -> Iterator[Mistake]:
    """The further mistakes at their paths in the file, less the keys of a table known to be missing."""
    spoilt = {mistake.path for mistake in known if mistake.kind in ("missing-key", "wrong-type")}
    for mistake in further:
        path = in_file(mistake.path, renames)
        if mistake.kind != "missing-key" or path[:-1] not in spoilt:
            yield evolve(mistake, path=path)
