"""From instruments to law: what an agreement, a call, a decision or a closure sets, adds and waives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from attrs import define, field

from mobilnost.grammar import FALSE, TRUE, BadExpression, Node, parse
from mobilnost.law import Authority, Citation, Layer, Mode, Origin, Override, Programme, Provision, Waiver
from mobilnost.model import Agreement, Call, Closure, Condition, Decision, Kind, Place, Problem, Term
from mobilnost.rules import Contribution, Rule, Topic

#: The provision that says who may add conditions of eligibility.
CONDITIONS = "eligibility.conditions"

T_co = TypeVar("T_co", covariant=True)


class Sourced(Protocol[T_co]):
    """A value together with the places of its parts in the file that it came from."""

    @property
    def value(self) -> T_co:
        """The value."""

    def place(self, *path: str | int) -> Place:
        """Where a part of it stands."""


@define
class InstrumentReader:
    """Reads instruments under the provisions of a rulebook, and gathers what is wrong with them."""

    provisions: Iterable[Provision]
    problems: list[Problem] = field(factory=list)

    def read(self, given: Sourced[Agreement] | Sourced[Call], layer: Layer) -> Contribution:
        """The terms an agreement or call sets, and the conditions it adds."""
        value = given.value
        overrides = tuple(self.term(term, value.id, layer, given, index) for index, term in enumerate(value.terms))
        rules = tuple(self.condition(one, value.id, layer, given, index) for index, one in enumerate(value.conditions))
        if rules and not self.may_add(value.id, layer, given.place("conditions", 0)):
            return Contribution(overrides=overrides)
        return Contribution(overrides=overrides, rules=rules)

    def term(
        self, term: Term, source: str, layer: Layer, given: Sourced[Agreement] | Sourced[Call], index: int
    ) -> Override:
        """What a term sets."""
        citation = Citation(source=source, at=term.clause)
        where = given.place("terms", index, "applies")
        return Override(
            key=term.provision,
            value=term.value,
            applies=self.expression(term.applies, where) or FALSE,
            origin=Origin(layer=layer, citation=citation, place=given.place("terms", index, "provision")),
            applies_place=where,
        )

    def condition(
        self, one: Condition, source: str, layer: Layer, given: Sourced[Agreement] | Sourced[Call], index: int
    ) -> Rule:
        """The rule that a condition adds; its id begins with the instrument's. An unreadable one never applies."""
        where = given.place("conditions", index, "applies")
        applies = self.expression(one.applies, where)
        requires = self.expression(one.requires, given.place("conditions", index, "requires"))
        return Rule(
            id=f"{source}.{one.id}",
            topic=Topic.ELIGIBILITY,
            citation=Citation(source=source, at=one.clause),
            applies=applies if applies and requires else FALSE,
            requires=requires or FALSE,
            layer=layer,
            place=given.place("conditions", index, "requires"),
            applies_place=where,
        )

    def expression(self, text: str | None, place: Place) -> Node | None:
        """An expression; a wrong one becomes a problem at its place, and is none."""
        try:
            return TRUE if text is None else parse(text)
        except BadExpression as error:
            self.problems.append(Problem(error.kind, place, error.found, error.expected))
            return None

    def may_add(self, source: str, layer: Layer, place: Place) -> bool:
        """Whether the regulation lets a layer add conditions; it is a problem where it does not."""
        provision = next((one for one in self.provisions if one.key == CONDITIONS), None)
        if provision and any(one.mode is Mode.EXTEND for one in provision.permission(layer)):
            return True
        article = provision.citation.at if provision else None
        self.problems.append(
            Problem(kind="unlawful-condition", place=place, found=source, expected=None, article=article)
        )
        return False

    def waivers(self, decision: Sourced[Decision]) -> tuple[Waiver, ...]:
        """What a special decision sets aside."""
        citation = Citation(source=decision.value.id, at=decision.value.reference)
        return tuple(
            Waiver(
                key=waiver.provision,
                origin=Origin(
                    layer=Layer.DECISION,
                    citation=citation,
                    place=decision.place("waivers", index, "provision"),
                ),
            )
            for index, waiver in enumerate(decision.value.waivers)
        )


def kind_rules(programme: Programme) -> tuple[Rule, ...]:
    """That a mobility is of a kind that the programme knows; none where it knows them all."""
    if set(programme.kinds) == set(Kind):
        return ()
    kinds = ", ".join(repr(kind.value) for kind in programme.kinds)
    return (
        Rule(
            id=f"{programme.code}.eligibility.kind",
            topic=Topic.ELIGIBILITY,
            citation=Citation(source=programme.source or programme.code, at="kinds"),
            requires=f"kind in ({kinds},)",
            layer=Layer.PROGRAMME,
            authority=Authority.PROGRAMME,
        ),
    )


def closure_rule(closure: Closure, layer: Layer, source: str) -> Rule:
    """That no stay begins while something is closed; what began earlier is not touched.

    A closure of the office speaks for the university, one that a programme ships for the programme.
    """
    names = {
        "programme": closure.programme,
        "partner_country": closure.country,
        "partner": closure.institution,
    }
    given = {fact: value for fact, value in names.items() if value}
    when = f"first_day < '{closure.since}'"
    if closure.until:
        when += f" or first_day > '{closure.until}'"
    return Rule(
        id=".".join(["closure", *given.values(), str(closure.since)]),
        topic=Topic.ELIGIBILITY,
        citation=Citation(source=source, at=f"closures {closure.since}"),
        applies=" and ".join(f"{fact} == {value!r}" for fact, value in given.items()),
        requires=when,
        layer=layer,
        authority=Authority.UNIVERSITY if layer is Layer.SETTING else Authority.PROGRAMME,
        note=closure.reason,
    )
