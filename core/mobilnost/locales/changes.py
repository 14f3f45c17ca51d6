"""Changes of a dossier in words: `until 2 March 2019 (1 day later)`, `at least 2 ECTS credits more (20 in all)`."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from mobilnost.accounts.levers import AGREEMENT, CALL, END, LEVER_OF, PAPERS, START, Change
from mobilnost.grammar import Type
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import Forms
from mobilnost.locales.subjects import Subjects
from mobilnost.rulebook import Rulebook

#: The fact that a key of the dossier settles alone.
FACT_OF = {key: fact for fact, key in LEVER_OF.items()}


@frozen(kw_only=True)
class Changes:
    """Tells what would stand in a dossier, as phrases without a full stop."""

    words: Catalogue
    subjects: Subjects

    @classmethod
    def of(cls, rulebook: Rulebook, words: Catalogue) -> Changes:
        """The teller of changes of a dossier that is judged by a rulebook."""
        return cls(words=words, subjects=Subjects.of(rulebook, words))

    @property
    def forms(self) -> Forms:
        """How the language writes values."""
        return self.subjects.forms

    def tell(self, change: Change) -> str:
        """What would stand there instead."""
        match change.key:
            case "mobility.end" | "mobility.start":
                return self._day(change)
            case "mobility.agreement" | "mobility.call":
                return self.words.text("changes", {AGREEMENT: "agreement", CALL: "call"}[change.key], id=change.after)
            case "courses":
                more = self.forms.counted(change.after - change.before, "ects")
                return self.words.text("changes", "credits", more=more, total=self.forms.counted(change.after, "ects"))
            case key if key.startswith(PAPERS):
                paper = self.words.name("documents", key.removeprefix(PAPERS))
                more = self.forms.number(change.after - change.before)
                return self.words.text("changes", "papers", paper=paper, more=more)
            case _:
                return self._fact(change)

    def _day(self, change: Change) -> str:
        after: date = change.after
        distance = (after - change.before).days
        by = self.forms.counted(abs(distance), "days")
        side = self.words.text("changes", "later" if distance > 0 else "earlier", by=by)
        key = {END: "until", START: "from"}[change.key]
        return f"{self.words.text('changes', key, day=self.forms.day(after))} ({side})"

    def _fact(self, change: Change) -> str:
        """Another value of the fact that the key settles; truth values have statements of their own."""
        name = FACT_OF[change.key]
        if isinstance(change.after, bool):
            return self.words.text("facts", name, "yes" if change.after else "no")
        type_: Type | None = self.subjects.types.get(name)
        more = change.before is None or change.after > change.before
        sort = "quantity" if self.subjects.is_quantity(change.after) else "word"
        told = self.subjects.value(change.after, name, type_)
        limit = self.words.text("relations", sort, "at_least" if more else "at_most", limit=told)
        what = self.subjects.fact(name).removeprefix(self.words.text("shell", "article"))
        return f"{what}: {limit}"
