"""Resolving layers: what a provision says here and today, who said it, what it beat, and what was refused.

Pure: layers in, figures out. An attempt the law forbids becomes a `Problem` that names the article and the place; it is
never applied and never dropped. Among equals there is no order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.grammar import (
    FALSE,
    TRUE,
    Absence,
    And,
    Call,
    Fact,
    Node,
    Not,
    Or,
    Type,
    WrongValue,
    conjunction,
    covers,
    disjunction,
    evaluate,
    implies,
    may_coincide,
    read_value,
    waits_for,
    write_value,
)
from mobilnost.law.citations import Layer, Origin
from mobilnost.law.provisions import Mode, Override, Permission, Provision, Stricter, Waiver
from mobilnost.model import Place, Problem


@frozen(kw_only=True)
class Candidate:
    """A value that somebody lawfully set, where it applies; `also` are equals that say the same."""

    value: object
    origin: Origin
    applies: Node = TRUE
    also: tuple[Origin, ...] = ()


@frozen(kw_only=True)
class Effective:
    """What a provision says about one dossier.

    `winner` is `None` where no layer says anything, or where it is not known yet who does: `missing` then names the
    facts that would settle it.
    """

    value: object
    winner: Candidate | None
    beaten: tuple[Candidate, ...] = ()
    missing: tuple[str, ...] = ()


@frozen(kw_only=True)
class Figure:
    """A provision resolved: its candidates, strongest first.

    `exhaustive` says that one of them applies to every dossier whose facts are known.
    """

    provision: Provision
    candidates: tuple[Candidate, ...]
    exhaustive: bool = False

    @property
    def constant(self) -> bool:
        """Whether the value is the same for every dossier under this rulebook."""
        return not self.candidates or self.candidates[0].applies == TRUE

    @property
    def settled(self) -> object:
        """The value of a constant figure; where nobody says anything there is no limit."""
        return self.candidates[0].value if self.candidates else Absence.NONE

    def effective(self, facts: Mapping[str, Any]) -> Effective:
        """The value for a dossier, with winner and beaten."""
        for index, candidate in enumerate(self.candidates):
            holds = evaluate(candidate.applies, facts, {})
            if holds is None:
                missing = waits_for(candidate.applies, facts, {})
                return Effective(value=None, winner=None, missing=missing)
            if holds:
                weaker = self.candidates[index + 1 :]
                beaten = tuple(one for one in weaker if evaluate(one.applies, facts, {}) is not False)
                return Effective(value=candidate.value, winner=candidate, beaten=beaten)
        return Effective(value=Absence.NONE, winner=None)


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
        exhaustive = TRUE in conditions or (bool(conditions) and covers(conditions, self.types))
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
            _conflict(provision, one, other)
            for one, other in combinations(merged, 2)
            if one.value != other.value and may_coincide(one.applies, other.applies, self.types)
        ]
        return merged, conflicts

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
            problem = _problem("wrong-value", provision, override, expected=error.expected)
            return None, permission.mode, problem
        candidate = Candidate(value=value, origin=override.origin, applies=applies)
        if permission.mode is Mode.TIGHTEN and (looser := self.loosened(provision, candidate, stack)):
            expected = f"{_side(provision)} {_plain(looser.value)}"
            problem = _problem("not-stricter", provision, override, expected=expected)
            return None, permission.mode, problem
        return candidate, permission.mode, None

    def permitted(self, provision: Provision, override: Override, applies: Node) -> Permission | Problem:
        """The permission an override rests on; a setting rests on the provision's mark."""
        layer = override.origin.layer
        if layer is Layer.SETTING and provision.setting:
            return Permission(layer=layer, mode=Mode.REPLACE)
        allowed = [one for one in provision.permission(layer) if one.mode is not Mode.WAIVE]
        fitting = [one for one in allowed if override.mode in (None, one.mode)]
        lawful = [one for one in fitting if implies(applies, self.fold(one.applies), self.types)]
        if lawful:
            return lawful[0]
        kind = "unlawful-override" if not allowed else "unlawful-mode" if not fitting else "unlawful-scope"
        return _problem(kind, provision, override, expected=_allowed(allowed or list(provision.permissions)))

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
            meets = may_coincide(remaining, beneath.applies, self.types)
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
            allowed = [one for one in provision.permission(waiver.origin.layer) if one.mode is Mode.WAIVE]
            if allowed:
                waived[waiver.key] = waiver.origin
            else:
                override = Override(key=waiver.key, value="waived", origin=waiver.origin)
                expected = _allowed(list(provision.permissions))
                problems.append(_problem("unlawful-waiver", provision, override, expected=expected))
        return waived, problems


def value_of(provision: Provision, raw: object) -> object:
    """A raw value as the provision's type has it: also `none`, `open`, or one of its named values."""
    named: dict[object, object] = dict(provision.words)
    if isinstance(raw, str) and raw in named:
        return named[raw]
    if raw in ("none", "open"):
        return Absence(raw)
    if isinstance(raw, Absence):
        return raw
    if provision.type.many and isinstance(raw, str):
        raw = [raw]
    return read_value(raw, provision.type)


def is_stricter(provision: Provision, value: Any, beneath: Any) -> bool:
    """Whether a value asks for at least as much as the one beneath; any limit is stricter than none."""
    if value == beneath:
        return True
    if isinstance(value, Absence):
        return False
    if isinstance(beneath, Absence):
        return True
    if provision.stricter is None:
        return False
    return bool(value > beneath) if provision.stricter is Stricter.HIGHER else bool(value < beneath)


def fold(node: Node, known: Mapping[str, Any]) -> Node:
    """A condition with known facts put in and what follows from them decided."""
    match node:
        case And(items):
            return conjunction(*(fold(item, known) for item in items))
        case Or(items):
            return disjunction(*(fold(item, known) for item in items))
        case Not(item):
            inner = fold(item, known)
            return FALSE if inner == TRUE else TRUE if inner == FALSE else Not(inner)
        case Call("known", (Fact(name),)):
            return TRUE if name in known else node
        case _:
            value = evaluate(node, known, {})
            return TRUE if value is True else FALSE if value is False else node


def _by_layer(overrides: Iterable[Override]) -> list[tuple[Layer, list[Override]]]:
    groups: dict[Layer, list[Override]] = {}
    for override in overrides:
        groups.setdefault(override.origin.layer, []).append(override)
    return sorted(groups.items(), key=lambda group: group[0].rank)


def _allowed(permissions: list[Permission]) -> str:
    return ", ".join(f"{one.layer} ({one.mode})" for one in permissions) or "nobody"


def _plain(value: object) -> str:
    return value.value if isinstance(value, Absence) else str(write_value(value))


def _side(provision: Provision) -> str:
    return "at least" if provision.stricter is Stricter.HIGHER else "at most"


def _place(origin: Origin, key: str) -> Place:
    return origin.place or Place(file=origin.citation.source, line=None, key=key)


def _problem(kind: str, provision: Provision, override: Override, *, expected: str | None) -> Problem:
    return Problem(
        kind=kind,
        place=_place(override.origin, provision.key),
        found=f"{provision.key} = {_plain(override.value)}",
        expected=expected,
        article=provision.citation.at,
    )


def _conflict(provision: Provision, one: Candidate, other: Candidate) -> Problem:
    return Problem(
        kind="conflict",
        place=_place(one.origin, provision.key),
        found=f"{provision.key} = {_plain(one.value)}; {_plain(other.value)}",
        article=provision.citation.at,
        others=(_place(other.origin, provision.key),),
    )
