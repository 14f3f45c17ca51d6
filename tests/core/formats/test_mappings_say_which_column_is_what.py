"""A mapping names keys that there are, each once; what it gets wrong is told at its line."""

from pathlib import Path

import attrs
import pytest

from mobilnost.formats.delimited import delimited
from mobilnost.formats.mapping import Plan, as_named, load_mapping, parse_mapping, positions, unread
from mobilnost.formats.proposals import proposed, toml_of
from mobilnost.formats.rows import Bad, Good, Rows
from mobilnost.formats.targets import INSTITUTIONS, Record, targets
from mobilnost.languages import LANGUAGES
from mobilnost.locales import catalogue
from mobilnost.locales.headers import TABLES, vocabulary
from mobilnost.model import Dossier, InvalidData

MAPPING = """\
[columns]
"Broj" = "mobility.id"
"Vrsta" = "mobility.kind"
"Od" = "mobility.start"
"Do" = "mobility.end"
"Indeks" = "person.id"
"Ime" = "person.given_names"
"Prezime" = "person.family_name"
"Godina" = "student.year_of_study"
"Zvanje" = "staff.category"
"Predmet 1" = "courses.1.host_title"
"ECTS 1" = "courses.1.host_credits.value"
"Predmet 2" = "courses.2.host_title"
"ECTS 2" = "courses.2.host_credits.value"

[constants]
mobility = { programme = "erasmus", direction = "outgoing", sending = "sum.ba", receiving = "uniri.hr" }
person.citizenships = ["BA"]
person.status_in_country = "citizen"
student.cycle = "first"
student.study_status = "regular"
staff.employment_contract = true
staff.employer = "sum.ba"
courses.1.host_credits.scheme = "ects"
courses.2.host_credits.scheme = "ects"

[words."mobility.kind"]
"studij" = "study"
"""
HEADERS = "Broj;Vrsta;Od;Do;Indeks;Ime;Prezime;Godina;Zvanje;Predmet 1;ECTS 1;Predmet 2;ECTS 2"


def read(*rows: str, mapping: str = MAPPING, headers: str = HEADERS) -> list[Good | Bad]:
    sheet = delimited("\n".join([headers, *rows]).encode(), "list.csv", delimiter=";")
    return list(Rows(parse_mapping(mapping), sheet).read(sheet.rows))


def problems(one: Good | Bad) -> list[tuple[str, int | None, str]]:
    assert isinstance(one, Bad)
    return [(each.kind, each.place.line, each.place.key) for each in one.problems]


def test_constants_alone_make_no_student_of_a_member_of_staff() -> None:
    student, teacher = read(
        "1;studij;1.10.2018.;2019-02-15;s-1;Iva;P;2;;;;;",
        "2;teaching;1.10.2018.;8.10.2018.;t-1;Ana;Q;;teaching;;;;",
    )
    assert isinstance(student, Good)
    assert isinstance(teacher, Good)
    assert (student.value.participant, teacher.value.participant) == ("student", "staff")
    assert student.value.courses is None


def test_the_second_course_may_be_there_without_the_first() -> None:
    (one,) = read("1;studij;1.10.2018.;2019-02-15;s-1;Iva;P;2;;;;Databases;6,5")
    assert isinstance(one, Good)
    (course,) = one.value.courses
    assert (course.host_title, str(course.host_credits.value)) == ("Databases", "6.5")


def test_everything_that_is_wrong_in_a_row_is_told_by_its_column() -> None:
    (one,) = read("1;stduij;32.1.2018;2017-02-15;s 1;;P;0;;A;x;;7")
    assert sorted(problems(one)) == [
        ("missing-key", 2, "Ime"),
        ("missing-key", 2, "Predmet 2"),
        ("wrong-value", 2, "ECTS 1"),
        ("wrong-value", 2, "Godina"),
        ("wrong-value", 2, "Indeks"),
        ("wrong-value", 2, "Od"),
        ("wrong-value", 2, "Vrsta"),
    ]


