"""The search for a provision as an office worker reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, field, frozen

from mobilnost.accounts.layers import Fate, ProvisionAccount, Said, Step
from mobilnost.cli.paragraphs import Paragraphs
from mobilnost.grammar import TRUE
from mobilnost.law import Candidate, Layer
from mobilnost.locales import LawTeller
from mobilnost.locales.forms import capital, sentence
from mobilnost.locales.mistakes import tell_mistake
from mobilnost.locales.provenance import Provenance

MARKS: Mapping[Fate, tuple[str, str | None]] = {
    Fate.STANDS: ("✔", "green"),
    Fate.WAIVES: ("✔", "green"),
    Fate.SAME: ("=", "green"),
    Fate.REFUSED: ("✘", "red"),
    Fate.WAITS: ("?", "yellow"),
}


@frozen(kw_only=True)
class ProvisionSheet:
    """Writes the search for a provision."""

    page: Paragraphs
    law: LawTeller = field(repr=False)
    provenance: Provenance = field(repr=False)

    def lines(self, account: ProvisionAccount) -> Iterator[str]:
        """The search through the layers, strongest first, and what stands at the end of it."""
        yield self.page.heading("search")
        for step in account.steps:
            yield from self.step(step, account)
        yield self.page.line(f"{self.page.text('stands_for')}: {self.stands(account)}", bold=True)
        if any(one.fate is Fate.REFUSED for step in account.steps for one in step.said):
            yield self.page.line(self.page.text("until_mended"))
        if account.waived is not None:
            yield self.page.line(self.page.text("waived_now", who=self.provenance.origin(account.waived)))

    def step(self, step: Step, account: ProvisionAccount) -> Iterator[str]:
        """One layer: what was looked at, and what it says."""
        head = self._layer(step)
        if step.said:
            yield self.page.line(f"{head}:", 2)
            for one in step.said:
                yield from self.said(one, account)
        else:
            silence = self.page.text("nothing_given" if step.source is None else "silent")
            yield self.page.line("; ".join([f"{head}: {silence}", *self._may(step, account)]), 2)

    def _layer(self, step: Step) -> str:
        """The layer and the source in it that was looked at; the programme stands in the heading."""
        if step.plugin is not None:
            return capital(self.page.plain(self.provenance.text("plugin", plugin=step.plugin)))
        layer = capital(self.page.plain(self.provenance.layer(step.layer)))
        source = (step.source or "") if step.layer is not Layer.PROGRAMME else ""
        return layer if source in ("", layer) else f"{layer} {source}"

    def _may(self, step: Step, account: ProvisionAccount) -> list[str]:
        """Who speaks in the layer may set it, or may not; the regulation itself always may."""
        if step.layer is Layer.REGULATION:
            return []
        may = [self.provenance.permission(one, account.deciders) for one in step.permissions]
        return may or [self.page.text("not_allowed")]

    def said(self, one: Said, account: ProvisionAccount) -> Iterator[str]:
        """Something that was said: the value, where it stands, and what became of it."""
        mark, colour = MARKS.get(one.fate, ("·", None))
        value = "" if one.fate is Fate.WAIVES else f"{self._value(one, account)}: "
        place = self.provenance.place(one.origin.place)
        where = ", ".join(part for part in (one.origin.citation.at, place) if part)
        told = f"{mark} {value}{self._fate(one, account)} [{where}]"
        yield self.page.line(self.page.screen.styled(told, colour), 4)
        if one.permission is not None and one.fate is not Fate.REFUSED:
            told = self.provenance.permission(one.permission, account.deciders)
            yield self.page.line(self.page.pair("rests", told), 6)
        for problem in one.problems:
            yield self.page.line(tell_mistake(problem, self.page.words), 6)

    def _value(self, one: Said, account: ProvisionAccount) -> str:
        told = self.law.candidate(Candidate(value=one.value, origin=one.origin), account.provision.key)
        if one.applies == TRUE:
            return told
        # What is not of this programme is told with the programme that it is of.
        law = evolve(self.law, known={}) if one.fate is Fate.ELSEWHERE else self.law
        return f"{told} ({law.scope(one.applies)})"

    def _fate(self, one: Said, account: ProvisionAccount) -> str:
        if one.fate is Fate.OTHER_TIME and one.dated is not None:
            return self.provenance.period(one.dated.valid_from, one.dated.valid_to)
        by = ""
        if one.by is not None:
            key = account.provision.key
            by = f"{self.law.candidate(one.by, key)}, {self.provenance.origin(one.by.origin, key)}"
        facts = ", ".join(self.page.plain(self.page.words.name("facts", name)) for name in one.missing)
        return self.page.words.text("explain", "fates", one.fate.value, by=by, facts=facts)

    def stands(self, account: ProvisionAccount) -> str:
        """What the provision comes to: of a dossier the one value, else all of them."""
        key = account.provision.key
        if account.effective is None:
            return sentence(self.law.figure(account.figure))
        if account.effective.missing:
            names = ", ".join(self.page.plain(self.page.words.name("facts", one)) for one in account.effective.missing)
            return sentence(self.page.words.text("explain", "fates", "waits", facts=names))
        winner = account.effective.winner
        nothing = self.page.words.text("values", "none")
        return sentence(self.law.candidate(winner, key) if winner else nothing)
