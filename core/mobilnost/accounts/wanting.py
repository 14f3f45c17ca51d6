"""What is still missing of a dossier: facts, papers, signatures, from whom and by when; and the duties to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, field, frozen

from mobilnost.accounts.levers import AGREEMENT, CALL, Around, other_agreements, other_calls
from mobilnost.accounts.nearest import Judge, Trial, broken, outcome, paper_of
from mobilnost.assessment import Assessment, Finding
from mobilnost.model import BadValue, Document, Phase
from mobilnost.papers import DocumentState, DutyState, ObligationState, PaperState
from mobilnost.rules import Outcome

#: So many of the duties to come are worth knowing.
NEXT_DUTIES = 3


@frozen(kw_only=True)
class MissingFact:
    """A fact that nobody has recorded: what settles it (a key, or with `paper` a paper), who has it, and until when.

    `findings` are the rules that wait for it; `known` are agreements (or calls) on record by which none of them fails.
    """

    name: str
    source: str | None
    paper: bool
    who: str
    due: date | None
    findings: tuple[Finding, ...]
    known: tuple[str, ...] = ()


@frozen(kw_only=True)
class HandedIn:
    """What comes of it when all late papers are handed in, signed, on the day; `breaks` are rules that then fail."""

    documents: tuple[Document, ...]
    after: Assessment = field(repr=False, eq=False)
    breaks: tuple[str, ...] = ()


def missing_facts(assessment: Assessment, judge: Judge, around: Around) -> tuple[MissingFact, ...]:
    """Each unknown fact that a rule waits for, once."""
    waits = [one for one in assessment.findings if one.outcome is Outcome.UNKNOWN and one.because is None]
    names = dict.fromkeys(name for one in waits for name in one.missing)
    trial = Trial(assessment, judge)
    return tuple(_missing(name, tuple(one for one in waits if name in one.missing), trial, around) for name in names)


def _missing(name: str, waits: tuple[Finding, ...], trial: Trial, around: Around) -> MissingFact:
    assessment = trial.before
    definition = assessment.rulebook.definitions[name]
    paper, source = paper_of(definition), definition.settled_by(assessment.papers.asked)
    wanted = [one for one in assessment.documents if one.type == paper and one.state is not PaperState.NOT_REQUIRED]
    issuers = [one.issuer for one in wanted if one.issuer]
    days = [one.due for one in wanted if one.due]
    return MissingFact(
        name=name,
        source=source,
        paper=paper is not None and source == paper,
        who=issuers[0] if issuers else definition.supplied_by or assessment.dossier.participant,
        due=min(days, default=None),
        findings=waits,
        known=tuple(_on_record(source, waits, trial, around)),
    )


def _on_record(source: str | None, waits: tuple[Finding, ...], trial: Trial, around: Around) -> Iterator[str]:
    """The agreements or calls that would settle the fact without any of the rules failing."""
    finders = {AGREEMENT: other_agreements, CALL: other_calls}
    finder = finders.get(source or "")
    for change in finder(trial.before.dossier, around) if finder else ():
        after = trial.changed(change)
        if after and all(outcome(after, one.id) in (Outcome.MET, Outcome.NOT_APPLICABLE) for one in waits):
            yield change.after


def wanted_papers(assessment: Assessment) -> tuple[DocumentState, ...]:
    """The papers that are missing or not signed by all: those that are late, and those whose time it is.

    A phase of the stay has its papers from its beginning on; one without a day is asked for until the phase is over.
    """
    lacking = (one for one in assessment.documents if one.state in (PaperState.MISSING, PaperState.UNSIGNED))
    return tuple(one for one in lacking if one.overdue or _awaited(one, assessment))


def _awaited(paper: DocumentState, assessment: Assessment) -> bool:
    first, last, on = assessment.dossier.first_day, assessment.dossier.last_day, assessment.on
    spans = {Phase.BEFORE: (date.min, first), Phase.DURING: (first, last), Phase.AFTER: (last, date.max)}
    begins, ends = spans[paper.phase]
    return begins <= on <= (paper.due or ends)


def handed_in(assessment: Assessment, judge: Judge) -> HandedIn | None:
    """What comes of it when all that is late is handed in on the day.

    `None` where nothing is late, and on a day that no paper can bear.
    """
    late = [one for one in assessment.documents if one.overdue]
    types = dict.fromkeys(one.type for one in late)
    try:
        documents = tuple(_in_order(type_, late, assessment) for type_ in types)
    except BadValue:
        return None
    dossier = assessment.dossier
    after = judge(evolve(dossier, documents=(*dossier.documents, *documents))) if documents else None
    return HandedIn(documents=documents, after=after, breaks=broken(assessment, after)) if after else None


def _in_order(type_: str, late: Iterable[DocumentState], assessment: Assessment) -> Document:
    """The paper as it would have to be: with the signatures and in the languages that it has, and those it lacks."""
    there = [one for one in assessment.dossier.documents if one.type == type_]
    signed = [role for one in there for role in one.signed_by]
    languages = [code for one in there for code in one.languages]
    for one in late:
        if one.type == type_:
            signed += one.missing_signatures
            languages += one.missing_languages
    return Document(
        type=type_,
        date=assessment.on,
        signed_by=tuple(dict.fromkeys(signed)),
        languages=tuple(dict.fromkeys(languages)),
    )


def coming_duties(assessment: Assessment) -> tuple[ObligationState, ...]:
    """The duties that are overdue, and the next ones."""
    late = [one for one in assessment.obligations if one.state is DutyState.OVERDUE]
    waiting = [one for one in assessment.obligations if one.state in (DutyState.OPEN, DutyState.SUSPENDED)]
    return (*late, *waiting[:NEXT_DUTIES])
