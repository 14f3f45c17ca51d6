"""A value that exists means something: what it cannot mean, it refuses, naming the attribute."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from mobilnost import model
from mobilnost.model import (
    Agreement,
    AgreementLevel,
    BadValue,
    Call,
    CefrLevel,
    Closure,
    Condition,
    Course,
    Credits,
    Cycle,
    Direction,
    Dossier,
    Institution,
    InvalidData,
    Kind,
    Mobility,
    Money,
    Person,
    Place,
    Places,
    Problem,
    Settings,
    Staff,
    StaffCategory,
    StatusInCountry,
    Student,
    StudyStatus,
    Unit,
    dotted,
)

D = dt.date


def mobility(**changes: Any) -> Mobility:
    given: dict[str, Any] = {
        "id": "m-1",
        "programme": "erasmus",
        "kind": Kind.STUDY,
        "direction": Direction.OUTGOING,
        "sending": "sum.ba",
        "receiving": "uniri.hr",
        "start": D(2018, 10, 1),
        "end": D(2019, 2, 15),
    }
    return Mobility(**(given | changes))


def person(**changes: Any) -> Person:
    given: dict[str, Any] = {
        "id": "p-1",
        "given_names": "Iva",
        "family_name": "Primjer",
        "citizenships": ("BA",),
        "status_in_country": StatusInCountry.CITIZEN,
    }
    return Person(**(given | changes))


def student(**changes: Any) -> Student:
    given: dict[str, Any] = {"cycle": Cycle.FIRST, "year_of_study": 2, "study_status": StudyStatus.REGULAR}
    return Student(**(given | changes))


def staff() -> Staff:
    return Staff(category=StaffCategory.TEACHING, employment_contract=True, employer="sum.ba")


def dossier(**changes: Any) -> Dossier:
    given: dict[str, Any] = {"mobility": mobility(), "person": person(), "student": student()}
    return Dossier(**(given | changes))


def institution(**changes: Any) -> Institution:
    return Institution(**({"id": "uniri.hr", "names": {"en": "University of Rijeka"}, "country": "HR"} | changes))


def agreement(**changes: Any) -> Agreement:
    given: dict[str, Any] = {
        "id": "a-1",
        "programme": "erasmus",
        "level": AgreementLevel.UNIVERSITY,
        "parties": ("sum.ba", "uniri.hr"),
        "signed": D(2018, 1, 15),
        "valid_from": D(2018, 2, 1),
    }
    return Agreement(**(given | changes))


AVERAGE = Condition(id="average", requires="grade_average >= 3.5", clause="čl. 6")


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (lambda: mobility(end=D(2018, 9, 30)), ("end",)),
        (lambda: mobility(arrived=D(2018, 10, 8), returned=D(2018, 10, 7)), ("returned",)),
        (lambda: mobility(arrived=D(2019, 3, 1)), ("end",)),
        (lambda: mobility(returned=D(2018, 9, 30)), ("returned",)),
        (lambda: mobility(start=D(18, 10, 1)), ("start",)),
        (lambda: mobility(id=""), ("id",)),
        (lambda: mobility(sending="sum ba"), ("sending",)),
        (lambda: mobility(field_isced_f="6"), ("field_isced_f",)),
        (lambda: person(citizenships=("BA", "hr")), ("citizenships", 1)),
        (lambda: student(year_of_study=0), ("year_of_study",)),
        (lambda: student(isced_f="06130"), ("isced_f",)),
        (lambda: institution(country="Croatia"), ("country",)),
        (lambda: institution(erasmus_code="HR  ZAGREB01"), ("erasmus_code",)),
        (lambda: institution(pic="12345678"), ("pic",)),
        (lambda: institution(oid="10012345"), ("oid",)),
        (lambda: institution(latitude=Decimal(91)), ("latitude",)),
        (lambda: agreement(valid_to=D(2018, 1, 31)), ("valid_to",)),
        (lambda: agreement(parties=("sum.ba",)), ("parties",)),
        (lambda: agreement(parties=("sum.ba", "sum.ba")), ("parties", 1)),
        (lambda: agreement(level=AgreementLevel.UNIT), ("unit",)),
        (lambda: agreement(conditions=(AVERAGE, AVERAGE)), ("conditions", 1, "id")),
        (lambda: Places(direction=Direction.OUTGOING, kind=Kind.STUDY), ()),
        (lambda: Credits(value=Decimal(-1), scheme="ects"), ("value",)),
        (lambda: Credits(value=Decimal("NaN"), scheme="ects"), ("value",)),
        (lambda: Closure(since=D(2022, 3, 1), reason="law"), ()),
        (lambda: Closure(country="RU", since=D(2022, 3, 1), reason=" "), ("reason",)),
        (lambda: Closure(country="RU", since=D(2022, 3, 1), reason="a\udcff"), ("reason",)),
        (lambda: mobility(id="a\udcff"), ("id",)),
        (lambda: dossier(staff=staff()), ("staff",)),
        (lambda: dossier(student=None), ()),
        (lambda: dossier(institutions=(institution(), institution())), ("institutions", 1, "id")),
        (lambda: Settings(institution="sum.ba", country="BiH"), ("country",)),
        (
            lambda: Settings(institution="sum.ba", country="BA", units=(Unit(id="a", names={}),) * 2),
            ("units", 1, "id"),
        ),
        (
            lambda: Call(
                id="c", programme="erasmus", academic_year=model.AcademicYear(2018), opens=D(2018, 3, 1),
                closes=D(2018, 2, 1),
            ),
            ("closes",),
        ),
        (lambda: Money(Decimal("1.00"), "eur"), ("currency",)),
        (lambda: Money(Decimal("Infinity"), "EUR"), ("amount",)),
    ],
)  # fmt: skip
def test_a_value_names_the_attribute_that_it_refuses(make: Callable[[], object], path: tuple[object, ...]) -> None:
    with pytest.raises(BadValue) as refused:
        make()
    assert refused.value.path == path
    assert isinstance(refused.value, ValueError)


def test_codes_of_real_institutions_are_accepted() -> None:
    for code in ("HR RIJEKA01", "D  BERLIN01", "IRLDUBLIN02", "A  WIEN01", "UK LONDON029"):
        assert institution(erasmus_code=code).erasmus_code == code
    assert institution(pic="999867032", oid="E10208699", latitude=Decimal("45.33")).country == "HR"


def test_the_days_that_count_are_those_of_arrival_and_return() -> None:
    planned, lived = dossier(), dossier(mobility=mobility(arrived=D(2018, 10, 3), returned=D(2019, 2, 10)))
    assert (planned.first_day, planned.last_day) == (D(2018, 10, 1), D(2019, 2, 15))
    assert (lived.first_day, lived.last_day) == (D(2018, 10, 3), D(2019, 2, 10))


def test_a_dossier_knows_whether_a_student_or_staff_goes() -> None:
    assert dossier().participant == "student"
    assert dossier(student=None, staff=staff()).participant == "staff"


@pytest.mark.parametrize(
    ("scheme", "host_ects", "ects"),
    [
        ("ects", None, Decimal(6)),
        ("ECTS", None, Decimal(6)),
        ("kredit", None, None),
        ("kredit", Decimal(4), Decimal(4)),
    ],
)
def test_credits_of_another_scheme_count_as_converted(
    scheme: str, host_ects: Decimal | None, ects: Decimal | None
) -> None:
    credits = Credits(value=Decimal(6), scheme=scheme)
    assert Course(host_title="Databases", host_credits=credits, host_ects=host_ects).ects == ects


def test_language_levels_are_ordered_by_rank() -> None:
    assert sorted(CefrLevel, reverse=True)[0] is CefrLevel.C2
    assert [level.rank for level in sorted(CefrLevel)] == [1, 2, 3, 4, 5, 6]
    assert CefrLevel.A2 < CefrLevel.B1


def test_money_is_exact_and_of_one_currency() -> None:
    total = Money.parse("850.00 EUR") + Money(Decimal("0.10"), "EUR")
    assert str(total) == "850.10 EUR"
    assert Money.parse(str(total)) == total
    with pytest.raises(ValueError, match="cannot be added"):
        _ = total + Money.parse("1 BAM")


@pytest.mark.parametrize("text", ["850", "850 €", "1e3 EUR", "nan EUR", "1,50 EUR", " 1 EUR", "--1 EUR"])
def test_other_texts_are_no_money(text: str) -> None:
    with pytest.raises(ValueError):
        Money.parse(text)


def test_values_can_be_kept_in_sets() -> None:
    assert len({dossier(), dossier(), dossier(institutions=(institution(),))}) == 2


def test_invalid_data_lists_its_problems_plainly() -> None:
    error = InvalidData(
        [
            Problem("unknown-key", Place("d.toml", 3, "mobility.knd"), found="knd", suggestion="kind"),
            Problem("unreadable", Place(None, None, "")),
        ]
    )
    assert str(error) == "d.toml:3: mobility.knd: unknown-key (found knd, suggestion kind)\nunreadable"
    assert [problem.kind for problem in error.problems] == ["unknown-key", "unreadable"]


def test_a_path_is_written_with_dots_and_positions() -> None:
    assert dotted(("documents", 1, "type")) == "documents[1].type"
    assert dotted(("provisions", "study.full_semester_months")) == 'provisions."study.full_semester_months"'
    assert dotted(()) == ""


def test_everything_that_the_model_exports_is_there() -> None:
    assert [name for name in model.__all__ if not hasattr(model, name)] == []
