"""`mobilnost due`, as an office uses it: who owes what by when, and what is recorded of it."""

from __future__ import annotations

import json
import stat
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from offices import SETTINGS, Run, dossier, put

from mobilnost.formats import parse_dossier
from mobilnost.register.opening import opened
from mobilnost.register.sorts import DOSSIER

UNITS = """
[holidays]
extra = [2019-03-18]

[[units]]
id = "fsre"
names = { hr = "Fakultet strojarstva", en = "Engineering" }
vice_dean = "Marko"

[[units]]
id = "ff"
names = { hr = "Filozofski fakultet", en = "Humanities" }
ects_coordinator = "Luka"
vice_dean = "Marija"
"""
OFFICER = '\n[[officers]]\nrole = "vice_rector"\nname = "Petra"\n'
PAPERS = "2018-0042/return.documents_days"
PACKAGE = "information_package.due/2019/ff"


@pytest.fixture
def office(office: Path) -> Path:
    """An office with two units, a dossier of each in its register."""
    put(office / "mobilnost.toml", SETTINGS + UNITS + OFFICER)
    other = dossier(unit='"ff"').replace("2018-0042", "2018-0043").replace("s-1001", "s-1002")
    register = opened(office, None)
    with register.write("ana", datetime(2018, 6, 1, tzinfo=UTC)) as writer:
        writer.add(DOSSIER, *(parse_dossier(text).value for text in (dossier(), other)))
    register.engine.dispose()
    return office


@pytest.fixture
def due(run: Run, office: Path) -> Run:
    """`mobilnost due` in that office, in English, by the vice-rector."""

    def due(*arguments: object, by: str = "Petra", **more: str) -> subprocess.CompletedProcess[str]:
        return run("due", *arguments, "--office", office, "--lang", "en", "--as", by, **more)

    return due


def records(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode in (0, 1), done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_list_says_who_what_by_when_and_why(due: Run) -> None:
    done = due("--dossier", "2018-0042", "--on", "2019-03-10", "--since", "2019-03-01")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "4 March 2019",
        "  ✘ The unit reports the end of the stay to the Office · 2018-0042 · fsre"
        " (Pravilnik, čl. 16 st. 5, our reading): overdue [unit.notice_after_days]",
        "19 March 2019",
        "  · The student hands in the papers after the stay to the vice-dean · 2018-0042 · fsre"
        " (Pravilnik, čl. 16 st. 4, our reading) [return.documents_days]",
        "22 March 2019",
        "  · The host issues the transcript of records to the student · 2018-0042 · fsre"
        " (EWP IIA API, template_EuropeanCommission_IIA_21-29.pdf, inter-institutional agreement 2021-2029, transcripts,"
        " our reading) [erasmus.transcript.days]",
        "",
        "overdue: 1 · open: 2",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--for", "student", "--since", "2019-01-01"], {PAPERS, "2018-0043/return.documents_days"}),
        (["--for", "student", "--since", "2019-01-01", "--unit", "ff"], {"2018-0043/return.documents_days"}),
        (["--for", "student", "--since", "2019-01-01", "--until", "2019-03-18"], set()),
        (["--for", "unit", "--unit", "ff", "--since", "2019-04-01", "--until", "2019-12-31"], {PACKAGE}),
        (["--for", "senate"], {"university.ects_coordinator"}),
        (["--overdue", "--until", "2018-09-24"], {f"2018-004{n}/unit.notice_before_days" for n in (2, 3)}),
    ],
)
def test_filters_are_held_together(due: Run, arguments: list[str], expected: set[str]) -> None:
    found = records(due(*arguments, "--on", "2019-03-19", "--json"))
    packages = {"information_package.due/2018/fsre", "information_package.due/2018/ff"}
    assert {one["id"] for one in found if one["id"] not in packages} == expected


@pytest.mark.parametrize(("on", "state"), [("2019-03-19", "open"), ("2019-03-20", "overdue")])
def test_a_day_without_work_moves_the_last_day(due: Run, on: str, state: str) -> None:
    """Thirty days after 15 February is a Sunday, and the Monday is the office's own day off."""
    (found,) = (one for one in records(due("--json", "--on", on)) if one["id"] == PAPERS)
    assert (found["due"], found["state"]) == ("2019-03-19", state)
    assert found["citation"] == {"source": "Pravilnik", "at": "čl. 16 st. 4", "reading": True}


