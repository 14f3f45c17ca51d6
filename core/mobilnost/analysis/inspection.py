"""What an instrument or a law is found to be: the problems that make it unusable, and the remarks on what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from mobilnost.analysis.kinds import Severity
from mobilnost.analysis.remarks import Remark, united
from mobilnost.model import Place, Problem


@frozen
class Inspection:
    """Everything that was found, each thing once."""

    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @classmethod
    def joined(cls, runs: Iterable[Inspection], editions: Sequence[str] = ()) -> Inspection:
        """The inspections under several editions, of these names, as one."""
        every = tuple(runs)
        problems = tuple(dict.fromkeys(problem for run in every for problem in run.problems))
        return cls(problems, united((run.remarks for run in every), editions))

    @property
    def wrong(self) -> bool:
        """Whether it cannot be used, or nobody could be judged by it as its author meant."""
        return bool(self.problems) or any(one.severity is Severity.ERROR for one in self.remarks)

    @property
    def doubtful(self) -> bool:
        """Whether something in it is most likely not meant."""
        return any(one.severity is Severity.WARNING for one in self.remarks)

    def placed(self, place: Callable[[Place], Place]) -> Inspection:
        """The same with every place found in its file."""

        def problem(one: Problem) -> Problem:
            return evolve(one, place=place(one.place), others=tuple(map(place, one.others)))

        def remark(one: Remark) -> Remark:
            return evolve(one, place=place(one.place), others=tuple(map(place, one.others)))

        return Inspection(tuple(map(problem, self.problems)), tuple(map(remark, self.remarks)))
