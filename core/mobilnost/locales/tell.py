"""A finding in words, told from the expression of its rule.

What is wrong is told by the parts that are not so, what is in order by those that are; an unknown names what it waits
for and what would settle it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from mobilnost.assessment import Assessment, Finding
from mobilnost.law import Candidate, Effective, Layer, Origin
from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.locales.clauses import Clauses, affirmed
from mobilnost.locales.forms import Forms, capital, sentence
from mobilnost.locales.subjects import Subjects
from mobilnost.papers import PaperTrail
from mobilnost.rules import FactDefinition, Outcome


@frozen(kw_only=True)
class Teller:
    """Tells the findings of one assessment."""

    words: Catalogue
    forms: Forms
    subjects: Subjects
    facts: Mapping[str, Any] = field(repr=False)
    definitions: Mapping[str, FactDefinition] = field(repr=False)
    papers: PaperTrail = field(repr=False)
    settings: frozenset[str] = frozenset()
    over: bool = False

    @classmethod
    def of(cls, assessment: Assessment, words: Catalogue) -> Teller:
        """The teller of an assessment in the language of a catalogue."""
        book = assessment.rulebook
        subjects = Subjects.of(book, words)
        return cls(
            words=words,
            forms=subjects.forms,
            subjects=subjects,
            facts=assessment.facts,
            definitions=book.definitions,
            papers=assessment.papers,
            over=assessment.on > assessment.dossier.last_day,
            settings=frozenset(key for key, one in book.figures.items() if one.provision.setting),
        )

    def title(self, finding: Finding) -> str:
        """A few words for the rule, with a capital."""
        if finding.rule.note is not None:
            return capital(self.words.text("law", "closure"))
        title = self.subjects.rule(finding.id, finding.rule.principal[0])
        title = title.removeprefix(self.words.text("shell", "article"))
        return capital(title)

    def tell(self, finding: Finding, *, brief: bool = False) -> str:
        """What the rule says of the dossier, in whole sentences without the citation; briefly, without advice."""
        match finding.outcome:
            case Outcome.NOT_APPLICABLE:
                return self.words.text("sentences", "not_applicable")
            case Outcome.WAIVED:
                return self._waived(finding)
            case Outcome.UNKNOWN:
                return self._unknown(finding)
            case _:
                return self._decided(finding, brief)

    # -- met and unmet

    def _decided(self, finding: Finding, brief: bool) -> str:
        met = finding.outcome is Outcome.MET
        rule = finding.rule
        if rule.note is not None:
            return sentence(rule.note) if not met else self.words.text("sentences", "not_closed")
        own = self.words.find("rules", rule.id, "met" if met else "unmet")
        if own is not None:
            return sentence(filled(own, actual=self._side(finding), limit=self._limit(finding)))
        values = {key: one.value for key, one in finding.figures.items()}
        clauses = Clauses(self.words, self.subjects, self.facts, values, self.over)
        told = " ".join(dict.fromkeys(clauses.why(affirmed(rule.requires), met)))
        hint = None if met or brief else self.words.find("rules", rule.id, "hint")
        return " ".join(part for part in (told, hint) if part)

    def _side(self, finding: Finding) -> str:
        of, type_ = self.subjects.subject(finding.rule.principal[0])
        return self.subjects.value(finding.observed, of, type_)

    def _limit(self, finding: Finding) -> str:
        of, type_ = self.subjects.subject(finding.rule.principal[0])
        return self.subjects.value(finding.limit, of, type_)

    # -- unknown and waived

    def _unknown(self, finding: Finding) -> str:
        if finding.because is not None:
            return " ".join(self._open(finding))
        return " ".join(self.missing(name) for name in finding.missing)

    def _open(self, finding: Finding) -> Iterator[str]:
        """That no source supports a figure; an office may fill some of them."""
        for key, one in finding.figures.items():
            if one.value is not None and getattr(one.value, "value", None) == "open":
                yield sentence(self.words.text("sentences", "open", provision=self.subjects.provision(key)))
                if key in self.settings:
                    yield sentence(self.words.text("sentences", "open_setting", key=f"provisions.{key}"))

    def missing(self, name: str) -> str:
        """That a fact is not known, and the paper or the key of the dossier that settles it."""
        definition = self.definitions.get(name)
        source = definition.settled_by(self.papers.asked) if definition else None
        told = sentence(self.words.text("sentences", "missing", fact=self.subjects.fact(name)))
        if source is None:
            return told
        return f"{told} {sentence(self.settled_by(source))}"

    def settled_by(self, source: str) -> str:
        """Which paper, or which key of the dossier, settles a fact."""
        paper = self.words.find("documents", source)
        if paper:
            return self.words.text("sentences", "settled_by_paper", paper=paper)
        own = self.words.find("sources", source)
        return own or self.words.text("sentences", "settled_by_key", key=source)

    def _waived(self, finding: Finding) -> str:
        origin = finding.waived_by
        source = origin.citation.source if origin else ""
        reference = origin.citation.at if origin else ""
        return sentence(self.words.text("sentences", "waived", decision=source, reference=reference))

    # -- where figures come from

    def provenance(self, finding: Finding) -> list[str]:
        """Who set the figures that the rule looks at, where it is not the law's own text; and what that replaced."""
        return [told for key, one in finding.figures.items() if (told := self._set_by(key, one, finding)) is not None]

    def _set_by(self, key: str, effective: Effective, finding: Finding) -> str | None:
        winner = effective.winner
        if winner is None or winner.origin.layer is Layer.REGULATION:
            return None
        if winner.origin.layer is Layer.PROGRAMME and not effective.beaten:
            return None
        who = self.origin(winner.origin)
        switch = self.words.find("provisions", key, "yes" if winner.value is True else "no")
        if isinstance(winner.value, bool) and switch is not None:
            told = self.words.text("sentences", "set_so", what=switch, who=who)
        else:
            name, value = self.subjects.provision(key), self.figure(key, winner, finding)
            told = self.words.text("sentences", "set_by", provision=name, value=value, who=who)
        also = [self.origin(one) for one in winner.also]
        beaten = [f"{self.figure(key, one, finding)} ({self.cited(one.origin)})" for one in effective.beaten]
        if also:
            told += self.words.text("sentences", "also", who=self.forms.all_of(also))
        if beaten:
            told += self.words.text("sentences", "instead_of", beaten="; ".join(beaten))
        return sentence(told)

    def figure(self, key: str, candidate: Candidate, finding: Finding) -> str:
        """A provision's value in words; words of a choice are those of the fact that it is compared with."""
        of, _ = self.subjects.subject(finding.rule.principal[0])
        return self.subjects.figure(candidate.value, key, of)

    def origin(self, origin: Origin) -> str:
        """Who speaks: the layer, the source, and the clause."""
        layer = self.words.text("layers", origin.layer.value)
        return f"{layer} {self.cited(origin)}"

    def cited(self, origin: Origin) -> str:
        """Source and place: `sum-uniri-2018, čl. 4`."""
        setting = origin.layer is Layer.SETTING
        return origin.citation.source if setting else self.subjects.cited(origin.citation)
