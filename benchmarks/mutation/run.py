"""Runs tests on mutants, each in a process of its own, in copies of the project; nobody's working tree is touched.

First in processes forked from one that has collected the tests already, with the mutant's code put into the functions
that it has imported; that takes a few hundredths of a second. What survives there, or changes what a module does when
it is imported, is tried in a process that has imported nothing of the project's law: by the likeliest tests, then by
the whole suite. Only who survives there has survived.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from queue import Empty
from typing import Any

from mutation.child import Fate, run_tests
from mutation.copies import Unfit, copies, settle
from mutation.mutant import Mutant
from mutation.workers import work_anew, work_live


def fates(
    root: Path, mutants: Sequence[Mutant], unchanged: Mapping[str, str], jobs: int, *, quick: bool
) -> Iterator[tuple[Mutant, Fate]]:
    """The fate of each mutant, as they come. `unchanged` are files as mutants are written, with nothing changed.

    A `quick` look believes what the likeliest tests say of a law that is read anew by each of them.
    """
    with copies(root, jobs, unchanged) as folders:
        left = []
        for index, fate in _shared_out(work_live, folders, mutants):
            if fate is Fate.UNTRIED or (
                fate is Fate.SURVIVED and not (quick and mutants[index].file.endswith(".toml"))
            ):
                left.append(mutants[index])
            else:
                yield mutants[index], fate
        for index, fate in _shared_out(work_anew, folders, left):
            yield left[index], fate


def _shared_out(
    work: Callable[[Path, Sequence[Mutant], Any, Any], None], folders: Sequence[Path], mutants: Sequence[Mutant]
) -> Iterator[tuple[int, Fate]]:
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


def _next(done: Any, workers: Sequence[Any]) -> tuple[int, Fate]:
    while True:
        try:
            index, fate = done.get(timeout=5)
        except Empty:
            if any(worker.exitcode for worker in workers):
                raise Unfit("a worker ended; its reason stands above") from None
            continue
        return index, fate


def passes(root: Path, tests: Sequence[str], unchanged: Mapping[str, str]) -> bool:
    """Whether the tests pass on what nobody changed."""
    with copies(root, 1, unchanged) as (folder,):
        process = multiprocessing.get_context("fork").Process(target=_baseline, args=(folder, tests))
        process.start()
        process.join()
        return process.exitcode == 0


def _baseline(folder: Path, tests: Sequence[str]) -> None:
    settle(folder)
    run_tests([one for one in tests if (folder / one).exists()])
