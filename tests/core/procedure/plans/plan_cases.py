"""Plans of three people to try signatures and changes on: who signs, when, and what it comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attrs import evolve
from pravilnik.cases import OFFICE, assessed, employee, incoming, outgoing

from mobilnost.model import Course, Credits, Dossier, Officer, Settings, Unit
from mobilnost.procedure.plans.drafting import Draft, drafted
from mobilnost.procedure.plans.law import PlanLaw, law_of
from mobilnost.procedure.plans.plan import ChangeReason, Content, Plan, Signature
from mobilnost.procedure.plans.signing import Signing, signed
from mobilnost.procedure.refusals import Refused

D = dt.date
DRAFTED, SIGNED, CHANGED, TODAY = D(2018, 5, 1), D(2018, 6, 1), D(2018, 10, 10), D(2020, 1, 1)
#: Who signs for whom: of our own the persons that the settings name, of the partner's whoever they send.
NAMES = {
    "student": "Iva Primjer",
    "vice_dean": "Marko Dekan",
    "vice_rector": "Petra Prorektor",
    "host": "Hana Horvat",
    "home": "Hana Horvat",
    "employer": "Emil Poslodavac",
    "superior": "Sanja Šef",
}
SETTINGS = evolve(
    OFFICE,
    units=(
        Unit(id="fsre", names={"en": "Engineering"}, vice_dean="Marko Dekan"),
        Unit(id="ff", names={"en": "Humanities"}, vice_dean="Nada Dekan"),
    ),
    officers=(
        Officer(role="vice_rector", name="Petra Prorektor", title="prof. dr. sc.", until=D(2018, 9, 30)),
        Officer(role="vice_rector", name="Pero Prorektor", since=D(2018, 10, 1)),
    ),
)
#: Dossiers of every direction and kind that the Pravilnik tells apart.
STUDENT, GUEST = outgoing(documents=()), incoming(documents=())
TRAINEE, GUEST_TRAINEE = outgoing(documents=(), kind="traineeship"), incoming(documents=(), kind="traineeship")
TEACHER = employee(programme="erasmus", documents=())
TRAINED = employee(programme="erasmus", kind="training", documents=())


def course(title: str, ects: int | str = 6, **more: Any) -> Course:
    return Course(host_title=title, host_credits=Credits(value=Decimal(ects), scheme="ects"), **more)


def courses(*titles: str) -> Content:
    """A content with courses of six ECTS."""
    return Content(courses=tuple(course(one) for one in titles))


def law(dossier: Dossier, type: str, day: D = DRAFTED, holidays: tuple[D, ...] = ()) -> PlanLaw:
    """The Pravilnik's law of a plan of a dossier on a day."""
    return law_of(assessed(dossier, on=day, holidays=holidays), type)


def signing(role: str, dossier: Dossier = STUDENT, day: D = SIGNED, **more: Any) -> Signing:
    """Somebody's signature; `name` else that of whoever usually signs for the role."""
    settings: Settings | None = more.pop("settings", SETTINGS)
    signature = Signature(role=role, name=more.pop("name", NAMES.get(role)), on=day)
    return Signing(signature=signature, dossier=dossier, settings=settings, today=TODAY, **more)


def by(plan: Plan, role: str, dossier: Dossier = STUDENT, day: D = SIGNED, **more: Any) -> Plan:
    """The plan as it is after somebody signed it."""
    holidays = more.pop("holidays", ())
    return signed(plan, signing(role, dossier, day, **more), law(dossier, plan.type, day, holidays))


def by_all(plan: Plan, dossier: Dossier = STUDENT, day: D = SIGNED, roles: Iterable[str] = (), **more: Any) -> Plan:
    """The plan as it is after everybody signed it whom the law names, on one day."""
    holders = {"vice_rector": "Pero Prorektor"} if day >= D(2018, 10, 1) else {}
    stages = law(dossier, plan.type, day).needed(plan, plan.versions[-1])
    for role in roles or stages[-1].roles:
        plan = by(plan, role, dossier, day, name=holders.get(role, NAMES[role]), **more)
    return plan


def drawn(dossier: Dossier = STUDENT, type: str = "learning_agreement", content: Content | None = None) -> Plan:
    """A plan with one version."""
    plan = Plan(dossier=dossier.mobility.id, type=type)
    wanted = Draft(content=content or courses("Databases", "Networks"), day=DRAFTED)
    return drafted(plan, wanted, law(dossier, type))[0]


def changed(
    plan: Plan,
    content: Content,
    day: D = CHANGED,
    reasons: tuple[ChangeReason, ...] = (ChangeReason.NOT_AVAILABLE, ChangeReason.SUBSTITUTING_DELETED),
    dossier: Dossier = STUDENT,
    **more: Any,
) -> Plan:
    """The plan with a further version."""
    holidays = more.pop("holidays", ())
    wanted = Draft(content=content, day=day, reasons=reasons, **more)
    return drafted(plan, wanted, law(dossier, plan.type, day, holidays))[0]


def reasons_of(error: Refused) -> list[str]:
    return [one.phrase.id for one in error.reasons]
