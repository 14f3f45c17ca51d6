"""From the `[selection]` of a call or agreement to a scheme of ranking, and what is wrong with it where it stands.

Who may state criteria, the provision of the regulation says: an agreement replaces those of čl. 5 st. 3, a call adds to
them and leaves none out; for staff both state their own (čl. 23 st. 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, Protocol

from attrs import evolve

from mobilnost.grammar import TRUE, BadExpression, Node, Sort, Type, Vocabulary, check, figures_of, parse
from mobilnost.grammar.types import ORDERED
from mobilnost.instruments import Sourced
from mobilnost.law import Citation, Figure, Layer, Mode, Provision
from mobilnost.model import (
    Agreement,
    Call,
    Order,
    Place,
    Problem,
    Selected,
    Selection,
    SelectionCriterion,
    SelectionTie,
    SelectionTier,
)
from mobilnost.procedure.calls.merit import Criterion, Scheme, Tie, Tier
from mobilnost.standing import StandingLaw

CRITERIA: Mapping[Selected, str] = {one: f"selection.{one}.criteria" for one in Selected}
#: A criterion of čl. 23 that is a fact too: who has fewer goes first, as a tie-break unless stated (a reading).
PAST = "past_mobilities"


class Placing(Protocol):
    """Says where a part of a document stands."""

    def __call__(self, *path: str | int) -> Place:
        """The place of a part."""


def scheme_of(selection: Selection, source: str, vocabulary: Vocabulary) -> Scheme:
    """The scheme that a selection states. Raises `BadExpression`; one without problems never does."""
    return Scheme(
        criteria=tuple(_criterion(one, source) for one in selection.criteria),
        tiers=tuple(
            Tier(id=one.id, citation=_cited(one, source), applies=_typed(one.applies, vocabulary))
            for one in selection.tiers
        ),
        ties=tuple(Tie(fact=one.fact, citation=_cited(one, source), order=one.order) for one in selection.ties),
    )


def with_default_tie(scheme: Scheme, selection: Selection | None, listed: Iterable[str], citation: Citation) -> Scheme:
    """The same, and among equals those with fewer mobilities first, where the law lists that criterion and nothing in
    the selection speaks of it (čl. 23 st. 2, 3, a reading).
    """
    spoken = selection.served | {one.fact for one in selection.ties} if selection else frozenset()
    spoken |= {one.fact for one in selection.criteria if one.fact} if selection else set()
    if PAST not in tuple(listed) or PAST in spoken:
        return scheme
    tie = Tie(fact=PAST, citation=evolve(citation, reading=True), order=Order.LOWER)
    return evolve(scheme, ties=(*scheme.ties, tie))


def listed_criteria(figure: Figure | None, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The criteria that the law lists for somebody, in its order."""
    value = figure.effective(facts).value if figure else None
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def left_out(selection: Selection | None, listed: Iterable[str]) -> tuple[str, ...]:
    """The criteria of the law of which nobody states how they count."""
    served = selection.served if selection else frozenset()
    return tuple(one for one in listed if one not in served)


def replaces(layer: Layer, provision: Provision) -> bool:
    """Whether a layer may put criteria of its own in the place of the law's."""
    return any(one.mode is Mode.REPLACE for one in provision.permission(layer))


# -- what is wrong with it


def selection_problems(
    given: Sourced[Call] | Sourced[Agreement], layer: Layer, standing: StandingLaw
) -> tuple[Problem, ...]:
    """What is wrong with the selection of a call or an agreement under a law, each thing at its line."""
    selection = given.value.selection
    if selection is None:
        return ()
    figures = standing.resolution.figures
    return problems_of(selection, layer, standing.vocabulary, figures, partial(given.place, "selection"))


def problems_of(
    selection: Selection, layer: Layer, vocabulary: Vocabulary, figures: Mapping[str, Figure], place: Placing
) -> tuple[Problem, ...]:
    """Everything that is wrong with a selection; `place` says where its parts stand in their file."""
    return (
        *_unlawful(selection, layer, figures.get(CRITERIA[selection.participant]), place),
        *(
            problem
            for index, one in enumerate(selection.criteria)
            for problem in _of_criterion(one, vocabulary, partial(place, "criteria", index))
        ),
        *(
            problem
            for index, one in enumerate(selection.tiers)
            for problem in _of_tier(one, vocabulary, place("tiers", index, "applies"))
        ),
        *(
            problem
            for index, one in enumerate(selection.ties)
            for problem in _of_tie(one, vocabulary, place("ties", index, "fact"))
        ),
    )


