"""Two versions of an agreement on a page: every field that differs, and the article that leaves it to an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import frozen

from mobilnost.formats.pages import Anchors, Entry, Line, Page, Part, Tone
from mobilnost.law import Citation
from mobilnost.locales.agreements import CONDITIONS, REQUIRED, AgreementTeller
from mobilnost.locales.differences import MINUS, PLUS
from mobilnost.locales.forms import capital
from mobilnost.locales.leaves import labels_of
from mobilnost.model import Condition, Places, Term
from mobilnost.procedure.agreements.versions import Change
from mobilnost.procedure.agreements.versions import Part as Of

#: On what an agreement's own fields bear under the regulation; the others it leaves to the parties.
BEARING = frozenset(
    {"programme", "level", "unit", "parties", "valid_from", "valid_to", "isced_f", "terminated", "suspended"}
)
#: How those are selected who want the places, by whom it is that goes.
SELECTION = ("selection.student.criteria", "selection.staff.criteria")


@frozen(kw_only=True)
class Versions:
    """Tells what differs between two versions, each under its own law."""

    before: AgreementTeller
    after: AgreementTeller

    def page(self, changes: Iterable[Change], hint: str) -> Page:
        """The whole page; `hint` is the command that shows what the changes come to for stays."""
        found = tuple(changes)
        anchors, names = Anchors(), (self.before.agreement.id, self.after.agreement.id)
        lines = [Line(self._text("none"))] if not found else [Line(hint, self._text("effect"), Tone.QUIET)]
        return Page(
            language=self.after.words.language,
            title=self._text("title", before=names[0], after=names[1]),
            lines=tuple(lines),
            parts=tuple(self._parts(found, anchors)),
            labels=labels_of(self.after.words),
        )

    def _parts(self, changes: tuple[Change, ...], anchors: Anchors) -> Iterator[Part]:
        for of in Of:
            entries = tuple(self._entry(one, anchors) for one in changes if one.part is of)
            if entries:
                yield Part(anchor=anchors.new(of.value), title=self._text("parts", of.value), entries=entries)

    def _entry(self, change: Change, anchors: Anchors) -> Entry:
        kind = "added" if change.before is None else "removed" if change.after is None else "changed"
        return Entry(
            anchor=anchors.new("change", change.part.value, change.name, change.key),
            badge=self.after.words.text("differences", "kinds", kind),
            title=capital(self._title(change)),
            name=".".join(one for one in (change.name, change.key) if one),
            lines=tuple(self._lines(change)),
        )

    def _title(self, change: Change) -> str:
        """What has changed: whose places, which term, which field."""
        field = self._field(change.key) if change.key else ""
        match change.entry:
            case Places():
                name = self.after.places.whose(change.entry)
            case Term():
                article = self.after.words.text("shell", "article")
                name = self.after.law.provision(change.entry.provision).removeprefix(article)
            case Condition():
                name = self.after.words.name("rules", change.entry.id)
            case _:
                name = ""
        return ": ".join(one for one in (name, field) if one)

    def _field(self, key: str) -> str:
        words = self.after.words
        return words.find("instruments", key.split(".")[0]) or self._find(key) or key

    def _find(self, key: str) -> str | None:
        return self.after.words.find("agreements", "fields", key.split(".")[0])

    def _lines(self, change: Change) -> Iterator[Line]:
        for teller, value, mark, tone in (
            (self.before, change.before, MINUS, Tone.OLD),
            (self.after, change.after, PLUS, Tone.NEW),
        ):
            if value is not None or (change.part is Of.HEAD and change.key):
                yield Line(f"{mark} {self._value(teller, change, value)}", tone=tone)
        yield from self._allowed(change)

    def _value(self, teller: AgreementTeller, change: Change, value: Any) -> str:
        """A side of a change, as its own version says it."""
        match value:
            case Term():
                return f"{teller.value(value)}; {value.clause}"
            case Condition():
                return f"{teller.condition(value)} ({value.clause})"
            case tuple():
                told = [self._value(teller, change, one) for one in value]
                return teller.law.forms.all_of(told)
            case _ if change.part is Of.TERMS and change.key == "value":
                term = next((one for one in teller.agreement.terms if one.provision == change.name), None)
                return teller.value(term) if term and term.value == value else str(value)
            case _:
                return self._plain(teller, change, value)

    def _plain(self, teller: AgreementTeller, change: Change, value: Any) -> str:
        if change.key == "parties":
            return teller.institution(str(value))
        if change.part is Of.PLACES and change.key:
            return teller.law.subjects.value(value) if value is not None else teller.words.text("instruments", "none")
        return teller.instruments.value(change.key.split(".")[0], value)

    def _allowed(self, change: Change) -> Iterator[Line]:
        """What the change means under the regulation."""
        key = self._provision(change)
        if key is None:
            yield Line(self._text("free"), tone=Tone.QUIET)
        elif isinstance(change.entry, Term) and (change.key or change.after is not None):
            yield from self.after.allowed_term(change.entry)
        elif key != REQUIRED:
            yield from self.after.allowed(key)
            yield from self._without(change)
        elif (figure := self.after.book.figures.get(REQUIRED)) is not None:
            name, citation = self.after.law.provision(REQUIRED), figure.provision.citation
            yield Line(self._text("bears", name=name, article=self._cited(citation)), tone=Tone.QUIET)

    def _provision(self, change: Change) -> str | None:
        """The provision of the regulation that a change bears on; `None` where the parties alone decide."""
        if change.part is Of.TERMS:
            return change.name
        if change.part is Of.CONDITIONS:
            return CONDITIONS
        if change.part is Of.PLACES or change.key.split(".")[0] in BEARING:
            return REQUIRED
        if change.key.startswith("selection"):
            return SELECTION[0]
        return None

    def _without(self, change: Change) -> Iterator[Line]:
        """Of a term that is no more: what the law says without it."""
        if isinstance(change.entry, Term) and not change.key and change.after is None:
            figure = self.after.book.figures.get(change.name)
            if figure is not None:
                yield Line(self.after.law.figure(figure), self._text("without"))

    def articles(self, change: Change) -> tuple[str, ...]:
        """The articles that a change rests on, as they are cited."""
        key = self._provision(change)
        figure = self.after.book.figures.get(key or "")
        if key is None or figure is None:
            return ()
        return (figure.provision.citation.at,) if key == REQUIRED else self.after.articles(key)

    def _cited(self, citation: Citation) -> str:
        return self.after.law.cited(citation)

    def _text(self, *path: str, **values: object) -> str:
        return self.after.words.text("agreements", "diff", *path, **values)


def effect(before: str, after: str, on: date | None = None) -> str:
    """The command that shows what differs for those who are judged by them."""
    return " ".join(["mobilnost rules diff", before, after, *(["--on", on.isoformat()] if on else [])])
