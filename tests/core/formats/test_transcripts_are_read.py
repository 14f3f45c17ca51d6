"""Transcripts come as TOML, JSON and lists; all that is wrong with one is told at once, with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from books import write_book

from mobilnost.formats import Format
from mobilnost.formats.delimited import delimited
from mobilnost.formats.dump import dump_json, dump_toml
from mobilnost.formats.mapping import parse_mapping
from mobilnost.formats.sheets import csv_text, write_csv
from mobilnost.formats.transcripts import LINES, load_transcript, parse_transcript, rows_of, transcript_in
from mobilnost.model import InvalidData
from mobilnost.model.transcripts import MOST_RESULTS, Transcript

#: Everything that ELMO can say: several schemes of credits, labels and scales, distributions, parts of parts.
FULL = """\
[transcript]
issuer = "example.ru"
issued = 2019-03-11
dossier = "2018-001"
languages = ["ru", "en"]

[learner]
id = "x-1"
given_names = "Iva"
family_name = "Primjer"
birth_date = 1998-03-02

[[results]]
id = "p"
kind = "degree-programme"
title = "Информатика"
credits = [{ value = 60, scheme = "ze" }]

[[results]]
id = "m"
kind = "module"
parent = "p"
code = "DB-1"
title = "Базы данных"
titles = { hr = "Baze podataka", en = "Databases", de = "Datenbanken" }
level = "bachelor"
isced_f = "0612"
languages = ["ru"]
academic_year = "2018/2019"
term = "1/2"
date = 2019-02-01
credits = [{ value = 6, scheme = "ze" }, { value = 5.5, scheme = "ects" }]
workload = { hours = 216, minutes = 45 }
grade = "5"
scale = "ru"
passed = true

[[results]]
id = "c"
kind = "class"
parent = "m"
title = "Практика"
passed = false
all_but_exam = true

[[results]]
id = "t"
kind = "traineeship"
title = "Производственная практика"
employer = "OOO Primjer"

[[credit_schemes]]
id = "ze"
names = { ru = "зачётная единица" }
full_year = 60
workload = { hours = 36, minutes = 45 }
table = [{ credits = 3, ects = 3.5 }]
principle = "workload"
source = "example"

[[scales]]
id = "ru"
grades = ["5", "4", "3", "2"]
lowest_passing = "3"
not_graded = [{ label = "зачёт", passing = true }]

[[distributions]]
scale = "ru"
isced_f = "06"
counts = { 5 = 40, 4 = 40, 3 = 20 }

