"""Comparisons in words: what is held against what, as a statement or as a clause with its conjunction."""

from __future__ import annotations

from attrs import frozen

from mobilnost.grammar import (
    FUNCTIONS,
    Call,
    Compare,
    Comparison,
    Fact,
    Literal,
    Many,
    Member,
    Node,
    Sort,
    facts_of,
)
from mobilnost.grammar import Figure as FigureNode
from mobilnost.locales.catalogue import Catalogue, filled
from mobilnost.locales.clauses import RELATIONS
from mobilnost.locales.phrases import GENITIVE, Phrases
from mobilnost.locales.subjects import Subjects

#: What a catalogue calls a statement of what must be, and the clauses that it is so or is not.
REQUIRES, IF, IF_NOT = "requires", "if", "if_not"
#: Functions that give a day so many days from another, other than a day of the calendar.
PERIODS = frozenset({"last_day_after", "last_day_before", "day_after", "day_before"})
_SORTS = {Sort.NUMBER: "quantity", Sort.SPAN: "quantity", Sort.DATE: "day", Sort.MONTH_DAY: "day"}
_EQUALITIES = (Comparison.EQUAL, Comparison.DIFFERENT)


@frozen
class Comparisons:
    """Tells comparisons; `phrases` names their sides."""

    words: Catalogue
    subjects: Subjects
    phrases: Phrases

    def compared(self, node: Compare | Member, role: str, negated: bool, further: Compare | None = None) -> str:
        """A comparison as a statement or as a clause; `further` is a second bound of the same."""
        left, comparison, right = sides_of(node, negated)
        stated = self._stated(left, comparison, right)
        if stated is not None:
            return self.words.text("law", "if_so", what=stated) if role == IF else stated
        sort = "different" if comparison is Comparison.DIFFERENT else self.sort(left)
        own = self._own_pattern(left, role, comparison)
        pattern = own or self.words.text(role, sort)
        said = Comparison.EQUAL if comparison is Comparison.DIFFERENT else comparison
        limits = [self.limit(left, said, right)] + ([self.limit(*sides_of(further, False))] if further else [])
        denied = comparison is Comparison.DIFFERENT and isinstance(right, Many)
        told = self.none_of(left, right) if denied else self.subjects.forms.all_of(limits)
        blanks = {"what": self.named(left), "limit": told}
        if "{on}" in pattern:
            blanks["on"] = self.where(left, right, denied) or blanks["limit"]
        return filled(pattern, **blanks)

    def _stated(self, left: Node, comparison: Comparison, right: Node) -> str | None:
        """What is no comparison with a limit: that there is none, or that a list of the law has something in it."""
        if isinstance(left, Literal) and isinstance(right, FigureNode):
            key = "includes_not" if comparison is Comparison.DIFFERENT else "includes"
            item = self.subjects.figure(left.value, right.key)
            return self.words.text("law", key, provision=self.subjects.provision(right.key), item=item)
        return self.phrases.absence(right) or self.phrases.absence(left)

    def named(self, left: Node) -> str:
        """What is compared, by its name."""
        return self.subjects.provision(left.key) if isinstance(left, FigureNode) else self.phrases.phrase(left)

    def _own_pattern(self, left: Node, role: str, comparison: Comparison) -> str | None:
        """The pattern that a fact brings; of what it must not be only as a clause."""
        if not isinstance(left, Fact):
            return None
        if comparison is Comparison.DIFFERENT:
            return self.words.find("facts", left.name, IF_NOT) if role == IF else None
        return self.words.find("facts", left.name, role)

    def limit(self, left: Node, comparison: Comparison, right: Node) -> str:
        """What something is held against, with its 'at least' or 'before'."""
        if isinstance(right, Many) or (isinstance(right, FigureNode) and comparison in _EQUALITIES):
            return self.phrases.phrase(right, beside=left)
        period = isinstance(right, Call) and right.function in PERIODS
        sort = "period" if period else self.sort(left)
        told = self.phrases.phrase(right, GENITIVE if sort == "day" and comparison not in _EQUALITIES else "name", left)
        return self.words.text("relations", sort, RELATIONS[comparison], limit=told)

    def none_of(self, left: Node, right: Node) -> str:
        """Several values, none of which may be."""
        values = right.values if isinstance(right, Many) else ()
        return self.subjects.forms.none_of(self.phrases.phrase(Literal(one), beside=left) for one in values)

    def where(self, left: Node, right: Node, denied: bool = False) -> str | None:
        """The values of a comparison as places: `on a study stay or for a dual degree`; `denied`, as none of them."""
        values = right.values if isinstance(right, Many) else (right.value,) if isinstance(right, Literal) else ()
        name = left.name if isinstance(left, Fact) else ""
        told = [self.words.find("on", name, str(one)) for one in values]
        known = [one for one in told if one is not None]
        joined = self.subjects.forms.none_of if denied else self.subjects.forms.any_of
        return joined(known) if known and len(known) == len(told) else None

    def sort(self, left: Node) -> str:
        """Whether an expression gives an amount, a day, or a word."""
        if isinstance(left, Call):
            return _SORTS.get(FUNCTIONS[left.function].result.sort, "word")
        _, type_ = self.subjects.subject(left)
        return _SORTS.get(type_.sort, "word") if type_ else "word"


def sides_of(node: Compare | Member, negated: bool) -> tuple[Node, Comparison, Node]:
    """What is compared, how, and with what; the facts on the left, and a denial turned into its opposite."""
    if isinstance(node, Member):
        return node.item, Comparison.DIFFERENT if node.negated is not negated else Comparison.EQUAL, node.among
    comparison, left, right = node.comparison, node.left, node.right
    if facts_of(right) and not facts_of(left):
        comparison, left, right = comparison.mirrored, right, left
    return left, comparison.opposite if negated else comparison, right
