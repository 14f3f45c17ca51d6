"""Whether nothing is to be said of a condition, found out in few questions: most conditions are as they should be.

For each sentence of law somebody who meets a condition and the sentence shows that the two do not clash, and somebody
who meets the sentence alone that it does not imply the condition. Where there is nobody, each is asked by itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from mobilnost.analysis.comparing import Within
from mobilnost.analysis.drafts import Draft
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.questions import Questions
from mobilnost.analysis.sentences import Sentence, Taken
from mobilnost.grammar import Node
from mobilnost.grammar.fixed import apart


def is_spotless(one: Taken, draft: Draft, within: Within) -> bool:
    """Whether nothing is wrong with a condition, alone or beside the law; `False` where that is not so easily told."""
    law = draft.law(one.demands)
    if not one.whole or len(one.sentences) != 1 or not all(rule.whole for rule in law):
        return False
    mine = one.sentences[0]
    law = tuple(near for rule in law if (near := _near(rule, mine.scope, draft.ground)).sentences)
    frame = within.frames.frame_of((one, *law))
    key = ("spotless", frame, mine, *(rule.sentences for rule in law))
    return draft.ground.kept(key, lambda: _passes(mine, law, frame, within.ask))


def _near(rule: Taken, scope: Node, ground: Ground) -> Taken:
    """A rule without those of its sentences that concern nobody in a scope at first sight."""
    if not any(apart(scope, one.scope) for one in rule.sentences):
        return rule
    sentences = tuple(one for one in rule.sentences if not apart(scope, one.scope))
    return ground.kept(("near", sentences), lambda: Taken(rule.rule, sentences))


def _passes(mine: Sentence, law: Iterable[Taken], frame: Node, ask: Questions) -> bool:
    return _fails_alone(mine, law, frame, ask) and _is_met(mine, law, frame, ask)


def _fails_alone(mine: Sentence, law: Iterable[Taken], frame: Node, ask: Questions) -> bool:
    """Whether somebody fails the condition, and for each rule somebody whom it does not concern or who meets it."""
    if not ask.shown(frame, mine.scope, failed=mine.requires):
        return False
    return all(
        ask.crowd.some(frame, mine.scope, failed=rule.scope)
        or any(_fits(one, mine, frame, ask) for one in rule.sentences)
        or ask.always(mine.scope, rule.scope, frame).holds is False
        for rule in law
    )


def _fits(one: Sentence, mine: Sentence, frame: Node, ask: Questions) -> bool:
    """Whether somebody fails the condition who meets a sentence of the law."""
    return ask.shown(one.scope, one.requires, frame, mine.scope, failed=mine.requires)


def _is_met(mine: Sentence, law: Iterable[Taken], frame: Node, ask: Questions) -> bool:
    """Whether somebody meets the condition, and for each sentence of law somebody it too, if it concerns anybody."""
    if not ask.shown(frame, mine.scope, mine.requires):
        return False
    return all(
        ask.crowd.some(one.scope, one.requires, frame, mine.scope, mine.requires)
        or ask.possible(frame, mine.scope, one.scope).holds is False
        or ask.shown(one.scope, one.requires, frame, mine.scope, mine.requires)
        for rule in law
        for one in rule.sentences
    )
