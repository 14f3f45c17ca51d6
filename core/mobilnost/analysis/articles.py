"""What a law cites, held against the articles that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mobilnost.analysis.entries import citations_of
from mobilnost.analysis.remarks import Remark
from mobilnost.law import Article, Passage, passages
from mobilnost.rules import Contribution


def of_citations(law: Contribution, source: str, articles: Iterable[Article]) -> Iterator[Remark]:
    """Entries that cite nothing, and citations of a source whose articles are known to articles that it has not."""
    known = tuple(clause.passage for article in articles for clause in article.clauses)
    for id, citation, place in dict.fromkeys(citations_of(law)):
        if not citation.at.strip():
            yield Remark(code="citation-missing", place=place, subject=id, parts={"source": citation.source})
        elif known and citation.source == source:
            cited = passages(citation.at)
            unknown = [str(one) for one in cited if not exists(one, known)] if cited else [citation.at]
            if unknown:
                parts = {"cited": tuple(unknown), "source": source}
                yield Remark(code="article-unknown", place=place, subject=id, parts=parts, citation=citation)


def exists(passage: Passage, known: Iterable[Passage]) -> bool:
    """Whether the articles have a passage: as such, or as a whole of which they name the parts."""
    return any(one.within(passage) for one in known)
