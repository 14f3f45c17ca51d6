"""What a plugin did wrong, as a problem with the plugin for its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mobilnost.analysis.entries import entries_of
from mobilnost.grammar import facts_of as facts_in
from mobilnost.host import Host, PluginReport, TimeUp
from mobilnost.model import InvalidData, Phrase, Place, Problem
from mobilnost.rulebook import Rulebook
from mobilnost.rules import BrokenFact, Contribution

#: So many of those that need a fact are named.
MOST = 5


def failure(report: PluginReport) -> Problem:
    """That a plugin is failed or disabled, and why."""
    return Problem(f"plugin-{report.state}", Place(report.distribution, None, report.name), found=report.reason)


@contextmanager
def facts_of(host: Host, book: Rulebook | None = None) -> Iterator[None]:
    """While facts are found: what a plugin raises isolates it, unless the host is strict. Raises `InvalidData`."""
    try:
        yield
    except BrokenFact as error:
        if host.strict:
            raise
        raise InvalidData([unfound(error, host, book)]) from error


def unfound(error: BrokenFact, host: Host, book: Rulebook | None = None) -> Problem:
    """That a plugin cannot find a fact: why, and what in a rulebook, else in the laws of all programmes, needs it."""
    plugin = next((one.distribution for one in host.plugins if one.name == error.plugin), None)
    law = Contribution.joined(one.law for one in host.laws) if book is None else _law_of(book)
    needed = needed_by(error.fact, law)
    said: dict[str, object] = {"fact": error.fact}
    if needed:
        said["needed"] = ", ".join((*needed[:MOST], *(["…"] if len(needed) > MOST else ())))
    if isinstance(error.__cause__, TimeUp):
        id, said["seconds"] = "fact-time", f"{error.__cause__.seconds:g}"
    else:
        id, said["detail"] = "fact", error.reason
    found = Phrase.of(f"{id}-for" if needed else id, **said)
    return Problem("plugin-fact", Place(plugin, None, error.plugin), found)


def needed_by(fact: str, law: Contribution) -> tuple[str, ...]:
    """The rules, papers, duties and components that look at a fact, or at a provision that depends on it."""
    keys = {one.key for one in law.provisions if any(fact in facts_in(value.applies) for value in one.values)}
    return tuple(
        dict.fromkeys(
            one.id
            for one in entries_of(law)
            if keys.intersection(one.keys) or any(fact in facts_in(node) for node in one.nodes)
        )
    )


def _law_of(book: Rulebook) -> Contribution:
    return Contribution(
        rules=tuple(book.rules.values()),
        provisions=tuple(one.provision for one in book.figures.values()),
        documents=book.documents,
        obligations=book.obligations,
        components=book.components,
    )
