"""Recognition in words: every result with what becomes of it and why, and the account of a stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from mobilnost.law import Citation, Effective
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.citing import cited
from mobilnost.locales.forms import Forms, capital, sentence
from mobilnost.locales.subjects import Subjects
from mobilnost.model import Credits, Institution
from mobilnost.recognition.account import Account
from mobilnost.recognition.credits import Converted
from mobilnost.recognition.deviations import Decided
from mobilnost.recognition.law import Outcome, Record
from mobilnost.recognition.naming import Names, Where, names_of, where_of
from mobilnost.recognition.proposal import Entry
from mobilnost.recognition.records import Amount, EctsRecord, GradeRecord, Line, Recognition, Standing, standing_of


@frozen(kw_only=True)
class RecognitionTeller:
    """Tells of recognition in the language of a catalogue.

    `subjects` name the law's provisions, `institutions` have names, `citations` are those of the law of recognition.
    """

    words: Catalogue
    subjects: Subjects
    institutions: Mapping[str, Institution]
    citations: Mapping[str, Citation]

    @property
    def forms(self) -> Forms:
        """How the language writes values."""
        return Forms(self.words)

    # -- a proposal

    def entry(self, entry: Entry) -> Iterator[str]:
        """One result of a proposal, from its title down to where it is entered."""
        yield self._title(entry.id, entry.names)
        decided = Decided(proposed=entry, records=entry.records, counts=entry.counts)
        yield f"  {self.standing(standing_of(decided))}"
        yield f"  {sentence(self._because(entry.rule.id, entry.rule.citation))}"
        if entry.overlap_percent is not None:
            yield f"  {self.text('overlap')}: {self.forms.counted(entry.overlap_percent, 'percent')}"
        if entry.home_ects is not None and entry.home_ects != entry.ects.value:
            yield f"  {sentence(self.text('home_ects', ects=self.ects(entry.home_ects)))}"
        for key, figure in entry.provisions:
            yield f"  {self._provision(key, figure)}"
        yield f"  {self._converted(entry.ects, entry.original)}"
        if entry.grade is not None:
            record = GradeRecord(original=entry.grade.original, method=entry.grade.method, because=entry.grade.because)
            yield f"  {self._grade(record, standing_of(decided))}"
        yield f"  {self.text('where')}: {self._where(entry.where)}"
        yield from (f"  {line}" for line in self._remarks(entry))

    def _title(self, id: str, names: Names) -> str:
        further = [one for one in (names.home, names.english) if one is not None and one != names.original]
        told = f"{names.original} ({'; '.join(further)})" if further else names.original
        return f"{id} · {told}"

    def _because(self, rule: str, citation: Citation) -> str:
        return f"{self.words.name('recognition_rules', rule)} ({cited(citation, self.words)})"

    def _remarks(self, entry: Entry) -> Iterator[str]:
        """What else is to be known: what the host contradicts, discretion, what must be noted, what nobody has said."""
        if entry.contradiction is not None:
            yield sentence(self.words.name("recognition_contradictions", entry.contradiction.value))
        if entry.rule.discretion:
            yield self.text("discretion")
        if entry.rule.remark is not None:
            yield sentence(self.words.name("recognition_remarks", entry.rule.remark))
        if entry.within:
            yield f"{self.text('within')}: {', '.join(entry.within)}"
        if entry.instead is not None:
            yield f"{self.text('instead')}: {entry.instead}"
        if entry.names.home is None and entry.records:
            yield sentence(self.text("no_home_name", citation=self._cites("names")))
        if entry.waits:
            facts = self.forms.all_of(self.words.name("recognition_facts", one) for one in entry.waits)
            yield f"{self.text('waits')}: {facts}"

    # -- a decision

    def line(self, line: Line, made: Recognition) -> Iterator[str]:
        """One result as it was decided; where that differs from the proposal, both, and the reason."""
        result = made.transcript.by_id[line.result]
        yield self._title(line.result, names_of(result, made.transcript, made.language))
        yield f"  {self.standing(line.decided)}"
        if line.deviates:
            yield f"  {self.text('was_proposed')}: {self.standing(line.proposed)}"
        if line.reason is not None:
            yield f"  {self.text('reason')}: {line.reason}"
        yield f"  {sentence(self._because(line.rule, line.citation))}"
        yield f"  {self._principle(line.ects, line.proposed.ects, result.credits)}"
        if line.grade is not None:
            yield f"  {self._grade(line.grade, line.decided)}"
        yield f"  {self.text('where')}: {self._where(where_of(result, made.transcript))}"

    # -- pieces

    def standing(self, standing: Standing) -> str:
        """What a result is recognised as, on a line: outcome, home course, ECTS, grade, and where it is entered."""
        outcome = self.outcome(standing.outcome)
        parts = [f"{outcome}: {standing.home_title}" if standing.home_title else outcome]
        parts.append(self.ects(standing.ects))
        if standing.grade is not None:
            parts.append(f"{self.text('grade')} {standing.grade}")
        if standing.records:
            parts.append(f"{self.text('entered')}: {', '.join(self.record(one) for one in standing.records)}")
        return capital(" · ".join(parts))

    def outcome(self, outcome: Outcome) -> str:
        """An outcome by its name."""
        return self.words.name("recognition_outcomes", outcome.value)

    def record(self, record: Record) -> str:
        """Where a result is entered, by its name."""
        return self.words.name("recognition_records", record.value)

    def ects(self, value: Decimal | None) -> str:
        """An amount of ECTS, or that nobody knows it."""
        return self.text("ects_unknown") if value is None else self.forms.counted(value, "ects")

    def text(self, *path: str, **values: object) -> str:
        """A text about recognition."""
        return self.words.text("recognition", *path, **values)

    def _converted(self, found: Converted, original: Iterable[Credits]) -> str:
        figures = tuple(Amount(name=name, value=value) for name, value in found.figures)
        record = EctsRecord(
            principle=found.principle, figures=figures, wanted=found.wanted, lacking=found.lacking, said=found.said
        )
        return self._principle(record, found.value, original)

    def _principle(self, record: EctsRecord, value: Decimal | None, original: Iterable[Credits]) -> str:
        """By which principle the ECTS came about, from which figures, and why by no other."""
        stated = ", ".join(f"{self.forms.number(one.value)} {one.scheme.upper()}" for one in original)
        told = self.words.name("credit_principles", record.principle.value)
        line = f"{self.text('credits')}: {stated or '–'} → {self.ects(value)}"
        if value is not None:
            line += f", {told}"
            if len(record.figures) > 1:
                line += f" ({'; '.join(map(self._figure, record.figures))})"
            if record.said:
                line += f": {record.said}"
        if record.lacking is not None:
            why = self.words.name("credits_lacking", record.lacking.value)
            wanted = self.words.name("credit_principles", (record.wanted or record.principle).value)
            line += f"; {self.text('not_by', principle=wanted, because=why)}"
        return line

    def _figure(self, one: Amount) -> str:
        return f"{self.words.name('credit_figures', one.name)}: {self.forms.number(one.value)}"

    def _grade(self, grade: GradeRecord, standing: Standing) -> str:
        """The grade in both forms, how it was converted or why it was not, and whether it enters the average."""
        line = f"{capital(self.text('grade'))}: {grade.original}"
        if standing.grade is not None:
            method = self.words.name("conversion_methods", grade.method.value if grade.method else "undecided")
            line += f" → {standing.grade}, {method}"
        elif grade.because is not None:
            line += f"; {self.words.name('unconverted', grade.because.value)}"
        return f"{line}; {self.text('counts' if standing.counts else 'counts_not')}"

    def _provision(self, key: str, figure: Effective) -> str:
        origin = f" ({cited(figure.winner.origin.citation, self.words)})" if figure.winner else ""
        return f"{capital(self.subjects.provision(key))}: {self.subjects.figure(figure.value, key)}{origin}"

    def _where(self, where: Where) -> str:
        day = self.forms.day(where.date) if where.date is not None else None
        since = self.text("since", day=self.forms.day(where.start)) if where.start is not None else None
        when = (since, day, where.academic_year, where.term, self._term(where))
        parts = (where.employer, self.institution(where.institution), *when)
        return ", ".join(one for one in parts if one)

    def _term(self, where: Where) -> str | None:
        """From when to when the term was, as far as the host says it."""
        first, last = (one and self.forms.day(one) for one in (where.term_start, where.term_end))
        key = "term" if first and last else "term_from" if first else "term_until"
        return self.text(key, first=first, last=last) if first or last else None

    def institution(self, id: str) -> str:
        """An institution by its name in the reader's language, or by its id."""
        known = self.institutions.get(id)
        if known is None or not known.names:
            return id
        return known.names.get(self.words.language) or known.names.get("en") or next(iter(known.names.values()))

    # -- the account

    def account(self, account: Account, titles: Mapping[int, str]) -> Iterator[str]:
        """The sums of a stay; `titles` are those of the lines of the agreement."""
        if titles:
            yield self._sum("agreed", account.agreed, "agreement")
        for outcome, ects in account.totals.items():
            if ects:
                yield f"{capital(self.outcome(outcome))}: {self.ects(ects)}"
        if account.unknown:
            yield f"{self.text('unknown')}: {', '.join(account.unknown)}"
        if account.pending:
            pending = ", ".join(account.pending)
            yield self.text("pending", results=pending, ects=self.ects(account.pending_ects))
        if account.shortfall.ects != 0 or account.shortfall.lines:
            yield self._sum("made_up", account.shortfall.ects, "made_up")
            for line, missing in account.shortfall.lines:
                yield f"  {titles.get(line, line + 1)}: {self.ects(missing)}"
        if account.surplus:
            yield self._sum("surplus", account.surplus, "surplus")
        if account.due is not None:
            key = "due_unknown" if account.below_due is None else "below_due" if account.below_due else "due_met"
            due = self.ects(account.due.ects)
            told = self.text(key, due=due, missing=self.ects(account.below_due))
            yield sentence(f"{told} ({cited(account.due.citation, self.words)})")

    def automatic(self, *, automatic: bool, agreed: bool) -> str:
        """Whether all of the agreement was achieved, so that nothing further is needed."""
        key = "automatic" if automatic else "not_automatic" if agreed else "no_agreement"
        return sentence(f"{self.text(key)} ({self._cites('automatic' if agreed else 'agreement')})")

    def _sum(self, key: str, ects: Decimal | None, cites: str) -> str:
        return f"{self.text(key)}: {self.ects(ects)} ({self._cites(cites)})"

    def _cites(self, name: str) -> str:
        found = self.citations.get(name)
        return cited(found, self.words) if found is not None else "–"
