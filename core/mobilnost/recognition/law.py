"""What a regulation says of recognition, as data: which result becomes what, and what a coordinator may change.

The outcomes are a table read from above: the first whose condition is so decides. Conditions are written in the grammar
of all law, over the facts of one result that stand in `FACTS`, and over provisions.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from mobilnost.grammar import BOOLEAN, TRUE, Node, Type, evaluate, figures_of, number, waits_for
from mobilnost.law import Citation, Effective
from mobilnost.model import Place


class Outcome(StrEnum):
    """What becomes of a result (čl. 13, čl. 14 st. 2)."""

    HOME_COURSE = "home-course"
    ELECTIVE = "elective"
    SUPPLEMENT = "supplement"
    EXAM_AT_HOME = "exam-at-home"
    NOT_RECOGNISED = "not-recognised"


class Record(StrEnum):
    """Where a result is entered (t. 3.1): the index, the university's information system, the Diploma Supplement."""

    INDEX = "index"
    ISS = "iss"
    SUPPLEMENT = "supplement"


#: What conditions may ask of one result; each may be unknown.
FACTS: Mapping[str, Type] = MappingProxyType(
    {
        "passed": BOOLEAN,
        "agreed": BOOLEAN,
        "home_named": BOOLEAN,
        "overlap_percent": number("percent"),
        "already_passed": BOOLEAN,
        "all_but_exam": BOOLEAN,
        "traineeship": BOOLEAN,
        "agreed_work": BOOLEAN,
        "superseded": BOOLEAN,
        "in_progress": BOOLEAN,
    }
)


@frozen(kw_only=True)
class OutcomeRule:
    """One row of the table: where its condition is so, a result has this outcome, by this article.

    `records` is where it is then entered, and `average` whether its grade may enter the average. With `discretion` the
    article leaves it to the home institution. `remark` is what has to be noted with it.
    """

    id: str
    outcome: Outcome
    citation: Citation
    applies: Node = TRUE
    records: tuple[Record, ...] = ()
    average: bool = False
    discretion: bool = False
    remark: str | None = None
    place: Place | None = None


@frozen(kw_only=True)
class DeviationRule:
    """What must be so of a result before a coordinator may give it another outcome than the one proposed."""

    to: Outcome
    citation: Citation
    requires: Node = TRUE
    records: tuple[Record, ...] = ()
    average: bool = False
    place: Place | None = None


@frozen(kw_only=True)
class RecognitionLaw:
    """The tables of a regulation, in their order, and where it says what the account of a stay is held against.

    `citations` have the article of each sentence of the account by what it says, such as `made_up` or `surplus`.
    """

    outcomes: tuple[OutcomeRule, ...]
    deviations: tuple[DeviationRule, ...] = ()
    citations: Mapping[str, Citation] = field(factory=dict, hash=False)

    def outcome(
        self, facts: Mapping[str, Any], figures: Mapping[str, Effective]
    ) -> tuple[OutcomeRule, tuple[str, ...]]:
        """The row that decides, and the facts that would have to be known for an earlier one to be ruled out."""
        values = {key: one.value for key, one in figures.items()}
        waits: dict[str, None] = {}
        for rule in self.outcomes:
            holds = evaluate(rule.applies, facts, values)
            if holds:
                return rule, tuple(waits)
            if holds is None:
                waits |= dict.fromkeys(waits_for(rule.applies, facts, values))
        raise ValueError("no outcome applies; the last row of a law has no condition")

    def deviation(self, to: Outcome) -> DeviationRule | None:
        """What is asked of a deviation to an outcome; None where no result can be given it."""
        return next((one for one in self.deviations if one.to is to), None)


def used(node: Node, figures: Mapping[str, Effective]) -> tuple[tuple[str, Effective], ...]:
    """The provisions that a condition looks at, each with who set it and what it beats."""
    return tuple((key, figures[key]) for key in figures_of(node) if key in figures)
