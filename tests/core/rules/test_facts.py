"""Each fact says of a dossier what the law means by it, and is unknown where the dossier does not say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import (
    COUNTING,
    INSTITUTIONS,
    OFFICE,
    D,
    agreement,
    away,
    call,
    changed,
    course,
    employee,
    incoming,
    outgoing,
    paper,
    past,
)

import mobilnost as m
from mobilnost.grammar import read_value
from mobilnost.model import (
    AcademicYear,
    Course,
    Credits,
    ElectionPeriod,
    Institution,
    Kind,
    LanguageSkill,
    Semester,
    SemesterStart,
    Span,
)
from mobilnost.rules import CORE_FACTS, BrokenFact, Home, guarded
from mobilnost.rules.facts import always

FACTS = {one.name: one for one in CORE_FACTS}
PROGRAMMES = {code: m.Programme(code=code, counting=counting) for code, counting in COUNTING.items()}
HOME = Home(
    institution="sum.ba",
    country="BA",
    units=frozenset(one.id for one in OFFICE.units),
    affiliated=frozenset(OFFICE.affiliated),
)
#: The election period of a teacher.
PERIOD = ElectionPeriod(start=D(2017, 1, 1), end=D(2021, 12, 31))


def case(dossier: m.Dossier, **around: Any) -> m.Case:
    """A dossier of our university with the institutions that the office knows."""
    known = {one.id: one for one in INSTITUTIONS}
    return m.Case(**{"dossier": dossier, "home": HOME, "programmes": PROGRAMMES, "institutions": known, **around})


def fact(name: str, dossier: m.Dossier, **around: Any) -> Any:
    """What a fact is of a dossier; it is of the type that the fact declares."""
    found = FACTS[name].compute(case(dossier, **around))
    assert found is None or read_value(found, FACTS[name].type) == found
    return found


def loaded(parsed: Any) -> Any:
    """The agreement or call itself, without its lines."""
    return parsed.value


# ---------------------------------------------------------------------- the stay

GOING, COMING, TEACHER = outgoing(), incoming(), employee()
MONDAY, SUNDAY = D(2018, 10, 1), D(2018, 10, 7)
WEEK = outgoing(start=MONDAY, end=SUNDAY)


def of_week(*interruptions: Any) -> m.Dossier:
    return evolve(WEEK, interruptions=interruptions)


@pytest.mark.parametrize(
    ("name", "dossier", "expected"),
    [
        ("programme", GOING, "erasmus"),
        ("participant", GOING, "student"),
        ("participant", TEACHER, "staff"),
        ("kind", TEACHER, "teaching"),
        ("direction", GOING, "outgoing"),
        ("direction", COMING, "incoming"),
        *((name, outgoing(), False) for name in ("blended", "joint_programme", "freemover", "zero_grant")),
        *((name, outgoing(**{name: True}), True) for name in ("blended", "joint_programme", "freemover", "zero_grant")),
        ("in_network", GOING, False),
        ("in_network", outgoing(network="CIII-HR-0001"), True),
        ("first_day", GOING, D(2018, 10, 1)),
        ("first_day", outgoing(arrived=D(2018, 10, 3)), D(2018, 10, 3)),
        ("last_day", GOING, D(2019, 2, 15)),
        ("last_day", outgoing(returned=D(2019, 2, 10)), D(2019, 2, 10)),
        ("stay", outgoing(end=D(2018, 12, 30)), Span(3)),
        ("stay", outgoing(programme="ceepus", end=D(2018, 12, 30)), Span(2, 30)),
        ("stay", outgoing(end=D(2018, 12, 30), interruptions=(away(D(2018, 11, 1), D(2018, 11, 10)),)), Span(2, 20)),
        ("stay", employee(programme="erasmus", start=MONDAY, end=SUNDAY), Span(0, 7)),
        ("calendar_days", WEEK, 7),
        ("calendar_days", of_week(away(D(2018, 10, 3), D(2018, 10, 4))), 5),
        ("working_days", WEEK, 5),
        ("working_days", outgoing(start=D(2018, 10, 5), end=D(2018, 10, 8)), 2),
        ("working_days", outgoing(start=D(2018, 10, 6), end=D(2018, 10, 7)), 0),
        ("working_days", outgoing(start=MONDAY, end=MONDAY), 1),
        ("working_days", of_week(away(D(2018, 10, 3), D(2018, 10, 4))), 3),
        ("working_days", of_week(away(D(2018, 10, 3), D(2018, 10, 3)), away(D(2018, 10, 5), D(2018, 10, 9))), 3),
        ("academic_year", GOING, 2018),
        ("academic_year", outgoing(start=D(2019, 2, 20), end=D(2019, 6, 30)), 2018),
        ("semester", GOING, "winter"),
        ("semester", outgoing(start=D(2019, 2, 20), end=D(2019, 6, 30)), "summer"),
        ("partner", GOING, "uniri.hr"),
        ("partner", COMING, "uniri.hr"),
        ("partner_country", COMING, "HR"),
        ("sending_country", GOING, "BA"),
        ("sending_country", COMING, "HR"),
        ("host_country", GOING, "HR"),
        ("host_country", COMING, "BA"),
        ("host_country", outgoing(receiving="nobody.knows"), None),
        ("abroad", GOING, True),
        ("abroad", COMING, True),
        ("abroad", outgoing(receiving="unze.ba"), False),
        ("abroad", outgoing(receiving="nobody.knows"), None),
        ("abroad", incoming(sending="nobody.knows"), None),
        ("instruction_language", GOING, "hr"),
        ("instruction_language", outgoing(language=None), None),
        ("status_in_country", outgoing(status_in_country="refugee"), "refugee"),
        ("citizen_of_host", GOING, False),
        ("citizen_of_host", outgoing(citizenships=("BA", "HR")), True),
        ("citizen_of_host", outgoing(receiving="nobody.knows"), None),
        ("citizen_of_sender", GOING, True),
        ("citizen_of_sender", outgoing(citizenships=("HR",)), False),
        ("citizen_of_sender", incoming(sending="nobody.knows"), None),
    ],
)
def test_what_is_so_about_a_stay(name: str, dossier: m.Dossier, expected: Any) -> None:
    assert fact(name, dossier) == expected


def test_the_edition_is_the_one_that_judges() -> None:
    assert fact("edition", GOING) is None
    assert fact("edition", GOING, edition="2014-2020") == "2014-2020"


def test_what_the_dossier_says_of_an_institution_comes_before_what_the_office_knows() -> None:
    own = Institution(id="uniri.hr", names={"en": "Rijeka"}, country="SI")
    other = Institution(id="elsewhere", names={"en": "Elsewhere"}, country="AT")
    assert fact("host_country", outgoing(institutions=(other, own))) == "SI"
    assert fact("host_country", outgoing(institutions=(other,))) == "HR"
    ours = Institution(id="sum.ba", names={"en": "Mostar"}, country="HR")
    assert fact("sending_country", outgoing(institutions=(ours,))) == "BA"


# ---------------------------------------------------------------------- the person

LANGUAGES = (
    LanguageSkill(code="hr", level="B1"),
    LanguageSkill(code="hr", level="C1"),
    LanguageSkill(code="en", level="C2"),
)
LOCAL = Credits(value=Decimal(5), scheme="hours")


def of_unit(unit: str) -> m.Dossier:
    own = employee(employer="sum.ba")
    assert own.staff is not None
    return evolve(own, staff=evolve(own.staff, unit=unit))


def local(**more: Any) -> Course:
    """A course whose credits are not ECTS."""
    return Course(host_title="Law", host_credits=LOCAL, **more)


@pytest.mark.parametrize(
    ("name", "dossier", "expected"),
    [
        ("cycle", GOING, "first"),
        ("year_of_study", GOING, 2),
        ("study_status", GOING, "regular"),
        ("programme_semesters", GOING, 6),
        ("grade_average", outgoing(grade_average=Decimal("4.2")), Decimal("4.2")),
        ("grade_average", GOING, None),
        *((name, TEACHER, None) for name in ("cycle", "year_of_study", "study_status", "programme_semesters")),
        ("language_level", GOING, None),
        ("language_level", TEACHER, None),
        ("language_level", outgoing(languages=LANGUAGES), "C1"),
        ("language_level", outgoing(languages=LANGUAGES, language="en"), "C2"),
        ("language_level", outgoing(languages=LANGUAGES, language="de"), None),
        ("language_level", outgoing(languages=LANGUAGES, language=None), None),
        ("isced_f", GOING, None),
        ("isced_f", TEACHER, None),
        ("isced_f", outgoing(isced_f="0613"), "0613"),
        ("isced_f", outgoing(isced_f="0613", field_isced_f="0714"), "0714"),
        ("isced_f", employee(field_isced_f="0714"), "0714"),
        ("isced_narrow", outgoing(isced_f="0613"), "061"),
        ("isced_narrow", outgoing(isced_f="061"), "061"),
        ("isced_narrow", outgoing(isced_f="06"), None),
        ("isced_narrow", GOING, None),
        ("has_courses", outgoing(courses=None), None),
        ("has_courses", outgoing(courses=()), False),
        ("has_courses", GOING, True),
        ("ects", outgoing(courses=None), None),
        ("ects", outgoing(courses=()), Decimal(0)),
        ("ects", outgoing(courses=(course(6), course(4))), Decimal(10)),
        ("ects", outgoing(courses=(course(6), local())), None),
        ("ects", outgoing(courses=(course(6), local(host_ects=Decimal(3)))), Decimal(9)),
        ("credits_explained", outgoing(courses=None), None),
        ("credits_explained", outgoing(courses=()), True),
        ("credits_explained", GOING, True),
        ("credits_explained", outgoing(courses=(course(6), local())), False),
        ("credits_explained", outgoing(courses=(local(host_ects=Decimal(3)),)), False),
        ("credits_explained", outgoing(courses=(local(conversion="by hours"),)), False),
        ("credits_explained", outgoing(courses=(local(host_ects=Decimal(0), conversion="by hours"),)), True),
        ("repeats_course", outgoing(courses=None), None),
        ("repeats_course", outgoing(courses=()), None),
        ("repeats_course", outgoing(courses=(course(6),)), None),
        ("repeats_course", outgoing(courses=(course(6, passed=False), course(6))), None),
        ("repeats_course", outgoing(courses=(course(6, passed=False),)), False),
        ("repeats_course", outgoing(courses=(course(6), course(6, passed=True))), True),
        ("employed_at_home", TEACHER, True),
        ("employed_at_home", employee(employer="sum.ba"), True),
        ("employed_at_home", employee(employer="skb-mostar.ba"), False),
        ("employed_at_home", employee(employer="uniri.hr"), False),
        ("employed_by_affiliate", TEACHER, False),
        ("employed_by_affiliate", employee(employer="skb-mostar.ba"), True),
        ("employed_by_rectorate", employee(employer="sum.ba"), True),
        ("employed_by_rectorate", of_unit("fsre"), False),
        ("employed_by_rectorate", employee(employer="fsre"), False),
        ("employed_by_rectorate", employee(employer="skb-mostar.ba"), False),
        ("employment_contract", TEACHER, True),
        ("employment_contract", employee(employment_contract=False), False),
        ("staff_category", TEACHER, "teaching"),
        ("teaching_hours_per_week", TEACHER, None),
        ("teaching_hours_per_week", employee(teaching_hours_per_week=Decimal(8)), Decimal(8)),
        *((name, GOING, None) for name in ("employed_at_home", "employed_by_affiliate", "employment_contract")),
        *((name, GOING, None) for name in ("staff_category", "teaching_hours_per_week", "staff_total")),
        ("employed_by_rectorate", GOING, None),
    ],
)
def test_what_is_so_about_a_person(name: str, dossier: m.Dossier, expected: Any) -> None:
    assert fact(name, dossier) == expected


# ---------------------------------------------------------------------- earlier mobilities

#: A month by calendar months; by the Commission's formula of 360 days too.
MARCH = (D(2018, 3, 1), D(2018, 3, 31))
SHORT = {"start": D(2018, 10, 1), "end": D(2018, 10, 30)}  # a month by the Commission's formula


@pytest.mark.parametrize(
    ("name", "dossier", "expected"),
    [
        ("past_mobilities", GOING, 0),
        ("past_mobilities", outgoing(history=(past("ceepus", *MARCH), past("erasmus", *MARCH))), 2),
        ("past_mobilities", outgoing(history=(past("ceepus", *MARCH, cancelled=True),)), 0),
        ("past_mobilities", outgoing(history=(past("ceepus", *MARCH, kind=Kind.ONLINE),)), 0),
        ("past_mobilities", outgoing(history=(past("ceepus", *MARCH, kind=Kind.STUDY),)), 1),
        ("mobilities_this_year", GOING, 1),
        ("mobilities_this_year", outgoing(history=(past("ceepus", *MARCH),)), 1),
        ("mobilities_this_year", outgoing(history=(past("ceepus", D(2018, 10, 1), D(2018, 10, 9)),)), 2),
        ("cycle_total", outgoing(**SHORT), Span(1)),
        ("cycle_total", outgoing(**SHORT, history=(past("ceepus", *MARCH),)), Span(2)),
        ("cycle_total", outgoing(**SHORT, history=(past("ceepus", D(2018, 3, 1), D(2018, 3, 30)),)), Span(2)),
        ("cycle_total", outgoing(**SHORT, history=(past("ceepus", *MARCH, "second"),)), Span(1)),
        ("cycle_total", outgoing(**SHORT, history=(past("ceepus", *MARCH, None),)), None),
        ("cycle_total", outgoing(**SHORT, history=(past("ceepus", *MARCH, None, cancelled=True),)), Span(1)),
        ("cycle_total", TEACHER, None),
        ("programme_cycle_total", outgoing(**SHORT, history=(past("ceepus", *MARCH),)), Span(1)),
        ("programme_cycle_total", outgoing(**SHORT, history=(past("erasmus", *MARCH),)), Span(2)),
        ("programme_cycle_total", outgoing(**SHORT, history=(past("erasmus", *MARCH, "second"),)), Span(1)),
        ("programme_cycle_total", outgoing(**SHORT, history=(past("erasmus", *MARCH, None),)), None),
        ("programme_cycle_total", outgoing(**SHORT, history=(past("ceepus", *MARCH, None),)), Span(1)),
        ("programme_cycle_total", TEACHER, None),
        ("staff_total", employee(start=MARCH[0], end=MARCH[1]), Span(1)),
        ("staff_total", employee(election_period=None), None),
        *(
            (
                "staff_total",
                employee(election_period=PERIOD, history=(past("bilateral", start, start),), **SHORT),
                expected,
            )
            for start, expected in (
                (D(2016, 12, 31), Span(1)),
                (PERIOD.start, Span(1, 1)),
                (PERIOD.end, Span(1, 1)),
                (D(2022, 1, 1), Span(1)),
            )
        ),
    ],
)
def test_earlier_mobilities_count_as_the_law_counts_them(name: str, dossier: m.Dossier, expected: Any) -> None:
    assert fact(name, dossier) == expected


# ---------------------------------------------------------------------- agreement, call, papers that carry a day

PLACES = '[[places]]\ndirection = "{}"\nkind = "{}"\npersons_per_year = 2\n'
BACHELORS = PLACES + 'cycles = ["first"]\n'


def halted(how: str, day: D) -> str:
    return f'[agreement.{how}]\ndate = {day}\nreason = "war"\n'


@pytest.mark.parametrize(
    ("name", "dossier", "under", "expected"),
    [
        *((name, GOING, None, None) for name in FACTS if name.startswith("agreement_") and name != "agreement_day"),
        ("agreement_in_force", GOING, agreement(), True),
        ("agreement_in_force", GOING, agreement(valid_from=D(2018, 10, 1), valid_to=D(2019, 2, 15)), True),
        ("agreement_in_force", GOING, agreement(valid_from=D(2018, 10, 2)), False),
        ("agreement_in_force", GOING, agreement(valid_to=D(2019, 2, 14)), False),
        ("agreement_in_force", GOING, agreement(halted("terminated", D(2019, 2, 16))), True),
        ("agreement_in_force", GOING, agreement(halted("terminated", D(2019, 2, 15))), False),
        ("agreement_in_force", GOING, agreement(halted("suspended", D(2019, 2, 15))), False),
        ("agreement_between", GOING, agreement(), True),
        ("agreement_between", COMING, agreement(), True),
        ("agreement_between", GOING, agreement(parties=["sum.ba", "unze.ba"]), False),
        ("agreement_between", GOING, agreement(parties=["unze.ba", "uniri.hr"]), False),
        ("agreement_between", GOING, agreement(parties=["sum.ba", "unze.ba", "uniri.hr"]), True),
        ("agreement_programme", GOING, agreement(), True),
        ("agreement_programme", GOING, agreement(programme="ceepus"), False),
        ("agreement_unit", GOING, agreement(), True),
        ("agreement_unit", outgoing(unit=None), agreement(), True),
        ("agreement_unit", GOING, agreement(level="unit", unit="fsre"), True),
        ("agreement_unit", GOING, agreement(level="unit", unit="ff"), False),
        ("agreement_unit", outgoing(unit=None), agreement(level="unit", unit="ff"), None),
        ("agreement_place", GOING, agreement(), True),
        ("agreement_place", GOING, agreement(PLACES.format("outgoing", "study")), True),
        ("agreement_place", GOING, agreement(PLACES.format("incoming", "study")), False),
        ("agreement_place", GOING, agreement(PLACES.format("outgoing", "traineeship")), False),
        ("agreement_place", GOING, agreement(BACHELORS.format("outgoing", "study")), True),
        ("agreement_place", outgoing(cycle="second"), agreement(BACHELORS.format("outgoing", "study")), False),
        ("agreement_place", TEACHER, agreement(BACHELORS.format("outgoing", "teaching")), True),
        (
            "agreement_place",
            outgoing(cycle="second"),
            agreement(BACHELORS.format("outgoing", "study") + PLACES.format("outgoing", "study")),
            True,
        ),
        ("agreement_field", GOING, agreement(), True),
        ("agreement_field", GOING, agreement(isced_f=["0613"]), None),
        ("agreement_field", outgoing(isced_f="0613"), agreement(isced_f=["0613"]), True),
        ("agreement_field", outgoing(isced_f="0613"), agreement(isced_f=["0714", "061"]), True),
        ("agreement_field", outgoing(isced_f="061"), agreement(isced_f=["0613"]), True),
        ("agreement_field", outgoing(isced_f="0613"), agreement(isced_f=["0714"]), False),
    ],
)
def test_what_an_agreement_is_good_for(name: str, dossier: m.Dossier, under: Any, expected: Any) -> None:
    assert fact(name, dossier, agreement=under and loaded(under)) is expected


@pytest.mark.parametrize(
    ("name", "called", "under", "expected"),
    [
        ("call_programme", None, agreement(), None),
        ("call_programme", call(), None, True),
        ("call_programme", call(programme="ceepus"), None, False),
        ("call_programme", call(academic_year="2019/2020"), None, False),
        ("call_agreement", None, agreement(), None),
        ("call_agreement", call(), None, None),
        ("call_agreement", call(), agreement(), True),
        ("call_agreement", call(agreements=["b", "a"]), agreement(), True),
        ("call_agreement", call(agreements=["b"]), agreement(), False),
    ],
)
def test_what_a_call_is_good_for(name: str, called: Any, under: Any, expected: Any) -> None:
    around = {"call": called and loaded(called), "agreement": under and loaded(under)}
    assert fact(name, GOING, **around) is expected


EARLY, LATE = D(2018, 6, 1), D(2018, 6, 20)


@pytest.mark.parametrize(
    ("name", "papers", "expected"),
    [
        ("application_day", (), None),
        ("application_day", (paper("student_application_form"),), None),
        ("application_day", (paper("passport", EARLY), paper("student_application_form", LATE)), LATE),
        ("agreement_day", (paper("learning_agreement_change", EARLY),), None),
        ("agreement_day", (paper("training_agreement", LATE),), LATE),
        ("agreement_day", (paper("learning_agreement", LATE), paper("learning_agreement", EARLY)), EARLY),
        ("agreement_day", (paper("learning_agreement", LATE), paper("learning_agreement")), LATE),
        ("change_day", (paper("learning_agreement", EARLY),), None),
        ("change_day", (paper("training_agreement_change", LATE),), LATE),
        ("change_day", (paper("learning_agreement_change", LATE), paper("training_agreement_change", EARLY)), LATE),
    ],
)
def test_papers_tell_the_days_on_which_they_were_made(name: str, papers: Any, expected: Any) -> None:
    """The first learning agreement counts, and the last change to it."""
    assert fact(name, outgoing(documents=papers)) == expected


@pytest.mark.parametrize(
    ("dossier", "known", "expected"),
    [
        (outgoing(end=D(2019, 2, 15)), True, D(2019, 2, 25)),
        (outgoing(end=D(2019, 2, 15)), False, None),
        (outgoing(end=D(2019, 6, 30)), True, None),
        (TEACHER, True, None),
        (employee(start=D(2019, 1, 7), end=D(2019, 2, 15)), True, None),
    ],
)
def test_the_office_says_when_the_student_goes_on(dossier: m.Dossier, known: bool, expected: D | None) -> None:
    home = evolve(HOME, semesters=(SUMMER,) if known else ())
    assert fact("next_semester", dossier, home=home) == expected


# ---------------------------------------------------------------------- what is unknown

#: A student and a teacher of whom the dossier says no more than it must, and where to.
NOBODY_KNOWS = {"sending": "a.sender", "receiving": "a.host", "language": None, "unit": None, "agreement": None}
STUDENT = outgoing(**NOBODY_KNOWS, courses=None, documents=(), history=(past("erasmus", *MARCH, None),))
STAFF = employee(**NOBODY_KNOWS, election_period=None, documents=())
CERTIFIED = {"language": "hr", "languages": LANGUAGES}
#: What an unknown fact names as its source, and what an office fills in there.
FILLED: dict[str, Any] = {
    "institutions": {"institutions": INSTITUTIONS, "sending": "unze.ba", "receiving": "uniri.hr"},
    "mobility.language": {"language": "hr"},
    "mobility.field_isced_f": {"field_isced_f": "0613"},
    "student.grade_average": {"grade_average": Decimal(4)},
    "language_certificate": CERTIFIED,
    "learning_agreement": {"courses": (course(6),), "documents": (paper("learning_agreement", EARLY),)},
    "learning_agreement_change": {"documents": (paper("learning_agreement_change", EARLY),)},
    "student_application_form": {"documents": (paper("student_application_form", EARLY),)},
    "courses.already_passed": {"courses": (course(6, passed=False),)},
    "history.cycle": {"history": (past("erasmus", *MARCH),)},
    "staff.election_period": {"election_period": PERIOD},
    "staff.teaching_hours_per_week": {"teaching_hours_per_week": Decimal(8)},
}
SUMMER = SemesterStart(academic_year=AcademicYear(2018), semester=Semester.SUMMER, begins=D(2019, 2, 25))
#: What is filled in with an agreement, a call, an edition, the settings, or by saying of whom the dossier is.
BESIDE = {
    "mobility.agreement": {"agreement": loaded(agreement())},
    "mobility.unit": {"agreement": loaded(agreement())},
    "mobility.call": {"agreement": loaded(agreement()), "call": loaded(call())},
    "edition": {"edition": "2014-2020"},
    "semesters": {"home": evolve(HOME, semesters=(SUMMER,))},
}
#: What is known of every student, and of every member of staff.
OF_STUDENTS = ("student.cycle", "student.year_of_study", "student.study_status", "student.programme_semesters")
OF_STAFF = ("staff.category", "staff.employment_contract", "staff.employer")


@pytest.mark.parametrize("name", [name for name, one in FACTS.items() if not one.required])
def test_an_unknown_fact_names_what_would_settle_it(name: str) -> None:
    source = FACTS[name].source
    assert source is not None
    if source in OF_STUDENTS:
        bare, filled = STAFF, STUDENT
    elif source in OF_STAFF:
        bare, filled = STUDENT, STAFF
    else:
        bare = STAFF if source.startswith("staff.") else STUDENT
        filled = outgoing() if source in BESIDE else changed(bare, **FILLED[source])
    under = {"agreement": loaded(agreement())} if name == "agreement_field" else {}
    under |= {"agreement": loaded(agreement(isced_f=["0613"]))} if under else {}
    assert fact(name, bare, **under) is None
    assert fact(name, filled, **under, **BESIDE.get(source, {})) is not None


@pytest.mark.parametrize("dossier", [STUDENT, STAFF], ids=["student", "staff"])
@pytest.mark.parametrize("name", [name for name, one in FACTS.items() if one.required])
def test_what_every_dossier_says_is_never_unknown(name: str, dossier: m.Dossier) -> None:
    assert fact(name, dossier) is not None


# ---------------------------------------------------------------------- how stays are counted

#: Thirty days of October: a month by the Commission's formula, thirty days one by one.
OCTOBER = {"start": D(2018, 10, 1), "end": D(2018, 10, 30)}
EDITION = m.Edition(id="2014-2020", valid_from=D(2014, 1, 1), valid_to=D(2020, 12, 31))


def counted(applies: str, dossier: m.Dossier, **around: Any) -> m.Case:
    """The case where stays of which something is so are counted day by day."""
    counting = (m.Counting(strategy="actual-days", applies=applies), m.Counting(strategy="commission-360"))
    programme = m.Programme(code="erasmus", counting=counting, editions=(EDITION,))
    return m.Case(dossier=dossier, home=HOME, programmes={"erasmus": programme}, **around)


@pytest.mark.parametrize(
    ("applies", "changes", "around"),
    [
        ("kind == 'research'", {"kind": "research"}, {}),
        ("cycle == 'third'", {"cycle": "third"}, {}),
        ("blended", {"blended": True}, {}),
        ("calendar_days < 30", {"interruptions": (away(D(2018, 10, 9), D(2018, 10, 9)),)}, {}),
        ("edition == '2014-2020'", {}, {"edition": "2014-2020"}),
    ],
)
def test_how_a_stay_is_counted_hangs_on_what_is_known_of_it(applies: str, changes: Any, around: Any) -> None:
    days = 29 if "interruptions" in changes else 30
    assert counted(applies, outgoing(**OCTOBER, **changes), **around).stay == Span(0, days)
    assert counted(applies, outgoing(**OCTOBER)).stay == Span(1)


def test_students_and_staff_are_counted_apart() -> None:
    applies = "participant == 'staff'"
    assert counted(applies, employee(**OCTOBER, programme="erasmus")).stay == Span(0, 30)
    assert counted(applies, outgoing(**OCTOBER)).stay == Span(1)


@pytest.mark.parametrize(
    ("applies", "more", "expected"),
    [
        ("kind == 'research'", {"kind": Kind.RESEARCH}, Span(0, 30)),
        ("kind == 'research'", {"kind": Kind.STUDY}, Span(1)),
        ("kind == 'research'", {}, Span(1)),
        ("calendar_days == 30", {}, Span(0, 30)),
        ("edition == '2014-2020'", {}, Span(0, 30)),
        ("edition == '2021-2027'", {}, Span(1)),
        ("known(edition)", {"later": True}, Span(1)),
        ("known(blended)", {}, Span(1)),
    ],
)
def test_an_earlier_stay_is_counted_as_its_programme_did_at_the_time(applies: str, more: Any, expected: Span) -> None:
    year = 2021 if more.pop("later", False) else 2017
    earlier = past("erasmus", D(year, 10, 1), D(year, 10, 30), **more)
    assert counted(applies, outgoing(**OCTOBER), edition="2021-2027").past_stay(earlier) == expected


def test_a_programme_that_is_not_loaded_counts_calendar_months() -> None:
    known = counted("kind == 'research'", outgoing(programme="norplus", **OCTOBER))
    assert known.stay == Span(0, 30)
    assert known.past_stay(past("norplus", D(2018, 3, 1), D(2018, 3, 31))) == Span(1)


def test_a_case_needs_no_more_than_a_dossier_and_who_we_are() -> None:
    alone = m.Case(dossier=GOING, home=Home(institution="sum.ba", country="BA"))
    assert (alone.programmes, alone.institutions, alone.agreement, alone.call, alone.edition) == (
        {},
        {},
        None,
        None,
        None,
    )
    assert alone.calendar == m.Calendar()
    assert (alone.country("sum.ba"), alone.country("uniri.hr"), alone.stay) == ("BA", None, Span(4, 15))
    assert (alone.semester, alone.semesters) == ("winter", 2)
    assert {alone, alone} == {alone}


def test_of_several_papers_the_first_day_counts_unless_the_last_is_asked_for() -> None:
    known = case(outgoing(documents=(paper("a", LATE), paper("b", EARLY), paper("a"))))
    assert (known.document_day("a", "b"), known.document_day("a", "b", latest=True)) == (EARLY, LATE)
    assert (known.document_day("a"), known.document_day("c")) == (LATE, None)


# ---------------------------------------------------------------------- facts of plugins


def of_plugin(compute: Any, **more: Any) -> m.FactDefinition:
    return guarded(
        m.FactDefinition(name="a_fact", type=m.SPAN, compute=compute, meaning="a length", **more), "a plugin"
    )


def test_a_fact_of_a_plugin_is_held_to_its_type() -> None:
    definition = of_plugin(lambda case: case.stay)
    assert (definition.name, definition.required, definition.source) == ("a_fact", False, None)
    assert definition.compute(case(GOING)) == case(GOING).stay
    assert of_plugin(lambda _: "3 months").compute(case(GOING)) == Span(3)
    assert of_plugin(lambda _: None).compute(case(GOING)) is None


@pytest.mark.parametrize(
    ("compute", "more", "reason"),
    [
        (lambda case: case.nothing, {}, "AttributeError: 'Case' object has no attribute 'nothing'"),
        (lambda _: 1, {}, "1"),
        (lambda _: None, {"required": True}, "None"),
    ],
)
def test_a_fact_that_breaks_names_its_plugin_itself_and_the_reason(compute: Any, more: Any, reason: str) -> None:
    with pytest.raises(BrokenFact) as broken:
        of_plugin(compute, **more).compute(case(GOING))
    error = broken.value
    assert (error.plugin, error.fact) == ("a plugin", "a_fact")
    assert reason in error.reason
    assert str(error) == f"a plugin: a_fact: {error.reason}"


#: What the office knows of partners, agreements, calls and dates; who chooses courses with the student (čl. 12 st. 1).
SUPPLIED = {
    "international_office": {
        *("abroad", "citizen_of_host", "citizen_of_sender", "host_country", "partner_country", "sending_country"),
        *("agreement_between", "agreement_in_force", "agreement_place", "agreement_programme", "agreement_unit"),
        *("call_agreement", "call_programme", "edition", "next_semester"),
    },
    "unit": {"repeats_course"},
}


def test_what_is_always_known_names_its_source_too() -> None:
    made = always("a_fact", m.SPAN, lambda one: one.stay, "a length", source="mobility.end")
    assert (made.required, made.source) == (True, "mobility.end")


def test_credits_are_a_decimal_number_even_where_there_are_none() -> None:
    """A report writes every number of credits in one way."""
    found = [FACTS["ects"].compute(case(outgoing(courses=courses))) for courses in ((), (course(6),))]
    assert [type(one) for one in found] == [Decimal, Decimal]


def test_whoever_is_asked_for_what_is_missing_is_the_one_who_knows() -> None:
    """All else the participant knows."""
    assert {one.supplied_by for one in CORE_FACTS} == {*SUPPLIED, None}
    for who, names in SUPPLIED.items():
        assert {one.name for one in CORE_FACTS if one.supplied_by == who} == names


def test_where_no_learning_agreement_is_asked_for_its_courses_are() -> None:
    """Čl. 7 st. 5: a joint study has none."""
    assert {one.name: one.otherwise for one in CORE_FACTS if one.otherwise} == dict.fromkeys(
        ("credits_explained", "ects", "has_courses"), "courses"
    )
    assert FACTS["ects"].settled_by({"learning_agreement"}) == "learning_agreement"
    assert FACTS["ects"].settled_by(()) == "courses"
    assert FACTS["grade_average"].settled_by(()) == FACTS["grade_average"].source


def test_every_fact_says_what_it_means() -> None:
    assert all(one.meaning for one in CORE_FACTS)
    assert len(FACTS) == len(CORE_FACTS)


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("days", {"calendar_days", "working_days"}),
        ("calendar year", {"academic_year"}),
        ("mobilities", {"past_mobilities", "mobilities_this_year"}),
        ("year of study", {"year_of_study"}),
        ("semesters", {"programme_semesters"}),
        ("grade", {"grade_average"}),
        ("ects", {"ects"}),
        ("hours per week", {"teaching_hours_per_week"}),
    ],
)
def test_a_number_has_the_unit_in_which_laws_and_agreements_give_its_limit(unit: str, names: set[str]) -> None:
    assert {one.name for one in CORE_FACTS if one.type.unit == unit} == names
