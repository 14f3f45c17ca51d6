"""Remarks of the analysis in words: what is wrong, the dossier that shows it, and how it is mended.

The sentences stand in `analysis.toml` under the code of each kind; `say_rule`, say, is a variant for a remark that
names a rule. What they name is told as the law is told everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from mobilnost.analysis import Remark
from mobilnost.grammar import Node
from mobilnost.law import Candidate
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import capital, sentence
from mobilnost.locales.lawteller import LawTeller
from mobilnost.locales.mistakes import where

ROOM = "remarks"
#: Parts whose presence chooses a sentence of its own, the first that is there.
VARIANTS = ("reason", "wholly", "empty", "rules", "rule", "placed", "timed")


@frozen(kw_only=True)
class RemarkTeller:
    """Tells remarks under the law that they were made under."""

    words: Catalogue
    law: LawTeller

    def told(self, remark: Remark) -> str:
        """Everything in one line: the place, how grave it is, what is wrong, and its code."""
        grave = self.words.text("severities", remark.severity.value)
        return f"{where(remark.place)}{grave}: {self.message(remark)} [{remark.code}]"

    def message(self, remark: Remark) -> str:
        """What is wrong, with what the law says of it."""
        told = [sentence(self.words.text(ROOM, remark.code, self._variant(remark), **self._blanks(remark)))]
        suggestion = remark.parts.get("suggestion")
        if suggestion:
            told.append(self.words.text("mistakes", "suggestion", suggestion=suggestion))
        if remark.citation is not None:
            told.append(sentence(self.words.text("analysis", "cited", where=self.law.cited(remark.citation))))
        if remark.editions:
            told.append(sentence(self.words.text("analysis", "editions", names=", ".join(remark.editions))))
        return " ".join(told)

    def witness(self, remark: Remark) -> str | None:
        """The dossier that shows it."""
        if not remark.witness:
            return None
        told = self.law.witness({name: value for name, value in remark.witness.items() if not name.startswith("@")})
        return sentence(self.words.text("analysis", "witness", facts=told))

    def others(self, remark: Remark) -> str | None:
        """The other places that take part."""
        if not remark.others:
            return None
        places = "; ".join(where(one).removesuffix(": ") for one in remark.others)
        return self.words.text("analysis", "others", places=places)

    def mend(self, remark: Remark) -> str:
        """How it is mended, in short."""
        return sentence(self.words.text(ROOM, remark.code, "mend"))

    def _variant(self, remark: Remark) -> str:
        for part in VARIANTS:
            value = remark.parts.get(part)
            if value:
                key = f"say_{value}" if part == "reason" else f"say_{part}"
                if self.words.find(ROOM, remark.code, key) is not None:
                    return key
        return "say"

    def _blanks(self, remark: Remark) -> dict[str, str]:
        parts = {name: self._part(name, value, remark) for name, value in remark.parts.items()}
        about = self.law.provision(remark.subject) if remark.subject in self.law.figures else remark.subject
        return {**parts, "subject": about, "core": self._parts(remark.core)}

    def _parts(self, nodes: Iterable[Node]) -> str:
        return "; ".join(told for node in nodes for told in self.law.abstract.statements(node))

    def _part(self, name: str, value: Any, remark: Remark) -> str:
        if name in _PARTS:
            return _PARTS[name](self, value, remark)
        return self.law.forms.day(value) if isinstance(value, date) else str(value)

    def rule(self, id: str) -> str:
        """A rule by its title and its id."""
        rule = self.law.rules.get(id)
        return f"{self.law.title(rule)} ({id})" if rule else id

    def provision(self, key: str) -> str:
        """A provision by its name and its key."""
        name = self.law.provision(key)
        return name if name == key else f"{capital(name)} ({key})"

    def word(self, fact: str, value: object) -> str:
        """A word of a closed vocabulary."""
        return self.words.find("words", fact, str(value)) or str(value)


def _candidate(key: str | None) -> Callable[[RemarkTeller, Any, Remark], str]:
    def told(teller: RemarkTeller, value: Any, remark: Remark) -> str:
        named = str(remark.parts[key]) if key else remark.subject
        return teller.law.candidate(value, named) if isinstance(value, Candidate) else str(value)

    return told


#: How the parts of remarks are told, by their names.
_PARTS: Mapping[str, Callable[[RemarkTeller, Any, Remark], str]] = {
    "rule": lambda teller, value, _: teller.rule(str(value)),
    "tested": lambda teller, value, _: teller.rule(str(value)),
    "rules": lambda teller, value, _: "; ".join(map(teller.rule, value)),
    "minimum": lambda teller, value, _: teller.provision(str(value)),
    "maximum": lambda teller, value, _: teller.provision(str(value)),
    "provision": lambda teller, value, _: teller.provision(str(value)),
    "least": _candidate("minimum"),
    "most": _candidate("maximum"),
    "value": _candidate(None),
    "other": _candidate(None),
    "kind": lambda teller, value, _: teller.word("kind", value),
    "kinds": lambda teller, value, _: ", ".join(teller.word("kind", one) for one in value),
    "direction": lambda teller, value, _: teller.word("direction", value),
    "cited": lambda _, value, __: "; ".join(value),
    "layer": lambda teller, value, _: teller.words.text("layers", value.value),
    "mode": lambda teller, value, _: teller.words.text("modes", value.value),
    "requires": lambda teller, value, _: teller._parts([value]),
    "applies": lambda teller, value, _: teller._parts([value]),
}
