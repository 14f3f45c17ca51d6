"""A rulebook on a page: every rule, figure, paper, duty and component told once, under its article or topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from mobilnost.accounts.chapters import Chapter, Division, RuleAccount, RulebookAccount, Section
from mobilnost.accounts.figures import FigureAccount
from mobilnost.accounts.terms import is_in_force, term_of
from mobilnost.formats.pages import Anchors, Labels, Line, Page, Part, Tone
from mobilnost.law import Layer
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.entries import Entries
from mobilnost.locales.forms import Forms
from mobilnost.locales.lawteller import LawTeller
from mobilnost.locales.provenance import Naming, Provenance


def rulebook_page(account: RulebookAccount, words: Catalogue, naming: Naming) -> Page:
    """The page of an account; `naming` says how the names of files are shown."""
    anchors = Anchors()
    leaves = [Leaves(account, chapter, words, naming, anchors) for chapter in account.chapters]
    single = leaves[0] if len(leaves) == 1 else None
    return Page(
        language=words.language,
        title=single.title if single else leaves[0].regulation,
        lines=tuple(_head(account, words, single)),
        parts=tuple(single.parts() if single else (one.part() for one in leaves)),
        labels=labels_of(words),
    )


def labels_of(words: Catalogue) -> Labels:
    """What a page says of itself."""
    found = {key: words.text("page", key) for key in ("contents", "search", "found", "nothing")}
    return Labels(**found)


def _head(account: RulebookAccount, words: Catalogue, single: Leaves | None) -> Iterator[Line]:
    forms = Forms(words)
    if single:
        yield from single.circumstances()
    yield Line(forms.day(account.on), words.text("rulebook", "on"))
    if account.topic:
        yield Line(words.text("topics", account.topic.value), words.text("rulebook", "topic"))


@frozen
class Leaves:
    """Tells one chapter."""

    account: RulebookAccount
    chapter: Chapter
    words: Catalogue
    naming: Naming
    anchors: Anchors

    @cached_property
    def teller(self) -> LawTeller:
        """Tells the law of the chapter's rulebook."""
        return LawTeller.of(self.chapter.book, self.words)

    @cached_property
    def provenance(self) -> Provenance:
        """Tells where figures come from."""
        return Provenance(self.teller, self.naming, self.chapter.plugins)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The anchors of the figures by key, for those who refer to them."""
        return {key: self.anchors.new(self._mark, key) for key in _keys(self.chapter)}

    @property
    def _mark(self) -> str:
        """What tells the anchors of a chapter from those of others."""
        return "" if len(self.account.chapters) == 1 else self.chapter.book.programme.code

    # -- headings

    @property
    def regulation(self) -> str:
        """The regulation by its name in the reader's language."""
        names = self.account.regulation.names
        return names.get(self.words.language) or names.get("en") or self.account.regulation.source

    @property
    def title(self) -> str:
        """What the chapter is about."""
        if self.chapter.own:
            return self._text("university")
        programme = self.teller.subjects.programme(self.chapter.book.programme.code)
        if len(self.account.chapters) > 1:
            return self._text("sections", "programme", source=programme)
        return self._text("title", regulation=self.regulation, programme=programme)

    def circumstances(self) -> Iterator[Line]:
        """Of which programme, edition, call, agreement and decision it is."""
        book = self.chapter.book
        if book.programme.code:
            told = self.teller.subjects.programme(book.programme.code)
            edition = f", {self._text('edition', edition=book.edition.id)}" if book.edition else ""
            yield Line(told + edition, self._text("programme"))
        for key, instrument in (("call", book.call), ("agreement", book.agreement), ("decision", book.decision)):
            if instrument:
                yield Line(instrument.id, self._text(key))
        if book.agreement and not is_in_force(book.agreement, self.account.on):
            term = self.teller.forms.period(*term_of(book.agreement))
            yield Line(term, self._text("out_of_force"), Tone.OPEN)

    def part(self) -> Part:
        """The chapter as one part; a programme's only section needs no heading of its own."""
        anchor = self.anchors.new("chapter", self.chapter.book.programme.code or "university")
        sections = self.chapter.sections
        lines = () if self.chapter.own else tuple(self.circumstances())
        if not self.chapter.own and len(sections) == 1:
            lines += tuple(self._said(sections[0]))
            return Part(anchor=anchor, title=self.title, lines=lines, parts=tuple(self._divisions(sections[0])))
        return Part(anchor=anchor, title=self.title, lines=lines, parts=tuple(self.parts()))

    def parts(self) -> Iterator[Part]:
        """The sections."""
        for section in self.chapter.sections:
            source = section.source
            if section.layer is Layer.PROGRAMME:
                source = self.teller.subjects.programme(source)
            yield Part(
                anchor=self.anchors.new(self._mark, section.layer.value),
                title=self._text("sections", "added" if section.added else section.layer.value, source=source),
                lines=tuple(self._said(section)),
                parts=tuple(self._divisions(section)),
            )

    def _said(self, section: Section) -> Iterator[Line]:
        """What it sets of provisions that are told elsewhere."""
        for said in section.sets:
            told = f"{self.teller.provision(said.key)}: {self.provenance.value(said.key, said.candidate)}"
            cited = self.teller.cited(said.candidate.origin.citation)
            yield Line(f"{told} [{cited}]", self._text("sets"), to=self.places.get(said.key))
        for key in section.waives:
            yield Line(self.teller.provision(key), self._text("waives"), to=self.places.get(key))
        if not (section.sets or section.waives or section.divisions):
            yield Line(self._text("silent"))

    def _divisions(self, section: Section) -> Iterator[Part]:
        for division in section.divisions:
            name, title = self._heading(division)
            yield Part(
                anchor=self.anchors.new(self._mark, section.layer.value, name),
                title=title,
                entries=tuple(self._entries.entry(one) for one in division.entries),
            )

    def _heading(self, division: Division) -> tuple[str, str]:
        if division.topic:
            return division.topic.value, self.words.text("topics", division.topic.value)
        if division.article is None:
            return "other", self._text("no_article")
        number = f"{division.article}{division.letter}"
        if title := self._article_title(division):
            return f"article-{number}", self._text("article_titled", number=number, title=title)
        return f"article-{number}", self._text("article", number=number)

    def _article_title(self, division: Division) -> str | None:
        """What an article is about, where the outline of the regulation says it."""
        for article in self.account.regulation.articles:
            if (article.number, article.letter) == (division.article, division.letter):
                return article.names.get(self.words.language) or article.names.get("en")
        return None

    # -- pieces

    @cached_property
    def _entries(self) -> Entries:
        return Entries(
            teller=self.teller,
            provenance=self.provenance,
            on=self.account.on,
            components=self.chapter.book.components,
            anchors=self.anchors,
            mark=self._mark,
            places=self.places,
        )

    def _text(self, *path: str, **values: object) -> str:
        return self.words.text("rulebook", *path, **values)


def _keys(chapter: Chapter) -> Iterator[str]:
    """The keys of the figures that a chapter tells."""
    for section in chapter.sections:
        for division in section.divisions:
            for entry in division.entries:
                if isinstance(entry, FigureAccount):
                    yield entry.key
                elif isinstance(entry, RuleAccount):
                    yield from (one.key for one in entry.figures)
