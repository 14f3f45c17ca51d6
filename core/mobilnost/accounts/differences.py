"""What differs between two rulebooks: rules, figures, papers, duties and money that one has and the other has not, or
has otherwise.

Compared is what holds for people: conditions, requirements, values, who may set them. In which file and line it stands,
and by which source, is told and not compared. What can concern no stay of a rulebook is not part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Generic, TypeVar

from attrs import frozen

from mobilnost.accounts.chapters import Chapter, RuleAccount
from mobilnost.accounts.figures import FigureAccount
from mobilnost.grammar import FALSE
from mobilnost.law import Component, Layer, Origin
from mobilnost.rules import DocumentRequirement, Obligation, Rule

T = TypeVar("T")


class Kind(StrEnum):
    """What became of something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@frozen(kw_only=True)
class Difference(Generic[T]):
    """Something on both sides, or on one of them alone; at least one of the two is there."""

    before: T | None = None
    after: T | None = None

    @property
    def kind(self) -> Kind:
        """Whether it was added, removed or changed."""
        if self.before is None:
            return Kind.ADDED
        return Kind.REMOVED if self.after is None else Kind.CHANGED

    @property
    def either(self) -> T:
        """The later of what there is."""
        found = self.before if self.after is None else self.after
        if found is None:
            raise ValueError("a difference has at least one side")
        return found


@frozen(kw_only=True)
class Waived:
    """A provision that a decision sets aside."""

    key: str
    origin: Origin


#: What an agreement and a call say of themselves, beside what they set and add.
AGREEMENT_ITEMS = (
    "level", "unit", "parties", "signed", "valid_from", "valid_to", "isced_f", "terminated", "suspended", "places",
)  # fmt: skip
CALL_ITEMS = ("academic_year", "edition", "opens", "closes", "agreements")


@frozen(kw_only=True)
class Item:
    """What an instrument says of itself: its period, its parties, its places."""

    layer: Layer
    key: str
    value: Any


@frozen(kw_only=True)
class Differences:
    """Everything that differs; `items` between agreements, and between calls, where both sides have one."""

    items: tuple[Difference[Item], ...] = ()
    rules: tuple[Difference[Rule], ...] = ()
    figures: tuple[Difference[FigureAccount], ...] = ()
    documents: tuple[Difference[DocumentRequirement], ...] = ()
    obligations: tuple[Difference[Obligation], ...] = ()
    components: tuple[Difference[Component], ...] = ()
    waived: tuple[Difference[Waived], ...] = ()

    def __bool__(self) -> bool:
        return any(
            (self.items, self.rules, self.figures, self.documents, self.obligations, self.components, self.waived)
        )


def differences(before: Chapter, after: Chapter) -> Differences:
    """What differs between the accounts of two rulebooks, each as it stands on its own day."""
    one, other = _Contents.of(before), _Contents.of(after)
    return Differences(
        items=tuple(_items(before, after)),
        rules=_paired(one.rules, other.rules, rule_name, _rule),
        figures=_paired(one.figures, other.figures, lambda it: it.key, figure_content),
        documents=_paired(one.documents, other.documents, lambda it: (it.type, it.phase, it.authority), _document),
        obligations=_paired(one.obligations, other.obligations, lambda it: (it.id, it.who), _obligation),
        components=_paired(one.components, other.components, lambda it: it.id, _component),
        waived=_paired(one.waived, other.waived, lambda it: it.key, lambda it: it.key),
    )


def _items(before: Chapter, after: Chapter) -> Iterator[Difference[Item]]:
    """What two agreements, or two calls, say of themselves and one says otherwise."""
    pairs = (
        (Layer.AGREEMENT, before.book.agreement, after.book.agreement, AGREEMENT_ITEMS),
        (Layer.CALL, before.book.call, after.book.call, CALL_ITEMS),
    )
    for layer, one, other, keys in pairs:
        for key in keys if one and other else ():
            was, now = getattr(one, key), getattr(other, key)
            if _plain(was) != _plain(now):
                yield Difference(
                    before=Item(layer=layer, key=key, value=was), after=Item(layer=layer, key=key, value=now)
                )


# -- what there is


