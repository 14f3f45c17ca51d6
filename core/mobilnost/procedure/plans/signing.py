"""Whether somebody may sign a version of a plan: the latest, for a role that the law asks for, and as one who holds it.

A party is no signer: whoever holds a role on the day signs for it, and is recorded by name. For the roles of our own
university these are the persons whom the settings name; the participant signs as the participant; the others are the
partner's to name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from attrs import evolve, frozen

from mobilnost.model import Dossier, Settings
from mobilnost.procedure.actors import actors_of, holders
from mobilnost.procedure.plans.drafting import too_late
from mobilnost.procedure.plans.law import PlanLaw
from mobilnost.procedure.plans.plan import Plan, Signature, Version
from mobilnost.procedure.refusals import Reason, Refused
from mobilnost.procedure.terms import terms_of

#: The participant's own roles.
PARTICIPANTS = frozenset({"student", "staff", "participant"})
#: At a traineeship host and employer may be one body, for which one person signs (a reading of čl. 12 st. 5).
ONE_BODY = frozenset({"host", "employer"})


@frozen(kw_only=True)
class Signing:
    """Somebody's signature under a version, what is known of the day: the dossier, who holds what, and today."""

    signature: Signature
    version: int | None = None
    dossier: Dossier
    settings: Settings | None = None
    today: dt.date

    @property
    def day(self) -> dt.date:
        """The day on which it was given."""
        return self.signature.on or self.today

    @property
    def holders(self) -> tuple[str, ...] | None:
        """Who holds the role for the dossier's unit on the day; None where the settings name nobody who ever does."""
        role = self.signature.role
        terms = terms_of(self.settings) if self.settings else ()
        if role in PARTICIPANTS or all(one.role != role for one in terms):
            return None
        return holders(actors_of(self.settings, self.day), role, self.dossier.mobility.unit)

    @property
    def participant(self) -> str:
        """The participant's name."""
        person = self.dossier.person
        return f"{person.given_names} {person.family_name}"


def signed(plan: Plan, signing: Signing, law: PlanLaw) -> Plan:
    """The plan with the signature under its latest version. Raises `Refused` with all that stands against it."""
    against = tuple(objections(plan, signing, law))
    if against:
        raise Refused(against)
    given = signing.signature
    capacity = given.capacity or _title(signing)
    return plan.with_signature(evolve(given, name=_plain(given.name), on=signing.day, capacity=capacity))


def objections(plan: Plan, signing: Signing, law: PlanLaw) -> Iterator[Reason]:
    """Everything that stands against a signature."""
    latest = plan.latest
    if latest is None:
        yield Reason.of("plan-no-version", document=plan.type)
        return
    if signing.version not in (None, latest.number):
        yield Reason.of("sign-old-version", version=signing.version, latest=latest.number)
        return
    yield from _of_role(plan, latest, signing, law)
    yield from _of_person(latest, signing)
    yield from _of_day(plan, latest, signing, law)


def _of_role(plan: Plan, version: Version, signing: Signing, law: PlanLaw) -> Iterator[Reason]:
    """The role is one of those that the law names, and nobody has signed for it."""
    stages, role = law.needed(plan, version), signing.signature.role
    roles = stages[-1].roles if stages else ()
    if role not in roles:
        citation = stages[0].citations[0] if stages else law.nearest
        yield Reason.of("sign-role-unasked", citation, document=plan.type, given=role, ids=roles)
    known = version.signature(role)
    if known is not None:
        yield Reason.of("sign-role-signed", role=role, version=version.number, name=known.name or "?")


def _of_person(version: Version, signing: Signing) -> Iterator[Reason]:
    """Who signs holds the role, and has not signed the version before."""
    role, name = signing.signature.role, _plain(signing.signature.name)
    known = signing.holders
    if name is None:
        yield Reason.of("sign-nameless", role=role)
    elif role in PARTICIPANTS and not _same(name, signing.participant):
        yield Reason.of("sign-not-participant", role=role, name=name, participant=signing.participant)
    elif known is not None and not known:
        yield Reason.of("sign-nobody-holds", role=role, day=signing.day)
    elif known is not None and not any(_same(name, one) for one in known):
        yield Reason.of("sign-not-holder", role=role, name=name, names=known, day=signing.day)
    for other in version.signatures:
        if name and other.role != role and _same(name, other.name) and not {role, other.role} <= ONE_BODY:
            yield Reason.of("sign-twice", name=name, other=other.name, version=version.number)


def _of_day(plan: Plan, version: Version, signing: Signing, law: PlanLaw) -> Iterator[Reason]:
    """Not before the version was there, not in the future, and a change within its days."""
    if version.drafted is not None and signing.day < version.drafted:
        yield Reason.of("sign-before-draft", version=version.number, drafted=version.drafted, day=signing.day)
    if signing.day > signing.today:
        yield Reason.of("sign-in-future", day=signing.day, today=signing.today)
    if law.changing and law.force_before(plan, version.number) is not None:
        yield from too_late(law)


def _title(signing: Signing) -> str | None:
    """The title that the settings give to whoever signs."""
    officers = signing.settings.officers if signing.settings else ()
    role, name = signing.signature.role, signing.signature.name
    return next((one.title for one in officers if one.role == role and _same(one.name, name)), None)


def _plain(name: str | None) -> str | None:
    """A name with single spaces; None where it is no name."""
    return " ".join((name or "").split()) or None


def _same(name: str | None, other: str | None) -> bool:
    """Whether two names are one, capitals and spaces aside."""
    return name is not None and other is not None and _plain(name.casefold()) == _plain(other.casefold())
