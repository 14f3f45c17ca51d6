"""Judging scenarios: by the very rulebook that judges dossiers, so that what holds here holds there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from attrs import define, evolve, field, fields, frozen

from mobilnost.assessment import Assessment, assess
from mobilnost.grammar import WrongValue
from mobilnost.law import Figure, Layer, Override, value_of
from mobilnost.lawbook import Lawbook
from mobilnost.model import InvalidData, Problem, Settings
from mobilnost.papers import DocumentState, PaperState
from mobilnost.rules import DocumentRequirement
from mobilnost.scenarios.scenario import NOT_OWED, Concern, Found, Scenario, Subject


@frozen(kw_only=True)
class Trial:
    """A scenario that was judged: what was found, and the assessment where it came to one.

    `problems` say why an instrument was refused, or that what the scenario is about does not exist.
    """

    scenario: Scenario
    found: Found
    assessment: Assessment | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def differences(self) -> tuple[tuple[str, object, object], ...]:
        """What is not as expected: its name, what must be found, and what was."""
        expected = self.scenario.expected
        pairs = ((one.name, getattr(expected, one.name), getattr(self.found, one.name)) for one in fields(Found))
        return tuple((name, wanted, found) for name, wanted, found in pairs if wanted is not None and wanted != found)

    @property
    def decisive(self) -> tuple[str, ...]:
        """What the verdict rests on, by id: rules that are unmet, else those that wait, else papers that are due."""
        if self.assessment is None:
            return ()
        return self.assessment.unmet or self.assessment.waiting or self._late

    @property
    def _late(self) -> tuple[str, ...]:
        papers = self.assessment.documents if self.assessment else ()
        return tuple(dict.fromkeys(one.type for one in papers if one.overdue))

    @property
    def holds(self) -> bool:
        """Whether everything was found as the scenario says."""
        stumbled = self.problems and self.scenario.expected.refused is None
        return not stumbled and not self.differences


@define
class Bench:
    """Judges scenarios by one law; a scenario of an office with other settings gets a lawbook of its own."""

    lawbook: Lawbook
    _books: list[tuple[tuple[object, ...], Lawbook]] = field(factory=list, init=False)

    def judge(self, scenario: Scenario) -> Trial:
        """What the law finds of a scenario."""
        mobility = scenario.dossier.mobility
        if mobility.programme not in self.lawbook.laws:
            problems = _unknown(scenario, mobility.programme, self.codes, "unknown-programme")
            return Trial(scenario=scenario, found=Found(), problems=problems)
        try:
            rulebook = self.book(scenario).rulebook(
                mobility.programme,
                scenario.dossier.first_day,
                agreement=scenario.agreement,
                call=scenario.call,
                decision=scenario.decision,
            )
            assessment = assess(scenario.dossier, rulebook, on=scenario.on, calendar=scenario.calendar)
        except InvalidData as error:
            kinds = [one.kind for one in error.problems]
            expected = scenario.expected.refused
            kind = expected if expected in kinds else kinds[0]
            return Trial(scenario=scenario, found=Found(refused=kind), problems=error.problems)
        return _trial(scenario, assessment)

    @property
    def codes(self) -> list[str]:
        """The programmes that are known."""
        return sorted(self.lawbook.laws)

    def book(self, scenario: Scenario) -> Lawbook:
        """The lawbook of a scenario's office, with what its programme sets in it."""
        settings, terms = scenario.settings or self.lawbook.settings, scenario.terms
        if settings is self.lawbook.settings and not terms:
            return self.lawbook
        code = scenario.dossier.mobility.programme if terms else None
        for known, book in self._books:
            if known == (settings, terms, code):
                return book
        book = self._made(settings, terms, code)
        self._books.append(((settings, terms, code), book))
        return book

    def _made(self, settings: Settings | None, terms: tuple[Override, ...], code: str | None) -> Lawbook:
        laws = self.lawbook.laws
        if code is not None:
            law = laws[code].law
            own = evolve(laws[code], law=evolve(law, overrides=(*law.overrides, *terms)))
            laws = {**laws, code: own}
        return Lawbook(
            regulation=self.lawbook.regulation,
            programmes=laws.values(),
            settings=settings,
            institutions=self.lawbook.institutions.values(),
            facts=self.lawbook.facts,
        )


def judge(scenario: Scenario, lawbook: Lawbook) -> Trial:
    """What a law finds of one scenario; whoever judges many keeps a `Bench`."""
    return Bench(lawbook).judge(scenario)


def _trial(scenario: Scenario, assessment: Assessment) -> Trial:
    """What an assessment finds of the subject; one that is not there is a problem with a suggestion, and so is a figure
    that is written as its provision never is.
    """
    subject = scenario.subject
    found = Found() if subject is None else _FINDERS[subject.concern](assessment, subject)
    if found is None and subject is not None:
        ids = _ids(assessment, subject.concern)
        problems = (
            _elsewhere(scenario, subject, assessment) if subject.id in ids else _unknown(scenario, subject.id, ids)
        )
        return Trial(scenario=scenario, found=Found(), assessment=assessment, problems=problems)
    found = evolve(found or Found(), verdict=assessment.verdict)
    try:
        scenario = evolve(scenario, expected=_typed(scenario, assessment))
    except WrongValue as error:
        problem = Problem("wrong-type", scenario.place, json.dumps(error.found, default=str), error.expected)
        return Trial(scenario=scenario, found=found, assessment=assessment, problems=(problem,))
    return Trial(scenario=scenario, found=found, assessment=assessment)


