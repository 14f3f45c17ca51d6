"""The analysis finds what nobody can have meant, and keeps quiet about what somebody may have."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from analysed import PAGES, File, agreement, book, call, codes, condition, inspected, places, term

from mobilnost import Host
from mobilnost.analysis import Analyst, Remark, analyse_agreement, analyse_call
from mobilnost.formats.documents import parse_agreement, parse_call
from mobilnost.grammar import evaluate, parse
from mobilnost.locales import LANGUAGES, LawTeller, RemarkTeller, catalogue


def only(*files: File) -> Remark:
    found = inspected(list(files))
    assert not found.problems
    (remark,) = found.remarks
    return remark


STUDENTS = "participant == 'student'"
OUT = "participant == 'student' and direction == 'outgoing'"


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([condition("grade_average >= 3.5", STUDENTS)], id="an average"),
        pytest.param([condition("grade_average >= 3.5")], id="an average of all, staff then waiting for it"),
        pytest.param([condition("kind == 'study'")], id="who says whom he means contradicts nobody"),
        pytest.param([condition("participant == 'student' and direction == 'outgoing'")], id="the same in two facts"),
        pytest.param([condition("year_of_study >= 3", OUT)], id="stricter than the law"),
        pytest.param([condition("study_status == 'regular'", STUDENTS)], id="wider than the rule of the law"),
        pytest.param([condition("stay <= '12 months'", STUDENTS)] * 0, id="nothing"),
        pytest.param([term("duration.maximum", '"10 months"', "kind == 'study'")], id="a longest stay"),
        pytest.param([term("duration.maximum", '"3 months"', STUDENTS)], id="exactly the shortest stay"),
        pytest.param([places(), places("incoming", "teaching")], id="places"),
        pytest.param(
            [places(cycles='["first"]'), condition("cycle == 'first' or grade_average >= 4", "kind == 'thesis'")] * 0,
            id="no places at all",
        ),
        pytest.param(
            [
                condition("grade_average >= 4", "cycle == 'first'", "a"),
                condition("grade_average <= 3", "cycle == 'second'", "b"),
            ],
            id="two that never meet",
        ),
    ],
)
def test_what_somebody_may_have_meant_is_let_be(parts: list[str]) -> None:
    assert codes([agreement(*parts)]) == set()


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("condition-unmeetable", [condition("stay > '5 months' and stay < '5 months 1 day'")]),
        ("condition-unmeetable", [condition("not known(kind)")]),
        ("condition-unmeetable", [condition("teaching_hours_per_week >= 8", STUDENTS)]),
        ("condition-unmeetable", [condition("first_day > last_day")]),
        ("condition-never-applies", [condition("grade_average >= 3", "kind == 'project'")]),
        ("condition-never-applies", [condition("grade_average >= 3", "edition == '2021-2027'")]),
        ("condition-never-applies", [condition("grade_average >= 3", "partner == 'unizg.hr'")]),
        ("condition-never-applies", [places(cycles='["first"]'), condition("grade_average >= 3", "cycle == 'third'")]),
        ("condition-never-applies", [condition("grade_average >= 3", "participant == 'staff' and kind == 'study'")]),
        ("condition-always-met", [condition("cycle in ('first', 'second', 'third', 'integrated')", STUDENTS)]),
        ("condition-always-met", [places(), condition("kind == 'study' or grade_average >= 3")]),
        ("condition-implied", [condition("stay >= '2 months'", OUT)]),
        ("condition-implied", [condition("agreement_in_force")]),
        ("term-never-applies", [places("incoming"), term("duration.maximum", '"6 months"', "direction == 'outgoing'")]),
        ("place-inadmissible", [places(kind="conference")]),
        ("place-kind-unknown", [places(kind="online")]),
    ],
)
def test_what_nobody_can_have_meant_is_found(code: str, parts: list[str]) -> None:
    assert codes([agreement(*parts)]) == {code}


BEYOND, WITHIN = "first_day >= '2020-10-01'", "first_day <= '2020-09-30'"


@pytest.mark.parametrize(
    ("found", "parts"),
    [
        pytest.param(set(), [condition("first_day >= '2018-02-02'")], id="after its first day"),
        pytest.param(set(), [condition("first_day <= '2020-09-29'")], id="before its last day"),
        pytest.param(set(), [condition("last_day <= '2020-09-29'")], id="over before its last day"),
        pytest.param({"condition-always-met"}, [condition("first_day >= '2018-02-01'")], id="from its first day"),
        pytest.param({"condition-always-met"}, [condition(WITHIN)], id="begun by its last day"),
        pytest.param({"condition-always-met"}, [condition("last_day <= '2020-09-30'")], id="over by its last day"),
        pytest.param({"condition-unmeetable"}, [condition(BEYOND)], id="begun after its end"),
        pytest.param({"condition-unmeetable"}, [condition("last_day < '2018-02-01'")], id="over before it begins"),
        pytest.param({"condition-never-applies"}, [condition("grade_average >= 3", BEYOND)], id="for nobody's stay"),
        pytest.param(set(), [condition("grade_average >= 3", "first_day >= '2020-09-30'")], id="for one day's stays"),
        pytest.param({"term-never-applies"}, [term("duration.maximum", '"9 months"', BEYOND)], id="a term"),
        pytest.param({"condition-unmeetable"}, [places(), condition(BEYOND)], id="with places"),
        pytest.param(
            {"condition-against-law"}, [condition("agreement_day >= '2020-10-01'")], id="agreed on after every stay"
        ),
    ],
)
def test_stays_lie_within_the_time_of_their_agreement(found: set[str], parts: list[str]) -> None:
    """Čl. 5 st. 2, a reading: no agreement serves a stay beyond its time."""
    assert codes([agreement(*parts)]) == found


def test_an_agreement_without_end_has_no_last_day() -> None:
    assert codes([agreement(condition(BEYOND), end=None)]) == set()
    assert codes([agreement(condition("first_day < '2018-02-01'"), end=None)]) == {"condition-unmeetable"}


@pytest.mark.parametrize("halt", ["terminated", "suspended"])
def test_that_an_agreement_was_ended_is_no_fault_of_its_conditions(halt: str) -> None:
    ended = f'{halt} = {{ date = 2019-07-01, reason = "čl. 9" }}'
    assert codes([agreement(ended, condition("grade_average >= 3", "first_day >= '2019-09-01'"))]) == set()


@pytest.mark.parametrize(
    ("found", "requires", "applies"),
    [
        (set(), "first_day >= '2018-08-02'", OUT),
        (set(), "first_day <= '2019-07-30'", OUT),
        ({"condition-always-met"}, "first_day >= '2018-08-01'", OUT),
        ({"condition-always-met"}, "first_day <= '2019-07-31'", OUT),
        ({"condition-always-met"}, "first_day <= '2019-07-31'", "participant == 'staff'"),
        (set(), "first_day <= '2019-07-31'", None),
        (set(), "first_day <= '2019-07-31'", "direction == 'incoming' and participant == 'student'"),
        ({"condition-unmeetable"}, "first_day > '2019-07-31'", OUT),
        ({"condition-never-applies"}, "grade_average >= 3", f"{OUT} and first_day < '2018-08-01'"),
        ({"condition-never-applies"}, "grade_average >= 3", f"{OUT} and last_day < '2018-08-01'"),
        (set(), "last_day <= '2019-07-31'", OUT),
    ],
)
def test_stays_begin_in_the_academic_year_of_their_call(found: set[str], requires: str, applies: str | None) -> None:
    """Čl. 11 st. 1 binds students who go, and čl. 22 st. 2 staff; how long they last beyond it the call does not say."""
    assert codes([call(condition(requires, applies), offers="[]")]) == found


@pytest.mark.parametrize(
    ("found", "applies"),
    [
        (set(), BEYOND),
        ({"condition-never-applies"}, f"{BEYOND} and not freemover and not in_network"),
        (set(), f"{BEYOND} and freemover"),
        ({"condition-never-applies"}, "first_day >= '2020-10-01' and last_day < '2020-10-01'"),
    ],
)
def test_who_needs_no_agreement_is_not_bound_to_its_time(found: set[str], applies: str) -> None:
    """Under CEEPUS freemovers and networks go without one (čl. 2 st. 9, a reading)."""
    assert codes([agreement(condition("grade_average >= 3", applies), programme="ceepus")]) == found


@pytest.mark.parametrize("noun", ["agreement", "call"])
@pytest.mark.parametrize("code", ["condition-never-applies", "condition-unmeetable"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_time_is_why_is_said(code: str, noun: str, language: str) -> None:
    asked = ("grade_average >= 3", f"{OUT} and {BEYOND}") if code == "condition-never-applies" else (BEYOND, OUT)
    file = agreement(condition(*asked)) if noun == "agreement" else call(condition(*asked), offers="[]")
    (remark,) = inspected([file]).remarks
    words = catalogue(language, Host.discover(strict=True))
    told = RemarkTeller(words=words, law=LawTeller.of(book([]).rulebook("erasmus", date(2018, 10, 1)), words))
    assert words.text("remarks", code, "say_timed", core="").strip() in told.message(remark)
    assert [one.facts for one in remark.core].count(("first_day",)) == 2, "its own and that of the file"


@pytest.mark.parametrize(
    ("found", "requires", "applies"),
    [
        pytest.param({"condition-against-law"}, "stay <= '90 days'", f"{OUT} and kind == 'study'", id="student"),
        pytest.param(set(), "stay <= '3 months'", f"{OUT} and kind == 'study'", id="three months are meant"),
        pytest.param(set(), "stay <= '30 days'", "participant == 'staff'", id="staff is counted in days"),
    ],
)
def test_a_limit_in_days_for_a_stay_that_is_counted_in_months_is_found(
    found: set[str], requires: str, applies: str
) -> None:
    """Of a stay that is counted in months, no number of days makes one. How it is counted is no part of the dispute."""
    remarks = inspected([agreement(condition(requires, applies))]).remarks
    assert {one.code for one in remarks} == found
    assert not [part for one in remarks for part in one.core if "999999" in str(part)]


def test_everything_wrong_with_a_file_is_found_at_once() -> None:
    file = agreement(
        places(kind="project"),
        places(persons=0),
        term("duration.minimum", '"1 month"'),
        term("duration.maximum", '"2 months"', STUDENTS),
        condition("grades >= 3", None, "a"),
        condition("year_of_study >= 4 and year_of_study <= 3", STUDENTS, "b"),
    )
    assert codes([file]) == {
        "place-kind-unknown",
        "place-empty",
        "unlawful-override",
        "minimum-above-maximum",
        "unknown-fact",
        "condition-unmeetable",
    }


def test_a_mistaken_condition_is_not_analysed_as_if_it_were_another() -> None:
    assert codes([agreement(condition("grade_average >= 3 and nobody", "kind == 'study' and kind == 'thesis'"))]) == {
        "unknown-fact"
    }


# ---------------------------------------------------------------------- what shows it


def test_the_witness_is_a_dossier_that_both_conditions_concern() -> None:
    first, second = "kind == 'traineeship' or cycle == 'second'", "cycle != 'first'"
    remark = only(agreement(condition("ects >= 30", first, "a"), condition("ects <= 20", second, "b")))
    assert remark.code == "conditions-contradict"
    assert remark.witness is not None
    assert [evaluate(parse(text), remark.witness, {}) for text in (first, second)] == [True, True]
    assert {str(place) for place in (remark.place, *remark.others)} == {
        "agreement.toml:11: conditions[0].requires",
        "agreement.toml:17: conditions[1].requires",
    }


def test_a_minimum_above_a_maximum_names_both_figures_and_whom_they_meet_in() -> None:
    remark = next(
        one
        for one in inspected([agreement(term("duration.maximum", '"2 months"', "kind != 'teaching'"))]).remarks
        if one.subject == "duration.maximum"
    )
    assert remark.code == "minimum-above-maximum"
    told: Any = remark.parts
    assert (str(told["least"].value), str(told["most"].value)) == ("3 months", "2 months")
    assert remark.witness is not None
    assert remark.witness["participant"] == "student"
    assert remark.citation is not None
    assert "čl. 9" in remark.citation.at


def test_the_programmes_own_minimum_counts_too() -> None:
    figures = {
        remark.parts["minimum"]
        for remark in inspected([agreement(term("duration.maximum", '"1 month"', STUDENTS))]).remarks
    }
    assert figures == {"duration.minimum", "erasmus.duration.minimum"}


def test_what_excludes_each_other_is_told_by_its_parts() -> None:
    remark = only(agreement(condition("year_of_study >= 4 and ects >= 20 and year_of_study < 4", STUDENTS)))
    assert remark.core == (parse("year_of_study >= 4"), parse("year_of_study < 4"))


# ---------------------------------------------------------------------- editions


BOTH = {"start": "2018-02-01", "end": "2024-09-30"}


def test_what_never_applies_in_one_edition_may_apply_in_another() -> None:
    later = condition("grade_average >= 3", "edition == '2021-2027'")
    assert codes([agreement(later)]) == {"condition-never-applies"}
    assert codes([agreement(later, **BOTH)]) == set()


def test_what_nobody_can_meet_in_one_edition_is_wrong_though_another_lets_it_pass() -> None:
    short = term("duration.maximum", '"2 months"', "kind == 'traineeship' and direction == 'incoming'")
    assert codes([agreement(short, start="2021-02-01", end="2024-09-30")]) == set()
    whole = term("duration.maximum", '"2 months"', "kind == 'study' and direction == 'incoming'")
    assert codes([agreement(whole, start="2021-02-01", end="2024-09-30")]) == set()
    remarks = inspected([agreement(whole, **BOTH)]).remarks
    assert {(one.code, one.editions) for one in remarks} == {("minimum-above-maximum", ("2014-2020",))}


def test_what_is_found_in_every_edition_names_none() -> None:
    remark = only(agreement(condition("year_of_study >= 4 and year_of_study < 4", STUDENTS), **BOTH))
    assert remark.editions == ()


@pytest.mark.parametrize(("day", "found"), [("2019-01-01", {"minimum-above-maximum"}), ("2023-01-01", set())])
def test_with_a_day_the_law_of_that_day_alone_is_looked_at(day: str, found: set[str]) -> None:
    whole = term("duration.maximum", '"2 months"', "kind == 'study' and direction == 'incoming'")
    file = agreement(whole, **BOTH)
    remarks = Analyst(book([file]), date.fromisoformat(day)).agreement(parse_agreement(file.text, "a.toml")).remarks
    assert {one.code for one in remarks} == found


# ---------------------------------------------------------------------- calls


@pytest.mark.parametrize(
    ("found", "requires", "applies"),
    [
        pytest.param({"call-against-agreement"}, "cycle == 'second'", STUDENTS, id="none of the places"),
        pytest.param(set(), "cycle in ('first', 'second')", STUDENTS, id="some of them"),
        pytest.param(set(), "cycle == 'second'", "kind == 'traineeship'", id="whom the agreement has no places for"),
    ],
)
def test_a_call_that_asks_what_nobody_meets_for_whom_there_are_places(
    found: set[str], requires: str, applies: str
) -> None:
    """Čl. 11 st. 1: a call is in line with its agreement."""
    first = agreement(places(cycles='["first"]'), start="2018-08-01")
    assert codes([call(condition(requires, applies)), first]) == found


def test_a_call_beside_several_agreements_is_held_against_each() -> None:
    long = agreement(condition("stay >= '5 months'", STUDENTS, "long"))
    other = File("agreement", agreement().text.replace('id = "a"', 'id = "b"'))
    asked = call(condition("stay <= '4 months'", STUDENTS, "short"), offers='["a", "b"]')
    (remark,) = inspected([asked, long, other]).remarks
    assert remark.code == "call-against-agreement"
    assert remark.parts["rule"] == "a.long"


def test_only_agreements_that_a_call_offers_are_held_against_it() -> None:
    ended = agreement(end="2018-12-31")
    assert codes([call(offers='["a"]'), ended]) == {"agreement-ends-too-early"}
    assert (
        codes([File("call", call().text.replace('agreements = ["a"]\n', "").replace('agreements = ["a"]', "")), ended])
        == set()
    )


@pytest.mark.parametrize("halt", ["terminated", "suspended"])
def test_a_halt_ends_an_agreement_the_day_before(halt: str) -> None:
    def halted(day: str) -> File:
        return agreement(f'{halt} = {{ date = {day}, reason = "r" }}')

    assert codes([call(), halted("2019-08-01")]) == set()
    assert codes([call(), halted("2019-07-31")]) == {"agreement-ends-too-early"}


# ---------------------------------------------------------------------- laws


REGULATION = """
[regulation]
id = "example"
source = "Rulebook"
institution = "sum.ba"
country = "BA"

