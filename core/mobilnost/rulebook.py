"""A rulebook: provisions and rules resolved for one programme, edition, call, agreement and decision.

Resolved once and compiled once; then any number of dossiers are judged by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from attrs import field, frozen

from mobilnost.grammar import Node, evaluate, facts_of, figures_of
from mobilnost.law import Component, Edition, Figure, Instalment, Layer, Origin, Programme
from mobilnost.model import Agreement, Calendar, Call, Decision, Dossier, Institution
from mobilnost.rules import (
    Case,
    Code,
    DocumentRequirement,
    FactDefinition,
    Home,
    Judgement,
    Obligation,
    Procedure,
    Row,
    Rule,
    arguments_of,
    compile_rules,
    facts_for,
    shape_of,
)

#: Whose procedure a dossier follows, where several are for it.
PREVAILING = (Layer.PROGRAMME, Layer.SETTING, Layer.REGULATION)


@frozen(eq=False)
class RuleSet:
    """Rules that are compiled together; rulebooks whose figures have one shape share the code."""

    rules: tuple[Rule, ...]
    required: frozenset[str]
    codes: dict[Any, Code] = field(factory=dict)

    def code(self, figures: Mapping[str, Figure], waived: frozenset[str]) -> Code:
        """The code for figures of this shape, compiled when it is first asked for."""
        shape = shape_of(self.rules, figures, waived)
        if shape not in self.codes:
            self.codes[shape] = compile_rules(self.rules, figures, self.required, waived)
        return self.codes[shape]


@frozen(kw_only=True, eq=False)
class Rulebook:
    """Everything that a dossier of one programme, call and agreement is judged by.

    `rules` are those of all authorities; `figures` say what each provision comes to, and why.
    """

    programme: Programme
    edition: Edition | None
    agreement: Agreement | None
    call: Call | None
    decision: Decision | None
    figures: Mapping[str, Figure]
    waived: Mapping[str, Origin]
    sets: tuple[RuleSet, ...]
    documents: tuple[DocumentRequirement, ...]
    obligations: tuple[Obligation, ...]
    components: tuple[Component, ...]
    definitions: Mapping[str, FactDefinition]
    home: Home
    programmes: Mapping[str, Programme]
    institutions: Mapping[str, Institution]
    procedures: tuple[Procedure, ...]
    instalments: tuple[Instalment, ...]

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rules in self.sets for rule in rules.rules}

    @cached_property
    def used(self) -> tuple[FactDefinition, ...]:
        """The facts that anything in this rulebook looks at."""
        names: dict[str, None] = {}
        for rule in self.rules.values():
            names.update(dict.fromkeys(rule.facts))
        for figure in self.figures.values():
            for candidate in figure.candidates:
                names.update(dict.fromkeys(facts_of(candidate.applies)))
        papers: tuple[DocumentRequirement | Obligation, ...] = (*self.documents, *self.obligations)
        for paper in papers:
            names.update(dict.fromkeys(facts_of(paper.applies)))
            names.update(dict.fromkeys(facts_of(paper.due) if paper.due else ()))
        return tuple(self.definitions[name] for name in names)

    @cached_property
    def _walked(self) -> tuple[FactDefinition, ...]:
        """The facts that procedures look at, and that settle the provisions that these look at."""
        names: dict[str, None] = {}
        for node in (node for one in self.procedures for node in one.nodes):
            names.update(dict.fromkeys(facts_of(node)))
            for key in figures_of(node):
                for candidate in self.figures[key].candidates:
                    names.update(dict.fromkeys(facts_of(candidate.applies)))
        return tuple(self.definitions[name] for name in names)

    @cached_property
    def _paid_by(self) -> tuple[FactDefinition, ...]:
        """The facts that grants look at, and that settle the provisions on which they rest."""
        names: dict[str, None] = {}
        for one in self.components:
            for node in (one.applies, *(rate.applies for rate in one.rates), *(each.applies for each in one.permits)):
                names.update(dict.fromkeys(facts_of(node)))
        for figure in self.figures.values():
            for candidate in figure.candidates:
                names.update(dict.fromkeys(facts_of(candidate.applies)))
        return tuple(self.definitions[name] for name in names)

    def means(self, dossier: Dossier, calendar: Calendar) -> dict[str, Any]:
        """The facts of a dossier by which its grant is found."""
        return facts_for(self.case(dossier, calendar), self._paid_by)

    def circumstances(self, dossier: Dossier, calendar: Calendar) -> dict[str, Any]:
        """The facts of a dossier by which its procedure and the steps that apply are found."""
        return facts_for(self.case(dossier, calendar), self._walked)

    def value(self, node: Node, facts: Mapping[str, Any]) -> Any:
        """What an expression comes to for these facts; `None` is unknown."""
        values = {key: self.figures[key].effective(facts).value for key in figures_of(node)}
        return evaluate(node, facts, values)

    def procedure(self, facts: Mapping[str, Any]) -> Procedure | None:
        """The procedure of a dossier: its programme's own before what the office added, and that before the law's."""
        fitting = [one for one in self.procedures if self.value(one.applies, facts) is True]
        return min(fitting, key=lambda one: PREVAILING.index(one.layer), default=None)

    def case(self, dossier: Dossier, calendar: Calendar) -> Case:
        """The dossier with what this rulebook knows around it."""
        return Case(
            dossier=dossier,
            home=self.home,
            programmes=self.programmes,
            institutions=self.institutions,
            agreement=self.agreement,
            call=self.call,
            edition=self.edition.id if self.edition else None,
            calendar=calendar,
        )

    def facts(self, dossier: Dossier, calendar: Calendar) -> dict[str, Any]:
        """The facts of a dossier that this rulebook looks at."""
        return facts_for(self.case(dossier, calendar), self.used)

    @cached_property
    def _judges(self) -> tuple[Callable[[Mapping[str, Any]], Judgement], ...]:
        waived = frozenset(self.waived)
        codes = [rules.code(self.figures, waived) for rules in self.sets]
        return tuple(code.bind_judge(arguments_of(code, self.figures)) for code in codes)

    @cached_property
    def judge(self) -> Callable[[Mapping[str, Any]], Judgement]:
        """From facts to 0 (eligible), 1 (incomplete) or 2 (not eligible), the rules unmet, and those that wait."""
        if len(self._judges) == 1:
            return self._judges[0]
        judges = self._judges

        def judge(facts: Mapping[str, Any]) -> Judgement:
            verdicts, unmet, unknown = zip(*(one(facts) for one in judges), strict=True)
            return max(verdicts), [*chain(*unmet)], [*chain(*unknown)]

        return judge

    @cached_property
    def _explainers(self) -> tuple[Callable[[Mapping[str, Any]], list[Row]], ...]:
        waived = frozenset(self.waived)
        explainers = []
        for rules in self.sets:
            code = rules.code(self.figures, waived)
            citations = [rule.citation for rule in rules.rules]
            origins = [self._origin(rule) for rule in rules.rules]
            explainers.append(code.bind_explain(arguments_of(code, self.figures), citations, origins))
        return tuple(explainers)

    def explain(self, facts: Mapping[str, Any]) -> list[Row]:
        """From facts to a row for every rule: id, outcome, citation, observed, limit, origin of the limit."""
        first, *others = self._explainers
        rows = first(facts)
        for explain in others:
            rows += explain(facts)
        return rows

    def _origin(self, rule: Rule) -> Origin | None:
        """Where the limit of a rule comes from, where it is the same for all dossiers."""
        figure = self.figures.get(rule.limit or "")
        constant = figure is not None and figure.constant and figure.candidates
        return figure.candidates[0].origin if figure and constant else None
