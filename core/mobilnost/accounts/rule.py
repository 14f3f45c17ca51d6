"""The account of a rule: what it rests on, which facts it looks at, and who else speaks of its matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from mobilnost.accounts.figures import FigureAccount, figure_account, of_provision
from mobilnost.accounts.nearest import paper_of
from mobilnost.grammar import figures_of
from mobilnost.law import Permission
from mobilnost.rulebook import Rulebook
from mobilnost.rules import DocumentRequirement, FactDefinition, Obligation, Rule, types_of
from mobilnost.statutes import Decider

#: The keys of the dossier that facts are found from, where no single source is named because they are always known.
KEYS: Mapping[str, tuple[str, ...]] = {
    "programme": ("mobility.programme",),
    "participant": ("student", "staff"),
    "kind": ("mobility.kind",),
    "direction": ("mobility.direction",),
    "blended": ("mobility.blended",),
    "joint_programme": ("mobility.joint_programme",),
    "freemover": ("mobility.freemover",),
    "zero_grant": ("mobility.zero_grant",),
    "in_network": ("mobility.network",),
    "first_day": ("mobility.start", "mobility.arrived"),
    "last_day": ("mobility.end", "mobility.returned"),
    "stay": ("mobility.start", "mobility.end", "interruptions"),
    "calendar_days": ("mobility.start", "mobility.end", "interruptions"),
    "working_days": ("mobility.start", "mobility.end", "interruptions"),
    "academic_year": ("mobility.start",),
    "semester": ("mobility.start",),
    "partner": ("mobility.sending", "mobility.receiving"),
    "status_in_country": ("person.status_in_country",),
    "past_mobilities": ("history",),
    "mobilities_this_year": ("mobility.start", "history"),
}


@frozen(kw_only=True)
class FactAccount:
    """A fact that a rule looks at, and what settles it: keys of the dossier, a paper, or another source it names."""

    definition: FactDefinition
    keys: tuple[str, ...]
    paper: str | None


@frozen(kw_only=True)
class RuleAccount:
    """Everything that a reader may ask about a rule under one rulebook.

    `counterpart` is what the other authority says of the same matter; `documents` and `obligations` are those that look
    at the provision of the same name. `waiver` lets a special decision set the rule aside, which is for the `deciders`.
    """

    rule: Rule
    counterpart: Rule | None
    figures: tuple[FigureAccount, ...]
    facts: tuple[FactAccount, ...]
    documents: tuple[DocumentRequirement, ...]
    obligations: tuple[Obligation, ...]
    waiver: Permission | None
    deciders: tuple[Decider, ...] = ()


def rule_account(book: Rulebook, id: str, on: date, deciders: tuple[Decider, ...] = ()) -> RuleAccount:
    """The account of a rule by its id; `deciders` are those who take any special decision.

    Raises `KeyError` for one that the rulebook has not.
    """
    rule = book.rules[id]
    types = types_of(book.definitions.values())
    own = book.figures.get(id)
    return RuleAccount(
        rule=rule,
        counterpart=counterpart(book, id),
        figures=tuple(figure_account(book.figures[key], types, on, book.waived, deciders) for key in rule.figures),
        facts=tuple(fact_account(book.definitions[name]) for name in rule.facts),
        documents=tuple(one for one in book.documents if id in _looked_at(one)),
        obligations=tuple(one for one in book.obligations if id in _looked_at(one)),
        waiver=next(iter(own.provision.exceptions()), None) if own else None,
        deciders=of_provision(deciders, id),
    )


def fact_account(definition: FactDefinition) -> FactAccount:
    """What settles a fact."""
    return FactAccount(definition=definition, keys=KEYS.get(definition.name, ()), paper=paper_of(definition))


def counterpart(book: Rulebook, id: str) -> Rule | None:
    """The rule of the other authority about the same matter: `erasmus.duration.minimum` beside `duration.minimum`."""
    prefix = f"{book.programme.code}."
    return book.rules.get(id.removeprefix(prefix) if id.startswith(prefix) else prefix + id)


def _looked_at(paper: DocumentRequirement | Obligation) -> tuple[str, ...]:
    return (*figures_of(paper.applies), *(figures_of(paper.due) if paper.due else ()))
