"""The papers and duties of a dossier as they stand on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from attrs import field, frozen

from mobilnost.grammar import Absence, And, Node, evaluate, figures_of
from mobilnost.grammar.verdicts import Verdict, verdict
from mobilnost.law import Authority, Citation
from mobilnost.model import Document, Dossier, Phase, Suspension
from mobilnost.rulebook import Rulebook
from mobilnost.rules import DocumentRequirement, Obligation

#: The provision that lists the papers due after the stay; calls and agreements may add to it (čl. 16 st. 4).
RETURN_DOCUMENTS = "return.documents"


class PaperState(StrEnum):
    """How a paper stands: there, not there, there without a signature it needs, or not needed."""

    PRESENT = "present"
    MISSING = "missing"
    UNSIGNED = "unsigned"
    NOT_REQUIRED = "not_required"


class DutyState(StrEnum):
    """How a duty stands. One that waits for somebody else, with a recorded reason, is never overdue."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"


@frozen(kw_only=True)
class DocumentState:
    """A required paper: its state, the signatures and languages it lacks, and whether its time has come."""

    type: str
    phase: Phase
    state: PaperState
    citation: Citation
    authority: Authority
    issuer: str | None = None
    missing_signatures: tuple[str, ...] = ()
    missing_languages: tuple[str, ...] = ()
    due: date | None = None
    overdue: bool = False


@frozen(kw_only=True)
class ObligationState:
    """A duty: who owes it to whom, until when, and how it stands. `reason` says why it is suspended."""

    id: str
    who: str
    to: str | None
    due: date | None
    state: DutyState
    citation: Citation
    authority: Authority
    reason: str | None = None


