"""A change to what was agreed has a coded reason, everybody's signature anew, and thirty days from arrival."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from attrs import evolve
from core.procedure.plans.plan_cases import (
    GUEST,
    STUDENT,
    TEACHER,
    D,
    by,
    by_all,
    changed,
    course,
    courses,
    drawn,
    law,
    reasons_of,
)
from pravilnik.cases import assessed, decision, term

from mobilnost.model import Dossier, InvalidData
from mobilnost.procedure.plans.drafting import Draft, drafted
from mobilnost.procedure.plans.law import broken_by, law_of
from mobilnost.procedure.plans.plan import ChangeReason, Content, Plan
from mobilnost.procedure.refusals import Refused

NEW = courses("Databases", "Graphs")
ALL_SAINTS = (D(2018, 11, 1),)
Codes = tuple[ChangeReason, ...]
OUT, IN = ChangeReason.TIMETABLE_CONFLICT, ChangeReason.SUBSTITUTING_DELETED


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


@pytest.mark.parametrize("dossier", [pytest.param(STUDENT, id="outgoing"), pytest.param(GUEST, id="incoming")])
@pytest.mark.parametrize(
    ("arrived", "day", "holidays", "late"),
    [
        pytest.param(D(2018, 10, 1), D(2018, 9, 20), (), False, id="before arrival"),
        pytest.param(D(2018, 10, 1), D(2018, 10, 31), (), False, id="the thirtieth day after arrival"),
        pytest.param(D(2018, 10, 1), D(2018, 11, 1), (), True, id="the thirty-first"),
        pytest.param(D(2018, 10, 4), D(2018, 11, 5), (), False, id="the thirtieth is a Saturday: the Monday"),
        pytest.param(D(2018, 10, 4), D(2018, 11, 6), (), True, id="and not the Tuesday"),
        pytest.param(D(2018, 10, 2), D(2018, 11, 2), ALL_SAINTS, False, id="the thirtieth is a holiday"),
        pytest.param(D(2018, 10, 2), D(2018, 11, 2), (), True, id="where it is none"),
    ],
)
def test_the_last_signature_falls_within_thirty_days(
    dossier: Dossier, arrived: D, day: D, holidays: tuple[D, ...], late: bool
) -> None:
    dossier = evolve(dossier, mobility=evolve(dossier.mobility, arrived=arrived))
    host = "host" if dossier.mobility.direction == "outgoing" else "home"
    plan = changed(by_all(drawn(dossier), dossier), NEW, D(2018, 9, 15), dossier=dossier)
    plan = by_all(plan, dossier, D(2018, 9, 18), roles=("student", "vice_dean", "vice_rector"))
    sign = partial(by, plan, host, dossier, day, holidays=holidays)
    if late:
        (reason,) = refused(sign).reasons
        article = "čl. 12 st. 6" if host == "host" else "čl. 17 st. 2"
        assert (reason.phrase.id, reason.citation and reason.citation.at) == ("plan-change-late", article)
        assert dict(reason.phrase.parts)["day"] == day
    else:
        done = sign()
        assert law(dossier, plan.type, day).in_force(done) == done.versions[-1]


def test_a_change_is_not_even_drafted_when_its_days_are_over() -> None:
    late = D(2018, 11, 2)
    (reason,) = refused(lambda: changed(by_all(drawn()), NEW, late)).reasons
    assert dict(reason.phrase.parts) | {"document": None} == {"document": None, "last": D(2018, 10, 31), "day": late}


def test_the_first_agreement_has_no_such_window() -> None:
    late = D(2018, 12, 3)
    plan = by_all(drawn(), day=late)
    assert law(STUDENT, plan.type, late).in_force(plan) is not None


def test_the_window_is_known_before_anybody_asks() -> None:
    assert law(STUDENT, "learning_agreement").last_day == D(2018, 10, 31)


def test_a_programme_may_give_who_comes_more_days() -> None:
    said = term("incoming.change_window_days", 45, applies="direction == 'incoming'", cites="cites")
    day = D(2018, 11, 14)
    assert law_of(assessed(GUEST, on=day, programme=said), "learning_agreement").against == ()
    assert [one.id for one in law(GUEST, "learning_agreement", day).against] == ["incoming.change_window_days"]


def test_no_decision_gives_more_days() -> None:
    with pytest.raises(InvalidData):
        assessed(STUDENT, decided=decision("learning_agreement.change_window_days"))


# -- reasons


@pytest.mark.parametrize(
    ("content", "reasons", "because", "expected"),
    [
        pytest.param(NEW, (), None, ["plan-no-reason"], id="no reason"),
        pytest.param(NEW, (IN,), None, ["plan-no-reason-removed"], id="none for what is taken out"),
        pytest.param(NEW, (OUT,), None, ["plan-no-reason-added"], id="none for what is added"),
        pytest.param(courses("Databases"), (OUT,), None, [], id="only something taken out"),
        pytest.param(NEW, (OUT, IN), None, [], id="both"),
        pytest.param(NEW, (ChangeReason.OTHER,), None, ["plan-other-untold"], id="another reason, untold"),
        pytest.param(NEW, (ChangeReason.OTHER,), "The room is too small", [], id="another reason, told"),
        pytest.param(courses("Databases", "Networks"), (OUT,), None, ["plan-same"], id="nothing changed"),
    ],
)
def test_a_change_has_the_reasons_it_needs(
    content: Content, reasons: Codes, because: str | None, expected: list[str]
) -> None:
    agreed = by_all(drawn())
    act = partial(changed, agreed, content, reasons=reasons, because=because)
    if expected:
        assert reasons_of(refused(act)) == expected
    else:
        assert act().versions[-1].reasons == reasons


def test_before_it_is_agreed_a_draft_needs_no_reason() -> None:
    plan = changed(by(drawn(), "student"), NEW, D(2018, 5, 3), reasons=())
    assert [one.signed_by for one in plan.versions] == [("student",), ()]


def test_a_teaching_plan_is_drafted_anew_without_window_or_reason() -> None:
    plan = by(drawn(TEACHER, "teaching_plan", Content(text="Four lectures")), "superior", TEACHER)
    again = changed(plan, Content(text="Five lectures"), D(2019, 6, 3), reasons=(), dossier=TEACHER)
    assert law(TEACHER, "teaching_plan").in_force(again) == plan.versions[0]


def test_a_change_with_too_few_ects_is_known_before_anybody_signs_it() -> None:
    assessment = assessed(evolve(STUDENT, courses=courses(*"abcd").courses))
    few = broken_by(assessment, courses("a", "b"))[1]
    assert [one.id for one in few] == ["learning_agreement.minimum_ects", "study.minimum_ects_per_semester"]
    assert broken_by(assessment, courses(*"abcd"))[1] == ()
    assert broken_by(assessment, Content(text="a"))[1] == ()


# -- versions and their signatures


def test_a_new_version_has_no_signature_and_says_which_fell() -> None:
    plan = by(by(drawn(), "student"), "host")
    wanted = Draft(content=NEW, day=D(2018, 6, 2))
    again, fallen = drafted(plan, wanted, law(STUDENT, plan.type))
    assert ([one.role for one in fallen], again.versions[-1].signatures) == (["student", "host"], ())


def test_what_was_agreed_holds_until_the_change_is_signed_by_all() -> None:
    agreed = by_all(drawn())
    plan = changed(agreed, NEW)
    day = D(2018, 10, 15)
    for role in ("student", "vice_dean", "host"):
        plan = by(plan, role, day=day)
    assert law(STUDENT, plan.type, day).in_force(plan) == agreed.versions[0]
    plan = by(plan, "vice_rector", day=day, name="Pero Prorektor")
    assert law(STUDENT, plan.type, day).in_force(plan) == plan.versions[1]


def test_a_version_is_not_older_than_the_one_before() -> None:
    assert reasons_of(refused(lambda: changed(drawn(), NEW, D(2018, 4, 30)))) == ["plan-before-last"]


def test_changes_one_after_the_other_need_everybody_each_time() -> None:
    plan: Plan = by_all(drawn())
    for title, day in (("Graphs", D(2018, 10, 10)), ("Logic", D(2018, 10, 20))):
        content = Content(courses=(course("Databases"), course(title)))
        plan = by_all(changed(plan, content, day), day=day)
    assert [len(one.signatures) for one in plan.versions] == [4, 4, 4]
    assert len(law(STUDENT, plan.type, D(2018, 10, 20)).changes(plan)) == 2
