"""The papers of a dossier as one list: what two laws ask for stands in it once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from mobilnost.law import Citation
from mobilnost.papers import DocumentState, PaperState


def joined(documents: Iterable[DocumentState]) -> Iterator[DocumentState]:
    """The required papers, each once: where two laws ask for one, all that either of them lacks is lacking."""
    groups: dict[tuple[str, str], list[DocumentState]] = {}
    for one in documents:
        if one.state is not PaperState.NOT_REQUIRED:
            groups.setdefault((one.type, one.phase.value), []).append(one)
    order = (PaperState.MISSING, PaperState.UNSIGNED, PaperState.PRESENT)
    for same in groups.values():
        worst = min(same, key=lambda one: order.index(one.state))
        days = [one.due for one in same if one.due is not None and one.state is not PaperState.PRESENT]
        sources = dict.fromkeys((one.citation.source, one.citation.at, one.citation.reading) for one in same)
        signatures = dict.fromkeys(role for one in same for role in one.missing_signatures)
        yield evolve(
            worst,
            missing_signatures=tuple(signatures),
            missing_languages=tuple(dict.fromkeys(code for one in same for code in one.missing_languages)),
            due=min(days, default=worst.due),
            overdue=any(one.overdue for one in same),
            citation=_together(list(sources)),
        )


def _together(sources: list[tuple[str, str, bool]]) -> Citation:
    """Several citations as one: the first's own, with the others behind it."""
    (source, at, reading), *others = sources
    more = "; ".join(", ".join(part for part in one[:2] if part) for one in others)
    return Citation(source=source, at=f"{at}; {more}" if more else at, reading=reading)
