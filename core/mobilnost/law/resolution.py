"""Resolving layers: what a provision says here and today, who said it, what it beat, and what was refused.

Pure: layers in, figures out. An attempt the law forbids becomes a `Problem` that names the article and the place; it is
never applied and never dropped. Among equals there is no order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.grammar import (
    FALSE,
    TRUE,
    Domain,
    Node,
    Not,
    Type,
    WrongValue,
    conjunction,
    covers,
    fold,
    implies,
    may_coincide,
    text_of,
    write_value,
)
from mobilnost.law.citations import Layer, Origin
from mobilnost.law.figures import Candidate, Figure
from mobilnost.law.provisions import Mode, Override, Permission, Provision, Waiver, is_stricter, value_of
from mobilnost.law.refusals import bound, conflict, refusal, setters
from mobilnost.model import Problem


@frozen(kw_only=True)
class Resolution:
    """All figures by key, the waived provisions, and everything that was refused."""

    figures: Mapping[str, Figure]
    waived: Mapping[str, Origin] = field(factory=dict)
    problems: tuple[Problem, ...] = ()


@frozen
class Resolver:
    """Resolves overrides for a day. `types` are the facts' types, `known` the facts that a rulebook fixes."""

    on: date
    types: Mapping[str, Type]
    known: Mapping[str, Any] = field(factory=dict)

    @cached_property
    def domain(self) -> Domain:
        """What is asked of conditions over the facts."""
        return Domain(types=self.types)

    def figures(self, provisions: Iterable[Provision]) -> Resolution:
        """What the provisions' own texts say on the day."""
        figures: dict[str, Figure] = {}
        problems: list[Problem] = []
        for provision in provisions:
            stack, conflicts = self.settle(provision, self.base(provision))
            figures[provision.key] = self.figure(provision, stack)
            problems.extend(conflicts)
        return Resolution(figures=figures, problems=tuple(problems))

    def over(
        self,
        resolution: Resolution,
        overrides: Iterable[Override],
        waivers: Iterable[Waiver] = (),
    ) -> Resolution:
        """What stands after further layers have spoken; keys that nobody declared are the caller's to report."""
        by_key: dict[str, list[Override]] = {}
        for override in overrides:
            by_key.setdefault(override.key, []).append(override)
        figures = dict(resolution.figures)
        problems = list(resolution.problems)
        for key, said in by_key.items():
            if key in figures:
                figures[key], found = self.stacked(figures[key], said)
                problems.extend(found)
        waived, refused = self.waive(figures, waivers)
        return Resolution(figures=figures, waived={**resolution.waived, **waived}, problems=(*problems, *refused))

    def stacked(self, figure: Figure, overrides: Iterable[Override]) -> tuple[Figure, list[Problem]]:
        """One figure after its overrides, layer by layer from the weakest."""
        provision, stack = figure.provision, list(figure.candidates)
        problems: list[Problem] = []
        for _, said in _by_layer(overrides):
            fresh: list[Candidate] = []
            added: list[Candidate] = []
            for override in said:
                candidate, mode, problem = self.admit(provision, override, stack)
                problems.extend([problem] if problem else [])
                if candidate:
                    (added if mode is Mode.EXTEND else fresh).append(candidate)
            merged, conflicts = self.settle(provision, fresh)
            problems.extend(conflicts)
            stack = [*merged, *stack]
            for candidate in added:
                stack = [*self.extended(candidate, stack), *stack]
        return self.figure(provision, stack), problems

    def figure(self, provision: Provision, stack: list[Candidate]) -> Figure:
        """The figure of a stack of candidates."""
        conditions = tuple(one.applies for one in stack)
        exhaustive = TRUE in conditions or (bool(conditions) and covers(conditions, self.domain))
        return Figure(provision=provision, candidates=tuple(stack), exhaustive=exhaustive)

    def base(self, provision: Provision) -> list[Candidate]:
        """What the provision's own text says on the day."""
        layer = Layer.REGULATION if provision.authority == "university" else Layer.PROGRAMME
        return [
            Candidate(
                value=value.value,
                applies=applies,
                origin=Origin(
                    layer=layer,
                    citation=value.citation or provision.citation,
                    place=value.place or provision.place,
                ),
            )
            for value in provision.values
            if value.valid_on(self.on) and (applies := self.fold(value.applies)) != FALSE
        ]

    def fold(self, node: Node) -> Node:
        """A condition with what the rulebook already knows put in."""
        return fold(node, self.known)

    def settle(self, provision: Provision, said: list[Candidate]) -> tuple[list[Candidate], list[Problem]]:
        """Equals side by side: the same said twice is cited twice; different values that may meet are a conflict."""
        merged: list[Candidate] = []
        for candidate in said:
            twin = next(
                (one for one in merged if (one.value, one.applies) == (candidate.value, candidate.applies)),
                None,
            )
            if twin is None:
                merged.append(candidate)
            else:
                merged[merged.index(twin)] = evolve(twin, also=(*twin.also, candidate.origin))
        conflicts = [
            conflict(provision, one, other)
            for one, other in combinations(merged, 2)
            if one.value != other.value and may_coincide(one.applies, other.applies, self.domain)
        ]
        # Equals that contradict each other have no order: what stands above is judged the same, whoever came first.
        return sorted(merged, key=_spelt) if conflicts else merged, conflicts

    def admit(
        self, provision: Provision, override: Override, stack: list[Candidate]
    ) -> tuple[Candidate | None, Mode, Problem | None]:
        """The candidate that an override gives and how it joins the stack, or why it is refused."""
        applies = self.fold(override.applies)
        if applies == FALSE:
            return None, Mode.REPLACE, None
        permission = self.permitted(provision, override, applies)
        if isinstance(permission, Problem):
            return None, Mode.REPLACE, permission
        try:
            value = value_of(provision, override.value)
        except WrongValue as error:
            problem = refusal("wrong-value", provision, override.value, override.origin, expected=error.expected)
            return None, permission.mode, problem
        candidate = Candidate(value=value, origin=override.origin, applies=applies)
        if permission.mode is Mode.TIGHTEN and (looser := self.loosened(provision, candidate, stack)):
            expected = bound(provision, looser.value)
            problem = refusal("not-stricter", provision, override.value, override.origin, expected=expected)
            return None, permission.mode, problem
        return candidate, permission.mode, None

    def permitted(self, provision: Provision, override: Override, applies: Node) -> Permission | Problem:
        """The permission an override rests on; a setting rests on the provision's mark."""
        layer = override.origin.layer
        if layer is Layer.SETTING and provision.setting:
            return Permission(layer=layer, mode=Mode.REPLACE)
        allowed = [one for one in provision.permission(layer) if one.mode is not Mode.WAIVE]
        fitting = [one for one in allowed if override.mode in (None, one.mode)]
        lawful = [one for one in fitting if implies(applies, self.fold(one.applies), self.domain)]
        if lawful:
            return lawful[0]
        kind = "unlawful-override" if not allowed else "unlawful-mode" if not fitting else "unlawful-scope"
        expected = setters(allowed or provision.permissions)
        return refusal(kind, provision, override.value, override.origin, expected=expected)

    def extended(self, candidate: Candidate, stack: list[Candidate]) -> list[Candidate]:
        """An extension adds to each value beneath it and removes nothing."""
        added = []
        for beneath in stack:
            applies = conjunction(candidate.applies, beneath.applies)
            own = candidate.value if isinstance(candidate.value, tuple) else (candidate.value,)
            under = beneath.value if isinstance(beneath.value, tuple) else ()
            value = tuple(dict.fromkeys((*under, *own)))
            added.append(evolve(candidate, value=value, applies=applies))
            if beneath.applies == TRUE:
                return added
        return [*added, candidate]

    def loosened(self, provision: Provision, candidate: Candidate, stack: list[Candidate]) -> Candidate | None:
        """The value beneath that a 'tightening' would loosen, if there is one; what is beaten there does not count."""
        remaining = candidate.applies
        for beneath in stack:
            meets = may_coincide(remaining, beneath.applies, self.domain)
            if meets and not is_stricter(provision, candidate.value, beneath.value):
                return beneath
            remaining = conjunction(remaining, fold(Not(beneath.applies), {}))
        return None

    def waive(
        self, figures: Mapping[str, Figure], waivers: Iterable[Waiver]
    ) -> tuple[dict[str, Origin], list[Problem]]:
        """The provisions a decision may set aside, and the attempts that the law does not allow."""
        waived: dict[str, Origin] = {}
        problems = []
        for waiver in waivers:
            if waiver.key not in figures:
                continue
            provision = figures[waiver.key].provision
            if any(self.fold(one.applies) != FALSE for one in provision.exceptions(waiver.origin.layer)):
                waived[waiver.key] = waiver.origin
            else:
                expected = setters(provision.permissions)
                problems.append(refusal("unlawful-waiver", provision, "waived", waiver.origin, expected=expected))
        return waived, problems


def _spelt(candidate: Candidate) -> tuple[str, str]:
    """An order that does not depend on who spoke first."""
    return str(write_value(candidate.value)), text_of(candidate.applies)


def _by_layer(overrides: Iterable[Override]) -> list[tuple[Layer, list[Override]]]:
    groups: dict[Layer, list[Override]] = {}
    for override in overrides:
        groups.setdefault(override.origin.layer, []).append(override)
    return sorted(groups.items(), key=lambda group: group[0].rank)
