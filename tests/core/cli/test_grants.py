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
        "erasmus.grant.counting",
        "erasmus.grant.part_months",
        "erasmus.grant.share",
        "erasmus.grant.ceiling",
    ]


def without_places(told: Any) -> Any:
    """The same without where it is written: an assessment is the same wherever the office lies."""
    if isinstance(told, list):
        return [without_places(one) for one in told]
    return {key: without_places(one) for key, one in told.items() if key != "place"} if isinstance(told, dict) else told


def test_the_assessment_carries_the_same_grant(run: Run, paid: Path) -> None:
    done = run("check", paid / "dossiers" / "good.toml", "--office", paid, "--json", *ON)
    assert json.loads(done.stdout)["grant"] == without_places(shown(run, paid, "show", "2018-0042")["grant"])


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


def test_every_line_says_where_it_is_written_and_who_set_what_it_rests_on(run: Run, paid: Path) -> None:
    for line in shown(run, paid, "show", "2018-0042")["grant"]["lines"]:
        assert line["place"]["file"] == "mobilnost_erasmus/law.toml"
        (payer,) = line["provisions"]
        assert (payer["key"], payer["set_by"], payer["beaten"]) == ("erasmus.payer.international", "programme", [])
        assert payer["place"]["line"] > 0


def test_who_does_not_go_pays_back(run: Run, office: Path) -> None:
    put(office / "dossiers" / "good.toml", dossier() + RECORD + "cancelled = 2018-09-28\n")
    grant = shown(run, office, "show", "2018-0042")["grant"]
    assert (grant["settled"], grant["total"], grant["lines"]) == ("not_gone", "0", [])
    assert grant["balance"] == [{"currency": "EUR", "amount": "-3024.00"}]
    assert (grant["repayment"]["obligation"], grant["repayment"]["due"]) == ("erasmus.grant.repay_days", "2018-10-13")


@pytest.fixture
def kept(paid: Path, run: Run) -> Path:
    """The same with the dossier in the register, and another in its file meanwhile."""
    done = run("dossier", "add", paid / "dossiers" / "good.toml", "--office", paid)
    assert done.returncode == 0, done.stderr
    put(paid / "dossiers" / "good.toml", dossier() + RECORD.replace("3024.00", "1.00"))
    return paid


def test_a_dossier_of_the_register_goes_before_one_of_the_folder_and_a_file_before_both(run: Run, kept: Path) -> None:
    assert shown(run, kept, "show", "2018-0042")["grant"]["balance"] == [{"currency": "EUR", "amount": "756.00"}]
    by_file = shown(run, kept, "show", kept / "dossiers" / "good.toml")
    assert by_file["grant"]["balance"] == [{"currency": "EUR", "amount": "3779.00"}]
    put(kept / "dossiers" / "other.toml", dossier(id='"2018-0043"') + RECORD)
    assert shown(run, kept, "show", "2018-0043")["dossier"] == "2018-0043"


def test_a_dossier_of_the_register_is_judged_by_what_the_register_knows_of_the_partner(run: Run, paid: Path) -> None:
    text, mark, partner = (dossier() + RECORD).partition("[[institutions]]")
    partner, other, record = partner.partition("\n[grant]")
    file = put(paid / "dossiers" / "good.toml", text + other + record)
    for words in (("institution", "add", put(paid / "rijeka.toml", mark + partner)), ("dossier", "add", file)):
        done = run(*words, "--office", paid)
        assert done.returncode == 0, done.stderr
    assert shown(run, paid, "show", "2018-0042")["grant"]["total"] == "3780.00"
    assert shown(run, paid, "show", file)["grant"]["total"] != "3780.00"
    (one,) = shown(run, paid, "what-if", "--after", "sum-uniri-2018")["dossiers"]
    assert one["after"]["totals"] == [{"currency": "EUR", "amount": "3780.00"}]


def test_who_withdrew_in_the_register_does_not_go(run: Run, kept: Path) -> None:
    done = run("dossier", "withdraw", "2018-0042", "--reason", "home", "--on", "2018-09-28", "--office", kept)
    assert done.returncode == 0, done.stderr
    grant = shown(run, kept, "show", "2018-0042")["grant"]
    assert (grant["settled"], grant["total"], grant["repayment"]["due"]) == ("not_gone", "0", "2018-10-13")
    sheet = run("dossier", "show", "2018-0042", "--json", "--office", kept, *ON)
    assert json.loads(sheet.stdout)["assessment"]["grant"] == without_places(grant)


def test_of_who_withdrew_after_the_arrival_the_stay_counts(run: Run, paid: Path) -> None:
    begun = dossier().replace("end = 2019-02-15", "end = 2019-02-15\narrived = 2018-10-01", 1)
    put(paid / "dossiers" / "good.toml", begun + RECORD)
    for words in (("add", paid / "dossiers"), ("withdraw", "2018-0042", "--reason", "home", "--on", "2018-12-28")):
        assert run("dossier", *words, "--office", paid).returncode == 0
    assert shown(run, paid, "show", "2018-0042")["grant"]["settled"] == "as_agreed"


@pytest.mark.parametrize("verb", ["show", "what-if"])
def test_a_file_that_is_not_there_is_told(run: Run, paid: Path, verb: str) -> None:
    done = run("grant", verb, "gone.toml", "--office", paid, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'gone.toml' does not exist" in done.stderr
    assert not (paid / "register.db").exists()


# -- what if


def test_without_names_it_is_the_dossiers_of_the_register_where_it_has_any(run: Run, kept: Path) -> None:
    put(kept / "dossiers" / "other.toml", dossier(id='"2018-0043"'))
    assert [one["dossier"] for one in shown(run, kept, "what-if")["dossiers"]] == ["2018-0042"]


def test_a_dossier_that_is_named_twice_is_counted_once(run: Run, paid: Path) -> None:
    assert shown(run, paid, "what-if", "2018-0042", paid / "dossiers")["eligible"]["of"] == 1


def test_what_keeps_somebody_back_is_told(run: Run, paid: Path) -> None:
    command = ("grant", "what-if", "2018-0042", "--dates-after", "2018-10-01..2018-12-01", "--office", paid)
    assert "2018-0042: not met: " in run(*command, "--lang", "en", *ON).stdout


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
