"""What is to be said of a law itself: its rules, limits and papers under each programme, edition and period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from mobilnost.analysis.comparing import Clash, Within
from mobilnost.analysis.conditions import alone, among, beside, excluding, remark
from mobilnost.analysis.entries import Entry, of_document, of_obligation, of_step, part_of
from mobilnost.analysis.frames import Frames
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.limits import Crossing, crossings
from mobilnost.analysis.remarks import Remark
from mobilnost.analysis.sentences import Taken
from mobilnost.analysis.terms import placed
from mobilnost.grammar import FALSE, TRUE
from mobilnost.law import Authority
from mobilnost.rules import Rule, Topic


def of_law(ground: Ground, authority: Authority) -> Iterator[Remark]:
    """What is wrong with the rules, papers and duties of an authority, each alone and beside its others."""
    within = Within(ground.questions, Frames())
    sound = []
    for one in ground.rules:
        if one.rule.authority is authority and one.rule.place is not None:
            remarks = list(_alone(one, ground, within))
            yield from remarks
            sound.extend([] if remarks else [one])
    crossed = tuple(crossings(ground, within, {}, ground.figures))
    yield from among(sound, within, _pairs_of(one for one in crossed if _sides(one, ground) == {authority}))
    yield from _limits(crossed, ground, authority)
    yield from _papers(ground, within, authority)
    yield from _values(ground, within, authority)
    if authority is Authority.PROGRAMME:
        yield from _between(ground, within, _pairs_of(crossed))


def _alone(one: Taken, ground: Ground, within: Within) -> Iterator[Remark]:
    """What is wrong with a rule by itself; one whose figures say that there is no limit requires nothing."""
    if one.sentences:
        yield from alone(one, within, None)
    elif ground.standing.resolver.fold(one.rule.applies) == FALSE:
        yield remark("condition-never-applies", one, core=(one.rule.applies,))


def _sides(one: Crossing, ground: Ground) -> set[Authority]:
    """The authorities that declare a minimum and its maximum."""
    return {ground.figures[key].provision.authority for key in (one.minimum, one.maximum)}


def _pairs_of(crossed: Iterable[Crossing]) -> set[frozenset[str]]:
    return {frozenset((one.minimum, one.maximum)) for one in crossed}


def _limits(crossed: Iterable[Crossing], ground: Ground, authority: Authority) -> Iterator[Remark]:
    """A minimum above its maximum; where two authorities disagree, neither is mistaken."""
    for one in crossed:
        sides = _sides(one, ground)
        if sides == {authority} or (len(sides) == 2 and authority is Authority.PROGRAMME):
            yield Remark(
                code="minimum-above-maximum" if len(sides) == 1 else "authorities-exclude",
                place=placed(one.least.origin, one.minimum),
                subject=one.minimum,
                parts={"minimum": one.minimum, "least": one.least, "maximum": one.maximum, "most": one.most},
                witness=one.witness,
                core=one.core,
                citation=one.most.origin.citation,
                others=(placed(one.most.origin, one.maximum),),
            )


def _papers(ground: Ground, within: Within, authority: Authority) -> Iterator[Remark]:
    """Papers and duties that fall to nobody, and steps of a procedure that nobody takes."""
    law = ground.standing.law
    documents = [(of_document(one), one.authority) for one in law.documents]
    duties = [(of_obligation(one), one.authority) for one in law.obligations]
    steps = [(of_step(one, step), one.authority) for one in law.procedures for step in one.steps]
    for entry, whose in (*documents, *duties, *steps):
        if whose is authority and entry.nodes[0] != TRUE:
            yield from _falls_to_nobody(ground.taken(_as_rule(entry)), ground, within)


def _falls_to_nobody(one: Taken, ground: Ground, within: Within) -> Iterator[Remark]:
    answers = [within.possible(sentence.scope) for sentence in one.sentences]
    if answers and all(answer.holds is False for answer in answers):
        yield remark("condition-never-applies", one, core=answers[0].core)
    elif not answers and ground.standing.resolver.fold(one.rule.applies) == FALSE:
        yield remark("condition-never-applies", one, core=(one.rule.applies,))


def _values(ground: Ground, within: Within, authority: Authority) -> Iterator[Remark]:
    """Values of provisions, and what a programme sets of the university's, that stand for nobody."""
    law, fold = part_of(ground.standing.law, authority), ground.standing.resolver.fold
    values = [(one.key, value.applies, value.place) for one in law.provisions for value in one.values]
    terms = [(one.key, one.applies, one.origin.place) for one in law.overrides if one.key in ground.figures]
    for key, applies, place in (*values, *terms):
        reached = within.possible(fold(applies))
        if reached.holds is False and place is not None:
            parts = {"applies": applies}
            core = excluding([reached], within, applies)["core"]
            yield Remark(code="term-never-applies", place=place, subject=key, parts=parts, core=core)


def _as_rule(entry: Entry) -> Rule:
    return Rule(
        id=entry.id,
        topic=Topic.DOCUMENTS,
        citation=entry.citation,
        applies=entry.nodes[0],
        requires=TRUE,
        place=entry.place,
    )


def _between(ground: Ground, within: Within, crossed: Collection[frozenset[str]]) -> Iterator[Remark]:
    """Where the university and the programme want what nobody can give both: so it is, and nobody's mistake."""
    for first, second in _pairs(ground.rules):
        if frozenset((first.rule.id, second.rule.id)) not in crossed:
            clash = within.clash(first, second)
            if isinstance(clash, Clash):
                yield beside("authorities-exclude", first, second, witness=clash.witness, core=clash.core)


def _pairs(rules: Iterable[Taken]) -> Iterator[tuple[Taken, Taken]]:
    """The programme's rules beside the university's."""
    for one, other in combinations(rules, 2):
        if one.rule.authority is not other.rule.authority and one.rule.place and other.rule.place:
            yield (one, other) if one.rule.authority is Authority.PROGRAMME else (other, one)
