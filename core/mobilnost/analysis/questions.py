"""Questions to the solver about one vocabulary; each is asked once."""

from __future__ import annotations

from attrs import define

from mobilnost.grammar import FALSE, TRUE, Node
from mobilnost.grammar.demands import Asked
from mobilnost.grammar.reach import Answer, Domain

_ALWAYS = Answer(holds=True)


@define(eq=False)
class Questions:
    """Asks whether some dossier can be so, and whether one condition follows from another. The domain remembers."""

    domain: Domain

    def possible(self, *nodes: Node) -> Answer:
        """Whether all of the conditions can hold of one dossier; if so with such a dossier, if not with why."""
        if FALSE in nodes:
            return Answer(holds=False, core=tuple(one for one in nodes if one != TRUE))
        return self.domain.met(*((node, Asked.TRUE) for node in nodes if node is not TRUE))

    def always(self, one: Node, other: Node, within: Node = TRUE) -> Answer:
        """Whether the second condition holds wherever the first does; if not, with a counterexample."""
        if one == FALSE or other is TRUE or other == one:
            return _ALWAYS
        asked = [(node, Asked.TRUE) for node in (within, one) if node is not TRUE]
        found = self.domain.met(*asked, (other, Asked.NOT_TRUE))
        contrary = None if found.holds is None else not found.holds
        return Answer(holds=contrary, unread=found.unread, later=found.later)
