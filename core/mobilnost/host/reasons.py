"""Why a plugin did not load, as ids and values: what we hold against it, or what Python said, and of which hook."""

from __future__ import annotations

from mobilnost.host.intake import Endless, WrongType
from mobilnost.host.plugins import BrokenPlugin
from mobilnost.host.watch import TimeUp
from mobilnost.model import Phrase


def reason_of(kind: str, hook: str | None, error: BaseException) -> Phrase:
    """What went wrong at a stage (the kinds of a `PluginReport`), and in which hook where it was one."""
    match error:
        case BrokenPlugin():
            return error.reason
        case TimeUp():
            return Phrase.of("hook-time", hook=hook, seconds=f"{error.seconds:g}") if hook else _late(kind, error)
        case WrongType():
            where = f"{hook}{error.at}" if error.at.startswith("[") or not error.at else f"{hook}: {error.at}"
            return Phrase.of("other-type", hook=where, found=error.found, wanted=error.wanted)
        case Endless():
            return Phrase.of("endless", hook=hook)
    detail = " ".join(f"{type(error).__name__}: {error}".split())
    return Phrase.of("hook-failed", hook=hook, detail=detail) if hook else Phrase.of(kind, detail=detail)


def _late(kind: str, error: TimeUp) -> Phrase:
    return Phrase.of(f"{kind}-time", seconds=f"{error.seconds:g}")
