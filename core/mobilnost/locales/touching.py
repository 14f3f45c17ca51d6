"""A dossier that a change of the law touches: its verdict and findings before and after, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.accounts.touched import Touched, Turn
from mobilnost.assessment import Assessment
from mobilnost.formats.pages import Anchors, Entry, Line, Tone
from mobilnost.locales.catalogue import Catalogue
from mobilnost.locales.forms import Forms, capital
from mobilnost.locales.tell import Teller
from mobilnost.model import Direction
from mobilnost.rules import Outcome

#: Outcomes of which a reader wants to know why.
TELLING = (Outcome.UNMET, Outcome.UNKNOWN, Outcome.WAIVED, Outcome.MET)


def touched_entry(touched: Touched, words: Catalogue, anchors: Anchors) -> Entry:
    """What changes for a dossier."""
    before, after = _verdict(touched.before, words), _verdict(touched.after, words)
    told = words.text("differences", "turned", before=before, after=after)
    same = words.text("differences", "same_verdict", verdict=after)
    return Entry(
        anchor=anchors.new("dossier", touched.id),
        badge=words.text("differences", "verdicts", "turned" if touched.turned else "same"),
        title=touched.id,
        text=capital(told if touched.turned else same),
        lines=tuple(_lines(touched, words)),
    )


def _lines(touched: Touched, words: Catalogue) -> Iterator[Line]:
    was, now = Teller.of(touched.before, words), Teller.of(touched.after, words)
    names = Forms(words).all_of
    for turn in touched.turns:
        if not turn.quiet:
            yield _turn(turn, was, now, words)
    for key, titles in _quiet(touched, was, now):
        if titles:
            yield Line(names(titles), words.text("differences", key), Tone.QUIET)
    for key, papers, tone in (
        ("paper_added", touched.papers_added, Tone.NEW),
        ("paper_removed", touched.papers_removed, Tone.OLD),
    ):
        if papers:
            yield Line(names(words.name("documents", one) for one in papers), words.text("differences", key), tone)


def _quiet(touched: Touched, was: Teller, now: Teller) -> Iterator[tuple[str, list[str]]]:
    """The rules that are in order and did not apply before, and those that were and no longer do."""
    turns = [one for one in touched.turns if one.quiet]
    yield "now_met", [now.title(one.after) for one in turns if one.after and one.outcomes[1] is Outcome.MET]
    yield "no_longer", [was.title(one.before) for one in turns if one.before and one.outcomes[0] is Outcome.MET]


def _turn(turn: Turn, was: Teller, now: Teller, words: Catalogue) -> Line:
    """One rule: what it said, what it says, and why, in the words of the side that says most."""
    before, after = (words.text("outcomes", one.value) for one in turn.outcomes)
    told = words.text("differences", "turned", before=before, after=after)
    if turn.after is not None and turn.outcomes[1] in TELLING:
        title, why = now.title(turn.after), now.tell(turn.after, brief=True)
    elif turn.before is not None:
        title, why = was.title(turn.before), was.tell(turn.before, brief=True)
    else:
        return Line(told)
    return Line(f"{told}. {why}", title, Tone.OLD if turn.outcomes[1] is Outcome.UNMET else Tone.PLAIN)


def _verdict(assessment: Assessment, words: Catalogue) -> str:
    incoming = assessment.dossier.mobility.direction is Direction.INCOMING
    return words.text("verdicts_incoming" if incoming else "verdicts", assessment.verdict.value)
