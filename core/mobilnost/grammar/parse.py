"""Reading an expression: a small subset of Python's own expressions, parsed with `ast` and never evaluated.

Comparisons (also chained), `and`, `or`, `not`, `in`, `+`, `*`, numbers, words in quotes, `true` and `false`, plain
names for facts, dotted names for provisions, and the functions of `grammar.functions`. Nothing else.
"""

from __future__ import annotations

import ast
import re
import warnings
from decimal import Decimal
from functools import lru_cache
from keyword import kwlist

from mobilnost.grammar.functions import FUNCTIONS
from mobilnost.grammar.nodes import (
    FALSE,
    TRUE,
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
    Scalar,
)
from mobilnost.model import Expected, MobilnostError, Phrase

#: Longer or deeper than any sentence of law; a hostile file cannot exhaust the reader.
LONGEST = 2000
DEEPEST = 40
LARGEST = 18

_COMPARISONS: dict[type[ast.cmpop], Comparison] = {
    ast.Eq: Comparison.EQUAL,
    ast.NotEq: Comparison.DIFFERENT,
    ast.Lt: Comparison.LESS,
    ast.LtE: Comparison.AT_MOST,
    ast.Gt: Comparison.MORE,
    ast.GtE: Comparison.AT_LEAST,
}
#: Keys of provisions may have parts that are keywords of Python (`return.documents_days`); a letter sets them apart.
_MARK = "\N{LATIN LETTER DENTAL CLICK}"
_KEYWORDS = "|".join(word for word in kwlist if word.islower())
_QUOTED = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_KEYWORD_PART = re.compile(rf"{_QUOTED}|(\s+)|\b((?:{_KEYWORDS})(?=\.\w)|(?<=\w\.)(?:{_KEYWORDS}))\b", re.DOTALL)
_WORDS = {"true": TRUE, "false": FALSE, "True": TRUE, "False": FALSE}


class BadExpression(MobilnostError, ValueError):
    """An expression that the grammar does not admit.

    `kind` is a stable id, `found` the offending piece, `expected` what the grammar has instead.
    """

    def __init__(self, kind: str, found: str, expected: Expected) -> None:
        super().__init__(f"{kind}: {found!r}; expected {expected}")
        self.kind = kind
        self.found = found
        self.expected = expected


def parse(text: str | Node) -> Node:
    """The tree of an expression's text; a tree is handed back as it is. Raises `BadExpression`."""
    return _parsed(text) if isinstance(text, str) else text


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Node:
    """One tree for one text, so that equal conditions of many files are found to be equal at once."""
    if len(text) > LONGEST:
        raise BadExpression("expression-too-long", str(len(text)), f"<= {LONGEST}")
    source = _KEYWORD_PART.sub(_prepared, text.strip())
    try:
        with warnings.catch_warnings(action="error"):
            body = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BadExpression("expression-syntax", " ".join(text.split()), "condition") from None
    return _Reader(source).read(body, 0)


def _prepared(part: re.Match[str]) -> str:
    """Quoted words as they are, each gap as one space, and the keywords in keys marked."""
    return " " if part[1] else part[0] + _MARK if part[2] else part[0]


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source

    def refuse(self, node: ast.AST, kind: str, expected: Expected) -> BadExpression:
        found = ast.get_source_segment(self.source, node) or self.source
        return BadExpression(kind, found.replace(_MARK, ""), expected)

    def read(self, node: ast.expr, depth: int) -> Node:
        if depth > DEEPEST:
            raise self.refuse(node, "expression-too-deep", f"<= {DEEPEST}")
        depth += 1
        match node:
            case ast.Constant(value=value):
                return Literal(self.literal(node, value))
            case ast.Name(id=name):
                return _WORDS.get(name) or Fact(name)
            case ast.Attribute():
                return Figure(self.dotted(node, depth))
            case ast.BoolOp(op=op, values=values):
                items = tuple(self.read(value, depth) for value in values)
                return And(items) if isinstance(op, ast.And) else Or(items)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.read(operand, depth))
            case ast.BinOp(left=left, op=ast.Add() | ast.Mult() as op, right=right):
                sides = self.read(left, depth), self.read(right, depth)
                return Add(*sides) if isinstance(op, ast.Add) else Multiply(*sides)
            case ast.Compare():
                return self.comparison(node, depth)
            case ast.Call():
                return self.call(node, depth)
            case _:
                raise self.refuse(node, "expression-not-allowed", "operators")

    def literal(self, node: ast.expr, value: object) -> Scalar:
        if isinstance(value, float):
            number = Decimal(ast.get_source_segment(self.source, node) or repr(value))
            if abs(number.adjusted()) > LARGEST:
                raise self.refuse(node, "expression-not-allowed", Phrase.of("digits", most=LARGEST))
            return number
        if isinstance(value, bool | int | str):
            return value
        raise self.refuse(node, "expression-not-allowed", "literal")

    def dotted(self, node: ast.expr, depth: int) -> str:
        if depth > DEEPEST:
            raise self.refuse(node, "expression-too-deep", f"<= {DEEPEST}")
        match node:
            case ast.Name(id=name):
                return name.removesuffix(_MARK)
            case ast.Attribute(value=value, attr=attr):
                return f"{self.dotted(value, depth + 1)}.{attr.removesuffix(_MARK)}"
            case _:
                raise self.refuse(node, "expression-not-allowed", "provision-key")

    def comparison(self, node: ast.Compare, depth: int) -> Node:
        operands = [node.left, *node.comparators]
        parts = [
            self.pair(left, operator, right, depth)
            for left, operator, right in zip(operands, node.ops, operands[1:], strict=False)
        ]
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def pair(self, left: ast.expr, operator: ast.cmpop, right: ast.expr, depth: int) -> Node:
        if isinstance(operator, ast.In | ast.NotIn):
            among = self.many(right) if isinstance(right, ast.Tuple | ast.List) else self.read(right, depth)
            return Member(self.read(left, depth), among, isinstance(operator, ast.NotIn))
        comparison = _COMPARISONS.get(type(operator))
        if comparison is None:
            raise self.refuse(right, "expression-not-allowed", "==, !=, <, <=, >, >=, in, not in")
        return Compare(comparison, self.read(left, depth), self.read(right, depth))

    def many(self, node: ast.Tuple | ast.List) -> Many:
        values = []
        for item in node.elts:
            read = self.read(item, DEEPEST)
            if not isinstance(read, Literal):
                raise self.refuse(item, "expression-not-allowed", "literals")
            values.append(read.value)
        return Many(tuple(values))

    def call(self, node: ast.Call, depth: int) -> Node:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        function = FUNCTIONS.get(name)
        if function is None or node.keywords:
            raise self.refuse(node, "unknown-function", ", ".join(FUNCTIONS))
        if len(node.args) != len(function.parameters):
            raise self.refuse(node, "wrong-arguments", function.signature)
        return Call(name, tuple(self.read(argument, depth) for argument in node.args))
