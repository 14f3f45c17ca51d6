"""Scales: how the values of each ordered sort follow one another, and which of them to show as an example.

Numbers are dense, but whole where the unit counts whole things. A span is followed by the one a day longer, and no
number of days makes a month: '2 months 30 days' lies before '3 months'. A stay that is counted in days alone
(`DaySpan`) runs on a track of its own beside the months, so a span is on one of two tracks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor, inf
from typing import Any

from attrs import field, frozen

from mobilnost.grammar.nodes import Comparison
from mobilnost.grammar.sets import Cut, Stretches
from mobilnost.grammar.types import Sort, Type
from mobilnost.model import CefrLevel, DaySpan, Span

#: Units that count whole things; a share of them does not exist.
WHOLE = frozenset({"days", "year of study", "calendar year", "semesters", "mobilities", "letters"})

#: The day on which an example begins that nothing else says a day of.
SOME_DAY = date(2025, 10, 1)
#: Further than any limit of the law, for what is tried out.
FAR = 1000
#: Days before and after which no example is looked for where others will do.
FIRST, LAST = date(1900, 1, 1).toordinal(), date(2900, 1, 1).toordinal()


@frozen(eq=False)
class Track:
    """One line of values: its ends, the cuts before and after a value, and examples between two cuts.

    `inside` gives, for the cut at which a stretch ends, the one below which every value has another above it there.
    """

    low: Cut
    high: Cut
    before: Callable[[Any], Cut]
    after: Callable[[Any], Cut]
    inside: Callable[[Cut], Cut]
    examples: Callable[[Cut, Cut, bool], Iterator[Any]]
    is_on: Callable[[Any], bool] = lambda _: True

    def against(self, comparison: Comparison, value: Any) -> tuple[Cut, ...]:
        """The cuts between which a value compares so with a literal (all comparisons but `!=`)."""
        match comparison:
            case Comparison.LESS:
                low, high = self.low, self.before(value)
            case Comparison.AT_MOST:
                low, high = self.low, self.after(value)
            case Comparison.MORE:
                low, high = self.after(value), self.high
            case Comparison.AT_LEAST:
                low, high = self.before(value), self.high
            case _:
                low, high = self.before(value), self.after(value) if self.is_on(value) else self.before(value)
        low, high = max(low, self.low), min(high, self.high)
        return (low, high) if low < high else ()


@frozen(eq=False)
class Scale:
    """The tracks of a sort; all but spans have one. `stands` says which literals can be held against it."""

    tracks: tuple[Track, ...]
    stands: Callable[[object], bool]
    everything: Stretches = field(init=False)

    def __attrs_post_init__(self) -> None:
        cuts = tuple(cut for track in self.tracks for cut in (track.low, track.high))
        object.__setattr__(self, "everything", Stretches(cuts))

    def against(self, comparison: Comparison, value: Any) -> Stretches:
        """The values that compare so with a literal."""
        if comparison is Comparison.DIFFERENT:
            return self.everything.without(self.against(Comparison.EQUAL, value))
        return Stretches(tuple(cut for track in self.tracks for cut in track.against(comparison, value)))

    def track(self, number: int) -> Stretches:
        """All values of one track."""
        return Stretches((self.tracks[number].low, self.tracks[number].high))

    def inside(self, cut: Cut) -> Cut:
        """The cut below which every value has another above it that still lies below the given cut."""
        return next(track for track in self.tracks if track.low < cut <= track.high).inside(cut)

    def before(self, value: Any) -> Cut:
        """The cut just before a value, on its own track."""
        return self.tracks[isinstance(value, DaySpan)].before(value)

    def after(self, value: Any) -> Cut:
        """The cut just after a value, on its own track."""
        return self.tracks[isinstance(value, DaySpan)].after(value)

    def has(self, values: Stretches, value: Any) -> bool:
        """Whether a value of this scale is among some."""
        cut = self.before(value)
        return any(low <= cut < high for low, high in values.each())

    def examples(self, values: Stretches, everything: Stretches) -> Iterator[Any]:
        """Some of the values; first those next to a limit, and last those at the ends of everything."""
        for low, high in values.each():
            for track in self.tracks:
                if track.low <= low < track.high:
                    downwards = low in everything.cuts and high not in everything.cuts
                    yield from track.examples(low, high, downwards)


def _whole(low: Cut, high: Cut, downwards: bool) -> Iterator[int]:
    ends = [int(end) for end in (low, high - 1) if -inf < end < inf]
    yield from (reversed(ends) if downwards else ends) if ends else (1,)
    yield from (ends[-1] + FAR if ends else FAR,) * (high == inf)


def _dense(low: Cut, high: Cut, downwards: bool) -> Iterator[int | Decimal]:
    """The ends where they belong to the stretch, or what lies one step inside; else half-way."""
    ends = [(low, 1)] * (low[0] > -inf) + [(high, -1)] * (high[0] < inf)
    for (value, side), way in reversed(ends) if downwards else ends:
        at_end = side == (way == -1)
        steps = (0,) if at_end else (way * _step(value), way * Decimal("0.1"), way * Decimal("0.01"))
        yield from (value + step for step in steps if low <= (value + step, 0) and (value + step, 1) <= high)
    if len(ends) == 2 and low[0] < high[0]:
        yield (Decimal(low[0]) + Decimal(high[0])) / 2
    if not ends:
        yield 1
    if high[0] == inf:
        yield (low[0] if ends else 0) + FAR


def _step(value: int | Decimal) -> int | Decimal:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else 1


def _dates(low: Cut, high: Cut, downwards: bool) -> Iterator[date]:
    ends = [low] * (low > FIRST) + [high - 1] * (high < LAST)
    yield from map(date.fromordinal, reversed(ends) if downwards else ends)
    if not ends and low <= SOME_DAY.toordinal() < high:
        yield SOME_DAY
    yield date.fromordinal(low)


def _levels(low: Cut, high: Cut, downwards: bool) -> Iterator[CefrLevel]:
    levels = tuple(CefrLevel)[low:high]
    yield from reversed(levels) if downwards else levels


def _spans(low: Cut, high: Cut, downwards: bool) -> Iterator[Span]:
    """The shortest and the longest, or 29 days where that would have no end."""
    _, months, days = low
    _, most, beyond = high
    shortest = Span(months, days)
    if most == inf:
        yield from (shortest,) if months or days else (Span(5), shortest)
        yield Span(months + FAR, days)
        return
    longest = max(Span(most, beyond - 1) if beyond else Span(most - 1, 29), shortest)
    yield from (longest, shortest) if downwards else (shortest, longest)


def _day_spans(low: Cut, high: Cut, downwards: bool) -> Iterator[Span]:
    yield from (DaySpan(0, int(number)) for number in _whole(low[2], high[2], downwards))


def _in_days(span: Span) -> int:
    return span.months * 30 + span.days


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


_NUMBERS = Scale(
    (Track((-inf, 0), (inf, 0), lambda n: (n, 0), lambda n: (n, 1), lambda cut: (cut[0], 0), _dense),), _is_number
)
_COUNTS = Scale(
    (Track(-inf, inf, ceil, lambda n: floor(n) + 1, lambda cut: cut - 1, _whole, lambda n: n == floor(n)),),
    lambda n: _is_number(n),
)
_DAYS = Scale(
    (Track(1, date.max.toordinal() + 1, date.toordinal, lambda day: day.toordinal() + 1, lambda cut: cut - 1, _dates),),
    lambda day: isinstance(day, date),
)
_LEVELS = Scale(
    (
        Track(
            0,
            len(CefrLevel),
            lambda one: CefrLevel(one).rank - 1,
            lambda one: CefrLevel(one).rank,
            lambda cut: cut - 1,
            _levels,
        ),
    ),
    lambda level: isinstance(level, str) and level in CefrLevel.__members__,
)
_SPANS = Scale(
    (
        Track(
            (0, 0, 0),
            (0, inf, 0),
            lambda span: (0, span.months, span.days),
            lambda span: (0, span.months, span.days + 1),
            lambda cut: (0, cut[1], cut[2] - 1) if cut[2] else cut,
            _spans,
        ),
        Track(
            (1, 0, 0),
            (1, 0, inf),
            lambda span: (1, 0, _in_days(span)),
            lambda span: (1, 0, _in_days(span) + 1),
            lambda cut: (1, 0, cut[2] - 1),
            _day_spans,
            lambda span: not span.months,
        ),
    ),
    lambda span: isinstance(span, Span) and not isinstance(span, DaySpan),
)
_SCALES = {Sort.SPAN: _SPANS, Sort.DATE: _DAYS, Sort.LEVEL: _LEVELS}


@lru_cache(maxsize=256)
def scale_of(type_: Type) -> Scale | None:
    """The scale of a type; `None` where its values have no order."""
    if type_.many:
        return None
    if type_.sort is Sort.NUMBER:
        return _COUNTS if type_.unit in WHOLE else _NUMBERS
    return _SCALES.get(type_.sort)
