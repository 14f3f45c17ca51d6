"""Exit codes, and the last line of defence: whatever was not caught ends in one of them, with one plain line."""

from __future__ import annotations

import os
import sys
from enum import IntEnum
from types import TracebackType


class Exit(IntEnum):
    """What the shell is told. Where several hold, the highest does."""

    WELL = 0
    WANTING = 1
    USAGE = 2
    INVALID = 3
    BUG = 4
    INTERRUPTED = 130
    BROKEN_PIPE = 141


#: Set to 1, it shows where in our code an error of ours comes from.
DEBUG = "MOBILNOST_DEBUG"


class Guard:
    """Runs a program to its exit: every error becomes an exit code, and none a traceback unless asked for."""

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and not isinstance(error, SystemExit):
            self.leave(told(error))

    def leave(self, code: object) -> None:
        """Ends the program. Output that nobody reads any more is let go."""
        try:
            _flush()
        except OSError as error:
            code = code if code == Exit.USAGE else told(error)
            _let_go()
        sys.exit(int(code) if isinstance(code, int) else Exit.WELL)


class PluginRaised(Exception):
    """A plugin failed while its errors are not to be isolated; its own error is the cause of this one."""


class Unread(Exception):
    """Nobody reads the output any more."""


class StrictPlugins:
    """Whatever is raised within comes from a plugin: a host isolates its errors, unless it is strict."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and not isinstance(error, KeyboardInterrupt):
            raise PluginRaised from error


def _flush() -> None:
    """What is still to be written; there is no stream where the shell closed it before we began."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _let_go() -> None:
    """Whatever is left of the output goes nowhere, so that Python does not fail on it once more."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def told(error: BaseException) -> Exit:
    """Says what went wrong on the standard error, and which exit code it means."""
    from click import Abort, ClickException

    from mobilnost.cli.texts import of_system_error

    match error:
        case BrokenPipeError() | Unread():
            return Exit.BROKEN_PIPE
        case ClickException():
            error.show()
            return Exit.USAGE
        case Abort() | KeyboardInterrupt():
            return Exit.INTERRUPTED
        case PluginRaised():
            _trace(error.__cause__)
            return Exit.INVALID
        case OSError():
            name = f"{error.filename}: " if error.filename else ""
            sys.stderr.write(f"mobilnost: {name}{of_system_error(error)}\n")
            return Exit.USAGE
        case _:
            return _unfound(error) or _bug(error)


def _unfound(error: BaseException) -> Exit | None:
    """What a plugin raises wherever a fact is looked for, and no command has told it."""
    from mobilnost.cli.texts import text
    from mobilnost.rules import BrokenFact

    if not isinstance(error, BrokenFact):
        return None
    said = text("exits", "fact", plugin=error.plugin, fact=error.fact, reason=" ".join(error.reason.split()))
    sys.stderr.write(f"mobilnost: {said}\n")
    return Exit.INVALID


def _bug(error: BaseException) -> Exit:
    if os.environ.get(DEBUG) == "1":
        _trace(error)
    from mobilnost.cli.texts import text

    said = text("exits", "bug", error=" ".join(f"{type(error).__name__}: {error}".split()), variable=DEBUG)
    sys.stderr.write(f"mobilnost: {said}\n")
    return Exit.BUG


def _trace(error: BaseException | None) -> None:
    import traceback

    traceback.print_exception(error)
