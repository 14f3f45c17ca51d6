"""A version is known by the SHA-256 of what it says: equal contents have equal ones, and others have not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from core.procedure.plans.plan_cases import D, by, course, courses, drawn
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.model import BadValue, Course, Credits, InvalidData
from mobilnost.procedure.plans.plan import Content, Plan, Signature, Version
from mobilnost.register.sorts import PLAN

words = st.sampled_from(["", "a", "b", "a b", "č", "1", "null"])
digests = st.sampled_from(["0" * 64, "a" * 64])
numbers = st.sampled_from(
    [Decimal(one) for one in ("0", "-0", "6", "6.0", "60", "6E+1", "0.6", "0.60", "6.000000000000000000000000000001")]
)


def some(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | values


classes = st.builds(
    Course,
    host_title=words.filter(bool),
    host_credits=st.builds(Credits, value=numbers, scheme=st.sampled_from(["ects", "cfu"])),
    host_ects=st.none() | numbers,
    conversion=some(words),
    home_title=some(words),
    already_passed=st.none() | st.booleans(),
)
contents = st.builds(
    Content,
    courses=st.none() | st.lists(classes, max_size=2).map(tuple),
    text=some(words),
    file=st.none() | digests,
    parts=st.lists(st.sampled_from(["quality_commitment", "cv"]), max_size=2).map(tuple),
    languages=st.lists(st.sampled_from(["hr", "en"]), max_size=2).map(tuple),
)


@given(contents, contents)
def test_digests_differ_where_contents_do_and_nowhere_else(one: Content, other: Content) -> None:
    assert (one.digest == other.digest) == (one == other)


@pytest.mark.parametrize("written", ["6", "6.0", "6.00", "0.6E+1", "006"])
def test_how_a_number_was_written_does_not_count(written: str) -> None:
    assert Content(courses=(course("Logic", written),)).digest == courses("Logic").digest


def test_a_digest_is_the_same_on_every_machine_and_every_day() -> None:
    known = Content(courses=(course("Baze podataka", "6.50"),), text="č", languages=("hr",))
    assert known.digest == "b463468ec270eee1848e5b2bea25d5eae0ab74cec640db6c2f835c3968092d81"


@given(contents)
def test_a_plan_is_kept_and_read_back_as_it_was(content: Content) -> None:
    plan = Plan(dossier="d", type="learning_agreement").with_version(content, D(2018, 5, 1))
    plan = plan.with_signature(Signature(role="host", name="Hana Horvat", on=D(2018, 5, 2), capacity="dean"))
    assert PLAN.read(PLAN.text_of(plan)).value == plan


def test_a_version_that_says_something_else_than_its_digest_is_none() -> None:
    text = PLAN.text_of(by(drawn(), "student"))
    with pytest.raises(InvalidData) as caught:
        PLAN.read(text.replace("Networks", "Notworks"))
    assert "versions[0].digest" in str(caught.value)


def test_one_role_has_one_signature_and_versions_follow_one_another() -> None:
    content = courses("Databases")
    twice = (Signature(role="host"), Signature(role="host"))
    with pytest.raises(BadValue, match="duplicate"):
        Version(number=1, content=content, digest=content.digest, signatures=twice)
    with pytest.raises(BadValue, match="number"):
        Plan(dossier="d", type="t", versions=(Version(number=2, content=content, digest=content.digest),))


def test_the_ects_of_courses_that_nobody_converted_are_not_known() -> None:
    foreign = Course(host_title="Logic", host_credits=Credits(value=Decimal(3), scheme="cfu"))
    assert courses("Databases", "Logic").ects == 12
    assert Content(courses=(course("Databases"), foreign)).ects is None
    assert Content(text="A thesis").ects is None
