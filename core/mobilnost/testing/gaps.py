"""Gaps that an author declares: what is known to be missing, and why. They are strict: a gap that is none is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from mobilnost.testing.lacks import Check, Lack


@frozen
class Sifted:
    """The lacks of a check: those that nobody declared, the reasons of those that somebody did, and gaps of none."""

    open: tuple[Lack, ...]
    declared: tuple[str, ...]
    mended: tuple[str, ...]


def sifted(check: Check, lacks: Iterable[Lack], gaps: Mapping[str, str], *, subject: str | None = None) -> Sifted:
    """The lacks of a check without the gaps that are declared; `subject` is the only thing that was looked at."""
    found = tuple(lacks)
    mine = [gap for gap in gaps if _is_of(gap, check, subject)]
    met = {gap for gap in mine for one in found if gap in (check.value, one.gap)}
    return Sifted(
        open=tuple(one for one in found if not met & {check.value, one.gap}),
        declared=tuple(gaps[gap] for gap in mine if gap in met),
        mended=tuple(gap for gap in mine if gap not in met),
    )


def strangers(gaps: Iterable[str], cases: Iterable[str]) -> tuple[str, ...]:
    """Declared gaps that are neither checks nor cases; cases are declared one by one."""
    known = {one.value for one in Check} - {Check.SCENARIO.value}
    named = {f"{Check.SCENARIO.value}:{name}" for name in cases}
    return tuple(gap for gap in gaps if gap.partition(":")[0] not in known and gap not in named)


def _is_of(gap: str, check: Check, subject: str | None) -> bool:
    return gap.partition(":")[0] == check.value if subject is None else gap == f"{check.value}:{subject}"
