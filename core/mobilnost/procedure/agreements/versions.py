"""Two versions of an agreement compared field by field, each thing with what it is in the other and not by position.

Places are the same by direction, kind and cycles, terms by their provision, conditions by their id. What the order of a
list says is nothing. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from attrs import fields, frozen, has

from mobilnost.model import Agreement, Condition, Places, Term

T = TypeVar("T")


class Part(StrEnum):
    """What of an agreement a change is in."""

    HEAD = "agreement"
    PLACES = "places"
    TERMS = "terms"
    CONDITIONS = "conditions"


@frozen(kw_only=True)
class Change:
    """One field that differs, or (with no `key`) a whole entry that only one version has.

    `entry` is the places, term or condition that the field is in, as the later version that has it says; `key` is
    dotted where a field has fields of its own.
    """

    part: Part
    key: str = ""
    entry: Places | Term | Condition | None = None
    before: Any = None
    after: Any = None

    @property
    def name(self) -> str:
        """What the entry is called: the provision of a term, the id of a condition."""
        match self.entry:
            case Term():
                return self.entry.provision
            case Condition():
                return self.entry.id
            case _:
                return ""


#: What is compared entry by entry, beside the fields of the agreement itself.
LISTS = ("places", "terms", "conditions")
#: What an agreement and the one that renews it differ in by themselves.
OWN = ("id", "amends", "signed", "valid_from", "valid_to")


def changes(before: Agreement, after: Agreement) -> tuple[Change, ...]:
    """Everything in which a version of an agreement differs from another."""
    return (
        *_head(before, after),
        *_entries(Part.PLACES, before.places, after.places, _exact_place, _place),
        *_entries(Part.TERMS, before.terms, after.terms, _exact_term, lambda one: one.provision),
        *_entries(Part.CONDITIONS, before.conditions, after.conditions, _condition, _condition),
    )


def _head(before: Agreement, after: Agreement) -> Iterator[Change]:
    for one in fields(Agreement):
        if one.name not in LISTS:
            was, now = getattr(before, one.name), getattr(after, one.name)
            for key, (old, new) in _differing(was, now, one.name):
                yield Change(part=Part.HEAD, key=key, before=old, after=new)


def _entries(
    part: Part,
    before: Iterable[Any],
    after: Iterable[Any],
    exact: Callable[[Any], Hashable],
    loose: Callable[[Any], Hashable],
) -> Iterator[Change]:
    """The changes of entries: those that are the same exactly are set against each other before those alike."""
    gone, new = list(before), list(after)
    pairs = [*_paired(gone, new, _whole), *_paired(gone, new, exact), *_paired(gone, new, loose)]
    for was, now in pairs:
        for key, (old, later) in _differing(was, now, ""):
            yield Change(part=part, entry=now, key=key, before=old, after=later)
    yield from (Change(part=part, entry=one, before=one) for one in gone)
    yield from (Change(part=part, entry=one, after=one) for one in new)


def _paired(gone: list[T], new: list[T], name: Callable[[T], Hashable]) -> list[tuple[T, T]]:
    """Takes what bears one name out of both lists."""
    found = []
    for one in list(gone):
        twin = next((other for other in new if name(other) == name(one)), None)
        if twin is not None:
            gone.remove(one)
            new.remove(twin)
            found.append((one, twin))
    return found


def _whole(entry: Hashable) -> Hashable:
    return entry


def _exact_place(one: Places) -> Hashable:
    return one.direction, one.kind, None if one.cycles is None else frozenset(one.cycles)


def _place(one: Places) -> Hashable:
    return one.direction, one.kind


def _exact_term(one: Term) -> Hashable:
    return one.provision, one.applies


def _condition(one: Condition) -> Hashable:
    return one.id


def _differing(was: Any, now: Any, path: str) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """The fields, however deep, that two values differ in; of what only one has, the whole."""
    if has(type(was)) and type(was) is type(now):
        for one in fields(type(was)):
            inner = f"{path}.{one.name}" if path else one.name
            yield from _differing(getattr(was, one.name), getattr(now, one.name), inner)
    elif _named(was) is not None and _named(now) is not None:
        yield from _listed(_named(was) or {}, _named(now) or {}, path)
    elif _plain(was) != _plain(now):
        yield path, (was, now)


def _listed(was: Mapping[str, Any], now: Mapping[str, Any], path: str) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """The entries of two lists by their names, and their order where what both have stands in another."""
    for name in dict.fromkeys((*was, *now)):
        yield from _differing(was.get(name), now.get(name), f"{path}.{name}")
    orders = tuple(name for name in was if name in now), tuple(name for name in now if name in was)
    if orders[0] != orders[1]:
        yield path, orders


def _named(value: Any) -> Mapping[str, Any] | None:
    """The entries of a list by their names, where they have names."""
    if not isinstance(value, tuple) or not all(has(type(one)) for one in value):
        return None
    names = [str(getattr(one, "id", None) or getattr(one, "fact", "")) for one in value]
    return dict(zip(names, value, strict=True)) if all(names) else None


def _plain(value: Any) -> Any:
    """A value that can be compared: the order of a list of words says nothing."""
    words = isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    return frozenset(value) if words else value
