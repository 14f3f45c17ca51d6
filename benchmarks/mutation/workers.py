"""Two ways of trying mutants: in what is imported already, and imported anew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import field, frozen

from mutation.child import OPTIONS, UNTRIED, Fate, in_child, quiet, run_tests, taken, written
from mutation.copies import settle
from mutation.live import Live
from mutation.mutant import Mutant

#: How many seconds of a processor a run of the likeliest tests, and one of a stage, may take; what takes longer has
#: lost its way.
_LIVE, _STAGE = 20, 150


@frozen
class _LiveLoop:
    """A plugin of pytest: in place of a run of the collected tests, one run of some of them for each mutant."""

    folder: Path
    mutants: Sequence[Mutant]
    given: Any
    done: Any
    live: dict[str, Live] = field(factory=dict)

    def pytest_runtestloop(self, session: Any) -> bool:
        """Takes mutants until none is left."""
        for index, stamp in taken(self.given):
            mutant = self.mutants[index]
            with written(mutant, self.folder, stamp) as (before, after):
                self.done.put((index, in_child(partial(self.run, session, mutant, before, after), _LIVE)))
        return True

    def run(self, session: Any, mutant: Mutant, before: str, after: str) -> int:
        """Runs the likeliest tests of a mutant in this process."""
        if mutant.file.endswith(".py") and not self.of(mutant.file).change(before, after):
            return UNTRIED
        import_module("mobilnost.regulations")._of_ours.cache_clear()  # read before the fork, perhaps
        first = tuple(str(self.folder / one) for one in mutant.stages[0])
        items = [one for one in session.items if str(one.path).startswith(first)]
        named = str(self.folder / mutant.tables) if mutant.tables else ""
        items = [one for one in items if str(one.path) != named or mutant.subject in one.nodeid]
        items.sort(key=lambda one: (_is_property(one), mutant.subject not in one.nodeid, _place(str(one.path), first)))
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return 1
        return 0

    def of(self, file: str) -> Live:
        """The functions of a file, as they are before anything is changed."""
        if file not in self.live:
            self.live[file] = Live.of(self.folder / file)
        return self.live[file]


def _is_property(item: Any) -> bool:
    """Whether a test tries many examples, which takes its time."""
    return hasattr(getattr(item, "obj", None), "hypothesis")


def _place(path: str, first: Sequence[str]) -> int:
    return next(place for place, name in enumerate(first) if path.startswith(name))


def work_live(folder: Path, mutants: Sequence[Mutant], given: Any, done: Any) -> None:
    if not mutants:
        return
    settle(folder)
    tests = dict.fromkeys(one for mutant in mutants for one in mutant.stages[0] if (folder / one).exists())
    quiet()
    import_module("pytest").main([*OPTIONS, *tests], plugins=[_LiveLoop(folder, mutants, given, done)])


def work_anew(folder: Path, mutants: Sequence[Mutant], given: Any, done: Any) -> None:
    settle(folder)
    for index, stamp in taken(given):
        mutant = mutants[index]
        with written(mutant, folder, stamp):
            done.put((index, _by_stages(mutant, folder)))


def _by_stages(mutant: Mutant, folder: Path) -> Fate:
    for stage in mutant.stages:
        tests = [one for one in stage if (folder / one).exists()]
        fate = in_child(partial(run_tests, tests), _STAGE) if tests else Fate.SURVIVED
        if fate is not Fate.SURVIVED:
            return fate
    return Fate.SURVIVED
