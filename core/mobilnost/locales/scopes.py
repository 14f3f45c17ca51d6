"""Whom a rule, a paper or a permission concerns: `outgoing students, except on a traineeship`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from attrs import define, field, frozen

from mobilnost.grammar import (
    FALSE,
    TRUE,
    Compare,
    Comparison,
    Fact,
    Literal,
    Many,
    Member,
    Node,
    figures_of,
    fold,
)
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.phrases import Phrases
from mobilnost.locales.pieces import flattened, guarded, one_of, ranges
from mobilnost.locales.subjects import Subjects

#: What makes the noun phrase; everything else follows as a clause.
AXES = ("participant", "direction", "staff_category", "programme", "edition", "cycle", "kind", "semester")
#: Of these the noun needs exactly one value.
SINGLE = frozenset({"participant", "direction"})
#: What follows the noun as a place.
PLACES = ("cycle", "kind", "semester")
EQUALITIES = (Comparison.EQUAL, Comparison.DIFFERENT)


@define
class Group:
    """Who is picked out: values by fact, kinds that are left out, and the conditions that make no noun."""

    values: dict[str, tuple[str, ...]] = field(factory=dict)
    without: dict[str, tuple[str, ...]] = field(factory=dict)
    rest: list[Node] = field(factory=list)

    def add(self, node: Node) -> None:
        """One more condition."""
        name, values, negated = axis_of(node)
        if name is None or name in self.values or (name in SINGLE and len(values) > 1):
            self.rest.append(node)
        elif not negated:
            self.values[name] = values
        elif name == "kind" and name not in self.without:
            self.without[name] = values
        else:
            self.rest.append(node)

    @property
    def who(self) -> str:
        """The room of the noun."""
        participant = self.values.get("participant", ("",))[0]
        if "staff_category" in self.values and participant != "student":
            return "staff_of_category"
        if participant or "cycle" in self.values:
            return participant or "student"
        return "all" if self.values else "everybody"


class Sentences(Protocol):
    """What tells the requirements and conditions of a law, of which it is known whom they concern."""

    @property
    def words(self) -> Catalogue:
        """The words of the language."""

    @property
    def subjects(self) -> Subjects:
        """What facts and provisions are called."""

    @property
    def phrases(self) -> Phrases:
        """What expressions stand for."""

    @property
    def known_facts(self) -> Mapping[str, object]:
        """The facts that the law was resolved for."""

    def statement(self, node: Node, negated: bool = False) -> str:
        """One part of a requirement."""

    def clause(self, node: Node, negated: bool = False) -> str:
        """A condition with its conjunction."""

    def together(self, items: Iterable[Node], negated: bool = False) -> str:
        """Conditions that must all hold, as one clause."""

    def so(self, room: str, name: str, truth: bool) -> str:
        """What it means that a fact or switch is so, or is not."""


@frozen
class Scopes:
    """Tells conditions as the people and the stays that they pick out; what makes no noun, `abstract` tells."""

    abstract: Sentences

    # -- whom a condition concerns

    def scope(self, node: Node, form: str = "name") -> str:
        """Whom a condition picks out; `form` is `name`, or `for` with the preposition."""
        text = self.abstract.words.text
        node = fold(node, self.abstract.known_facts)
        if node == FALSE:
            return text("law", "never")
        why = self.never(node)
        if why is not None:
            return text("law", "never_since", why=why)
        group = self.group(node)
        return ", ".join([self.noun(group, form), *self.extras(group)])

    def empty(self, node: Node) -> bool:
        """Whether a condition picks out nobody."""
        node = fold(node, self.abstract.known_facts)
        return node == FALSE or self.never(node) is not None

    def circumstance(self, node: Node) -> str:
        """The same, where a condition that names nobody is a clause alone."""
        group = self.group(fold(node, self.abstract.known_facts))
        return ", ".join([*self.named(group, "name"), *self.extras(group)])

    def only(self, node: Node) -> str:
        """The same after 'only': `for incoming students`, `if the participant is a freemover`."""
        group = self.group(fold(node, self.abstract.known_facts))
        return ", ".join([*self.named(group, "for"), *self.extras(group)])

    def group(self, node: Node) -> Group:
        """The parts of a condition, sorted; what the law alone decides is left out."""
        group = Group()
        parts = [part for part in flattened(node) if self.abstract.phrases.constant(part) is not True]
        for part in guarded(parts):
            if part != TRUE:
                group.add(self.turned(one_of(part)))
        return group

    def turned(self, node: Node) -> Node:
        """Of a choice between two, what is not the one is the other."""
        name, values, negated = axis_of(node)
        type_ = self.abstract.subjects.types.get(name) if name in SINGLE else None
        others = [one for one in type_.values if one not in values] if type_ and negated else []
        return Compare(Comparison.EQUAL, Fact(name or ""), Literal(others[0])) if len(others) == 1 else node

    def never(self, node: Node) -> str | None:
        """Why a condition never holds under these figures, where one of its parts alone says so."""
        for part in flattened(node):
            if figures_of(part) and self.abstract.phrases.constant(part) is False:
                return self.abstract.statement(part)
        return None

    def named(self, group: Group, form: str) -> list[str]:
        """The noun, where there is one; participants of whatever sort are not named."""
        anybody = group.who == "all" and "direction" not in group.values
        named = self.places(group) if anybody else [] if group.who == "everybody" else [self.noun(group, form)]
        return [" ".join(named)] if named else []

    def noun(self, group: Group, form: str) -> str:
        """The people, and where they are."""
        words = self.abstract.words
        direction = group.values.get("direction", ("any",))[0]
        category = self.any_of(words.name("category", one) for one in group.values.get("staff_category", ()))
        people = words.text("people", group.who, direction, form, category=category)
        return " ".join([people, *self.places(group)])

    def places(self, group: Group) -> list[str]:
        """Under which programme, in which cycle, on what kind of stay."""
        words, told = self.abstract.words, []
        if "programme" in group.values:
            names = self.any_of(map(self.abstract.subjects.brief, group.values["programme"]))
            told.append(words.text("law", "in_programme", which=names))
        for axis in PLACES:
            if axis in group.values:
                told.append(self.any_of(words.text("on", axis, one) for one in group.values[axis]))
        return told

    def extras(self, group: Group) -> Iterator[str]:
        """What follows the noun after a comma: kinds left out, the edition, and clauses."""
        text = self.abstract.words.text
        if "edition" in group.values:
            yield text("law", "in_edition", which=self.any_of(group.values["edition"]))
        for axis, values in group.without.items():
            yield text("law", "except", on=self.any_of(text("on", axis, one) for one in values))
        parts = ranges(group.rest)
        clauses = [self.abstract.clause(one) for one in parts]
        if len({one.split()[0] for one in clauses}) == 1:
            clauses = [self.abstract.together(parts)]
        yield from clauses

    def any_of(self, items: Any) -> str:
        """`a, b or c`"""
        return self.abstract.subjects.forms.any_of(items)

    # -- one dossier

    def witness(self, facts: Mapping[str, Any]) -> str:
        """A dossier of which these facts are known: `outgoing student in the first cycle; year of study: 1`."""
        named = {name: value for name, value in facts.items() if value is not None}
        people: dict[str, tuple[str, ...]] = {name: (str(named[name]),) for name in AXES if name in named}
        group = Group(values=people)
        told = [", ".join([self.noun(group, "one"), *self.extras(group)])]
        told += [self.known(name, value) for name, value in named.items() if name not in AXES and name.isidentifier()]
        return "; ".join(told)

    def known(self, name: str, value: Any) -> str:
        """One fact with its value."""
        if isinstance(value, bool):
            return self.abstract.so("facts", name, value)
        subjects = self.abstract.subjects
        what = subjects.fact(name).removeprefix(self.abstract.words.text("shell", "article"))
        return f"{what}: {subjects.value(value, name, subjects.types.get(name))}"


def axis_of(node: Node) -> tuple[str | None, tuple[str, ...], bool]:
    """The fact that a condition fixes, to which words, or which words it leaves out."""
    match node:
        case Compare(Comparison.EQUAL | Comparison.DIFFERENT as how, Fact(name), Literal(str() as value)) if (
            name in AXES
        ):
            return name, (value,), how is Comparison.DIFFERENT
        case Member(Fact(name), Many(values), negated) if name in AXES:
            return name, tuple(map(str, values)), negated
        case _:
            return None, (), False
