"""What two plugins both claim: a code, the name of a fact, an id. Nobody takes another's place by using its name.

Of a programme's code none prevails, and neither plugin is used. Of the rest, what bears the name of a plugin's own
programme is that plugin's, and whoever else uses it is at fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from mobilnost.host.plugins import KEYS
from mobilnost.law import Programme
from mobilnost.model import Phrase
from mobilnost.rules import Contribution, FactDefinition

#: What may be said by several: what is set of others' provisions, and papers, each under its own condition.
_SHARED = ("overrides", "documents")


@frozen(kw_only=True)
class Brought:
    """What one plugin brings of its own: programmes and facts."""

    name: str
    programmes: tuple[Programme, ...]
    facts: tuple[FactDefinition, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its programmes."""
        return tuple(one.code for one in self.programmes)


def of_programmes(brought: Iterable[Brought], titles: Mapping[str, str]) -> dict[str, Phrase]:
    """The plugins that bring a programme which another brings too, with the reason. `titles` name them for people."""
    claims = _claims((code, one.name) for one in brought for code in one.codes)
    return {
        name: Phrase.of("duplicate", code=code, plugins=", ".join(titles[name] for name in names))
        for code, names in claims.items()
        for name in names
    }


def of_facts(brought: Sequence[Brought], titles: Mapping[str, str]) -> dict[str, Phrase]:
    """The plugins that bring a fact of a name which is another's."""
    claims = _claims((fact.name, one.name) for one in brought for fact in one.facts)
    owners = {one.name: tuple(f"{code.replace('-', '_')}_" for code in one.codes) for one in brought}
    return _at_fault("taken-facts", claims, owners, titles)


def of_ids(
    brought: Sequence[Brought], said: Mapping[str, Mapping[str, Contribution]], titles: Mapping[str, str]
) -> dict[str, Phrase]:
    """The plugins that say something of a programme under an id which is another's. `said` is by plugin and code."""
    claims = _claims(
        (f"{programme} {kind} {id}", name)
        for name, parts in said.items()
        for programme, part in parts.items()
        for kind, key in KEYS.items()
        if kind not in _SHARED
        for id in [getattr(one, key) for one in getattr(part, kind)]
    )
    owners = {one.name: tuple(f"{code}." for code in one.codes) for one in brought}
    return _at_fault("taken-ids", claims, owners, titles)


def _claims(said: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What several claim, each with those who do; who claims it twice stands there twice."""
    found: dict[str, list[str]] = {}
    for claimed, name in said:
        found.setdefault(claimed, []).append(name)
    return {claimed: names for claimed, names in found.items() if len(names) > 1}


def _at_fault(
    reason: str, claims: Mapping[str, list[str]], owners: Mapping[str, tuple[str, ...]], titles: Mapping[str, str]
) -> dict[str, Phrase]:
    wrong: dict[str, tuple[list[str], set[str]]] = {}
    for claimed, names in claims.items():
        id = claimed.rpartition(" ")[2]
        rightful = [name for name in set(names) if id.startswith(owners[name])]
        for name in names:
            if rightful != [name] or names.count(name) > 1:
                ids, others = wrong.setdefault(name, ([], set()))
                ids.append(id)
                others.update(set(names) - {name} or {name})
    return {
        name: Phrase.of(
            reason, ids=", ".join(sorted(set(ids))), plugins=", ".join(sorted(titles[one] for one in others))
        )
        for name, (ids, others) in wrong.items()
    }