def _unlawful(selection: Selection, layer: Layer, figure: Figure | None, place: Placing) -> Iterator[Problem]:
    """Whether the layer may select so: where it may only add, it leaves out none of the law's criteria."""
    if figure is None or replaces(layer, figure.provision):
        return
    adding = [one for one in figure.provision.permission(layer) if one.mode is Mode.EXTEND]
    cited = adding[0].citation if adding else figure.provision.citation
    article = cited.at if cited else None
    if not adding:
        yield Problem("unlawful-selection", place(), found=layer.value, article=article)
        return
    listed = dict.fromkeys(name for one in figure.candidates for name in _names(one.value))
    missing = left_out(selection, listed)
    if missing:
        yield Problem("selection-leaves-out", place(), found=", ".join(missing), article=article)


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def _of_criterion(one: SelectionCriterion, vocabulary: Vocabulary, place: Placing) -> Iterator[Problem]:
    if one.fact is None:
        return
    type_ = vocabulary.facts.get(one.fact)
    if type_ is None:
        yield _unknown(one.fact, vocabulary, place("fact"))
    elif one.table is None:
        if type_.sort is not Sort.NUMBER:
            yield Problem("fact-without-table", place("fact"), found=one.fact)
    else:
        yield from _of_table(one, type_, place)


def _of_table(one: SelectionCriterion, type_: Type, place: Placing) -> Iterator[Problem]:
    """Values that the fact cannot have, and values of which nobody says what they give."""
    known = ("true", "false") if type_.sort is Sort.BOOLEAN else type_.values
    table = one.table or {}
    for key in table:
        if (known and key not in known) or (type_.sort is Sort.NUMBER and not _is_number(key)):
            near = get_close_matches(key, known, n=1)
            yield Problem(
                "unknown-value",
                place("table", key),
                found=key,
                expected=", ".join(known) or Sort.NUMBER.value,
                suggestion=near[0] if near else None,
            )
    silent = tuple(name for name in known if name not in table) if known else ("…",)
    if one.otherwise is None and silent:
        yield Problem("table-silent", place("table"), found=", ".join(silent), expected="otherwise")


def _is_number(key: str) -> bool:
    return key.removeprefix("-").replace(".", "", 1).isdecimal()


def _of_tier(one: SelectionTier, vocabulary: Vocabulary, place: Place) -> Iterator[Problem]:
    if one.applies is None:
        return
    try:
        node, mistakes = check(parse(one.applies), vocabulary)
    except BadExpression as error:
        yield Problem(error.kind, place, error.found, error.expected)
        return
    yield from (Problem(wrong.kind, place, wrong.found, wrong.expected, wrong.suggestion) for wrong in mistakes)
    yield from (Problem("not-a-fact", place, key, "facts") for key in figures_of(node))


def _of_tie(one: SelectionTie, vocabulary: Vocabulary, place: Place) -> Iterator[Problem]:
    type_ = vocabulary.facts.get(one.fact)
    if type_ is None:
        yield _unknown(one.fact, vocabulary, place)
    elif type_.sort not in ORDERED:
        yield Problem("not-ordered", place, found=one.fact)


def _unknown(fact: str, vocabulary: Vocabulary, place: Place) -> Problem:
    near = get_close_matches(fact, list(vocabulary.facts), n=1)
    return Problem("unknown-fact", place, found=fact, suggestion=near[0] if near else None)


# -- from the file to what ranks


def _criterion(one: SelectionCriterion, source: str) -> Criterion:
    return Criterion(
        id=one.id,
        citation=_cited(one, source),
        weight=one.weight,
        fact=one.fact,
        table=one.table,
        otherwise=one.otherwise,
        decimals=one.decimals,
        lowest=one.lowest,
        highest=one.highest,
    )


def _cited(one: SelectionCriterion | SelectionTier | SelectionTie, source: str) -> Citation:
    return Citation(source=source, at=one.clause or "")


def _typed(text: str | None, vocabulary: Vocabulary) -> Node:
    return TRUE if text is None else check(parse(text), vocabulary)[0]
