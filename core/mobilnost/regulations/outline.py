"""The outline of a regulation: `[[articles]]` with their passages, read with every mistake at its line."""

from __future__ import annotations

from itertools import pairwise

from mobilnost.law import Article, Clause, parse_passages
from mobilnost.regulations.entries import ArticleEntry, ClauseEntry
from mobilnost.regulations.pieces import PieceReader, Where

#: What a passage may bear.
BORNE = ("people", "facts", "papers", "rules")


class OutlineReader(PieceReader):
    """Reads the articles of a regulation."""

    def articles(self) -> tuple[Article, ...]:
        """All of them, in the order of the file, which is that of the law."""
        found = self.each("articles", self.loaded.value.articles, self.article)
        numbers = [one.passage.order for one in found]
        for index, (before, number) in enumerate(pairwise(numbers), 1):
            if number <= before:
                kind = "duplicate" if number == before else "wrong-value"
                self.problem(self.loaded.place("articles", index, "number"), kind, found[index].passage)
        return found

    def article(self, entry: ArticleEntry, at: Where) -> Article:
        """`[[articles]]`"""
        single = ClauseEntry(people=entry.people, facts=entry.facts, papers=entry.papers, rules=entry.rules)
        if entry.passages and (said := next((name for name in BORNE if getattr(entry, name)), None)):
            self.problem(at(said), "one-of", entry.number, f"passages, {said}")
        clauses = [
            clause
            for index, one in enumerate(entry.passages or (single,))
            for clause in self.clauses(entry, one, at, index)
        ]
        seen = set()
        for clause in clauses:
            if clause.passage in seen:
                self.problem(clause.place or at(), "duplicate", clause.passage)
            seen.add(clause.passage)
        return Article(
            number=entry.number,
            letter=entry.letter,
            names=entry.names,
            clauses=tuple(sorted(clauses, key=lambda one: one.passage.order)),
            place=at(),
        )

    def clauses(self, article: ArticleEntry, entry: ClauseEntry, at: Where, index: int) -> list[Clause]:
        """One entry of `passages`, which may name several."""
        place = at("passages", index) if article.passages else at()
        try:
            found = parse_passages(f"čl. {article.number}{article.letter} {entry.at}".strip())
        except ValueError:
            self.problem(place, "wrong-value", entry.at, "st. 1, st. 2 al. 1, st. 2 t. 1.1, iza st. 3")
            return []
        borne = {name: getattr(entry, name) for name in BORNE}
        return [Clause(passage=one, place=place, **borne) for one in found]
