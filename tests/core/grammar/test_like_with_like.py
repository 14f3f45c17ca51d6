"""Only like is compared with like, and all mistakes of an expression are told at once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from mobilnost.grammar import (
    BOOLEAN,
    DATE,
    LEVEL,
    MONTH_DAY,
    SPAN,
    TEXT,
    Compare,
    Figure,
    Literal,
    Type,
    Vocabulary,
    WrongValue,
    check,
    check_value,
    choice,
    number,
    parse,
    read_value,
)
from mobilnost.model import CefrLevel, MonthDay, Span

VOCABULARY = Vocabulary(
    facts={
        "stay": SPAN,
        "days": number("days"),
        "semesters": number("semesters"),
        "ects": number("ects"),
        "hours": number("hours per week"),
        "grade": number("grade 1-5"),
        "grade_it": number("grade 18-30"),
        "level": LEVEL,
        "kind": choice("study", "traineeship"),
        "cycle": choice("first", "second"),
        "partner": TEXT,
        "blended": BOOLEAN,
        "start": DATE,
    },
    figures={
        "limit.stay": SPAN,
        "limit.days": number("days"),
        "limit.share": number(),
        "limit.kinds": Type(sort="choice", values=("study", "traineeship"), many=True),
        "limit.levels": Type(sort="level", values=LEVEL.values, many=True),
        "limit.spans": Type(sort="span", many=True),
        "limit.day": MONTH_DAY,
        "plain": BOOLEAN,
    },
)


def mistakes(text: str) -> list[str]:
    return [one.kind for one in check(parse(text), VOCABULARY)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "stay >= '3 months'",
        "'3 months' <= stay",
        "stay >= limit.stay + '15 days'",
        "stay >= '1 month' + '15 days'",
        "stay <= semesters * '6 months'",
        "stay <= semesters * limit.stay",
        "ects >= limit.share * ects",
        "level >= 'B2'",
        "level in ('B2', 'C1')",
        "'B2' in limit.levels",
        "kind in ('study',)",
        "kind in limit.kinds",
        "'study' in limit.kinds",
        "(kind == 'study') == blended",
        "partner == 'whatever'",
        "start < '2019-01-01'",
        "start < last_day_after(start, limit.days)",
        "start <= day_in_year(2018, limit.day)",
        "blended",
        "plain",
        "not plain or known(start)",
        "true",
    ],
)
def test_like_is_compared_with_like(text: str) -> None:
    assert mistakes(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("stay >= limit.days", "unlike-types"),
        ("days >= stay", "unlike-types"),
        ("ects >= hours", "unlike-types"),
        ("grade == grade_it", "unlike-types"),
        ("days >= limit.share", "unlike-types"),
        ("cycle == kind", "unlike-types"),
        ("stay in limit.kinds", "unlike-types"),
        ("kind in cycle", "unlike-types"),
        ("kind == limit.kinds", "unlike-types"),
        ("ects + days > 3", "unlike-types"),
        ("ects * days > 3", "unlike-types"),
        ("partner + partner == 'a'", "unlike-types"),
        ("stay > limit.spans * 2", "unlike-types"),
        ("stay * stay > stay", "unlike-types"),
        ("start < last_day_after(days, days)", "unlike-types"),
        ("'3 months' < '60 days'", "not-ordered"),
        ("kind < 'study'", "not-ordered"),
        ("partner >= partner", "not-ordered"),
        ("blended < true", "not-ordered"),
        ("stay >= 3", "wrong-literal"),
        ("stay >= '3 moons'", "wrong-literal"),
        ("days >= '3'", "wrong-literal"),
        ("level >= 'D1'", "wrong-literal"),
        ("start == '2019-02-30'", "wrong-literal"),
        ("blended == 1", "wrong-literal"),
        ("kind == 'study' == blended", "wrong-literal"),  # a chain: it compares 'study' with a switch
        ("start <= day_in_year(days, limit.day)", "unlike-types"),
        ("kind == 'studdy'", "wrong-literal"),
        ("kind in ('study', 'studdy')", "wrong-literal"),
        ("'studdy' in limit.kinds", "wrong-literal"),
        ("1", "wrong-literal"),
        ("'true'", "wrong-literal"),
        ("days", "not-a-condition"),
        ("not stay", "not-a-condition"),
        ("limit.kinds", "not-a-condition"),
        ("blended and limit.share", "not-a-condition"),
        ("nobody", "unknown-fact"),
        ("limit.nothing > 3", "unknown-provision"),
    ],
)
def test_what_is_unlike_is_refused(text: str, kind: str) -> None:
    assert mistakes(text) == [kind]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("kind == 'traineship'", "traineeship"),
        ("'studdy' in limit.kinds", "study"),
        ("blendet", "blended"),
        ("stay > limit.stai", "limit.stay"),
        ("level == 'b2'", None),
    ],
)
def test_the_nearest_word_is_suggested(text: str, suggestion: str | None) -> None:
    (mistake,) = check(parse(text), VOCABULARY)[1]
    assert mistake.suggestion == suggestion


def test_all_mistakes_are_told_at_once() -> None:
    text = "nobody and stay > 3 and kind == 'x' and limit.nothing == 4 and days and ects == hours"
    assert mistakes(text) == [
        "unknown-fact", "wrong-literal", "wrong-literal", "unknown-provision", "not-a-condition", "unlike-types",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stay > '2 months 15 days'", Span(2, 15)),
        ("level > 'B1'", CefrLevel.B1),
        ("start > '2018-10-01'", dt.date(2018, 10, 1)),
        ("grade > 3.50", Decimal("3.50")),
    ],
)
def test_a_literal_becomes_what_it_is_compared_with(text: str, expected: object) -> None:
    typed, _ = check(parse(text), VOCABULARY)
    assert isinstance(typed, Compare)
    assert typed.right == Literal(expected)


def test_a_key_without_a_dot_is_a_provision_too() -> None:
    assert check(parse("plain"), VOCABULARY) == (Figure("plain"), ())


def test_levels_are_ordered_as_the_framework_orders_them() -> None:
    assert sorted(CefrLevel, reverse=True) == ["C2", "C1", "B2", "B1", "A2", "A1"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("day_before(start, 1)", []),
        ("last_day_after(start, limit.days)", []),
        ("'2018-10-01'", []),
        ("stay", ["unlike-types"]),
        ("blended", ["unlike-types"]),
        ("'soon'", ["wrong-literal"]),
    ],
)
def test_a_day_is_an_expression_that_gives_a_date(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in check_value(parse(text), VOCABULARY, DATE)[1]] == kinds


@pytest.mark.parametrize(
    ("raw", "type_", "expected"),
    [
        ("3 months", SPAN, Span(3)),
        (3, number(), 3),
        ("06-15 fixed", MONTH_DAY, MonthDay(6, 15, True)),
        (["a", "b", "a"], Type(sort="text", many=True), ("a", "b")),
        ("2018-10-01", DATE, dt.date(2018, 10, 1)),
    ],
)
def test_values_are_read_as_their_type(raw: object, type_: Type, expected: object) -> None:
    assert read_value(raw, type_) == expected


@pytest.mark.parametrize(
    ("raw", "type_"),
    [
        (True, number()),
        (1.5, number()),
        (Decimal("NaN"), number()),
        (Decimal("Infinity"), number()),
        ("3", number()),
        (1, BOOLEAN),
        ("13-01", MONTH_DAY),
        ("B3", LEVEL),
        ("x", choice("a", "b")),
        ("a", Type(sort="text", many=True)),
        (None, TEXT),
        ([["a"]], Type(sort="text", many=True)),
    ],
)
def test_values_of_another_type_are_refused(raw: object, type_: Type) -> None:
    with pytest.raises(WrongValue):
        read_value(raw, type_)
