"""Deadlines as a calendar file (iCalendar, RFC 5545), made so that a calendar that has an older one updates it.

Events of a whole day, not tasks: most calendars of offices take no tasks from a file, or show them where nobody looks.
The same duty has the same UID, whatever its day or state. An event that is new or has changed has a higher SEQUENCE
and a later DTSTAMP than any before, so it is believed (RFC 5546); one that stands in the file of the last export as it
is now stays there as it was. What is done is cancelled, and so leaves the calendar.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from hashlib import sha256

from attrs import frozen
from icalendar import Alarm, Calendar, Event

#: Sequences count seconds from here, and fit into 32 bits until 2068.
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
#: A reminder at nine in the morning, a week before.
REMINDER = dt.timedelta(days=-7, hours=9)
#: An event as it is written, and the lines in it that say when that was.
EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
STAMPS = re.compile(rb"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):[^\r\n]*\r\n", re.MULTILINE)
SEQUENCE = re.compile(rb"^SEQUENCE:(\d{1,10})\r\n", re.MULTILINE)
PRODUCT = "-//mobilnost//deadlines//EN"


@frozen(kw_only=True)
class Deadline:
    """A deadline as a calendar shows it; `id` is that of what is due, and is not shown to anybody."""

    id: str
    day: dt.date
    title: str
    description: str
    category: str
    done: bool = False


def calendar_file(
    deadlines: Iterable[Deadline],
    *,
    name: str,
    institution: str,
    at: dt.datetime,
    language: str,
    earlier: bytes = b"",
) -> bytes:
    """A calendar with these deadlines, written at a moment. `institution` is the domain that makes UIDs unique.

    `earlier` is the file of the last export, if there is one.
    """
    moment = at.astimezone(dt.UTC)
    clock = max(int((moment - EPOCH).total_seconds()), 0)
    # A clock that was set back makes no event older.
    sequence = max([clock, *(int(one) + 1 for one in SEQUENCE.findall(earlier))])
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in deadlines:
        calendar.add_component(_event(one, institution, moment, sequence, language))
    return _unless_changed(bytes(calendar.to_ical()), earlier)


def _unless_changed(content: bytes, earlier: bytes) -> bytes:
    """The same, with the events that stood in an earlier file and are no other now as they stood there."""
    known = {STAMPS.sub(b"", one): one for one in EVENT.findall(earlier)}
    return EVENT.sub(lambda found: known.get(STAMPS.sub(b"", found[0]), found[0]), content) if known else content


def uid_of(id: str, institution: str) -> str:
    """The UID of what is due. The id itself, which may name a dossier, cannot be read from it."""
    digest = sha256("\n".join((institution, id)).encode()).hexdigest()
    return f"{digest[:32]}@{institution}"


def _event(one: Deadline, institution: str, at: dt.datetime, sequence: int, language: str) -> Event:
    event = Event()
    event.add("uid", uid_of(one.id, institution))
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", sequence)
    event.add("dtstart", one.day)
    if one.day < dt.date.max:
        event.add("dtend", one.day + dt.timedelta(1))
    event.add("summary", one.title, parameters={"LANGUAGE": language})
    event.add("description", one.description, parameters={"LANGUAGE": language})
    event.add("categories", [one.category])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if one.done else "CONFIRMED")
    if not one.done:
        event.add_component(_reminder(one.title))
    return event


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", REMINDER)
    return alarm
