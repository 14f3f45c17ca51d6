"""Examples: values for the facts of a box that look like a dossier, near the figures that the condition names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any

from attrs import frozen

from mobilnost.grammar.boxes import Box
from mobilnost.grammar.nodes import Fact
from mobilnost.grammar.orders import in_order
from mobilnost.grammar.scales import FAR
from mobilnost.grammar.sets import Stretches, Words
from mobilnost.grammar.terms import Term
from mobilnost.grammar.types import Type

#: So many values of a fact, and so many combinations, are tried where a part of a condition was not looked into.
MOST_VALUES = 5
MOST_TRIES = 125


@frozen(eq=False)
class Examples:
    """Finds the values of a box, those of choices in the order of their types."""

    types: Mapping[str, Type]

    def first(self, box: Box) -> dict[str, Any] | None:
        """The facts of one dossier of a box; `None` if its orders cannot be satisfied. What is unknown is absent."""
        values: Mapping[Term, Any] = {}
        if box.relations:
            found = in_order(box.admitted, box.relations, lambda term, known: self.best(term, known, box))
            if found is None:
                return None
            values = found
        return {
            term.node.name: values[term] if term in values else self.best(term, admitted.known, box)
            for term, admitted in box.admitted.items()
            if isinstance(term.node, Fact) and not admitted.known.empty
        }

    def more(self, box: Box) -> Iterator[dict[str, Any]]:
        """Further dossiers of a box; its orders are the caller's to check."""
        several = {
            term.node.name: list(dict.fromkeys(islice(self.some(term, admitted.known), MOST_VALUES)))
            for term, admitted in box.admitted.items()
            if isinstance(term.node, Fact) and not admitted.known.empty
        }
        for values in islice(product(*several.values()), MOST_TRIES):
            yield dict(zip(several, values, strict=True))

    def best(self, term: Term, known: Any, box: Box) -> Any:
        """The value to show of a term: the usual one where the box says nothing, else one near a limit."""
        if isinstance(known, Stretches) and term.is_usual(known) and box.admitted[term].known == term.everything:
            return term.usual
        return next(self.some(term, known))

    def some(self, term: Term, known: Any) -> Iterator[Any]:
        """Values that a term may have: those near its limits first, and of words the usual one."""
        if isinstance(known, Words):
            yield from self._words(term, known)
        elif term.scale:
            yield from term.scale.examples(known, term.everything)
            if term.is_usual(known):
                yield term.usual
                if isinstance(term.usual, int) and term.scale.has(known, term.usual + FAR):
                    yield term.usual + FAR

    def _words(self, term: Term, known: Words) -> Iterator[Any]:
        if term.is_usual(known):
            yield term.usual
        if known.others:
            yield from (word for word in (f"other{number or ''}" for number in range(99)) if word in known)
            return
        type_ = self.types.get(term.node.name) if isinstance(term.node, Fact) else None
        listed = [str(value) for value in type_.values] if type_ else []
        yield from (value for value in listed if value in known)
        yield from sorted(known.values.difference(listed), key=lambda value: (value is not True, str(value)))
