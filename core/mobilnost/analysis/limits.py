"""Minimum and maximum of one matter: a figure `.minimum` above its `.maximum`, of one authority or of two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from mobilnost.analysis.comparing import Within
from mobilnost.analysis.ground import Ground
from mobilnost.analysis.sentences import ranked
from mobilnost.grammar import TRUE, Absence, Node, conjunction, disjunction
from mobilnost.law import Candidate, Figure


@frozen(kw_only=True)
class Crossing:
    """That a minimum lies above a maximum for some dossier."""

    least: Candidate
    most: Candidate
    minimum: str
    maximum: str
    witness: Mapping[str, Any] | None
    core: tuple[Node, ...]


def crossings(ground: Ground, within: Within, touched: Mapping[str, Figure], keys: Iterable[str]) -> Iterator[Crossing]:
    """Where a minimum lies above its maximum, of the pairs to which the keys belong; `touched` are figures set anew."""
    for pair in dict.fromkeys(pair for key in keys for pair in ground.pairs.get(key, ())):
        yield from _crossed(pair, ground, within, touched)


def _crossed(
    pair: tuple[str, str], ground: Ground, within: Within, touched: Mapping[str, Figure]
) -> Iterator[Crossing]:
    """The figures are compared first, as that costs nothing; when they prevail is asked of those that cross alone."""
    lower, upper = (touched.get(key) or ground.figures[key] for key in pair)
    values = [(one.value, other.value) for one in lower.candidates for other in upper.candidates]
    if not any(_above(least, most) for least, most in values):
        return
    scope = conjunction(*(_concerned(figure, ground) for figure in (lower, upper)))
    for least, low in ranked(lower):
        for most, high in ranked(upper):
            if _above(least.value, most.value):
                answer = within.possible(low, high, scope)
                if answer.holds:
                    yield Crossing(
                        least=least,
                        most=most,
                        minimum=pair[0],
                        maximum=pair[1],
                        witness=answer.witness,
                        core=(low, high),
                    )


def _above(least: Any, most: Any) -> bool:
    return not isinstance(least, Absence) and not isinstance(most, Absence) and bool(least > most)


def _concerned(figure: Figure, ground: Ground) -> Node:
    """Whom the rules that test a provision concern; everybody, where none does."""
    key = figure.provision.key
    rules = ground.bearing.get(key, ())
    figures = {**ground.figures, key: figure}
    return disjunction(*(ground.taken(rule, figures).scope for rule in rules)) if rules else TRUE
