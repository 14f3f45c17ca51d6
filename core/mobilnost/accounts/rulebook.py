"""The account of a rulebook, or of a whole regulation with its programmes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mobilnost.accounts.arrangement import Arrangement
from mobilnost.accounts.chapters import Chapter, RulebookAccount
from mobilnost.accounts.university import university_book
from mobilnost.law import Layer
from mobilnost.lawbook import Lawbook
from mobilnost.rulebook import Rulebook
from mobilnost.rules import Topic

#: What belongs to the university whatever the programme.
OWN = (Layer.REGULATION, Layer.SETTING)


def account_of(lawbook: Lawbook, book: Rulebook, on: date, topic: Topic | None = None) -> RulebookAccount:
    """The account of one rulebook of a lawbook, resolved for stays that begin on a day."""
    chapter = chapter_of(lawbook, book, on, topic)
    return RulebookAccount(regulation=lawbook.regulation, on=on, topic=topic, chapters=(chapter,))


def chapter_of(lawbook: Lawbook, book: Rulebook, on: date, topic: Topic | None = None) -> Chapter:
    """Everything in one rulebook; that of the university alone has no programme."""
    own = not book.programme.code
    plugins = plugins_of(lawbook) if own else lawbook.laws[book.programme.code].added
    arranged = Arrangement(lawbook.regulation, book, on, topic, plugins)
    return Chapter(book=book, own=own, plugins=plugins, sections=arranged.sections(OWN if own else tuple(Layer)))


def plugins_of(lawbook: Lawbook) -> Mapping[str, str]:
    """The office's own plugins that bring something to any programme, by the key or id of that."""
    return {id: plugin for law in lawbook.laws.values() for id, plugin in law.added.items()}


def account_of_all(lawbook: Lawbook, on: date, topic: Topic | None = None) -> RulebookAccount:
    """The university's law once, and then what each programme adds to it.

    Raises `InvalidData` where the law of a programme is mistaken.
    """
    chapters = [chapter_of(lawbook, university_book(lawbook, on), on, topic)]
    for code in lawbook.laws:
        book = lawbook.rulebook(code, on)
        plugins = lawbook.laws[code].added
        arranged = Arrangement(lawbook.regulation, book, on, topic, plugins)
        chapters.append(Chapter(book=book, plugins=plugins, sections=arranged.sections((Layer.PROGRAMME,))))
    return RulebookAccount(regulation=lawbook.regulation, on=on, topic=topic, chapters=tuple(chapters))
