"""The documents of an office are read from real files, and every part of them can be found again."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from mobilnost.formats import (
    load_agreement,
    load_call,
    load_decision,
    load_dossier,
    load_institutions,
    load_settings,
    parse_dossier,
    parse_settings,
)
from mobilnost.model import (
    AcademicYear,
    CefrLevel,
    Cycle,
    Halt,
    HolidaySettings,
    InvalidData,
    Kind,
    LanguageSkill,
    StaffCategory,
)

STAFF = """\
interruptions = [{ start = 2018-10-04, end = 2018-10-04, reason = "illness" }]

[mobility]
id = "2018-0043"
programme = "bilateral"
kind = "teaching"
direction = "outgoing"
sending = "sum.ba"
receiving = "ff.uni-lj.si"
start = 2018-10-01
end = 2018-10-05

[person]
id = "e-7"
given_names = "Ana"
family_name = "Primjer"
citizenships = ["BA", "HR"]
status_in_country = "citizen"

[staff]
category = "artistic-teaching"
employment_contract = true
employer = "sum.ba"
election_period = { start = 2016-01-01, end = 2021-12-31 }
teaching_hours_per_week = 8.5

[[suspensions]]
obligation = "return.documents_days"
date = 2018-11-01
reason = "host closed"

[[institutions]]
id = "ff.uni-lj.si"
names = { sl = "Filozofska fakulteta", en = "Faculty of Arts" }
country = "SI"
erasmus_code = "SI LJUBLJA01"
latitude = 46.05
"""

SETTINGS = """\
[institution]
id = "sum.ba"
country = "BA"
names = { hr = "Sveučilište u Mostaru" }
affiliated = ["skbm.ba"]

[office]
regulation = "law/ours.toml"
language = "hr"
language_level = "B1"
register_url = "sqlite:///register.db"
disabled_plugins = ["lipetsk"]

[holidays]
country = "BA"
subdivision = "BIH"
extra = [2018-08-10]

[provisions]
study.full_semester_months = 4
"duration.semester" = "6 months"
duration.languages = ["hr", "en"]

[grading_scale]
id = "five"
grades = ["5", "4", "3", "2", "1"]
lowest_passing = "2"

[[units]]
id = "fsre"
names = { hr = "FSRE" }
vice_dean = "Marko Primjer"

[[officers]]
role = "vice_rector"
name = "Petra Primjer"
since = 2017-10-01

[[closures]]
country = "RU"
since = 2022-03-01
reason = "decision of the Senate"
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dossier_of_staff(tmp_path: Path) -> None:
    loaded = load_dossier(written(tmp_path, "d.toml", STAFF))
    staff = loaded.value.staff
    assert staff is not None
    assert (staff.category, staff.teaching_hours_per_week) == (
        StaffCategory.ARTISTIC_TEACHING,
        Decimal("8.5"),
    )
    assert loaded.value.mobility.kind is Kind.TEACHING
    assert loaded.value.institutions[0].names["en"] == "Faculty of Arts"
    assert str(loaded.place("interruptions", 0, "end")) == f"{tmp_path / 'd.toml'}:1: interruptions[0].end"
    assert loaded.place("staff", "election_period", "end").line == 24


def test_what_is_absent_is_unknown_and_lists_are_empty() -> None:
    dossier = parse_dossier(STAFF[STAFF.index("[mobility]") : STAFF.index("[[suspensions]]")]).value
    assert (dossier.courses, dossier.student, dossier.mobility.agreement) == (None, None, None)
    lists = (dossier.documents, dossier.history, dossier.interruptions, dossier.suspensions)
    assert not any(lists)
    assert not dossier.mobility.zero_grant


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(b"\xef\xbb\xbf" + STAFF.replace("\n", "\r\n").encode())
    assert load_dossier(path).place("mobility", "kind").line == 6


