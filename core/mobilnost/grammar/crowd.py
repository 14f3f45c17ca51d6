"""A crowd: dossiers that are known to be possible, and of which of them a condition is true, a bit for each.

Whoever asks whether some dossier is so looks at the crowd first: one of which it is true is an answer, that none of the
crowd is so says nothing. Dossiers that a domain has found join it as whole ones. Of a condition that a domain does not
look into as a whole a special case is looked at, so that whatever is found is found without the crowd too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field

from mobilnost.grammar.nodes import (
    And,
    Call,
    Compare,
    Fact,
    Literal,
    Many,
    Member,
    Node,
    Not,
    Or,
    conjunction,
    disjunction,
)
from mobilnost.grammar.parts import FITTING, Part
from mobilnost.grammar.reach import Domain
from mobilnost.grammar.special import special
from mobilnost.grammar.verdicts import Verdict, verdict
from mobilnost.grammar.wholes import Wholes

#: More dossiers than these a crowd does not take in.
MOST = 512
#: Nodes that are found without being compared.
MOST_NODES = 8192


@define(eq=False)
class Known:
    """Of whom a condition was looked at, a bit for each dossier, and of which of them it is true.

    `node` is what was looked at: the condition itself if it is `plain`, else a special case of it.
    """

    node: Node
    plain: bool
    decide: Verdict
    seen: int = 0
    true: int = 0

    def is_true(self, bit: int, facts: Mapping[str, Any]) -> bool:
        """Whether it is true of the dossier of a bit."""
        if not self.seen & bit:
            self.seen |= bit
            if self.decide(facts) is True:
                self.true |= bit
        return bool(self.true & bit)


@define(eq=False)
class Crowd:
    """Dossiers of a domain, each of which knows all that is always known and breaks no axiom."""

    domain: Domain
    wholes: Wholes = field(init=False)
    _everybody: int = field(default=0, init=False)
    members: list[dict[str, Any]] = field(factory=list, init=False)
    #: Whose the values are that sort dossiers.
    _holders: dict[tuple[str, Any], int] = field(factory=dict, init=False)
    _known: dict[Node, Known] = field(factory=dict, init=False)
    #: The same by the very nodes, which are kept with it.
    _nodes: dict[int, tuple[Node, Known]] = field(factory=dict, init=False)

    @wholes.default
    def _made(self) -> Wholes:
        return Wholes(self.domain)

    # ------------------------------------------------------------------ of whom something is so

    def some(self, *nodes: Node, failed: Node | None = None) -> int:
        """Some of whom all of the conditions are true and another is not, a bit for each; nobody if there is nobody.

        Those of whom it is known will do; else the others are looked at, until one is found.
        """
        true = [self._of(node) for node in nodes]
        other = None if failed is None else self._of(failed)
        those = self._everybody
        for one in true:
            those &= one.true
        if other is not None:
            those &= other.seen & ~other.true if other.plain else 0
        return those or self._sought(true, other)

    def _sought(self, true: list[Known], other: Known | None) -> int:
        left = self._everybody
        for one in true:
            left &= one.true | ~one.seen
        if other is not None:
            left &= ~other.true if other.plain else 0
        while left:
            bit = left & -left
            facts = self.members[bit.bit_length() - 1]
            for one in true:
                if not (one.true & bit or one.is_true(bit, facts)):
                    break
            else:
                if other is None or not other.is_true(bit, facts):
                    return bit
            left ^= bit
        return 0

    def is_so(self, part: Part, facts: Mapping[str, Any]) -> bool:
        """Whether a condition is as asked of a dossier, for certain."""
        node, asked = part
        return self._of(node).decide(facts) in FITTING[asked]

    def plain(self, node: Node) -> bool:
        """Whether all of a condition is looked into."""
        return self._of(node).plain

    def special(self, node: Node) -> Node:
        """What is looked at of a condition: itself if all of it is looked into, else a special case."""
        return self._of(node).node

    def _of(self, node: Node) -> Known:
        same = self._nodes.get(id(node))
        if same is not None:
            return same[1]
        found = self._known.get(node)
        if found is None:
            looked_at = self._looked_at(node)
            found = self._known[node] = Known(looked_at, looked_at is node, verdict(looked_at))
        if len(self._nodes) >= MOST_NODES:
            self._nodes.clear()
        self._nodes[id(node)] = node, found
        return found

    def _looked_at(self, node: Node) -> Node:
        if self._is_plain(node):
            return node
        match node:
            case And(items):
                return conjunction(*map(self._looked_at, items))
            case Or(items):
                return disjunction(*map(self._looked_at, items))
            case _:
                return special(node, self.domain)

    def _is_plain(self, node: Node) -> bool:
        match node:
            case Literal() | Fact() | Compare(_, Fact(), Literal()) | Member(Fact(), Many()) | Call("known", (Fact(),)):
                return True
            case And(items) | Or(items):
                return all(map(self._is_plain, items))
            case Not(item):
                return self._is_plain(item)
            case _:
                return self.domain.looks_into(node)

    # ------------------------------------------------------------------ joining

    def join(self, facts: Mapping[str, Any], names: Iterable[str]) -> None:
        """Take in a dossier with these of some facts, the others of them unknown; the rest as it is of one like it."""
        given = tuple(names)
        found = self.wholes.like(self._nearest(facts), facts, given) if self.members else None
        whole = found or self.wholes.like(self.wholes.anybody, facts, given)
        if whole is not None:
            self.take_in(whole)

    def take_in(self, whole: dict[str, Any]) -> None:
        """Let somebody join of whom it is known that he breaks no axiom."""
        if len(self.members) >= MOST:
            return
        bit = 1 << len(self.members)
        self.members.append(whole)
        self._everybody |= bit
        for name in self.wholes.sorting:
            held = name, whole.get(name)
            self._holders[held] = self._holders.get(held, 0) | bit

    def first_true(self, nodes: Iterable[Node]) -> Mapping[str, Any] | None:
        """One of whom the first of some conditions are true, as many of them as may be; `None` of nobody."""
        those = self._everybody
        for node in nodes:
            those = those & self._of(node).true or those
        return self.members[(those & -those).bit_length() - 1] if those else None

    def _nearest(self, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        like = self._everybody
        for name in self.wholes.sorting:
            if name in facts:
                like = like & self._holders.get((name, facts[name]), 0) or like
        return self.members[(like & -like).bit_length() - 1]
