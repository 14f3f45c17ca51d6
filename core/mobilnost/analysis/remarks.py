"""Remarks: what the analysis finds in a file, as ids and values. Sentences are made of them by the catalogues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from mobilnost.analysis.kinds import KINDS, Kind, Severity
from mobilnost.grammar import Node
from mobilnost.law import Citation
from mobilnost.model import Place

#: What is said of what concerns nobody.
IDLE = frozenset({"condition-never-applies", "term-never-applies"})


@frozen(kw_only=True)
class Remark:
    """One thing found by the analysis, at one place.

    `subject` is the id of the rule, the condition, the provision or the instrument that is spoken of. `parts` are the
    values that its sentence names. `witness` are the facts of a dossier that shows it; `core` the pieces that exclude
    each other, where no dossier can. `others` are further places that take part, `citation` the law concerned.
    `editions` are those in which it was found, where there are others in which it was not.
    """

    code: str = field()
    place: Place
    subject: str
    parts: Mapping[str, Any] = field(factory=dict, hash=False)
    witness: Mapping[str, Any] | None = field(default=None, hash=False)
    core: tuple[Node, ...] = ()
    citation: Citation | None = None
    others: tuple[Place, ...] = ()
    editions: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """Its kind, with what goes for all of them."""
        return KINDS[self.code]

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.kind.severity

    @property
    def about(self) -> tuple[str, Place, str, tuple[Place, ...]]:
        """What makes it the same remark under another edition."""
        return self.code, self.place, self.subject, self.others


def united(runs: Iterable[Iterable[Remark]], editions: Sequence[str] = ()) -> tuple[Remark, ...]:
    """The remarks of several editions as one: each once, and what is to hold everywhere only if it was always found.

    An edition in which it concerns nobody says nothing against it. `editions` names that of each run; a remark that was
    not found in all of them says in which it was.
    """
    every = [tuple(run) for run in runs]
    idle = [{one.place for one in run if one.code in IDLE} for run in every]
    found: dict[object, Remark] = {}
    met: dict[object, list[int]] = {}
    for number, run in enumerate(every):
        for remark in {one.about: one for one in run}.values():
            found.setdefault(remark.about, remark)
            met.setdefault(remark.about, []).append(number)
    held = {about: remark for about, remark in found.items() if not _elsewhere_not(remark, met[about], idle)}
    return tuple(_named(remark, met[about], editions) for about, remark in held.items())


def _elsewhere_not(remark: Remark, runs: Sequence[int], idle: Sequence[set[Place]]) -> bool:
    """Whether it is to hold everywhere, and was not found where what it speaks of concerns somebody."""
    if not remark.kind.everywhere:
        return False
    return any(number not in runs and remark.place not in places for number, places in enumerate(idle))


def _named(remark: Remark, runs: Sequence[int], editions: Sequence[str]) -> Remark:
    there = tuple(dict.fromkeys(editions[number] for number in runs)) if editions else ()
    return remark if set(there) == set(editions) else evolve(remark, editions=there)
