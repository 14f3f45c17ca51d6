"""The law in words without a dossier: rules, provisions, papers, duties and permissions as a rulebook has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import field, frozen

from mobilnost.grammar import TRUE, Absence, Call, Comparison, Node, conjunction, figures_of
from mobilnost.law import Candidate, Citation, Component, Figure, Per, Permission, Provision
from mobilnost.locales.abstract import Abstract
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import Forms, capital, sentence
from mobilnost.locales.papers import tell_duty
from mobilnost.locales.pieces import flattened, vocabulary_of
from mobilnost.locales.subjects import Subjects
from mobilnost.rulebook import Rulebook
from mobilnost.rules import DocumentRequirement, Obligation, Rule
from mobilnost.statutes import Decider

#: Roles that hand a paper in rather than issue it.
PEOPLE = frozenset({"student", "staff", "participant"})


@frozen(kw_only=True)
class LawTeller:
    """Tells what a rulebook says, whomever it is about. Sentences end with a full stop, phrases do not."""

    words: Catalogue
    subjects: Subjects
    figures: Mapping[str, Figure] = field(repr=False)
    rules: Mapping[str, Rule] = field(repr=False)
    known: Mapping[str, object] = field(factory=dict)

    @classmethod
    def of(cls, rulebook: Rulebook, words: Catalogue) -> LawTeller:
        """The teller of a rulebook in the language of a catalogue."""
        code = rulebook.programme.code  # the university's law by itself has none
        known = {"programme": code} if code else {}
        return cls(
            words=words,
            subjects=Subjects.of(rulebook, words),
            figures=rulebook.figures,
            rules=rulebook.rules,
            known=known | ({"edition": rulebook.edition.id} if rulebook.edition else {}),
        )

    @property
    def forms(self) -> Forms:
        """How the language writes values."""
        return self.subjects.forms

    @cached_property
    def abstract(self) -> Abstract:
        """Conditions and requirements under the figures of this law."""
        return Abstract(
            words=self.words,
            subjects=self.subjects,
            figures=self.figures,
            vocabulary=vocabulary_of(self.rules),
            known_facts=self.known,
        )

    # -- rules

    def title(self, rule: Rule) -> str:
        """A few words for a rule, with a capital and without a full stop: `Shortest stay`."""
        if rule.note is not None:
            return capital(self.words.text("law", "closure"))
        title = self.subjects.rule(rule.id, rule.principal[0])
        return capital(title.removeprefix(self.words.text("shell", "article")))

    def rule(self, rule: Rule) -> str:
        """What a rule requires, in whole sentences: `The stay lasts at least 3 months.`"""
        return " ".join(sentence(one) for one in self._statements(rule))

    def _statements(self, rule: Rule) -> list[str]:
        return [*([rule.note] if rule.note else []), *self.abstract.rule(rule)]

    def told(self, rule: Rule) -> str:
        """A rule in full: whom it concerns, what it requires, and where that stands."""
        statements = self._statements(rule)
        if rule.applies != TRUE and not rule.note:
            if self.nobody(rule):
                statements.append(self.whom(rule))
            else:
                statements = [f"{self.whom(rule)}: {'; '.join(statements)}"]
        return " ".join([*map(sentence, statements), f"{self.cited(rule.citation)}."])

    def nobody(self, rule: Rule) -> bool:
        """Whether a rule concerns nobody under these figures."""
        return self.abstract.scopes.empty(rule.applies)

    def whom(self, rule: Rule) -> str:
        """Whom a rule concerns; that what it compares is on record at all goes without saying."""
        observed, comparison, _ = rule.principal
        guard = Call("known", (observed,))
        parts = [one for one in flattened(rule.applies) if comparison is None or one != guard]
        return self.scope(conjunction(*parts))

    def scope(self, node: Node) -> str:
        """Whom a rule or paper concerns: `outgoing students, except on a traineeship`."""
        return self.abstract.scopes.scope(node)

    def condition(self, node: Node) -> str:
        """A condition as a clause with its conjunction: `if the learning agreement is required`."""
        return self.abstract.clause(node)

    # -- provisions

    def provision(self, key: str) -> str:
        """The name of a provision, as it stands in a sentence; the key where nobody named it."""
        return self.subjects.provision(key)

    def figure(self, figure: Figure) -> str:
        """What a provision comes to under the rulebook, with the conditions of what does not hold always."""
        return self.abstract.phrases.figure(figure)

    def candidate(self, candidate: Candidate, key: str) -> str:
        """One value of a provision, with its unit and without its condition."""
        return self.abstract.phrases.value(candidate.value, key)

    def permission(self, permission: Permission) -> str:
        """Who may change a provision, how, of whom only, and by which article."""
        told = f"{self.words.text('layers', permission.layer.value)} {self.words.text('modes', permission.mode.value)}"
        if permission.applies != TRUE:
            told = self.words.text("law", "only_for", who=told, whom=self.abstract.scopes.only(permission.applies))
        if permission.citation is None:
            return told
        return self.words.text("law", "by_article", what=told, article=self._article(permission.citation))

    def decided(self, deciders: Iterable[Decider]) -> str:
        """Whose decision a special one is: `who decides: vice-rector (čl. 25 st. 2)`; of several, any of them."""
        named = ((self.words.name("roles", one.role), self._article(one.citation)) for one in deciders)
        told = (self.words.text("law", "by_article", what=who, article=article) for who, article in named)
        return self.words.text("law", "decided", who=self.forms.any_of(told))

    def _article(self, citation: Citation) -> str:
        """The article that something rests on, as it stands in brackets."""
        article = self.subjects.place(citation)
        return f"{article}, {self.words.text('shell', 'reading')}" if citation.reading else article

    def may_set(self, provision: Provision) -> list[str]:
        """Everybody who may change a provision; that nobody else may, where nobody may."""
        told = [self.permission(one) for one in provision.permissions]
        if provision.setting:
            told.append(self.words.text("law", "office"))
        return told or [self.words.text("nobody", provision.authority.value)]

    # -- papers and duties

    def document(self, requirement: DocumentRequirement) -> str:
        """A paper: what, when, by whom issued and signed, for whom. One sentence."""
        return sentence("; ".join(self._document(requirement)))

    def _document(self, required: DocumentRequirement) -> Iterator[str]:
        text, forms = self.words.text, self.forms
        told = f"{self.words.name('documents', required.type)}, {text('phases', required.phase.value)}"
        if required.due is not None:
            told += f", {self.by(required.due)}"
        yield told
        if required.issuer:
            key = "handed_in" if required.issuer in PEOPLE else "issued"
            yield text("law", key, who=self.words.name("roles", required.issuer))
        if required.signatories:
            names = [text("law", "who", who=self.words.name("roles", one)) for one in required.signatories]
            yield text("law", "signed" if len(names) > 1 else "signed_one", who=forms.all_of(names))
        if required.languages:
            yield text("law", "languages", which=forms.all_of(map(forms.language, required.languages)))
        yield self.abstract.scopes.scope(required.applies, "for")

    def obligation(self, obligation: Obligation) -> str:
        """A duty: who does what for whom, by when, what shows it, for which stays. One sentence."""
        return sentence("; ".join(self._obligation(obligation)))

    def _obligation(self, duty: Obligation) -> Iterator[str]:
        yield f"{tell_duty(duty.id, duty.who, duty.to, self.words)}, {self.by(duty.due)}"
        if duty.evidence:
            names = self.forms.any_of(self.words.name("documents", one) for one in duty.evidence)
            yield self.words.text("law", "shown", papers=names)
        if duty.may_wait is not None:
            yield self.words.text("law", "may_wait", article=self._article(duty.may_wait))
        yield self.abstract.scopes.scope(duty.applies, "for")

    # -- money

    def component(self, component: Component) -> str:
        """A line of a grant, without its amounts: what, per what, out of whose money, for whom. One sentence."""
        return sentence("; ".join(self._component(component)))

    def _component(self, component: Component) -> Iterator[str]:
        text = self.words.text
        yield text("law", "per", name=self.words.name("components", component.id), per=text("per", component.per))
        key = "in_kind" if component.per is Per.IN_KIND else "paid_by"
        yield text("law", key, who=text("payers", component.payer))
        if component.exclusive:
            yield text("law", "exclusive")
        yield self.abstract.scopes.scope(component.applies, "for")

    # -- pieces

    def by(self, day: Node) -> str:
        """Until when: `no later than the day before the first day of the stay`; where the law sets no period, that."""
        if any(isinstance(self.abstract.phrases.settled(key), Absence) for key in figures_of(day)):
            return self.words.text("law", "no_period")
        return self.abstract.comparisons.limit(day, Comparison.AT_MOST, day)

    def witness(self, facts: Mapping[str, Any]) -> str:
        """A dossier made up of a few facts, as a phrase; facts that are not there are unknown."""
        return self.abstract.scopes.witness(facts)

    def cited(self, citation: Citation) -> str:
        """Source and place, and whether it is our reading: `Pravilnik, čl. 9 st. 1 (our reading)`."""
        place = self.subjects.cited(citation)
        return f"{place} ({self.words.text('shell', 'reading')})" if citation.reading else place
