"""What must hold before a step: rules that are met, papers that are there with every signature."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.assessment import Assessment, Finding
from mobilnost.model import Phase
from mobilnost.papers import DocumentState, PaperState
from mobilnost.procedure.refusals import Reason
from mobilnost.rules import EVERY, Outcome, Step

_PHASES = tuple(Phase)


def conditions(step: Step, assessment: Assessment) -> Iterator[Reason]:
    """What of a step's conditions an assessment does not find. A rule that a decision waives stands against nothing."""
    for finding in findings_of(step, assessment):
        if finding.outcome is Outcome.UNMET:
            yield Reason.of("rule-unmet", finding.citation, rule=finding.id)
        elif finding.outcome is Outcome.UNKNOWN and finding.because is None:
            yield Reason.of("rule-unknown", finding.citation, rule=finding.id, missing=finding.missing)
    for paper in papers_of(step, assessment):
        yield from _of_paper(paper)


def findings_of(step: Step, assessment: Assessment) -> Iterator[Finding]:
    """What is found of the rules that a step looks at."""
    if step.topics or step.rules:
        yield from (one for one in assessment.findings if one.rule.topic in step.topics or one.id in step.rules)


def papers_of(step: Step, assessment: Assessment) -> Iterator[DocumentState]:
    """The papers that a step looks at, as the law asks for them up to its phase."""
    named = {type_ for name in step.documents for type_ in _types(name, assessment)}
    reached = _PHASES[: _PHASES.index(step.phase) + 1]
    every = EVERY in step.documents
    yield from (one for one in assessment.documents if (every or one.type in named) and one.phase in reached)


def _types(name: str, assessment: Assessment) -> tuple[str, ...]:
    """A paper itself, or those that a provision lists for this dossier; a switch may bear the name of its paper."""
    figure = assessment.rulebook.figures.get(name)
    if figure is None or not figure.provision.type.many:
        return (name,)
    listed = figure.effective(assessment.papers.facts).value
    return listed if isinstance(listed, tuple) else ()


def _of_paper(paper: DocumentState) -> Iterator[Reason]:
    match paper.state:
        case PaperState.MISSING if paper.missing_languages:
            yield Reason.of("document-language", paper.citation, document=paper.type, languages=paper.missing_languages)
        case PaperState.MISSING:
            yield Reason.of("document-missing", paper.citation, document=paper.type)
        case PaperState.UNSIGNED:
            yield Reason.of("document-unsigned", paper.citation, document=paper.type, roles=paper.missing_signatures)
