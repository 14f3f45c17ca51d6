"""`mobilnost grant`: what a stay is paid, for people and for programs, and what it would be otherwise."""

import json
from pathlib import Path
from typing import Any

import pytest
from offices import AGREEMENT, Run, dossier, put

ON = ("--on", "2018-09-01")
RECORD = """
[grant]
distance_km = 347
payments = [{ date = 2018-09-24, amount = "3024.00 EUR" }]
"""
CALL = """\
[call]
id = "other"
programme = "erasmus"
academic_year = "2018/2019"
edition = "2021-2027"
opens = 2018-03-01
closes = 2018-04-13
"""


@pytest.fixture
def paid(office: Path) -> Path:
    """The office with one dossier of whose money everything is known."""
    put(office / "dossiers" / "good.toml", dossier() + RECORD)
    return office


def shown(run: Run, office: Path, *more: object, code: int = 0) -> dict[str, Any]:
    done = run("grant", *more, "--office", office, "--json", *ON)
    assert done.returncode == code, done.stderr
    (line,) = done.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


# -- show


def test_a_grant_is_shown_line_by_line(run: Run, paid: Path) -> None:
    grant = shown(run, paid, "show", "2018-0042")["grant"]
    assert [(one["component"], one["quantity"], one["rate"], one["amount"]) for one in grant["lines"]] == [
        ("erasmus.travel_international", "1", "180.00", "180.00"),
        ("erasmus.individual_support.student_international", "4.5", "800.00", "3600.00"),
    ]
    assert (grant["payer"], grant["currency"], grant["total"]) == ("uniri.hr", "EUR", "3780.00")
    assert grant["balance"] == [{"currency": "EUR", "amount": "756.00"}]
    assert all(one["citation"]["source"] for one in grant["lines"])


def test_every_step_of_the_time_is_told_to_programs(run: Run, paid: Path) -> None:
    time = shown(run, paid, "show", "2018-0042")["grant"]["duration"]
    assert (time["counting"], time["part_months"], time["total_days"]) == ("commission-360", "thirtieths", 135)
    assert (time["funded"], time["months"]) == ({"value": "4 15", "unit": "months days"}, "4.5")
    assert [one["key"] for one in time["provisions"]] == [
        "erasmus.grant.part_months",
        "erasmus.grant.share",
        "erasmus.grant.ceiling",
    ]


def test_the_assessment_carries_the_same_grant(run: Run, paid: Path) -> None:
    done = run("check", paid / "dossiers" / "good.toml", "--office", paid, "--json", *ON)
    assert json.loads(done.stdout)["grant"] == shown(run, paid, "show", "2018-0042")["grant"]


def test_check_tells_what_is_paid(run: Run, paid: Path) -> None:
    done = run("check", paid / "dossiers" / "good.toml", "--office", paid, "--lang", "en", *ON)
    assert "\nGrant\n" in done.stdout
    assert "In all: 3,780.00 EUR" in done.stdout


def test_what_is_not_known_is_never_nothing(run: Run, office: Path) -> None:
    grant = shown(run, office, "show", "2018-0042")["grant"]
    travel, support = grant["lines"]
    assert (travel["amount"], travel["because"], travel["missing"]) == (None, "unknown", ["grant.distance_km"])
    assert (support["amount"], grant["total"], grant["totals"]) == ("3600.00", None, None)
    assert grant["known"] == [{"currency": "EUR", "amount": "3600.00"}]
    told = run("grant", "show", "2018-0042", "--office", office, "--lang", "en", *ON).stdout
    assert "In all: not known yet; known of it: 3,600.00 EUR" in told
    assert "waits for: the distance" in told


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "What is paid"), ("hr", "Što se plaća"), ("mk", "Што се плаќа")],
)
def test_it_is_told_in_the_reader_s_language(run: Run, paid: Path, language: str, words: str) -> None:
    assert f"\n{words}\n" in run("grant", "show", "2018-0042", "--office", paid, "--lang", language, *ON).stdout


def test_several_are_shown_one_after_the_other(run: Run, paid: Path) -> None:
    done = run("grant", "show", "2018-0042", paid / "dossiers" / "good.toml", "--office", paid, "--json", *ON)
    assert [json.loads(line)["dossier"] for line in done.stdout.splitlines()] == ["2018-0042", "2018-0042"]