def test_the_same_keys_in_json(tmp_path: Path) -> None:
    text = """{
      "mobility": {"id": "m", "programme": "ceepus", "kind": "thesis", "direction": "incoming",
                   "sending": "uw.edu.pl", "receiving": "sum.ba", "start": "2018-10-01", "end": "2018-10-31"},
      "person": {"id": "p", "given_names": "Jan", "family_name": "", "citizenships": [],
                 "status_in_country": "none"},
      "student": {"cycle": "second", "year_of_study": 1, "study_status": "part-time", "grade_average": "4.20",
                  "languages": [{"code": "en", "level": "C1"}]},
      "courses": []
    }"""
    loaded = load_dossier(written(tmp_path, "d.json", text))
    student = loaded.value.student
    assert student is not None
    assert (student.cycle, student.grade_average) == (Cycle.SECOND, Decimal("4.20"))
    assert student.languages == (LanguageSkill(code="en", level=CefrLevel.C1),)
    assert loaded.value.courses == ()
    assert loaded.place("student", "languages", 0, "level").line == 7


def test_an_agreement(tmp_path: Path) -> None:
    text = """\
[agreement]
id = "a"
programme = "erasmus"
level = "unit"
unit = "fsre"
parties = ["sum.ba", "uniri.hr"]
signed = 2018-01-15
valid_from = 2018-02-01
suspended = { date = 2020-03-11, reason = "pandemic" }

[[terms]]
provision = "insurance.accident"
value = false
clause = "4"
"""
    loaded = load_agreement(written(tmp_path, "a.toml", text))
    assert loaded.value.suspended == Halt(date=dt.date(2020, 3, 11), reason="pandemic")
    assert loaded.value.terms[0].value is False
    assert loaded.place("valid_from").line == 8
    assert loaded.place("valid_from").key == "agreement.valid_from"
    assert loaded.place("terms", 0, "value").line == 13


def test_a_call_and_a_decision(tmp_path: Path) -> None:
    call = load_call(
        written(
            tmp_path,
            "c.toml",
            'terms = []\n[call]\nid = "c"\nprogramme = "erasmus"\nacademic_year = "2018/2019"\n'
            "opens = 2018-02-01\ncloses = 2018-02-01\n",
        )
    )
    decision = load_decision(
        written(
            tmp_path,
            "d.toml",
            'waivers = [{ provision = "selection.staff.criteria" }]\n[decision]\nid = "d"\n'
            "date = 2018-02-01\n"
            'by = "Rector"\nreference = "01"\nreason = "Rectorate"\ndossier = "2018-0043"\n',
        )
    )
    assert call.value.academic_year == AcademicYear(2018)
    assert call.place("opens").line == 6
    assert decision.value.waivers[0].provision == "selection.staff.criteria"


def test_the_settings_of_an_office(tmp_path: Path) -> None:
    loaded = load_settings(written(tmp_path, "mobilnost.toml", SETTINGS))
    settings = loaded.value
    assert (settings.institution, settings.affiliated, settings.language_level) == (
        "sum.ba",
        ("skbm.ba",),
        "B1",
    )
    assert settings.holidays == HolidaySettings(country="BA", subdivision="BIH", extra=(dt.date(2018, 8, 10),))
    assert settings.provisions == {
        "study.full_semester_months": 4,
        "duration.semester": "6 months",
        "duration.languages": ("hr", "en"),
    }
    assert settings.grading_scale is not None
    assert settings.grading_scale.passing == ("5", "4", "3", "2")
    assert loaded.place("regulation").line == 8
    assert loaded.place("institution").key == "institution.id"
    assert loaded.place("provisions", "study.full_semester_months").line == 20
    assert loaded.place("provisions", "duration.semester").line == 21


def test_settings_need_no_more_than_the_university() -> None:
    settings = parse_settings('[institution]\nid = "sum.ba"\ncountry = "BA"\n').value
    assert (settings.regulation, settings.holidays, settings.provisions) == (
        "mostar-2018",
        HolidaySettings(),
        {},
    )


def test_institutions_of_their_own_file(tmp_path: Path) -> None:
    text = STAFF[STAFF.index("[[institutions]]") :]
    assert load_institutions(written(tmp_path, "i.toml", text)).value[0].country == "SI"
    with pytest.raises(InvalidData) as refused:
        load_institutions(written(tmp_path, "twice.toml", text + text))
    assert [(p.kind, p.place.line) for p in refused.value.problems] == [("duplicate", 8)]
