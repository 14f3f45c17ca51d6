"""For whom a special decision may set a provision aside: the condition of the law, held against a dossier."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.grammar import evaluate, facts_of, text_of
from mobilnost.law import Permission
from mobilnost.model import Calendar, Dossier, Place, Problem
from mobilnost.rulebook import Rulebook
from mobilnost.rules import facts_for


def holds(permission: Permission, rulebook: Rulebook, dossier: Dossier, calendar: Calendar) -> bool | None:
    """Whether the condition of a permission holds of a dossier; `None` where that is not known."""
    definitions = [rulebook.definitions[name] for name in facts_of(permission.applies)]
    answer: bool | None = evaluate(permission.applies, facts_for(rulebook.case(dossier, calendar), definitions), {})
    return answer


def excepted(rulebook: Rulebook, key: str, dossier: Dossier, calendar: Calendar) -> bool:
    """Whether the law lets a decision set a provision aside for a dossier, as far as anybody knows the dossier."""
    permissions = rulebook.figures[key].provision.exceptions()
    return any(holds(one, rulebook, dossier, calendar) for one in permissions)


def unlawful(rulebook: Rulebook, dossier: Dossier, calendar: Calendar) -> Iterator[Problem]:
    """What the decision of a rulebook sets aside and may not for this dossier, with the article that says for whom."""
    for key, origin in rulebook.waived.items():
        if excepted(rulebook, key, dossier, calendar):
            continue
        permission = rulebook.figures[key].provision.exceptions()[0]
        yield Problem(
            "waiver-out-of-scope",
            origin.place or Place(origin.citation.source, None, key),
            dossier.mobility.id,
            expected=text_of(permission.applies),
            article=(permission.citation or rulebook.figures[key].provision.citation).at,
        )
