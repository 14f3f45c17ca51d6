"""Papers at the desk: what the office receives is kept, and the dossier says that it is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from attrs import evolve, frozen

from mobilnost.assessment import Assessment
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import assess
from mobilnost.desk.rehearsing import writing
from mobilnost.model import Document, Dossier
from mobilnost.office import Unknown
from mobilnost.procedure.plans.law import CHANGE_OF
from mobilnost.procedure.plans.plan import Plan
from mobilnost.procedure.receipts import Paper, media_type, next_number, require_acceptable
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.sorts import DOSSIER, PAPER, PLAN, digest_of
from mobilnost.register.store import Reader

#: Roles that papers may bear beside those that a rule names.
PARTICIPANT = ("student", "staff")


@frozen(kw_only=True)
class Attached:
    """A file: its name and what is in it."""

    name: str
    content: bytes


@frozen(kw_only=True)
class Arrival:
    """A paper that the office received, and what is said of it. An `unlisted` type is one that no rule asks for."""

    type: str
    file: Attached
    date: dt.date | None = None
    languages: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    note: str | None = None
    unlisted: bool = False


def receive(desk: Desk, id: str, arrival: Arrival, *, dry: bool = False) -> Paper:
    """Keeps a paper, and adds it to those of the dossier. Raises `Refused`, and `Unknown` for what has no meaning."""
    require_acceptable(arrival.file.content, arrival.file.name)
    with writing(desk, rehearsed=dry) as writer:
        paper, dossier = _received(desk, writer.reader, id, arrival)
        writer.change(DOSSIER, dossier, writer.reader.get(DOSSIER, id).revision, f"{paper.type} {paper.number}")
        writer.keep(arrival.file.content, id)
        writer.add(PAPER, paper, note=paper.type)
    return paper


def fetch(desk: Desk, id: str) -> tuple[Paper, bytes]:
    """A paper by its id, and its file. Raises the register's `Unknown`."""
    with desk.read() as reader:
        paper: Paper = reader.get(PAPER, id).value
        return paper, reader.content(paper.digest)


def kept_papers(reader: Reader, id: str) -> tuple[Paper, ...]:
    """The papers of a dossier, as they came."""
    found: list[Paper] = [one.value for one in reader.of_dossier(PAPER, id)]
    return tuple(sorted(found, key=lambda one: one.number))


def paper_of(id: str, type: str, file: Attached, known: Iterable[Paper], *, received: dt.date) -> Paper:
    """What is known of a file by itself, under the next number of the dossier."""
    return Paper(
        dossier=id,
        number=next_number(known),
        type=type,
        name=file.name,
        media_type=media_type(file.content),
        size=len(file.content),
        digest=digest_of(file.content),
        received=received,
    )


def require_known(assessment: Assessment, type: str) -> None:
    """Raises `Unknown` for a type of paper that the law of the dossier does not know."""
    known = {one.type for one in assessment.papers.requirements}
    if type not in known:
        raise Unknown("document", type, sorted(known))


def _received(desk: Desk, reader: Reader, id: str, arrival: Arrival) -> tuple[Paper, Dossier]:
    """The paper, and the dossier with it."""
    assessment = assess(desk, reader, id)
    if not arrival.unlisted:
        require_known(assessment, arrival.type)
    _require_roles(assessment, arrival)
    planned = _is_planned(reader, id, arrival.type)
    if planned and (arrival.signed_by or arrival.date):
        raise Refused([Reason.of("paper-signed-in-plan", document=arrival.type)])
    paper = evolve(
        paper_of(id, arrival.type, arrival.file, kept_papers(reader, id), received=desk.on),
        date=arrival.date,
        languages=arrival.languages,
        signed_by=arrival.signed_by,
        note=arrival.note,
    )
    return paper, assessment.dossier if planned else with_paper(assessment.dossier, paper)


def with_paper(dossier: Dossier, paper: Paper) -> Dossier:
    """The dossier with a paper; one that says nothing of itself adds nothing to one of its type that is there."""
    says = paper.date or paper.signed_by or paper.languages
    if not says and any(one.type == paper.type for one in dossier.documents):
        return dossier
    new = Document(type=paper.type, date=paper.date, signed_by=paper.signed_by, languages=paper.languages)
    return dossier if new in dossier.documents else evolve(dossier, documents=(*dossier.documents, new))


def _is_planned(reader: Reader, id: str, type: str) -> bool:
    """Whether the dossier's papers of a type come from a plan that the register keeps."""
    types = [type, *(plan for plan, change in CHANGE_OF.items() if change == type)]
    return any(reader.find(PLAN, Plan(dossier=id, type=one).id) is not None for one in types)


def _require_roles(assessment: Assessment, arrival: Arrival) -> None:
    """Raises `Unknown` for a role that no paper of the law is signed or issued by."""
    papers = assessment.papers.requirements
    known = {role for one in papers for role in (*one.signatories, *filter(None, [one.issuer]))} | {*PARTICIPANT}
    for role in arrival.signed_by:
        if role not in known:
            raise Unknown("role", role, sorted(known))
