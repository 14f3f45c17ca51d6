"""Whatever is wrong with a document is told at once, at its line and key, with what would be right."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from attrs import field, fields, frozen
from hypothesis import given
from hypothesis import strategies as st

from mobilnost.formats import (
    Format,
    load_dossier,
    parse_agreement,
    parse_call,
    parse_decision,
    parse_dossier,
    parse_institutions,
    parse_settings,
    structure,
    toml_with_lines,
)
from mobilnost.model import Dossier, InvalidData, Problem, Span, Value

DOSSIER = """\
[mobility]
id = "2018-0042"
programme = "erasmus"
kind = "study"
direction = "outgoing"
sending = "sum.ba"
receiving = "uniri.hr"
start = 2018-10-01
end = 2019-02-15

[person]
id = "s-1001"
given_names = "Iva"
family_name = "Primjer"
citizenships = ["BA"]
status_in_country = "citizen"

[student]
cycle = "first"
year_of_study = 2
study_status = "regular"
isced_f = "0613"
grade_average = 4.2
languages = [{ code = "en", level = "B2" }]

[[documents]]
type = "learning_agreement"
date = 2018-06-20

[[documents]]
type = "transcript_of_records"
signed_by = ["host"]
"""

AGREEMENT = """\
[agreement]
id = "sum-uniri-2018"
programme = "erasmus"
level = "university"
parties = ["sum.ba", "uniri.hr"]
signed = 2018-01-15
valid_from = 2018-02-01

[[places]]
direction = "outgoing"
kind = "study"
persons_per_year = 2

[[terms]]
provision = "duration.maximum"
value = "10 months"
clause = "čl. 4"

[[conditions]]
id = "average"
requires = "grade_average >= 3.5"
clause = "čl. 6"
"""

CALL = """\
[call]
id = "erasmus-2018"
programme = "erasmus"
academic_year = "2018/2019"
opens = 2018-02-01
closes = 2018-03-01
"""

DECISION = """\
[decision]
id = "d-1"
date = 2018-05-01
by = "vice_rector"
reference = "01-255-1/18"
reason = "…"
dossier = "2018-0042"

[[waivers]]
provision = "selection.staff.criteria"
"""

SETTINGS = """\
[institution]
id = "sum.ba"
country = "BA"

[office]
language_level = "B1"

[provisions]
study.full_semester_months = 4
"study.rounding" = "up"

