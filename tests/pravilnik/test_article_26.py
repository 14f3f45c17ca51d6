"""Čl. 26: a report within thirty days of return; and the plans of čl. 2 that were carried out."""

import pytest
from pravilnik.cases import D, assessed, document, duty, employee, outgoing, paper

REPORT = "staff.report_days"
COMES = {"direction": "incoming", "sending": "uniri.hr", "receiving": "sum.ba", "employer": "uniri.hr"}


@pytest.mark.parametrize(
    ("end", "holidays", "due"),
    [
        pytest.param(D(2019, 4, 30), (), D(2019, 5, 30), id="a Thursday"),
        pytest.param(D(2019, 5, 2), (), D(2019, 6, 3), id="a Saturday: the Monday"),
        pytest.param(D(2019, 4, 30), (D(2019, 5, 30),), D(2019, 5, 31), id="a holiday: the Friday"),
        pytest.param(D(2020, 1, 30), (), D(2020, 3, 2), id="29 February, a Saturday"),
        pytest.param(D(2019, 12, 10), (), D(2020, 1, 9), id="over the end of the year"),
    ],
)
def test_a_report_within_thirty_days(end: D, holidays, due: D) -> None:
    start = D(end.year, end.month, 1)
    assert duty(REPORT, employee(start=start, end=end), holidays=holidays).due == due


@pytest.mark.parametrize("category", ["teaching", "artistic-teaching", "non-teaching"])
def test_staff_of_every_category_reports(category: str) -> None:
    assert duty(REPORT, employee(category=category, kind="training")).due == D(2019, 5, 30)


def test_the_return_is_the_last_day_unless_recorded_otherwise() -> None:
    assert duty(REPORT, employee(returned=D(2019, 5, 15))).due == D(2019, 6, 14)


def test_it_goes_to_the_vice_rector_or_the_vice_dean() -> None:
    owed = duty(REPORT, employee())
    assert (owed.who, owed.to, owed.citation.at) == ("staff", "vice_rector_or_vice_dean", "čl. 26")


@pytest.mark.parametrize(
    ("documents", "on", "state"),
    [
        pytest.param((), D(2019, 5, 30), "open", id="on the last day"),
        pytest.param((), D(2019, 5, 31), "overdue", id="the day after"),
        pytest.param((paper("staff_report"),), D(2019, 5, 31), "done", id="handed in"),
    ],
)
def test_a_late_report_is_late_from_the_next_day(documents, on: D, state: str) -> None:
    assert duty(REPORT, employee(documents=documents), on=on).state == state


@pytest.mark.parametrize("dossier", [outgoing(), employee(**COMES)], ids=["students", "staff that came"])
def test_others_owe_none(dossier) -> None:
    assert duty(REPORT, dossier) is None


ERASMUS = {"programme": "erasmus", "end": D(2019, 3, 8)}


@pytest.mark.parametrize(("kind", "type"), [("teaching", "teaching_plan"), ("training", "work_plan")])
def test_a_plan_is_approved_before_and_confirmed_after(kind: str, type: str) -> None:
    approved = employee(kind=kind, **ERASMUS, documents=(paper(type, D(2019, 2, 1), "superior"),))
    assert document(type, approved, phase="before", on=D(2019, 2, 2)).state == "present"
    after = document(type, approved, phase="after", on=D(2019, 2, 2))
    assert (after.state, after.missing_signatures) == ("unsigned", ("host",))


@pytest.mark.parametrize(("kind", "type"), [("teaching", "teaching_plan"), ("training", "work_plan")])
def test_the_plans_belong_to_erasmus(kind: str, type: str) -> None:
    assert document(type, employee(kind=kind, documents=())).state == "not_required"


def test_without_the_superiors_signature_nobody_has_approved() -> None:
    insured = (paper("travel_health_insurance"), paper("accident_insurance"))
    dossier = employee(**ERASMUS, documents=(*insured, paper("teaching_plan")))
    assert assessed(dossier, on=D(2019, 2, 28)).verdict == "eligible"
    assert assessed(dossier, on=D(2019, 3, 1)).verdict == "incomplete"
