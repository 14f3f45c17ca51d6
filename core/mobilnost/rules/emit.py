"""From an expression to Python source: when it is certainly true, and when it is certainly false.

Kleene's third value needs no value of its own: an expression that is neither certainly true nor certainly false is
unknown. A fact that is always known needs no guard, so over such facts the source is what one would write by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from attrs import define, field

from mobilnost.grammar import (
    CALENDAR,
    FUNCTIONS,
    UNKNOWN,
    Add,
    And,
    Call,
    Compare,
    Comparison,
    Fact,
    Figure,
    Literal,
    Many,
    Member,
    Multiply,
    Node,
    Not,
    Or,
)

YES, NO = "True", "False"


@define
class Emitter:
    """Writes expressions over the facts `f` of a dossier and the figures of a rulebook.

    `required` are the facts that are always known. `figures` gives the local name of each figure, `unsure` those
    that may be unknown for a dossier. `constants` collects the values that the source refers to by name.
    """

    required: frozenset[str]
    figures: Mapping[str, str]
    unsure: frozenset[str] = frozenset()
    constants: dict[str, object] = field(factory=dict)

    def true(self, node: Node) -> str:
        """Source that is truthy exactly where the expression is certainly true."""
        match node:
            case Literal(value):
                return YES if value is True else NO
            case And(items):
                return joined("and", [self.true(item) for item in items])
            case Or(items):
                return joined("or", [self.true(item) for item in items])
            case Not(item):
                return self.false(item)
            case Compare(comparison, left, right):
                return self.comparison(comparison, left, right)
            case Member(item, among, negated):
                return self.membership(item, among, negated)
            case Call("known", (argument,)):
                return joined("and", self.guards(argument)) or YES
            case _:
                return self.value(node)

    def false(self, node: Node) -> str:
        """Source that is truthy exactly where the expression is certainly false."""
        match node:
            case Literal(value):
                return YES if value is False else NO
            case And(items):
                return joined("or", [self.false(item) for item in items])
            case Or(items):
                return joined("and", [self.false(item) for item in items])
            case Not(item):
                return self.true(item)
            case Compare(comparison, left, right):
                return self.comparison(comparison.opposite, left, right)
            case Member(item, among, negated):
                return self.membership(item, among, not negated)
            case Call("known", (argument,)):
                guards = self.guards(argument)
                return contrary(joined("and", guards)) if guards else NO
            case _:
                value = self.value(node)
                return f"{value} is False" if self.guards(node) else f"not {value}"

    def comparison(self, comparison: Comparison, left: Node, right: Node) -> str:
        """A comparison behind the guards it needs; an equality with something known needs none."""
        if UNKNOWN in (left, right):
            return NO
        if comparison in _EQUALITIES and self.always_known(left) and isinstance(right, Literal):
            test = f"{self.value(left)} == {self.value(right)}"
            return _shared(test) if comparison is Comparison.EQUAL else contrary(_shared(test))
        guards = self.guards(left) + self.guards(right)
        bare = isinstance(left, Fact | Figure | Literal) and isinstance(right, Fact | Figure | Literal)
        if comparison is Comparison.EQUAL and bare and len(guards) == 1:
            guards = []
        return joined("and", [*guards, f"{self.value(left)} {comparison} {self.value(right)}"])

    def always_known(self, node: Node) -> bool:
        """Whether a node is a fact that is never unknown."""
        return isinstance(node, Fact) and node.name in self.required

    def membership(self, item: Node, among: Node, negated: bool) -> str:
        """A membership behind its guards; to be one of known values a value must be known."""
        if UNKNOWN in (item, among):
            return NO
        guards = self.guards(item)
        if not negated and isinstance(item, Fact | Figure):
            guards = []
        guards = guards + self.guards(among)
        operator = "not in" if negated else "in"
        return joined("and", [*guards, f"{self.value(item)} {operator} {self.value(among)}"])

    def value(self, node: Node) -> str:
        """Source for a value; to be used behind the guards of the node."""
        match node:
            case Literal(value):
                return self.literal(value)
            case Many(values):
                return self.literal(values)
            case Fact(name):
                return _hole(name)
            case Figure(key):
                return self.figures[key]
            case Add(left, right):
                return f"({self.value(left)} + {self.value(right)})"
            case Multiply(left, right):
                return f"({self.value(left)} * {self.value(right)})"
            case Call("known", _):
                return f"({self.true(node)} or False)"
            case Call(name, arguments):
                calendar = [f"f[{CALENDAR!r}]"] if FUNCTIONS[name].needs_calendar else []
                self.constants[f"fn_{name}"] = FUNCTIONS[name].apply
                return f"fn_{name}({', '.join([*calendar, *map(self.value, arguments)])})"
            case _ if self.sure(node):
                return f"({self.true(node)})"
            case _:
                return f"({self.true(node)} or False)"

    def literal(self, value: object) -> str:
        """A literal in the source itself where Python can write it, else a named constant."""
        if isinstance(value, bool | int) or type(value) is str:
            return repr(value)
        if isinstance(value, tuple) and all(type(one) in (str, int) for one in value):
            return repr(value)
        for name, constant in self.constants.items():
            if type(constant) is type(value) and constant == value:
                return name
        name = f"k_{len(self.constants)}"
        self.constants[name] = value
        return name

    def guards(self, node: Node) -> list[str]:
        """The tests that every part of a value is known."""
        match node:
            case Fact(name) if name not in self.required:
                return [f"{_hole(name)} is not None"]
            case Figure(key) if key in self.unsure:
                return [f"{self.figures[key]} is not None"]
            case Literal(None):
                return [NO]
            case Call("known", _):
                return []
            case Add(left, right) | Multiply(left, right):
                return list(dict.fromkeys(self.guards(left) + self.guards(right)))
            case Call(_, arguments):
                return list(dict.fromkeys(guard for one in arguments for guard in self.guards(one)))
            case Compare() | Member() | And() | Or() | Not() if not self.sure(node):
                return [joined("or", [self.true(node), self.false(node)])]
            case _:
                return []

    def sure(self, node: Node) -> bool:
        """Whether an expression is never unknown."""
        match node:
            case Call("known", _):
                return True
            case Compare(_, left, right) | Member(left, right, _):
                return self.sure(left) and self.sure(right)
            case And(items) | Or(items):
                return all(self.sure(item) for item in items)
            case Not(item):
                return self.sure(item)
            case _:
                return not self.guards(node)


def _hole(name: str) -> str:
    """Where a fact goes in the source; no literal's `repr` contains the mark."""
    return f"\0{name}\0"