[[units]]
id = "fsre"
names = { hr = "FSRE" }
"""


def problems(parse: Callable[..., object], text: str, format: Format = Format.TOML) -> tuple[Problem, ...]:
    with pytest.raises(InvalidData) as refused:
        parse(text, "file.toml", format)
    return refused.value.problems


def told(problem: Problem) -> tuple[str, int | None, str]:
    return problem.kind, problem.place.line, problem.place.key


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('kind = "study"', 'knid = "study"', ("unknown-key", 4, "mobility.knid", "knid", None, "kind")),
        ('kind = "study"\n', "", ("missing-key", 1, "mobility.kind", None, None, None)),
        ("[person]", "[persom]", ("unknown-key", 11, "persom", "persom", None, "person")),
        ('cycle = "first"', 'cycle = "frist"', (
            "wrong-value", 19, "student.cycle", '"frist"', "first, second, third, integrated", "first")),
        ('cycle = "first"', "cycle = 1", (
            "wrong-type", 19, "student.cycle", "1", "first, second, third, integrated", None)),
        ("year_of_study = 2", "year_of_study = true", (
            "wrong-type", 20, "student.year_of_study", "true", "integer", None)),
        ("year_of_study = 2", "year_of_study = 2.0", (
            "wrong-type", 20, "student.year_of_study", "2.0", "integer", None)),
        ("year_of_study = 2", "year_of_study = 0", (
            "wrong-value", 20, "student.year_of_study", "0", ">= 1", None)),
        ('isced_f = "0613"', "isced_f = 613", ("wrong-type", 22, "student.isced_f", "613", "text", None)),
        ("grade_average = 4.2", 'grade_average = "4.2"', (
            "wrong-type", 23, "student.grade_average", '"4.2"', "number", None)),
        ("grade_average = 4.2", "grade_average = nan", (
            "wrong-value", 23, "student.grade_average", "NaN", "number", None)),
        ("grade_average = 4.2", "grade_average = 1e900", (
            "wrong-value", 23, "student.grade_average", "1E+900", "number", None)),
        ('code = "en"', 'cod = "en"', (
            "unknown-key", 24, "student.languages[0].cod", "cod", None, "code")),
        ('level = "B2"', 'level = "B3"', (
            "wrong-value", 24, "student.languages[0].level", '"B3"', "A1, A2, B1, B2, C1, C2", None)),
        ('citizenships = ["BA"]', 'citizenships = "BA"', (
            "wrong-type", 15, "person.citizenships", '"BA"', "list", None)),
        ('citizenships = ["BA"]', 'citizenships = [\n  "HR",\n  "ba",\n]', (
            "wrong-value", 17, "person.citizenships[1]", '"ba"', "country-code", None)),
        ("end = 2019-02-15", 'end = "2019-02-15"', (
            "wrong-type", 9, "mobility.end", '"2019-02-15"', "date", None)),
        ("end = 2019-02-15", "end = 2019-02-15T10:00:00", (
            "wrong-type", 9, "mobility.end", "2019-02-15 10:00:00", "date", None)),
        ("end = 2019-02-15", "end = 2018-09-15", (
            "wrong-order", 9, "mobility.end", "2018-09-15", ">= start 2018-10-01", None)),
        ('"transcript_of_records"', '" "', ("wrong-value", 31, "documents[1].type", '" "', "id", None)),
        ('signed_by = ["host"]', "signed_by = [{}]", (
            "wrong-type", 32, "documents[1].signed_by[0]", "table", "text", None)),
        ('given_names = "Iva"', 'given_names = "I\\u0000"', (
            "wrong-value", 13, "person.given_names", None, "text", None)),
        ("[student]", "[staff]\n[student]", ("missing-key", 18, "staff.category", None, None, None)),
    ],
)  # fmt: skip
def test_in_a_dossier(old: str, new: str, expected: tuple[str | int | None, ...]) -> None:
    first = problems(parse_dossier, changed(DOSSIER, old, new))[0]
    assert (*told(first), first.found, first.expected, first.suggestion) == expected
    assert first.place.file == "file.toml"


def test_all_of_them_at_once_in_the_order_of_lines() -> None:
    text = DOSSIER.replace('"outgoing"', '"outward"').replace("2018-06-20", "1").replace('"Iva"', "1")
    text = changed(text, "[student]", "[studnt]") + "[[history]]\n"
    assert [told(problem) for problem in problems(parse_dossier, text)] == [
        ("wrong-value", 5, "mobility.direction"),
        ("wrong-type", 13, "person.given_names"),
        ("unknown-key", 18, "studnt"),
        ("wrong-type", 28, "documents[0].date"),
        ("missing-key", 33, "history[0].end"),
        ("missing-key", 33, "history[0].programme"),
        ("missing-key", 33, "history[0].start"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"Iva"', "1998", "person.given_names"),
        ('"Iva"', '"Iva\\u0007"', "person.given_names"),
        ('"Primjer"', '["Primjer"]', "person.family_name"),
        ("birth_date = 1998-03-02", 'birth_date = "1998-03-02"', "person.birth_date"),
    ],
)
def test_a_mistake_does_not_tell_who_somebody_is(old: str, new: str, key: str) -> None:
    text = DOSSIER.replace("[person]\n", "[person]\nbirth_date = 1998-03-02\n")
    (found,) = problems(parse_dossier, changed(text, old, new))
    assert (found.place.key, found.found) == (key, None)


@pytest.mark.parametrize("sign", ["\\u001b", "\\u009b", "\\u202e", "\\u2028"], ids=ascii)
def test_texts_that_would_steer_a_terminal_are_refused(sign: str) -> None:
    (found,) = problems(parse_dossier, changed(DOSSIER, '"2018-0042"', f'"2018{sign}42"'))
    assert (found.place.key, found.found) == ("mobility.id", '"2018\N{REPLACEMENT CHARACTER}42"')


def test_a_key_that_would_steer_a_terminal_is_shown_with_escapes() -> None:
    (found,) = problems(parse_dossier, changed(DOSSIER, "[person]\n", '[person]\n"\\u001b[31m\\n" = 1\n'))
    assert (found.place.key, found.found) == ('person."\\u001b[31m\\n"', '"\\u001b[31m\\n"')


def test_a_key_that_stands_twice_is_named() -> None:
    (found,) = problems(parse_dossier, '{"mobility": {"id": "a", "id": "b"}}', Format.JSON)
    assert (found.kind, found.place.key, found.found) == ("duplicate", "mobility.id", "id")


@pytest.mark.parametrize("key", ["a" + ".a" * 100_000, "a" + ' . "b"' * 50_000, "x = { a" + ".'a'" * 50_000])
def test_a_key_without_end_is_refused_before_it_takes_an_afternoon(key: str) -> None:
    assert told(problems(parse_dossier, f"id = 1\n{key} = 1\n")[0]) == ("too-deep", 2, "")


def test_a_misspelt_key_is_one_mistake_not_two() -> None:
    assert len(problems(parse_dossier, changed(DOSSIER, "family_name", "familly_name"))) == 1


def test_keys_outside_their_table_are_told_where_they_belong() -> None:
    found = problems(parse_agreement, changed(AGREEMENT, "[agreement]\n", ""))
    assert told(found[0]) == ("missing-key", 1, "agreement")
    assert [problem.suggestion for problem in found[1:3]] == ["agreement.id", "agreement.programme"]


def test_a_dossier_is_of_a_student_or_of_staff() -> None:
    nobody = DOSSIER[: DOSSIER.index("[student]")]
    both = DOSSIER + '[staff]\ncategory = "teaching"\nemployment_contract = true\nemployer = "sum.ba"\n'
    assert [told(problem) for problem in problems(parse_dossier, nobody)] == [("one-of", 1, "")]
    assert [told(problem) for problem in problems(parse_dossier, both)] == [("one-of", 33, "staff")]


@pytest.mark.parametrize(
    ("parse", "text", "old", "new", "expected"),
    [
        (parse_agreement, AGREEMENT, "[agreement]", "[agrement]", ("unknown-key", 1, "agrement")),
        (parse_agreement, AGREEMENT[AGREEMENT.index("[[terms"):], "[[terms]]", "[[terms]]", (
            "missing-key", 1, "agreement")),
        (parse_agreement, AGREEMENT, "valid_from", "valid_form", ("unknown-key", 7, "agreement.valid_form")),
        (parse_agreement, AGREEMENT, 'level = "university"\n', "", ("missing-key", 1, "agreement.level")),
        (parse_agreement, AGREEMENT, "2018-02-01", "2018", ("wrong-type", 7, "agreement.valid_from")),
        (parse_agreement, AGREEMENT, ', "uniri.hr"', "", ("wrong-value", 5, "agreement.parties")),
        (parse_agreement, AGREEMENT, '"university"', '"unit"', ("missing-key", 1, "agreement.unit")),
        (parse_agreement, AGREEMENT, "persons_per_year = 2\n", "", ("one-of", 9, "places[0]")),
        (parse_agreement, AGREEMENT, '"10 months"', "2018-01-01", ("wrong-type", 16, "terms[0].value")),
        (parse_agreement, AGREEMENT, '"10 months"', "[[1]]", ("wrong-type", 16, "terms[0].value[0]")),
        (parse_agreement, AGREEMENT, 'clause = "čl. 4"\n', "", ("missing-key", 14, "terms[0].clause")),
        (parse_agreement, AGREEMENT, "[[conditions]]", (
            '[[conditions]]\nid = "average"\nrequires = "x"\nclause = "y"\n[[conditions]]'
        ), ("duplicate", 24, "conditions[1].id")),
        (parse_agreement, "agreement = 1\n" + AGREEMENT[AGREEMENT.index("[[places"):], "1", "2", (
            "wrong-type", 1, "agreement")),
        (parse_call, CALL, "2018/2019", "2018/2020", ("wrong-value", 4, "call.academic_year")),
        (parse_call, CALL, "2018-03-01", "2018-01-01", ("wrong-order", 6, "call.closes")),
        (parse_decision, DECISION, '"…"', '""', ("wrong-value", 6, "decision.reason")),
        (parse_decision, DECISION, "provision", "provison", ("unknown-key", 10, "waivers[0].provison")),
        (parse_settings, SETTINGS, '"BA"', '"BiH"', ("wrong-value", 3, "institution.country")),
        (parse_settings, SETTINGS, "language_level", "langauge_level", (
            "unknown-key", 6, "office.langauge_level")),
        (parse_settings, SETTINGS, '"B1"', '"B9"', ("wrong-value", 6, "office.language_level")),
        (parse_settings, SETTINGS, "months = 4", "months = 2018-01-01", (
            "wrong-type", 9, "provisions.study.full_semester_months")),
        (parse_settings, SETTINGS, '"up"', "nan", ("wrong-value", 10, 'provisions."study.rounding"')),
        (parse_settings, SETTINGS, "[[units]]", 'study.rounding = "down"\n[[units]]', (
            "duplicate", 10, 'provisions."study.rounding"')),
        (parse_settings, SETTINGS, "{ hr =", "{ HR =", ("wrong-value", 14, "units[0].names.HR")),
        (parse_institutions, '[[institutions]]\nid = "a.b"\ncountry = "BA"\n', "a.b", "c.d", (
            "missing-key", 1, "institutions[0].names")),
    ],
)  # fmt: skip
def test_in_other_documents(
    parse: Callable[..., object], text: str, old: str, new: str, expected: tuple[str, int, str]
) -> None:
    assert told(problems(parse, changed(text, old, new))[0]) == expected
    assert len(problems(parse, changed(text, old, new))) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[mobility\n", 1),
        ('[mobility]\nid = "a"\nid = "b"\n', 3),
        ('a = 1\nb = "', 2),
        ("a = 1\nb = {x = 1,\n", 2),
        ("a = 1e99999999999999999999\n", None),
        ("a = " + "9" * 5000, None),
    ],
)
def test_toml_that_is_none(text: str, line: int | None) -> None:
    assert [told(problem) for problem in problems(parse_dossier, text)] == [("syntax", line, "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{\n "mobility": }', ("syntax", 2, "")),
        ("", ("syntax", 1, "")),
        ("[]", ("wrong-type", 1, "")),
        ('{"person": {"id": "a",\n "id": "b"}}', ("duplicate", 2, "person.id")),
        ('{"a": 1e99999999999999999999}', ("syntax", None, "")),
        ('{"mobility": null}', ("wrong-type", 1, "mobility")),
        ('{"mobility": {},\n "person": {"birth_date": "20000101"}}', ("wrong-type", 2, "person.birth_date")),
        (
            '{"mobility": {},\n "person": {"birth_date": "2000-02-30"}}',
            ("wrong-value", 2, "person.birth_date"),
        ),
        ('{"student": {"grade_average": NaN}}', ("wrong-value", 1, "student.grade_average")),
        ('{"student": {"grade_average": "4,2"}}', ("wrong-type", 1, "student.grade_average")),
        ('{"person":\n {"family_name": "\\ud800"}}', ("wrong-value", 2, "person.family_name")),
    ],
)
def test_json_that_is_none_or_wrong(text: str, expected: tuple[str, int | None, str]) -> None:
    assert expected in [told(problem) for problem in problems(parse_dossier, text, Format.JSON)]


@pytest.mark.parametrize(
    ("format", "text"),
    [
        (Format.TOML, "a = " + "[" * 100 + "]" * 100),
        (Format.TOML, "a = " + "[" * 100_000),
        (Format.TOML, ".".join("a" * 100) + " = 1"),
        (Format.JSON, '{"a": ' + "[" * 100 + "]" * 100 + "}"),
        (Format.JSON, "[" * 100_000),
    ],
)
def test_what_is_nested_too_deep(format: Format, text: str) -> None:
    assert problems(parse_dossier, text, format)[0].kind == "too-deep"


@pytest.mark.parametrize(
    ("content", "kind", "line"),
    [
        (b"a = 1\nb = \xff\n", "wrong-encoding", 2),
        ("[mobility]".encode("utf-16"), "wrong-encoding", 1),
        (b"#" * (2 * 1024 * 1024 + 1), "too-large", None),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, content: bytes, kind: str, line: int | None) -> None:
    path = tmp_path / "dossier.toml"
    path.write_bytes(content)
    with pytest.raises(InvalidData) as refused:
        load_dossier(path)
    assert [told(problem) for problem in refused.value.problems] == [(kind, line, "")]
    assert refused.value.problems[0].place.file == str(path)


@pytest.mark.parametrize(("name", "kind"), [("", "not-a-file"), ("none.toml", "unreadable"), ("a\0b", "unreadable")])
def test_paths_that_are_no_files(tmp_path: Path, name: str, kind: str) -> None:
    with pytest.raises(InvalidData) as refused:
        load_dossier(tmp_path / name)
    assert [problem.kind for problem in refused.value.problems] == [kind]


@frozen(kw_only=True)
class Rule:
    """A class that this room does not know, as a loader of regulations brings along."""

    id: str
    minimum: Span
    mode: Literal["replace", "tighten"] = "replace"
    value: Value | None = None
    figures: Mapping[str, Decimal] = field(factory=dict)
    since: dt.date | None = None
    tags: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        if self.id == "forbidden":
            raise ValueError("no such rule")


def test_any_class_is_read_as_strictly(tmp_path: Path) -> None:
    path = tmp_path / "law.toml"
    path.write_text('id = "a"\nminimum = "3 months"\nvalue = [1, 2.5]\ntags = ["x"]\nfigures = { a = 1 }\n')
    data, lines = toml_with_lines(path)
    assert structure(data, Rule, str(path), lines) == Rule(
        id="a", minimum=Span(3), value=(1, Decimal("2.5")), tags=frozenset({"x"}), figures={"a": Decimal(1)}
    )


def test_and_its_mistakes_have_their_lines_too() -> None:
    text = 'id = "a"\nminimum = "3 moons"\nmode = "tigthen"\nvalue = {}\ntags = [1]\nfigures = { a = "1" }\n'
    data, lines = toml_with_lines(text, "law.toml")
    with pytest.raises(InvalidData) as refused:
        structure(data, Rule, "law.toml", lines)
    assert [(*told(p), p.expected, p.suggestion) for p in refused.value.problems] == [
        ("wrong-value", 2, "minimum", "span", None),
        ("wrong-value", 3, "mode", "replace, tighten", "tighten"),
        ("wrong-type", 4, "value", "boolean, integer, number, text, list", None),
        ("wrong-type", 5, "tags[0]", "text", None),
        ("wrong-type", 6, "figures.a", "number", None),
    ]


def test_what_a_class_refuses_itself_is_a_problem() -> None:
    with pytest.raises(InvalidData) as refused:
        structure({"id": "forbidden", "minimum": "1 day"}, Rule, None, None)
    assert [(p.kind, p.place.line, p.found) for p in refused.value.problems] == [("wrong-value", None, "no such rule")]


CUTS = st.tuples(st.integers(0, len(DOSSIER)), st.integers(0, 40), st.text("\"'[]{}=.,#\n\\0a-", max_size=6))


@given(st.lists(CUTS, min_size=1, max_size=4))
def test_no_damage_to_a_text_ends_in_another_error(cuts: list[tuple[int, int, str]]) -> None:
    text = DOSSIER
    for at, length, instead in cuts:
        text = text[:at] + instead + text[at + length :]
    try:
        parse_dossier(text, "file.toml")
    except InvalidData as refused:
        assert refused.problems
        assert all(p.place.line is None or p.place.line <= text.count("\n") + 1 for p in refused.problems)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from([attribute.name for attribute in fields(Dossier)])


@given(st.dictionaries(KEYS, JSON_VALUES))
def test_no_json_ends_in_another_error(data: dict[str, object]) -> None:
    with pytest.raises(InvalidData):
        parse_dossier(json.dumps(data), None, Format.JSON)
