"""Recognition at the desk: what is proposed of a transcript (čl. 13, čl. 14). Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import assess
from mobilnost.desk.plans import states
from mobilnost.model import DEFAULT_REGULATION, Course, Direction, Dossier, Kind
from mobilnost.model.transcripts import Transcript, alike
from mobilnost.office import Office, Unknown
from mobilnost.procedure.plans.law import law_of
from mobilnost.procedure.plans.papers import adopted
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.recognition.account import Account, Counted, account
from mobilnost.recognition.figures import due_of
from mobilnost.recognition.grounds import WORK, grounds_for
from mobilnost.recognition.law import Outcome, RecognitionLaw
from mobilnost.recognition.proposal import Grounds, Proposal, propose
from mobilnost.register.listing import Filter, listed
from mobilnost.register.sorts import RECOGNITION
from mobilnost.register.store import Reader
from mobilnost.regulations.recognition import recognition_law

#: The plan that a stay is recognised by: of a traineeship the training agreement (čl. 12 st. 5).
AGREEMENTS = {Kind.TRAINEESHIP: "training_agreement"}
LEARNING = "learning_agreement"


@frozen(kw_only=True)
class Agreed:
    """What was agreed: the courses, and which version of the agreement says so; None where none is in force."""

    courses: tuple[Course, ...]
    version: int | None = None


@frozen(kw_only=True)
class Given:
    """What is given beside the transcript: lines of the agreement, from 0, for results by their ids."""

    transcript: Transcript
    links: Mapping[str, int] = field(factory=dict, hash=False)


@frozen(kw_only=True)
class Proposed:
    """What is proposed of a transcript, on what it rests, and the account of it."""

    assessment: Assessment
    given: Given
    agreed: Agreed
    grounds: Grounds
    proposal: Proposal
    account: Account

    @property
    def dossier(self) -> Dossier:
        """The dossier that it is about."""
        return self.assessment.dossier

    @property
    def of_another(self) -> bool:
        """Whether the transcript names somebody else than the dossier does."""
        learner, person = self.given.transcript.learner, self.dossier.person
        names = {alike(one) for one in (person.family_name, person.given_names)}
        return learner is not None and {alike(learner.family_name), alike(learner.given_names)} != names

    @property
    def automatic(self) -> bool:
        """Whether all of a valid agreement was achieved: then no further procedure is needed (čl. 13 st. 1)."""
        return self.agreed.version is not None and self.account.complete and not self.account.unknown


def proposed(desk: Desk, reader: Reader, id: str, given: Given) -> Proposed:
    """The proposal for a dossier of the register. Raises `Refused`, `Unknown`, `InvalidData`."""
    assessment = assess(desk, reader, id)
    agreed = _agreed(reader, assessment)
    return proposal_of(desk.office, assessment, agreed, given, passed=_passed(reader, assessment.dossier))


def proposal_of(
    office: Office, assessment: Assessment, agreed: Agreed, given: Given, passed: frozenset[str] = frozenset()
) -> Proposed:
    """The proposal for a judged dossier; `passed` are titles of courses that the student has passed already.

    Raises `Refused` where the transcript is none of this stay, and `InvalidData` where the law cannot be read.
    """
    _require_of(assessment.dossier, given.transcript)
    grounds = _grounds(office, assessment, agreed, given, passed)
    known = {one.id for one in given.transcript.results}
    for id, line in given.links.items():
        if id not in known:
            raise Unknown("result", id, sorted(known))
        if not 0 <= line < len(agreed.courses):
            raise Unknown("line", str(line + 1), [str(one + 1) for one in range(len(agreed.courses))])
    found = propose(given.transcript, grounds)
    return Proposed(
        assessment=assessment,
        given=given,
        agreed=agreed,
        grounds=grounds,
        proposal=found,
        account=account_for(found.counted, agreed.courses, assessment),
    )


def account_for(counted: Iterable[Counted], courses: tuple[Course, ...], assessment: Assessment) -> Account:
    """The account of what counts, against what the stay had to bring by the law that its dossier is judged by."""
    return account(counted, courses, due_of(assessment), work=assessment.dossier.mobility.kind in WORK)


def law_in(office: Office) -> RecognitionLaw:
    """What the office's regulation says of recognition. Raises `InvalidData`."""
    settings = office.settings.value if office.settings else None
    name = settings.regulation if settings else DEFAULT_REGULATION
    return recognition_law(office.regulation, name, office.folder)


def _require_of(dossier: Dossier, transcript: Transcript) -> None:
    """That the transcript is one of this stay: of a student who went out, by the host, for this dossier."""
    mobility, reasons = dossier.mobility, []
    if mobility.direction is not Direction.OUTGOING or dossier.student is None:
        reasons.append(Reason.of("recognition-not-outgoing", dossier=mobility.id))
    if transcript.issuer != mobility.receiving:
        reasons.append(Reason.of("transcript-other-host", issuer=transcript.issuer, host=mobility.receiving))
    if transcript.dossier not in (None, mobility.id):
        reasons.append(Reason.of("transcript-other-dossier", found=transcript.dossier, dossier=mobility.id))
    if reasons:
        raise Refused(reasons)


def _agreed(reader: Reader, assessment: Assessment) -> Agreed:
    """The last valid agreement: the version in force, else what the dossier says without one."""
    dossier = assessment.dossier
    type = AGREEMENTS.get(dossier.mobility.kind, LEARNING)
    in_force = next((one.in_force for one in states(reader, assessment) if one.plan.type == type), None)
    if in_force is None:
        return Agreed(courses=dossier.courses or ())
    return Agreed(courses=in_force.content.courses or dossier.courses or (), version=in_force.number)


def agreed_in(assessment: Assessment) -> Agreed:
    """What a dossier says by itself, without any register: its courses, agreed where its papers say so."""
    dossier = assessment.dossier
    type = AGREEMENTS.get(dossier.mobility.kind, LEARNING)
    plan = adopted(dossier, type)
    found = law_of(assessment, type).in_force(plan) if plan is not None else None
    return Agreed(courses=dossier.courses or (), version=found.number if found is not None else None)


def _grounds(office: Office, assessment: Assessment, agreed: Agreed, given: Given, passed: frozenset[str]) -> Grounds:
    """What the office's law, its settings and what it knows of the host say of a transcript."""
    host = office.scales.find(given.transcript.issuer)
    return grounds_for(
        assessment,
        given.transcript,
        law_in(office),
        courses=agreed.courses,
        settings=office.settings.value if office.settings else None,
        host=host.value if host is not None else None,
        links=given.links,
        passed_at_home=passed,
    )


def _passed(reader: Reader, dossier: Dossier) -> frozenset[str]:
    """Titles of our courses that were recognised of earlier stays of the same person, as far as the actor sees them."""
    others = [one.id for one in listed(reader, Filter(person=dossier.person.id)) if one.id != dossier.mobility.id]
    kept = reader.of_dossiers(RECOGNITION, others).values() if others else ()
    lines = (line for row in kept for one in row for line in one.value.lines)
    homes = (one.decided.home_title for one in lines if one.decided.outcome is Outcome.HOME_COURSE)
    return frozenset(alike(one) for one in homes if one is not None)
