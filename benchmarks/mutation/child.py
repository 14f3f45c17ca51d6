"""One run of tests on one mutant, in a child of its own that may take so much time and memory and no more."""

from __future__ import annotations

import os
import resource
import select
import signal
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from queue import Empty
from typing import Any

from attrs import frozen

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
#: What pytest ends with where it is left without a test.
_NONE = 5


class Fate(StrEnum):
    """What came of a mutant."""

    FOUND = "found"
    TIMEOUT = "timeout"
    SURVIVED = "survived"
    #: Not in the end: what changes only when its module is imported has to be imported.
    UNTRIED = "untried"


@frozen
class Outcome:
    """What came of a mutant, and the test that found it: pytest's name of it, or of a file that cannot be imported."""

    fate: Fate
    by: str = ""


class Finder:
    """A plugin of pytest: writes the name of a test that fails."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe

    def pytest_runtest_logreport(self, report: Any) -> None:
        """A test has been set up, run or torn down."""
        if report.failed:
            os.write(self.pipe, f"{report.nodeid}\n".encode())

    def pytest_collectreport(self, report: Any) -> None:
        """A file has been looked at for tests."""
        if report.failed:
            os.write(self.pipe, f"{report.nodeid}\n".encode())


class Only:
    """A plugin of pytest: of what is collected, runs the tests of these names."""

    def __init__(self, names: Container[str]) -> None:
        self.names = names

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """All tests have been collected."""
        items[:] = [one for one in items if one.nodeid in self.names]


def run_tests(tests: Sequence[str], *plugins: Any) -> int:
    """Runs tests in this process, and gives pytest's own code."""
    return int(import_module("pytest").main([*OPTIONS, *tests], plugins=[*plugins]))


def taken(given: Any, stamp: int) -> Iterator[tuple[int, int]]:
    """Mutants until none is left or nobody waits for them; each with a time that no other text of its file has: the
    seconds after `stamp`, in turn.

    By that time Python sees that what it has compiled is of another text.
    """
    master = os.getppid()
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


def in_child(run: Callable[[Finder], int], seconds: int) -> Outcome:
    """What a run of tests in a child of this process comes to."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 3
        try:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
            signal.alarm(20 * seconds)
            quiet()
            code = run(Finder(writing))
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    by = _first_line(reading, writing)
    if os.WIFSIGNALED(status):
        late = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)
        return Outcome(Fate.TIMEOUT if late else Fate.FOUND, by)
    code = os.WEXITSTATUS(status)
    if code == UNTRIED:
        return Outcome(Fate.UNTRIED)
    if code == _NONE:
        return Outcome(Fate.SURVIVED)
    if code and (code not in _FAILED or not by):
        raise Unfit(f"pytest ended with {code}")
    return Outcome(Fate.FOUND, by) if code else Outcome(Fate.SURVIVED)


def _first_line(reading: int, writing: int) -> str:
    """The first line that stands in a pipe, whoever may still hold its other end."""
    os.write(writing, b"\n")
    line = os.read(reading, select.PIPE_BUF).decode(errors="replace").partition("\n")[0]
    os.close(reading)
    os.close(writing)
    return line


def quiet() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
