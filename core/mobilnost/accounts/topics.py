"""The topics of what does not name one itself: a provision has those of whatever looks at it."""

from __future__ import annotations

from collections.abc import Mapping

from mobilnost.grammar import figures_of
from mobilnost.law import Component, Provision, Use
from mobilnost.rulebook import Rulebook
from mobilnost.rules import DocumentRequirement, Obligation, Rule, Topic

#: The work in which people act on a figure that no rule tests, where that is no matter of the procedure.
WORK = {Use.FUNDING: Topic.FUNDING, Use.PAPERS: Topic.DOCUMENTS}


def topic_of(entry: Rule | DocumentRequirement | Obligation | Component) -> Topic:
    """What an entry of a rulebook is about."""
    match entry:
        case Rule():
            return entry.topic
        case DocumentRequirement():
            return Topic.DOCUMENTS
        case Obligation():
            return Topic.PROCEDURE
        case Component():
            return Topic.FUNDING


def topics_of_provisions(book: Rulebook) -> Mapping[str, tuple[Topic, ...]]:
    """The topics of each provision by key, the first being the one under which it is told.

    What nothing looks at is told under the topic of the work that people do with it, else under the one that its key
    names, else under the procedure.
    """
    topics: dict[str, dict[Topic, None]] = {key: {} for key in book.figures}
    for key, topic in _looked_at(book):
        topics[key][topic] = None
    return {key: tuple(found) or (_used(book.figures[key].provision),) for key, found in topics.items()}


def _looked_at(book: Rulebook) -> list[tuple[str, Topic]]:
    looks = [(rule.figures, rule) for rule in book.rules.values()]
    found = [(key, topic_of(rule)) for keys, rule in looks for key in keys]
    for duty in book.obligations:
        found += [(key, topic_of(duty)) for key in (*figures_of(duty.applies), *figures_of(duty.due))]
    for paper in book.documents:
        due = figures_of(paper.due) if paper.due else ()
        found += [(key, topic_of(paper)) for key in (*figures_of(paper.applies), *due)]
    for part in book.components:
        found += [(key, topic_of(part)) for key in figures_of(part.applies)]
    return found


def _used(provision: Provision) -> Topic:
    by_work = next((WORK[use] for use in provision.used_by if use in WORK), None)
    words = set(provision.key.split("."))
    return by_work or next((topic for topic in Topic if topic.value in words), Topic.PROCEDURE)
