"""Which result of a transcript is which line of the learning agreement.

They belong together by a title, in whatever language both have it, or because the office says so. Of several attempts
at one course the one that passed counts, and of those the last; so it is with a course that nobody agreed on. Two codes
are two courses, whatever their titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from attrs import field, frozen

from mobilnost.model import Course
from mobilnost.model.transcripts import Result, Transcript, alike
from mobilnost.recognition.units import Unit, units


@frozen(kw_only=True)
class Matched:
    """What counts of a transcript. `lines` are the lines of the agreement, from 0, by the ids of results.

    `attempts` are results in whose place another one of the same course counts, with the id of that one.
    """

    units: tuple[Unit, ...]
    lines: Mapping[str, int] = field(factory=dict, hash=False)
    attempts: Mapping[str, str] = field(factory=dict, hash=False)


def matched(
    transcript: Transcript,
    courses: Sequence[Course],
    links: Mapping[str, int] | None = None,
    passed: Callable[[Unit], bool | None] = lambda unit: unit.passed,
) -> Matched:
    """The results that count, each with its line, where it has one.

    `links` are lines that the office gives to results by their ids; they come before what titles say. `passed` says
    whether a result was passed, by the host's word or by its grade.
    """
    said = dict(links or {})
    candidates = {one.id: _lines_of(one, courses, said) for one in transcript.results}
    found = units(transcript, {id for id, lines in candidates.items() if lines})
    order = sorted(found, key=lambda one: (one.result.id not in said, *_preference(one, passed(one), transcript)))
    lines: dict[str, int] = {}
    attempts: dict[str, str] = {}
    for id in (one.result.id for one in order):
        free = [line for line in candidates[id] if line not in lines.values()]
        holders = [other for other, line in lines.items() if line in candidates[id]]
        same = [other for other in holders if not _two_codes(transcript.by_id[id], transcript.by_id[other])]
        if free:
            lines[id] = free[0]
        elif same:
            attempts[id] = same[0]
    attempts |= _twice([one.result for one in order if one.result.id not in attempts], lines)
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


def _twice(results: Sequence[Result], lines: Mapping[str, int]) -> dict[str, str]:
    """Of results in the order in which they are preferred those that are of the same course as an earlier one.

    Those that the agreement names count each by its own line.
    """
    counting: list[Result] = []
    found: dict[str, str] = {}
    for one in results:
        other = next((each for each in counting if _is_of_one_course(one, each)), None)
        if other is None or one.id in lines:
            counting.append(one)
        else:
            found[one.id] = other.id
    return found


def _is_of_one_course(one: Result, other: Result) -> bool:
    """Whether two results beside each other are of one course: by their codes, or where one has none by a title."""
    if one.parent != other.parent or _two_codes(one, other):
        return False
    return bool(one.code and other.code) or bool(one.names & other.names)


def _two_codes(one: Result, other: Result) -> bool:
    """Whether the host tells them apart by their codes."""
    return bool(one.code and other.code) and alike(one.code or "") != alike(other.code or "")


def _preference(unit: Unit, passed: bool | None, transcript: Transcript) -> tuple[int, int, int]:
    """What passed before what did not, later before earlier."""
    place = {True: 0, None: 1, False: 2}[passed]
    return place, -(unit.result.date or date.min).toordinal(), -transcript.results.index(unit.result)
