"""Which results of a transcript count: every achievement once, whether the host tells it as a module or by its parts.

From the top down: a result that the learning agreement names counts as it is, with all its parts within it. So does one
whose parts do not all state credits. Any other is counted by its parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from attrs import frozen

from mobilnost.model.transcripts import Result, ResultKind, Transcript


@frozen(kw_only=True)
class Differing:
    """The credits that a result states, and those of its parts together, where the two differ."""

    scheme: str
    stated: Decimal
    parts: Decimal


@frozen(kw_only=True)
class Unit:
    """A result that counts, and the parts that are within it and do not count again."""

    result: Result
    within: tuple[Result, ...] = ()

    @property
    def passed(self) -> bool | None:
        """What the host says of it, or else of all its parts."""
        own = self.result
        if own.is_passed is not None or own.in_progress or not self.within:
            return own.is_passed
        said = [one.is_passed for one in self.within]
        return False if False in said else None if None in said else True

    @property
    def in_progress(self) -> bool:
        """Whether there is no result yet: it goes on, or nothing is said of it and a part of it goes on."""
        own = self.result
        if own.status is not None or own.grade is not None or self.passed is not None:
            return own.in_progress
        return any(one.in_progress for one in self.within)


def units(transcript: Transcript, named: Collection[str]) -> tuple[Unit, ...]:
    """The results that count, in the order of the transcript; `named` are those that the agreement names, by their ids.

    None of them is a part of another, and no result with credits stands outside all of them.
    """
    counted = {one.id for top in transcript.parts.get(None, ()) for one in _counted(top, transcript, named)}
    return tuple(unit_of(one, transcript) for one in transcript.results if one.id in counted)


def unit_of(result: Result, transcript: Transcript) -> Unit:
    """A result that counts, with everything below it."""
    return Unit(result=result, within=tuple(_below(result, transcript)))


def differing(transcript: Transcript) -> Iterator[tuple[Result, Differing]]:
    """Results whose credits are not those of their parts together, where every part states them."""
    for one in transcript.results:
        parts = transcript.parts.get(one.id, ())
        for credits in one.credits if parts else ():
            sums = [_of_scheme(part, credits.scheme) for part in parts]
            total = sum((row for row in sums if row is not None), Decimal(0))
            if None not in sums and total != credits.value:
                yield one, Differing(scheme=credits.scheme, stated=credits.value, parts=total)


def _counted(result: Result, transcript: Transcript, named: Collection[str]) -> Iterator[Result]:
    """The results that count of one and its parts."""
    parts = transcript.parts.get(result.id, ())
    whole = result.id in named or not (parts and _told_by_parts(result, transcript, named))
    if not whole:
        for part in parts:
            yield from _counted(part, transcript, named)
    else:
        yield result


def _told_by_parts(result: Result, transcript: Transcript, named: Collection[str]) -> bool:
    """Whether the parts say what was achieved: a programme of study does not, nor what has no credits itself."""
    if result.kind is ResultKind.DEGREE_PROGRAMME or not result.credits:
        return True
    parts = transcript.parts.get(result.id, ())
    below = any(one.id in named for one in _below(result, transcript))
    return below or all(_states_credits(part, transcript) for part in parts)


def _states_credits(result: Result, transcript: Transcript) -> bool:
    """Whether a result states credits, or all its parts do."""
    parts = transcript.parts.get(result.id, ())
    return bool(result.credits) or bool(parts and all(_states_credits(one, transcript) for one in parts))


def _below(result: Result, transcript: Transcript) -> Iterator[Result]:
    for part in transcript.parts.get(result.id, ()):
        yield part
        yield from _below(part, transcript)


def _of_scheme(result: Result, scheme: str) -> Decimal | None:
    return next((one.value for one in result.credits if one.scheme.lower() == scheme.lower()), None)
