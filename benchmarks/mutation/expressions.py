"""Changes of one expression of the law's grammar, which is a subset of Python's own expressions."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator, Sequence

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
#: Facts that are easily taken for one another.
_TAKEN_FOR = {"first_day": "last_day", "last_day": "first_day"}
#: Parts of dotted names may be Python's own words (`return.documents`); behind a mark they are none.
_DOTTED = re.compile(rf"\b({'|'.join(keyword.kwlist)})(?=\.)|(?<=\.)({'|'.join(keyword.kwlist)})\b")
_MARK = "_own_word_"


def changes_of(text: str) -> Iterator[str]:
    """The expression with one comparison, connective, part, number, element or day changed, in turn."""
    marked = _DOTTED.sub(lambda found: _MARK + found[0], text)
    tree = ast.parse(f"({marked})", mode="eval")
    for node in [*ast.walk(tree)]:
        for changed in _changes(node):
            yield ast.unparse(_Put(node, changed).visit(tree)).replace(_MARK, "")
            _Put(changed, node).visit(tree)


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, ops, comparators):
            for place, one in enumerate(ops):
                changed = _COMPARED[type(one)]()
                yield ast.Compare(left, [*ops[:place], changed, *ops[place + 1 :]], comparators)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for rest in _without_each(values):
                yield ast.BoolOp(op, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Tuple(elements) if len(elements) > 1:
            yield from (ast.Tuple(rest) for rest in _without_each(elements))
        case ast.Constant(value) if isinstance(value, int | float) and not isinstance(value, bool):
            yield from (ast.Constant(value + step) for step in (1, -1))
        case ast.Name(name) if name in _TAKEN_FOR:
            yield ast.Name(_TAKEN_FOR[name])


def _without_each(parts: Sequence[ast.expr]) -> Iterator[list[ast.expr]]:
    return ([*parts[:place], *parts[place + 1 :]] for place in range(len(parts)))
