"""Runs tests on mutants, each in a process of its own, in copies of the project; nobody's working tree is touched.

First in processes forked from one that has collected the tests already, with the mutant's code put into the functions
that it has imported; that takes a few hundredths of a second. What survives there, or changes what a module does when
it is imported, is tried in a process that has imported nothing of the project's law: by the likeliest tests, then by
the whole suite. Only who survives there has survived.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from queue import Empty
from typing import Any

from attrs import field, frozen

from mutation.live import Live
from mutation.mutant import Mutant

#: What is copied of the project.
_PARTS = (
    "core",
    "plugins",
    "examples",
    "docs",
    "tests",
    "benchmarks",
    "pyproject.toml",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
)
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis", "*.egg-info")
#: What tests import that is none of ours, and the floors below what is mutated: imported once, before the fork.
_IMPORTED = (
    "attrs",
    "babel.dates",
    "babel.numbers",
    "cattrs",
    "click.testing",
    "concurrent.futures",
    "difflib",
    "holidays",
    "hypothesis.strategies",
    "pluggy",
    "pytest",
    "tomli_w",
    "tomllib",
    "mobilnost.grammar",
    "mobilnost.model",
)
_OPTIONS = (
    *("-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # what is imported before the fork is not rewritten
    # Found without luck: the same examples each time, none remembered from another mutant, none shrunk.
    *("--hypothesis-profile=mutants", "--hypothesis-seed=0"),
)
#: How many seconds of a processor a run of the likeliest tests, and one of a stage, may take; what takes longer has
#: lost its way.
_LIVE, _STAGE = 20, 150
#: What a child ends with where it could not try.
_UNTRIED = 9
#: What pytest ends with where tests fail, or cannot be imported. Anything else is a mistake of ours.
_FAILED = (1, 2)
_PYTHON_PATH = ("core", *(f"plugins/{name}" for name in ("erasmus", "ceepus", "bilateral", "lipetsk")))


class Fate(StrEnum):
    """What came of a mutant."""

    FOUND = "found"
    TIMEOUT = "timeout"
    SURVIVED = "survived"
    #: Not in the end: what changes only when its module is imported has to be imported.
    UNTRIED = "untried"


class Unfit(Exception):
    """The tests could not be run, so that they find nothing."""


def fates(
    root: Path, mutants: Sequence[Mutant], unchanged: Mapping[str, str], jobs: int, *, quick: bool
) -> Iterator[tuple[Mutant, Fate]]:
    """The fate of each mutant, as they come. `unchanged` are files as mutants are written, with nothing changed.

    A `quick` look believes what the likeliest tests say of a law that is read anew by each of them.
    """
    with copies(root, jobs, unchanged) as folders:
        left = []
        for index, fate in _shared_out(_work_live, folders, mutants):
            if fate is Fate.UNTRIED or (
                fate is Fate.SURVIVED and not (quick and mutants[index].file.endswith(".toml"))
            ):
                left.append(mutants[index])
            else:
                yield mutants[index], fate
        for index, fate in _shared_out(_work_anew, folders, left):
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


@contextmanager
def copies(root: Path, number: int, unchanged: Mapping[str, str]) -> Iterator[list[Path]]:
    """As many copies of the project, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folders = [Path(name).resolve() / str(index) for index in range(number)]
        for folder in folders:
            for part in (root / part for part in _PARTS if (root / part).exists()):
                if part.is_dir():
                    shutil.copytree(part, folder / part.name, ignore=_LEFT_OUT)
                else:
                    shutil.copy2(part, folder / part.name)
            for file, text in unchanged.items():
                (folder / file).write_text(text, encoding="utf-8")
        yield folders


def passes(root: Path, tests: Sequence[str], unchanged: Mapping[str, str]) -> bool:
    """Whether the tests pass on what nobody changed."""
    with copies(root, 1, unchanged) as (folder,):
        process = multiprocessing.get_context("fork").Process(target=_baseline, args=(folder, tests))
        process.start()
        process.join()
        return process.exitcode == 0


def _baseline(folder: Path, tests: Sequence[str]) -> None:
    _settle(folder)
    _test([one for one in tests if (folder / one).exists()])


# -- in what is imported already


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
        for index, stamp in _taken(self.given):
            mutant = self.mutants[index]
            with _written(mutant, self.folder, stamp) as (before, after):
                self.done.put((index, _in_child(partial(self.run, session, mutant, before, after), _LIVE)))
        return True

    def run(self, session: Any, mutant: Mutant, before: str, after: str) -> int:
        """Runs the likeliest tests of a mutant in this process."""
        if mutant.file.endswith(".py") and not self.of(mutant.file).change(before, after):
            return _UNTRIED
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


def _work_live(folder: Path, mutants: Sequence[Mutant], given: Any, done: Any) -> None:
    if not mutants:
        return
    _settle(folder)
    tests = dict.fromkeys(one for mutant in mutants for one in mutant.stages[0] if (folder / one).exists())
    _quiet()
    import_module("pytest").main([*_OPTIONS, *tests], plugins=[_LiveLoop(folder, mutants, given, done)])


# -- imported anew


def _work_anew(folder: Path, mutants: Sequence[Mutant], given: Any, done: Any) -> None:
    _settle(folder)
    for index, stamp in _taken(given):
        mutant = mutants[index]
        with _written(mutant, folder, stamp):
            done.put((index, _by_stages(mutant, folder)))


def _by_stages(mutant: Mutant, folder: Path) -> Fate:
    for stage in mutant.stages:
        tests = [one for one in stage if (folder / one).exists()]
        fate = _in_child(partial(_test, tests), _STAGE) if tests else Fate.SURVIVED
        if fate is not Fate.SURVIVED:
            return fate
    return Fate.SURVIVED


def _settle(folder: Path) -> None:
    """Moves this process into the copy, with everything imported that no mutant touches."""
    os.chdir(folder)
    paths = [str(folder / part) for part in _PYTHON_PATH]
    sys.path[:0] = paths
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    os.environ.pop("MOBILNOST_OFFICE", None)
    for name in _IMPORTED:
        import_module(name)
    hypothesis = import_module("hypothesis")
    hypothesis.settings.register_profile(
        "mutants",
        database=None,
        deadline=None,
        derandomize=True,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    home = Path(import_module("mobilnost.model").__file__ or "")
    if not home.is_relative_to(folder):
        raise Unfit(f"{home} is not in the copy")


def _test(tests: Sequence[str]) -> int:
    """Runs tests in this process, and gives pytest's own code."""
    return int(import_module("pytest").main([*_OPTIONS, *tests]))


# -- for both


def _taken(given: Any) -> Iterator[tuple[int, int]]:
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
def _written(mutant: Mutant, folder: Path, stamp: int) -> Iterator[tuple[str, str]]:
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


def _in_child(run: Callable[[], int], seconds: int) -> Fate:
    """What a run of tests in a child of this process comes to."""
    child = os.fork()
    if not child:
        code = 3
        try:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
            signal.alarm(20 * seconds)
            _quiet()
            code = run()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Fate.TIMEOUT if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL) else Fate.FOUND
    code = os.WEXITSTATUS(status)
    if code == _UNTRIED:
        return Fate.UNTRIED
    if code and code not in _FAILED:
        raise Unfit(f"pytest ended with {code}")
    return Fate.FOUND if code else Fate.SURVIVED


def _quiet() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
