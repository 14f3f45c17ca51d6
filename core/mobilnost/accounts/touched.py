"""Whom a change of the law touches: a dossier judged before and after it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from attrs import frozen

from mobilnost.accounts.differences import rule_name
from mobilnost.assessment import Assessment, Finding
from mobilnost.papers import DocumentState, PaperState
from mobilnost.rules import Outcome

#: What a rule says that is not there: the same as one that does not apply.
SILENT = Outcome.NOT_APPLICABLE


@frozen(kw_only=True)
class Turn:
    """A rule that says something else now; a finding is missing where there is no such rule."""

    before: Finding | None = None
    after: Finding | None = None

    @property
    def outcomes(self) -> tuple[Outcome, Outcome]:
        """What it said and what it says."""
        return _outcome(self.before), _outcome(self.after)

    @property
    def quiet(self) -> bool:
        """Whether nothing is wrong or unknown on either side: the rule applies now, or no longer does."""
        return set(self.outcomes) <= {Outcome.MET, SILENT}


@frozen(kw_only=True)
class Touched:
    """A dossier on which the law says something else: verdict, findings, or papers that are asked for."""

    before: Assessment
    after: Assessment
    turns: tuple[Turn, ...] = ()
    papers_added: tuple[str, ...] = ()
    papers_removed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The dossier's id."""
        return self.before.dossier.mobility.id

    @property
    def turned(self) -> bool:
        """Whether the verdict is another."""
        return self.before.verdict is not self.after.verdict


@frozen(kw_only=True)
class Reviewed:
    """The dossiers that were judged by both sides: how many, those touched, and those that could not be judged."""

    count: int
    touched: tuple[Touched, ...] = ()
    refused: tuple[str, ...] = ()


def touched(before: Assessment, after: Assessment) -> Touched | None:
    """How a dossier is touched; none where the verdict, the findings and the papers stay."""
    asked, asks = _asked(before.documents), _asked(after.documents)
    found = Touched(
        before=before,
        after=after,
        turns=tuple(_turns(before, after)),
        papers_added=tuple(one for one in asks if one not in asked),
        papers_removed=tuple(one for one in asked if one not in asks),
    )
    return found if found.turned or found.turns or found.papers_added or found.papers_removed else None


def _turns(before: Assessment, after: Assessment) -> Iterator[Turn]:
    one, other = _by_rule(before), _by_rule(after)
    for key in dict.fromkeys((*one, *other)):
        turn = Turn(before=one.get(key), after=other.get(key))
        if turn.outcomes[0] is not turn.outcomes[1]:
            yield turn


def _by_rule(assessment: Assessment) -> Mapping[Hashable, Finding]:
    return {rule_name(one.rule): one for one in assessment.findings}


def _outcome(finding: Finding | None) -> Outcome:
    return finding.outcome if finding else SILENT


def _asked(documents: tuple[DocumentState, ...]) -> dict[str, None]:
    """The types of paper that are required."""
    return dict.fromkeys(one.type for one in documents if one.state is not PaperState.NOT_REQUIRED)
