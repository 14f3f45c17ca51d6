"""A value that is written as TOML or JSON reads back as the same value."""

import datetime as dt
import json
import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mobilnost import model as m
from mobilnost.formats import (
    Format,
    dump_json,
    dump_toml,
    parse_agreement,
    parse_call,
    parse_decision,
    parse_dossier,
    parse_settings,
)

#: Signs that turn the direction of writing or break lines, which no document may hold.
STEERING = "".join(map(chr, [*range(0x2028, 0x202F), *range(0x2066, 0x206A)]))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters=STEERING) | st.sampled_from("\n\t\r"),
    max_size=8,
)
WORDS = TEXTS.filter(lambda text: bool(text.strip()))
IDS = st.from_regex(r"[a-zčž0-9./-]{1,8}", fullmatch=True)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))
NUMBERS = st.decimals(0, 100, places=3) | st.integers(0, 100).map(Decimal) | st.just(Decimal("1E-7"))
COUNTS = st.integers(1, 1000)
COUNTRIES = st.from_regex(r"[A-Z]{2}", fullmatch=True)
LANGUAGES = st.sampled_from(["hr", "en", "sr-Cyrl", "mk"])
FIELDS = st.from_regex(r"[0-9]{2,4}", fullmatch=True)
NAMES = st.dictionaries(LANGUAGES, TEXTS, max_size=2)
SCALARS = st.booleans() | st.integers(-(2**63), 2**63 - 1) | NUMBERS | TEXTS
VALUES = SCALARS | st.lists(SCALARS, max_size=3).map(tuple)


def tuples(strategy: SearchStrategy[Any], max_size: int = 2) -> SearchStrategy[Any]:
    return st.lists(strategy, max_size=max_size).map(tuple)


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | strategy


