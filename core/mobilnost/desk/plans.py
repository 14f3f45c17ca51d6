"""Plans at the desk: a new version, a signature, and what there is. The dossier's own papers change with them.

Each act is one transaction: the plan, the file if there is one, and what the dossier says of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.assessment import Assessment, Finding
from mobilnost.desk.basis import noted
from mobilnost.desk.desk import Desk
from mobilnost.desk.judging import assess
from mobilnost.desk.papers import Attached, kept_papers, paper_of
from mobilnost.desk.rehearsing import writing
from mobilnost.model import Dossier
from mobilnost.office import Unknown
from mobilnost.procedure.plans import drafting, signing
from mobilnost.procedure.plans.drafting import Draft
from mobilnost.procedure.plans.law import CHANGE_OF, PlanLaw, broken_by, law_of
from mobilnost.procedure.plans.papers import adopted, filed
from mobilnost.procedure.plans.plan import ChangeReason, Content, Plan, Signature, Version
from mobilnost.procedure.plans.signing import Signing
from mobilnost.procedure.receipts import Paper, require_acceptable
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.register.sorts import DOSSIER, LIFE, PAPER, PLAN, digest_of
from mobilnost.register.store import Reader, Writer


@frozen(kw_only=True)
class Given:
    """What a new version says otherwise than the one before: the attributes of its `Content` by name, and why.

    `attached` is a file that says it; what is not given stays as it was.
    """

    content: Mapping[str, Any] = field(factory=dict)
    attached: Attached | None = None
    reasons: tuple[ChangeReason, ...] = ()
    because: str | None = None


@frozen(kw_only=True)
class PlanState:
    """A plan of a dossier and the law of it. `revision` is 0 while the register has only the dossier's own papers."""

    plan: Plan
    law: PlanLaw
    revision: int = 0

    @property
    def in_force(self) -> Version | None:
        """The version that holds."""
        return self.law.in_force(self.plan)