def _typed(scenario: Scenario, assessment: Assessment) -> Found:
    """What is expected, with its figure read as the provision's type has it. Raises `WrongValue`."""
    figure = _figure(assessment, scenario.subject) if scenario.subject else None
    raw = scenario.expected.value
    if raw is None or figure is None:
        return scenario.expected
    return evolve(scenario.expected, value=value_of(figure.provision, raw))


def _figure(assessment: Assessment, subject: Subject) -> Figure | None:
    """The figure of a provision, or the one that a rule tests: its limit, else the provision whose name it bears."""
    key: str | None = subject.id
    if subject.concern is Concern.RULE:
        rule = assessment.rulebook.rules.get(subject.id)
        key = (rule.limit or rule.id) if rule else None
    elif subject.concern is not Concern.PROVISION:
        key = None
    return assessment.rulebook.figures.get(key) if key else None


def _of_provision(assessment: Assessment, subject: Subject) -> Found | None:
    figure = _figure(assessment, subject)
    if figure is None:
        return None
    waived = figure.provision.key in assessment.rulebook.waived
    effective = figure.effective(assessment.facts)
    layer = effective.winner.origin.layer if effective.winner else None
    return Found(value=effective.value, set_by=Layer.DECISION if waived else layer)


def _of_rule(assessment: Assessment, subject: Subject) -> Found | None:
    if subject.id not in assessment.rulebook.rules:
        return None
    outcome = assessment.finding(subject.id).outcome.value
    figure = _of_provision(assessment, subject) or Found()
    return evolve(figure, finds=outcome)


def _of_document(assessment: Assessment, subject: Subject) -> Found | None:
    # What a list of the law adds is no paper of the rulebook: it is found among the states alone.
    papers: tuple[DocumentState | DocumentRequirement, ...] = (*assessment.rulebook.documents, *assessment.documents)
    known = [one for one in papers if one.type == subject.id and _meant(one, subject)]
    if not known:
        return None
    if subject.authority is None and any(one.authority is subject.nearer for one in known):
        subject = evolve(subject, authority=subject.nearer)
    states = [one for one in assessment.documents if one.type == subject.id and _meant(one, subject)]
    state = min(states, key=lambda one: one.state is PaperState.NOT_REQUIRED, default=None)
    if state is None:
        return Found(finds=PaperState.NOT_REQUIRED.value)
    return Found(
        finds=state.state.value, due=state.due, late=state.overdue, lacks=state.missing_signatures, who=state.issuer
    )


def _meant(paper: DocumentState | DocumentRequirement, subject: Subject) -> bool:
    """Whether a paper is the one that is meant, by phase and authority where the scenario names them."""
    return subject.phase in (None, paper.phase) and subject.authority in (None, paper.authority)


def _of_obligation(assessment: Assessment, subject: Subject) -> Found | None:
    if subject.id not in _ids(assessment, Concern.OBLIGATION):
        return None
    owed = next((one for one in assessment.obligations if one.id == subject.id), None)
    return Found(finds=owed.state.value, due=owed.due, who=owed.who, to=owed.to) if owed else Found(finds=NOT_OWED)


_FINDERS = {
    Concern.RULE: _of_rule,
    Concern.DOCUMENT: _of_document,
    Concern.OBLIGATION: _of_obligation,
    Concern.PROVISION: _of_provision,
}


def _ids(assessment: Assessment, concern: Concern) -> list[str]:
    """What the rulebook has of a sort, by id."""
    rulebook = assessment.rulebook
    found: Mapping[Concern, Iterator[str]] = {
        Concern.RULE: iter(rulebook.rules),
        Concern.DOCUMENT: (one.type for one in rulebook.documents),
        Concern.OBLIGATION: (one.id for one in rulebook.obligations),
        Concern.PROVISION: iter(rulebook.figures),
    }
    return list(dict.fromkeys(found[concern]))


def _unknown(scenario: Scenario, id: str, known: list[str], kind: str = "wrong-value") -> tuple[Problem, ...]:
    near = next(iter(get_close_matches(id, known, n=1)), None)
    return (Problem(kind, scenario.place, id, near, near),)


def _elsewhere(scenario: Scenario, subject: Subject, assessment: Assessment) -> tuple[Problem, ...]:
    """A paper that there is, but not in the phase or of the authority that is named: in which, and of which."""
    said = " · ".join(one for one in (subject.phase, subject.authority) if one)
    papers = (one for one in assessment.rulebook.documents if one.type == subject.id)
    there = dict.fromkeys(f"{one.phase} · {one.authority}" for one in papers)
    return (Problem("wrong-value", scenario.place, f"{subject.id}: {said}", ", ".join(there)),)
