"""One run of tests on one mutant, in a child of its own that may take so much time and memory and no more."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from queue import Empty
from typing import Any

from mutation.copies import Unfit
from mutation.mutant import Mutant

OPTIONS = (
    *("-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # what is imported before the fork is not rewritten
    # Found without luck: the same examples each time, none remembered from another mutant, none shrunk.
    *("--hypothesis-profile=mutants", "--hypothesis-seed=0"),
)
#: What a child ends with where it could not try.
UNTRIED = 9
#: What pytest ends with where tests fail, or cannot be imported. Anything else is a mistake of ours.
_FAILED = (1, 2)


class Fate(StrEnum):
    """What came of a mutant."""

    FOUND = "found"
    TIMEOUT = "timeout"
    SURVIVED = "survived"
    #: Not in the end: what changes only when its module is imported has to be imported.
    UNTRIED = "untried"


def run_tests(tests: Sequence[str]) -> int:
    """Runs tests in this process, and gives pytest's own code."""
    return int(import_module("pytest").main([*OPTIONS, *tests]))


def taken(given: Any) -> Iterator[tuple[int, int]]:
    """Mutants until none is left or nobody waits for them; each with a time that no other text of its file has.

    By that time Python sees that what it has compiled is of another text.
    """
    stamp, master = 1_000_000_000, os.getppid()
    while os.getppid() == master:
        try:
            index = given.get(timeout=1)
        except Empty:
            return
        stamp += 1
        yield index, stamp


@contextmanager
def written(mutant: Mutant, folder: Path, stamp: int) -> Iterator[tuple[str, str]]:
    """A mutant in the place of its file, with both texts."""
    path = folder / mutant.file
    before, times = path.read_text(encoding="utf-8"), path.stat()
    after = mutant.text()
    path.write_text(after, encoding="utf-8")
    os.utime(path, (stamp, stamp))
    try:
        yield before, after
    finally:
        path.write_text(before, encoding="utf-8")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def in_child(run: Callable[[], int], seconds: int) -> Fate:
    """What a run of tests in a child of this process comes to."""
    child = os.fork()
    if not child:
        code = 3
        try:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
            signal.alarm(20 * seconds)
            quiet()
            code = run()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Fate.TIMEOUT if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL) else Fate.FOUND
    code = os.WEXITSTATUS(status)
    if code == UNTRIED:
        return Fate.UNTRIED
    if code and code not in _FAILED:
        raise Unfit(f"pytest ended with {code}")
    return Fate.FOUND if code else Fate.SURVIVED


def quiet() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
