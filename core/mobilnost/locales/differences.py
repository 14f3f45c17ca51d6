"""What differs between two rulebooks, on a page: what was is marked `−`, what is now `+`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from attrs import frozen

from mobilnost.accounts.differences import Difference, Differences, Kind
from mobilnost.accounts.touched import Reviewed
from mobilnost.formats.pages import Anchors, Entry, Line, Page, Part, Tone
from mobilnost.locales.facets import Facet, Side, Thing
from mobilnost.locales.forms import capital
from mobilnost.locales.leaves import labels_of
from mobilnost.locales.touching import touched_entry

MINUS, PLUS = "\N{MINUS SIGN}", "+"
T = TypeVar("T", bound=Thing)


def differences_page(found: Differences, before: Side, after: Side, reviewed: Reviewed | None = None) -> Page:
    """The page of what differs, and of the dossiers that it touches."""
    return Comparison(before, after, Anchors()).page(found, reviewed)


@frozen
class Comparison:
    """Tells what differs between two sides."""

    before: Side
    after: Side
    anchors: Anchors

    def page(self, found: Differences, reviewed: Reviewed | None) -> Page:
        """The whole page."""
        parts = [
            self._part("items", found.items),
            self._part("figures", found.figures),
            self._part("rules", found.rules),
            self._part("documents", found.documents),
            self._part("obligations", found.obligations),
            self._part("components", found.components),
            self._part("waived", found.waived),
            *([self._dossiers(reviewed)] if reviewed else []),
        ]
        return Page(
            language=self.after.words.language,
            title=self._text("title", before=self.before.name, after=self.after.name),
            lines=tuple(self._head(found)),
            parts=tuple(part for part in parts if part.entries or part.lines),
            labels=labels_of(self.after.words),
        )

    def _head(self, found: Differences) -> Iterator[Line]:
        yield Line(self.before.circumstances, f"{MINUS} {self.before.name}")
        yield Line(self.after.circumstances, f"{PLUS} {self.after.name}")
        if not found:
            yield Line(self._text("none"))

    def _part(self, name: str, found: Iterable[Difference[T]]) -> Part:
        entries = tuple(self._entry(one) for one in found)
        return Part(anchor=self.anchors.new(name), title=self._text("parts", name), entries=entries)

    def _dossiers(self, reviewed: Reviewed) -> Part:
        lines = [Line(self._text("compared", count=reviewed.count, touched=len(reviewed.touched)))]
        if reviewed.refused:
            lines.append(Line(self._text("uncompared", names=", ".join(reviewed.refused)), tone=Tone.OPEN))
        entries = tuple(touched_entry(one, self.after.words, self.anchors) for one in reviewed.touched)
        return Part(
            anchor=self.anchors.new("dossiers"), title=self._text("dossiers"), lines=tuple(lines), entries=entries
        )

    def _entry(self, found: Difference[T]) -> Entry:
        side = self.before if found.kind is Kind.REMOVED else self.after
        sort, title, name = side.title(found.either)
        return Entry(
            anchor=self.anchors.new(sort, name),
            badge=self._text("kinds", found.kind.value),
            title=capital(title.removeprefix(side.words.text("shell", "article"))),
            name=name,
            lines=tuple(self._lines(found)),
        )

    def _lines(self, found: Difference[T]) -> Iterator[Line]:
        """What is said by one side alone; with the expressions, where both sides are told alike."""
        was = list(self.before.facets(found.before)) if found.before else []
        now = list(self.after.facets(found.after)) if found.after else []
        gone, new = _without(was, now), _without(now, was)
        if found.kind is not Kind.CHANGED:
            gone, new = ([one for one in facets if not one.minor] for facets in (gone, new))
        alike = {(one.label, one.text) for one in gone} & {(one.label, one.text) for one in new}
        for mark, facets, tone in ((MINUS, gone, Tone.OLD), (PLUS, new, Tone.NEW)):
            for one in facets:
                same = (one.label, one.text) in alike and one.written
                text = self._text("written_so", told=one.text, text=one.written) if same else one.text
                yield Line(text, f"{mark} {one.label}", tone) if one.label else Line(f"{mark} {text}", tone=tone)

    def _text(self, *path: str, **values: object) -> str:
        return self.after.words.text("differences", *path, **values)


def _without(facets: Iterable[Facet], others: Iterable[Facet]) -> list[Facet]:
    known = {one.key for one in others}
    return [one for one in facets if one.key not in known]
