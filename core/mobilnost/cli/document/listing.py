"""The papers of a dossier on one page: those that it needs, its plans and who signed them, the files there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mobilnost.assessment import Assessment
from mobilnost.cli.counter import Counter
from mobilnost.cli.document.plain import paper_table, plan_table
from mobilnost.cli.document.telling import PlanTeller
from mobilnost.cli.papers import joined
from mobilnost.desk.plans import PlanState
from mobilnost.formats.report import document
from mobilnost.locales import tell_document
from mobilnost.locales.citing import cited
from mobilnost.locales.forms import capital
from mobilnost.papers import DocumentState, PaperState
from mobilnost.procedure.receipts import Paper


class Listing:
    """What there is of a dossier's papers."""

    def __init__(
        self, counter: Counter, assessment: Assessment, plans: Sequence[PlanState], papers: Sequence[Paper]
    ) -> None:
        self.counter, self.assessment, self.plans, self.papers = counter, assessment, plans, papers
        self.teller = PlanTeller.of(counter)
        self.needed = sorted(joined(assessment.documents), key=lambda one: one.phase.name != "BEFORE")

    def show(self) -> None:
        """As lines, or as one record."""
        if self.counter.as_json:
            self.counter.record(self.table())
            return
        dossier = self.assessment.dossier.mobility.id
        self.counter.say(self.counter.screen.styled(f"{dossier}: {self.teller.text('papers')}", bold=True))
        for line in (*self._needed(), *self._plans(), *self._files()):
            self.counter.say(line)

    def table(self) -> dict[str, Any]:
        """The page as data."""
        return {
            "dossier": self.assessment.dossier.mobility.id,
            "on": self.assessment.on.isoformat(),
            "needed": [document(one) for one in self.needed],
            "plans": [plan_table(one) for one in self.plans],
            "papers": [paper_table(one) for one in self.papers],
        }

    def _needed(self) -> Iterator[str]:
        yield from (
            f"  {self._mark(one)} {tell_document(one, self.counter.words)} ({self._cited(one)})" for one in self.needed
        )

    def _mark(self, one: DocumentState) -> str:
        if one.state is PaperState.PRESENT:
            return "✔"
        return "✘" if one.overdue else "·"

    def _cited(self, one: DocumentState) -> str:
        return cited(one.citation, self.counter.words)

    def _plans(self) -> Iterator[str]:
        for state in self.plans:
            yield ""
            yield self.counter.screen.styled(capital(self.teller.document(state.plan.type)), bold=True)
            for version in reversed(state.plan.versions):
                yield from (f"  {line}" for line in self.teller.version(state, version))

    def _files(self) -> Iterator[str]:
        if self.papers:
            yield ""
            yield self.counter.screen.styled(self.teller.text("files"), bold=True)
        for paper in self.papers:
            name = self.teller.document(paper.type)
            size = self.teller.forms.number(-(-paper.size // 1024))
            day = self.teller.day(paper.received)
            yield f"  {paper.id}  {name}: {paper.name}, {paper.media_type}, {size} KiB, {day}"
