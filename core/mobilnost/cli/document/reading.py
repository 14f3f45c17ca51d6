"""What is given on the command line about papers: files, courses, codes, and which version is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from mobilnost.desk.papers import Attached
from mobilnost.formats import format_of, parsed, read_text, structure
from mobilnost.formats.text import content
from mobilnost.model import BadValue, Course, InvalidData, Place, Problem
from mobilnost.model.problems import dotted
from mobilnost.office import Unknown
from mobilnost.procedure.plans.plan import ChangeReason, Plan, Version
from mobilnost.procedure.receipts import LARGEST
from mobilnost.procedure.refusals import Reason, Refused


@frozen(kw_only=True)
class CourseFile:
    """A file of `[[courses]]`, written as in a dossier."""

    courses: tuple[Course, ...]


def course_list(path: Path) -> tuple[Course, ...]:
    """The courses in a file. Raises `InvalidData`."""
    format = format_of(path)
    data, lines = parsed(read_text(path), str(path), format)
    return structure(data, CourseFile, str(path), lines, format).courses


def attached(path: Path) -> Attached:
    """A file as it is. Raises `InvalidData` where it cannot be read, or is larger than what is kept."""
    name = path.name.encode(errors="replace").decode()
    return Attached(name=name, content=content(path, LARGEST))


def several(given: Iterable[str]) -> tuple[str, ...]:
    """What an option says that may be given several times, or once with commas."""
    parts = (part.strip() for one in given for part in one.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def reasons_of(codes: Iterable[str]) -> tuple[ChangeReason, ...]:
    """The reasons that codes stand for. Raises `Unknown`."""
    known = [one.value for one in ChangeReason]
    for code in several(codes):
        if code not in known:
            raise Unknown("reason", code, known)
    return tuple(ChangeReason(code) for code in several(codes))


def chosen(plan: Plan, number: int | None) -> Version:
    """The version of a number, else the latest. Raises `Refused` where the plan has none, and `Unknown`."""
    if plan.latest is None:
        raise Refused([Reason.of("plan-no-version", document=plan.type)])
    found = plan.latest if number is None else plan.version(number)
    if found is None:
        raise Unknown("version", str(number), [str(one.number) for one in plan.versions])
    return found


@contextmanager
def said_rightly() -> Iterator[None]:
    """What no value can hold becomes a mistake in what was given. Raises `InvalidData`."""
    try:
        yield
    except BadValue as error:
        place = Place(None, None, dotted(error.path))
        raise InvalidData(
            [Problem(error.kind, place, error.found, error.expected, suggestion=error.suggestion)]
        ) from error
