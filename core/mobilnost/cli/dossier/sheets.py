"""A dossier's life as the office worker reads it: what was done, what comes next, and what is missing for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import frozen

from mobilnost.cli.dossier.reasons import table, tell
from mobilnost.locales import Forms
from mobilnost.locales.citing import cited

if TYPE_CHECKING:
    from mobilnost.cli.counter import Counter
    from mobilnost.desk.steps import Ahead
    from mobilnost.procedure.lives.life import Life, Taken
    from mobilnost.procedure.lives.way import Next


def life_table(life: Life) -> dict[str, Any]:
    """A life for programs."""
    ended = life.withdrawn
    return {
        "procedure": life.procedure,
        "state": life.state.value,
        "steps": [
            {
                "step": one.step,
                "on": one.on.isoformat(),
                "by": one.by,
                "role": one.role,
                "reference": one.reference,
                "note": one.note,
                "basis": one.basis,
            }
            for one in life.taken
        ],
        "withdrawn": None if ended is None else {"on": ended.on.isoformat(), "reason": ended.reason},
    }


@frozen
class LifeSheet:
    """Writes what was done with a dossier, and what can be done."""

    counter: Counter
    ahead: Ahead

    @cached_property
    def forms(self) -> Forms:
        """How values are written."""
        return Forms(self.counter.words)

    # -- what was done

    def life_lines(self) -> Iterator[str]:
        """The procedure, and each step taken, with who took it."""
        words, life = self.counter.words, self.ahead.way.life
        procedure = words.name("procedures", self.ahead.way.procedure.id)
        state = words.text("states", life.state.value)
        heading = f"{words.text('dossiers', 'life')}: {procedure} · {state}"
        yield self.counter.screen.styled(heading, bold=True)
        for one in life.taken:
            yield self.counter.screen.indented(f"✔ {self._taken(one)}")
        if not life.taken and life.withdrawn is None:
            yield self.counter.screen.indented(words.text("dossiers", "not_begun"))
        if life.withdrawn is not None:
            day = self.forms.day(life.withdrawn.on)
            yield self.counter.screen.indented(f"✘ {state}: {day} · {life.withdrawn.reason}")

    def _taken(self, one: Taken) -> str:
        words = self.counter.words
        who = f"{one.by} ({words.name('roles', one.role)})"
        parts = (words.name("steps", one.step), self.forms.day(one.on), who, one.reference, one.note)
        return " · ".join(part for part in parts if part)

    # -- what comes next

    def next_lines(self) -> Iterator[str]:
        """Each step that may come next: who takes it, by which article, and all that stands against it."""
        words, state = self.counter.words, self.ahead.way.life.state
        if not self.ahead.steps:
            yield words.text("dossiers", "over", state=words.text("states", state.value))
            return
        yield self.counter.screen.styled(words.text("dossiers", "next"), bold=True)
        for one, by in self.ahead.steps:
            yield from self._next(one, by)

    def _next(self, one: Next, by: tuple[str, ...]) -> Iterator[str]:
        words, screen, step = self.counter.words, self.counter.screen, one.step
        who = ": ".join(part for part in (words.name("roles", step.role), ", ".join(by)) if part)
        mark, colour = ("?", "yellow") if one.against else ("→", "green")
        heading = f"{mark} {words.name('steps', step.id)} [{step.id}] · {who} · {cited(step.citation, words)}"
        yield screen.styled(screen.indented(heading), colour)
        if one.waived and step.waivable:
            provision = words.name("provisions", step.waivable)
            yield screen.indented(words.text("dossiers", "waived", provision=provision), "    ", "    ")
        for reason in one.against:
            yield screen.indented(f"· {tell(reason, words, self.ahead.way.assessment)}", "    ", "      ")

    def next_tables(self) -> Iterator[dict[str, Any]]:
        """The same for programs."""
        words, way = self.counter.words, self.ahead.way
        for one, by in self.ahead.steps:
            citation = one.step.citation
            yield {
                "dossier": way.life.dossier,
                "procedure": way.procedure.id,
                "step": one.step.id,
                "name": words.name("steps", one.step.id),
                "role": one.step.role,
                "by": list(by),
                "citation": {"source": citation.source, "at": citation.at, "reading": citation.reading},
                "possible": not one.against,
                "waived": one.waived,
                "final": one.step.final,
                "against": [table(reason, tell(reason, words, way.assessment)) for reason in one.against],
            }
