"""What a rulebook has under one id: a rule, the provision that it tests, or both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from mobilnost.accounts.layers import Instruments, ProvisionAccount
from mobilnost.accounts.provision import search
from mobilnost.accounts.rule import RuleAccount, rule_account
from mobilnost.lawbook import Lawbook
from mobilnost.model import Problem
from mobilnost.rulebook import Rulebook


@frozen(kw_only=True)
class LawAccount:
    """A rule and a provision of one id under one programme; `book` leaves out what `problems` say is refused."""

    id: str
    programme: str
    book: Rulebook = field(repr=False, eq=False)
    problems: tuple[Problem, ...]
    rule: RuleAccount | None
    provision: ProvisionAccount | None


def law_account(
    lawbook: Lawbook,
    id: str,
    programme: str,
    on: date,
    instruments: Instruments,
    facts: Mapping[str, Any] | None = None,
) -> LawAccount | None:
    """The account of what bears an id; `None` where the programme's rulebook has nothing of the name."""
    book, problems = considered(lawbook, programme, on, instruments)
    if id not in book.rules and id not in book.figures:
        return None
    return LawAccount(
        id=id,
        programme=programme,
        book=book,
        problems=problems,
        rule=rule_account(book, id, on, lawbook.regulation.deciders) if id in book.rules else None,
        provision=search(lawbook, id, programme, on, instruments, facts) if id in book.figures else None,
    )


def known_ids(lawbook: Lawbook, programme: str, on: date, instruments: Instruments) -> tuple[str, ...]:
    """The ids of all rules and provisions under a programme."""
    book, _ = considered(lawbook, programme, on, instruments)
    return tuple(dict.fromkeys((*book.rules, *book.figures)))


def considered(
    lawbook: Lawbook, programme: str, on: date, instruments: Instruments
) -> tuple[Rulebook, tuple[Problem, ...]]:
    """The rulebook under these circumstances, and what was refused of the instruments."""
    return lawbook.consider(
        programme, on, agreement=instruments.agreement, call=instruments.call, decision=instruments.decision
    )
