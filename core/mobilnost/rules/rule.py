"""A rule: one sentence of law as data. An id, a citation, when it applies, what it requires."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from attrs import field, frozen

from mobilnost.grammar import (
    TRUE,
    Compare,
    Comparison,
    Figure,
    Member,
    Node,
    facts_of,
    figures_of,
    parse,
    walk,
)
from mobilnost.law import Authority, Citation, Layer
from mobilnost.model import Place


class Topic(StrEnum):
    """What a rule is about; each topic is handed over by a hook of its own."""

    ELIGIBILITY = "eligibility"
    DURATION = "duration"
    FUNDING = "funding"
    DOCUMENTS = "documents"
    PROCEDURE = "procedure"


class Outcome(StrEnum):
    """What a rule says of a dossier."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


@frozen(kw_only=True)
class Rule:
    """A sentence of law that can be judged on a dossier.

    A rule that tests a provision bears the provision's key as its id. `curable` says that a later paper can mend a
    failure, which then leaves the dossier incomplete rather than not eligible. `layer` says who added it. `note` is a
    reason recorded with it, such as why a programme is closed. `applies_place` is given where a file keeps `applies`
    elsewhere than the rest.
    """

    id: str
    topic: Topic = field(converter=Topic)
    citation: Citation
    requires: Node = field(converter=parse)
    applies: Node = field(converter=parse, default=TRUE)
    authority: Authority = field(default=Authority.UNIVERSITY, converter=Authority)
    layer: Layer = field(default=Layer.REGULATION, converter=Layer)
    curable: bool = False
    note: str | None = None
    place: Place | None = None
    applies_place: Place | None = None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts it looks at."""
        return tuple(dict.fromkeys((*facts_of(self.applies), *facts_of(self.requires))))

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The provisions it looks at."""
        return tuple(dict.fromkeys((*figures_of(self.applies), *figures_of(self.requires))))

    @cached_property
    def principal(self) -> tuple[Node, Comparison | None, Node | None]:
        """What it observes, how it compares it, and with which limit: the comparison that a reader is shown.

        The first comparison with a provision, else the first comparison; with its fact on the left. A rule that only
        asks whether something is so has no limit.
        """
        parts = [part for part in walk(self.requires) if isinstance(part, Compare | Member)]
        lawful = [part for part in parts if figures_of(part)]
        match next(iter(lawful or parts), None):
            case Compare(comparison, left, right):
                if figures_of(left) and not figures_of(right):
                    return right, comparison.mirrored, left
                return left, comparison, right
            case Member(item, among, negated):
                return item, Comparison.DIFFERENT if negated else Comparison.EQUAL, among
            case _:
                return self.requires, None, None

    @cached_property
    def limit(self) -> str | None:
        """The provision that the principal comparison tests, if it is one alone."""
        limit = self.principal[2]
        return limit.key if isinstance(limit, Figure) else None