def test_overdue_is_told_by_the_exit_code(due: Run) -> None:
    assert due("--overdue", "--on", "2018-06-01", "--dossier", "2018-0042").returncode == 0
    assert due("--overdue", "--on", "2019-06-01", "--dossier", "2018-0042").returncode == 1
    assert due("--on", "2019-06-01", "--dossier", "2018-0042").returncode == 0


def test_a_coordinator_sees_their_unit(due: Run) -> None:
    assert {one["unit"] for one in records(due("--json", by="Luka"))} == {"ff"}
    assert {one["unit"] for one in records(due("--json"))} == {"fsre", "ff", None}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--for", "dean"], "There is no role dean"),
        (["--unit", "fsr"], "The settings name no unit fsr. Right would be: fsre, ff. Did you mean fsre?"),
        (["--dossier", "2018-0099"], "2018-0099"),
        (["--until", "soon"], "'soon' is not a day"),
        (["done", "nothing"], "Nothing is due that is called nothing"),
        (["suspend", "2018-0042", "x", "--reason", "y"], "The dossier has no duty x"),
        (["suspend", "2018-0099", "x", "--reason", "y"], "2018-0099"),
    ],
)
def test_a_name_that_means_nothing_is_no_empty_list(due: Run, arguments: list[str], told: str) -> None:
    done = due(*arguments)
    assert done.returncode == 2
    assert told in done.stderr


def test_what_was_done_is_recorded(due: Run) -> None:
    def state() -> str:
        found = records(due("--json", "--all", "--on", "2019-04-20", "--since", "2019-04-15", "--until", "2019-04-15"))
        return next(str(one["state"]) for one in found if one["id"] == PACKAGE)

    assert state() == "overdue"
    assert due("done", PACKAGE, "--on", "2019-04-11", "--dry-run").returncode == 0
    assert state() == "overdue"
    assert due("done", PACKAGE, "--on", "2019-04-11", "--note", "on the web").returncode == 0
    assert state() == "done"
    again = due("done", PACKAGE, "--on", "2019-04-12")
    assert (again.returncode, again.stderr.splitlines()) == (
        1,
        ["This is done already, since 11 April 2019: publish the information package."],
    )
    assert due("done", PACKAGE, "--on", "2019-04-11", "--undo").returncode == 0
    assert state() == "overdue"


def test_a_duty_waits_with_its_reason(due: Run) -> None:
    def found() -> dict[str, Any]:
        return next(one for one in records(due("--json", "--dossier", "2018-0042")) if one["id"] == PAPERS)

    assert found()["state"] == "overdue"
    done = due("suspend", "2018-0042", "return.documents_days", "--reason", "the host\nhas five weeks")
    assert done.returncode == 0, done.stderr
    assert (found()["state"], found()["reason"]) == ("suspended", "the host\nhas five weeks")
    assert "waiting for somebody else: the host has five weeks" in due("--dossier", "2018-0042").stdout
    assert due("resume", "2018-0042", "return.documents_days").returncode == 0
    assert (found()["state"], found()["reason"]) == ("overdue", None)


def test_a_duty_waits_from_the_day_that_is_named(due: Run, run: Run, office: Path) -> None:
    given = ("2018-0042", "return.documents_days", "--reason", "five weeks", "--on", "2019-03-01")
    assert due("suspend", *given).returncode == 0
    kept = run("dossier", "show", "2018-0042", "--toml", "--office", office, "--as", "Petra")
    assert '{ obligation = "return.documents_days", date = 2019-03-01, reason = "five weeks" }' in kept.stdout


def test_a_dossier_that_cannot_be_judged_is_never_passed_over(due: Run, office: Path) -> None:
    (office / "agreements" / "rijeka.toml").unlink()
    done = due("--until", "2019-12-31")
    assert done.returncode == 3
    assert "sum-uniri-2018" in done.stderr
    assert "The Senate names" in done.stdout


# -- the calendar


def events(file: Path) -> dict[str, Any]:
    return {str(one["uid"]): one for one in Calendar.from_ical(file.read_text(encoding="utf-8")).walk("VEVENT")}


