"""A file of scenarios says what is different in few words; whatever is wrong in it is told at its line."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from mobilnost import InvalidData
from mobilnost.assessment import Verdict
from mobilnost.formats.changes import merged, parted, without
from mobilnost.formats.scenarios import parse_scenarios
from mobilnost.law import Authority, Layer
from mobilnost.model import Problem
from mobilnost.scenarios import Concern, Found, Scenario, Subject

D = dt.date
FILE = """\
on = 2018-09-01

[settings.institution]
id = "sum.ba"
country = "BA"

[[institutions]]
id = "uniri.hr"
names = { en = "Rijeka" }
country = "HR"

[agreements.rijeka]
programme = "erasmus"
level = "university"
parties = ["sum.ba", "uniri.hr"]
signed = 2018-01-15
valid_from = 2018-01-15

[calls.c-2018]
programme = "erasmus"
academic_year = "2018/2019"
opens = 2018-03-01
closes = 2018-04-01

[decisions.special]
date = 2018-05-01
by = "Office"
reference = "1/18"
reason = "need"

[dossiers.student]
documents = [{ type = "learning_agreement", date = 2018-06-20, signed_by = ["student", "host"] }]

[dossiers.student.mobility]
programme = "erasmus"
kind = "study"
direction = "outgoing"
agreement = "rijeka"
call = "c-2018"
sending = "sum.ba"
receiving = "uniri.hr"
start = 2018-10-01
end = 2019-02-15

[dossiers.student.person]
id = "s-1"
given_names = "Iva"
family_name = "Primjer"
citizenships = ["BA"]
status_in_country = "citizen"

[dossiers.student.student]
cycle = "first"
year_of_study = 2
study_status = "regular"
languages = [{ code = "hr", level = "C1" }]

[dossiers.trainee]
base = "student"
without = ["mobility.call"]
mobility.kind = "traineeship"

"""
CASE = '[[scenarios]]\nname = "a"\nrule = "duration.minimum"\nbase = "student"\nfinds = "met"\n'


def read(said: str = "", case: str = CASE) -> Scenario:
    (one,) = parse_scenarios(FILE + case + said, "cases.toml")
    return one


def problems(said: str) -> list[Problem]:
    with pytest.raises(InvalidData) as refused:
        parse_scenarios(FILE + said, "cases.toml")
    return list(refused.value.problems)


# -- what a case may say


def test_a_case_is_its_base_on_the_day_of_the_file() -> None:
    one = read()
    assert (one.name, one.subject) == ("a", Subject(concern=Concern.RULE, id="duration.minimum"))
    assert (one.on, one.base, one.expected) == (D(2018, 9, 1), "student", Found(finds="met"))
    assert (one.dossier.mobility.id, one.dossier.mobility.end) == ("student", D(2019, 2, 15))
    assert one.agreement is not None
    assert (one.agreement.value.id, one.call.value.id if one.call else None) == ("rijeka", "c-2018")
    assert one.settings is not None
    assert [one.id for one in one.dossier.institutions] == ["uniri.hr"]


@pytest.mark.parametrize(
    "said",
    [
        "set.mobility.end = 2018-12-29",
        'set = { "mobility.end" = 2018-12-29 }',
        "set = { mobility = { end = 2018-12-29 } }",
        "set.mobility = { end = 2018-12-29 }",
    ],
)
def test_a_change_may_be_written_with_dots_or_as_tables(said: str) -> None:
    one = read(said)
    assert one.dossier.mobility.end == D(2018, 12, 29)
    assert one.dossier.mobility.start == D(2018, 10, 1)
    assert one.changes == {"mobility.end": D(2018, 12, 29)}


def test_an_element_of_a_list_is_named_by_what_tells_it_apart_or_by_its_position() -> None:
    for name in ("learning_agreement", "0"):
        (paper,) = read(f"set.documents.{name}.signed_by = []").dossier.documents
        assert (paper.type, paper.date, paper.signed_by) == ("learning_agreement", D(2018, 6, 20), ())


def test_a_paper_that_is_not_there_is_added() -> None:
    papers = read("set.documents.visa.date = 2018-07-01").dossier.documents
    assert [(one.type, one.date) for one in papers][1] == ("visa", D(2018, 7, 1))


def test_something_may_be_taken_out() -> None:
    one = read('without = ["documents.learning_agreement", "student.languages", "mobility.agreement"]')
    assert one.dossier.documents == ()
    assert one.dossier.student is not None
    assert one.dossier.student.languages is None
    assert one.agreement is None
    assert set(one.changes) == {"documents.learning_agreement", "student.languages", "mobility.agreement"}


def test_something_may_be_taken_out_of_an_instrument_or_the_settings() -> None:
    one = read(
        'agreement.valid_to = 2019-01-31\nwithout = ["agreement.valid_to", "settings.institution.names"]',
        CASE.replace("base =", 'settings.institution.names = { hr = "x" }\nbase ='),
    )
    assert one.agreement is not None
    assert one.agreement.value.valid_to is None
    assert one.settings is not None
    assert dict(one.settings.names) == {}


def test_a_dossier_may_start_from_another() -> None:
    dossier = read(case=CASE.replace('"student"', '"trainee"')).dossier
    assert (dossier.mobility.kind, dossier.mobility.call) == ("traineeship", None)
    assert dossier.person.given_names == "Iva"


def test_instruments_and_settings_are_changed_by_their_own_keys() -> None:
    said = 'agreement.valid_to = 2019-01-31\nagreement.terms = [{ provision = "a.b", value = 1, clause = "4" }]\n'
    said += 'call.academic_year = "2017/2018"\nsettings.holidays.extra = [2018-10-31]\n'
    one = read(said)
    assert one.agreement is not None
    assert (one.agreement.value.valid_to, one.agreement.value.terms[0].provision) == (D(2019, 1, 31), "a.b")
    assert one.call is not None
    assert str(one.call.value.academic_year) == "2017/2018"
    assert one.calendar.holidays == {D(2018, 10, 31)}


def test_a_decision_is_about_the_dossier_of_the_case() -> None:
    one = read('decision = { id = "special", waivers = [{ provision = "a.b" }] }')
    assert one.decision is not None
    decision = one.decision.value
    assert (decision.id, decision.dossier, decision.by) == ("special", "student", "Office")
    assert [waiver.provision for waiver in decision.waivers] == ["a.b"]


def test_a_programme_may_set_something_in_a_case() -> None:
    said = 'programme.terms = [{ provision = "a.b", value = 1, applies = "kind == \'study\'", cites = "p. 1" }]'
    (term,) = read(said).terms
    assert (term.key, term.origin.layer, term.origin.citation.at) == ("a.b", Layer.PROGRAMME, "p. 1")


def test_a_group_shares_what_its_cases_do_not_say() -> None:
    said = """[[scenarios]]
