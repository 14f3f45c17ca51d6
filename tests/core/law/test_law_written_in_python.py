"""Who writes law in Python says what matters; the rest is as the documentation of each class has it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from attrs import NOTHING, evolve, fields

from mobilnost.grammar import SPAN, TRUE, Absence, Node, parse
from mobilnost.law import (
    Article,
    Authority,
    Candidate,
    Citation,
    Clause,
    Component,
    Confidence,
    Counting,
    DatedValue,
    Edition,
    Effective,
    Figure,
    Instalment,
    Layer,
    Mode,
    Origin,
    Override,
    Passage,
    Payer,
    Per,
    Permission,
    Permit,
    Programme,
    Provision,
    Rate,
    Reference,
    Resolution,
    Stricter,
    Taper,
    Use,
    value_of,
)
from mobilnost.model import CallAct, Ending, Kind, Phase, Place, Span
from mobilnost.rules import (
    Contribution,
    DocumentRequirement,
    Each,
    FactDefinition,
    Home,
    Obligation,
    Outcome,
    Procedure,
    Rule,
    StandingDuty,
    Step,
    Topic,
)
from mobilnost.rules.orderly import disorders

WHEN = "kind == 'study'"
CITED = Citation(source="Guide")
ORIGIN = Origin(layer="call", citation=CITED)
PASSAGE = Passage(article=9)
PROVISION = Provision(key="duration.maximum", type=SPAN, citation=CITED)
ANY_DAY = {"valid_from": None, "valid_to": None}
#: What somebody is said to be, and what follows where nothing else is said.
LEAST = (
    (CITED, {"at": "", "reading": False}),
    (ORIGIN, {"layer": Layer.CALL, "place": None}),
    (Reference(name="Guide"), {"address": None, "about": None, "dated": None, "confidence": Confidence.PAGE}),
    (Candidate(value=Span(3), origin=ORIGIN), {"applies": TRUE, "also": ()}),
    (Effective(value=None, winner=None), {"beaten": (), "missing": ()}),
    (Figure(provision=PROVISION, candidates=()), {"exhaustive": False}),
    (Resolution(figures={}), {"waived": {}, "problems": ()}),
    (Edition(id="2014-2020", valid_from=dt.date(2014, 1, 1)), {"valid_to": None, "source": None}),
    (Counting(strategy="actual-days"), {"applies": TRUE}),
    (
        Programme(code="p"),
        {
            "names": {},
            "kinds": tuple(Kind),
            "editions": (),
            "counting": (Counting(strategy="calendar-months"),),
            "closures": (),
            "source": None,
            "sources": (),
        },
    ),
    (Permission(layer="call"), {"layer": Layer.CALL, "mode": Mode.REPLACE, "applies": TRUE, "citation": None}),
    (
        DatedValue(value=Span(3)),
        {**ANY_DAY, "applies": TRUE, "citation": None, "reviewed": None, "place": None},
    ),
    (
        PROVISION,
        {
            "authority": Authority.UNIVERSITY,
            "values": (),
            "permissions": (),
            "stricter": None,
            "setting": False,
            "words": (),
            "used_by": (),
            "place": None,
        },
    ),
    (
        Override(key="a.b", value=3, origin=ORIGIN),
        {"mode": None, "optional": False, "applies": TRUE, "applies_place": None},
    ),
    (
        Rate(amount=Decimal(3), citation=CITED),
        {
            **ANY_DAY,
            **dict.fromkeys(("currency", "km_from", "km_to", "day_from", "day_to", "reviewed", "place")),
            "applies": TRUE,
        },
    ),
    (
        Component(id="c", per="month", payer="sending", citation=CITED),
        {
            "per": Per.MONTH,
            "payer": Payer.SENDING,
            "applies": TRUE,
            "exclusive": None,
            "rates": (),
            "rate_by": None,
            "payer_by": None,
            "taper": (),
            "permits": (),
            "place": None,
        },
    ),
    (
        Rule(id="r", topic="duration", citation=CITED, requires=WHEN),
        {
            "topic": Topic.DURATION,
            "requires": parse(WHEN),
            "applies": TRUE,
            "authority": Authority.UNIVERSITY,
            "layer": Layer.REGULATION,
            "curable": False,
            "note": None,
            "place": None,
            "applies_place": None,
        },
    ),
    (
        DocumentRequirement(type="t", phase="before", citation=CITED),
        {
            "phase": "before",
            "applies": TRUE,
            "due": None,
            "issuer": None,
            "signatories": (),
            "languages": (),
            "authority": Authority.UNIVERSITY,
            "layer": Layer.REGULATION,
            "place": None,
        },
    ),
    (
        Obligation(id="o", who="student", citation=CITED, due="last_day"),
        {
            "due": parse("last_day"),
            "to": None,
            "applies": TRUE,
            "evidence": (),
            "may_wait": None,
            "authority": Authority.UNIVERSITY,
            "layer": Layer.REGULATION,
            "place": None,
        },
    ),
    (
        Contribution(),
        dict.fromkeys(
            (
                *("provisions", "rules", "overrides", "documents", "obligations", "duties"),
                *("components", "instalments", "procedures"),
            ),
            (),
        ),
    ),
    (Taper(percent=Decimal(70), citation=CITED), {"day_from": 1, "day_to": None}),
    (Permit(provision="a.b"), {"applies": TRUE}),
    (Instalment(id="i", obligations=("o",), citation=CITED), {"percent_by": None, "place": None}),
    (
        Step(id="s", role="office", citation=CITED),
        {
            **dict.fromkeys(("after", "unless", "topics", "rules", "documents", "produces"), ()),
            **dict.fromkeys(("not_before", "waivable", "final", "call", "place")),
            "phase": "before",
            "applies": TRUE,
            "recognition": False,
        },
    ),
    (
        Procedure(id="p", citation=CITED, steps=()),
        {"applies": TRUE, "authority": Authority.UNIVERSITY, "layer": Layer.REGULATION, "place": None},
    ),
    (
        FactDefinition(name="f", type=SPAN, compute=lambda case: case.stay, meaning="its length"),
        {"required": False, "source": None, "supplied_by": None, "otherwise": None},
    ),
    (Home(institution="sum.ba", country="BA"), {"units": frozenset(), "affiliated": frozenset(), "semesters": ()}),
    (PASSAGE, {"letter": "", "paragraph": None, "after": False, "indent": None, "point": None}),
    (Clause(passage=PASSAGE), {"people": (), "facts": (), "papers": (), "rules": (), "place": None}),
    (Article(number=9, clauses=()), {"letter": "", "names": {}, "place": None}),
    (
        StandingDuty(id="d", who="unit", each="unit", citation=CITED, yearly="a.b"),
        {**dict.fromkeys(("to", "holder", "committee", "within", "languages", "place")), "passes": False},
    ),
    (
        StandingDuty(id="d", who="rector", each="university", citation=CITED, holder="vice_rector"),
        {**dict.fromkeys(("to", "yearly", "committee", "within", "languages", "place")), "passes": False},
    ),
)


@pytest.mark.parametrize(("made", "expected"), LEAST, ids=[type(made).__name__ for made, _ in LEAST])
def test_what_is_not_said_is_as_documented(made: Any, expected: dict[str, Any]) -> None:
    assert {name: getattr(made, name) for name in expected} == expected
    optional = {one.name for one in fields(type(made)) if one.default is not NOTHING}
    assert optional <= expected.keys() | {"yearly", "holder"}, "and everything that may be left out stands here"


CONDITIONAL = (
    Counting(strategy="actual-days", applies=WHEN),
    Permission(layer="call", mode="tighten", applies=WHEN),
    DatedValue(value=Span(3), applies=WHEN),
    Override(key="a.b", value=3, origin=ORIGIN, applies=WHEN),
    Rate(amount=Decimal(3), citation=CITED, applies=WHEN),
    Permit(provision="a.b", applies=WHEN),
    Component(id="c", per="month", payer="sending", citation=CITED, applies=WHEN),
    Rule(id="r", topic="duration", citation=CITED, requires="blended", applies=WHEN),
    DocumentRequirement(type="t", phase="before", citation=CITED, applies=WHEN, due="last_day"),
    Obligation(id="o", who="student", citation=CITED, due="last_day", applies=WHEN),
    Step(id="s", role="office", citation=CITED, applies=WHEN),
    Procedure(id="p", citation=CITED, steps=(), applies=WHEN),
)


@pytest.mark.parametrize("made", CONDITIONAL, ids=lambda one: type(one).__name__)
def test_conditions_are_written_as_text_and_read_at_once(made: Any) -> None:
    assert isinstance(made.applies, Node)
    assert made.applies == parse(WHEN)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (Permission(layer="agreement", mode="tighten").mode, Mode.TIGHTEN),
        (Provision(key="a.b", type=SPAN, citation=CITED, authority="programme").authority, Authority.PROGRAMME),
        (Provision(key="a.b", type=SPAN, citation=CITED, stricter="lower").stricter, Stricter.LOWER),
        (Reference(name="Guide", confidence="weak").confidence, Confidence.WEAK),
        (
            Rule(id="r", topic="funding", citation=CITED, requires=WHEN, authority="programme").authority,
            Authority.PROGRAMME,
        ),
        (Rule(id="r", topic="funding", citation=CITED, requires=WHEN, layer="call").layer, Layer.CALL),
        (DocumentRequirement(type="t", phase="after", citation=CITED, due="last_day").due, parse("last_day")),
        (StandingDuty(id="d", who="unit", each="unit", citation=CITED, yearly="a.b").each, Each.UNIT),
        (Step(id="s", role="office", citation=CITED, phase="after").phase, Phase.AFTER),
        (Step(id="s", role="office", citation=CITED, topics=("funding",)).topics[0], Topic.FUNDING),
        (Step(id="s", role="office", citation=CITED, final="refused").final, Ending.REFUSED),
        (Step(id="s", role="office", citation=CITED, call="selected").call, CallAct.SELECTED),
        (Step(id="s", role="office", citation=CITED, not_before="last_day").not_before, parse("last_day")),
        (Procedure(id="p", citation=CITED, steps=(), authority="programme").authority, Authority.PROGRAMME),
        (Procedure(id="p", citation=CITED, steps=(), layer="call").layer, Layer.CALL),
    ],
)
def test_words_may_be_written_as_text(written: Any, meant: Any) -> None:
    assert (written, type(written)) == (meant, type(meant))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (Permission, {"layer": "everybody"}),
        (Permission, {"layer": "call", "mode": "ignore"}),
        (Origin, {"layer": "everybody", "citation": CITED}),
        (Reference, {"name": "Guide", "confidence": "certain"}),
        (Provision, {"key": "a.b", "type": SPAN, "citation": CITED, "authority": "nobody"}),
        (Provision, {"key": "a.b", "type": SPAN, "citation": CITED, "stricter": "harder"}),
        (Rate, {"amount": 3, "citation": CITED, "applies": "1 +"}),
        (Component, {"id": "c", "per": "mile", "payer": "sending", "citation": CITED}),
        (Component, {"id": "c", "per": "month", "payer": "nobody", "citation": CITED}),
        (Rule, {"id": "r", "topic": "weather", "citation": CITED, "requires": WHEN}),
        (Rule, {"id": "r", "topic": "duration", "citation": CITED, "requires": WHEN, "authority": "nobody"}),
        (Rule, {"id": "r", "topic": "duration", "citation": CITED, "requires": WHEN, "layer": "nobody"}),
        (DocumentRequirement, {"type": "t", "phase": "never", "citation": CITED}),
        (StandingDuty, {"id": "d", "who": "unit", "each": "dean", "citation": CITED, "yearly": "a.b"}),
        (Step, {"id": "s", "role": "office", "citation": CITED, "phase": "never"}),
        (Step, {"id": "s", "role": "office", "citation": CITED, "final": "happily"}),
        (Step, {"id": "s", "role": "office", "citation": CITED, "call": "sung"}),
        (Procedure, {"id": "p", "citation": CITED, "steps": (), "authority": "nobody"}),
        (Procedure, {"id": "p", "citation": CITED, "steps": (), "layer": "nobody"}),
    ],
)
def test_a_word_that_nobody_knows_is_refused_where_it_is_written(made: Any, words: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        made(**words)


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        (Authority, "university programme"),
        (Confidence, "official page weak"),
        (Stricter, "higher lower"),
        (Per, "month day hour journey stay travel-cost in-kind"),
        (Payer, "sending receiving programme-country unit participant agreement"),
        (Topic, "eligibility duration funding documents procedure"),
        (Outcome, "met unmet unknown not_applicable waived"),
        (Use, "selection enrolment information papers funding recognition appeals"),
    ],
)
def test_the_words_of_law_files_and_reports_stay_what_they_are(vocabulary: Any, words: str) -> None:
    """Law files, reports and plugins are written in them."""
    assert [str(one) for one in vocabulary] == words.split()


def test_what_is_wrong_with_a_procedure_without_a_file_is_told_of_its_source() -> None:
    step = Step(id="s", role="office", citation=CITED, after=("never",))
    found = list(disorders(Procedure(id="p", citation=CITED, steps=(step,))))
    assert [(one.kind, one.place) for one in found] == [
        ("unknown-step", Place(CITED.source, None, "s")),
        ("procedure-endless", Place(CITED.source, None, "p")),
    ]


def test_an_absence_may_be_said_as_a_word_or_as_itself() -> None:
    for absence in Absence:
        assert value_of(PROVISION, absence.value) is value_of(PROVISION, absence) is absence


def test_of_several_counts_the_first_that_applies_is_used_and_else_the_last() -> None:
    counts = (
        Counting(strategy="actual-days", applies="participant == 'staff'"),
        Counting(strategy="commission-360", applies="participant == 'student' and kind == 'study'"),
        Counting(strategy="calendar-months", applies="kind == 'study'"),
    )
    programme = Programme(code="p", counting=counts)
    assert programme.strategy({"participant": "staff", "kind": "study"}) == "actual-days"
    assert programme.strategy({"participant": "student", "kind": "study"}) == "commission-360"
    assert programme.strategy({"participant": "student", "kind": "thesis"}) == "calendar-months"
    assert programme.strategy({}) == "calendar-months"
    assert Programme(code="p", counting=counts[:1]).strategy({"participant": "student"}) == "actual-days"


@pytest.mark.parametrize(
    "made",
    [Programme(code="p", names={"en": "Programme"}), Article(number=9, names={"en": "How long"}, clauses=())],
    ids=lambda one: type(one).__name__,
)
def test_what_has_names_in_several_languages_can_be_kept_in_a_set(made: Any) -> None:
    """The names do not tell two of them apart there; their being equal does."""
    assert {made, made} == {made}
    assert evolve(made, names={}) != made
