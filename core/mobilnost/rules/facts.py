"""Facts: what is so about a dossier, as typed scalars with a name.

A fact is unknown (`None`) when the dossier does not say. Required facts are always known. A programme may hand over
facts of its own in the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

from mobilnost.grammar import CALENDAR, Type, WrongValue, read_value
from mobilnost.model import MobilnostError
from mobilnost.rules.case import Case

#: Who knows partners, agreements, calls and dates of the university.
OFFICE = "international_office"
#: Čl. 12 st. 1: courses are chosen with the unit's coordinator, who compares them.
UNIT = "unit"


@frozen(kw_only=True)
class FactDefinition:
    """A fact: its name, its type, how it is found, and what it means.

    `source` is the key of the dossier, or the type of the paper, that settles it when it is unknown. `supplied_by` is
    the role of whoever knows it where no law names who issues that paper; without one it is the participant.
    `otherwise` is the key of the dossier that settles it where the law does not ask for that paper.
    """

    name: str
    type: Type
    compute: Callable[[Case], Any]
    meaning: str
    required: bool = False
    source: str | None = None
    supplied_by: str | None = None
    otherwise: str | None = None

    def settled_by(self, asked: Container[str]) -> str | None:
        """The key or the paper that settles it, where these papers are asked for."""
        return self.source if self.source in asked else self.otherwise or self.source


def always(
    name: str, type_: Type, compute: Callable[[Case], Any], meaning: str, source: str | None = None
) -> FactDefinition:
    """A fact that is known of every dossier."""
    return FactDefinition(name=name, type=type_, compute=compute, meaning=meaning, required=True, source=source)


def perhaps(
    name: str,
    type_: Type,
    compute: Callable[[Case], Any],
    meaning: str,
    source: str | None = None,
    supplied_by: str | None = None,
    otherwise: str | None = None,
) -> FactDefinition:
    """A fact that may be unknown."""
    return FactDefinition(
        name=name,
        type=type_,
        compute=compute,
        meaning=meaning,
        source=source,
        supplied_by=supplied_by,
        otherwise=otherwise,
    )


class BrokenFact(MobilnostError):
    """A plugin's fact could not be found, or is not of its type; `plugin` and `fact` name it, `reason` says why."""

    def __init__(self, plugin: str, fact: str, reason: str) -> None:
        super().__init__(f"{plugin}: {fact}: {reason}")
        self.plugin = plugin
        self.fact = fact
        self.reason = reason


def guarded(definition: FactDefinition, plugin: str) -> FactDefinition:
    """The fact of a plugin, held to its type: whatever goes wrong in finding it is a `BrokenFact` that names both."""

    def compute(case: Case) -> Any:
        try:
            found = definition.compute(case)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a plugin may raise anything, SystemExit included
            raise BrokenFact(plugin, definition.name, f"{type(error).__name__}: {error}") from error
        return _held(definition, plugin, found)

    return evolve(definition, compute=compute)


def _held(definition: FactDefinition, plugin: str, found: Any) -> Any:
    if found is None and not definition.required:
        return None
    try:
        return read_value(found, definition.type)
    except WrongValue as error:
        raise BrokenFact(plugin, definition.name, str(error)) from error


def facts_for(case: Case, definitions: Iterable[FactDefinition]) -> dict[str, Any]:
    """The facts of a case by name, with the calendar that the grammar's functions count by."""
    facts: dict[str, Any] = {one.name: one.compute(case) for one in definitions}
    facts[CALENDAR] = case.calendar
    return facts


def types_of(definitions: Iterable[FactDefinition]) -> Mapping[str, Type]:
    """The types of facts by name."""
    return {one.name: one.type for one in definitions}
