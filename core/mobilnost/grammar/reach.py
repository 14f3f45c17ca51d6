"""Can a condition be true of some dossier, can it be false, does another follow? With the dossier that shows it.

The interface:
  reachable(node, domain) -> Answer       can it be TRUE of some dossier
  avoidable(node, domain) -> Answer       can it be FALSE
  follows(one, other, domain) -> Answer   is `other` TRUE wherever `one` is (holds False: the witness is the exception)
  Domain(types=, required=, axioms=, usual=)   what the facts of a dossier may be
Nodes must be typed (`check`) and speak of facts alone. `mobilnost.rules.dossier_domain(definitions)` makes the domain
of the core's and a programme's facts, axioms included.

Exact for bounds and enumerations on one fact, for boxes over several, and for orders between facts, 'unknown' included.
Of anything else the answer is given only where it is certain: that parts exclude each other however the rest comes
about, or that a dossier was found of which the condition was evaluated; otherwise `holds` is `None`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from itertools import islice
from typing import Any, Literal

from attrs import field, frozen

from mobilnost.grammar.asking import Asker
from mobilnost.grammar.bindings import Axiom, by_way_of
from mobilnost.grammar.boxes import Box, Search, TooMany
from mobilnost.grammar.demands import Asked
from mobilnost.grammar.examples import MOST_VALUES, Examples
from mobilnost.grammar.nodes import Node, facts_of, walk
from mobilnost.grammar.parts import Part, facts_of_all, pieces, said, shows
from mobilnost.grammar.sets import Admitted
from mobilnost.grammar.terms import Terms
from mobilnost.grammar.types import Type

#: Answers that are kept; whoever asks the same again is answered at once.
MOST_ANSWERS = 4096

#: What the dossiers that are tried out of one box count for among the steps of a search.
STEPS_OF_TRYING = 1000


@frozen(kw_only=True, eq=False, slots=False)
class Answer:
    """What was found: `holds` is `None` where the condition could not be analysed, because of the parts `unread`.

    `witness` are the facts of a dossier that shows it, by name; an absent fact is unknown. `core` are the parts that
    exclude each other, none of which can be spared. Both are looked for when they are asked for (`later`).
    """

    holds: bool | None
    _witness: Mapping[str, Any] | None = field(default=None, alias="witness")
    _core: tuple[Node, ...] = field(default=(), alias="core")
    unread: tuple[Node, ...] = ()
    later: Callable[[], Any] | None = field(default=None, repr=False)

    @cached_property
    def _found(self) -> Any:
        return self.later() if self.later else None

    @property
    def witness(self) -> Mapping[str, Any] | None:
        """The facts of a dossier that shows it."""
        return self._found if isinstance(self._found, dict) else self._witness

    @property
    def core(self) -> tuple[Node, ...]:
        """The parts that exclude each other."""
        return self._found if isinstance(self._found, tuple) else self._core


@frozen(kw_only=True, eq=False)
class Domain:
    """What facts may be: types by name, those always known, and conditions (`axioms`) that are false of no dossier.

    `usual` are values that an example takes where nothing says otherwise.
    """

    types: Mapping[str, Type]
    required: frozenset[str] = frozenset()
    axioms: tuple[Node, ...] = ()
    usual: Mapping[str, Any] = field(factory=dict)
    _answers: dict[Any, Answer] = field(init=False, factory=dict)
    _relevant: dict[frozenset[str], tuple[Part, ...]] = field(init=False, factory=dict)
    _bound: dict[frozenset[str], frozenset[str]] = field(init=False, factory=dict)
    _doubts: dict[Node, bool] = field(init=False, factory=dict)
    _values: dict[str, list[Any]] = field(init=False, factory=dict)
    _further: list[Axiom] = field(init=False, factory=list)
    _reader: Asker = field(init=False)
    _examples: Examples = field(init=False)

    @_reader.default
    def _reads(self) -> Asker:
        reader = Asker(Terms(self.types, self.required, self.usual))
        self._further.extend(Axiom.of(one, self.types, self.required) for one in self.axioms if not reader.limit(one))
        return reader

    @_examples.default
    def _of_types(self) -> Examples:
        return Examples(self.types)

    def met(self, *parts: Part) -> Answer:
        """Whether all conditions can be as asked of one dossier."""
        found = self._answers.get(parts)
        if found is None:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            found = self._answers[parts] = self._find(parts)
        return found

    def _find(self, parts: tuple[Part, ...]) -> Answer:
        names = facts_of(parts[0][0]) if len(parts) == 1 else facts_of_all(parts)
        everything = (*parts, *self.relevant(names))
        try:
            found = self._witness(everything, names)
        except TooMany:
            return Answer(holds=None, unread=tuple(node for node, _ in parts))
        if found is None:
            return Answer(holds=False, later=lambda: self._core(everything))
        if found is not False:
            return Answer(holds=True, later=found)
        return Answer(holds=None, unread=self._unread(parts))

    def _witness(
        self, parts: tuple[Part, ...], names: tuple[str, ...]
    ) -> Callable[[], dict[str, Any]] | Literal[False] | None:
        """What gives facts of which all is so; `None` if there are none for certain, `False` if none was found.

        A box in which every part was looked into has such facts; for any other they are tried out.
        """
        possible, search = False, Search()
        for box in search.boxes([self._reader.read(node, asked) for node, asked in parts]):
            opaque = any(term.opaque for term in box.admitted)
            if not opaque and not box.relations:
                return partial(self._shown, box, names)
            self._complete(box, names)
            facts = self._examples.first(box)
            if facts is None:
                continue
            if not opaque:
                return partial(dict, facts)
            possible = True
            doubtful = tuple(part for part in parts if self._doubtful(part[0]))
            ordered = doubtful if not box.relations else parts
            tried = next((one for one in self._tried(facts, box) if shows(one, ordered)), None)
            if tried is not None:
                return partial(dict, tried)
            search.spend(STEPS_OF_TRYING)
        return False if possible else None

    def _tried(self, facts: dict[str, Any], box: Box) -> Iterator[dict[str, Any]]:
        yield facts
        yield from self._examples.more(box)

    def _doubtful(self, node: Node) -> bool:
        """Whether a part of a condition was not looked into."""
        if node not in self._doubts:
            self._doubts[node] = any(piece in self._reader.unread for piece in walk(node))
        return self._doubts[node]

    def looks_into(self, node: Node) -> bool:
        """Whether all parts of a condition are looked into, so that only its length can leave it unanswered."""
        self._reader.read(node, Asked.TRUE)
        return not self._doubtful(node)

    def values_of(self, name: str) -> list[Any]:
        """Some values that a fact may have, first the usual one if it can be; none if it can never be known."""
        if name not in self._values:
            term = self._reader.terms.fact(name)
            usual = [term.usual] if term.is_usual(term.everything) else []
            some = islice(self._examples.some(term, term.everything), MOST_VALUES)
            self._values[name] = list(dict.fromkeys((*usual, *some)))
        return self._values[name]

    def _shown(self, box: Box, names: tuple[str, ...]) -> dict[str, Any]:
        self._complete(box, names)
        return self._examples.first(box) or {}

    def _complete(self, box: Box, names: tuple[str, ...]) -> None:
        """Facts that are always known are in the example too, whatever they are."""
        for name in names:
            if name in self.required:
                term = self._reader.terms.fact(name)
                box.admitted.setdefault(term, Admitted(term.everything))

    def excluded(self, parts: tuple[Part, ...], search: Search | None = None) -> bool:
        """Whether it is certain that no dossier is so; nothing is evaluated. `search` says how many steps are left."""
        try:
            demands = [self._reader.read(node, asked) for node, asked in parts]
            return not any(
                not box.relations or self._examples.first(box) is not None
                for box in (search or Search()).boxes(demands)
            )
        except TooMany:
            return False

    # ------------------------------------------------------------------ what is so of every dossier

    def relevant(self, names: tuple[str, ...]) -> tuple[Part, ...]:
        """The axioms that bear on some facts, by way of others if need be.

        An axiom says nothing as long as a further fact is free to satisfy it: one that may be absent, or that has an
        order. Two of them may not leave it free.
        """
        mentioned = frozenset(names)
        if mentioned not in self._relevant:
            self._relevant[mentioned] = self._bearing(mentioned)
        return self._relevant[mentioned]

    def bound(self, names: frozenset[str]) -> frozenset[str]:
        """Some facts, and those that an axiom binds any of them to."""
        if names not in self._bound:
            self._bound[names] = names.union(*(one.facts for one in self._further if not one.facts.isdisjoint(names)))
        return self._bound[names]

    def _bearing(self, names: frozenset[str]) -> tuple[Part, ...]:
        bearing: list[Part] = []
        waiting = self._further
        while True:
            fresh: list[Axiom] = []
            rest: list[Axiom] = []
            for one in waiting:
                (fresh if one.free <= names and not one.facts.isdisjoint(names) else rest).append(one)
            fresh = fresh or by_way_of(rest, names, self.required)
            if not fresh:
                return tuple(bearing)
            bearing += [(one.node, Asked.NOT_FALSE) for one in fresh]
            names = names.union(*(one.facts for one in fresh))
            waiting = [one for one in rest if one not in fresh]

    # ------------------------------------------------------------------ why not

    def _core(self, parts: tuple[Part, ...]) -> tuple[Node, ...]:
        """Parts that exclude each other, none of which can be spared; what the axioms say is spared last."""
        kept, search = [piece for part in parts for piece in pieces(*part)], Search()
        for piece in list(kept):
            fewer = [one for one in kept if one is not piece]
            if fewer and self.excluded(tuple(fewer), search):
                kept = fewer
        return tuple(dict.fromkeys(said(*piece) for piece in kept))

    def _unread(self, parts: tuple[Part, ...]) -> tuple[Node, ...]:
        pieces = (piece for node, _ in parts for piece in walk(node))
        unread = tuple(dict.fromkeys(piece for piece in pieces if piece in self._reader.unread))
        return unread or tuple(node for node, _ in parts)


def reachable(node: Node, domain: Domain) -> Answer:
    """Whether a condition can be TRUE of some dossier."""
    return domain.met((node, Asked.TRUE))


def avoidable(node: Node, domain: Domain) -> Answer:
    """Whether a condition can be FALSE of some dossier."""
    return domain.met((node, Asked.FALSE))


def follows(one: Node, other: Node, domain: Domain) -> Answer:
    """Whether the second condition is TRUE of every dossier of which the first is; if not, `witness` is an exception.

    `core` are the parts from which it follows, the contrary of the second among them.
    """
    found = domain.met((one, Asked.TRUE), (other, Asked.NOT_TRUE))
    contrary = None if found.holds is None else not found.holds
    return Answer(holds=contrary, unread=found.unread, later=found.later)
