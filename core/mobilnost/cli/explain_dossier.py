"""The account of a dossier as an office worker reads it: what decides, what would change it, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import define, field

from mobilnost.accounts.dossier import DossierAccount, Remedy
from mobilnost.accounts.margins import Margin
from mobilnost.accounts.nearest import Proposal
from mobilnost.accounts.wanting import MissingFact
from mobilnost.assessment import Assessment, Finding, Verdict
from mobilnost.cli.papers import joined
from mobilnost.cli.screen import Screen
from mobilnost.cli.sheet import Sheet, verdict_of
from mobilnost.locales import Catalogue, LawTeller, Teller, tell_document, tell_obligation
from mobilnost.locales.changes import Changes
from mobilnost.locales.citing import cited
from mobilnost.locales.forms import sentence
from mobilnost.papers import DutyState
from mobilnost.rules import Outcome


@define
class DossierSheet:
    """Writes the account of one dossier."""

    screen: Screen
    words: Catalogue
    account: DossierAccount
    names: bool = False
    assessment: Assessment = field(init=False)
    teller: Teller = field(init=False)
    changes: Changes = field(init=False)
    law: LawTeller = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.assessment = self.account.assessment
        self.teller = Teller.of(self.assessment, self.words)
        self.changes = Changes.of(self.assessment.rulebook, self.words)
        self.law = LawTeller.of(self.assessment.rulebook, self.words)

    def show(self) -> None:
        """The whole sheet."""
        head = Sheet(self.screen, self.words, self.assessment, names=self.names).head()
        for part in (head, self.decides(), self.together(), self.missing(), self.holds(), self.next()):
            lines = list(part)
            if lines:
                self.screen.say("\n".join(lines))
                self.screen.say()

    # -- what decides

    def decides(self) -> Iterator[str]:
        """The findings that decide, each with what would mend it; rules with one remedy stand together."""
        account = self.account
        yield self._heading("decides")
        if not account.remedies and not account.deciding:
            late = self.assessment.verdict is not Verdict.ELIGIBLE
            yield self.screen.indented(self._text("only_papers" if late else "nothing"))
        for _, same in groupby(account.remedies, key=lambda one: [it.change for it in one.proposals]):
            yield from self._remedied(list(same))
        for finding in account.deciding:
            if finding.outcome is Outcome.UNKNOWN:
                yield self.screen.indented(self._waiting(finding))
        if any(one.past for remedy in account.remedies for one in remedy.proposals):
            yield self.screen.indented(self._text("past"))

    def _remedied(self, same: list[Remedy]) -> Iterator[str]:
        """Rules that the same changes mend, and those changes; else that there are none."""
        for one in same:
            yield self.screen.indented(self._told(one.finding, "✘"))
            yield from (self.screen.indented(line, "    ", "    ") for line in self._others(one))
        proposals = same[-1].proposals
        if proposals:
            yield self.screen.indented(self._text("change"), "    ", "    ")
        for number, proposal in enumerate(proposals):
            joint = f"{self._text('or')} " if number else ""
            yield self.screen.indented(f"→ {joint}{self.proposed(proposal)}", "    ", "      ")

    def proposed(self, proposal: Proposal) -> str:
        """A change, and what comes of it; nothing is said where only what was wrong before is wrong still."""
        told = self.changes.tell(proposal.change)
        if not proposal.breaks and proposal.verdict is Verdict.NOT_ELIGIBLE:
            return told
        return f"{told}; {self._outcome(proposal.after, proposal.breaks)}"

    def _outcome(self, after: Assessment, breaks: Iterable[str]) -> str:
        """What the verdict is then, or what else is then no longer in order."""
        teller = Teller.of(after, self.words)
        broken = " ".join(self._brief(teller, after.finding(id)) for id in breaks)
        if broken:
            return self._text("alone_broken", told=broken)
        return self._text("alone", verdict=verdict_of(after, self.words))

    def _brief(self, teller: Teller, finding: Finding) -> str:
        return f"{teller.tell(finding, brief=True)} ({cited(finding.citation, self.words)})"

    def _others(self, remedy: Remedy) -> Iterator[str]:
        """What else could be done about it: another agreement, a figure set otherwise, the rule set aside, a paper."""
        curable = remedy.finding.rule.curable
        if curable:
            yield self.words.text("shell", "curable")
        elif remedy.needs is not None:
            yield self.words.text("explain", "needs", remedy.needs.value, told=self.law.rule(remedy.finding.rule))
        elif not remedy.proposals:
            yield self._text("unmendable")
        for key, permission in remedy.setters:
            provision, may = self.law.provision(key), self.law.permission(permission)
            yield sentence(self._text("setter", provision=provision, permission=may))
        if remedy.waiver is not None:
            yield self._text("waivable", article=remedy.waiver.citation.at if remedy.waiver.citation else "")
            if remedy.deciders:
                yield sentence(self.law.decided(remedy.deciders))
        elif not remedy.proposals and not curable:
            yield self._text("not_waivable")

    def _told(self, finding: Finding, mark: str) -> str:
        speaks = f"[{self.words.text('authorities', finding.authority.value)}] " if self._two(finding) else ""
        return f"{mark} {speaks}{self.teller.tell(finding)} ({cited(finding.citation, self.words)})"

    def _waiting(self, finding: Finding) -> str:
        """A rule that is not known to be met; what it waits for stands among what is missing."""
        unknown = self.words.text("outcomes", finding.outcome.value)
        return f"? {self.teller.title(finding)}: {unknown} ({cited(finding.citation, self.words)})"

    def _two(self, finding: Finding) -> bool:
        """Whether the other authority's word on the same matter decides too."""
        ids = [one.id for one in self.account.deciding]
        return any(one.endswith(f".{finding.id}") or finding.id.endswith(f".{one}") for one in ids)

    # -- all changes together

    def together(self) -> Iterator[str]:
        """What all the changes come to, where one alone does not make the dossier eligible."""
        found = self.account.together
        if found is None or any(
            one.verdict is Verdict.ELIGIBLE for remedy in self.account.remedies for one in remedy.proposals
        ):
            return
        changes = "; ".join(self.changes.tell(one) for one in found.changes)
        yield f"{self._heading('together')}: {changes}"
        yield self.screen.indented(sentence(self._text("alone", verdict=verdict_of(found.after, self.words))))
        if found.left:
            yield self.screen.indented(sentence(self._text("left", titles=self._titles(found.left, found.after))))

    def _titles(self, ids: Iterable[str], after: Assessment) -> str:
        teller = Teller.of(after, self.words)
        return ", ".join(dict.fromkeys(teller.title(after.finding(id)) for id in ids))

    # -- what is missing, what holds, what comes

    def missing(self) -> Iterator[str]:
        """Facts and papers, from whom and by when."""
        papers = list(joined(self.account.papers))
        if self.account.missing or papers:
            yield self._heading("missing")
        alike: dict[object, list[MissingFact]] = {}
        for one in self.account.missing:
            alike.setdefault((one.source, one.who, one.due, one.known), []).append(one)
        yield from (self.screen.indented(f"? {self._missing(same)}") for same in alike.values())
        for paper in sorted(papers, key=lambda one: not one.overdue):
            mark = "✘" if paper.overdue else "·"
            issuer = [self._text("fact_from", who=self.words.name("roles", paper.issuer))] if paper.issuer else []
            told = "; ".join([tell_document(paper, self.words), *issuer])
            yield self.screen.indented(f"{mark} {told} ({cited(paper.citation, self.words)})")

        handed = self.account.handed_in
        if handed is not None:
            told = self._text("handed_in", day=self.changes.forms.day(self.assessment.on))
            yield self.screen.indented(f"→ {told}; {self._outcome(handed.after, handed.breaks)}")

    def _missing(self, same: list[MissingFact]) -> str:
        """Facts that one key or paper settles: what they are, what settles them, who has it, and what is on record."""
        first, forms = same[0], self.changes.forms
        names = forms.all_of(self.teller.subjects.fact(one.name) for one in same)
        told = [sentence(self.words.text("sentences", "missing", fact=names))]
        told += [sentence(self.teller.settled_by(first.source))] if first.source else []
        more = [self._text("fact_from", who=self.words.name("roles", first.who))]
        more += [self._text("fact_by", day=forms.day(first.due))] if first.due else []
        more += [self._text("on_record", names=forms.any_of(first.known))] if first.known else []
        return " ".join([*told, sentence("; ".join(more))])

    def holds(self) -> Iterator[str]:
        """The narrowest margins of an eligible dossier."""
        margins = self.account.margins
        lines = []
        if margins is not None:
            lines += [self._margin("latest", margins.latest_end), self._margin("earliest", margins.earliest_end)]
            lines += [self._text("just", told=one) for one in self._just(margins.just_met)]
        told = [self.screen.indented(f"· {one}") for one in lines if one]
        if told:
            yield self._heading("holds")
            yield from told

    def _just(self, findings: Iterable[Finding]) -> Iterator[str]:
        """What is met with nothing to spare; what two authorities ask for alike is said once."""
        sources: dict[str, list[str]] = {}
        for one in findings:
            sources.setdefault(self.teller.tell(one, brief=True), []).append(cited(one.citation, self.words))
        yield from (f"{told} ({'; '.join(places)})" for told, places in sources.items())

    def _margin(self, key: str, margin: Margin | None) -> str | None:
        if margin is None:
            return None
        titles = ", ".join(dict.fromkeys(self.teller.title(self.assessment.finding(one)) for one in margin.rules))
        return self._text(key, day=self.changes.forms.day(margin.day), titles=titles)

    def next(self) -> Iterator[str]:
        """Duties that are late, and the next ones."""
        if self.account.duties:
            yield self._heading("next")
        for one in self.account.duties:
            mark = "✘" if one.state is DutyState.OVERDUE else "·"
            yield self.screen.indented(f"{mark} {tell_obligation(one, self.words)} ({cited(one.citation, self.words)})")

    # -- pieces

    def _text(self, key: str, **values: object) -> str:
        return self.words.text("explain", key, **values)

    def _heading(self, key: str) -> str:
        return self.screen.styled(self._text(key), bold=True)
