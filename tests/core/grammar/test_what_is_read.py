"""What the grammar admits, what it refuses, and that nothing in a file does more than be read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from trees import HOSTILE, conditions

from mobilnost.grammar import (
    FALSE,
    TRUE,
    And,
    BadExpression,
    Call,
    Compare,
    Comparison,
    Fact,
    Figure,
    Literal,
    Many,
    Member,
    Node,
    Not,
    Or,
    parse,
    substitute,
    text_of,
    walk,
)

X, Y, LIMIT = Fact("x"), Fact("y"), Figure("a.b")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("x", X),
        ("true", TRUE),
        ("False", FALSE),
        ("a.b", LIMIT),
        ("return.documents_days", Figure("return.documents_days")),
        ("is.in.not", Figure("is.in.not")),
        ("x in in.list", Member(X, Figure("in.list"))),
        ("not not.x", Not(Figure("not.x"))),
        ("x == 'return.x and in.y'", Compare(Comparison.EQUAL, X, Literal("return.x and in.y"))),
        ("x == 'D  BERLIN01'", Compare(Comparison.EQUAL, X, Literal("D  BERLIN01"))),
        (r"x == 'it\'s return.y'", Compare(Comparison.EQUAL, X, Literal("it's return.y"))),
        ("x\n  and\ty", And((X, Y))),
        ("x or y and x", Or((X, And((Y, X))))),
        ("1 <= x < 3", And((Compare(Comparison.AT_MOST, Literal(1), X), Compare(Comparison.LESS, X, Literal(3))))),
        ("x not in ('a',)", Member(X, Many(("a",)), True)),
        ("x in ['a', 'b']", Member(X, Many(("a", "b")))),
        ("x in (true, false)", Member(X, Many((True, False)))),
        ("x in ()", Member(X, Many(()))),
        ("x == 2.50", Compare(Comparison.EQUAL, X, Literal(Decimal("2.50")))),
        ("known(x)", Call("known", (X,))),
        ("студент", Fact("студент")),
    ],
)
def test_sentences_of_the_grammar_are_read(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x / 2", "expression-not-allowed"),
        ("x - 2", "expression-not-allowed"),
        ("-x > 2", "expression-not-allowed"),
        ("x ** 2", "expression-not-allowed"),
        ("x % 2", "expression-not-allowed"),
        ("x if y else x", "expression-not-allowed"),
        ("lambda: x", "expression-not-allowed"),
        ("[x for x in y]", "expression-not-allowed"),
        ("(x for x in y)", "expression-not-allowed"),
        ("{x}", "expression-not-allowed"),
        ("{'a': x}", "expression-not-allowed"),
        ("f'{x}'", "expression-not-allowed"),
        ("x[0]", "expression-not-allowed"),
        ("(x := 1)", "expression-not-allowed"),
        ("x is y", "expression-not-allowed"),
        ("None", "expression-not-allowed"),
        ("...", "expression-not-allowed"),
        ("b'a'", "expression-not-allowed"),
        ("1j", "expression-not-allowed"),
        ("1e999999999", "expression-not-allowed"),
        ("x in (y, 1)", "expression-not-allowed"),
        ("x in ('a', ('b',))", "expression-not-allowed"),
        ("known(x).y", "expression-not-allowed"),
        ("'a'.upper", "expression-not-allowed"),
        ("known(*x)", "expression-not-allowed"),
        ("await x", "expression-not-allowed"),
        ("x.__class__()", "unknown-function"),
        ("__import__('os')", "unknown-function"),
        ("len(x)", "unknown-function"),
        ("known(fact=x)", "unknown-function"),
        ("known()", "wrong-arguments"),
        ("known(x, y)", "wrong-arguments"),
        ("", "expression-syntax"),
        ("x and", "expression-syntax"),
        ("x = 1", "expression-syntax"),
        ("import os", "expression-syntax"),
        ("x; y", "expression-syntax"),
        ("x == 'a", "expression-syntax"),
        ("x == '\0'", "expression-syntax"),
        ("return", "expression-syntax"),
        (r"x == '\d'", "expression-syntax"),
        ("1if x else 2", "expression-syntax"),
        ("x" * 2001, "expression-too-long"),
        ("not " * 100 + "x", "expression-too-deep"),
        ("x" + ".y" * 900, "expression-too-deep"),
        ("(" * 60 + "x" + ") + 1" * 60, "expression-too-deep"),
        ("+".join("x" * 90), "expression-too-deep"),
    ],
)
def test_everything_else_is_refused_and_named(text: str, kind: str) -> None:
    with pytest.raises(BadExpression) as caught:
        parse(text)
    assert caught.value.kind == kind
    assert caught.value.expected


@pytest.mark.parametrize("text", ["(" * 900 + "x" + ")" * 900, "[" * 1000, "not " * 499 + "x", "~" * 1999 + "x"])
def test_the_deepest_nesting_is_refused_and_does_no_harm(text: str) -> None:
    with pytest.raises(BadExpression):
        parse(text)


@given(st.text(max_size=60) | st.text(alphabet="xy.()[]'\"\\ andortinlambda=<>+*1e9,:{}\n\0", max_size=60))
@example("\ud800")
@example("x\ufeff")
@example("'\\N{x}'")
@example("return.return")
def test_hostile_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        node = parse(text)
    except BadExpression:
        return
    assert parse(text_of(node)) == node


def untyped(node: Node) -> Node:
    """The tree with its spans, dates and levels as words again."""
    parts: dict[Node, Node] = {}
    for part in walk(node):
        match part:
            case Literal(value):
                parts[part] = Literal(plain(value))
            case Many(values):
                parts[part] = Many(tuple(map(plain, values)))
    return substitute(node, parts)


def plain(value: object) -> object:
    return value if isinstance(value, int | Decimal) else str(value)


@settings(max_examples=200)
@given(conditions())
def test_what_is_written_reads_back(node: Node) -> None:
    """Parentheses stand wherever the tree would otherwise be another."""
    assert parse(text_of(node)) == untyped(node)


@pytest.mark.parametrize(
    "text",
    [
        "(x < y) == x",
        "x == (y and x)",
        "(not x) == y",
        "not x == y",
        "not (x and y)",
        "(x or y) and x",
        "x and (y and x)",
        "x + (y + x)",
        "x * (y * x)",
        "(x + y) * x",
        "x + y * x",
        "x in (1,)",
        "x in (true,)",
        "(x in (1, 2)) == y",
    ],
)
def test_parentheses_are_written_where_they_are_needed_and_nowhere_else(text: str) -> None:
    assert text_of(parse(text)) == text


@pytest.mark.parametrize("word", [one for one in HOSTILE if "\0" not in one])
def test_words_in_quotes_are_kept_to_the_letter(word: str) -> None:
    assert parse(f"x == {word!r}") == Compare(Comparison.EQUAL, X, Literal(word))
