"""What a law says, piece by piece, each with what it rests on; and what the finding of a judged case rests on."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from mobilnost.grammar import Node, figures_of
from mobilnost.law import Citation
from mobilnost.model import Place
from mobilnost.papers import PaperState
from mobilnost.rules import Contribution
from mobilnost.scenarios import Concern, Trial


class Sort(StrEnum):
    """The sorts of pieces that a law is made of."""

    RULE = "rule"
    PROVISION = "provision"
    PERMISSION = "permission"
    DOCUMENT = "document"
    OBLIGATION = "obligation"
    TERM = "term"
    COMPONENT = "component"
    EDITION = "edition"
    STEP = "step"
    FACT = "fact"


@frozen(kw_only=True)
class Saying:
    """A piece of a law: its sort, its id, and where it rests."""

    sort: Sort
    id: str
    citation: Citation
    place: Place | None = None


def sayings(law: Contribution) -> Iterator[Saying]:
    """Everything that a law says; a provision once for itself and once for each value with a citation of its own."""
    for provision in law.provisions:
        yield Saying(sort=Sort.PROVISION, id=provision.key, citation=provision.citation, place=provision.place)
        for value in provision.values:
            if value.citation and value.citation != provision.citation:
                yield Saying(sort=Sort.PROVISION, id=provision.key, citation=value.citation, place=value.place)
        for one in provision.permissions:
            if one.citation:
                yield Saying(sort=Sort.PERMISSION, id=provision.key, citation=one.citation, place=provision.place)
    for rule in law.rules:
        yield Saying(sort=Sort.RULE, id=rule.id, citation=rule.citation, place=rule.place)
    for document in law.documents:
        yield Saying(sort=Sort.DOCUMENT, id=document.type, citation=document.citation, place=document.place)
    for duty in law.obligations:
        yield Saying(sort=Sort.OBLIGATION, id=duty.id, citation=duty.citation, place=duty.place)
    for procedure in law.procedures:
        for step in procedure.steps:
            yield Saying(sort=Sort.STEP, id=step.id, citation=step.citation, place=step.place)
    for term in law.overrides:
        yield Saying(sort=Sort.TERM, id=term.key, citation=term.origin.citation, place=term.origin.place)
    for component in law.components:
        yield Saying(sort=Sort.COMPONENT, id=component.id, citation=component.citation, place=component.place)
        for cited in (*(one.citation for one in component.rates), *(one.citation for one in component.taper)):
            yield Saying(sort=Sort.COMPONENT, id=component.id, citation=cited, place=component.place)


def rests_on(trial: Trial) -> tuple[Citation, ...]:
    """What the finding of a judged case rests on: the subject's own citation, and those of the figures it came to."""
    return tuple(dict.fromkeys(_cited(trial)))


def _cited(trial: Trial) -> Iterator[Citation]:
    subject, assessment = trial.scenario.subject, trial.assessment
    if subject is None or assessment is None:
        return
    book = assessment.rulebook
    keys: tuple[str, ...] = ()
    if subject.concern is Concern.RULE and subject.id in book.rules:
        rule = book.rules[subject.id]
        yield rule.citation
        keys = rule.figures
    elif subject.concern is Concern.PROVISION and subject.id in book.figures:
        yield book.figures[subject.id].provision.citation
        keys = (subject.id,)
    elif subject.concern is Concern.DOCUMENT:
        states = [one for one in assessment.documents if one.type == subject.id]
        yield from (one.citation for one in states if one.state is not PaperState.NOT_REQUIRED)
        yield from (one.citation for one in states if trial.found.finds == PaperState.NOT_REQUIRED)
        keys = _figures(one.due for one in book.documents if one.type == subject.id and one.due)
    else:
        yield from (one.citation for one in book.obligations if one.id == subject.id)
        keys = _figures(one.due for one in book.obligations if one.id == subject.id)
    for key in keys:
        figure = book.figures[key]
        winner = figure.effective(assessment.facts).winner
        if winner is not None:
            yield winner.origin.citation
            yield from (one.citation for one in figure.provision.permission(winner.origin.layer) if one.citation)
    if book.edition is not None and book.edition.source:
        yield Citation(source=book.edition.source, at=book.edition.id)


def _figures(days: Iterator[Node]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for day in days for key in figures_of(day)))