def test_a_newer_calendar_updates_the_older(due: Run, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    arguments = ("--ics", file, "--on", "2019-03-10", "--until", "2019-12-31")
    assert due(*arguments).returncode == 0
    old, content = events(file), file.read_bytes()
    assert due(*arguments).returncode == 0
    assert file.read_bytes() == content, "nothing has changed"
    assert due("done", PACKAGE, "--on", "2019-03-05").returncode == 0
    assert due(*arguments).returncode == 0
    new = events(file)
    assert new.keys() == old.keys()
    packages = [str(one["status"]) for one in new.values() if "information package" in str(one["summary"])]
    assert packages.count("CANCELLED") == 1
    newer = [uid for uid in new if new[uid]["sequence"] > old[uid]["sequence"]]
    assert newer == [uid for uid in new if new[uid]["status"] == "CANCELLED" and old[uid]["status"] != "CANCELLED"]
    assert all(new[uid].to_ical() == old[uid].to_ical() for uid in new if uid not in newer)


def test_a_calendar_names_persons_only_where_that_is_asked_for(due: Run, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    due("--ics", file)
    content = file.read_text(encoding="utf-8")
    assert "Primjer" not in content
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    due("--ics", file, "--names")
    assert "Primjer" in file.read_text(encoding="utf-8")


def test_what_is_no_calendar_is_not_written_over(due: Run, office: Path) -> None:
    before = (office / "mobilnost.toml").read_bytes()
    assert due("--ics", office / "mobilnost.toml").returncode == 2
    assert (office / "mobilnost.toml").read_bytes() == before
    done = due("--ics", office / "nowhere" / "due.ics")
    assert done.returncode == 2
    assert "due.ics" in done.stderr


def test_days_are_found_whatever_the_day(due: Run) -> None:
    for on in (date(2018, 2, 1), date.today()):
        assert records(due("--json", "--on", on.isoformat()))


# ---------------------------------------------------------------------- days of semesters, and of programmes

SEMESTERS = """
[[semesters]]
academic_year = "2018/2019"
semester = "winter"
begins = 2018-10-01

[[semesters]]
academic_year = "2018/2019"
semester = "summer"
begins = 2019-02-25
"""
ENTERED = "recognition.enter_days_before_semester"


def test_results_are_entered_ten_days_before_the_semester(run: Run, due: Run, office: Path) -> None:
    asked = ("--dossier", "2018-0042", "--on", "2019-02-20", "--json")
    assert ENTERED not in [one["obligation"] for one in records(due(*asked))], "nobody has said when it begins"
    put(office / "mobilnost.toml", SETTINGS + UNITS + OFFICER + SEMESTERS)
    (found,) = [one for one in records(due(*asked)) if one["obligation"] == ENTERED]
    assert (found["due"], found["who"], found["state"], found["unit"]) == ("2019-02-15", "unit", "overdue", "fsre")
    assert found["citation"] == {"source": "Pravilnik", "at": "čl. 14 st. 2 t. 3.7", "reading": True}
    shown = run("check", office / "dossiers" / "good.toml", "--on", "2018-06-25", "--lang", "en")
    assert "15 February 2019" in shown.stdout
    assert "enters the results that were recognised" in shown.stdout


def test_the_days_of_the_portal_are_listed_for_those_who_go(due: Run, office: Path) -> None:
    text = dossier(programme='"ceepus"').replace("2018-0042", "2018-0050").replace("s-1001", "s-1009")
    register = opened(office, None)
    with register.write("ana", datetime(2018, 6, 1, tzinfo=UTC)) as writer:
        writer.add(DOSSIER, parse_dossier(text.replace('agreement = "sum-uniri-2018"\n', 'network = "CIII-1"\n')).value)
    register.engine.dispose()
    found = records(due("--dossier", "2018-0050", "--on", "2018-06-10", "--json"))
    (winter,) = [one for one in found if one["obligation"] == "ceepus.application_deadline.winter"]
    assert (winter["due"], winter["who"], winter["state"]) == ("2018-06-15", "student", "open")


@pytest.mark.parametrize(("on", "state"), [("2019-01-15", "open"), ("2019-01-16", "done")])
def test_networks_are_handed_in_by_a_day_that_passes(due: Run, on: str, state: str) -> None:
    id = "ceepus.network.deadline/2019"
    (found,) = [one for one in records(due("--on", on, "--all", "--json")) if one["id"] == id]
    assert (found["due"], found["state"], found["citation"]["source"]) == ("2019-01-15", state, "tempus.ac.rs")
    assert due("done", id, "--on", "2019-01-10").returncode == 1, "nobody owes it"
