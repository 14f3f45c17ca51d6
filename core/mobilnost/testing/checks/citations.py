"""Whether everything in a law says where it stands, and whether what it names as its sources are declared."""

from __future__ import annotations

from collections.abc import Iterator

from mobilnost.accounts.coverage import Gap
from mobilnost.accounts.sources import source_coverage
from mobilnost.analysis.entries import citations_of
from mobilnost.law import Authority, Citation
from mobilnost.model import Place
from mobilnost.rules import Contribution
from mobilnost.testing.candidate import Candidate
from mobilnost.testing.lacks import Check, Lack


def uncited(candidate: Candidate) -> Iterator[Lack]:
    """Entries that name no source, or no place in it; and articles that the regulation does not have."""
    found: dict[str, Lack] = {}
    for id, citation, place in (*citations_of(candidate.law), *_of_money(candidate.law)):
        kind = "no-source" if not citation.source.strip() else "missing" if not citation.at.strip() else None
        if kind is not None:
            parts = {"id": id, "source": citation.source}
            found.setdefault(id, Lack(check=Check.CITATION, subject=id, kind=kind, place=place, parts=parts))
    yield from found.values()
    for remark in (one for each in candidate.inspections for one in each.remarks):
        if remark.code == "article-unknown":
            subject = remark.subject
            yield Lack(check=Check.CITATION, subject=subject, kind="remark", place=remark.place, remark=remark)


def _of_money(law: Contribution) -> Iterator[tuple[str, Citation, Place | None]]:
    """What the analysis does not ask: amounts, shares of them, instalments and standing duties."""
    for one in law.components:
        yield from ((one.id, rate.citation, one.place) for rate in one.rates)
        yield from ((one.id, share.citation, one.place) for share in one.taper)
    yield from ((one.id, one.citation, one.place) for one in law.instalments)
    yield from ((one.id, one.citation, one.place) for one in law.duties)


def undeclared(candidate: Candidate) -> Iterator[Lack]:
    """Sources that a programme cites and does not declare, and those that it declares and does not cite."""
    if candidate.authority is Authority.UNIVERSITY:
        return
    for code in candidate.codes:
        law = candidate.lawbook.laws[code]
        if law.programme not in candidate.programmes:
            continue
        for one in source_coverage(law, ()).failures:
            if one.gap in (Gap.UNDECLARED, Gap.UNUSED) and one.id.strip():
                place = one.place or candidate.find(one.id)
                parts = {"id": one.id, "cited": one.found or ""}
                yield Lack(check=Check.SOURCE, subject=one.id, kind=one.gap.value, place=place, parts=parts)
