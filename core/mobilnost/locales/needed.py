"""Which words a law needs, so that everything it speaks of has a name: paths in a catalogue."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mobilnost.grammar import Sort, Type, facts_of, figures_of
from mobilnost.law import Provision
from mobilnost.rules import EVERY, Contribution, FactDefinition, Rule

Path = tuple[str, ...]

#: Rooms of a catalogue that name things by their ids, so that a name without a thing shows a slip of the pen.
BY_ID = ("facts", "provisions", "rules", "obligations")
#: Which forms a number takes is the language's own matter.
OF_LANGUAGES = "units"


def needed(law: Contribution, facts: Iterable[FactDefinition]) -> Iterator[tuple[Path, ...]]:
    """The words that a law and its facts need; of each group of paths one will do."""
    for fact in facts:
        yield from of_fact(fact)
    for provision in law.provisions:
        yield from _of_figure(provision)
        yield from _of_values(provision, law.rules)
    for rule in law.rules:
        yield titles_of(rule)
    yield from of_papers(law)
    yield from ((("components", one.id),) for one in law.components)
    yield from of_steps(law)


def of_fact(fact: FactDefinition) -> Iterator[tuple[Path, ...]]:
    """A fact has a name; one that is so or not both statements and clauses, a day the form behind 'before'."""
    yield (("facts", fact.name, "name"),)
    yield from _of_switch("facts", fact.name, fact.type)
    if fact.type.sort is Sort.DATE:
        yield (("facts", fact.name, "gen"),)
    yield from _of_choice(fact.name, fact.type)


def _of_figure(provision: Provision) -> Iterator[tuple[Path, ...]]:
    yield (("provisions", provision.key, "name"),)
    yield from _of_switch("provisions", provision.key, provision.type)


def _of_values(provision: Provision, rules: Iterable[Rule]) -> Iterator[tuple[Path, ...]]:
    """What a provision may be: in words of its own, of the facts that it is compared with, or in those of all."""
    tests = [rule.requires for rule in rules if provision.key in figures_of(rule.requires)]
    rooms = (provision.key, *dict.fromkeys(name for test in tests for name in facts_of(test)))
    for ((_, _, value),) in _of_choice(provision.key, provision.type):
        yield (*(("words", room, value) for room in rooms), ("documents", value), ("items", value))


def _of_switch(room: str, name: str, type_: Type) -> Iterator[tuple[Path, ...]]:
    if type_.sort is Sort.BOOLEAN:
        yield from (((room, name, form),) for form in ("yes", "no", "if", "if_not"))


def _of_choice(name: str, type_: Type) -> Iterator[tuple[Path, ...]]:
    if type_.sort is Sort.CHOICE and not all(value.isdigit() for value in type_.values):
        yield from ((("words", name, value),) for value in type_.values)


def titles_of(rule: Rule) -> tuple[Path, ...]:
    """What may be the title of a rule: its own, that of its provision, or that of the fact it looks at."""
    looked_at = facts_of(rule.principal[0])[:1]
    own: tuple[Path, ...] = (("rules", rule.id, "name"), ("provisions", rule.id, "name"))
    return (*own, *(("facts", name, "name") for name in looked_at))


def of_papers(law: Contribution) -> Iterator[tuple[Path, ...]]:
    """Papers, duties, and whoever has to do with them."""
    for paper in law.documents:
        yield (("documents", paper.type),)
        yield from ((("roles", role),) for role in (*paper.signatories, paper.issuer) if role)
    for duty in law.obligations:
        yield (("obligations", duty.id, "name"),)
        yield (("obligations", duty.id, "does"),)
        yield (("to", duty.to or "student"),)
        yield from ((("roles", role),) for role in (duty.who, duty.to) if role)
        yield from ((("documents", type_),) for type_ in duty.evidence)


def of_steps(law: Contribution) -> Iterator[tuple[Path, ...]]:
    """Procedures, their steps, who takes them, and the papers that they ask for or bring about."""
    lists = {one.key for one in law.provisions if one.type.many} | {EVERY}
    for procedure in law.procedures:
        yield (("procedures", procedure.id),)
        for step in procedure.steps:
            yield (("steps", step.id),)
            yield (("roles", step.role),)
            papers = (*step.documents, *step.produces)
            yield from ((("documents", one),) for one in papers if one not in lists and "." not in one)


def leaves(table: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a catalogue by its path."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), str(value)


def blanks(text: str) -> list[str]:
    """The blanks of a text, sorted; none of one whose braces are no blanks."""
    try:
        return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})
    except ValueError:
        return []
