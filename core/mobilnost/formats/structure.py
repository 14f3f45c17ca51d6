"""Plain data to typed values: one strict converter for each format, made once."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import attrs
from cattrs import BaseValidationError, Converter

from mobilnost.formats import containers, scalars
from mobilnost.formats.mistakes import located, mistakes_in, place_in
from mobilnost.formats.positions import Format, Lines
from mobilnost.model.problems import BadValue, InvalidData

T = TypeVar("T")

UNREADABLE = (BaseValidationError, BadValue)
"""What the converter raises when data do not make the value that they should."""


@cache
def converter(format: Format = Format.TOML) -> Converter:
    """The converter of a format: no coercion, no unknown keys, and all errors of a document together."""
    made = Converter(forbid_extra_keys=True, detailed_validation=True, omit_if_default=True)
    for type_, hook in _scalars(format).items():
        made.register_structure_hook(type_, hook)
    made.register_structure_hook_func(lambda type_: type_ is object, scalars.free)
    made.register_structure_hook_func(lambda type_: type_ is scalars.Raw, scalars.raw)
    _add_containers(made)
    made.register_unstructure_hook_func(containers.is_written, str)
    made.register_unstructure_hook(StrEnum, lambda word: str(word.value))
    return made


def _scalars(format: Format) -> dict[Any, scalars.Hook]:
    is_json = format is Format.JSON
    return {
        str: scalars.text,
        int: scalars.integer,
        bool: scalars.boolean,
        StrEnum: scalars.member,
        Decimal: scalars.decimal_or_text if is_json else scalars.decimal,
        dt.date: scalars.iso_day if is_json else scalars.day,
        dt.datetime: scalars.iso_moment if is_json else scalars.moment,
    }


def _add_containers(made: Converter) -> None:
    """Later factories are asked first, so that what is written as one text is not taken for a table."""
    for predicate, factory in (
        (attrs.has, containers.class_hook),
        (containers.is_written, containers.written_hook),
        (containers.is_list, containers.list_hook),
        (containers.is_table, containers.table_hook),
        (containers.is_words, containers.words_hook),
        (containers.is_choice, containers.choice_hook),
        (containers.is_checked, containers.checked_hook),
    ):
        made.register_structure_hook_factory(predicate, factory)


def structure(data: object, type_: type[T], file: str | None, lines: Lines | None, format: Format = Format.TOML) -> T:
    """The value that the data of a file makes: any frozen class of attrs, by its annotations.

    Raises InvalidData with every problem in it, each with file, line and key.
    """
    try:
        return converter(format).structure(data, type_)
    except UNREADABLE as error:
        problems = located(mistakes_in(error), lambda path: place_in(file, lines, path))
        raise InvalidData(problems) from error
