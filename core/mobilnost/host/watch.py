"""The time that a plugin's own code may take: a loop that never ends is stopped where it runs.

A plugin runs in the thread of whoever asks it. While it does, a second thread looks from time to time; where one and
the same call has been running too long, Python is told to raise an error in the first thread, before its next step. So
every loop that is written in Python ends, in any thread and on any system that CPython runs on. A call that ends in
time costs two entries in a table; no clock is asked.

What cannot be stopped: code that is not Python (a sleep, a query, a search with a hopeless pattern) ends when it ends,
and only then is the error raised; and a plugin that catches every error, time and again. Of both, `late` is told once.
Where no thread can be started, or Python is not CPython, there is no limit.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from threading import Lock, Thread, get_ident
from time import sleep
from typing import TypeVar

from mobilnost.model import MobilnostError

T = TypeVar("T")
Subject = tuple[str, str]
"""A plugin, and what of it is running: the name of a hook or a fact."""
Call = list[Subject]
"""A call that is running: on whose behalf, and the same once more each time that it was told to stop."""

#: What a plugin may take for one answer, in seconds.
SECONDS = 10.0
#: How often a call is looked at within its time.
LOOKS = 8


class TimeUp(MobilnostError):
    """A plugin did not answer within its time, in seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:g} s")
        self.seconds = seconds


class _Stop(BaseException):
    """What is raised in the thread of a plugin whose time is up; not an `Exception`, which plugins may catch."""


class Watch:
    """Runs what plugins bring, each call no longer than `seconds`; with 0 without a limit.

    What was late has half the time from then on, and less and less, until it is in time again: of a thousand dossiers
    not every one shall wait for the same loop. `late(plugin, what)` is called, in another thread, of a call that does
    not let itself be stopped.
    """

    def __init__(self, seconds: float = SECONDS, late: Callable[[str, str], None] | None = None) -> None:
        self.seconds = seconds
        self._late = late
        self._running: dict[int, Call] = {}
        self._told: dict[int, Call] = {}
        self._lates: dict[Subject, int] = {}
        self._lock = Lock()
        self._looking = False
        self._minds_forks = False

    def run(self, plugin: str, what: str, act: Callable[[], T]) -> T:
        """What a call of a plugin gives. Raises `TimeUp`."""
        return self.limited(plugin, what, act)()

    def limited(self, plugin: str, what: str, act: Callable[..., T]) -> Callable[..., T]:
        """The same function within its time: it raises `TimeUp`. A call within a call is part of the first one."""
        if not self.seconds:
            return act
        subject, running, lates = (plugin, what), self._running, self._lates

        def run(*given: object) -> T:
            thread, call = get_ident(), [subject]
            try:
                if running.setdefault(thread, call) is not call:
                    return act(*given)
                try:
                    if not self._looking:
                        self._look()
                    found = act(*given)
                finally:
                    kept = running.pop(thread, None) is call
                if not kept:
                    self._end(thread, call)
                    if len(call) > 1:
                        raise _Stop
                if lates:
                    lates.pop(subject, None)
            except BaseException as error:
                while True:  # what is raised once may be raised once more, until this is done
                    try:
                        self._end(thread, call)
                        break
                    except (_Stop, KeyboardInterrupt):
                        continue
                if len(call) > 1 and not isinstance(error, KeyboardInterrupt):
                    raise TimeUp(self.seconds) from error
                raise
            return found

        return run

    def _end(self, thread: int, call: Call) -> None:
        """From now on nothing is raised in this thread; what was to be raised is taken back."""
        with self._lock:
            if self._running.get(thread) is call:
                del self._running[thread]
            if self._told.get(thread) is call:
                del self._told[thread]
                _raise_in(thread, None)

    # -- the thread that looks

    def _look(self) -> None:
        """Begins to look, unless somebody does."""
        with self._lock:
            if self._looking:
                return
            self._looking = True
        if not self._minds_forks and hasattr(os, "register_at_fork"):
            self._minds_forks = True
            forked = weakref.WeakMethod(self._forked)
            os.register_at_fork(after_in_child=lambda: (forked() or (lambda: None))())
        try:
            Thread(target=self._watch, name="mobilnost-plugins", daemon=True).start()
        except RuntimeError:  # a system without threads: nobody looks, and nobody asks for it again
            return

    def _forked(self) -> None:
        """In a process that was forked off, the thread that looks and all others but one are missing."""
        self._lock, self._looking = Lock(), False
        for thread in self._running.keys() - {get_ident()}:
            del self._running[thread]

    def _watch(self) -> None:
        """Looks from time to time, as long as anything ran lately."""
        seen: dict[int, tuple[Call, int]] = {}
        idle = 0
        while idle <= LOOKS or self._needed():
            sleep(self.seconds / LOOKS)
            calls = {**self._running.copy(), **self._told.copy()}
            idle = 0 if calls else idle + 1
            before, seen = seen, {}
            for thread, call in calls.items():
                was, looks = before.get(thread, (None, 0))
                seen[thread] = (call, looks + 1 if was is call else 1)
                if seen[thread][1] >= max(1, LOOKS >> self._lates.get(call[0], 0)):
                    self._stop(thread, call)

    def _needed(self) -> bool:
        """Whether anything runs after all: whoever begins now starts a thread anew, or is seen here."""
        with self._lock:
            self._looking = False
            needed = bool(self._running)
            self._looking = needed
        return needed

    def _stop(self, thread: int, call: Call) -> None:
        """Tells a call to stop, unless it has ended; whoever takes it out of the table has it."""
        with self._lock:
            if self._told.get(thread) is not call:
                taken = self._running.pop(thread, None)
                if taken is not call:
                    if taken is not None:  # the next one in this thread, which is in time
                        self._running.setdefault(thread, taken)
                    return
                self._told[thread] = call
                self._lates[call[0]] = self._lates.get(call[0], 0) + 1
            call.append(call[0])
            stopped = _raise_in(thread, _Stop)
        if self._late and len(call) == (LOOKS if stopped else 2):
            self._late(*call[0])


def _raise_in(thread: int, error: type[BaseException] | None) -> bool:
    """Has an error raised in a thread before its next step, or takes it back; whether this Python can."""
    try:
        import ctypes
    except ImportError:
        return False
    raise_in = getattr(ctypes.pythonapi, "PyThreadState_SetAsyncExc", None)
    if raise_in is None:
        return False
    return bool(raise_in(ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)))
