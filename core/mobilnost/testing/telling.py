"""Lacks in words: one sentence each, with the place, what is missing, and what would be right."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from mobilnost.analysis import Remark
from mobilnost.grammar import Node, text_of
from mobilnost.lawbook import Lawbook
from mobilnost.locales import Catalogue, LawTeller, RemarkTeller
from mobilnost.locales.cases import shown
from mobilnost.locales.forms import sentence
from mobilnost.locales.mistakes import tell_mistake, tell_phrase, where
from mobilnost.model import Phrase
from mobilnost.testing.lacks import Lack

ROOM = "contract"


@frozen(kw_only=True)
class LackTeller:
    """Tells lacks; what the analysis finds is told under a law, where there is one."""

    words: Catalogue
    lawbook: Lawbook | None = None

    def told(self, lack: Lack) -> str:
        """`law.toml:12: rules[0]: what is missing; what is right. [citation:norplus.countries]`"""
        place = where(lack.place) if lack.place else ""
        return f"{place}{self.message(lack)} [{lack.gap}]"

    def message(self, lack: Lack) -> str:
        """The sentence without its place."""
        if lack.problem is not None:
            return tell_mistake(lack.problem, self.words)
        if lack.remark is not None:
            return self._remark(lack.remark)
        parts = {name: self._part(value) for name, value in lack.parts.items()}
        return sentence(self.words.text(ROOM, lack.check.value, lack.kind, **parts))

    def _remark(self, remark: Remark) -> str:
        if self.lawbook is None:
            return f"{remark.code}: {remark.subject}"
        book = self.lawbook.rulebook(next(iter(self.lawbook.laws)), date.max)
        teller = RemarkTeller(words=self.words, law=LawTeller.of(book, self.words))
        return f"{teller.message(remark)} {teller.mend(remark)}"

    def _part(self, value: object) -> str:
        match value:
            case Phrase():
                return tell_phrase(value, "reasons", self.words)
            case tuple():
                return ", ".join(map(self._part, value)) or shown(None)
            case _ if isinstance(value, Node):
                return text_of(value)
        return shown(value)