rule = "duration.minimum"
cites = "čl. 9 st. 1"
base = "student"
set.mobility.start = 2018-10-02
without = ["mobility.call"]
finds = "unmet"
cases = [
    { name = "a", set.mobility.end = 2018-12-29 },
    { name = "b", base = "trainee", without = ["mobility.agreement"], set.mobility.call = "c-2018", finds = "met" },
]
"""
    first, second = parse_scenarios(FILE + said.replace('without = ["mobility.call"]\n', ""))
    assert (first.dossier.mobility.start, first.dossier.mobility.end) == (D(2018, 10, 2), D(2018, 12, 29))
    assert (first.expected.finds, second.expected.finds) == ("unmet", "met")
    assert (second.base, second.cites, second.agreement) == ("trainee", "čl. 9 st. 1", None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('value = "3 months"\nset_by = "agreement"', Found(value="3 months", set_by=Layer.AGREEMENT)),
        ("due = 2018-09-30\nlate = false\nlacks = []", Found(due=D(2018, 9, 30), late=False, lacks=())),
        ('verdict = "eligible"', Found(verdict=Verdict.ELIGIBLE)),
        ('refused = "unlawful-override"', Found(refused="unlawful-override")),
        ('value = ["a", "b"]', Found(value=("a", "b"))),
    ],
)
def test_what_may_be_expected(said: str, expected: Found) -> None:
    case = '[[scenarios]]\nname = "a"\nprovision = "a.b"\nbase = "student"\n'
    assert read(said, case).expected == expected


@pytest.mark.parametrize(("said", "authority"), [("", None), ('authority = "university"\n', Authority.UNIVERSITY)])
def test_papers_are_rather_those_of_the_files_own_authority_unless_the_case_says(
    said: str, authority: Authority | None
) -> None:
    case = (
        f'[[scenarios]]\nname = "a"\ndocument = "visa"\nphase = "before"\nbase = "student"\nfinds = "missing"\n{said}'
    )
    (one,) = parse_scenarios(FILE + case, None, Authority.PROGRAMME)
    assert one.subject is not None
    assert (one.subject.authority, one.subject.nearer, one.subject.phase) == (authority, Authority.PROGRAMME, "before")


# -- mistakes


MISTAKES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("an unknown key", CASE + "fnds = 1\n", "unknown-key", {"suggestion": "finds"}),
    ("an unknown key of the dossier", CASE + "set.mobility.ende = 2018-12-29\n", "unknown-key", {"suggestion": "end"}),
    ("a wrong value of the dossier", CASE + 'set.mobility.kind = "studie"\n', "wrong-value", {"suggestion": "study"}),
    ("an unknown base", CASE.replace('"student"', '"studnt"'), "wrong-value", {"suggestion": "student"}),
    ("a word that is no outcome", CASE.replace('"met"', '"mett"'), "wrong-value", {"suggestion": "met"}),
    ("nothing expected", CASE.replace('finds = "met"\n', ""), "missing-key", {}),
    ("no name", CASE.replace('name = "a"\n', ""), "missing-key", {}),
    ("no base", CASE.replace('base = "student"\n', ""), "missing-key", {}),
    ("two subjects", CASE + 'document = "visa"\n', "one-of", {"found": "rule, document"}),
    ("no subject", CASE.replace('rule = "duration.minimum"\n', ""), "one-of", {}),
    ("nothing to take out", CASE + 'without = ["student.langages"]\n', "wrong-value", {"suggestion": "languages"}),
    ("an agreement that is not there", CASE + 'set.mobility.agreement = "rieka"\n', "wrong-value", {"suggestion": "rijeka"}),
    ("a change to no agreement", CASE + 'without = ["mobility.agreement"]\nagreement.valid_to = 2019-01-31\n', "missing-key", {}),
    ("an unknown key of the agreement", CASE + "agreement.valid_too = 2019-01-31\n", "unknown-key", {"suggestion": "valid_to"}),
    ("a position that is not there", CASE + "set.interruptions.3.start = 2018-11-01\n", "wrong-type", {}),
    ("a condition that cannot be read", CASE + 'programme.terms = [{ provision = "a", value = 1, applies = "x ==", cites = "p" }]\n', "expression-syntax", {}),
    ("a name that stands twice", CASE + CASE, "duplicate", {"found": "a"}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "kind", "details"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_told_at_its_line(said: str, kind: str, details: dict[str, Any]) -> None:
    found = problems(said)
    assert [one.kind for one in found] == [kind]
    assert {name: getattr(found[0], name) for name in details} == details
    assert found[0].place.file == "cases.toml"
    assert (found[0].place.line or 0) > FILE.count("\n"), found[0]


def test_a_mistake_in_a_base_is_told_once_and_there() -> None:
    wrong = FILE.replace('level = "C1"', 'level = "C9"') + CASE + CASE.replace('"a"', '"b"')
    with pytest.raises(InvalidData) as refused:
        parse_scenarios(wrong, "cases.toml")
    (problem,) = refused.value.problems
    assert problem.place.line == wrong[: wrong.index("C9")].count("\n") + 1


def test_a_place_in_an_instrument_is_that_of_the_case_or_of_the_file() -> None:
    one = read('agreement.terms = [{ provision = "a.b", value = 1, clause = "4" }]')
    text = FILE + CASE
    assert one.agreement is not None
    assert one.agreement.place("terms", 0, "provision").line == text.count("\n") + 1
    assert one.agreement.place("valid_from").line == text[: text.index("valid_from")].count("\n") + 1


def test_a_place_in_what_a_group_shares_is_that_of_the_group() -> None:
    said = """[[scenarios]]
provision = "a.b"
base = "student"
agreement.terms = [{ provision = "a.b", value = 1, clause = "4" }]
value = 1
cases = [{ name = "a" }, { name = "b" }]
"""
    first, second = parse_scenarios(FILE + said, "cases.toml")
    assert first.agreement is not None
    assert first.agreement is second.agreement, "so that both are judged by one rulebook"
    assert first.agreement.place("terms", 0).line == FILE.count("\n") + 4


# -- changes


def test_changes_leave_what_they_change_as_it_was() -> None:
    table = {"a": {"b": 1, "c": 2}, "documents": [{"type": "x"}]}
    assert merged(table, {"a": {"b": 3}}) == {"a": {"b": 3, "c": 2}, "documents": [{"type": "x"}]}
    assert without(table, "a.b") == {"a": {"c": 2}, "documents": [{"type": "x"}]}
    assert without(table, "documents.x") == {"a": {"b": 1, "c": 2}, "documents": []}
    assert table == {"a": {"b": 1, "c": 2}, "documents": [{"type": "x"}]}


def test_dotted_keys_and_tables_of_one_thing_come_together() -> None:
    assert parted({"a.b": 1, "a": {"c": 2}}) == {"a": {"b": 1, "c": 2}}
