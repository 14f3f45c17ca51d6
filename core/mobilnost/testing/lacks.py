"""What a law lacks, as values: which check finds it, of what, where it stands, and what its sentence names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import field, frozen

from mobilnost.analysis import Remark
from mobilnost.grammar import Sort, Type
from mobilnost.model import MobilnostError, Phrase, Place, Problem


class Check(StrEnum):
    """The checks of the contract, in the order in which they are told. The ids are what `gaps` names."""

    LOAD = "load"  # it is imported, its hooks are known, its law can be read and typed
    NAMESPACE = "namespace"  # every id is in the plugin's own name space
    CITATION = "citation"  # everything cites a place
    SOURCE = "source"  # what is cited is declared, and what is declared is cited
    UNIT = "unit"  # a number that is compared says of what
    WORDS = "words"  # everything has its words in every language
    RAISE = "raise"  # nothing raises, whatever the dossier
    MEETABLE = "meetable"  # every rule can be met by somebody
    SOUND = "sound"  # nothing is said in vain
    GRANT = "grant"  # no grant is less than nothing
    ISSUER = "issuer"  # every paper comes from somebody
    DUE = "due"  # every duty has its day
    STEP = "step"  # every step can be taken
    SLOW = "slow"  # no fact takes longer than judging does
    SCENARIO = "scenario"  # every case finds what it says
    CASES = "cases"  # every rule has cases at both of its sides


@frozen(kw_only=True)
class Lack:
    """One thing that is missing or wrong. `subject` is the id of what it is about, and `gaps` may name it.

    `kind` chooses the sentence of its check, and `parts` are the values that it names. What the loader refuses has its
    `problem`, what the analysis finds its `remark`: these have sentences of their own.
    """

    check: Check
    subject: str
    kind: str = "missing"
    place: Place | None = None
    parts: Mapping[str, object] = field(factory=dict, hash=False)
    problem: Problem | None = None
    remark: Remark | None = None

    @property
    def gap(self) -> str:
        """The name by which an author declares it as a gap."""
        return f"{self.check.value}:{self.subject}"


class Unusable(MobilnostError):
    """A law cannot be read or loaded, so that nothing more can be said of it; `lacks` say why."""

    def __init__(self, lacks: Iterable[Lack]) -> None:
        self.lacks = tuple(lacks)
        super().__init__(", ".join(one.gap for one in self.lacks))


#: Which check a mistake belongs to that the loader has found, by how its key ends or by its kind.
_BY_KEY = {"cites": Check.CITATION, "due": Check.DUE, "unit": Check.UNIT}
_STEPS = ("step-", "unknown-step", "procedure-")


def of_problem(problem: Problem, *, check: Check = Check.LOAD) -> Lack:
    """A mistake that the loader has found, as the lack that an author looks for."""
    key = problem.place.key
    if check is Check.LOAD and problem.kind == "missing-key":
        check = _BY_KEY.get(key.rpartition(".")[2], check)
    if check is Check.LOAD and problem.kind.startswith(_STEPS):
        check = Check.STEP
    if check is Check.LOAD and problem.kind == "unlike-types" and _bare(problem):
        check = Check.UNIT
    return Lack(check=check, subject=str(problem.found or key), kind="problem", place=problem.place, problem=problem)


def _bare(problem: Problem) -> bool:
    """Whether one of two that cannot be compared is a number that does not say what it counts."""
    phrases = (one for one in (problem.found, problem.expected) if isinstance(one, Phrase))
    types = (value for one in phrases for _, value in one.parts if isinstance(value, Type))
    return any(one.sort is Sort.NUMBER and one.unit is None for one in types)