def test_what_stands_in_private_columns_is_not_quoted() -> None:
    sheet = delimited(b"person.birth_date;person.given_names;mobility.id\n31.2.1999;I\x07va;1\n", "list.csv")
    plan = as_named(sheet.headers)
    assert plan is not None
    (one,) = Rows(plan, sheet).read(sheet.rows)
    assert isinstance(one, Bad)
    told = {each.place.key: each.found for each in one.problems if each.place.key.startswith("person.")}
    assert told["person.birth_date"] is None
    assert told["person.given_names"] is None


@pytest.mark.parametrize(
    ("row", "kind"),
    [("1;studij;1.10.2018.;2019-02-15;s-1;Iva;P;2;;;;;;9", "too-many-cells"), ("1", "missing-key")],
)
def test_rows_of_another_width_are_read_as_far_as_they_can_be(row: str, kind: str) -> None:
    assert problems(read(row)[0])[0][0] == kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[columns]\n"A" = "mobility.kid"\n', [("unknown-target", 2, "mobility.kind")]),
        ('[columns]\n"A" = "birth_date"\n', [("unknown-target", 2, "person.birth_date")]),
        ('[columns]\n"A" = "mobility.id"\n"B" = "mobility.id"\n', [("mapped-twice", 3, None)]),
        ('[columns]\n"A" = "mobility.id"\n[constants]\nmobility.id = "1"\n', [("mapped-twice", 2, None)]),
        ('[columns]\n[constants]\nmobility.idd = "1"\n', [("unknown-target", 3, "mobility.id")]),
        ('[columns]\n[words."mobility.kinds"]\na = "b"\n', [("unknown-target", 2, "mobility.kind")]),
        ('[columns]\n[words]\nmobility.kind = "study"\n', [("wrong-type", 3, None)]),
        ('[columns]\n"A" = { to = "mobility.id", digit = 4 }\n', [("unknown-key", 2, "digits")]),
        ('[columns]\n"A" = 4\n', [("wrong-type", 2, None)]),
        ("dates = 'ymd'\n[columns]\n", [("wrong-value", 1, None)]),
        ("[colums]\n", [("unknown-key", 1, "columns")]),
    ],
)
def test_a_mapping_that_is_wrong_is_refused_at_its_line(
    text: str, found: list[tuple[str, int, str | None]], tmp_path: Path
) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_mapping(path)
    assert [(one.kind, one.place.line, one.suggestion) for one in caught.value.problems] == found


def test_columns_must_be_there_once_and_what_is_not_read_is_known() -> None:
    plan = parse_mapping('ignored = ["Napomena"]\n[columns]\n"Ime" = "person.given_names"\n')
    assert positions(plan, ("Broj", "Ime"), None) == (1,)
    assert unread(plan, ("Broj", "Ime", "Napomena", "")) == ("Broj",)
    for headers, kind in ((("Imee",), "unknown-column"), (("Ime", "Ime"), "repeated-column")):
        with pytest.raises(InvalidData) as caught:
            positions(plan, headers, None)
        assert [one.kind for one in caught.value.problems] == [kind]


def test_keys_as_headers_need_no_mapping() -> None:
    assert isinstance(as_named(("mobility.id", "courses.12.host_title")), Plan)
    assert as_named(("mobility.id", "Ime")) is None
    assert as_named(("mobility.id", "mobility.id")) is None
    assert as_named(()) is None


# -- proposals

