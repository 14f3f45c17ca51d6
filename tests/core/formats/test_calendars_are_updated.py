"""A calendar that takes a newer export shows each duty once, on its newest day, and no more what is done."""

from __future__ import annotations

import datetime as dt

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from mobilnost.formats.calendar import Deadline, calendar_file

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
ONE = Deadline(
    id="2018-0042/papers", day=dt.date(2019, 3, 18), title="Papers", description="čl. 16", category="student"
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120)
DEADLINES = st.builds(
    Deadline,
    id=TEXTS,
    day=st.dates(),
    title=TEXTS,
    description=TEXTS,
    category=TEXTS,
    done=st.booleans(),
)


def written(*given: Deadline, at: dt.datetime = NOON, earlier: bytes = b"") -> bytes:
    return calendar_file(given, name="Deadlines", institution="sum.ba", at=at, language="hr", earlier=earlier)


def read(content: bytes) -> list[Event]:
    return [one for one in Calendar.from_ical(content.decode()).walk("VEVENT") if isinstance(one, Event)]


@given(st.lists(DEADLINES, max_size=5, unique_by=lambda one: one.id))
def test_what_is_written_is_read_back(given: list[Deadline]) -> None:
    found = read(written(*given))
    assert [(str(one["summary"]), one.decoded("dtstart")) for one in found] == [(one.title, one.day) for one in given]
    assert len({str(one["uid"]) for one in found}) == len(given)


@given(DEADLINES, st.dates(), st.booleans(), st.integers(1, 10**6))
def test_a_later_export_is_the_same_event_and_is_believed(
    given: Deadline, day: dt.date, done: bool, later: int
) -> None:
    (old,) = read(written(given))
    (new,) = read(written(evolve(given, day=day, done=done, title="x"), at=NOON + dt.timedelta(seconds=later)))
    assert new["uid"] == old["uid"]
    assert new["sequence"] > old["sequence"]
    assert new.decoded("dtstamp") > old.decoded("dtstamp")
    assert new.decoded("last-modified") > old.decoded("last-modified")


LATER = NOON + dt.timedelta(days=1)


@given(st.lists(DEADLINES, max_size=5, unique_by=lambda one: one.id))
def test_an_export_of_which_nothing_has_changed_is_the_same_file(given: list[Deadline]) -> None:
    old = written(*given)
    assert written(*given, at=LATER, earlier=old) == old


@given(st.lists(DEADLINES, min_size=2, max_size=5, unique_by=lambda one: one.id), st.sampled_from([-1, 1]))
def test_only_what_has_changed_is_newer_than_before(given: list[Deadline], days: int) -> None:
    """Even where the clock was set back."""
    first, *others = given
    changed = evolve(first, day=first.day.replace(month=first.day.month % 12 + 1, day=1), done=not first.done)
    old = written(*given)
    at = NOON + dt.timedelta(days=days)
    before, after = read(old), read(written(changed, *others, at=at, earlier=old))
    assert after[0]["sequence"] > before[0]["sequence"]
    assert [one.to_ical() for one in after[1:]] == [one.to_ical() for one in before[1:]]


def test_a_file_of_another_program_changes_nothing() -> None:
    foreign = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nSEQUENCE:3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert written(ONE, earlier=foreign) == written(ONE)
    assert written(ONE, earlier=b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT") == written(ONE)


def test_an_event_takes_a_whole_day_and_no_time_of_anybody() -> None:
    (event,) = read(written(ONE))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2019, 3, 18), dt.date(2019, 3, 19))
    assert (event["transp"], event["class"], event["status"]) == ("TRANSPARENT", "PRIVATE", "CONFIRMED")
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == dt.timedelta(days=-7, hours=9)


def test_what_is_done_is_cancelled_and_reminds_nobody() -> None:
    (event,) = read(written(evolve(ONE, done=True)))
    assert event["status"] == "CANCELLED"
    assert not event.walk("VALARM")


def test_an_id_cannot_be_read_from_its_uid() -> None:
    content = written(ONE).decode()
    assert "2018-0042" not in content
    assert "@sum.ba" in content