[[result_distributions]]
result = "m"
distribution = { scale = "ru", percentages = { 5 = 50, 4 = 50 } }
"""
LIST = """\
transcript.issuer;result.id;result.title;result.credits.1.value;result.credits.1.scheme;result.passed;result.parent
uniri.hr;1;Databases;6;ects;da;
uniri.hr;2;Logic;4,5;ects;ne;
"""


def full() -> Transcript:
    return parse_transcript(FULL).value


def problems(act: Callable[[], object]) -> list[tuple[int | None, str, str]]:
    with pytest.raises(InvalidData) as caught:
        act()
    return [(one.place.line, one.place.key, one.kind) for one in caught.value.problems]


def in_list(text: str) -> Transcript:
    return transcript_in(delimited(text.encode(), "list.csv")).value


def test_what_is_written_reads_back() -> None:
    paper = full()
    assert parse_transcript(dump_toml(paper)).value == paper
    assert parse_transcript(dump_json(paper), None, Format.JSON).value == paper
    assert (paper.results[1].ects, paper.results[1].academic_year and str(paper.results[1].academic_year)) == (
        paper.results[1].credits[1].value,
        "2018/2019",
    )


@pytest.mark.parametrize("name", ["a.toml", "a.json", "a.csv", "a.xlsx"])
def test_a_file_is_read_by_its_name(name: str, tmp_path: Path) -> None:
    path, paper = tmp_path / name, full()
    bare = evolve(paper, credit_schemes=(), scales=(), distributions=(), result_distributions=())
    bare = evolve(bare, results=(paper.results[0], evolve(paper.results[1], titles={"hr": "Baze", "mk": "Бази"})))
    if name.endswith("csv"):
        write_csv(rows_of(bare), path)
    elif name.endswith("xlsx"):
        write_book(rows_of(bare), path)
    else:
        path.write_text((dump_toml if name.endswith("toml") else dump_json)(bare), encoding="utf-8")
    assert load_transcript(path).value == bare


def test_titles_in_further_languages_have_no_column() -> None:
    back = in_list(csv_text(rows_of(full())))
    assert back.results[1].titles == {"hr": "Baze podataka", "en": "Databases"}


def test_all_mistakes_are_told_at_once_each_at_its_line() -> None:
    wrong = (
        FULL.replace('kind = "module"', 'kind = "modul"')
        .replace('grade = "5"', "grade = 5")
        .replace("passed = false", 'passd = "no"')
        .replace("full_year = 60", "full_year = -1")
    )
    assert problems(lambda: parse_transcript(wrong, "a.toml")) == [
        (21, "results[1].kind", "wrong-value"),
        (34, "results[1].grade", "wrong-type"),
        (43, "results[2].passd", "unknown-key"),
        (55, "credit_schemes[0].full_year", "wrong-value"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('parent = "p"', 'parent = "x"', (22, "results[1].parent", "wrong-value")),
        ('id = "p"', 'id = "p"\nparent = "c"', (15, "results[0].parent", "wrong-order")),
        ('id = "c"', 'id = "m"', (39, "results[2].id", "duplicate")),
        ('scheme = "ects"', 'scheme = "ze"', (32, "results[1].credits[1].scheme", "duplicate")),
        ('result = "m"', 'result = "x"', (73, "result_distributions[0].result", "wrong-value")),
        ("4 = 50 }", "6 = 50 }", (74, "result_distributions[0].distribution.percentages.6", "wrong-value")),
        ("3 = 20", "9 = 20", (70, "distributions[0].counts.9", "wrong-value")),
        ('lowest_passing = "3"', 'lowest_passing = "7"', (64, "scales[0].lowest_passing", "wrong-value")),
        ('principle = "workload"', 'principle = "luck"', (58, "credit_schemes[0].principle", "wrong-value")),
    ],
)
def test_what_cannot_be_is_refused(old: str, new: str, expected: tuple[int, str, str]) -> None:
    assert problems(lambda: parse_transcript(FULL.replace(old, new, 1), "a.toml")) == [expected]


def test_what_does_not_fit_together_is_told_at_once() -> None:
    """Parts, circles, scales and distributions are seen only on the whole paper, and told together all the same."""
    text = FULL.replace('parent = "p"', 'parent = "c"').replace('id = "t"', 'id = "t"\nparent = "x"')
    text = text.replace("3 = 20", "9 = 20, 8 = 1").replace('result = "m"', 'result = "q"')
    text = text.replace("percentages = { 5 = 50, 4 = 50 }", "percentages = { 2 = 100 }")
    assert [(key, kind) for _, key, kind in problems(lambda: parse_transcript(text, "a.toml"))] == [
        ("results[1].parent", "wrong-order"),
        ("results[3].parent", "wrong-value"),
        ("distributions[0].counts.8", "wrong-value"),
        ("distributions[0].counts.9", "wrong-value"),
        ("result_distributions[0].result", "wrong-value"),
    ]
    again = text.replace("9 = 20, 8 = 1", "3 = 20")
    assert ("result_distributions[0].distribution.percentages", "no-passing-grade") in [
        (key, kind) for _, key, kind in problems(lambda: parse_transcript(again, "a.toml"))
    ]


def test_distributions_need_their_scale() -> None:
    bare = FULL[: FULL.index("[[scales]]")] + FULL[FULL.index("[[distributions]]") :]
    ((_, key, kind),) = problems(lambda: parse_transcript(bare))
    assert (key, kind) == ("scales", "missing-key")


def test_more_results_than_anybody_has_are_refused() -> None:
    rows = "".join(f'[[results]]\nid = "{index}"\ntitle = "A"\n' for index in range(MOST_RESULTS + 1))
    ((_, key, kind),) = problems(lambda: parse_transcript(f'[transcript]\nissuer = "a"\n{rows}'))
    assert (key, kind) == ("results", "too-many")


def test_names_of_a_person_are_never_quoted() -> None:
    with pytest.raises(InvalidData) as caught:
        parse_transcript(FULL.replace('family_name = "Primjer"', "family_name = 17"))
    assert [one.found for one in caught.value.problems] == [None]


# -- lists


def test_a_list_has_a_row_for_each_result() -> None:
    paper = in_list(LIST)
    assert (paper.issuer, [str(one.ects) for one in paper.results]) == ("uniri.hr", ["6", "4.5"])
    assert [one.passed for one in paper.results] == [True, False]


def test_a_mapping_says_which_column_is_what() -> None:
    mapping = """\
