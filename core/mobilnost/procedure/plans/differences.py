"""Two versions of a plan compared: which courses were added, removed or changed, and what that makes in ECTS."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import attrs
from attrs import frozen

from mobilnost.model import Course
from mobilnost.procedure.plans.plan import Content


@frozen(kw_only=True)
class CourseChange:
    """A course that both versions have, and the fields in which they differ: `(name, before, after)`."""

    title: str
    before: Course
    after: Course
    fields: tuple[tuple[str, Any, Any], ...]


@frozen(kw_only=True)
class PlanDifference:
    """What one version has and another has not.

    `ects` are those of all courses together before and after, None where they are not known. `others` are the other
    parts of the content that differ (`text`, `file`, `parts`, `languages`), by name.
    """

    added: tuple[Course, ...] = ()
    removed: tuple[Course, ...] = ()
    changed: tuple[CourseChange, ...] = ()
    ects: tuple[Decimal | None, Decimal | None] = (None, None)
    others: tuple[tuple[str, Any, Any], ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the two say the same; courses that only stand in another order say the same."""
        return not (self.added or self.removed or self.changed or self.others)


def differences(before: Content, after: Content) -> PlanDifference:
    """What the later content adds to the earlier one, takes from it, and has otherwise.

    Courses are the same where they have one title at the host, letters and spaces aside; where one title stands
    several times, equal courses belong together first, then those in the same order.
    """
    added, removed, changed = _courses(before.courses or (), after.courses or ())
    names = [one.name for one in attrs.fields(Content) if one.name != "courses"]
    return PlanDifference(
        added=added,
        removed=removed,
        changed=changed,
        ects=(before.ects, after.ects),
        others=tuple(
            (name, getattr(before, name), getattr(after, name))
            for name in names
            if getattr(before, name) != getattr(after, name)
        ),
    )


def _courses(
    before: Iterable[Course], after: Iterable[Course]
) -> tuple[tuple[Course, ...], tuple[Course, ...], tuple[CourseChange, ...]]:
    removed, added = list(before), []
    for course in after:
        if course in removed:
            removed.remove(course)
        else:
            added.append(course)
    changed = []
    for course in tuple(added):
        same = next((one for one in removed if _key(one) == _key(course)), None)
        if same is not None:
            removed.remove(same)
            added.remove(course)
            changed.append(
                CourseChange(title=course.host_title, before=same, after=course, fields=_fields(same, course))
            )
    return tuple(added), tuple(removed), tuple(changed)


def _key(course: Course) -> str:
    return " ".join(course.host_title.split()).casefold()


def _fields(before: Course, after: Course) -> tuple[tuple[str, Any, Any], ...]:
    names = [one.name for one in attrs.fields(Course)]
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple((name, old, new) for name, old, new in pairs if old != new)
