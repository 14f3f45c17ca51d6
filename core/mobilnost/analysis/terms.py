"""What is wrong with terms: they reach nobody, change nothing, or leave rules that nobody can meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from mobilnost.analysis.comparing import Clash, Within
from mobilnost.analysis.conditions import excluding
from mobilnost.analysis.drafts import Draft
from mobilnost.analysis.limits import Crossing, crossings
from mobilnost.analysis.remarks import Remark
from mobilnost.analysis.sentences import Sentence, Taken
from mobilnost.grammar import FALSE, Absence, Node, Not, conjunction, disjunction, fold
from mobilnost.law import Candidate, Citation, Origin, Override
from mobilnost.model import Place


@frozen
class Standing:
    """A term that the law admits: when it applies under the law's own terms, and the candidates that it gives."""

    override: Override
    scope: Node
    candidates: tuple[Candidate, ...]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return placed(self.override.origin, self.override.key)


def of_terms(draft: Draft, within: Within) -> Iterator[Remark]:
    """Everything that is to be said of the terms of an instrument."""
    terms = [_standing(one, draft) for one in draft.overrides]
    crossed = [one for one in crossings(draft.ground, within, draft.touched, draft.touched) if _crosses(one, terms)]
    yield from (_crossing(one, terms) for one in crossed)
    pairs = {frozenset((one.minimum, one.maximum)) for one in crossed}
    for term in terms:
        reached = list(_reach(term, draft, within))
        yield from reached
        if term.candidates and not reached:
            yield from _effect(term, draft, within)
            yield from _consequences(term, draft, within, pairs)


def placed(origin: Origin, key: str) -> Place:
    """Where something was said; without a file, in its source."""
    return origin.place or Place(origin.citation.source, None, key)


def _standing(override: Override, draft: Draft) -> Standing:
    figure = draft.touched[override.key]
    mine = [one for one in figure.candidates if override.origin in (one.origin, *one.also)]
    return Standing(override, draft.ground.standing.resolver.fold(override.applies), tuple(mine))


def _crosses(one: Crossing, terms: list[Standing]) -> bool:
    """Whether a term has a part in it: what the law does to itself is not the instrument's fault."""
    return any(candidate in term.candidates for term in terms for candidate in (one.least, one.most))


def _crossing(one: Crossing, terms: list[Standing]) -> Remark:
    mine = next(term for term in terms if one.least in term.candidates or one.most in term.candidates)
    theirs, key = (one.most, one.maximum) if one.least in mine.candidates else (one.least, one.minimum)
    return Remark(
        code="minimum-above-maximum",
        place=mine.place,
        subject=mine.override.key,
        parts={"minimum": one.minimum, "least": one.least, "maximum": one.maximum, "most": one.most},
        witness=one.witness,
        core=one.core,
        citation=theirs.origin.citation,
        others=(placed(theirs.origin, key),),
    )


def _reach(term: Standing, draft: Draft, within: Within) -> Iterator[Remark]:
    """Whether the term reaches anybody whom the law lets go."""
    if within.found(term.scope):
        return
    reached = within.possible(term.scope)
    if reached.holds is None:
        yield _remark("not-analysed", term, reached.unread)
    elif reached.holds is False:
        rule = draft.ground.refuses(term.scope)
        parts = excluding([reached], within, term.override.applies)
        if rule is None:
            yield _remark("term-never-applies", term, **parts)
        else:
            others = (rule.place,) if rule.place else ()
            yield _remark("term-never-applies", term, citation=rule.citation, others=others, rule=rule.id, **parts)


def _effect(term: Standing, draft: Draft, within: Within) -> Iterator[Remark]:
    """Whether the term says anything that does not hold without it."""
    beneath = draft.ground.ranked(term.override.key)
    differing = [one for one in term.candidates if _differs(one, beneath, within)]
    if not differing:
        same = next((one for one, _ in beneath if one.value == term.candidates[0].value), None)
        others = (placed(same.origin, term.override.key),) if same else ()
        citation = same.origin.citation if same else None
        shown = within.possible(term.scope).witness
        yield _remark("term-without-effect", term, (term.scope,), citation=citation, others=others, witness=shown)


def _differs(mine: Candidate, beneath: list[tuple[Candidate, Node]], within: Within) -> bool:
    for other, scope in beneath:
        if mine.value != other.value and within.possible(mine.applies, scope).holds is not False:
            return True
    uncovered = fold(Not(disjunction(*(scope for _, scope in beneath))), {}) if beneath else mine.applies
    silent = uncovered != FALSE and within.possible(mine.applies, uncovered).holds is not False
    return silent and mine.value is not Absence.NONE


def _consequences(term: Standing, draft: Draft, within: Within, crossed: set[frozenset[str]]) -> Iterator[Remark]:
    """What the rules that look at the provision come to where the term applies."""
    for rule in draft.changed:
        if term.override.key in rule.rule.figures:
            here = evolve(rule, sentences=tuple(_limited(one, term.scope) for one in rule.sentences))
            unmet = next((one for one in here.sentences if _unmeetable(one, within)), None)
            if unmet is None:
                yield from _clashes(term, here, draft, within, crossed)
            else:
                yield _unmet(term, rule, unmet, within)


def _unmet(term: Standing, rule: Taken, sentence: Sentence, within: Within) -> Remark:
    return _remark(
        "term-unmeetable",
        term,
        citation=rule.rule.citation,
        witness=within.possible(sentence.scope).witness,
        rule=rule.rule.id,
        empty=any(one.value == () for one in term.candidates),
        **excluding([within.possible(sentence.met)], within, sentence.requires),
    )


def _clashes(
    term: Standing, here: Taken, draft: Draft, within: Within, crossed: set[frozenset[str]]
) -> Iterator[Remark]:
    """The rules that clash with one that tests the provision; a minimum above its maximum is said already."""
    for other in draft.law(here.demands):
        clash = within.clash(here, other) if other.rule is not here.rule else None
        if isinstance(clash, Clash) and frozenset((term.override.key, other.rule.id)) not in crossed:
            yield _against(term, here, other, clash)


def _limited(sentence: Sentence, scope: Node) -> Sentence:
    return Sentence(conjunction(sentence.scope, scope), sentence.requires)


def _unmeetable(sentence: Sentence, within: Within) -> bool:
    return bool(within.possible(sentence.scope).holds) and within.possible(sentence.met).holds is False


def _against(term: Standing, rule: Taken, other: Taken, clash: Clash) -> Remark:
    return _remark(
        "term-against-law",
        term,
        clash.core,
        citation=other.rule.citation,
        others=(other.rule.place,) if other.rule.place else (),
        witness=clash.witness,
        rule=other.rule.id,
        tested=rule.rule.id,
    )


def _remark(
    code: str,
    term: Standing,
    core: tuple[Node, ...] = (),
    *,
    citation: Citation | None = None,
    others: tuple[Place, ...] = (),
    witness: Mapping[str, Any] | None = None,
    **parts: Any,
) -> Remark:
    value = term.candidates[0] if term.candidates else None
    return Remark(
        code=code,
        place=term.place,
        subject=term.override.key,
        parts={**parts, "value": value, "applies": term.scope},
        witness=witness,
        core=core,
        citation=citation,
        others=others,
    )
