"""What a law cites, held against the articles that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mobilnost.accounts.wording import Wording
from mobilnost.analysis.entries import citations_of
from mobilnost.analysis.remarks import Remark
from mobilnost.law import Passage, passages
from mobilnost.model import Place
from mobilnost.rules import Contribution
from mobilnost.statutes import Decider, Regulation


def of_citations(law: Contribution, regulation: Regulation, deciders: Iterable[Decider] = ()) -> Iterator[Remark]:
    """Entries that cite nothing, and citations of the regulation, where its articles are known, to some it has not."""
    known = tuple(clause.passage for article in regulation.articles for clause in article.clauses)
    deciding = (
        (one.provision, one.citation, one.place or Place(one.citation.source, None, one.provision)) for one in deciders
    )
    for id, citation, place in dict.fromkeys((*citations_of(law), *deciding)):
        if not citation.at.strip():
            yield Remark(code="citation-missing", place=place, subject=id, parts={"source": citation.source})
        elif known and citation.source == regulation.source:
            cited = passages(citation.at)
            missing = [one for one in cited if not exists(one, known)]
            if missing or not cited:
                told = Wording.of(regulation).told
                parts = {"cited": tuple(map(told, missing)) or (citation.at,), "source": regulation.source}
                yield Remark(code="article-unknown", place=place, subject=id, parts=parts, citation=citation)


def exists(passage: Passage, known: Iterable[Passage]) -> bool:
    """Whether the articles have a passage: as such, or as a whole of which they name the parts."""
    return any(one.within(passage) for one in known)
