"""What somebody brings to the law: a regulation, a programme, or an office's own plugin."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import fields, frozen

from mobilnost.law import Component, Instalment, Override, Provision
from mobilnost.rules.duties import StandingDuty
from mobilnost.rules.papers import DocumentRequirement, Obligation
from mobilnost.rules.rule import Rule
from mobilnost.rules.steps import Procedure


@frozen(kw_only=True)
class Contribution:
    """Provisions, rules, what is set of others' provisions, papers, obligations, grants, procedures."""

    provisions: tuple[Provision, ...] = ()
    rules: tuple[Rule, ...] = ()
    overrides: tuple[Override, ...] = ()
    documents: tuple[DocumentRequirement, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    duties: tuple[StandingDuty, ...] = ()
    components: tuple[Component, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    procedures: tuple[Procedure, ...] = ()

    @classmethod
    def joined(cls, parts: Iterable[Contribution]) -> Contribution:
        """Several contributions as one, in their order."""
        parts = tuple(parts)
        return cls(
            **{
                attribute.name: tuple(one for part in parts for one in getattr(part, attribute.name))
                for attribute in fields(cls)
            }
        )
