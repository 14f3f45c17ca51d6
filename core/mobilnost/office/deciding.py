"""Who may take a special decision: whoever holds the role that the law gives it to, where the settings name holders."""

from __future__ import annotations

from attrs import frozen

from mobilnost.formats import Loaded
from mobilnost.model import Decision, InvalidData, Phrase, Problem, Settings
from mobilnost.procedure.actors import actors_of, holders
from mobilnost.statutes import Decider, Regulation


@frozen(kw_only=True)
class Unentitled:
    """That a decision on a provision was taken by none of the holders of the roles that the law gives it to."""

    decider: Decider
    holders: tuple[str, ...]


def unentitled(
    decision: Decision, unit: str | None, regulation: Regulation, settings: Settings | None
) -> tuple[Unentitled, ...]:
    """What a decision sets aside that is for others to decide, on the day on which it was taken.

    `unit` is that of the dossier, whose officers decide where the role is a unit's. Where the settings name nobody who
    holds a role, who decided is taken as said.
    """
    actors, found = actors_of(settings, decision.date), []
    for key in dict.fromkeys(one.provision for one in decision.waivers):
        lawful = [one for one in regulation.deciders if one.provision == key]
        held = [holders(actors, one.role, unit) for one in lawful]
        names = tuple(sorted({name for each in held for name in each}))
        if lawful and all(held) and decision.by not in names:
            found.append(Unentitled(decider=lawful[0], holders=names))
    return tuple(found)


def against_decider(
    decision: Loaded[Decision], unit: str | None, regulation: Regulation, settings: Loaded[Settings] | None
) -> tuple[Problem, ...]:
    """The same of a decision in a file, at its line."""
    return tuple(
        Problem(
            "not-the-decider",
            decision.place("by"),
            decision.value.by,
            expected=Phrase.of("held-by", role=one.decider.role, names=", ".join(one.holders)),
            article=one.decider.citation.at,
        )
        for one in unentitled(decision.value, unit, regulation, settings.value if settings else None)
    )


def require_decider(
    decision: Loaded[Decision], unit: str | None, regulation: Regulation, settings: Loaded[Settings] | None
) -> None:
    """That a decision in a file was taken by somebody who may. Raises `InvalidData`."""
    if problems := against_decider(decision, unit, regulation, settings):
        raise InvalidData(problems)
