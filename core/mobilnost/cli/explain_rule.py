"""The account of a rule as an office worker reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from mobilnost.accounts.rule import FactAccount, RuleAccount
from mobilnost.assessment import Assessment
from mobilnost.cli.paragraphs import Paragraphs
from mobilnost.locales import LawTeller, Teller
from mobilnost.locales.forms import capital, sentence
from mobilnost.locales.provenance import Provenance
from mobilnost.rules import Outcome, Rule
from mobilnost.scenarios import Trial


@frozen(kw_only=True)
class RuleSheet:
    """Writes the account of a rule.

    `examples` are the cases of the rule that lie beside the law, `assessment` is the dossier that it is explained for,
    where there is one.
    """

    page: Paragraphs
    law: LawTeller = field(repr=False)
    provenance: Provenance = field(repr=False)
    examples: Sequence[Trial] = ()
    assessment: Assessment | None = None

    def lines(self, account: RuleAccount, searched: str | None) -> Iterator[str]:
        """What it requires, of whom, on what it rests, and what it looks at."""
        rule = account.rule
        yield self.page.line(self.law.rule(rule), bold=True)
        whom = self.law.whom(rule)
        yield self.page.line(sentence(whom) if self.law.nobody(rule) else self.page.pair("concerns", whom))
        yield self.page.line(self.page.pair("source", self._source(rule)))
        if rule.curable:
            yield self.page.line(self.page.text("curable"))
        if self.assessment is not None:
            yield from self._finding(self.assessment, rule)
        yield from self.figures(account, searched)
        yield self.page.heading("facts")
        yield from (self.page.line(f"· {self.fact(one)}", 2) for one in account.facts)
        yield from self.related(account)
        yield from self.exemplified(account.rule)

    def _source(self, rule: Rule) -> str:
        place = self.provenance.place(rule.place)
        cited = self.law.cited(rule.citation)
        return f"{cited} [{place}]" if place else cited

    def _finding(self, assessment: Assessment, rule: Rule) -> Iterator[str]:
        finding = assessment.finding(rule.id)
        told = Teller.of(assessment, self.page.words).tell(finding)
        dossier = self.page.text("for_dossier", dossier=assessment.dossier.mobility.id)
        yield self.page.line(f"{dossier}: {self.page.words.text('outcomes', finding.outcome.value)}. {told}")

    def figures(self, account: RuleAccount, searched: str | None) -> Iterator[str]:
        """Each provision that it looks at: what it comes to, from whom, and who else might set it.

        The one whose search follows is left to that.
        """
        figures = [one for one in account.figures if one.key != searched]
        if figures:
            yield self.page.heading("figures")
        for one in figures:
            told = self.provenance.summary(one)
            name = capital(self.page.plain(self.law.provision(one.key)))
            yield self.page.line(f"{name} ({one.key}): {told}" if told else f"{name} ({one.key}):", 2)
            for line in self.provenance.lines(one):
                yield self.page.line(f"{line.label}: {line.text}" if line.label else line.text, 4)
        if account.waiver is not None:
            told = self.provenance.permission(account.waiver, account.deciders)
            yield self.page.line(self.page.pair("may_waive", told), 2)

    def fact(self, account: FactAccount) -> str:
        """A fact, and what settles it."""
        name = capital(self.page.plain(self.page.words.name("facts", account.definition.name)))
        source = account.definition.source
        if account.keys:
            return f"{name}: {self.page.text('from_days', keys=', '.join(account.keys))}"
        if source is None:
            return f"{name}: {self.page.text('computed')}"
        return f"{name}: {self._settled_by(source, account.paper)}"

    def _settled_by(self, source: str, paper: str | None) -> str:
        if paper is not None:
            return self.page.words.text("sentences", "settled_by_paper", paper=self.page.words.name("documents", paper))
        own = self.page.words.find("sources", source)
        return own or self.page.words.text("sentences", "settled_by_key", key=source)

    def related(self, account: RuleAccount) -> Iterator[str]:
        """What the other authority says of the matter; papers and duties that hang on the provision."""
        other = account.counterpart
        if other is not None:
            authority = self.page.words.text("authorities", other.authority.value)
            yield self.page.heading("other", authority=authority)
            yield self.page.line(f"{self.law.rule(other)} ({self.law.cited(other.citation)})", 2)
        if account.documents or account.obligations:
            yield self.page.heading("papers")
        yield from (self.page.line(f"· {self.law.document(one)}", 2) for one in account.documents)
        yield from (self.page.line(f"· {self.law.obligation(one)}", 2) for one in account.obligations)

    def exemplified(self, rule: Rule) -> Iterator[str]:
        """The cases that the law comes with, each told by what is found of it."""
        told = dict.fromkeys(one for trial in self.examples if (one := self._example(trial, rule)))
        if told:
            yield self.page.heading("examples")
        yield from (self.page.line(f"· {one}", 2) for one in told)

    def _example(self, trial: Trial, rule: Rule) -> str | None:
        finding = trial.assessment.finding(rule.id) if trial.assessment else None
        if trial.assessment is None or finding is None or finding.outcome is Outcome.NOT_APPLICABLE:
            return None
        told = Teller.of(trial.assessment, self.page.words).tell(finding, brief=True)
        if finding.outcome is Outcome.UNKNOWN:
            return told
        return f"{capital(self.page.words.text('outcomes', finding.outcome.value))}: {told}"
