"""Questions to the solver about one vocabulary, of which those are not asked that a known dossier answers."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from mobilnost.analysis.fitting import Fitting
from mobilnost.grammar import FALSE, TRUE, Node, facts_of
from mobilnost.grammar.crowd import Crowd
from mobilnost.grammar.demands import Asked
from mobilnost.grammar.parts import Part
from mobilnost.grammar.reach import Answer, Domain

_ALWAYS = Answer(holds=True)


@define(eq=False)
class Questions:
    """Asks whether some dossier can be so, and whether one condition follows from another.

    The crowd is asked first, who are all possible here too; the witness is the solver's all the same, so that it does
    not depend on what was asked before. Whom the solver finds joins the crowd.
    """

    domain: Domain
    crowd: Crowd
    _introduced: set[Answer] = field(factory=set, init=False)
    _fitting: Fitting = field(init=False)

    @_fitting.default
    def _fits(self) -> Fitting:
        return Fitting(self.domain, self.crowd)

    def possible(self, *nodes: Node) -> Answer:
        """Whether all of the conditions can hold of one dossier; if so with such a dossier, if not with why."""
        if self._known(nodes):
            return Answer(holds=True, later=lambda: self.met(nodes).witness)
        if FALSE in nodes:
            return Answer(holds=False, core=tuple(one for one in nodes if one != TRUE))
        return self.met(nodes)

    def always(self, one: Node, other: Node, within: Node = TRUE) -> Answer:
        """Whether the second condition holds wherever the first does; if not, with a counterexample."""
        if one == FALSE or other is TRUE or other == one:
            return _ALWAYS
        if self._known((within, one), other):
            return Answer(holds=False, later=lambda: self.met((within, one), other).witness)
        found = self.met((within, one), other)
        contrary = None if found.holds is None else not found.holds
        return Answer(holds=contrary, unread=found.unread, later=found.later)

    def found(self, *nodes: Node) -> bool:
        """Whether somebody is found without the solver, of conditions all of which are looked into."""
        return all(map(self.crowd.plain, nodes)) and (bool(self.crowd.some(*nodes)) or self._fitted(nodes, None))

    def shown(self, *nodes: Node, failed: Node | None = None) -> bool:
        """Whether somebody is found of whom all of the conditions are true and another is not.

        One of the crowd, or one who is made to fit, or else whom the solver finds. Where a condition is not looked into
        as a whole, somebody of a special case will do.
        """
        if self.crowd.some(*nodes, failed=failed):
            return True
        cases = tuple(map(self.crowd.special, nodes))
        if FALSE not in cases and (self._fitted(cases, failed) or self.met(cases, failed).holds):
            return True
        return cases != nodes and self.met(nodes, failed).holds is True

    def _fitted(self, nodes: tuple[Node, ...], failed: Node | None) -> bool:
        """Whether one of the crowd, changed, shows it; whoever is found joins the crowd."""
        whole = self.crowd.first_true(nodes)
        if whole is None or not (failed is None or self.crowd.plain(failed)):
            return False
        found = self._fitting.fitted(whole, sorted(_parts(nodes, failed), key=_is_asked_for))
        if found is not None:
            self.crowd.take_in(dict(found))
        return found is not None

    def _known(self, nodes: tuple[Node, ...], failed: Node | None = None) -> bool:
        """Whether somebody of the crowd shows it, of what is looked into: of anything else the solver has its say."""
        return all(map(self.crowd.plain, nodes)) and bool(self.crowd.some(*nodes, failed=failed))

    def met(self, nodes: tuple[Node, ...], failed: Node | None = None) -> Answer:
        """What the solver says: whether all of the conditions can hold of a dossier, of which another does not."""
        parts = _parts(nodes, failed)
        found = self.domain.met(*parts)
        if found.holds and found not in self._introduced:
            self._introduced.add(found)
            self.crowd.join(found.witness or {}, (name for node, _ in parts for name in facts_of(node)))
        return found


def _parts(nodes: Iterable[Node], failed: Node | None) -> tuple[Part, ...]:
    parts = [(node, Asked.TRUE) for node in nodes if node is not TRUE]
    return (*parts,) if failed is None else (*parts, (failed, Asked.NOT_TRUE))


def _is_asked_for(part: Part) -> bool:
    """What is to fail comes first: what is to hold may then be so by a limit of its own."""
    return part[1] is Asked.TRUE
