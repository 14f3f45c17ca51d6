"""The facts that every programme can rely on."""

from __future__ import annotations

from mobilnost.rules.agreement_facts import AGREEMENT_FACTS
from mobilnost.rules.facts import FactDefinition
from mobilnost.rules.mobility_facts import MOBILITY_FACTS
from mobilnost.rules.person_facts import PERSON_FACTS

CORE_FACTS: tuple[FactDefinition, ...] = (*MOBILITY_FACTS, *PERSON_FACTS, *AGREEMENT_FACTS)