@frozen(kw_only=True)
class PaperTrail:
    """Computes the state of papers and duties from the facts of a dossier."""

    rulebook: Rulebook = field(repr=False)
    dossier: Dossier = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False, hash=False)
    on: date

    @property
    def wanting(self) -> bool:
        """Whether a paper or signature is missing though its time has come."""
        return any(one.overdue for one in self.documents)

    @cached_property
    def documents(self) -> tuple[DocumentState, ...]:
        """The papers, in the order of the law; one that two laws ask for stands twice, each with its citation.

        A paper that one law asks for on several occasions, of which only some apply, is listed for those alone.
        """
        found = [self._document(one) for one in self.requirements]
        wanted = {(one.type, one.authority) for one in found if one.state is not PaperState.NOT_REQUIRED}
        idle = {(one.type, one.authority): one for one in reversed(found)}
        return tuple(
            one
            for one in found
            if one.state is not PaperState.NOT_REQUIRED
            or ((one.type, one.authority) not in wanted and idle[one.type, one.authority] is one)
        )

    @cached_property
    def requirements(self) -> tuple[DocumentRequirement, ...]:
        """The law's own requirements, and the papers that a call or agreement adds for the return."""
        known = self.rulebook.documents
        figure = self.rulebook.figures.get(RETURN_DOCUMENTS)
        templates = [one for one in known if RETURN_DOCUMENTS in figures_of(one.applies)]
        template = next((one for one in templates if self._value(one.applies) is True), None)
        effective = figure.effective(self.facts) if figure else None
        if template is None or effective is None or effective.winner is None:
            return known
        listed = effective.value if isinstance(effective.value, tuple) else ()
        return known + tuple(
            DocumentRequirement(
                type=type_,
                phase=template.phase,
                due=template.due,
                citation=effective.winner.origin.citation,
                layer=effective.winner.origin.layer,
            )
            for type_ in listed
            if type_ not in {one.type for one in known}
        )

    @cached_property
    def applying(self) -> tuple[DocumentRequirement, ...]:
        """The requirements that apply, or may, where what they look at is not known."""
        return tuple(one for one in self.requirements if self._applies(one))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The types of the papers that the law asks this dossier for."""
        return frozenset(one.type for one in self.applying)

    def _applies(self, wanted: DocumentRequirement) -> bool:
        node = wanted.applies
        return not self._excluded(node) and not self._unlimited(node) and self._value(node) is not False

    def _document(self, wanted: DocumentRequirement) -> DocumentState:
        said: dict[str, Any] = {"citation": wanted.citation, "authority": wanted.authority, "issuer": wanted.issuer}
        if not self._applies(wanted):
            return DocumentState(type=wanted.type, phase=wanted.phase, state=PaperState.NOT_REQUIRED, **said)
        found = self._latest(wanted.type)
        due = self._value(wanted.due) if wanted.due else None
        signatures, languages = _lacking(wanted, found)
        state = PaperState.UNSIGNED if signatures else PaperState.PRESENT
        if found is None or languages:
            state = PaperState.MISSING
        late = state in (PaperState.MISSING, PaperState.UNSIGNED) and due is not None and self.on > due
        return DocumentState(
            type=wanted.type,
            phase=wanted.phase,
            state=state,
            missing_signatures=signatures,
            missing_languages=languages,
            due=due,
            overdue=late and wanted.type not in self._waited_for,
            **said,
        )

    def _latest(self, type_: str) -> Document | None:
        """The paper that counts on the day: of several versions the latest, whose signatures are its own."""
        there = (one for one in self.dossier.documents if one.date is None or one.date <= self.on)
        found = [one for one in there if one.type == type_]
        return max(found, key=lambda one: one.date or date.min, default=None)

    @cached_property
    def obligations(self) -> tuple[ObligationState, ...]:
        """The duties that apply, earliest first."""
        wanted = [one for one in self.rulebook.obligations if self._owed(one)]
        found = [self._obligation(one) for one in wanted]
        return tuple(sorted(found, key=lambda one: one.due or date.max))

    def _owed(self, wanted: Obligation) -> bool:
        """Whether a duty applies; one whose term the law does not limit is no duty."""
        node = wanted.applies
        return not self._excluded(node) and not self._unlimited(wanted.due) and self._value(node) is True

    def _obligation(self, wanted: Obligation) -> ObligationState:
        due = self._value(wanted.due)
        suspension = self._suspension(wanted)
        done = any(self._latest(type_) for type_ in wanted.evidence)
        state = DutyState.OVERDUE if due is not None and self.on > due else DutyState.OPEN
        if suspension:
            state = DutyState.SUSPENDED
        return ObligationState(
            id=wanted.id,
            who=wanted.who,
            to=wanted.to,
            due=due,
            state=DutyState.DONE if done else state,
            citation=wanted.citation,
            authority=wanted.authority,
            reason=suspension.reason if suspension and not done else None,
        )

    def _suspension(self, wanted: Obligation) -> Suspension | None:
        """The recorded reason why a duty that may wait for somebody else does so, from its day on."""
        if wanted.may_wait is None:
            return None
        suspensions = (one for one in self.dossier.suspensions if one.obligation == wanted.id)
        return next((one for one in suspensions if one.date <= self.on), None)

    @cached_property
    def _waited_for(self) -> frozenset[str]:
        """The papers that would show a suspended duty done; until they come nobody is late with them."""
        suspended = [one for one in self.rulebook.obligations if self._suspension(one)]
        return frozenset(type_ for one in suspended for type_ in one.evidence)

    def _excluded(self, node: Node) -> bool:
        """Whether the facts alone say that a condition is false, as they do of most: then no provision is asked."""
        return any(part(self.facts) is False for part in _of_facts(node))

    def _unlimited(self, node: Node) -> bool:
        """Whether a provision that an expression looks at sets no limit for this dossier."""
        return any(self._figure(key) is Absence.NONE for key in figures_of(node))

    def _value(self, node: Node) -> Any:
        keys = figures_of(node)
        return (
            evaluate(node, self.facts, {key: self._figure(key) for key in keys}) if keys else verdict(node)(self.facts)
        )

    def _figure(self, key: str) -> object:
        """What a provision comes to for this dossier; each is asked once."""
        if key not in self._figures:
            self._figures[key] = self.rulebook.figures[key].effective(self.facts).value
        return self._figures[key]

    @cached_property
    def _figures(self) -> dict[str, object]:
        return {}


@lru_cache(maxsize=8192)
def _of_facts(condition: Node) -> tuple[Verdict, ...]:
    """The parts of a condition, all of which must hold, that look at facts alone."""
    parts = condition.items if isinstance(condition, And) else (condition,)
    return tuple(verdict(part) for part in parts if not figures_of(part))


def _lacking(wanted: DocumentRequirement, found: Document | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The signatures and languages that a paper lacks; of one whose languages nobody recorded none is known."""
    if found is None:
        return wanted.signatories, ()
    languages = wanted.languages if found.languages else ()
    return (
        tuple(role for role in wanted.signatories if role not in found.signed_by),
        tuple(one for one in languages if one not in found.languages),
    )
