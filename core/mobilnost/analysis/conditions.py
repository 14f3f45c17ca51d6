"""What is wrong with conditions: each alone, each beside the others of its file, and each beside the law."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from mobilnost.analysis.comparing import Clash, Within
from mobilnost.analysis.drafts import Draft
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.remarks import Remark
from mobilnost.analysis.sentences import Taken
from mobilnost.analysis.spotless import is_spotless
from mobilnost.grammar import FALSE, Figure, Node
from mobilnost.grammar.reach import Answer
from mobilnost.law import Citation, Layer
from mobilnost.model import Place


def of_conditions(draft: Draft, within: Within) -> Iterator[Remark]:
    """Everything that is to be said of the conditions of an instrument."""
    sound: list[Taken] = []
    spotless: list[Taken] = []
    for one in draft.conditions:
        if is_spotless(one, draft, within):
            spotless.append(one)
            sound.append(one)
            continue
        remarks = list(alone(one, within, draft.ground))
        yield from remarks
        if not remarks:
            sound.append(one)
    yield from among(sound, within)
    for one in sound:
        if one not in spotless:
            yield from beside_law(one, draft, within)


def alone(one: Taken, within: Within, ground: Ground | None) -> Iterator[Remark]:
    """What is wrong with a condition by itself; `ground` is the law that may refuse all whom it concerns."""
    scopes = [within.possible(sentence.scope) for sentence in one.sentences]
    unread = [scope for scope in scopes if scope.holds is None]
    if not one.whole or unread:
        yield not_analysed(one, unread)
    elif any(scope.holds for scope in scopes):
        yield from _met(one, within)
    else:
        refusing = ground.refuses(one.scope) if ground else None
        if refusing is None:
            yield remark("condition-never-applies", one, **excluding(scopes, within, one.rule.applies))
        else:
            others = (refusing.place,) if refusing.place else ()
            core = (one.rule.applies,)
            yield remark(
                "condition-never-applies", one, rule=refusing.id, core=core, citation=refusing.citation, others=others
            )


def excluding(answers: Iterable[Answer], within: Within, *written: Node) -> dict[str, Any]:
    """The parts that exclude each other, without what nobody needs to be told; `placed` says that the places do too,
    `timed` that the time of the instrument does.

    What was written stands for itself where nothing is left of it once the known is put in.
    """
    core = next((answer.core for answer in answers), ())
    frames = (within.frames.plain, within.frames.partnered)
    bounds = {one.node: one.bound for one in within.frames.days}
    kept = tuple(bounds.get(one, one) for one in core if one not in within.ask.domain.axioms and one not in frames)
    told: dict[str, Any] = {"core": written if not kept or FALSE in kept else kept}
    told |= {"placed": True} if any(one in frames for one in core) else {}
    return told | ({"timed": True} if any(one in bounds for one in core) else {})


def _met(one: Taken, within: Within) -> Iterator[Remark]:
    """Whether a condition that applies to somebody can be met, and can be failed."""
    for sentence in one.sentences:
        scope = within.possible(sentence.scope)
        met = within.possible(sentence.met)
        if met.holds is None:
            yield not_analysed(one, [met])
            return
        if scope.holds and met.holds is False and not _forbids(one):
            parts = excluding([met], within, one.rule.requires)
            yield remark("condition-unmeetable", one, witness=scope.witness, **parts)
            return
    answers = [within.always(sentence.scope, sentence.requires) for sentence in one.sentences]
    if all(answer.holds for answer in answers):
        shown = within.possible(one.scope).witness
        yield remark("condition-always-met", one, witness=shown, core=(one.rule.requires,))
    elif all(answer.holds is not False for answer in answers):
        yield not_analysed(one, answers)


def _forbids(one: Taken) -> bool:
    """Whether a rule of the law is a switch that stands at no: then it is meant to let nobody pass."""
    return isinstance(one.rule.requires, Figure) and one.rule.layer in (Layer.REGULATION, Layer.PROGRAMME)


def among(conditions: Iterable[Taken], within: Within, crossed: Collection[frozenset[str]] = ()) -> Iterator[Remark]:
    """What is wrong between the conditions of one file; of two that say the same, the later is the one too many.

    `crossed` are pairs of ids of which it is said already: a minimum above its maximum.
    """
    for first, second in combinations(conditions, 2):
        if frozenset((first.rule.id, second.rule.id)) in crossed:
            continue
        clash = within.clash(first, second)
        if isinstance(clash, Clash):
            yield _clashing("conditions-contradict", second, first, clash)
            continue
        later, earlier = within.implied(second, first), within.implied(first, second)
        if later.holds:
            yield _implied(second, first, within)
        elif earlier.holds:
            yield _implied(first, second, within)
        else:
            unread = [answer for answer in (clash, later, earlier) if answer and answer.holds is None]
            if unread:
                yield not_analysed(second, unread, first)


def beside_law(one: Taken, draft: Draft, within: Within) -> Iterator[Remark]:
    """Where a condition contradicts the law, or adds nothing to it."""
    unread: list[Answer] = []
    rules: list[Taken] = []
    for rule in draft.law(one.demands):
        clash = within.clash(one, rule)
        if isinstance(clash, Clash):
            yield _clashing("condition-against-law", one, rule, clash)
            continue
        implied = within.implied(one, rule) if not rule.rule.curable else None
        if implied and implied.holds:
            yield _implied(one, rule, within)
        elif doubts := [answer for answer in (clash, implied) if answer and answer.holds is None]:
            unread += doubts
            rules.append(rule)
    if unread:
        yield not_analysed(one, unread, *rules)


def _clashing(code: str, one: Taken, other: Taken, clash: Clash) -> Remark:
    return beside(code, one, other, witness=clash.witness, core=clash.core)


def _implied(one: Taken, other: Taken, within: Within) -> Remark:
    """With a dossier that meets the other, and so this one too."""
    shown = within.possible(one.scope, other.met).witness
    return beside("condition-implied", one, other, witness=shown, core=(other.rule.requires,))


def not_analysed(one: Taken, answers: Iterable[Answer], *others: Taken) -> Remark:
    """That the solver cannot tell, and of which part."""
    parts: tuple[Node, ...] = tuple(dict.fromkeys(part for answer in answers for part in answer.unread))
    rules = tuple(other.rule.id for other in others)
    return remark("not-analysed", one, core=parts or (one.rule.requires,), rules=rules)


def beside(code: str, one: Taken, other: Taken, **more: Any) -> Remark:
    """A remark on a rule beside another, which is named with its place and article."""
    rule = other.rule
    others = (rule.place,) if rule.place else ()
    return remark(code, one, rule=rule.id, citation=rule.citation, others=others, **more)


def remark(
    code: str,
    one: Taken,
    *,
    witness: Mapping[str, Any] | None = None,
    core: tuple[Node, ...] = (),
    citation: Citation | None = None,
    others: tuple[Place, ...] = (),
    **parts: Any,
) -> Remark:
    """A remark on a rule, at its place."""
    rule = one.rule
    place = rule.place or Place(rule.citation.source, None, rule.id)
    told = {**parts, "applies": rule.applies, "requires": rule.requires}
    return Remark(
        code=code,
        place=place,
        subject=rule.id,
        parts=told,
        witness=witness,
        core=core,
        citation=citation,
        others=others,
    )
