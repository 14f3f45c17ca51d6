"""A plan is signed by everybody whom the law names for its direction and kind, each once, as one who holds the role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from core.procedure.plans.plan_cases import (
    GUEST,
    GUEST_TRAINEE,
    NAMES,
    SETTINGS,
    STUDENT,
    TEACHER,
    TODAY,
    TRAINED,
    TRAINEE,
    D,
    by,
    by_all,
    changed,
    courses,
    drawn,
    law,
    reasons_of,
)
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.model import Dossier, Officer, Phase
from mobilnost.procedure.plans.plan import Content, Plan
from mobilnost.procedure.refusals import Refused

HOME = ("student", "vice_dean", "vice_rector")
SIGNATORIES = [
    pytest.param(STUDENT, "learning_agreement", (*HOME, "host"), "čl. 12 st. 4", id="a student who goes"),
    pytest.param(TRAINEE, "training_agreement", (*HOME, "host", "employer"), "čl. 12 st. 5", id="a trainee who goes"),
    pytest.param(GUEST, "learning_agreement", (*HOME, "home"), "čl. 17 st. 1", id="a student who comes"),
    pytest.param(
        GUEST_TRAINEE, "training_agreement", (*HOME, "home", "employer"), "čl. 17 st. 1", id="a trainee who comes"
    ),
    pytest.param(TEACHER, "teaching_plan", ("superior",), "čl. 2 st. 19", id="a teacher"),
    pytest.param(TRAINED, "work_plan", ("superior",), "čl. 2 st. 20", id="somebody who is trained"),
]


@pytest.mark.parametrize(("dossier", "type", "roles", "article"), SIGNATORIES)
def test_the_law_says_who(dossier: Dossier, type: str, roles: tuple[str, ...], article: str) -> None:
    first = law(dossier, type).stages[0]
    assert (first.roles, [one.at for one in first.citations]) == (roles, [article])


@pytest.mark.parametrize(("dossier", "type", "roles", "article"), SIGNATORIES)
def test_it_holds_with_the_last_of_them_and_not_before(
    dossier: Dossier, type: str, roles: tuple[str, ...], article: str
) -> None:
    plan, known = drawn(dossier, type), law(dossier, type)
    for role in roles:
        assert known.in_force(plan) is None
        plan = by(plan, role, dossier)
    assert known.in_force(plan) == plan.versions[0]


def test_the_host_signs_a_teaching_plan_after_the_stay() -> None:
    stages = law(TEACHER, "teaching_plan").stages
    assert [(one.phase, one.roles) for one in stages] == [
        (Phase.BEFORE, ("superior",)),
        (Phase.AFTER, ("superior", "host")),
    ]


@given(st.sets(st.sampled_from((*HOME, "host"))), st.randoms())
def test_no_version_holds_without_the_signature_of_every_role(roles: set[str], order: Any) -> None:
    plan, known = drawn(), law(STUDENT, "learning_agreement")
    shuffled = sorted(roles)
    order.shuffle(shuffled)
    for role in shuffled:
        plan = by(plan, role)
    assert (known.in_force(plan) is not None) == (roles == {*HOME, "host"})


# -- who may not


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return reasons_of(caught.value)


@pytest.mark.parametrize(
    ("role", "more", "expected"),
    [
        pytest.param("employer", {}, "sign-role-unasked", id="for a role that the law does not name"),
        pytest.param("student", {"name": "Ana Druga"}, "sign-not-participant", id="another as the student"),
        pytest.param("vice_dean", {"name": "Nada Dekan"}, "sign-not-holder", id="the vice-dean of another unit"),
        pytest.param("vice_rector", {"name": "Pero Prorektor"}, "sign-not-holder", id="who holds the role later only"),
        pytest.param("host", {"name": None}, "sign-nameless", id="nobody by name"),
        pytest.param("host", {"day": D(2018, 4, 30)}, "sign-before-draft", id="before there was a version"),
        pytest.param("host", {"day": D(2020, 1, 2)}, "sign-in-future", id="tomorrow"),
        pytest.param("host", {"version": 2}, "sign-old-version", id="a version that is not the latest"),
    ],
)
def test_who_may_not_sign(role: str, more: dict[str, Any], expected: str) -> None:
    assert refused(lambda: by(drawn(), role, **more)) == [expected]


def test_nobody_signs_twice() -> None:
    plan = by(drawn(), "vice_dean")
    assert refused(lambda: by(plan, "vice_dean")) == ["sign-role-signed"]
    both = evolve(SETTINGS, officers=(Officer(role="vice_rector", name="Marko Dekan"),))
    assert refused(lambda: by(plan, "vice_rector", name="marko  DEKAN", settings=both)) == ["sign-twice"]


def test_host_and_employer_may_be_one_body_of_a_traineeship() -> None:
    plan = by(drawn(TRAINEE, "training_agreement"), "host", TRAINEE)
    assert by(plan, "employer", TRAINEE, name=NAMES["host"]).versions[0].signed_by == ("host", "employer")


def test_a_unit_that_named_nobody_has_nobody_who_signs() -> None:
    elsewhere = evolve(STUDENT, mobility=evolve(STUDENT.mobility, unit="apu"))
    assert refused(lambda: by(drawn(), "vice_dean", elsewhere)) == ["sign-nobody-holds"]


def test_where_the_settings_name_nobody_for_a_role_whoever_signs_is_recorded() -> None:
    plan = by(drawn(), "vice_dean", settings=None, name="Zdenko  Zamjenik")
    assert plan.versions[0].signatures[0].name == "Zdenko Zamjenik"


def test_another_holder_takes_the_place_of_the_one_before() -> None:
    agreed = by_all(drawn())
    plan = changed(agreed, courses("Databases", "Graphs"))
    day = D(2018, 10, 12)
    assert refused(lambda: by(plan, "vice_rector", day=day)) == ["sign-not-holder"]
    plan = by(plan, "vice_rector", day=day, name="Pero Prorektor")
    assert [one.signatures[-1].name for one in plan.versions] == ["Hana Horvat", "Pero Prorektor"]
    assert agreed.versions[0].signature("vice_rector") == plan.versions[0].signature("vice_rector")


def test_the_title_is_the_one_in_the_settings() -> None:
    known = by(drawn(), "vice_rector").versions[0].signature("vice_rector")
    assert known is not None
    assert known.capacity == "prof. dr. sc."


def test_a_plan_without_a_version_cannot_be_signed() -> None:
    assert refused(lambda: by(Plan(dossier="d", type="learning_agreement"), "student")) == ["plan-no-version"]


def test_a_plan_that_no_rule_asks_for_is_not_drafted() -> None:
    joint = evolve(STUDENT, mobility=evolve(STUDENT.mobility, joint_programme=True))
    assert refused(lambda: drawn(joint)) == ["plan-nobody-asks"]


def test_every_reason_is_told_at_once() -> None:
    found = refused(lambda: by(drawn(), "employer", name=None, day=D(2020, 2, 1)))
    assert found == ["sign-role-unasked", "sign-nameless", "sign-in-future"]
    assert D(2020, 2, 1) > TODAY


def test_a_thesis_stay_has_a_text_and_no_courses() -> None:
    thesis = evolve(STUDENT, mobility=evolve(STUDENT.mobility, kind="thesis"))
    plan = by_all(drawn(thesis, content=Content(text="Work on the final thesis")), thesis)
    assert law(thesis, "learning_agreement").in_force(plan) == plan.versions[0]
