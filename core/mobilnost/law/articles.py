"""The articles of a regulation, as an outline: which passages there are, and what of them is left to people.

The law's text is not here. What realises a passage is found by who cites it; what nobody can cite, because people act
on it and no figure, test, paper or duty says it, bears its reason.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from mobilnost.law.passages import Passage
from mobilnost.model import Place


@frozen(kw_only=True)
class Clause:
    """One passage: a paragraph or a part of one, or an article that has no paragraphs.

    `people` are the reasons why it is left to people, wholly or in part. `facts`, `papers` and `rules` express what it
    says although they cite another passage: the facts that stand for a term, the papers that it names, the rules whose
    conditions make its exception.
    """

    passage: Passage
    people: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    place: Place | None = None


@frozen(kw_only=True)
class Article:
    """An article: its number, what it is about in our own words by language, and its passages in their order."""

    number: int
    letter: str = ""
    names: Mapping[str, str] = field(factory=dict, hash=False)
    clauses: tuple[Clause, ...]
    place: Place | None = None

    @property
    def passage(self) -> Passage:
        """The article as a whole."""
        return Passage(article=self.number, letter=self.letter)

    def parts_of(self, clause: Clause) -> tuple[Clause, ...]:
        """The parts of a paragraph that the outline names: its indents and points."""
        inner = (one for one in self.clauses if one is not clause and one.passage.within(clause.passage))
        return tuple(inner) if clause.passage.paragraph is not None else ()

    @property
    def paragraphs(self) -> tuple[Clause, ...]:
        """The paragraphs, without their parts."""
        return tuple(one for one in self.clauses if one.passage == one.passage.whole)