def test_a_dossier_that_is_not_there_is_wrong_usage(run: Run, paid: Path) -> None:
    done = run("grant", "show", "2018-9999", "--office", paid)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ("distance = 347", "grant.distance"),
        ("distance_km = -1", "grant.distance_km"),
        ("travel_days = 1.5", "grant.travel_days"),
        ('payments = [{ date = 2018-09-24, amount = "3024 euro" }]', "grant.payments[0].amount"),
        ('payments = [{ date = 2018-09-24, amount = "-5.00 EUR" }]', "grant.payments[0].amount"),
        ("payments = [{ date = 2018-09-24, amount = 3024.00 }]", "grant.payments[0].amount"),
        ("amendments = [{ date = 2018-09-24, end = 2018-09-30 }]", "grant.amendments[0].end"),
    ],
)
def test_a_mistake_in_the_record_has_its_place(run: Run, office: Path, record: str, key: str) -> None:
    put(office / "dossiers" / "good.toml", dossier() + f"\n[grant]\n{record}\n")
    done = run("grant", "show", "dossiers/good.toml", "--json", cwd=office)
    assert done.returncode == 3
    assert [one["key"] for one in json.loads(done.stdout)["problems"]] == [key]


# -- what if


def test_other_dates_pay_another_time(run: Run, paid: Path) -> None:
    table = shown(run, paid, "what-if", "2018-0042", "--dates-after", "2018-10-01..2019-01-31")
    (one,) = table["dossiers"]
    assert (one["before"]["verdict"], one["after"]["verdict"], one["changed"]) == ("eligible", "eligible", True)
    assert one["difference"] == [{"currency": "EUR", "amount": "-400.00"}]  # half a month less
    assert table["after"] == {"name": None, "start": "2018-10-01", "end": "2019-01-31"}


def test_who_may_no_longer_go_is_paid_nothing(run: Run, paid: Path) -> None:
    table = shown(run, paid, "what-if", "2018-0042", "--dates-after", "2018-10-01..2018-12-01")
    (one,) = table["dossiers"]
    assert (one["after"]["verdict"], one["after"]["totals"]) == ("not_eligible", [])
    assert one["difference"] == [{"currency": "EUR", "amount": "-3780.00"}]
    assert table["eligible"] == {"before": 1, "after": 0, "of": 1}
    assert "erasmus.duration.minimum" in one["after"]["unmet"]


def test_another_agreement_is_tried_on_all_dossiers_of_the_office(run: Run, paid: Path) -> None:
    put(paid / "agreements" / "short.toml", AGREEMENT.replace("10 months", "3 months").replace("sum-uniri", "short"))
    done = run("grant", "what-if", "--after", "agreements/short.toml", "--json", *ON, cwd=paid)
    assert done.returncode == 0, done.stderr
    table = json.loads(done.stdout)
    assert [(one["dossier"], one["after"]["verdict"]) for one in table["dossiers"]] == [("2018-0042", "not_eligible")]


def test_a_call_of_another_edition_has_other_rates(run: Run, paid: Path) -> None:
    (paid / "calls").mkdir()
    put(paid / "calls" / "other.toml", CALL)
    done = run("grant", "what-if", "--after", "calls/other.toml", "--json", *ON, cwd=paid)
    (one,) = json.loads(done.stdout)["dossiers"]
    assert one["after"]["totals"] is None  # its rates are open
    assert one["difference"] is None


def test_nothing_changes_where_nothing_is_changed(run: Run, paid: Path) -> None:
    table = shown(run, paid, "what-if")
    assert [one["changed"] for one in table["dossiers"]] == [False]
    told = run("grant", "what-if", "--office", paid, "--lang", "en", *ON).stdout
    assert "2018-0042: no change (may go; 3,780.00 EUR)" in told


def test_a_folder_stands_for_its_dossiers_and_those_that_cannot_be_judged_are_named(run: Run, paid: Path) -> None:
    put(paid / "dossiers" / "broken.toml", dossier().replace('programme = "erasmus"', 'programme = "nobody"'))
    done = run("grant", "what-if", paid / "dossiers", "--json", *ON)
    assert done.returncode == 3
    table = json.loads(done.stdout)
    assert (table["refused"], len(table["dossiers"])) == (["broken.toml"], 1)


@pytest.mark.parametrize("dates", ["2018-10-01", "2018-10-01..", "2019-02-15..2018-10-01", "..", "soon..later"])
def test_what_is_no_stay_is_wrong_usage(run: Run, paid: Path, dates: str) -> None:
    done = run("grant", "what-if", "2018-0042", "--dates-after", dates, "--office", paid)
    assert (done.returncode, done.stdout) == (2, "")