[columns]
"Šifra" = "result.id"
"Predmet" = "result.title"
"ECTS" = "result.credits.1.value"
"Ocjena" = { to = "result.grade", numbers = "exact" }

[constants]
transcript.issuer = "uniri.hr"
result.credits.1.scheme = "ects"
"""
    sheet = delimited("Šifra;Predmet;ECTS;Ocjena\nINF1;Baze podataka;6;5\n".encode())
    paper = transcript_in(sheet, parse_mapping(mapping, record=LINES)).value
    assert (paper.issuer, paper.results[0].grade, paper.results[0].ects) == ("uniri.hr", "5", 6)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("result.title", "result.passed", [(None, "", "repeated-column")]),
        ("6;ects", "six;ects", [(2, "result.credits.1.value", "wrong-value")]),
        ("uniri.hr;2", "unizg.hr;2", [(3, "", "other-transcript")]),
        ("ne;", "ne;9", [(3, "result.parent", "wrong-value")]),
        ("uniri.hr;2", "uniri.hr;1", [(3, "result.id", "duplicate")]),
        ("da;\nuniri.hr;2", "da;9\nuniri.hr;1", [(2, "result.parent", "wrong-value"), (3, "result.id", "duplicate")]),
        ("result.title", "Predmet", [(None, "", "unknown-columns")]),
        (LIST[LIST.index("\n") + 1 :], "", [(None, "", "empty")]),
    ],
)
def test_mistakes_of_a_list_have_row_and_column(old: str, new: str, expected: list[tuple[int, str, str]]) -> None:
    assert problems(lambda: in_list(LIST.replace(old, new, 1))) == expected


def test_the_columns_that_are_no_keys_are_named_and_the_others_are_not() -> None:
    with pytest.raises(InvalidData) as caught:
        in_list(LIST.replace("result.title", "scales.1.id").replace("result.parent", "Napomena"))
    (problem,) = caught.value.problems
    assert (problem.kind, problem.found) == ("unknown-columns", "scales.1.id, Napomena")
    with pytest.raises(InvalidData) as caught:
        in_list(LIST.replace("result.title", "result.titel"))
    (problem,) = caught.value.problems
    assert (problem.found, problem.suggestion) == ("result.titel", "result.title")


def test_columns_that_a_mapping_does_not_read_are_given_and_those_that_it_ignores_are_not(tmp_path: Path) -> None:
    rows = "Predmet;ECTS;Napomena;Šifra;Status;\nLogika;6;x;1;in-progress;\n"
    mapping = """\
ignored = ["Napomena"]
columns = { "Predmet" = "result.title", "Šifra" = "result.id" }
constants = { transcript.issuer = "uniri.hr" }
"""
    sheet = delimited(rows.encode())
    read = transcript_in(sheet, parse_mapping(mapping, record=LINES))
    assert read.unread == ("ECTS", "Status")
    assert read.value.results[0].credits == ()
    path = tmp_path / "a.toml"
    path.write_text(FULL, encoding="utf-8")
    assert load_transcript(path).unread == ()


def test_the_status_and_the_days_of_a_course_stand_in_documents_and_lists(tmp_path: Path) -> None:
    more = 'status = "in-progress"\nstart = 2018-10-02\nterm_start = 2018-10-01\nterm_end = 2019-02-15\n'
    paper = parse_transcript(FULL.replace('kind = "traineeship"\n', f'kind = "traineeship"\n{more}')).value
    going_on = paper.results[3]
    assert (going_on.in_progress, str(going_on.start), str(going_on.term_end)) == (True, "2018-10-02", "2019-02-15")
    assert parse_transcript(dump_toml(paper)).value == paper
    assert in_list(csv_text(rows_of(paper))).results[3] == going_on


def test_every_bad_row_is_told() -> None:
    text = LIST.replace("da;", "maybe;").replace("4,5", "-1")
    assert [line for line, _, _ in problems(lambda: in_list(text))] == [2, 3]
