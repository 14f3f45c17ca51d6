"""A lawbook gives one rulebook for one set of circumstances, chosen by dates, and refuses what the law forbids."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from attrs import evolve
from pravilnik.cases import INSTITUTIONS, agreement, call, decision, outgoing, term
from rulebooks import ON, PROGRAMMES, D, assessed, book, entry, kinds, lawbook, may, problems, provision, rule

import mobilnost as m
from mobilnost.grammar import FALSE
from mobilnost.model import Closure, Settings

MAXIMUM = provision("duration.maximum", "12 months", may_set=[may("agreement"), may("call")], stricter="lower")
LIMIT = rule("stay <= duration.maximum", "duration.maximum")
BEYOND = "stay > duration.maximum"
MAY_ADD = provision("eligibility.conditions", [], "list of text", may_set=[may("agreement", "extend")])


def condition(id: str = "average", requires: str = "grade_average >= 3", **more: Any) -> str:
    return entry("conditions", id=id, requires=requires, clause="6", **more)


# ---------------------------------------------------------------------- one rulebook for one set of circumstances


def test_reading_an_agreement_anew_for_every_question_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mobilnost.lawbook.MOST_RULEBOOKS", 3)
    law = lawbook(MAXIMUM)
    asked = [law.rulebook("erasmus", D(2018, 10, 1), agreement=agreement()) for _ in range(5)]
    gone = [weakref.ref(one) for one in asked]
    del asked
    gc.collect()
    assert [one() is None for one in gone] == [True, True, False, False, False]


def test_the_same_circumstances_give_the_very_same_rulebook() -> None:
    law, given = lawbook(MAXIMUM), agreement()
    first = law.rulebook("erasmus", D(2018, 10, 1), agreement=given)
    assert law.rulebook("erasmus", D(2019, 3, 1), agreement=given) is first
    assert law.rulebook("erasmus", D(2018, 10, 1)) is not first
    assert law.rulebook("erasmus", D(2018, 10, 1), agreement=agreement()) is not first
    assert law.rulebook("ceepus", D(2018, 10, 1)) is not law.rulebook("erasmus", D(2018, 10, 1))


def test_agreements_that_set_other_values_share_the_compiled_code() -> None:
    law = lawbook(MAXIMUM, LIMIT)
    books = [
        law.rulebook("erasmus", D(2018, 10, 1), agreement=agreement(term("duration.maximum", value, cites="clause")))
        for value in ("3 months", "10 months")
    ]
    codes = [one.sets[0].code(one.figures, frozenset()) for one in books]
    assert codes[0] is codes[1]
    assert [m.assess(outgoing(), one, on=ON).verdict for one in books] == ["not_eligible", "eligible"]


def test_resolving_again_gives_the_same_law() -> None:
    given = agreement(term("duration.maximum", "10 months"))
    one, other = (book(MAXIMUM, LIMIT, agreement=given) for _ in range(2))
    assert (one.figures, one.rules, one.waived) == (other.figures, other.rules, other.waived)


def test_a_programme_that_is_not_loaded_is_an_error() -> None:
    with pytest.raises(KeyError):
        lawbook().rulebook("norplus", D(2018, 10, 1))


# ---------------------------------------------------------------------- dates choose


@pytest.mark.parametrize(
    ("day", "named", "edition"),
    [
        (D(2021, 12, 31), None, "2014-2020"),
        (D(2022, 1, 1), None, "2021-2027"),
        (D(2018, 10, 1), "2021-2027", "2021-2027"),
        (D(2013, 12, 31), None, None),
    ],
)
def test_the_call_names_the_edition_or_else_the_first_day_does(day: D, named: str | None, edition: str | None) -> None:
    given = call(edition=named) if named else None
    found = book(day=day, call=given).edition
    assert (found.id if found else None) == edition


def test_an_edition_that_nobody_knows_is_refused_at_its_line() -> None:
    (problem,) = problems(call=call(edition="1999"))
    assert (problem.kind, problem.found, problem.expected) == ("unknown-edition", "1999", "2014-2020, 2021-2027")
    assert (problem.place.file, problem.place.line is not None) == ("call.toml", True)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (D(2018, 9, 30), "none"),
        (D(2018, 10, 1), "3 months"),
        (D(2019, 6, 30), "3 months"),
        (D(2019, 7, 1), "4 months"),
        (D(9999, 1, 1), "4 months"),
    ],
)
def test_a_dated_value_stands_from_its_first_day_to_its_last(day: D, value: str) -> None:
    values = [
        {"value": "3 months", "valid_from": D(2018, 10, 1), "valid_to": D(2019, 6, 30)},
        {"value": "4 months", "valid_from": D(2019, 7, 1), "valid_to": D(9999, 12, 31)},
    ]
    law = lawbook(provision("duration.minimum", None, values=values))
    for other in (D(2018, 1, 1), D(2018, 12, 1), D(2020, 1, 1), day):  # whatever was asked before
        figure = law.rulebook("erasmus", other).figures["duration.minimum"]
    settled = figure.settled
    assert (settled.value if isinstance(settled, m.Absence) else str(settled)) == value


# ---------------------------------------------------------------------- closures


CLOSED = {"since": D(2018, 9, 1), "until": D(2018, 12, 31), "reason": "war"}


@pytest.mark.parametrize("what", [{"programme": "erasmus"}, {"country": "HR"}, {"institution": "uniri.hr"}])
@pytest.mark.parametrize(
    ("first_day", "closed"),
    [(D(2018, 8, 31), False), (D(2018, 9, 1), True), (D(2018, 12, 31), True), (D(2019, 1, 1), False)],
)
@pytest.mark.parametrize("speaker", ["office", "programme"])
def test_no_stay_begins_while_something_is_closed(
    what: dict[str, Any], first_day: D, closed: bool, speaker: str
) -> None:
    closure = Closure(**what, **CLOSED)
    settings = Settings(institution="sum.ba", country="BA", closures=(closure,) if speaker == "office" else ())
    closing = (closure,) if speaker == "programme" else ()
    laws = [m.ProgrammeLaw(programme=evolve(one, closures=closing)) for one in PROGRAMMES]
    assessment = assessed(
        settings=settings, laws=laws, institutions=INSTITUTIONS, changes={"start": first_day, "end": D(2019, 6, 30)}
    )
    assert assessment.verdict == ("not_eligible" if closed else "eligible")
    (finding,) = assessment.findings
    assert (finding.rule.note, finding.authority) == ("war", "university" if speaker == "office" else "programme")


def test_a_closure_of_another_programme_or_country_touches_nobody_else() -> None:
    closures = (Closure(programme="ceepus", **CLOSED), Closure(country="RU", **CLOSED))
    settings = Settings(institution="sum.ba", country="BA", closures=closures)
    assert assessed(settings=settings, institutions=INSTITUTIONS).verdict == "eligible"


def test_office_and_programme_that_close_the_same_are_two_findings() -> None:
    closure = Closure(programme="erasmus", **CLOSED)
    settings = Settings(institution="sum.ba", country="BA", closures=(closure,))
    laws = [m.ProgrammeLaw(programme=evolve(PROGRAMMES[0], closures=(closure,)))]
    found = assessed(settings=settings, laws=laws).findings
    assert [(one.authority, one.outcome) for one in found] == [("programme", "unmet"), ("university", "unmet")]


# ---------------------------------------------------------------------- what instruments add


def test_a_condition_bears_the_id_of_its_instrument() -> None:
    assessment = assessed(MAY_ADD, agreement=agreement(condition()), changes={"grade_average": None})
    finding = assessment.finding("a.average")
    assert (finding.outcome, finding.missing, finding.rule.layer) == ("unknown", ("grade_average",), "agreement")
    assert (finding.citation.source, finding.citation.at, assessment.verdict) == ("a", "6", "incomplete")


def test_conditions_are_refused_from_whom_the_law_does_not_let_add_them() -> None:
    (problem,) = problems(MAY_ADD, call=call(condition()))
    assert (problem.kind, problem.article, problem.place.file) == ("unlawful-condition", "čl. 9 st. 1", "call.toml")
    assert kinds(MAY_ADD, agreement=agreement(condition())) == []
    assert kinds(agreement=agreement(condition())) == ["unlawful-condition"]


@pytest.mark.parametrize("applies", ["programme > 3", "edition < 3 or nobody_knows", "kind"])
def test_a_mistaken_circumstance_of_a_term_is_a_problem_and_no_crash(applies: str) -> None:
    given = agreement(term("duration.maximum", "3 months", applies=applies, cites="clause"))
    assert kinds(MAXIMUM, agreement=given)
    assert set(kinds(MAXIMUM, agreement=given)) <= {"wrong-literal", "unknown-fact", "not-a-condition"}


def test_what_is_refused_is_told_beside_the_law_that_stands_without_it() -> None:
    law = lawbook(MAXIMUM, LIMIT)
    given = agreement(term("duration.minimum", "1 month") + term("duration.maximum", "3 months", cites="clause"))
    book, refused = law.consider("erasmus", D(2018, 10, 1), agreement=given)
    assert [one.kind for one in refused] == ["unknown-provision"]
    assert str(book.figures["duration.maximum"].settled) == "3 months"


@pytest.mark.parametrize("applies", ["kind == ", "kind > 3"])
def test_a_term_whose_circumstance_cannot_be_meant_stands_nowhere(applies: str) -> None:
    given = agreement(term("duration.maximum", "3 months", applies=applies, cites="clause"))
    book, refused = lawbook(MAXIMUM, LIMIT).consider("erasmus", D(2018, 10, 1), agreement=given)
    assert refused
    winner = book.figures["duration.maximum"].effective({"kind": "study"}).winner
    assert winner is not None
    assert winner.origin.layer == "regulation"


@pytest.mark.parametrize(
    "parts", [{"requires": "1 /"}, {"requires": "nobody"}, {"applies": "1 /"}, {"applies": "stay"}]
)
def test_a_condition_that_cannot_be_meant_concerns_nobody(parts: dict[str, str]) -> None:
    book, refused = lawbook(MAY_ADD).consider("erasmus", D(2018, 10, 1), agreement=agreement(condition(**parts)))
    assert refused
    assert "a.average" not in book.rules or book.rules["a.average"].applies == FALSE


def test_the_mistakes_of_all_files_are_told_at_once() -> None:
    found = problems(
        MAXIMUM,
        MAY_ADD,
        call=call(term("duration.maximun", "1 month") + term("duration.maximum", "soon")),
        agreement=agreement(condition(requires="grade_average >= 'x'") + condition("other", "1 /")),
        decision=decision("duration.maximum", "duration.minimun"),
    )
    assert sorted((one.kind, one.place.file) for one in found) == [
        ("expression-syntax", "agreement.toml"),
        ("unknown-provision", "call.toml"),
        ("unknown-provision", "decision.toml"),
        ("unlawful-waiver", "decision.toml"),
        ("wrong-literal", "agreement.toml"),
        ("wrong-value", "call.toml"),
    ]
    assert all(one.place.line for one in found)
    assert {one.suggestion for one in found if one.kind == "unknown-provision"} == {"duration.maximum"}


def test_a_mistake_in_a_condition_or_a_scope_is_told_where_each_stands() -> None:
    given = agreement(condition(requires="nobody", applies="nothing") + term("duration.maximum", "2 months", "no_one"))
    found = problems(MAXIMUM, MAY_ADD, agreement=given)
    assert {(one.place.key, one.found) for one in found} == {
        ("conditions[0].requires", "nobody"),
        ("conditions[0].applies", "nothing"),
        ("terms[0].applies", "no_one"),
    }
    assert len({one.place.line for one in found}) == 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (rule("nobody"), "unknown-fact"),
        (provision("x.y", "1 month", may_set=[may("call", mode="extend")]), "wrong-value"),
        (rule("stay > nothing.here"), "unknown-provision"),
        (rule("stay > 3"), "wrong-literal"),
        (rule("1"), "wrong-literal"),
        (rule("blended", applies="stay"), "not-a-condition"),
        (MAXIMUM + provision("x.y", None, values=[{"value": "1 month", "applies": BEYOND}]), "not-a-fact"),
        (MAXIMUM + provision("x.y", "1 month", may_set=[may("call", applies=BEYOND)]), "not-a-fact"),
        (entry("documents", type="la", phase="before", cites="1", due="stay"), "unlike-types"),
        (entry("obligations", id="o", who="x", cites="1", due="'soon'"), "wrong-literal"),
        (provision("x.y", None, values=[{"value": "1 month"}, {"value": "2 months"}]), "conflict"),
    ],
)
def test_a_regulation_that_cannot_be_meant_is_refused_at_its_line(text: str, kind: str) -> None:
    (problem,) = problems(text)
    assert (problem.kind, problem.place.file, problem.place.line is not None) == (kind, "law.toml", True)


def test_nobody_takes_the_place_of_a_provision_by_using_its_name() -> None:
    stranger = provision("duration.maximum", "99 months").replace('cites = "čl. 9 st. 1"', 'cites = "p. 1"')
    (problem,) = problems(MAXIMUM, erasmus=stranger)
    assert (problem.kind, problem.place.file, problem.others[0].file) == ("duplicate", "erasmus.toml", "law.toml")


@pytest.mark.parametrize("setting", [True, False])
def test_settings_fill_in_what_is_marked_and_nothing_else(setting: bool) -> None:
    settings = Settings(institution="sum.ba", country="BA", provisions={"study.full_semester": "4 months"})
    law = provision("study.full_semester", "5 months", setting=setting)
    assert kinds(law, settings=settings) == ([] if setting else ["unlawful-override"])
    if setting:
        winner = book(law, settings=settings).figures["study.full_semester"].effective({}).winner
        assert winner is not None
        assert winner.origin.layer == "setting"


def test_a_waived_provision_is_waived_with_the_decision_that_did_it() -> None:
    law = provision("duration.minimum", "12 months", may_set=[may("decision", "waive")])
    law += rule("stay >= duration.minimum", "duration.minimum")
    assessment = assessed(law, decision=decision("duration.minimum"))
    finding = assessment.finding("duration.minimum")
    assert (finding.outcome, assessment.verdict) == ("waived", "eligible")
    assert finding.waived_by is not None
    assert (finding.waived_by.citation.source, finding.waived_by.citation.at) == ("d", "01-1/18")


@pytest.mark.parametrize(
    ("condition", "holds"),
    [("kind == 'study'", True), ("kind == 'training'", False), ("grade_average >= 5", False), ("ects >= 1", False)],
)
def test_a_decision_waives_only_where_the_condition_of_the_law_holds(condition: str, holds: bool) -> None:
    """What is not known of a dossier does not hold of it."""
    law = provision("duration.minimum", "12 months", may_set=[may("decision", "waive", condition)])
    law += rule("stay >= duration.minimum", "duration.minimum")
    if holds:
        assert assessed(law, decision=decision("duration.minimum")).verdict == "eligible"
        return
    with pytest.raises(m.InvalidData) as refused:
        assessed(law, decision=decision("duration.minimum"), changes={"courses": None})
    (problem,) = refused.value.problems
    assert (problem.kind, problem.place.file, problem.article) == ("waiver-out-of-scope", "decision.toml", "čl. 22")
    assert problem.expected == condition


def test_constants_may_be_compared_with_a_working_day() -> None:
    """The calendar comes with the dossier, so such a rule is decided then and not when it is loaded."""
    law = rule("last_day_after('2018-09-28', 1) < first_day")
    assert assessed(law).verdict == "not_eligible"
    assert assessed(law, changes={"start": D(2018, 10, 2)}).verdict == "eligible"
    assert assessed(rule("last_day_after('2018-09-28', 1) == '2018-10-01'")).verdict == "eligible"
