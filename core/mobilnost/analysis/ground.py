"""The ground that an instrument is laid on: one standing law, its figures put in, by what its rules look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from attrs import field, frozen

from mobilnost.analysis.counting import of_counting
from mobilnost.analysis.questions import Questions
from mobilnost.analysis.sentences import Sentence, Taken, ranked, taken
from mobilnost.grammar import FALSE, TRUE, Call, Fact, Node, Not, disjunction, facts_of, fold, substitute
from mobilnost.grammar.crowd import Crowd
from mobilnost.grammar.fixed import apart
from mobilnost.law import Candidate, Figure
from mobilnost.rules import Rule
from mobilnost.rules.axioms import dossier_domain
from mobilnost.standing import StandingLaw

T = TypeVar("T")
#: Facts that say which mobility it is rather than how it is. Who asks for one of them says whom he means.
SORTING = frozenset(
    {"blended", "cycle", "direction", "freemover", "in_network", "joint_programme", "kind", "participant", "programme"}
)


@frozen(eq=False)
class Ground:
    """A standing law as the analysis asks of it; worked out once and used for every instrument."""

    standing: StandingLaw
    #: What has been found of conditions and places before, by what they say; places and files do not count.
    found: dict[object, Any] = field(factory=dict)

    @property
    def edition(self) -> str:
        """The programme's edition that the law is of, where it has any."""
        return self.standing.edition.id if self.standing.edition else ""

    @cached_property
    def questions(self) -> Questions:
        """Questions about all mobilities, those that the law does not know among them."""
        definitions = self.standing.definitions.values()
        return Questions(dossier_domain(definitions, of_counting(self.standing)), self.crowd)

    @cached_property
    def lawful(self) -> Questions:
        """Questions about the mobilities that the law knows at all: that no staff comes for a traineeship, say."""
        return Questions(self.crowd.domain, self.crowd)

    @cached_property
    def crowd(self) -> Crowd:
        """Lawful mobilities that were found so far."""
        definitions = self.standing.definitions.values()
        sorting = (axiom for rule in self.rules for axiom in _sorting(rule))
        return Crowd(dossier_domain(definitions, axioms=(*of_counting(self.standing), *sorting)))

    def kept(self, key: object, find: Callable[[], T]) -> T:
        """What was found before under a key, else what is found now."""
        if key not in self.found:
            self.found[key] = find()
        found: T = self.found[key]
        return found

    @property
    def figures(self) -> Mapping[str, Figure]:
        """What the provisions come to before any instrument speaks."""
        return self.standing.resolution.figures

    def ranked(self, key: str) -> list[tuple[Candidate, Node]]:
        """The values of a provision before any instrument speaks, each with when it prevails."""
        return self.kept(("ranked", key), lambda: ranked(self.figures[key]))

    @cached_property
    def pairs(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The minima with their maxima, by the provisions that take part."""
        found: dict[str, list[tuple[str, str]]] = {}
        for pair in pairs_of(tuple(self.figures), self.standing.programme.code):
            for key in pair:
                found.setdefault(key, []).append(pair)
        return {key: tuple(those) for key, those in found.items()}

    @cached_property
    def rules(self) -> tuple[Taken, ...]:
        """The rules of all authorities, with their figures put in."""
        return tuple(map(self.taken, self.standing.law.rules))

    def taken(self, rule: Rule, figures: Mapping[str, Figure] | None = None) -> Taken:
        """A rule with these figures put in, or with those that stand before any instrument speaks."""
        known = self.standing.resolver.known
        if rule.figures:
            return taken(rule, self.figures if figures is None else figures, known)
        key = "plain", rule.applies, rule.requires
        return Taken(rule, self.kept(key, lambda: taken(rule, {}, known).sentences))

    @cached_property
    def demanding(self) -> Mapping[str, tuple[Taken, ...]]:
        """The rules by the facts that they make demands of."""
        return _by_fact(self.rules)

    @cached_property
    def forbidding(self) -> tuple[Taken, ...]:
        """The rules that let nobody pass whom they concern."""
        return tuple(one for one in self.rules if any(sentence.requires == FALSE for sentence in one.sentences))

    @cached_property
    def testing(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules by the provisions that they look at."""
        found: dict[str, list[Rule]] = {}
        for rule in self.standing.law.rules:
            for key in rule.figures:
                found.setdefault(key, []).append(rule)
        return {key: tuple(rules) for key, rules in found.items()}

    @cached_property
    def bearing(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that bear the key of a provision, which is to say test it."""
        found: dict[str, list[Rule]] = {}
        for rule in self.standing.law.rules:
            found.setdefault(rule.id, []).append(rule)
        return {key: tuple(rules) for key, rules in found.items()}

    def bound(self, names: frozenset[str]) -> frozenset[str]:
        """Some facts, and those bound to them, but for what says which mobility it is: most facts are bound to that."""
        return names | (self.lawful.domain.bound(names) - SORTING)

    def demanding_of(self, names: Iterable[str]) -> tuple[Taken, ...]:
        """The rules that make demands of any of some facts, each once."""
        return tuple({id(rule): rule for name in names for rule in self.demanding.get(name, ())}.values())

    def demands(self, fact: str) -> bool:
        """Whether the law wants a switch of a dossier to be on as such: that an agreement has a place for it, say."""
        return self.wanted_of(fact) != FALSE

    def wanted_of(self, fact: str) -> Node:
        """Of whom the law wants a switch to be on, where it is known; always so if that is of everybody."""
        return self.kept(("wanted", fact), lambda: self._wanted_of(fact))

    def _wanted_of(self, fact: str) -> Node:
        sentences = (sentence for rule in self.demanding.get(fact, ()) for sentence in rule.sentences)
        known: dict[Node, Node] = {Call("known", (Fact(fact),)): TRUE}
        wanting = [fold(substitute(one.scope, known), {}) for one in sentences if one.requires == Fact(fact)]
        scope = disjunction(*wanting)
        return TRUE if wanting and self.lawful.possible(fold(Not(scope), {})).holds is False else scope

    def refuses(self, scope: Node) -> Rule | None:
        """A rule that refuses everybody in a scope, whatever else is so, if there is one."""
        if scope == TRUE:
            return None
        return self.kept(("refuses", scope), lambda: self._refusing(scope))

    def _refusing(self, scope: Node) -> Rule | None:
        self.lawful.shown(scope)
        rules = (*self.demanding_of(facts_of(scope)), *self.forbidding)
        return next((one.rule for one in rules if self.shuts(one, scope)), None)

    def lets_in(self, rules: Iterable[Taken], scope: Node) -> bool:
        """Whether none of some rules shuts out a scope; `False` where that is not so easily told."""
        return all(self._lets_in(one, scope) for rule in rules for one in rule.sentences)

    def _lets_in(self, one: Sentence, scope: Node) -> bool:
        """Whether somebody in a scope meets a sentence, or is not concerned."""
        return bool(
            apart(scope, one.scope)
            or self.crowd.some(scope, one.scope, one.requires)
            or self.crowd.some(scope, failed=one.scope)
            or self.lawful.found(scope, one.scope, one.requires)
            or self.questions.met((scope, one.obeyed)).holds
        )

    def shuts(self, rule: Taken, scope: Node) -> bool:
        """Whether a rule concerns all of a scope and none of it can meet it."""
        if any(self.crowd.some(scope, one.scope, one.requires) for one in rule.sentences):
            return False
        return self.kept(("shuts", scope, rule.sentences), lambda: self._shuts(rule, scope))

    def _shuts(self, rule: Taken, scope: Node) -> bool:
        ask = self.questions
        return ask.always(scope, rule.scope).holds is True and ask.possible(scope, rule.met).holds is False


def _sorting(rule: Taken) -> Iterator[Node]:
    """What a rule says, where it only sorts mobilities out: nobody is asked about those that it refuses."""
    for sentence in rule.sentences:
        if SORTING.issuperset((*facts_of(sentence.scope), *facts_of(sentence.requires))):
            yield disjunction(fold(Not(sentence.scope), {}), sentence.requires)


def _by_fact(rules: Iterable[Taken]) -> dict[str, tuple[Taken, ...]]:
    found: dict[str, list[Taken]] = {}
    for rule in rules:
        for name in rule.demands:
            found.setdefault(name, []).append(rule)
    return {name: tuple(those) for name, those in found.items()}


#: How the keys of a minimum and of its maximum end.
LEAST, MOST = ".minimum", ".maximum"


def pairs_of(keys: Iterable[str], programme: str) -> Iterator[tuple[str, str]]:
    """Minimum and maximum of one matter, whoever declares them: `duration.minimum`, `erasmus.duration.maximum`."""
    stems: dict[tuple[str, str], list[str]] = {}
    for key in keys:
        for end in (LEAST, MOST):
            if key.endswith(end):
                stem = key.removesuffix(end).removeprefix(f"{programme}.")
                stems.setdefault((stem, end), []).append(key)
    for (stem, end), minima in stems.items():
        if end == LEAST:
            yield from ((one, other) for one in minima for other in stems.get((stem, MOST), ()))
