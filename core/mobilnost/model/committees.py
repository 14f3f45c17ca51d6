"""Committees that rank candidates: who sits on them, for whom, and since when (čl. 5 st. 4, 5; čl. 23 st. 4, 5)."""

import datetime as dt
from enum import StrEnum

from attrs import field, frozen

from mobilnost.model.codes import ID, TEXT, Id, Text
from mobilnost.model.ordered import require_distinct
from mobilnost.model.selection import Selected


class Capacity(StrEnum):
    """As what somebody sits on a committee."""

    TEACHER = "teacher"
    OFFICE = "office"
    STUDENT = "student"
    RECTORATE = "rectorate"


@frozen(kw_only=True)
class Member:
    """A member of a committee; `area` is a teacher's, where the composition goes by areas (čl. 23 st. 5)."""

    name: Text = field(validator=TEXT)
    capacity: Capacity
    area: Id | None = field(default=None, validator=ID)


@frozen(kw_only=True)
class Committee:
    """One committee. How long its mandate lasts, and whom it is made of, the regulation says."""

    id: Id = field(validator=ID)
    participant: Selected
    appointed: dt.date
    members: tuple[Member, ...]

    def __attrs_post_init__(self) -> None:
        require_distinct("members", (member.name for member in self.members), "name")
