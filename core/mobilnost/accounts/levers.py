"""What somebody can change in a dossier, key by key: the days of the stay, courses, papers, the agreement it names.

What has happened (a recorded arrival or return, a dated paper, an earlier mobility) and who somebody is (citizenship,
category, cycle) is no matter of choice, so no lever moves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from mobilnost.model import (
    ECTS,
    AcademicYear,
    Agreement,
    BadValue,
    Call,
    CefrLevel,
    Course,
    Credits,
    Document,
    Dossier,
    LanguageSkill,
)
from mobilnost.model.deadlines import moved

END, START = "mobility.end", "mobility.start"
AGREEMENT, CALL = "mobility.agreement", "mobility.call"
#: Papers are changed under `documents.` and their type.
PAPERS = "documents."
#: What stands for a title or a name that nobody knows yet.
TO_BE_NAMED = "…"


@frozen(kw_only=True)
class Change:
    """One key of a dossier, what stands there, and what would stand there instead.

    For `courses` the values are ECTS credits in all, for papers how many of the type are on file, for
    `student.languages` the level in the language of instruction.
    """

    key: str
    before: Any
    after: Any

    def made_in(self, dossier: Dossier) -> Dossier:
        """The dossier with this change. Raises `BadValue` where that can mean nothing, as an end before the start."""
        if self.key.startswith(PAPERS):
            return _with_papers(dossier, self.key.removeprefix(PAPERS), self.after)
        return LEVERS[self.key].write(dossier, self.after)


@frozen
class Lever:
    """A key of the dossier that can be read and written anew."""

    read: Callable[[Dossier], Any]
    write: Callable[[Dossier, Any], Dossier]


@frozen(kw_only=True)
class Around:
    """What else an office could rest a dossier on; asked only where it matters."""

    agreements: Callable[[], Iterable[Agreement]] = tuple
    calls: Callable[[], Iterable[Call]] = tuple


def field_of(part: str, name: str) -> Lever:
    """The lever of one field of the mobility, the student or the member of staff."""

    def write(dossier: Dossier, value: Any) -> Dossier:
        return evolve(dossier, **{part: evolve(getattr(dossier, part), **{name: value})})

    return Lever(lambda dossier: getattr(getattr(dossier, part), name, None), write)


def _level(dossier: Dossier) -> CefrLevel | None:
    skills = (dossier.student.languages if dossier.student else None) or ()
    return max((one.level for one in skills if one.code == dossier.mobility.language), default=None)


def _with_level(dossier: Dossier, level: CefrLevel) -> Dossier:
    student, language = dossier.student, dossier.mobility.language
    if student is None or language is None:
        return dossier
    others = tuple(one for one in student.languages or () if one.code != language)
    return evolve(dossier, student=evolve(student, languages=(*others, LanguageSkill(code=language, level=level))))


def _credits(dossier: Dossier) -> Decimal | None:
    known = [one.ects for one in dossier.courses or ()]
    return None if dossier.courses is None or None in known else sum((one for one in known if one), Decimal())


def _with_credits(dossier: Dossier, total: Decimal) -> Dossier:
    """With one more course that carries what is lacking; nothing is taken away."""
    lacking = total - (_credits(dossier) or 0)
    if lacking <= 0:
        return dossier
    more = Course(host_title=TO_BE_NAMED, host_credits=Credits(value=lacking, scheme=ECTS), already_passed=False)
    return evolve(dossier, courses=(*(dossier.courses or ()), more))


def _with_papers(dossier: Dossier, type_: str, count: int) -> Dossier:
    lacking = count - papers_on_file(dossier, type_)
    return evolve(dossier, documents=(*dossier.documents, *(Document(type=type_) for _ in range(lacking))))


def papers_on_file(dossier: Dossier, type_: str) -> int:
    """How many papers of a type the dossier holds."""
    return sum(one.type == type_ for one in dossier.documents)


def _with_network(dossier: Dossier, named: bool) -> Dossier:
    return evolve(dossier, mobility=evolve(dossier.mobility, network=TO_BE_NAMED if named else None))


LEVERS: Mapping[str, Lever] = {
    END: field_of("mobility", "end"),
    START: field_of("mobility", "start"),
    AGREEMENT: field_of("mobility", "agreement"),
    CALL: field_of("mobility", "call"),
    "mobility.freemover": field_of("mobility", "freemover"),
    "mobility.network": Lever(lambda dossier: bool(dossier.mobility.network), _with_network),
    "student.year_of_study": field_of("student", "year_of_study"),
    "student.grade_average": field_of("student", "grade_average"),
    "student.languages": Lever(_level, _with_level),
    "staff.teaching_hours_per_week": field_of("staff", "teaching_hours_per_week"),
    "courses": Lever(_credits, _with_credits),
}

#: The lever that moves a fact alone; days move many facts, and are tried for every rule.
LEVER_OF: Mapping[str, str] = {
    "freemover": "mobility.freemover",
    "in_network": "mobility.network",
    "year_of_study": "student.year_of_study",
    "grade_average": "student.grade_average",
    "language_level": "student.languages",
    "teaching_hours_per_week": "staff.teaching_hours_per_week",
    "ects": "courses",
}
#: Facts that say how far the agreement that is named will do; a plugin's own say so by their source.
OF_AGREEMENT = frozenset(f"agreement_{what}" for what in ("in_force", "between", "programme", "unit", "place", "field"))
OF_CALL = frozenset({"call_programme", "call_agreement"})


def later_and_earlier(dossier: Dossier, key: str, on: date, reach: int) -> Iterator[Change]:
    """Other last (or first) days, the nearest first, and of two equally near the later.

    A recorded arrival or return stays; a first day stays in its academic year, whose call and places it rests on; a
    stay that is not over on the day `on` is not moved into what is past by then.
    """
    mobility = dossier.mobility
    if (mobility.returned if key == END else mobility.arrived) is not None:
        return
    planned: date = LEVERS[key].read(dossier)
    for distance in range(1, reach + 1):
        for day in (moved(planned, distance), moved(planned, -distance)):
            beyond_calendar = abs(day.toordinal() - planned.toordinal()) != distance
            back_in_time = day < on <= mobility.end
            if not beyond_calendar and not back_in_time and (key == END or same_academic_year(planned, day)):
                yield Change(key=key, before=planned, after=day)


def same_academic_year(one: date, other: date) -> bool:
    """Whether two first days lie in one academic year; days that no stay can have lie in none."""
    try:
        return AcademicYear.of(one) == AcademicYear.of(other)
    except BadValue:
        return False


def other_agreements(dossier: Dossier, around: Around) -> Iterator[Change]:
    """The agreements of this programme between these two institutions."""
    mobility = dossier.mobility
    for one in around.agreements():
        fits = one.programme == mobility.programme and {mobility.sending, mobility.receiving} <= set(one.parties)
        if fits and one.id != mobility.agreement:
            yield Change(key=AGREEMENT, before=mobility.agreement, after=one.id)


def other_calls(dossier: Dossier, around: Around) -> Iterator[Change]:
    """The calls of this programme and academic year."""
    mobility, year = dossier.mobility, AcademicYear.of(dossier.first_day)
    for one in around.calls():
        if one.programme == mobility.programme and one.academic_year == year and one.id != mobility.call:
            yield Change(key=CALL, before=mobility.call, after=one.id)
