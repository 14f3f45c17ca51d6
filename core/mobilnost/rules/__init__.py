"""Rules over facts and provisions: what is judged, compiled once, and explained on demand."""

from mobilnost.rules.axioms import dossier_domain
from mobilnost.rules.case import Case, Home
from mobilnost.rules.compiler import Code, Judgement, Row, arguments_of, compile_rules, shape_of
from mobilnost.rules.contribution import Contribution
from mobilnost.rules.core_facts import CORE_FACTS
from mobilnost.rules.duties import Each, StandingDuty
from mobilnost.rules.facts import BrokenFact, FactDefinition, facts_for, guarded, types_of
from mobilnost.rules.orderly import disorders, troubles
from mobilnost.rules.papers import DocumentRequirement, Obligation
from mobilnost.rules.reference import OPEN_FIGURE, effective_figures, is_open, missing_of, outcome_of
from mobilnost.rules.rule import Outcome, Rule, Topic
from mobilnost.rules.steps import EVERY, Procedure, Step
from mobilnost.rules.typed import Typist

__all__ = [
    "CORE_FACTS",
    "EVERY",
    "OPEN_FIGURE",
    "BrokenFact",
    "Case",
    "Code",
    "Contribution",
    "DocumentRequirement",
    "Each",
    "FactDefinition",
    "Home",
    "Judgement",
    "Obligation",
    "Outcome",
    "Procedure",
    "Row",
    "Rule",
    "StandingDuty",
    "Step",
    "Topic",
    "Typist",
    "arguments_of",
    "compile_rules",
    "disorders",
    "dossier_domain",
    "effective_figures",
    "facts_for",
    "guarded",
    "is_open",
    "missing_of",
    "outcome_of",
    "shape_of",
    "troubles",
    "types_of",
]
