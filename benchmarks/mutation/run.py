"""Runs tests on mutants, each in a process of its own, in copies of the project; nobody's working tree is touched.

First in processes forked from one that has collected the tests already, with the mutant's code put into the functions
that it has imported; that takes a few hundredths of a second. What survives there, or changes what a module does when
it is imported, is tried in a process that has imported nothing of the project's law: by the likeliest tests, then by
the whole suite. Only who survives there has survived.

What fails by accident finds nothing: a test must fail a second time, alone, and pass on what nobody changed.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from queue import Empty
from typing import Any

from mutation.child import Fate, Finder, Only, Outcome, in_child, run_tests
from mutation.copies import Unfit, copies, settle
from mutation.mutant import Mutant
from mutation.workers import work_anew, work_live

#: How many seconds of a processor all tests may take on what nobody changed.
_ALL = 3600


def fates(
    root: Path, mutants: Sequence[Mutant], unchanged: Mapping[str, str], jobs: int, *, quick: bool
) -> Iterator[tuple[Mutant, Outcome]]:
    """What came of each mutant, as they come. `unchanged` are files as mutants are written, with nothing changed.

    A `quick` look believes what the likeliest tests say of a law that is read anew by each of them.
    """
    with copies(root, jobs, unchanged) as folders:
        left: list[tuple[bool, int]] = []
        for index, outcome in _shared_out(work_live, folders, mutants):
            believed = quick and mutants[index].file.endswith(".toml")
            if outcome.fate is Fate.UNTRIED or (outcome.fate is Fate.SURVIVED and not believed):
                left.append((outcome.fate is Fate.SURVIVED, index))
            else:
                yield mutants[index], outcome
        _as_before(root, folders, mutants, unchanged)
        anew = [mutants[index] for _, index in sorted(left)]  # who may well survive takes longest, and comes last
        for index, outcome in _shared_out(work_anew, folders, anew):
            yield anew[index], outcome
        _as_before(root, folders, mutants, unchanged)


def _as_before(root: Path, folders: Iterable[Path], mutants: Iterable[Mutant], unchanged: Mapping[str, str]) -> None:
    """Sees to it that no mutant was left in a copy, where it would be found in place of others."""
    for file in dict.fromkeys(mutant.file for mutant in mutants):
        text = unchanged.get(file) or (root / file).read_text(encoding="utf-8")
        for folder in folders:
            if (folder / file).read_text(encoding="utf-8") != text:
                raise Unfit(f"{file} was left changed")


def _shared_out(
    work: Callable[[Path, Sequence[Mutant], Any, Any], None], folders: Sequence[Path], mutants: Sequence[Mutant]
) -> Iterator[tuple[int, Outcome]]:
    """The mutants given to as many workers as there are copies."""
    context = multiprocessing.get_context("fork")
    given, done = context.Queue(), context.Queue()
    for index in range(len(mutants)):
        given.put(index)
    workers = [context.Process(target=work, args=(folder, mutants, given, done)) for folder in folders]
    for worker in workers:
        worker.start()
    try:
        for _ in mutants:
            yield _next(done, workers)
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _next(done: Any, workers: Sequence[Any]) -> tuple[int, Outcome]:
    while True:
        try:
            index, outcome = done.get(timeout=5)
        except Empty:
            if any(worker.exitcode for worker in workers):
                raise Unfit("a worker ended; its reason stands above") from None
            continue
        return index, outcome


def failing(root: Path, tests: Iterable[str], unchanged: Mapping[str, str]) -> str:
    """The first of some tests, or files of tests, that fails on what nobody changed; empty where all pass."""
    names = frozenset(tests)
    only = [Only(names)] if any("::" in one for one in names) else []
    with copies(root, 1, unchanged) as (folder,):
        files = sorted({one.partition("::")[0] for one in names})

        def run(finder: Finder) -> int:
            settle(folder)
            return run_tests([one for one in files if (folder / one).exists()], finder, *only)

        outcome = in_child(run, _ALL)
    if outcome.fate is Fate.TIMEOUT:
        raise Unfit("the tests took too long on what nobody changed")
    return outcome.by