def _shared(test: str) -> str:
    """Where a test `left == right` goes that may be made once for several rules; `left` is a fact."""
    return f"\1{test}\1"


_EQUALITIES = (Comparison.EQUAL, Comparison.DIFFERENT)
_HOLES = re.compile("\0(\\w+)\0")
_TESTS = re.compile("\1([^\1]*)\1")
#: A test that is asked this often is made once, as one would by hand.
_OFTEN = 4


def fill(source: str) -> tuple[list[str], str]:
    """What to fetch and test first, and the source with the rest fetched and tested where it is used."""
    tests = Counter(_TESTS.findall(source))
    names = {test: f"t_{index}" for index, test in enumerate(tests) if tests[test] >= _OFTEN}
    for test, name in names.items():
        source = source.replace(_shared(test), name)
    source = _TESTS.sub(r"\1", source)
    first = [f"{name} = {test}" for test, name in names.items()]
    fetched, filled = _fetch("\n".join([*first, source]))
    return [*fetched, *filled.splitlines()[: len(first)]], "\n".join(filled.splitlines()[len(first) :])


def _fetch(source: str) -> tuple[list[str], str]:
    uses = Counter(_HOLES.findall(source))
    fetched = [f"f_{name} = f[{name!r}]" for name, count in uses.items() if count > 1]
    return fetched, _HOLES.sub(lambda hole: f"f_{hole[1]}" if uses[hole[1]] > 1 else f"f[{hole[1]!r}]", source)


def joined(word: str, parts: list[str]) -> str:
    """Parts under one `and` or `or`, with what decides nothing left out."""
    neutral, decisive = (YES, NO) if word == "and" else (NO, YES)
    kept = list(dict.fromkeys(part for part in parts if part != neutral))
    if decisive in kept:
        return decisive
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else f"({f' {word} '.join(kept)})"


def contrary(source: str) -> str:
    """The contrary of a source."""
    return {YES: NO, NO: YES}.get(source, f"not {source}")
