"""Recognition at a counter: in lines for people or, with JSON, in one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from mobilnost.cli.counter import Counter
from mobilnost.cli.dossier.reasons import table as refused
from mobilnost.cli.dossier.reasons import tell
from mobilnost.formats.recognitions import account_table, proposal_table, recognition_table
from mobilnost.law import Citation
from mobilnost.locales.recognitions import RecognitionTeller
from mobilnost.locales.subjects import Subjects
from mobilnost.model import Course, Institution
from mobilnost.model.transcripts import Transcript
from mobilnost.recognition.grounds import WORK
from mobilnost.recognition.units import differing

if TYPE_CHECKING:
    from mobilnost.assessment import Assessment
    from mobilnost.desk.proposals import Proposed
    from mobilnost.procedure.refusals import Reason
    from mobilnost.recognition.account import Account
    from mobilnost.recognition.proposal import Proposal
    from mobilnost.recognition.records import Recognition


@frozen(kw_only=True)
class Recognitions:
    """Tells of recognition at a counter."""

    counter: Counter
    teller: RecognitionTeller
    #: Whether the stay was for work, whose agreement may name no courses.
    work: bool

    @classmethod
    def of(cls, counter: Counter, assessment: Assessment, citations: Mapping[str, Citation]) -> Recognitions:
        """The teller in the reader's language, for a judged dossier."""
        known: dict[str, Institution] = dict(assessment.rulebook.institutions)
        known |= {one.id: one for one in assessment.dossier.institutions}
        subjects = Subjects.of(assessment.rulebook, counter.words)
        teller = RecognitionTeller(words=counter.words, subjects=subjects, institutions=known, citations=citations)
        return cls(counter=counter, teller=teller, work=assessment.dossier.mobility.kind in WORK)

    def proposal(self, found: Proposed, unread: tuple[str, ...] = ()) -> None:
        """What is proposed, result by result, and the account of it; `unread` are columns that nobody read."""
        id = found.dossier.mobility.id
        if self.counter.as_json:
            head = {"dossier": id, "agreement": {"version": found.agreed.version}, "automatic": found.automatic}
            table = {
                **head,
                **proposal_table(found.proposal),
                "account": account_table(found.account),
                "unread": list(unread),
            }
            self.counter.record(table)
            return
        self._title("proposal", dossier=id)
        self._of(found.given.transcript, found.agreed.version, found.agreed.courses)
        self._unread(unread)
        if found.of_another:
            learner = found.given.transcript.learner
            name = f"{learner.given_names} {learner.family_name}" if learner else ""
            self._line("of_another", name=name)
        for entry in found.proposal.entries:
            self._paragraph(self.teller.entry(entry))
        self._missing({one.line + 1: one.course.host_title for one in found.proposal.missing})
        self._unmatched(found.proposal)
        self._differing(found.given.transcript)
        self._account(found.account, found.agreed.courses)
        agreed = found.agreed.version is not None
        self._say(self.teller.automatic(automatic=found.automatic, agreed=agreed))

    def decision(
        self,
        made: Recognition,
        account: Account,
        *,
        key: str = "decided",
        written: bool = True,
        awaits: tuple[Reason, ...] | None = None,
        unread: tuple[str, ...] | None = None,
    ) -> None:
        """What was decided, with what was proposed wherever they differ; of one just made, what its step awaits."""
        if self.counter.as_json:
            told = {"dossier": made.dossier, **recognition_table(made), "account": account_table(account)}
            if awaits is not None:
                told["awaits"] = [refused(one, tell(one, self.counter.words)) for one in awaits]
            if unread is not None:
                told["unread"] = list(unread)
            self.counter.record({**told, "written": written})
            return
        self._title(key, dossier=made.dossier, day=self.teller.forms.day(made.on), by=made.by)
        if made.reference:
            self._line("reference", reference=made.reference)
        self._of(made.transcript, made.version, made.courses)
        self._unread(unread or ())
        for line in made.lines:
            self._paragraph(self.teller.line(line, made))
        self._missing({number: made.courses[number - 1].host_title for number in made.missing})
        self._account(account, made.courses)
        self._say(self.teller.automatic(automatic=made.automatic, agreed=made.version is not None))
        if awaits:
            self._line("awaits")
            for one in awaits:
                self._say(tell(one, self.counter.words), "    ")

    # -- pieces

    def _of(self, transcript: Transcript, version: int | None, courses: tuple[Course, ...]) -> None:
        issuer = self.teller.institution(transcript.issuer)
        if transcript.issued is None:
            self._line("transcript_undated", issuer=issuer)
        else:
            self._line("transcript", issuer=issuer, day=self.teller.forms.day(transcript.issued))
        if version is not None:
            self._line("agreement", version=version, courses=len(courses))
        if not courses and not self.work:
            self._line("no_courses")

    def _unread(self, columns: tuple[str, ...]) -> None:
        if columns:
            self._say(self.counter.words.text("import", "unread", columns=", ".join(columns)))

    def _missing(self, titles: Mapping[int, str]) -> None:
        """The lines of the agreement that no result is, by their numbers."""
        if titles:
            self.counter.say()
            self._say(f"{self.teller.text('missing')}:")
            for number, title in titles.items():
                self._say(f"{number} · {title}", "    ")

    def _unmatched(self, proposal: Proposal) -> None:
        """How a result that is no line of the agreement by its title is said to be one."""
        strays = [one.id for one in proposal.entries if one.line is None and one.instead is None]
        if strays and proposal.missing:
            self._line("unmatched", result=strays[0], line=proposal.missing[0].line + 1)

    def _differing(self, transcript: Transcript) -> None:
        for result, found in differing(transcript):
            self._line(
                "differing",
                title=result.title,
                stated=self.teller.forms.number(found.stated),
                parts=self.teller.forms.number(found.parts),
                scheme=found.scheme.upper(),
            )

    def _account(self, account: Account, courses: tuple[Course, ...]) -> None:
        self.counter.say()
        self._say(self.counter.screen.styled(self.teller.text("account"), bold=True))
        titles = {line: course.host_title for line, course in enumerate(courses)}
        for line in self.teller.account(account, titles):
            self._say(line, "    ")

    def _title(self, key: str, **values: object) -> None:
        self.counter.say(self.counter.screen.styled(self.teller.text(key, **values), bold=True))

    def _line(self, key: str, **values: object) -> None:
        self._say(self.teller.text(key, **values))

    def _paragraph(self, lines: Iterable[str]) -> None:
        self.counter.say()
        for line in lines:
            self._say(line)

    def _say(self, line: str, indent: str = "  ") -> None:
        depth = len(line) - len(line.lstrip())
        first = indent + line[:depth]
        self.counter.say(self.counter.screen.indented(line[depth:], first, first + "  "))
