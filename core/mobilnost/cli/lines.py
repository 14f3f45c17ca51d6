"""Many assessments: a line each, and the totals."""

from __future__ import annotations

from collections import Counter

from attrs import define, field

from mobilnost.assessment import Assessment, Finding, Verdict
from mobilnost.cli.screen import Screen
from mobilnost.cli.sheet import MARKS, verdict_of
from mobilnost.locales import Catalogue, Forms, Teller
from mobilnost.locales.citing import cited
from mobilnost.rules import Outcome

INVALID = "invalid"


@define
class Lines:
    """Writes a line for each dossier and counts them."""

    screen: Screen
    words: Catalogue
    counts: Counter[str] = field(factory=Counter)

    def add(self, assessment: Assessment) -> None:
        """The line of one dossier: verdict, id, programme, and the first reason."""
        verdict = assessment.verdict
        self.count(assessment)
        mark, colour = MARKS[verdict]
        teller = Teller.of(assessment, self.words)
        mobility = assessment.dossier.mobility
        parts = [
            self.screen.styled(f"{mark} {verdict_of(assessment, self.words)}", colour),
            mobility.id,
            teller.subjects.programme(mobility.programme),
        ]
        if verdict is not Verdict.ELIGIBLE:
            parts.append(self.reason(assessment, teller))
        self.screen.say("  ".join(parts))

    def count(self, assessment: Assessment) -> None:
        """Counts one dossier for the total."""
        self.counts[assessment.verdict.value] += 1

    def reason(self, assessment: Assessment, teller: Teller) -> str:
        """The first thing that keeps somebody from going."""
        first = _first(assessment)
        if first is not None:
            return f"{teller.tell(first, brief=True)} ({cited(first.citation, self.words)})"
        wanting = [self.words.name("documents", one.type) for one in assessment.documents if one.overdue]
        return f"{self.words.text('shell', 'documents')}: {', '.join(dict.fromkeys(wanting))}"

    def refused(self, file: str) -> None:
        """The line of a file that could not be judged; why, stands on the standard error."""
        self.counts[INVALID] += 1
        self.screen.say(self.screen.styled(f"! {self.words.text('shell', 'invalid')}", "red") + f"  {file}")

    def total(self) -> None:
        """How many there were of each verdict."""
        parts = [
            f"{self.words.text('verdicts', verdict.value)}: {self.counts[verdict.value]}"
            for verdict in Verdict
            if self.counts[verdict.value]
        ]
        if self.counts[INVALID]:
            parts.append(f"{self.words.text('shell', 'invalid')}: {self.counts[INVALID]}")
        count = Forms(self.words).counted(self.counts.total(), "dossiers")
        self.screen.say(self.words.text("shell", "total", count=count, parts=", ".join(parts)))


def _first(assessment: Assessment) -> Finding | None:
    """The first unmet rule that nothing can cure, else the first unmet one, else the first that waits."""
    unmet = [one for one in assessment.findings if one.outcome is Outcome.UNMET]
    hard = [one for one in unmet if not one.rule.curable]
    waits = [one for one in assessment.findings if one.outcome is Outcome.UNKNOWN and one.because is None]
    return next(iter([*hard, *unmet, *waits]), None)
