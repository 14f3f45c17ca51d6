"""The account of a dossier: what decides its verdict, what would change it, and what is still missing.

Short and true: findings that decide nothing are left out, and what is proposed has been judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from mobilnost.accounts.figures import of_provision
from mobilnost.accounts.levers import AGREEMENT, OF_AGREEMENT, OF_CALL, Around, Change
from mobilnost.accounts.margins import Margins, margins_of
from mobilnost.accounts.nearest import Judge, Proposal, breakage, plainest, proposals
from mobilnost.accounts.wanting import HandedIn, MissingFact, coming_duties, handed_in, missing_facts, wanted_papers
from mobilnost.assessment import Assessment, Finding, Verdict
from mobilnost.grammar import facts_of, figures_of
from mobilnost.law import Layer, Mode, Permission
from mobilnost.papers import DocumentState, ObligationState
from mobilnost.rulebook import Rulebook
from mobilnost.rules import Outcome, Rule
from mobilnost.statutes import Decider
from mobilnost.waivers import holds

#: More changes one after another than any dossier should need; a rule that nothing mends takes a turn too.
MOST_CHANGES = 12


@frozen(kw_only=True)
class Remedy:
    """A rule that is not met, and what would mend it.

    `proposals` are changes of the dossier, any of which will do. Where there are none, `needs` says that another
    agreement or call would do, though none is on record. `setters` may set a figure that the rule tests otherwise,
    by key; `waiver` lets a special decision set the rule aside, which is for the `deciders`.
    """

    finding: Finding
    proposals: tuple[Proposal, ...] = ()
    needs: Layer | None = None
    setters: tuple[tuple[str, Permission], ...] = ()
    waiver: Permission | None = None
    deciders: tuple[Decider, ...] = ()


@frozen(kw_only=True)
class Together:
    """Changes made one upon the other, the assessment that they lead to, and the rules that none of them mends."""

    changes: tuple[Change, ...]
    after: Assessment = field(repr=False, eq=False)
    left: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """What the dossier comes to with all of them."""
        return self.after.verdict


@frozen(kw_only=True)
class DossierAccount:
    """The shortest true account of a dossier on a day."""

    assessment: Assessment = field(repr=False)
    deciding: tuple[Finding, ...]
    remedies: tuple[Remedy, ...]
    together: Together | None
    missing: tuple[MissingFact, ...]
    papers: tuple[DocumentState, ...]
    handed_in: HandedIn | None
    duties: tuple[ObligationState, ...]
    margins: Margins | None


def account_of(
    assessment: Assessment, judge: Judge, around: Around | None = None, deciders: tuple[Decider, ...] = ()
) -> DossierAccount:
    """Why a dossier stands as it does; `judge` judges a changed one by the same office on the same day.

    `deciders` are those who by the law take special decisions.
    """
    around = around or Around()
    failed = failures(assessment)
    failed = tuple(one for one in failed if one.binding or one.rule.curable) or failed
    found = proposals(assessment, [one.rule for one in failed], judge, around)
    eligible = assessment.verdict is Verdict.ELIGIBLE
    return DossierAccount(
        assessment=assessment,
        deciding=deciding(assessment),
        remedies=tuple(remedy(one, found[one.id], assessment, deciders) for one in failed),
        together=together(assessment, found, judge, around) if any(found.values()) else None,
        missing=missing_facts(assessment, judge, around),
        papers=wanted_papers(assessment),
        handed_in=handed_in(assessment, judge),
        duties=coming_duties(assessment),
        margins=margins_of(assessment, judge) if eligible else None,
    )


def failures(assessment: Assessment) -> tuple[Finding, ...]:
    """The unmet rules, those that forbid the stay first; of two that speak of one matter both."""
    unmet = [one for one in assessment.findings if one.outcome is Outcome.UNMET]
    return tuple(sorted(unmet, key=lambda one: one.rule.curable))


def deciding(assessment: Assessment) -> tuple[Finding, ...]:
    """The findings without which the verdict would be another one.

    Where a rule forbids the stay, those that do so; of two that speak of one matter, the binding one. Else those that a
    later paper can mend and those that wait for a fact.
    """
    unmet = failures(assessment)
    hard = [one for one in unmet if not one.rule.curable]
    if hard:
        return tuple(one for one in hard if one.binding) or tuple(hard)
    waits = (one for one in assessment.findings if one.outcome is Outcome.UNKNOWN and one.because is None)
    return (*unmet, *waits)


def remedy(
    finding: Finding, found: Iterable[Proposal], assessment: Assessment, deciders: tuple[Decider, ...] = ()
) -> Remedy:
    """What would mend a rule: in the dossier, and by those who may set a figure or waive it."""
    tested = dict.fromkeys((finding.id, *figures_of(finding.rule.requires)))
    figures = assessment.rulebook.figures
    setters = tuple((key, one) for key in tested if key in figures for one in loosening(key, assessment))
    figure = figures.get(finding.id)
    waivers = figure.provision.exceptions() if figure else ()
    found = tuple(found)
    return Remedy(
        finding=finding,
        proposals=found,
        needs=None if found else instrument_of(finding.rule, assessment.rulebook),
        setters=setters,
        waiver=next((one for one in waivers if not_barred(one, assessment)), None),
        deciders=of_provision(deciders, finding.id),
    )


def instrument_of(rule: Rule, book: Rulebook) -> Layer | None:
    """The instrument that a rule asks something of: the agreement, or else the call that the dossier names."""
    facts = facts_of(rule.requires)
    if any(name in OF_AGREEMENT or book.definitions[name].source == AGREEMENT for name in facts):
        return Layer.AGREEMENT
    return Layer.CALL if OF_CALL.intersection(facts) else None


def loosening(key: str, assessment: Assessment) -> tuple[Permission, ...]:
    """Who may set a figure for such a dossier otherwise than to the stricter side."""
    permissions = assessment.rulebook.figures[key].provision.permissions
    otherwise = (one for one in permissions if one.mode in (Mode.REPLACE, Mode.EXTEND))
    return tuple(one for one in otherwise if not_barred(one, assessment))


def not_barred(permission: Permission, assessment: Assessment) -> bool:
    """Whether a permission is for such a dossier, or may be."""
    return holds(permission, assessment.rulebook, assessment.dossier, assessment.calendar) is not False


def together(
    assessment: Assessment, found: Mapping[str, tuple[Proposal, ...]], judge: Judge, around: Around
) -> Together:
    """One change upon the other until no rule fails that something in the dossier can mend.

    `found` are the proposals for the dossier as it is; a rule that has none among them is left as it is. Each step
    takes the first failed rule, and the plainest change that breaks nothing, or else breaks least.
    """
    current, changes = assessment, dict[str, Change]()
    hopeless = {id for id, many in found.items() if not many}
    for _ in range(MOST_CHANGES):
        failed = [one.rule for one in failures(current) if one.id not in hopeless]
        if not failed:
            break
        first = found.get(failed[0].id, ()) if current is assessment else ()
        best = min(first, key=breakage) if first else plainest(current, failed[0], judge, around)
        if best is None or (best.change.key in changes and best.breaks):
            hopeless.add(failed[0].id)
            continue
        changes[best.change.key] = since(changes.get(best.change.key), best.change)
        current = best.after
    return Together(
        changes=tuple(one for one in changes.values() if one.before != one.after),
        after=current,
        left=tuple(one.id for one in failures(current)),
    )


def since(earlier: Change | None, change: Change) -> Change:
    """Two changes of one key as one."""
    return change if earlier is None else Change(key=change.key, before=earlier.before, after=change.after)
