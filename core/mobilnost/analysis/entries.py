"""The entries of a law in one form: what each cites, what it looks at, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from mobilnost.grammar import Node, conjunction, figures_of
from mobilnost.law import Authority, Citation, Component, Layer, Provision
from mobilnost.model import Place
from mobilnost.rules import Contribution, DocumentRequirement, Obligation, Procedure, Rule, Step


@frozen
class Entry:
    """A rule, a paper, a duty or a component of a grant: its id, its citation, its expressions."""

    id: str
    citation: Citation
    nodes: tuple[Node, ...]
    place: Place

    @property
    def keys(self) -> tuple[str, ...]:
        """The provisions that it looks at."""
        return tuple(dict.fromkeys(key for node in self.nodes for key in figures_of(node)))


def entries_of(law: Contribution) -> Iterator[Entry]:
    """Everything in a law that looks at provisions."""
    yield from map(of_rule, law.rules)
    yield from map(of_document, law.documents)
    yield from map(of_obligation, law.obligations)
    yield from map(of_component, law.components)


def of_rule(rule: Rule) -> Entry:
    """A rule."""
    return Entry(rule.id, rule.citation, (rule.applies, rule.requires), _place(rule.place, rule.citation, rule.id))


def of_document(one: DocumentRequirement) -> Entry:
    """A paper that is required."""
    nodes = (one.applies, *((one.due,) if one.due is not None else ()))
    return Entry(one.type, one.citation, nodes, _place(one.place, one.citation, one.type))


def of_obligation(one: Obligation) -> Entry:
    """A duty with a day."""
    return Entry(one.id, one.citation, (one.applies, one.due), _place(one.place, one.citation, one.id))


def of_step(procedure: Procedure, step: Step) -> Entry:
    """A step, for those whom its procedure concerns."""
    applies = conjunction(procedure.applies, step.applies)
    return Entry(step.id, step.citation, (applies,), _place(step.place, step.citation, step.id))


def of_component(one: Component) -> Entry:
    """A line of a grant."""
    nodes = (one.applies, *(rate.applies for rate in one.rates))
    return Entry(one.id, one.citation, nodes, _place(one.place, one.citation, one.id))


def part_of(law: Contribution, authority: Authority) -> Contribution:
    """What of a law speaks for an authority; grants, and what is set of others' provisions, are the programme's."""
    programme = authority is Authority.PROGRAMME
    return Contribution(
        provisions=tuple(one for one in law.provisions if one.authority is authority),
        rules=tuple(one for one in law.rules if one.authority is authority),
        documents=tuple(one for one in law.documents if one.authority is authority),
        obligations=tuple(one for one in law.obligations if one.authority is authority),
        overrides=tuple(one for one in law.overrides if programme and one.origin.layer is Layer.PROGRAMME),
        components=law.components if programme else (),
        instalments=law.instalments if programme else (),
        procedures=tuple(one for one in law.procedures if one.authority is authority),
    )


def citations_of(law: Contribution) -> Iterator[tuple[str, Citation, Place]]:
    """Everything that a law cites, with the id of what cites it and where."""
    for entry in entries_of(law):
        yield entry.id, entry.citation, entry.place
    for provision in law.provisions:
        yield from _of_provision(provision)
    for procedure in law.procedures:
        yield procedure.id, procedure.citation, _place(procedure.place, procedure.citation, procedure.id)
        for step in procedure.steps:
            yield step.id, step.citation, _place(step.place, step.citation, step.id)
    for override in law.overrides:
        origin = override.origin
        yield override.key, origin.citation, _place(origin.place, origin.citation, override.key)


def _of_provision(provision: Provision) -> Iterator[tuple[str, Citation, Place]]:
    where = _place(provision.place, provision.citation, provision.key)
    yield provision.key, provision.citation, where
    yield from ((provision.key, one.citation, one.place or where) for one in provision.values if one.citation)
    yield from ((provision.key, one.citation, where) for one in provision.permissions if one.citation)


def _place(place: Place | None, citation: Citation, key: str) -> Place:
    return place or Place(citation.source, None, key)
