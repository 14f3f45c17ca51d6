"""Boxes: the ways in which demands can be met, each a set of values for every term, and the orders left to satisfy.

A box at a time, the certain demands first: what a demand rules out is not tried any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, frozen

from mobilnost.grammar.demands import AllOf, Demand, Formula, OneOf, Relation
from mobilnost.grammar.sets import Admitted
from mobilnost.grammar.terms import Term

#: More steps than this are not taken; the answer is then that nothing is known. A sentence of law takes some hundred.
MOST_STEPS = 50_000


class TooMany(Exception):
    """A condition with more ways to be met than are tried."""


@frozen(eq=False)
class Box:
    """What is admitted of each term that something is demanded of, and the relations between terms."""

    admitted: dict[Term, Admitted]
    relations: tuple[Relation, ...]


@define
class Search:
    """Goes through the boxes of demands, in so many steps and no more."""

    left: int = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Take steps, as long as there are any left. Raises `TooMany`."""
        self.left -= steps
        if self.left < 0:
            raise TooMany

    def boxes(self, demands: Iterable[Formula]) -> Iterator[Box]:
        """The boxes in which all demands may be met. Raises `TooMany`."""
        return self._narrowed({}, [], [], list(demands))

    def _narrowed(
        self, box: dict[Term, Admitted], relations: list[Relation], choices: list[OneOf], demands: list[Formula]
    ) -> Iterator[Box]:
        while demands:
            if not _take(box, relations, choices, demands):
                return
            self.spend(len(choices))
            open_choices: list[OneOf] = []
            for choice in choices:
                options = _left_of(choice, box)
                if options is None:
                    continue
                if not options:
                    return
                if len(options) == 1:
                    demands.append(options[0])
                else:
                    open_choices.append(choice if len(options) == len(choice.options) else OneOf(tuple(options)))
            choices = open_choices
        if not choices:
            self.spend(len(relations) ** 2)
            yield Box(box, tuple(relations))
            return
        yield from self._branched(box, relations, choices)

    def _branched(self, box: dict[Term, Admitted], relations: list[Relation], choices: list[OneOf]) -> Iterator[Box]:
        choice = min(choices, key=lambda one: len(one.options))
        rest = [one for one in choices if one is not choice]
        for option in sorted(choice.options, key=_unusual):
            self.spend(1)
            yield from self._narrowed(dict(box), list(relations), list(rest), [option])


def _take(box: dict[Term, Admitted], relations: list[Relation], choices: list[OneOf], demands: list[Formula]) -> bool:
    """Put demands into a box; whether it is still one."""
    while demands:
        one = demands.pop()
        if isinstance(one, Demand):
            before = box.get(one.term)
            if before is None:
                box[one.term] = one.admitted
            elif before.excludes(one.admitted):
                return False
            elif not before.within(one.admitted):
                box[one.term] = before.meet(one.admitted)
        elif isinstance(one, AllOf):
            demands.extend(one.parts)
        elif isinstance(one, OneOf):
            choices.append(one)
        else:
            relations.append(one)
    return True


def _left_of(choice: OneOf, box: dict[Term, Admitted]) -> list[Formula] | None:
    """The options that a box leaves open; `None` where one of them is met in all of it."""
    options: list[Formula] = []
    for option in choice.options:
        if isinstance(option, Demand):
            before = box.get(option.term)
            if before is None:
                options.append(option)
                continue
            if before.within(option.admitted):
                return None
            if not before.excludes(option.admitted):
                options.append(option)
        elif not (isinstance(option, AllOf) and _excluded(option, box)):
            options.append(option)
    return options


def _unusual(option: Formula) -> bool:
    """What leaves a fact its usual value is tried first, for the sake of the example."""
    if not isinstance(option, Demand):
        return True
    return not option.term.is_usual(option.admitted.known)


def _excluded(option: AllOf, box: dict[Term, Admitted]) -> bool:
    for part in option.parts:
        if isinstance(part, Demand):
            before = box.get(part.term)
            if before is not None and before.excludes(part.admitted):
                return True
    return False
