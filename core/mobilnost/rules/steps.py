"""The steps of a dossier's life as data: who takes each, what must hold before it, and what it brings about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from mobilnost.grammar import TRUE, Node, parse
from mobilnost.law import Authority, Citation, Layer
from mobilnost.model import CallAct, Ending, Phase, Place
from mobilnost.rules.papers import parse_day
from mobilnost.rules.rule import Topic

#: Among the papers of a step: every one that the law asks for, whichever university's it is.
EVERY = "*"


def _topics(given: Iterable[str]) -> tuple[Topic, ...]:
    return tuple(Topic(one) for one in given)


def _ending(given: str | None) -> Ending | None:
    return None if given is None else Ending(given)


def _act(given: str | None) -> CallAct | None:
    return None if given is None else CallAct(given)


@frozen(kw_only=True)
class Step:
    """A step of a dossier's life: one act, recorded with who did it and when.

    `role` takes it. `after` are the steps that come first; of one that does not apply to a dossier, those before it.
    `unless` are steps that rule it out. `not_before` is an expression of the first day on which it can be taken.

    Before it, no rule of `topics` and `rules` may be unmet or unknown, and the `documents` must be there with every
    signature, as far as the law asks for them up to the step's `phase`; a provision among them stands for the papers
    that it lists, and `*` for every paper. `produces` are papers that come about by the step. `waivable` is the
    provision whose waiver by a special decision lets the step be passed over. `final` steps end a life. `call` is what
    a call does by the step: of its candidates it is recorded there. A step of `recognition` is the decision on what is
    recognised, and is recorded with it.
    """

    id: str
    role: str
    citation: Citation
    phase: Phase = field(default=Phase.BEFORE, converter=Phase)
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    applies: Node = field(converter=parse, default=TRUE)
    not_before: Node | None = field(converter=parse_day, default=None)
    topics: tuple[Topic, ...] = field(default=(), converter=_topics)
    rules: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    produces: tuple[str, ...] = ()
    waivable: str | None = None
    final: Ending | None = field(default=None, converter=_ending)
    call: CallAct | None = field(default=None, converter=_act)
    recognition: bool = False
    place: Place | None = None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Its expressions."""
        return (self.applies,) if self.not_before is None else (self.applies, self.not_before)


@frozen(kw_only=True)
class Procedure:
    """The way of a dossier from its first step to its last, for the stays to which it applies."""

    id: str
    citation: Citation
    steps: tuple[Step, ...]
    applies: Node = field(converter=parse, default=TRUE)
    authority: Authority = field(default=Authority.UNIVERSITY, converter=Authority)
    layer: Layer = field(default=Layer.REGULATION, converter=Layer)
    place: Place | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        """The steps by id."""
        return {one.id: one for one in self.steps}

    def standing_for(self, act: CallAct) -> Step | None:
        """The step that stands for what a call does, where one does."""
        return next((one for one in self.steps if one.call is act), None)

    @cached_property
    def ordered(self) -> tuple[Step, ...]:
        """The steps in an order in which they can be taken, else as they are written; those of a circle are last."""
        placed: dict[str, Step] = {}
        while waiting := [one for one in self.by_id.values() if one.id not in placed]:
            ready = [one for one in waiting if all(id in placed or id not in self.by_id for id in one.after)]
            if not ready:
                return (*placed.values(), *waiting)
            placed[ready[0].id] = ready[0]
        return tuple(placed.values())

    def before(self, step: Step) -> tuple[Step, ...]:
        """Every step that comes before another, directly or not; in a circle the step itself too."""
        found: dict[str, Step] = {}
        ahead = list(step.after)
        while ahead:
            id = ahead.pop(0)
            if id in self.by_id and id not in found:
                found[id] = self.by_id[id]
                ahead.extend(found[id].after)
        return tuple(found.values())

    @property
    def nodes(self) -> Iterator[Node]:
        """The expressions of all its steps, and its own."""
        yield self.applies
        for step in self.steps:
            yield from step.nodes
