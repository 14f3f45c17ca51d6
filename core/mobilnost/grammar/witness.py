"""Can two conditions hold together, does one imply another, do several leave nothing out? Certain answers only.

Asked of facts that are known; what is not looked into (sums, functions, figures) counts as possible, so 'they exclude
each other', 'it is implied' and 'nothing is left out' are always certain. For witnesses and reasons see `reach`.
"""

from __future__ import annotations

from collections.abc import Mapping

from mobilnost.grammar.demands import Asked
from mobilnost.grammar.nodes import TRUE, Node
from mobilnost.grammar.reach import Domain
from mobilnost.grammar.types import Type

#: The types of facts, or a domain, which remembers what it has been asked.
Facts = Mapping[str, Type] | Domain


def may_coincide(one: Node, other: Node, facts: Facts) -> bool:
    """Whether some dossier may satisfy both conditions; `False` is certain."""
    return not _domain(facts).excluded(((one, Asked.TRUE), (other, Asked.TRUE)))


def implies(one: Node, other: Node, facts: Facts) -> bool:
    """Whether the second condition holds wherever the first does; `True` is certain."""
    return other == TRUE or _domain(facts).excluded(((one, Asked.TRUE), (other, Asked.FALSE)))


def covers(nodes: tuple[Node, ...], facts: Facts) -> bool:
    """Whether one of the conditions holds in every case whose facts are known; `True` is certain."""
    return _domain(facts).excluded(tuple((node, Asked.FALSE) for node in nodes))


def _domain(facts: Facts) -> Domain:
    return facts if isinstance(facts, Domain) else Domain(types=facts)
