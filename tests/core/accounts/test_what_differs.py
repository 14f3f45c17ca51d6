"""What one set of circumstances changes of another: found whole, the same both ways round, and nothing of itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pravilnik.cases import agreement, call, decision, outgoing, term
from rulebooks import D, document, duty, entry, lawbook, may, provision, rule

import mobilnost as m
from mobilnost.accounts.differences import Difference, Differences, Item, Kind, Waived, differences
from mobilnost.accounts.figures import FigureAccount
from mobilnost.accounts.rulebook import chapter_of
from mobilnost.accounts.touched import Touched, touched
from mobilnost.accounts.university import university_book
from mobilnost.law import Component
from mobilnost.rules import DocumentRequirement, Obligation, Outcome, Rule

KEY = "duration.maximum"
DAY = D(2018, 10, 1)
MAXIMUM = provision(
    KEY, "12 months", may_set=[may("agreement"), may("call"), may("decision", "waive")], stricter="lower"
)
MINIMUM = provision("duration.minimum", "3 months", may_set=[may("agreement")], stricter="higher")
MAY_ADD = provision(
    "eligibility.conditions", [], "list of text", may_set=[may("agreement", "extend"), may("call", "extend")]
)
LIMIT = rule(f"stay <= {KEY}", KEY)
LAW = (MAXIMUM, MINIMUM, MAY_ADD, LIMIT, document("learning_agreement"), duty("last_day"))
BOOKS = lawbook(*LAW)


def condition(id: str = "average", requires: str = "grade_average >= 3") -> str:
    return entry("conditions", id=id, requires=requires, clause="6")


def between(before: m.Lawbook, after: m.Lawbook, one: Any, other: Any, days: tuple[D, D] = (DAY, DAY)) -> Differences:
    """What differs between two sets of circumstances of the programme."""
    books = (before.rulebook("erasmus", days[0], **one), after.rulebook("erasmus", days[1], **other))
    sides = [chapter_of(law, book, day) for law, book, day in zip((before, after), books, days, strict=True)]
    return differences(sides[0], sides[1])


def of_agreements(one: str | None, other: str | None) -> Differences:
    """What the agreement that says the other changes of the agreement that says the one; `None` is no agreement."""
    sides = [{"agreement": agreement(said)} if said is not None else {} for said in (one, other)]
    return between(BOOKS, BOOKS, *sides)


def of_laws(one: tuple[str, ...], other: tuple[str, ...]) -> Differences:
    return between(lawbook(*one), lawbook(*other), {}, {})


def summary(found: Differences) -> set[tuple[str, str, str]]:
    """Sort, name and fate of everything that differs."""
    parts = (
        found.items,
        found.rules,
        found.figures,
        found.documents,
        found.obligations,
        found.components,
        found.waived,
    )
    return {(type(one.either).__name__, name(one.either), one.kind.value) for part in parts for one in part}


def name(thing: Any) -> str:
    match thing:
        case Rule() | Obligation() | Component():
            return thing.id
        case FigureAccount() | Waived() | Item():
            return thing.key
        case DocumentRequirement():
            return thing.type
    raise TypeError(thing)


def values(side: FigureAccount | None) -> list[str]:
    return [str(one.candidate.value) for one in side.standing] if side else []


# -- figures and conditions of instruments


def test_a_figure_that_an_agreement_sets_is_changed_from_what_stood_to_what_stands() -> None:
    found = of_agreements(None, term(KEY, "10 months"))
    assert summary(found) == {("FigureAccount", KEY, "changed")}
    (figure,) = found.figures
    assert (values(figure.before), values(figure.after)) == (["12 months"], ["10 months"])


def test_a_condition_that_an_agreement_adds_is_added_and_one_that_it_drops_removed() -> None:
    assert summary(of_agreements("", condition())) == {("Rule", "a.average", "added")}
    assert summary(of_agreements(condition(), "")) == {("Rule", "a.average", "removed")}
    assert summary(of_agreements(condition(), condition(requires="grade_average >= 4"))) == {
        ("Rule", "a.average", "changed")
    }


def test_a_condition_is_the_same_in_another_agreement_that_has_it_too() -> None:
    one, other = agreement(condition()), agreement(condition(), id="b")
    assert not between(BOOKS, BOOKS, {"agreement": one}, {"agreement": other})


def test_the_same_figure_set_by_somebody_else_differs_in_who_says_it() -> None:
    said = term(KEY, "10 months")
    found = between(BOOKS, BOOKS, {"agreement": agreement(said)}, {"call": call(said)})
    assert summary(found) == {("FigureAccount", KEY, "changed")}


def test_what_two_agreements_say_of_themselves_is_compared_too() -> None:
    one, other = agreement(isced_f=["0613", "0714"]), agreement(isced_f=["0714"], valid_to=D(2020, 1, 1))
    found = between(BOOKS, BOOKS, {"agreement": one}, {"agreement": other})
    assert summary(found) == {("Item", "isced_f", "changed"), ("Item", "valid_to", "changed")}
    assert not between(BOOKS, BOOKS, {"agreement": one}, {"agreement": agreement(isced_f=["0714", "0613"])})


def test_a_waiver_is_told() -> None:
    found = between(BOOKS, BOOKS, {}, {"decision": decision(KEY)})
    assert summary(found) == {("Waived", KEY, "added")}


# -- laws


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((MAXIMUM,), (MAXIMUM, MINIMUM), ("FigureAccount", "duration.minimum", "added")),
        ((MAXIMUM,), (provision(KEY, "12 months"),), ("FigureAccount", KEY, "changed")),
        ((rule("abroad"),), (rule("not abroad"),), ("Rule", "r", "changed")),
        ((rule("abroad"),), (rule("abroad", applies="kind == 'study'"),), ("Rule", "r", "changed")),
        ((rule("abroad"),), (rule("abroad", curable=True),), ("Rule", "r", "changed")),
        ((rule("abroad"),), (), ("Rule", "r", "removed")),
        ((), (document("cv"),), ("DocumentRequirement", "cv", "added")),
        ((document("cv"),), (document("cv", signed_by=["host"]),), ("DocumentRequirement", "cv", "changed")),
        ((duty("first_day"),), (duty("last_day"),), ("Obligation", "d", "changed")),
        (
            (),
            (entry("components", id="x.travel", per="month", payer="sending", cites="čl. 25", rates=[]),),
            ("Component", "x.travel", "added"),
        ),
    ],
)
def test_each_change_of_a_law_is_found_and_nothing_else(
    one: tuple[str, ...], other: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    assert summary(of_laws(one, other)) == {expected}


def test_where_a_law_is_written_and_under_which_article_is_no_difference() -> None:
    moved = (entry("provisions", key=KEY, type="span", cites="čl. 22 st. 2", value="12 months"), rule("abroad"))
    assert not of_laws((rule("abroad"), provision(KEY, "12 months")), moved)


def test_a_rule_that_concerns_no_stay_is_not_there() -> None:
    of_another = rule("abroad", applies="programme == 'ceepus'")
    assert not of_laws((), (of_another,))


def test_of_several_papers_of_one_type_equals_are_set_against_equals() -> None:
    study, traineeship = (document("cv", applies=f"kind == '{kind}'") for kind in ("study", "traineeship"))
    assert not of_laws((study, traineeship), (traineeship, study))
    assert summary(of_laws((study, traineeship), (traineeship,))) == {("DocumentRequirement", "cv", "removed")}


def test_editions_differ_in_what_each_of_them_has() -> None:
    later = provision("erasmus.days", 3, "number", unit="days")
    rule_of_later = rule("abroad", "erasmus.r", applies="edition == '2021-2027'")
    law = lawbook(erasmus=later + rule_of_later)
    found = between(law, law, {}, {}, (D(2018, 10, 1), D(2023, 10, 1)))
    assert summary(found) == {("Rule", "erasmus.r", "added")}


def test_whole_regulations_can_be_compared_whatever_the_programme() -> None:
    one, other = lawbook(MAXIMUM), lawbook(MAXIMUM, MINIMUM)
    sides = [chapter_of(law, university_book(law, DAY), DAY) for law in (one, other)]
    assert all(one.own for one in sides)
    assert summary(differences(sides[0], sides[1])) == {("FigureAccount", "duration.minimum", "added")}


# -- whatever is compared

SAID = st.lists(
    st.sampled_from(
        [
            term(KEY, "10 months", "kind == 'study'"),
            term(KEY, "9 months", "kind == 'traineeship'"),
            term("duration.minimum", "4 months"),
            condition(),
            condition("level", "language_level >= 'B2'"),
        ]
    ),
    unique=True,
    max_size=4,
).map(lambda parts: "".join(sorted(parts, reverse=True)))  # [[terms]] and [[conditions]] may stand in any order
LAWS = st.lists(st.sampled_from([MINIMUM, LIMIT, rule("abroad"), rule("not abroad", "s"), document("cv"), duty("last_day")]),
                unique=True).map(lambda parts: (MAXIMUM, MAY_ADD, *parts))  # fmt: skip
FATES = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.CHANGED: Kind.CHANGED}


def reversed_(found: Differences) -> set[tuple[str, str, str]]:
    return {(sort, id, FATES[Kind(kind)].value) for sort, id, kind in summary(found)}


@settings(max_examples=30, deadline=None)
@given(LAWS)
def test_no_law_differs_from_itself(law: tuple[str, ...]) -> None:
    assert not of_laws(law, law)


@settings(max_examples=30, deadline=None)
@given(SAID)
def test_no_agreement_differs_from_itself(said: str) -> None:
    assert not of_agreements(said, said)


@settings(max_examples=30, deadline=None)
@given(LAWS, LAWS)
def test_the_other_way_round_what_a_law_added_is_removed(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert summary(of_laws(one, other)) == reversed_(of_laws(other, one))


@settings(max_examples=30, deadline=None)
@given(SAID, SAID)
def test_the_other_way_round_what_an_agreement_added_is_removed(one: str, other: str) -> None:
    there, back = of_agreements(one, other), of_agreements(other, one)
    assert summary(there) == reversed_(back)
    assert bool(there) == (summary(there) != set())


# -- whom it touches


def judged(said: str | None, **changes: Any) -> m.Assessment:
    given = {"agreement": agreement(said)} if said is not None else {}
    return m.assess(outgoing(**changes), BOOKS.rulebook("erasmus", DAY, **given), on=D(2018, 6, 25))


def touch(one: str | None, other: str | None, **changes: Any) -> Touched | None:
    return touched(judged(one, **changes), judged(other, **changes))


def test_a_dossier_is_touched_whose_verdict_turns() -> None:
    found = touch("", term(KEY, "3 months"))
    assert found is not None
    assert found.turned
    assert [one.outcomes for one in found.turns] == [(Outcome.MET, Outcome.UNMET)]
    assert found.id == "2018-0001"


def test_a_dossier_is_touched_by_a_condition_that_it_meets_and_its_verdict_stays() -> None:
    found = touch("", condition(requires="year_of_study >= 2"))
    assert found is not None
    assert not found.turned
    assert [one.outcomes for one in found.turns] == [(Outcome.NOT_APPLICABLE, Outcome.MET)]
    assert all(one.quiet for one in found.turns)


def test_a_dossier_on_which_the_law_says_the_same_is_not_touched() -> None:
    assert touch("", "") is None
    assert touch("", term(KEY, "10 months")) is None


def test_the_same_condition_under_another_agreement_touches_nobody() -> None:
    said = condition(requires="year_of_study >= 2")
    one, other = (
        m.assess(outgoing(), BOOKS.rulebook("erasmus", DAY, agreement=agreement(said, id=id)), on=D(2018, 6, 25))
        for id in ("a", "b")
    )
    assert touched(one, other) is None


def test_a_paper_that_is_asked_for_now_touches_too() -> None:
    one, other = (
        m.assess(outgoing(), lawbook(*law).rulebook("erasmus", DAY), on=D(2018, 6, 25))
        for law in (LAW, (*LAW, document("cv")))
    )
    found = touched(one, other)
    assert found is not None
    assert (found.papers_added, found.papers_removed) == (("cv",), ())


def test_a_difference_has_at_least_one_side() -> None:
    with pytest.raises(ValueError, match="one side"):
        _ = Difference[Rule]().either
