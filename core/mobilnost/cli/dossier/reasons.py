"""What stands against a step, told: a rule by what it found of the dossier, everything else as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mobilnost.cli.exits import Exit
from mobilnost.locales import Teller
from mobilnost.locales.citing import cited
from mobilnost.locales.refusals import tell_reason
from mobilnost.procedure.refusals import Reason

if TYPE_CHECKING:
    from mobilnost.assessment import Assessment
    from mobilnost.cli.counter import Counter
    from mobilnost.locales import Catalogue

#: Reasons that name a rule, whose finding says more than its name.
OF_RULES = frozenset({"rule-unmet", "rule-unknown"})


def tell(reason: Reason, words: Catalogue, assessment: Assessment | None = None) -> str:
    """A reason as a sentence, with the article that it rests on."""
    if reason.phrase.id not in OF_RULES or assessment is None:
        return tell_reason(reason, words)
    teller = Teller.of(assessment, words)
    finding = assessment.finding(str(dict(reason.phrase.parts)["rule"]))
    return f"{teller.title(finding)}: {teller.tell(finding)} ({cited(finding.citation, words)})"


def tell_reasons(
    counter: Counter, reasons: Iterable[Reason], assessment: Assessment | None = None, **about: object
) -> None:
    """Refusals, a line each on the standard error; with JSON a record each. One with ids names its dossiers itself."""
    counter.note(Exit.WANTING)
    for one in reasons:
        told = tell(one, counter.words, assessment)
        if counter.as_json:
            counter.record({**about, **table(one, told)})
        named = "" if "ids" in dict(one.phrase.parts) else " ".join(map(str, about.values()))
        counter.screen.warn(f"{named}: {told}" if named else told)


def table(reason: Reason, told: str) -> dict[str, Any]:
    """A reason for programs."""
    citation = reason.citation
    return {
        "refused": reason.phrase.id,
        "message": told,
        "parts": {name: _plain(value) for name, value in reason.phrase.parts},
        "citation": None if citation is None else {"source": citation.source, "at": citation.at},
    }


def _plain(value: object) -> object:
    return [str(one) for one in value] if isinstance(value, tuple | list | frozenset) else str(value)
