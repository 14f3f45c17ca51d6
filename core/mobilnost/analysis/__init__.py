"""The analysis of laws and instruments when they are loaded: what cannot be meant, found before anybody is judged.

Pure: values in, remarks out. Every remark has a stable code (`kinds`), a place, and a dossier that shows it or the
parts that exclude each other. What the solver cannot tell is said to be not analysed, and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable

from mobilnost.analysis.analyst import Analyst
from mobilnost.analysis.inspection import Inspection
from mobilnost.analysis.kinds import KINDS, Kind, Severity
from mobilnost.analysis.remarks import Remark
from mobilnost.instruments import Sourced
from mobilnost.lawbook import Lawbook
from mobilnost.model import Agreement, Call, Decision, Dossier

__all__ = [
    "KINDS",
    "Analyst",
    "Inspection",
    "Kind",
    "Remark",
    "Severity",
    "analyse_agreement",
    "analyse_call",
    "analyse_decision",
    "analyse_programme",
    "analyse_regulation",
]


def analyse_agreement(
    lawbook: Lawbook, agreement: Sourced[Agreement], calls: Iterable[Sourced[Call]] = ()
) -> tuple[Remark, ...]:
    """The remarks on an agreement, and on calls that offer it. Whoever has several keeps an `Analyst`."""
    return Analyst(lawbook).agreement(agreement, calls).remarks


def analyse_call(
    lawbook: Lawbook, call: Sourced[Call], agreements: Iterable[Sourced[Agreement]] | None = None
) -> tuple[Remark, ...]:
    """The remarks on a call, and on those of the known agreements that it offers."""
    return Analyst(lawbook).call(call, agreements).remarks


def analyse_decision(lawbook: Lawbook, decision: Sourced[Decision], dossier: Dossier | None) -> tuple[Remark, ...]:
    """The remarks on a special decision, made for a dossier that is known or not."""
    return Analyst(lawbook).decision(decision, dossier).remarks


def analyse_regulation(lawbook: Lawbook) -> tuple[Remark, ...]:
    """The remarks on the university's own law."""
    return Analyst(lawbook).regulation().remarks


def analyse_programme(lawbook: Lawbook, code: str) -> tuple[Remark, ...]:
    """The remarks on the law of a programme."""
    return Analyst(lawbook).programme(code).remarks
