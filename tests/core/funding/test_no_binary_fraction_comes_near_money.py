"""Money is decimal from end to end: the sources of the room are read, and what it computes is looked through."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from core.funding.scheme_cases import component, rate, settled, stay

import mobilnost
from mobilnost.formats.grants import settlement_table
from mobilnost.model import Money, Payment

CORE = Path(str(mobilnost.__file__)).parent
#: Everything that an amount, or what decides one, goes through.
ROOM = [
    *sorted((CORE / "funding").glob("*.py")),
    CORE / "law" / "schemes.py",
    CORE / "formats" / "grants.py",
    CORE / "locales" / "funding.py",
    CORE / "locales" / "what_if.py",
    *(CORE / "model" / name for name in ("money.py", "grants.py", "distances.py")),
]


@pytest.mark.parametrize("path", ROOM, ids=lambda path: path.relative_to(CORE).as_posix())
def test_no_source_of_the_room_speaks_of_one(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    literals = [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    names = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in ("float", "complex")]
    modules = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if (getattr(node, "module", None) or alias.name) in ("math", "statistics", "cmath") and alias.name != "floor"
    ]
    # A quotient of whole numbers is a binary fraction; so whole numbers are written as Fraction(a, b) or a // b.
    quotients = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Div)
        and all(isinstance(side, ast.Constant) for side in (node.left, node.right))
    ]
    assert not [*literals, *names, *modules, *quotients]


def test_nothing_that_is_computed_is_one() -> None:
    text = component(rate("333.33")) + component(rate("10.00", km_from=10), id="x.travel", per="journey")
    paid = Payment(date=dt.date(2022, 12, 1), amount=Money(Decimal("100.10"), "EUR"))
    found = settled(text, stay(grant={"payments": (paid,), "travel_days": 1}))
    assert [type(one) for one in parts(found) if isinstance(one, float)] == []
    assert {type(one.amount.amount) for one in found.grant.lines if one.amount} == {Decimal}
    assert {type(one.quantity) for one in found.grant.lines} == {Fraction}
    assert not [one for one in parts(settlement_table(found)) if isinstance(one, float)]


@pytest.mark.parametrize("amount", [1.5, float("nan"), 1])
def test_money_refuses_what_is_no_decimal(amount: Any) -> None:
    with pytest.raises(ValueError, match="amount"):
        Money(amount, "EUR")


def parts(of: object, seen: frozenset[int] = frozenset()) -> Iterator[object]:
    """A value and everything in it."""
    if id(of) in seen:
        return
    yield of
    inner: list[object] = []
    if attrs.has(type(of)):
        inner = [getattr(of, one.name) for one in attrs.fields(type(of))]
    elif isinstance(of, dict):
        inner = [*of.keys(), *of.values()]
    elif isinstance(of, tuple | list | set | frozenset):
        inner = list(of)
    for one in inner:
        yield from parts(one, seen | {id(of)})
