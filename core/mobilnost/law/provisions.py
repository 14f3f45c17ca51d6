"""Provisions: each number and each switch of the law, once, with its citation and who else may set it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from attrs import converters, field, frozen

from mobilnost.grammar import TRUE, Absence, Node, Type, parse, read_value
from mobilnost.law.citations import Authority, Citation, Layer, Origin
from mobilnost.model import Place


class Mode(StrEnum):
    """How a layer may change a value that stands beneath it."""

    REPLACE = "replace"
    EXTEND = "extend"
    TIGHTEN = "tighten"
    WAIVE = "waive"


class Stricter(StrEnum):
    """The side on which a figure asks for more."""

    HIGHER = "higher"
    LOWER = "lower"


class Use(StrEnum):
    """The work in which people act on a figure that no rule tests: the software keeps it and shows it there."""

    SELECTION = "selection"
    ENROLMENT = "enrolment"
    INFORMATION = "information"
    PAPERS = "papers"
    FUNDING = "funding"
    RECOGNITION = "recognition"
    APPEALS = "appeals"


@frozen(kw_only=True)
class Permission:
    """That a layer may set a provision, in which mode, on what condition, and by which article."""

    layer: Layer = field(converter=Layer)
    mode: Mode = field(converter=Mode, default=Mode.REPLACE)
    applies: Node = field(converter=parse, default=TRUE)
    citation: Citation | None = None


@frozen(kw_only=True)
class DatedValue:
    """What a provision says from a day to a day, where the condition holds.

    `value` is of the provision's type, or an `Absence`: no limit, or open because no source supports a figure.
    `reviewed` is the day somebody last held the value against its source.
    """

    value: object
    applies: Node = field(converter=parse, default=TRUE)
    valid_from: date | None = None
    valid_to: date | None = None
    citation: Citation | None = None
    reviewed: date | None = None
    place: Place | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the value is in force on a day; both ends count."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@frozen(kw_only=True)
class Provision:
    """A figure of the law: key, type and unit, its dated values, and who may set it.

    `stricter` names the side on which it asks for more. `setting` marks what the office may fill in its settings.
    `words` gives names to particular values (`literal`). `used_by` names the work that a figure without a rule serves.
    """

    key: str
    type: Type
    citation: Citation
    authority: Authority = field(default=Authority.UNIVERSITY, converter=Authority)
    values: tuple[DatedValue, ...] = ()
    permissions: tuple[Permission, ...] = ()
    stricter: Stricter | None = field(default=None, converter=converters.optional(Stricter))
    setting: bool = False
    words: tuple[tuple[str, object], ...] = ()
    used_by: tuple[Use, ...] = ()
    place: Place | None = None

    def permission(self, layer: Layer) -> tuple[Permission, ...]:
        """What a layer may do to this provision."""
        return tuple(one for one in self.permissions if one.layer is layer)

    def exceptions(self, layer: Layer = Layer.DECISION) -> tuple[Permission, ...]:
        """What lets a layer set this provision aside for one dossier; each where its condition holds of it."""
        return tuple(one for one in self.permission(layer) if one.mode is Mode.WAIVE)


@frozen(kw_only=True)
class Override:
    """What a layer other than the provision's own says about it. `mode` may be left to the provision.

    An `optional` one concerns a provision that not every regulation has, and is passed over where it is missing.
    `applies_place` is given where a file keeps `applies` elsewhere than the rest.
    """

    key: str
    value: object
    origin: Origin
    mode: Mode | None = None
    optional: bool = False
    applies: Node = field(converter=parse, default=TRUE)
    applies_place: Place | None = None


@frozen(kw_only=True)
class Waiver:
    """That a special decision sets a provision aside for one dossier."""

    key: str
    origin: Origin


def value_of(provision: Provision, raw: object) -> object:
    """A raw value as the provision's type has it: also `none`, `open`, or one of its named values."""
    named: dict[object, object] = dict(provision.words)
    if isinstance(raw, str) and raw in named:
        return named[raw]
    if raw in ("none", "open"):
        return Absence(raw)
    if isinstance(raw, Absence):
        return raw
    if provision.type.many and isinstance(raw, str):
        raw = [raw]
    return read_value(raw, provision.type)


def is_stricter(provision: Provision, value: Any, beneath: Any) -> bool:
    """Whether a value asks for at least as much as the one beneath; any limit is stricter than none."""
    if value == beneath:
        return True
    if isinstance(value, Absence):
        return False
    if isinstance(beneath, Absence):
        return True
    if provision.stricter is None:
        return False
    return bool(value > beneath) if provision.stricter is Stricter.HIGHER else bool(value < beneath)