@frozen(kw_only=True)
class _Contents:
    """The entries of a chapter by their sorts."""

    rules: tuple[Rule, ...]
    figures: tuple[FigureAccount, ...]
    documents: tuple[DocumentRequirement, ...]
    obligations: tuple[Obligation, ...]
    components: tuple[Component, ...]
    waived: tuple[Waived, ...]

    @classmethod
    def of(cls, chapter: Chapter) -> _Contents:
        """What concerns somebody in a chapter."""
        entries = [entry for one in chapter.sections for division in one.divisions for entry in division.entries]
        rules = [one for one in entries if isinstance(one, RuleAccount)]
        loose = [one for one in entries if isinstance(one, FigureAccount)]
        return cls(
            rules=_concerning(one.rule for one in rules),
            figures=(*(figure for one in rules for figure in one.figures), *loose),
            documents=_concerning(one for one in entries if isinstance(one, DocumentRequirement)),
            obligations=_concerning(one for one in entries if isinstance(one, Obligation)),
            components=_concerning(one for one in entries if isinstance(one, Component)),
            waived=tuple(Waived(key=key, origin=origin) for key, origin in chapter.book.waived.items()),
        )


Conditional = TypeVar("Conditional", Rule, DocumentRequirement, Obligation, Component)


def _concerning(things: Iterable[Conditional]) -> tuple[Conditional, ...]:
    return tuple(one for one in things if one.applies != FALSE)


# -- what is compared


def rule_name(rule: Rule) -> Hashable:
    """A condition that an instrument adds is the same condition in another that adds it by the same name."""
    if rule.layer in (Layer.CALL, Layer.AGREEMENT):
        return rule.layer, rule.id.removeprefix(f"{rule.citation.source}.")
    return rule.authority, rule.id


def _rule(rule: Rule) -> Hashable:
    return rule.applies, rule.requires, rule.topic, rule.curable, rule.note


def standing_content(account: FigureAccount) -> tuple[Hashable, ...]:
    """The values of a figure, whom they concern, and who sets them."""
    found = (one.candidate for one in account.standing)
    return tuple((_plain(one.value), one.applies, one.origin.layer) for one in found)


def leave_content(account: FigureAccount) -> tuple[Hashable, ...]:
    """Who may set a figure, how and of whom."""
    may = ((one.layer, one.mode, one.applies) for one in account.may)
    return (*sorted(may, key=str), account.provision.setting, account.provision.stricter)


def figure_content(account: FigureAccount) -> Hashable:
    """What a figure comes to, and who may set it."""
    return frozenset(standing_content(account)), leave_content(account)


def _document(paper: DocumentRequirement) -> Hashable:
    return paper.applies, paper.due, paper.issuer, frozenset(paper.signatories), frozenset(paper.languages)


def _obligation(duty: Obligation) -> Hashable:
    return duty.applies, duty.due, duty.to, frozenset(duty.evidence), duty.may_wait is not None


def _component(component: Component) -> Hashable:
    rates = frozenset(
        (
            *(one.amount, one.currency, one.applies, one.valid_from, one.valid_to),
            *(one.km_from, one.km_to, one.day_from, one.day_to),
        )
        for one in component.rates
    )
    taper = frozenset((one.percent, one.day_from, one.day_to) for one in component.taper)
    by = component.rate_by, component.payer_by, component.permits
    return component.per, component.payer, component.applies, component.exclusive, rates, taper, *by


def _plain(value: Any) -> Hashable:
    """A value that can be compared; the order of a list says nothing."""
    return frozenset(value) if isinstance(value, tuple | set | frozenset) else value


# -- how it is compared


def _paired(
    before: Iterable[T], after: Iterable[T], name: Callable[[T], Hashable], content: Callable[[T], Hashable]
) -> tuple[Difference[T], ...]:
    """What differs, by names; of several that bear one name, equals are set against equals first."""
    groups: dict[Hashable, tuple[list[T], list[T]]] = {}
    for index, things in enumerate((before, after)):
        for thing in things:
            groups.setdefault(name(thing), ([], []))[index].append(thing)
    return tuple(found for one, other in groups.values() for found in _left(one, other, content))


def _left(before: list[T], after: list[T], content: Callable[[T], Hashable]) -> Iterator[Difference[T]]:
    """What is left of a group when equals have gone: pairs in their order, and then what has no counterpart."""
    added = list(after)
    removed = []
    for one in before:
        twin = next((other for other in added if content(other) == content(one)), None)
        if twin is None:
            removed.append(one)
        else:
            added.remove(twin)
    both = min(len(removed), len(added))
    yield from (Difference(before=one, after=other) for one, other in zip(removed, added, strict=False))
    yield from (Difference(before=one) for one in removed[both:])
    yield from (Difference(after=other) for other in added[both:])
