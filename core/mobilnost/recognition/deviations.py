"""What the ECTS coordinator decides otherwise than proposed, and why; the proposal stays beside it (čl. 14)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.grammar import evaluate
from mobilnost.law import Citation
from mobilnost.model import Phrase
from mobilnost.model.codes import ID, NOT_NEGATIVE, PERCENT, TEXT, Id, Percent, Quantity, Text
from mobilnost.recognition.credits import BEFORE
from mobilnost.recognition.law import Outcome, RecognitionLaw, Record
from mobilnost.recognition.proposal import Entry, Grounds, Proposal


@frozen(kw_only=True)
class Deviation:
    """That one result is decided otherwise, with the reason; what is not given stays as it was proposed.

    `grade` is the grade at home. `home_title`, `home_ects` and `overlap_percent` are the coordinator's judgement of
    what it stands for at home.
    """

    result: Id = field(validator=ID)
    reason: Text = field(validator=TEXT)
    outcome: Outcome | None = None
    ects: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    grade: str | None = None
    home_title: str | None = None
    home_ects: Quantity | None = field(default=None, validator=NOT_NEGATIVE)
    overlap_percent: Percent | None = field(default=None, validator=PERCENT)


@frozen
class Objection:
    """What stands against a deviation, as ids and values, with the article; `refusals` has the words."""

    phrase: Phrase
    citation: Citation | None = None

    @classmethod
    def of(cls, id: str, citation: Citation | None = None, **parts: object) -> Objection:
        """The same, with its values as keywords."""
        return cls(Phrase.of(id, **parts), citation)


@frozen(kw_only=True)
class Decided:
    """What is decided of one result: as proposed, or as the coordinator deviated from it."""

    proposed: Entry
    deviation: Deviation | None = None
    records: tuple[Record, ...] = ()
    counts: bool = False

    @property
    def outcome(self) -> Outcome:
        """What it is recognised as."""
        given = self.deviation.outcome if self.deviation else None
        return given or self.proposed.outcome

    @property
    def ects(self) -> Decimal | None:
        """The ECTS that are recognised."""
        given = self.deviation.ects if self.deviation else None
        return self.proposed.ects.value if given is None else given

    @property
    def grade(self) -> str | None:
        """The grade at home; None where the original is kept as it is."""
        given = self.deviation.grade if self.deviation else None
        found = self.proposed.grade.converted if self.proposed.grade else None
        return given or (found.label if found else None)

    @property
    def home_title(self) -> str | None:
        """The course of ours that it stands for; an elective and a note in the supplement stand for none."""
        given = self.deviation.home_title if self.deviation else None
        return given or self.proposed.home_title


def objections(proposal: Proposal, deviations: tuple[Deviation, ...], grounds: Grounds) -> Iterator[Objection]:
    """Everything that stands against deviations: unknown results, two for one, nothing changed, the law."""
    seen: set[str] = set()
    for one in deviations:
        entry = proposal.entry(one.result)
        if entry is None:
            known = tuple(each.id for each in proposal.entries)
            yield Objection.of("deviation-unknown", result=one.result, known=known)
            continue
        if one.result in seen:
            yield Objection.of("deviation-twice", result=one.result)
        seen.add(one.result)
        yield from _against(one, entry, grounds)


def decided(proposal: Proposal, deviations: tuple[Deviation, ...], law: RecognitionLaw) -> tuple[Decided, ...]:
    """What is decided of every result; deviations must be free of objections."""
    by_result = {one.result: one for one in deviations}
    return tuple(_decided(entry, by_result.get(entry.id), law) for entry in proposal.entries)


def _decided(entry: Entry, deviation: Deviation | None, law: RecognitionLaw) -> Decided:
    if deviation is None or deviation.outcome in (None, entry.outcome):
        return Decided(proposed=entry, deviation=deviation, records=entry.records, counts=entry.counts)
    rule = law.deviation(deviation.outcome)
    records = rule.records if rule is not None else ()
    counts = rule is not None and rule.average and entry.grade is not None and entry.grade.counts
    return Decided(proposed=entry, deviation=deviation, records=records, counts=counts)


def _against(one: Deviation, entry: Entry, grounds: Grounds) -> Iterator[Objection]:
    if evolve(one, reason="-") == Deviation(result=one.result, reason="-"):
        yield Objection.of("deviation-empty", result=one.result)
    if one.outcome is not None and one.outcome is not entry.outcome:
        yield from _forbidden(one, one.outcome, entry, grounds)
    if one.grade is not None:
        yield from _no_grade(one, one.grade, entry, grounds)
    if one.ects not in (None, entry.ects.value) and entry.ects.value is not None and entry.ects.principle in BEFORE:
        # What the transcript or the agreement states is recognised as it stands there (t. 1.1); an estimate is judged.
        citation = grounds.law.citations.get("credits")
        yield Objection.of("deviation-ects", citation, result=one.result, ects=entry.ects.value)


def _no_grade(one: Deviation, grade: str, entry: Entry, grounds: Grounds) -> Iterator[Objection]:
    """What cannot be converted is entered in the original (t. 2.2); any other grade is one of ours that passes."""
    citation = grounds.law.citations.get("grades")
    mark = grounds.home_scale.mark(grade) if grounds.home_scale is not None else None
    if entry.grade is None or entry.grade.converted is None:
        yield Objection.of("deviation-grade", citation, result=one.result)
    elif grounds.home_scale is not None and (mark is None or not mark.passing):
        known = grounds.home_scale.passing
        yield Objection.of("deviation-no-grade", citation, result=one.result, grade=grade, known=known)


def _forbidden(one: Deviation, to: Outcome, entry: Entry, grounds: Grounds) -> Iterator[Objection]:
    """What the law asks for before a result may have another outcome, and that it does not have."""
    rule = grounds.law.deviation(to)
    values = {key: figure.value for key, figure in grounds.figures.items()}
    if rule is None or not evaluate(rule.requires, _judged(one, entry), values):
        citation = rule.citation if rule is not None else None
        yield Objection.of("deviation-forbidden", citation, result=one.result, becomes=to.value)


def _judged(one: Deviation, entry: Entry) -> dict[str, Any]:
    """The facts of a result as the coordinator judges them.

    Whoever decides on it vouches for what nobody has written down: that it equals no course already passed.
    """
    facts = {**entry.facts, "already_passed": bool(entry.facts["already_passed"])}
    if one.home_title is not None:
        facts["home_named"] = True
    if one.overlap_percent is not None:
        facts["overlap_percent"] = one.overlap_percent
    return facts