def period(type_: Any, first: str, last: str, **parts: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Values of a class with two days in order."""
    days = st.tuples(DAYS, DAYS).map(sorted)
    return st.tuples(days, st.fixed_dictionaries(parts)).map(
        lambda drawn: type_(**{first: drawn[0][0], last: drawn[0][1]}, **drawn[1])
    )


MOBILITIES = period(
    m.Mobility, "start", "end", id=IDS, programme=IDS, kind=st.sampled_from(m.Kind),
    direction=st.sampled_from(m.Direction), agreement=maybe(TEXTS), call=maybe(TEXTS), sending=IDS,
    receiving=IDS,
    unit=maybe(IDS), language=maybe(LANGUAGES), field_isced_f=maybe(FIELDS), network=maybe(TEXTS),
    blended=st.booleans(), joint_programme=st.booleans(), freemover=st.booleans(), zero_grant=st.booleans(),
)  # fmt: skip
PERSONS = st.builds(
    m.Person,
    id=IDS,
    given_names=TEXTS,
    family_name=TEXTS,
    birth_date=maybe(DAYS),
    citizenships=tuples(COUNTRIES),
)
STUDENTS = st.builds(
    m.Student, year_of_study=COUNTS, programme_semesters=maybe(COUNTS), isced_f=maybe(FIELDS),
    grade_average=maybe(NUMBERS), languages=maybe(tuples(st.builds(m.LanguageSkill, code=LANGUAGES))),
)  # fmt: skip
STAFF = st.builds(
    m.Staff, employer=IDS, unit=maybe(IDS), title=maybe(TEXTS), title_since=maybe(DAYS),
    election_period=maybe(period(m.ElectionPeriod, "start", "end")), teaching_hours_per_week=maybe(NUMBERS),
)  # fmt: skip
COURSES = st.builds(
    m.Course, host_title=WORDS, host_credits=st.builds(m.Credits, value=NUMBERS, scheme=IDS),
    host_ects=maybe(NUMBERS), conversion=maybe(TEXTS), home_title=maybe(TEXTS), home_ects=maybe(NUMBERS),
    overlap_percent=maybe(NUMBERS), already_passed=maybe(st.booleans()),
)  # fmt: skip
DOCUMENTS = st.builds(m.Document, type=IDS, date=maybe(DAYS), signed_by=tuples(IDS), languages=tuples(LANGUAGES))
HISTORY = period(
    m.PastMobility, "start", "end", programme=IDS, cycle=maybe(st.sampled_from(m.Cycle)),
    kind=maybe(st.sampled_from(m.Kind)), cancelled=st.booleans(), zero_grant=st.booleans(),
)  # fmt: skip
INSTITUTIONS = st.builds(
    m.Institution, id=IDS, names=NAMES, country=COUNTRIES, city=maybe(TEXTS),
    erasmus_code=maybe(st.just("D  BERLIN01")), pic=maybe(st.just("012345678")),
    oid=maybe(st.just("E10208699")),
    latitude=maybe(st.decimals(-90, 90, places=6)), longitude=maybe(st.decimals(-180, 180, places=6)),
)  # fmt: skip
MONEY = st.builds(
    m.Money, st.decimals(0, 10**6, places=2), st.sampled_from(["EUR", "BAM", "JPY"])
)  # fmt: skip
GRANTS = st.builds(
    m.GrantRecord, distance_km=maybe(NUMBERS), travel_days=st.integers(0, 6), zero_grant_days=st.integers(0, 400),
    teaching_hours=maybe(NUMBERS), amendments=tuples(st.builds(m.Amendment, date=DAYS, end=st.just(dt.date(2150, 1, 1)))),
    payments=tuples(st.builds(m.Payment, date=DAYS, amount=MONEY, back=st.booleans())),
)  # fmt: skip
WHO = st.one_of(st.fixed_dictionaries({"student": STUDENTS}), st.fixed_dictionaries({"staff": STAFF}))
DOSSIERS = st.tuples(
    WHO,
    st.fixed_dictionaries({
        "mobility": MOBILITIES, "person": PERSONS, "courses": maybe(tuples(COURSES)),
        "documents": tuples(DOCUMENTS), "history": tuples(HISTORY),
        "interruptions": tuples(period(m.Interruption, "start", "end", reason=WORDS)),
        "institutions": tuples(INSTITUTIONS, max_size=1),
        "suspensions": tuples(st.builds(m.Suspension, obligation=IDS, date=DAYS, reason=WORDS)), "grant": GRANTS,
    }),
).map(lambda drawn: m.Dossier(**drawn[0], **drawn[1]))  # fmt: skip

TERMS = tuples(st.builds(m.Term, provision=IDS, value=VALUES, clause=WORDS, applies=maybe(WORDS)))
CONDITIONS = tuples(st.builds(m.Condition, id=IDS, requires=WORDS, applies=maybe(WORDS), clause=WORDS), max_size=1)
HALTS = maybe(st.builds(m.Halt, date=DAYS, reason=WORDS))
PLACES = st.builds(
    m.Places, cycles=maybe(tuples(st.sampled_from(m.Cycle))), persons_per_year=COUNTS,
    months_per_year=maybe(NUMBERS),
    days_per_year=maybe(COUNTS), student_semesters_per_year=maybe(COUNTS),
)  # fmt: skip
BALANCES = st.builds(
    m.Balance, unit=st.sampled_from(m.BalanceUnit), carried=st.booleans(),
    kinds=maybe(tuples(st.sampled_from(m.Kind))), partner_terms_per_year=st.integers(2, 6),
)  # fmt: skip
AGREEMENTS = period(
    m.Agreement, "valid_from", "valid_to", id=IDS, programme=IDS, level=st.sampled_from(m.AgreementLevel),
    unit=IDS,
    parties=st.lists(IDS, min_size=2, max_size=3, unique=True).map(tuple), signed=DAYS,
    isced_f=maybe(tuples(FIELDS)),
    terminated=HALTS, suspended=HALTS, amends=maybe(IDS), notice_days=maybe(COUNTS), renewal=maybe(TEXTS),
    balance=maybe(BALANCES),
    places=tuples(PLACES), terms=TERMS, conditions=CONDITIONS,
)  # fmt: skip
CALLS = period(
    m.Call, "opens", "closes", id=IDS, programme=IDS,
    academic_year=st.integers(1990, 2100).map(m.AcademicYear), edition=maybe(IDS),
    agreements=maybe(tuples(IDS)),
    terms=TERMS, conditions=CONDITIONS,
)  # fmt: skip
DECISIONS = st.builds(
    m.Decision, id=IDS, date=DAYS, by=WORDS, reference=WORDS, reason=WORDS, dossier=IDS,
    waivers=tuples(st.builds(m.Waiver, provision=IDS)),
)  # fmt: skip
FIVE = m.GradingScale(id="five", grades=("5", "4", "3", "1"), lowest_passing="3", values={"1": Decimal(1)})
SETTINGS = st.builds(
    m.Settings, institution=IDS, country=COUNTRIES, names=NAMES, affiliated=tuples(IDS),
    units=tuples(st.builds(m.Unit, id=IDS, names=NAMES, vice_dean=maybe(TEXTS)), max_size=1),
    officers=tuples(st.builds(m.Officer, role=IDS, name=WORDS, unit=maybe(IDS), since=maybe(DAYS))),
    regulation=WORDS, language=maybe(LANGUAGES), language_level=maybe(st.sampled_from(m.CefrLevel)),
    register_url=maybe(TEXTS), disabled_plugins=tuples(IDS),
    holidays=st.builds(m.HolidaySettings, country=maybe(COUNTRIES), subdivision=maybe(TEXTS),
    extra=tuples(DAYS)),
    provisions=st.dictionaries(st.from_regex(r"[a-z_]{1,5}(\.[a-z_]{1,5}){0,2}", fullmatch=True), VALUES,
    max_size=3),
    closures=tuples(period(m.Closure, "since", "until", country=COUNTRIES, reason=WORDS)),
    grading_scale=maybe(st.just(FIVE)),
)  # fmt: skip

EVERY_DOCUMENT = pytest.mark.parametrize(
    ("values", "parse"),
    [
        (DOSSIERS, parse_dossier),
        (AGREEMENTS, parse_agreement),
        (CALLS, parse_call),
        (DECISIONS, parse_decision),
        (SETTINGS, parse_settings),
    ],
    ids=["dossier", "agreement", "call", "decision", "settings"],
)


@EVERY_DOCUMENT
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_as_toml_and_as_json(values: SearchStrategy[Any], parse: Any, data: st.DataObject) -> None:
    value = data.draw(values)
    assert parse(dump_toml(value)).value == value
    assert parse(dump_json(value), None, Format.JSON).value == value


SMALL = m.Dossier(
    mobility=m.Mobility(
        id="m-1", programme="erasmus", kind=m.Kind.STUDY, direction=m.Direction.OUTGOING, sending="sum.ba",
        receiving="uniri.hr", start=dt.date(2018, 10, 1), end=dt.date(2019, 2, 15),
    ),
    person=m.Person(
        id="p-1", given_names="Šćepan", family_name="Đ", citizenships=(),
        status_in_country=m.StatusInCountry.STATELESS
    ),
    student=m.Student(
        cycle=m.Cycle.FIRST, year_of_study=2, study_status=m.StudyStatus.REGULAR,
        grade_average=Decimal("4.20")
    ),
    courses=(),
)  # fmt: skip


def test_what_is_absent_is_left_out_but_an_empty_list_of_courses_is_not() -> None:
    assert tomllib.loads(dump_toml(SMALL)) == json.loads(dump_json(SMALL)) | {
        "mobility": {
            "id": "m-1", "programme": "erasmus", "kind": "study", "direction": "outgoing",
            "sending": "sum.ba",
            "receiving": "uniri.hr", "start": dt.date(2018, 10, 1), "end": dt.date(2019, 2, 15),
        },
    }  # fmt: skip
    assert json.loads(dump_json(SMALL))["courses"] == []


def test_decimals_keep_their_digits() -> None:
    assert "grade_average = 4.20\n" in dump_toml(SMALL)
    assert '"grade_average": 4.20\n' in dump_json(SMALL)


def test_letters_are_written_as_they_are() -> None:
    assert '"given_names": "Šćepan"' in dump_json(SMALL)
