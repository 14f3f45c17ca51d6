"""Which result of a transcript is which line of the learning agreement.

They belong together by a title, in whatever language both have it, or because the office says so. Of several attempts
at one course the one that passed counts, and of those the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import field, frozen

from mobilnost.model import Course
from mobilnost.model.transcripts import Result, Transcript, alike
from mobilnost.recognition.units import Unit, units


@frozen(kw_only=True)
class Matched:
    """What counts of a transcript. `lines` are the lines of the agreement, from 0, by the ids of results.

    `attempts` are results of a line that another result holds already, with the id of that one.
    """

    units: tuple[Unit, ...]
    lines: Mapping[str, int] = field(factory=dict, hash=False)
    attempts: Mapping[str, str] = field(factory=dict, hash=False)


def matched(transcript: Transcript, courses: Sequence[Course], links: Mapping[str, int] | None = None) -> Matched:
    """The results that count, each with its line, where it has one.

    `links` are lines that the office gives to results by their ids; they come before what titles say.
    """
    said = dict(links or {})
    candidates = {one.id: _lines_of(one, courses, said) for one in transcript.results}
    found = units(transcript, {id for id, lines in candidates.items() if lines})
    lines: dict[str, int] = {}
    attempts: dict[str, str] = {}
    for one in sorted(found, key=lambda unit: (unit.result.id not in said, *_preference(unit, transcript))):
        id = one.result.id
        free = [line for line in candidates[id] if line not in lines.values()]
        if free:
            lines[id] = free[0]
        elif candidates[id]:
            attempts[id] = next(other for other, line in lines.items() if line == candidates[id][0])
    return Matched(units=found, lines=lines, attempts=attempts)


def missing(courses: Sequence[Course], matched: Matched) -> tuple[int, ...]:
    """The lines of the agreement that no result of the transcript is of."""
    there = set(matched.lines.values())
    return tuple(line for line in range(len(courses)) if line not in there)


def _lines_of(result: Result, courses: Iterable[Course], links: Mapping[str, int]) -> tuple[int, ...]:
    """The lines that a result may be of, the first first."""
    if result.id in links:
        return (links[result.id],)
    held = set(links.values())
    found = (line for line, course in enumerate(courses) if alike(course.host_title) in result.names)
    return tuple(line for line in found if line not in held)


def _preference(unit: Unit, transcript: Transcript) -> tuple[int, int, int]:
    """What passed before what did not, later before earlier."""
    passed = {True: 0, None: 1, False: 2}[unit.passed]
    return passed, -(unit.result.date or date.min).toordinal(), -transcript.results.index(unit.result)
