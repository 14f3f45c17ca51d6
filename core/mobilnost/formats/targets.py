"""The keys of a record that a column of a list can fill, by the classes of the model themselves.

`mobility.start`, `person.citizenships`, `student.languages`; of a list of tables each entry has its number, counted
from 1: `courses.1.host_title`, `documents.2.date`.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import field, frozen

from mobilnost.formats import layouts
from mobilnost.formats.cells import Sort
from mobilnost.formats.containers import is_checked, is_list, is_table, is_written
from mobilnost.formats.layouts import Layout
from mobilnost.formats.scalars import closest
from mobilnost.languages import LANGUAGES
from mobilnost.model.codes import TEXT
from mobilnost.model.dossiers import Dossier
from mobilnost.model.institutions import Institution
from mobilnost.model.persons import LanguageSkill

NUMBER = "1"
"""Stands for the number of an entry in the keys that are offered."""
_NUMBER = re.compile(r"[1-9][0-9]?", re.ASCII)
_SORTS: Mapping[type, Sort] = {
    str: Sort.TEXT,
    int: Sort.INTEGER,
    bool: Sort.BOOLEAN,
    Decimal: Sort.NUMBER,
    dt.date: Sort.DATE,
}


@frozen(kw_only=True)
class Record:
    """What the rows of a list become, and how its document is laid out; `always` are tables that none lacks.

    `part` is the table that is kept as a record of its own too.
    """

    class_: type[Any]
    layout: Layout = field(eq=False, repr=False)
    always: tuple[str, ...] = ()
    part: str | None = None


#: What is missing of a dossier's mobility and person is said key by key.
DOSSIERS = Record(class_=Dossier, layout=layouts.DOSSIER, always=("mobility", "person"), part="person")
INSTITUTIONS = Record(class_=Institution, layout=Layout(type_=Institution))


@frozen(kw_only=True)
class Target:
    """A key that a column fills: what belongs there, and the words that may stand there, if they are few.

    A `code` has no blanks at its ends, so that those of a cell mean nothing.
    """

    key: str
    sort: Sort
    words: tuple[str, ...] = ()
    code: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The key in its parts; the number of an entry is one of them."""
        return tuple(self.key.split("."))


@cache
def targets(record: Record = DOSSIERS) -> Mapping[str, Target]:
    """Every key by its name, with 1 for the number of an entry, in the order of the record."""
    return {target.key: target for target in _in_class(record.class_, ())}


def target_of(key: str, record: Record = DOSSIERS) -> Target | None:
    """The target of a key, whatever the numbers of its entries."""
    found = targets(record).get(_offered(key))
    return None if found is None else attrs.evolve(found, key=key)


def meant(key: str, record: Record = DOSSIERS) -> str | None:
    """The key that was probably meant; what is not more than a last part may stand for the whole."""
    ends = [one for one in targets(record) if one.rpartition(".")[2] == key]
    return ends[0] if len(ends) == 1 else closest(key, list(targets(record)))


def _offered(key: str) -> str:
    parts = (NUMBER if _NUMBER.fullmatch(part) else part for part in key.split("."))
    return ".".join(parts)


def _in_class(class_: type[Any], path: tuple[str, ...]) -> Iterator[Target]:
    hints = get_type_hints(class_, include_extras=True)
    for attribute in attrs.fields(class_):
        yield from _in_type(hints[attribute.name], (*path, attribute.name))


def _in_type(annotated: Any, path: tuple[str, ...]) -> Iterator[Target]:
    type_, key = bare(annotated), ".".join(path)
    if is_list(type_):
        element = bare(get_args(type_)[0])
        if element is LanguageSkill:
            yield Target(key=key, sort=Sort.SKILLS)
        elif attrs.has(element):
            yield from _in_class(element, (*path, NUMBER))
        else:
            yield Target(key=key, sort=Sort.LIST)
    elif is_table(type_):
        yield from (Target(key=f"{key}.{language}", sort=Sort.TEXT) for language in LANGUAGES)
    elif is_written(type_):
        yield Target(key=key, sort=Sort.TEXT, code=True)
    elif attrs.has(type_):
        yield from _in_class(type_, path)
    elif isinstance(type_, type) and issubclass(type_, Enum):
        yield Target(key=key, sort=Sort.TEXT, words=tuple(str(one.value) for one in type_))
    else:
        yield Target(key=key, sort=_SORTS[type_], code=type_ is str and _is_code(annotated))


def _is_code(type_: Any) -> bool:
    """Whether a text is a code or an id, and not words of somebody."""
    members = [type_, *get_args(type_)] if get_origin(type_) in (Union, types.UnionType) else [type_]
    return any(is_checked(one) and TEXT not in get_args(one) for one in members)


def bare(type_: Any) -> Any:
    """The type without what only checks it, and without that it may be absent."""
    if is_checked(type_):
        return bare(get_args(type_)[0])
    if get_origin(type_) in (Union, types.UnionType):
        return bare(next(one for one in get_args(type_) if one is not types.NoneType))
    return type_