NOTES = {key: key for key in ("beginning", "near", "numbers", "unmapped", "needed")}
LISTS = {
    "hr": "Broj;Ime;Prezime;Datum rodjenja;Drzavljanstvo;Fakultet;Domaćin;Od;Do;Ciklus;Godina studija;Status;Napomena",
    "mk": "Број;Име;Презиме;Датум на раѓање;Државјанство;Факултет;Домаќин;Од;До;Циклус;Година на студии;Статус;Забелешка",
    "en": "Number;First name;Surname;Date of birth;Nationality;Faculty;Host;From;To;Cycle;Year of study;Study status;Remark",
}
CELLS = {
    "hr": "1;Iva;P;1.2.1999;BA;fsre;uniri.hr;1.10.2018;2.2.2019;Prvi ciklus;2;redoviti;x",
    "mk": "1;Ива;П;1.2.1999;MK;fsre;uniri.hr;1.10.2018;2.2.2019;прв циклус;2;редовен;x",
    "en": "1;Iva;P;1.2.1999;BA;fsre;uniri.hr;1.10.2018;2.2.2019;bachelor;2;full-time;x",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mapping_is_proposed_from_headers_of_the_region(language: str) -> None:
    sheet = delimited(f"{LISTS[language]}\n{CELLS[language]}\n".encode(), "list.csv")
    proposal = proposed(sheet, vocabulary())
    assert [one.key for one in proposal.matches] == [
        "mobility.id", "person.given_names", "person.family_name", "person.birth_date", "person.citizenships",
        "mobility.unit", "mobility.receiving", "mobility.start", "mobility.end", "student.cycle",
        "student.year_of_study", "student.study_status",
    ]  # fmt: skip
    assert [*proposal.words["student.cycle"].values(), *proposal.words["student.study_status"].values()] == [
        "first",
        "regular",
    ]
    assert proposal.unmapped == (sheet.headers[-1],)
    assert proposal.needed[:3] == ("mobility.programme", "mobility.kind", "mobility.direction")
    plan = parse_mapping(toml_of(proposal, NOTES))
    assert plan.headers == sheet.headers[:-1]


def test_the_order_of_days_and_months_is_taken_from_the_cells() -> None:
    sheet = delimited(b"From;To\n10/31/2018;2/15/2019\n")
    assert proposed(sheet, vocabulary()).dates == "month-day"


@pytest.mark.parametrize(("record", "table"), TABLES.items(), ids=lambda one: str(one) if isinstance(one, str) else "")
def test_no_name_of_a_column_means_two_keys_and_all_are_keys(record: Record, table: str) -> None:
    seen: dict[str, str] = {}
    for language in LANGUAGES:
        for key, names in catalogue(language).table(table).items():
            assert key in targets(record)
            for name in names.split("|"):
                assert seen.setdefault(name.strip().casefold(), key) == key, (language, name)


INSTITUTIONS_OF = {
    "hr": "Oznaka;Naziv;Država;Grad;Erasmus kod;PIC broj;Napomena",
    "mk": "Ознака;Назив;Држава;Град;Еразмус код;PIC број;Забелешка",
    "en": "Id;Name;Country;City;Erasmus code;PIC;Remark",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_is_one_of_a_list_of_institutions(language: str) -> None:
    cells = "uniri.hr;Rijeka;HR;Rijeka;HR RIJEKA01;999908077;x"
    sheet = delimited(f"{INSTITUTIONS_OF[language]}\n{cells}\n".encode(), "list.csv")
    proposal = proposed(sheet, vocabulary(INSTITUTIONS))
    assert [one.key for one in proposal.matches] == [
        "id",
        f"names.{language}",
        "country",
        "city",
        "erasmus_code",
        "pic",
    ]
    assert (proposal.unmapped, proposal.needed) == (sheet.headers[-1:], ())
    (one,) = Rows(parse_mapping(toml_of(proposal, NOTES), None, INSTITUTIONS), sheet).read(sheet.rows)
    assert isinstance(one, Good)
    assert (one.value.id, one.value.names) == ("uniri.hr", {language: "Rijeka"})


def test_what_every_institution_needs_is_asked_for() -> None:
    assert proposed(delimited(b"PIC;City\n1;2\n"), vocabulary(INSTITUTIONS)).needed == ("id", "names", "country")


def test_a_dossier_of_the_model_has_every_key_that_is_offered() -> None:
    assert {key.split(".")[0] for key in targets()} == {one.name for one in attrs.fields(Dossier)}
