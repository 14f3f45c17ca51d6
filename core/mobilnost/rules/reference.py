"""The reference for whole rules: what each says of a dossier, by plain interpretation.

The compiled code agrees with this, and findings use it to say what an unknown waits for.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from mobilnost.grammar import Absence, evaluate, figures_of, waits_for
from mobilnost.law import Effective, Figure
from mobilnost.rules.rule import Outcome, Rule

#: Why an unknown never changes a verdict: no source supports the figure.
OPEN_FIGURE = "open figure"


def effective_figures(rule: Rule, figures: Mapping[str, Figure], facts: Mapping[str, Any]) -> dict[str, Effective]:
    """What each provision that a rule looks at says about the dossier."""
    return {key: figures[key].effective(facts) for key in rule.figures}


def outcome_of(
    rule: Rule, figures: Mapping[str, Figure], facts: Mapping[str, Any], waived: Container[str] = ()
) -> Outcome:
    """What a rule says of a dossier: Kleene's tables over `applies`, then `requires`."""
    values = {key: one.value for key, one in effective_figures(rule, figures, facts).items()}
    if Absence.NONE in values.values():
        return Outcome.NOT_APPLICABLE
    applies = evaluate(rule.applies, facts, values)
    if applies is not True:
        return Outcome.UNKNOWN if applies is None else Outcome.NOT_APPLICABLE
    if rule.id in waived:
        return Outcome.WAIVED
    required = evaluate(rule.requires, facts, values)
    return Outcome.UNKNOWN if required is None else Outcome.MET if required else Outcome.UNMET


def is_open(rule: Rule, figures: Mapping[str, Figure], facts: Mapping[str, Any]) -> bool:
    """Whether a provision that the rule looks at is open for this dossier."""
    return any(one.value is Absence.OPEN for one in effective_figures(rule, figures, facts).values())


def missing_of(rule: Rule, figures: Mapping[str, Figure], facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts that an unknown waits for: first those of its condition, else those of its requirement."""
    effective = effective_figures(rule, figures, facts)
    values = {key: one.value for key, one in effective.items()}
    for node in (rule.applies, rule.requires):
        if evaluate(node, facts, values) is None:
            choosing = (name for key in figures_of(node) for name in effective[key].missing)
            return tuple(dict.fromkeys((*choosing, *waits_for(node, facts, values))))
    return ()
