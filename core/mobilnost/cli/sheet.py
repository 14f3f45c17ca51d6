"""One assessment as an office worker reads it: the verdict, what is wrong, what is not known, papers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import define, field

from mobilnost.assessment import Assessment, Finding, Verdict
from mobilnost.cli.papers import joined
from mobilnost.cli.screen import Screen
from mobilnost.funding import settlement_of
from mobilnost.locales import Catalogue, Forms, Teller, tell_document, tell_obligation
from mobilnost.locales.citing import cited
from mobilnost.locales.forms import capital
from mobilnost.locales.funding import GrantTeller
from mobilnost.model import Direction, Phase
from mobilnost.papers import DutyState, PaperState
from mobilnost.rules import Outcome

MARKS = {
    Verdict.ELIGIBLE: ("✔", "green"),
    Verdict.INCOMPLETE: ("…", "yellow"),
    Verdict.NOT_ELIGIBLE: ("✘", "red"),
}


def verdict_of(assessment: Assessment, words: Catalogue) -> str:
    """The verdict in words: who comes is told otherwise than who goes."""
    incoming = assessment.dossier.mobility.direction is Direction.INCOMING
    return words.text("verdicts_incoming" if incoming else "verdicts", assessment.verdict.value)


@define
class Sheet:
    """Writes one assessment. With `full` every finding is told, also what is in order or does not apply."""

    screen: Screen
    words: Catalogue
    assessment: Assessment
    full: bool = False
    names: bool = False
    teller: Teller = field(init=False)
    forms: Forms = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.teller = Teller.of(self.assessment, self.words)
        self.forms = Forms(self.words)

    def show(self) -> None:
        """The whole sheet."""
        for part in (
            self.head(),
            self.wrong(),
            self.unknown(),
            self.waived(),
            self.fine(),
            self.money(),
            self.papers(),
            self.dates(),
        ):
            lines = list(part)
            if lines:
                self.screen.say("\n".join(lines))
                self.screen.say()

    # -- the head

    def head(self) -> Iterator[str]:
        """Verdict and id; who, what, where, when."""
        assessment, mobility = self.assessment, self.assessment.dossier.mobility
        book = assessment.rulebook
        mark, colour = MARKS[assessment.verdict]
        who = f"{self._name()}, " if self.names else ""
        yield self.screen.styled(f"{mark} {mobility.id}: {who}{verdict_of(assessment, self.words)}", colour, bold=True)
        word = self.teller.subjects.word
        yield self._plain(
            self.teller.subjects.programme(mobility.programme),
            self.words.text(
                "shell",
                "case",
                participant=word(assessment.dossier.participant, "participant"),
                direction=word(mobility.direction, "direction"),
                kind=word(mobility.kind, "kind"),
            ),
        )
        yield self._plain(f"{self._place(mobility.sending)} → {self._place(mobility.receiving)}", self._period())
        instruments = [
            f"{self.words.text('layers', layer).removeprefix(self.words.text('shell', 'article'))} {name.id}"
            for layer, name in (("agreement", book.agreement), ("call", book.call))
            if name
        ]
        on = self.words.text("shell", "on", day=self.forms.day(assessment.on))
        yield self._plain(*instruments, on)

    def _plain(self, *parts: str) -> str:
        return self.screen.indented(" · ".join(parts), "  ", "  ")

    def _name(self) -> str:
        person = self.assessment.dossier.person
        return f"{person.given_names} {person.family_name}"

    def _period(self) -> str:
        dossier = self.assessment.dossier
        start, end = self.forms.day(dossier.first_day), self.forms.day(dossier.last_day)
        return self.words.text("shell", "period", start=start, end=end)

    def _place(self, id: str) -> str:
        """The name of an institution where it is known, with its id."""
        own = (one for one in self.assessment.dossier.institutions if one.id == id)
        known = next(own, self.assessment.rulebook.institutions.get(id))
        if known is None or not known.names:
            return id
        names = known.names
        return names.get(self.words.language) or names.get("en") or next(iter(names.values()))

    # -- findings

    def wrong(self) -> Iterator[str]:
        """Every unmet rule, with who set its figures and what the other authority says."""
        unmet = self._with(Outcome.UNMET)
        if unmet:
            yield self._heading("wrong", "red")
        for finding in unmet:
            yield from self._told(finding, "✘")

    def unknown(self) -> Iterator[str]:
        """What is not known, each missing fact once, with the articles that wait for it."""
        waiting = [one for one in self._with(Outcome.UNKNOWN) if one.because is None]
        if waiting:
            yield self._heading("unknown", "yellow")
        for missing in dict.fromkeys(one.missing for one in waiting):
            same = [one for one in waiting if one.missing == missing]
            articles = "; ".join(dict.fromkeys(cited(one.citation, self.words) for one in same))
            yield self.screen.indented(f"? {self.teller.tell(same[0])} ({articles})")
        opened = [one for one in self._with(Outcome.UNKNOWN) if one.because is not None]
        if opened and self.full:
            yield self._heading("open")
            yield from (line for one in opened for line in self._told(one, "·"))
        elif opened:
            titles = ", ".join(dict.fromkeys(self.teller.title(one) for one in opened))
            yield self.screen.indented(f"{self.words.text('shell', 'open')}: {titles}")

    def waived(self) -> Iterator[str]:
        """What a special decision set aside."""
        found = self._with(Outcome.WAIVED)
        if found:
            yield self._heading("waived")
        for one in found:
            told = f"· {self.teller.title(one)}: {self.teller.tell(one)} ({cited(one.citation, self.words)})"
            yield self.screen.indented(told)

    def fine(self) -> Iterator[str]:
        """What is in order: the titles, or every sentence."""
        for outcome, key in ((Outcome.MET, "fine"), (Outcome.NOT_APPLICABLE, "not_applicable")):
            found = self._with(outcome)
            if not found or (outcome is Outcome.NOT_APPLICABLE and not self.full):
                continue
            heading = self.words.text("shell", key, count=len(found))
            if self.full and outcome is Outcome.MET:
                yield self.screen.styled(heading, bold=True)
                yield from (line for one in found for line in self._told(one, "✔"))
            else:
                titles = ", ".join(dict.fromkeys(self.teller.title(one) for one in found))
                yield self.screen.indented(f"{self.screen.styled(heading, bold=True)}: {titles}", "", "  ")

    def _told(self, finding: Finding, mark: str) -> Iterator[str]:
        other = self._counterpart(finding)
        speaks = f"[{self._authority(finding)}] " if other else ""
        yield self.screen.indented(
            f"{mark} {speaks}{self.teller.tell(finding)} ({cited(finding.citation, self.words)})"
        )
        for line in self.teller.provenance(finding):
            yield self.screen.indented(line, "    ", "    ")
        if finding.outcome is Outcome.UNMET and finding.rule.curable:
            yield self.screen.indented(f"{self.words.text('shell', 'curable')}", "    ", "    ")
        if other is not None and finding.outcome is Outcome.UNMET and other.outcome is not Outcome.UNMET:
            told = f"[{self._authority(other)}] {self.teller.tell(other)} ({cited(other.citation, self.words)})"
            yield self.screen.indented(told, "    ", "    ")

    def _authority(self, finding: Finding) -> str:
        name = self.words.text("authorities", finding.authority.value)
        return f"{name}, {self.words.text('shell', 'binding')}" if finding.binding else name

    def _counterpart(self, finding: Finding) -> Finding | None:
        """What the other authority says of the same matter, where it says something else."""
        for other in self.assessment.findings:
            same = other.id.endswith(f".{finding.id}") or finding.id.endswith(f".{other.id}")
            if same and other.authority is not finding.authority and other.outcome is not Outcome.NOT_APPLICABLE:
                differs = (other.outcome, other.limit) != (finding.outcome, finding.limit)
                return other if differs else None
        return None

    # -- papers and dates

    def papers(self) -> Iterator[str]:
        """What is missing or lacks a signature first, then what is there."""
        papers = list(joined(self.assessment.documents))
        wanting = [one for one in papers if one.state in (PaperState.MISSING, PaperState.UNSIGNED)]
        there = [self.words.name("documents", one.type) for one in papers if one.state is PaperState.PRESENT]
        if wanting or there:
            yield self._heading("documents")
        for phase in Phase:
            lacking = [one for one in wanting if one.phase is phase]
            if lacking:
                yield self.screen.indented(f"{capital(self.words.text('phases', phase.value))}:")
            for one in sorted(lacking, key=lambda one: (not one.overdue, one.due or date.max)):
                mark = "✘" if one.overdue else "·"
                told = f"{mark} {tell_document(one, self.words)} ({cited(one.citation, self.words)})"
                yield self.screen.indented(told, "    ", "      ")
        if there:
            names = self.words.text("shell", "documents_fine", names=", ".join(dict.fromkeys(there)))
            yield self.screen.indented(names)

    def dates(self) -> Iterator[str]:
        """The duties by the day on which they are due."""
        if self.assessment.obligations:
            yield self._heading("dates")
        for one in self.assessment.obligations:
            mark = {DutyState.OVERDUE: "✘", DutyState.DONE: "✔"}.get(one.state, "·")
            yield self.screen.indented(f"{mark} {tell_obligation(one, self.words)} ({cited(one.citation, self.words)})")

    # -- money

    def money(self) -> Iterator[str]:
        """What the stay is paid, a line each; nothing where the programme knows no grants, or nothing concerns it."""
        settlement = settlement_of(self.assessment)
        if settlement is None or not (settlement.grant.lines or settlement.grant.omitted):
            return
        teller = GrantTeller.of(self.assessment, self.words)
        yield self._heading_of(teller.text("title"))
        if not settlement.payable:
            yield self.screen.indented(f"· {teller.text('hypothetical')}")
        for line in settlement.grant.lines:
            told = teller.line(line, settlement.grant)
            theirs = f"; {teller.pays(line)}" if line.payer.is_participant else ""
            yield self.screen.indented(f"· {told.text}{theirs}")
        yield self.screen.indented(f"· {teller.total(settlement.grant)}")

    # -- pieces

    def _with(self, outcome: Outcome) -> list[Finding]:
        return [one for one in self.assessment.findings if one.outcome is outcome]

    def _heading(self, key: str, colour: str | None = None) -> str:
        return self._heading_of(self.words.text("shell", key), colour)

    def _heading_of(self, text: str, colour: str | None = None) -> str:
        return self.screen.styled(text, colour, bold=True)
