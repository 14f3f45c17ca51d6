"""Of a rule, a reader is shown what it observes, how it compares it, and with which limit."""

from __future__ import annotations

import pytest

from mobilnost.grammar import text_of
from mobilnost.law import Citation
from mobilnost.rules import Rule


def rule(requires: str, applies: str = "true") -> Rule:
    return Rule(id="r", topic="duration", citation=Citation(source="Pravilnik"), requires=requires, applies=applies)


@pytest.mark.parametrize(
    ("requires", "observed", "comparison", "limit"),
    [
        pytest.param("stay >= a.minimum", "stay", ">=", "a.minimum", id="a fact against a provision"),
        pytest.param("a.minimum <= stay", "stay", ">=", "a.minimum", id="the fact comes first, whichever was written"),
        pytest.param("a.minimum < a.maximum", "a.minimum", "<", "a.maximum", id="two provisions stay as they are"),
        pytest.param("first_day < last_day", "first_day", "<", "last_day", id="two facts stay as they are"),
        pytest.param("blended or stay <= a.maximum", "stay", "<=", "a.maximum", id="the only comparison"),
        pytest.param("kind == 'study' and stay <= a.maximum", "stay", "<=", "a.maximum", id="the one with a provision"),
        pytest.param("ects >= 20 and grade >= 3", "ects", ">=", "20", id="the first, where none has a provision"),
        pytest.param("stay <= a.b * a.c", "stay", "<=", "a.b * a.c", id="a limit that is reckoned"),
        pytest.param("kind in a.kinds", "kind", "==", "a.kinds", id="one of several"),
        pytest.param("kind not in a.kinds", "kind", "!=", "a.kinds", id="none of several"),
        pytest.param("blended", "blended", None, None, id="whether something is so"),
        pytest.param("blended and abroad", "blended and abroad", None, None, id="whether several things are so"),
    ],
)
def test_the_principal_comparison(requires: str, observed: str, comparison: str | None, limit: str | None) -> None:
    shown, compared, with_ = rule(requires).principal
    assert (text_of(shown), compared, with_ and text_of(with_)) == (observed, comparison, limit)


@pytest.mark.parametrize(
    ("requires", "key"),
    [
        ("stay >= a.minimum", "a.minimum"),
        ("stay <= a.b * a.c", None),
        ("stay <= '3 months'", None),
        ("kind in a.kinds", "a.kinds"),
        ("blended", None),
    ],
)
def test_a_limit_is_named_where_it_is_one_provision_alone(requires: str, key: str | None) -> None:
    assert rule(requires).limit == key


def test_a_rule_knows_what_it_looks_at_each_once_and_in_order() -> None:
    looked = rule("stay <= a.b * a.c and kind == 'study'", applies="kind != 'online' and a.on and stay >= a.c")
    assert looked.facts == ("kind", "stay")
    assert looked.figures == ("a.on", "a.c", "a.b")