[[provisions]]
key = "stay.shortest"
type = "span"
cites = "art. 9(1)"
stricter = "higher"

[[provisions.values]]
value = "3 months"
applies = "{applies}"

[[rules]]
id = "stay.shortest"
topic = "duration"
cites = "art. 9(1)"
requires = "stay >= stay.shortest"
{more}
"""


def law(more: str = "", applies: str = STUDENTS) -> File:
    return File("regulation", REGULATION.format(applies=applies, more=more))


def a_rule(requires: str, applies: str = STUDENTS) -> str:
    return (
        f'[[rules]]\nid = "x"\ntopic = "duration"\ncites = "art. 1"\nrequires = "{requires}"\napplies = "{applies}"\n'
    )


def limit(key: str, comparison: str, value: int) -> str:
    """A figure of a law, and the rule that bears its key."""
    figure = f'[[provisions]]\nkey = "{key}"\ntype = "number"\nunit = "ects"\ncites = "art. 1"\nvalue = {value}\n'
    return figure + (
        f'[[rules]]\nid = "{key}"\ntopic = "documents"\ncites = "art. 1"\nrequires = "ects {comparison} {key}"\n'
    )


@pytest.mark.parametrize(("least", "found"), [(31, ["minimum-above-maximum"]), (30, [])])
def test_a_minimum_above_its_maximum_is_told_of_a_law_once(least: int, found: list[str]) -> None:
    """That nobody can meet the two rules is the same mistake."""
    said = limit("load.minimum", ">=", least) + limit("load.maximum", "<=", 30)
    assert [one.code for one in inspected([law(said)]).remarks] == found


@pytest.mark.parametrize(
    ("code", "file"),
    [
        (None, law()),
        (None, law(applies="programme == 'ceepus'")),
        (None, law(a_rule("stay <= '12 months'"))),
        ("term-never-applies", law(applies="programme == 'ceepus' and programme == 'erasmus'")),
        ("condition-never-applies", law(a_rule("ects >= 20", "cycle == 'first' and participant == 'staff'"))),
        ("condition-unmeetable", law(a_rule("ects >= 20 and ects < 20"))),
        ("conditions-contradict", law(a_rule("stay <= '2 months'"))),
        ("condition-implied", law(a_rule("stay >= '2 months'"))),
        ("condition-always-met", law(a_rule("kind == kind"))),
    ],
)
def test_a_law_is_held_to_the_same(code: str | None, file: File) -> None:
    assert codes([file]) == ({code} if code else set())


def test_a_paper_that_falls_to_nobody_is_found() -> None:
    paper = '[[documents]]\ntype = "x"\nphase = "before"\ncites = "art. 1"\napplies = "kind == \'study\' and kind == \'thesis\'"'
    assert codes([law(paper)]) == {"condition-never-applies"}


def test_a_rule_that_rests_on_a_value_of_nobody_is_found_with_it() -> None:
    file = law(applies="staff_category == 'teaching' and participant == 'student'")
    assert codes([file]) == {"term-never-applies", "condition-never-applies"}


def test_the_pages_link_to_what_is_there() -> None:
    for page in PAGES.glob("*.md"):
        targets = re.findall(r"\]\(([^)#]+)\)", re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S))
        assert not [one for one in targets if not (page.parent / one).exists()], page


# ---------------------------------------------------------------------- the ways in


def test_what_a_dossier_rests_on_is_told_once_each() -> None:
    given = parse_agreement(agreement(places(persons=0), end="2018-12-31").text, "agreement.toml")
    asked = parse_call(call().text, "call.toml")
    analyst = Analyst(book([]))
    assert [one.code for one in analyst.used(given, asked)] == ["place-empty", "agreement-ends-too-early"]
    assert [one.code for one in analyst.used(given, None)] == ["place-empty"]
    assert analyst.used(None, None) == ()


def test_who_asks_once_needs_no_analyst() -> None:
    given = parse_agreement(agreement(places(persons=0), end="2018-12-31").text, "agreement.toml")
    asked = parse_call(call().text, "call.toml")
    law = book([])
    assert [one.code for one in analyse_agreement(law, given)] == ["place-empty"]
    assert {one.code for one in analyse_agreement(law, given, [asked])} == {"place-empty", "agreement-ends-too-early"}
    assert [one.code for one in analyse_call(law, asked, [given])] == ["agreement-ends-too-early"]
    assert [one.code for one in analyse_call(law, asked, [])] == ["call-agreement-unknown"]
    assert analyse_call(law, asked) == ()


def test_asking_again_gives_the_same_answers() -> None:
    given = parse_agreement(agreement(condition("ects >= 3 and ects < 3"), term("duration.maximum", '"1 month"')).text)
    analyst = Analyst(book([]))
    assert analyst.agreement(given) == analyst.agreement(given) == Analyst(book([])).agreement(given)


def test_an_agreement_and_its_call_may_bear_the_same_id() -> None:
    given = agreement(condition("year_of_study >= 4", STUDENTS))
    asked = File("call", call("", condition("year_of_study <= 3", STUDENTS)).text.replace('id = "c"', 'id = "a"'))
    (remark,) = inspected([asked, given]).remarks
    assert (remark.place.file, remark.place.line) == ("call.toml", 12)
    assert [(one.file, one.line) for one in remark.others] == [("agreement.toml", 11)]
