"""What is written as a list reads back as it was, by our own import; and no program of tables runs what is in it."""

import csv
import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from books import write_book
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mobilnost import model as m
from mobilnost.formats import Format, dump_json, parse_dossier
from mobilnost.formats.compact import compact
from mobilnost.formats.delimited import delimited
from mobilnost.formats.grids import Sheet
from mobilnost.formats.harmless import as_meant, harmless
from mobilnost.formats.lists import table_of
from mobilnost.formats.mapping import as_named
from mobilnost.formats.rows import Good, Rows
from mobilnost.formats.sheets import csv_text, read_sheet, write_csv
from mobilnost.register.sorts import DOSSIER

T = TypeVar("T")
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "''@x",
    " =1",
    "a;=1",
    'a",=1',
    "x\n-1",
    "＝1",
    "'",
    "'a",
)
FORMULA = re.compile(r"^[' ]*[=+\-@\t\r\n＝＋－＠]")
TEXTS = st.text(
    st.sampled_from("=+-@'\"; ,\t\n\\")
    | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]),
    min_size=1,
    max_size=9,
).filter(lambda text: bool(text.strip()))
IDS = st.from_regex(r"[a-zčž0-9.,'=/-]{1,8}", fullmatch=True)
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
NUMBERS = st.decimals(0, 100, places=3) | st.integers(0, 100).map(Decimal)


def maybe(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    return st.none() | strategy


@pytest.mark.parametrize("text", HOSTILE)
def test_what_begins_like_a_formula_is_made_harmless(text: str) -> None:
    written = harmless(text)
    assert as_meant(written) == text
    assert written.startswith("'") or not FORMULA.match(written)
    for sign in ";,\t":  # whatever sign a program takes for the end of a cell
        for row in csv.reader(io.StringIO(csv_text([["id"], [text]]), newline=""), delimiter=sign):
            assert not any(re.match(r"[=+\-@＝＋－＠]", cell) for cell in row)


@given(st.text())
def test_every_text_is_as_it_was(text: str) -> None:
    assert as_meant(harmless(text)) == text


@st.composite
def dossiers(draw: st.DrawFn) -> m.Dossier:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    mobility = m.Mobility(
        id=draw(IDS),
        programme=draw(IDS),
        kind=draw(st.sampled_from(m.Kind)),
        direction=draw(st.sampled_from(m.Direction)),
        sending="sum.ba",
        receiving=draw(IDS),
        start=start,
        end=end,
        agreement=draw(maybe(TEXTS)),
        unit=draw(maybe(IDS)),
        language=draw(maybe(st.sampled_from(["hr", "sr-Cyrl"]))),
        field_isced_f=draw(maybe(st.from_regex(r"[0-9]{2,4}", fullmatch=True))),
        network=draw(maybe(TEXTS)),
        blended=draw(st.booleans()),
    )
    person = m.Person(
        id=draw(IDS),
        given_names=draw(TEXTS),
        family_name=draw(TEXTS),
        birth_date=draw(maybe(DAYS)),
        citizenships=tuple(draw(st.lists(st.from_regex(r"[A-Z]{2}", fullmatch=True), min_size=1, max_size=2))),
        status_in_country=draw(st.sampled_from(m.StatusInCountry)),
    )
    skills = st.builds(m.LanguageSkill, code=st.sampled_from(["en", "sr-Cyrl"]), level=st.sampled_from(m.CefrLevel))
    student = m.Student(
        cycle=draw(st.sampled_from(m.Cycle)),
        year_of_study=draw(st.integers(1, 9)),
        study_status=draw(st.sampled_from(m.StudyStatus)),
        grade_average=draw(maybe(NUMBERS)),
        languages=draw(maybe(st.lists(skills, min_size=1, max_size=2).map(tuple))),
    )
    courses = st.builds(
        m.Course,
        host_title=TEXTS,
        host_credits=st.builds(m.Credits, value=NUMBERS, scheme=IDS),
        already_passed=maybe(st.booleans()),
    )
    papers = st.builds(m.Document, type=IDS, date=maybe(DAYS), signed_by=st.lists(IDS, max_size=2).map(tuple))
    return m.Dossier(
        mobility=mobility,
        person=person,
        student=student,
        courses=draw(maybe(st.lists(courses, min_size=1, max_size=2).map(tuple))),
        documents=tuple(draw(st.lists(papers, max_size=2))),
    )


def back(sheet: Sheet) -> list[m.Dossier]:
    plan = as_named(sheet.headers)
    assert plan is not None
    read = list(Rows(plan, sheet).read(sheet.rows))
    assert all(isinstance(one, Good) for one in read), read
    for one in read:
        assert isinstance(one, Good)
        assert one.text == compact(one.value)
        assert one.part == compact(one.value.person)
    return [one.value for one in read if isinstance(one, Good)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(dossiers(), min_size=1, max_size=3))
def test_dossiers_that_are_exported_are_imported_identical(values: list[m.Dossier]) -> None:
    text = csv_text(table_of(values))
    assert back(delimited(text.encode(), delimiter=";")) == values


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(dossiers(), min_size=1, max_size=2))
def test_so_are_those_in_a_workbook(tmp_path: Path, values: list[m.Dossier]) -> None:
    """A list of ours that a program of tables has saved as its own."""
    rows = [[harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in table_of(values)]
    write_book(rows, tmp_path / "list.xlsx")
    assert back(read_sheet(tmp_path / "list.xlsx")) == values


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_the_text_of_a_value_is_that_of_its_document(value: m.Dossier) -> None:
    assert compact(value) == DOSSIER.text_of(value)
    assert parse_dossier(compact(value), None, Format.JSON).value == value
    assert parse_dossier(dump_json(value), None, Format.JSON).value == value


def test_a_list_is_written_as_programs_of_the_region_open_it(tmp_path: Path) -> None:
    write_csv([["id", "ime"], ["007", "Đuro"]], tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_bytes() == b"\xef\xbb\xbfid;ime\r\n007;\xc4\x90uro\r\n"
