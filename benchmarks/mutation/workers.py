"""Two ways of trying mutants: in what is imported already, and imported anew."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import field, frozen

from mutation.child import OPTIONS, UNTRIED, Fate, Finder, Only, Outcome, in_child, quiet, run_tests, taken, written
from mutation.copies import settle
from mutation.live import Live
from mutation.mutant import Mutant

#: How many seconds of a processor a run of the likeliest tests, and one of a stage, may take; what takes longer has
#: lost its way.
_LIVE, _STAGE = 20, 300
#: From which time on the texts of the mutants are said to be, in the one way and in the other.
_LIVE_STAMPS, _ANEW_STAMPS = 1_000_000_000, 1_500_000_000


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
        for index, stamp in taken(self.given, _LIVE_STAMPS):
            mutant = self.mutants[index]
            if mutant.file.endswith(".py"):
                self.of(mutant.file)  # looked for once, and not in each child
            with written(mutant, self.folder, stamp) as texts:
                outcome = tried(partial(self.run, session, mutant, texts), _LIVE)
            self.done.put((index, outcome))  # after the last one nobody waits for the file to be put back
        return True

    def run(self, session: Any, mutant: Mutant, texts: tuple[str, str], by: str, finder: Finder) -> int:
        """Runs the likeliest tests of a mutant in this process, or the one that is said to have found it."""
        if mutant.file.endswith(".py") and not self.of(mutant.file).change(*texts):
            return UNTRIED
        import_module("mobilnost.regulations")._of_ours.cache_clear()  # read before the fork, perhaps
        session.config.pluginmanager.register(finder)
        items = [one for one in session.items if one.nodeid == by] if by else self.likeliest(session.items, mutant)
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return 1
        return 0

    def likeliest(self, items: Sequence[Any], mutant: Mutant) -> list[Any]:
        """The tests that are tried first, those that name the mutant's subject before others."""
        first = tuple(str(self.folder / one) for one in mutant.stages[0])
        chosen = [one for one in items if str(one.path).startswith(first)]
        named = str(self.folder / mutant.tables) if mutant.tables else ""
        chosen = [one for one in chosen if str(one.path) != named or mutant.subject in one.nodeid]
        chosen.sort(key=lambda one: (_is_property(one), mutant.subject not in one.nodeid, _place(str(one.path), first)))
        return chosen

    def of(self, file: str) -> Live:
        """The functions of a file, as they are before anything is changed."""
        if file not in self.live:
            gc.unfreeze()
            self.live[file] = Live.of(self.folder / file)
            gc.collect()
            gc.freeze()  # so that no child copies what it only counts
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
    for index, stamp in taken(given, _ANEW_STAMPS):
        mutant = mutants[index]
        with written(mutant, folder, stamp):
            outcome = _by_stages(mutant, folder)
        done.put((index, outcome))


def _by_stages(mutant: Mutant, folder: Path) -> Outcome:
    for stage in mutant.stages:
        tests = [one for one in stage if (folder / one).exists()]
        outcome = tried(partial(_run_stage, tests), _STAGE) if tests else Outcome(Fate.SURVIVED)
        if outcome.fate is not Fate.SURVIVED:
            return outcome
    return Outcome(Fate.SURVIVED)


def _run_stage(tests: Sequence[str], by: str, finder: Finder) -> int:
    """Runs tests, or the one that is said to have found a mutant."""
    return (
        run_tests([by.partition("::")[0]], finder, Only({by}))
        if "::" in by
        else run_tests([by] if by else tests, finder)
    )


def tried(run: Callable[[str, Finder], int], seconds: int) -> Outcome:
    """What tests say of a mutant; the one that finds it must do so once more, alone, or it was an accident."""
    first = in_child(partial(run, ""), seconds)
    if first.fate is not Fate.FOUND:
        return first
    second = in_child(partial(run, first.by), seconds)
    if second.fate is Fate.SURVIVED:
        print(f"failed once, and not again: {first.by}", file=sys.stderr, flush=True)
    return Outcome(second.fate, first.by)