@frozen(kw_only=True)
class Act:
    """What an act on a plan came to. `fallen` are signatures that a new version does not have.

    `supposed` judges the dossier as if the version held, and `breaks` are the rules that it would break then.
    """

    state: PlanState
    dossier: Dossier
    fallen: tuple[Signature, ...] = ()
    paper: Paper | None = None
    supposed: Assessment
    breaks: tuple[Finding, ...] = ()

    @property
    def version(self) -> Version:
        """The version that was drafted or signed."""
        return self.state.plan.versions[-1]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The roles for which the version is still to be signed."""
        stages = self.state.law.needed(self.state.plan, self.version)
        return self.version.lacks(stages[-1].roles if stages else ())


def draft(desk: Desk, id: str, type: str, given: Given, *, dry: bool = False) -> Act:
    """A new version of a plan, which nobody has signed. Raises `Refused`, and `Unknown` for a dossier or a type."""
    with writing(desk, rehearsed=dry) as writer:
        act = _drafted(desk, writer.reader, id, type, given)
        _write(writer, act, id, f"{type} {act.version.number}")
        if given.attached is not None and act.paper is not None:
            writer.keep(given.attached.content, id)
            writer.add(PAPER, act.paper)
    return act


def sign(desk: Desk, id: str, type: str, signature: Signature, version: int | None = None, *, dry: bool = False) -> Act:
    """A signature under a plan's latest version, given on the day of the desk. Raises `Refused` and `Unknown`.

    With a version that comes into force it is noted by which law it did.
    """
    with writing(desk, rehearsed=dry) as writer:
        act = _signed(desk, writer.reader, id, type, signature, version)
        _write(writer, act, id, f"{type} {act.version.number}: {signature.role}")
        if act.version == act.state.in_force:
            noted(desk, writer, assess(desk, writer.reader, id))
    return act


def state_of(desk: Desk, reader: Reader, id: str, type: str) -> PlanState:
    """A plan of a dossier as it stands. Raises `Unknown` where there is no such dossier or type."""
    assessment = assess(desk, reader, id)
    _require_plan(assessment, type)
    return _state(reader, assessment, type)


def states(reader: Reader, assessment: Assessment) -> tuple[PlanState, ...]:
    """The plans that a dossier has, and those that it needs, in the order of the law."""
    found = [_state(reader, assessment, type) for type in plan_types(assessment)]
    return tuple(one for one in found if one.plan.versions)


def plan_types(assessment: Assessment) -> tuple[str, ...]:
    """The papers of the law that somebody signs; a change is none, but a version of what it changes."""
    signed = (one.type for one in assessment.papers.requirements if one.signatories)
    return tuple(dict.fromkeys(type for type in signed if type not in CHANGE_OF.values()))


def _require_plan(assessment: Assessment, type: str) -> None:
    known = plan_types(assessment)
    if type not in known:
        raise Unknown("plan", type, sorted(known))


def _require_going_on(reader: Reader, id: str) -> None:
    """Nothing is agreed any more for a dossier that was withdrawn. Raises `Refused`."""
    life = reader.find(LIFE, id)
    if life is not None and life.value.withdrawn is not None:
        raise Refused([Reason.of("life-withdrawn")])


def _drafted(desk: Desk, reader: Reader, id: str, type: str, given: Given) -> Act:
    assessment = assess(desk, reader, id)
    _require_plan(assessment, type)
    _require_going_on(reader, id)
    state = _state(reader, assessment, type)
    said = dict(given.content)
    if given.attached is not None:
        require_acceptable(given.attached.content, given.attached.name)
        said["file"] = digest_of(given.attached.content)
    before = state.plan.latest.content if state.plan.latest else Content()
    wanted = Draft(content=evolve(before, **said), day=desk.on, reasons=given.reasons, because=given.because)
    plan, fallen = drafting.drafted(state.plan, wanted, state.law)
    act = _act(assessment, state, plan)
    if given.attached is None:
        return evolve(act, fallen=fallen)
    paper = paper_of(id, type, given.attached, kept_papers(reader, id), received=desk.on)
    return evolve(act, fallen=fallen, paper=evolve(paper, version=act.version.number))


def _signed(desk: Desk, reader: Reader, id: str, type: str, signature: Signature, version: int | None) -> Act:
    assessment = assess(desk, reader, id)
    _require_plan(assessment, type)
    _require_going_on(reader, id)
    state = _state(reader, assessment, type)
    settings = desk.office.settings.value if desk.office.settings else None
    wanted = Signing(
        signature=evolve(signature, on=desk.on),
        version=version,
        dossier=assessment.dossier,
        settings=settings,
        today=desk.at.date(),
    )
    return _act(assessment, state, signing.signed(state.plan, wanted, state.law))


def _state(reader: Reader, assessment: Assessment, type: str) -> PlanState:
    """The register's plan; else the one that the dossier has by its papers; else one without versions."""
    plan = Plan(dossier=assessment.dossier.mobility.id, type=type)
    known = reader.find(PLAN, plan.id)
    law = law_of(assessment, type)
    if known is not None:
        return PlanState(plan=known.value, law=law, revision=known.revision)
    return PlanState(plan=adopted(assessment.dossier, type) or plan, law=law)


def _act(assessment: Assessment, state: PlanState, plan: Plan) -> Act:
    supposed, breaks = broken_by(assessment, plan.versions[-1].content)
    dossier = filed(assessment.dossier, plan, state.law)
    return Act(state=evolve(state, plan=plan), dossier=dossier, supposed=supposed, breaks=breaks)


def _write(writer: Writer, act: Act, id: str, note: str) -> None:
    """The plan, and the dossier as it is by it."""
    state = act.state
    base = writer.reader.get(DOSSIER, id).revision
    writer.change(DOSSIER, act.dossier, base, note)
    if state.revision:
        writer.change(PLAN, state.plan, state.revision, note)
    else:
        writer.add(PLAN, state.plan, note=note)
