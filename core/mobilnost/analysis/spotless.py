"""Whether there is nothing to be said, found out in few questions: most conditions and terms are as they should be.

One dossier that meets a condition and all the law beside it shows that it clashes with none of it; one that meets the
law and fails the condition shows that nothing implies it. Where there is no such dossier, each is asked by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mobilnost.analysis.comparing import Within
from mobilnost.analysis.drafts import Draft
from mobilnost.analysis.frames import OF_PARTNERS
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.questions import Questions
from mobilnost.analysis.sentences import Sentence, Taken
from mobilnost.grammar import Node, facts_of
from mobilnost.grammar.demands import Asked
from mobilnost.law import Override


def is_spotless(one: Taken, draft: Draft, within: Within) -> bool:
    """Whether nothing is wrong with a condition, alone or beside the law; `False` where that is not so easily told."""
    if not one.whole or len(one.sentences) != 1:
        return False
    mine, ground = one.sentences[0], draft.ground
    law = draft.law(one.demands)
    if not all(rule.whole for rule in law) or ground.refuses(mine.scope):
        return False
    theirs = tuple(sentence for rule in law for sentence in rule.sentences)
    frame = within.frames.scope_of(mine.scope, mine.requires, *_nodes(theirs))
    key = ("spotless", id(within.ask), frame, mine.scope, mine.requires, theirs)
    return ground.kept(key, lambda: _passes(mine, law, frame, within.ask))


def _passes(mine: Sentence, law: Iterable[Taken], frame: Node, ask: Questions) -> bool:
    """Whether somebody meets the condition and the law that concerns him, and somebody the law alone."""
    return _fails_alone(mine, law, frame, ask) and all(
        ask.possible(frame, mine.scope, mine.requires, *_nodes(group)).holds
        for group in _together(mine, [sentence for rule in law for sentence in rule.sentences], frame, ask)
    )


def _fails_alone(mine: Sentence, law: Iterable[Taken], frame: Node, ask: Questions) -> bool:
    """Whether somebody fails the condition who meets all the law that concerns everybody like him."""
    over = [rule.met for rule in law if ask.always(mine.scope, rule.scope, frame).holds is not False]
    parts = [(node, Asked.TRUE) for node in (frame, mine.scope, *over)]
    return ask.domain.met(*parts, (mine.requires, Asked.NOT_TRUE)).holds is True


def _together(mine: Sentence, law: Iterable[Sentence], frame: Node, ask: Questions) -> list[list[Sentence]]:
    """The law that may concern whom the condition does, in groups that may concern one person as a whole."""
    groups: list[list[Sentence]] = [[]]
    for one in law:
        if ask.possible(frame, mine.scope, one.scope).holds is False:
            continue
        for group in groups:
            if ask.possible(frame, mine.scope, one.scope, *(other.scope for other in group)).holds:
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _nodes(sentences: Iterable[Sentence]) -> Iterator[Node]:
    for one in sentences:
        yield one.scope
        yield one.requires


def same_terms(draft: Draft, within: Within) -> object:
    """What tells the terms of an instrument from others: what they set and for whom, under which frames."""
    frames = within.frames
    partner = tuple(frames.partner.items()) if _speaks_of_partners(draft.ground) else ()
    terms = tuple((one.key, _said(one), one.applies, one.mode, one.origin.layer) for one in draft.overrides)
    if any(not OF_PARTNERS.isdisjoint(facts_of(one.applies)) for one in draft.overrides):
        partner = tuple(frames.partner.items())
    return ("terms", id(within.ask), frames.plain, partner, terms)


def _said(one: Override) -> object:
    return tuple(map(str, one.value)) if isinstance(one.value, list | tuple) else (type(one.value), str(one.value))


def _speaks_of_partners(ground: Ground) -> bool:
    return ground.kept("partners", lambda: any(not OF_PARTNERS.isdisjoint(rule.rule.facts) for rule in ground.rules))
