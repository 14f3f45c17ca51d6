"""A rulebook as one object of JSON."""

from __future__ import annotations

from collections.abc import Callable

from mobilnost.accounts.chapters import Chapter, Division, RulebookAccount, Section
from mobilnost.formats.entries import Table, Tables, Telling
from mobilnost.rulebook import Rulebook

SCHEMA = 1


def rulebook_table(
    account: RulebookAccount, teller: Callable[[Rulebook], Telling], naming: Callable[[str], str]
) -> Table:
    """The whole account; `teller` gives who tells a rulebook, `naming` how the names of files are shown."""
    regulation = account.regulation
    return {
        "schema": SCHEMA,
        "regulation": {"id": regulation.id, "source": regulation.source, "institution": regulation.institution},
        "on": account.on.isoformat(),
        "topic": account.topic.value if account.topic else None,
        "chapters": [_chapter(one, Tables(teller(one.book), naming, one.plugins)) for one in account.chapters],
    }


def _chapter(given: Chapter, tables: Tables) -> Table:
    """A chapter: the circumstances that it holds for, and its sections."""
    book = given.book
    return {
        "programme": None if given.own else book.programme.code,
        "edition": book.edition.id if book.edition else None,
        "call": book.call.id if book.call else None,
        "agreement": book.agreement.id if book.agreement else None,
        "decision": book.decision.id if book.decision else None,
        "sections": [_section(one, tables) for one in given.sections],
    }


def _section(given: Section, tables: Tables) -> Table:
    """What one layer says."""
    return {
        "layer": given.layer.value,
        "source": given.source,
        "added": given.added,
        "sets": [{"provision": one.key, **tables.candidate(one.candidate, one.key)} for one in given.sets],
        "waives": list(given.waives),
        "divisions": [_division(one, tables) for one in given.divisions],
    }


def _division(given: Division, tables: Tables) -> Table:
    """An article or a topic."""
    article = None if given.article is None else f"{given.article}{given.letter}"
    topic = given.topic.value if given.topic else None
    return {"article": article, "topic": topic, "entries": [tables.entry(one) for one in given.entries]}
