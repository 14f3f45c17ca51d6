"""The agreements of an office: made, listed, shown, renewed and compared, beside the dossiers of its register."""

from __future__ import annotations

import datetime as dt
import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from offices import AGREEMENT, DOSSIER, SETTINGS, Run, put
from offices import dossier as written

from mobilnost.formats import load_agreement, parse_dossier
from mobilnost.procedure.lives.life import Life, Taken, Withdrawal
from mobilnost.register import sorts
from mobilnost.register.opening import opened

NOON = dt.datetime(2018, 6, 25, 12, tzinfo=dt.UTC)
ON = "2018-11-05"
RIJEKA = AGREEMENT.replace(
    "valid_from = 2018-02-01\n",
    'valid_from = 2018-02-01\nvalid_to = 2021-09-30\nnotice_days = 365\nrenewal = "by letter"\n',
)
PLACES = """
[[places]]
direction = "outgoing"
kind = "study"
cycles = ["first", "second"]
persons_per_year = 3
months_per_year = 10

[[places]]
direction = "incoming"
kind = "study"
student_semesters_per_year = 2

[[conditions]]
id = "average"
requires = "grade_average >= 3.5"
applies = "direction == 'outgoing'"
clause = "čl. 6"
"""
CALL = """\
[call]
id = "erasmus-2021"
programme = "erasmus"
academic_year = "2021/2022"
opens = 2021-03-01
closes = 2021-04-13
agreements = ["sum-uniri-2018"]
"""
INSTITUTIONS = """\
[[institutions]]
id = "uniri.hr"
country = "HR"
names = { hr = "Sveučilište u Rijeci", en = "University of Rijeka" }
"""
NEW = (
    *("agreement", "new", "--programme", "bilateral", "--with", "uniri.hr", "--from", "2022-10-01"),
    *("--to", "2025-09-30", "--place", "outgoing:study:persons=2,months=10.5,cycles=first+second"),
)


@pytest.fixture
def office(office: Path) -> Path:
    """An office with an agreement that has places, and a register with those who use them."""
    put(office / "agreements" / "rijeka.toml", RIJEKA + PLACES)
    put(office / "institutions.toml", INSTITUTIONS)
    register = opened(office, None)
    with register.write("office", NOON) as writer:
        for id, more in {
            "one": {},
            "two": {"agreement": '"../agreements/rijeka.toml"'},
            "long": {"start": "2021-02-15", "end": "2021-12-31"},
            "gone": {},
            "asking": {"start": "2019-02-18", "end": "2019-06-30"},
            "guest": {"direction": '"incoming"', "sending": '"uniri.hr"', "receiving": '"sum.ba"'},
        }.items():
            writer.add(sorts.DOSSIER, parse_dossier(written(**{"id": f'"{id}"'} | more)).value)
        applied = Taken(step="applied", on=NOON.date(), by="somebody", role="student")
        withdrawal = Withdrawal(on=NOON.date(), reason="changed plans")
        writer.add(sorts.LIFE, Life(dossier="asking", procedure="student.outgoing", taken=(applied,)))
        writer.add(sorts.LIFE, Life(dossier="gone", procedure="student.outgoing", withdrawn=withdrawal))
    register.engine.dispose()
    return office


def lines(said: str) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in said.splitlines())


def told(run: Run, *arguments: object, code: int = 0) -> Any:
    done = run(*arguments, "--json")
    assert done.returncode == code, done.stderr
    return next(lines(done.stdout), None)


# -- list


def test_a_list_tells_state_partner_end_and_places(run: Run, office: Path) -> None:
    done = run("agreement", "list", "--office", office, "--on", ON, "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "in force  sum-uniri-2018  Erasmus+  University of Rijeka  30 September 2021"
        "  outgoing, persons: 2/3  incoming, semesters: 1/2\n"
    )


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (("--programme", "ceepus"), 0),
        (("--partner", "uniri.hr"), 1),
        (("--country", "AT"), 0),
        (("--unit", "fsre"), 0),
        (("--valid-on", "2021-09-30"), 1),
        (("--valid-on", "2021-10-01"), 0),
        (("--expired", "--on", "2021-09-30"), 0),
        (("--expired", "--on", "2021-10-01"), 1),
    ],
)
def test_a_list_is_filtered(run: Run, office: Path, filters: tuple[str, ...], count: int) -> None:
    done = run("agreement", "list", "--office", office, "--json", *filters)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, count)


def test_a_list_is_there_for_programs(run: Run, office: Path) -> None:
    found = told(run, "agreement", "list", "--office", office, "--on", ON)
    assert found["state"] == "in-force"
    assert (found["ends"], found["ends_by"], found["notice_by"]) == ("2021-09-30", "valid-to", "2020-09-30")
    assert found["countries"] == ["HR"]
    first, second = found["usage"]["places"]
    assert first["used"] == {"persons": "2", "months": "9.00", "days": "276", "student_semesters": "2.00"}
    assert first["left"] == {"persons": "1", "months": "1.00"}
    assert first["asked"]["persons"] == "1"
    assert second["left"] == {"student_semesters": "1.00"}


def test_a_list_tells_where_more_is_used_than_there_is(run: Run, office: Path) -> None:
    put(
        office / "agreements" / "rijeka.toml", (RIJEKA + PLACES).replace("persons_per_year = 3", "persons_per_year = 1")
    )
    said = run("agreement", "list", "--office", office, "--on", ON, "--lang", "en").stdout
    assert "persons: 2/1" in said
    assert "more used than there is" in said


def test_a_broken_agreement_is_told_and_the_others_are_listed(run: Run, office: Path) -> None:
    put(office / "agreements" / "broken.toml", "[agreement]\n")
    done = run("agreement", "list", "--office", office)
    assert (done.returncode, len(done.stdout.splitlines())) == (3, 1)
    assert "broken.toml" in done.stderr


def test_where_nobody_says_who_acts_places_are_not_counted(run: Run, office: Path) -> None:
    put(office / "mobilnost.toml", SETTINGS + '\n[[officers]]\nrole = "office"\nname = "Ana"\n')
    done = run("agreement", "list", "--office", office, "--on", ON, "--lang", "en")
    assert (done.returncode, "persons" in done.stdout) == (0, False)
    assert "MOBILNOST_AS" in done.stderr
    assert (
        "persons: 2/3" in run("agreement", "list", "--office", office, "--on", ON, "--lang", "en", "--as", "Ana").stdout
    )


def test_who_acts_for_a_unit_is_told_that_others_are_not_counted(run: Run, office: Path) -> None:
    unit = '\n[[units]]\nid = "ff"\nnames = { hr = "FF" }\nects_coordinator = "Ivo"\n'
    put(office / "mobilnost.toml", SETTINGS + unit)
    done = run("agreement", "list", "--office", office, "--on", ON, "--lang", "en", "--as", "Ivo")
    assert "persons: 0/3" in done.stdout
    assert "ff" in done.stderr


def test_a_partner_that_only_the_register_knows_is_known_to_agreements_too(run: Run, office: Path) -> None:
    added = run("institution", "add", office / "institutions.toml", "--office", office)
    assert added.returncode == 0, added.stderr
    (office / "institutions.toml").unlink()
    at = ("--office", office, "--on", "2021-06-01", "--lang", "en")
    assert "University of Rijeka" in run("agreement", "list", *at, "--country", "HR").stdout
    assert "University of Rijeka" in run("agreement", "expiring", *at).stdout
    assert "University of Rijeka" in run("agreement", "show", "sum-uniri-2018", *at).stdout


# -- show


@pytest.mark.parametrize("lang", ["en", "hr", "mk"])
def test_each_term_and_condition_is_shown_with_the_article_that_allows_it(run: Run, office: Path, lang: str) -> None:
    done = run("agreement", "show", "sum-uniri-2018", "--office", office, "--on", ON, "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert "čl. 9 st. 1; čl. 22 st. 2" in done.stdout
    assert "čl. 11 st. 2 al. 4" in done.stdout
    assert "agreements." not in done.stdout


def test_places_are_shown_as_used_left_and_asked_for(run: Run, office: Path) -> None:
    said = run("agreement", "show", "sum-uniri-2018", "--office", office, "--on", ON, "--lang", "en").stdout
    assert "persons: 2 of 3 used, 1 left" in said
    assert "asked for: 1" in said
    assert "semesters of students: 1 of 2 used, 1 left" in said


def test_what_is_shown_is_there_for_programs(run: Run, office: Path) -> None:
    found = told(run, "agreement", "show", "sum-uniri-2018", "--office", office, "--on", ON)
    (term,), (condition,) = found["terms"], found["conditions"]
    assert (term["provision"], term["value"], term["clause"]) == ("duration.maximum", "10 months", "čl. 4")
    assert term["allowed_by"] == ["čl. 9 st. 1; čl. 22 st. 2"]
    assert condition["allowed_by"] == ["čl. 11 st. 2 al. 4"]


def test_of_what_is_open_ended_the_earliest_end_is_told(run: Run, office: Path) -> None:
    put(office / "agreements" / "rijeka.toml", AGREEMENT.replace("\n\n[[terms]]", "\nnotice_days = 90\n\n[[terms]]", 1))
    done = run("agreement", "show", "sum-uniri-2018", "--office", office, "--on", "2020-01-01", "--lang", "en")
    assert "90 days; if it were given now, the last day would be 31 March 2020" in done.stdout
    found = told(run, "agreement", "show", "sum-uniri-2018", "--office", office, "--on", "2020-01-01")
    assert (found["ends"], found["notice_by"], found["earliest_end"]) == (None, None, "2020-03-31")


def test_an_unknown_agreement_is_wrong_usage(run: Run, office: Path) -> None:
    done = run("agreement", "show", "sum-uniri-2019", "--office", office)
    assert (done.returncode, "sum-uniri-2018" in done.stderr) == (2, True)


def test_what_the_law_forbids_is_told_and_the_rest_is_shown(run: Run, office: Path) -> None:
    term = '\n[[terms]]\nprovision = "duration.minimum"\nvalue = "1 month"\nclause = "čl. 5"\n'
    put(office / "agreements" / "rijeka.toml", RIJEKA + term)
    done = run("agreement", "show", "sum-uniri-2018", "--office", office, "--lang", "en")
    assert done.returncode == 3
    assert "No article leaves this to an agreement." in done.stdout
    assert "čl. 9" in done.stderr


# -- expiring


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("--on", "2021-04-01"), 1),
        (("--on", "2021-03-29"), 0),
        (("--on", "2020-09-01"), 1),
        (("--on", "2018-06-01"), 0),
        (("--on", "2018-06-01", "--within", "4-years"), 1),
        (("--on", "2018-06-01", "--until", "2020-09-29"), 0),
        (("--on", "2018-06-01", "--until", "2020-09-30"), 1),
    ],
)
def test_what_ends_or_must_be_given_notice_of_is_told(
    run: Run, office: Path, arguments: tuple[str, ...], count: int
) -> None:
    done = run("agreement", "expiring", "--office", office, "--json", *arguments)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, count)


def test_what_goes_on_beyond_the_end_is_named(run: Run, office: Path) -> None:
    (office / "calls").mkdir()
    put(office / "calls" / "erasmus-2021.toml", CALL)
    found = told(run, "agreement", "expiring", "--office", office, "--on", "2021-06-01")
    assert found["beyond"] == {"dossiers": ["long"], "calls": ["erasmus-2021"]}
    said = run("agreement", "expiring", "--office", office, "--on", "2021-06-01", "--lang", "en").stdout
    assert "30 September 2020, which has passed" in said
    assert "On renewal it says: by letter" in said
    assert "1 (long)" in said


@pytest.mark.parametrize("wrong", [("--within", "soon"), ("--within", "1-year", "--until", "2020-01-01")])
def test_a_period_that_is_none_is_wrong_usage(run: Run, office: Path, wrong: tuple[str, ...]) -> None:
    assert run("agreement", "expiring", "--office", office, *wrong).returncode == 2


# -- new


def test_a_new_agreement_is_private_and_says_what_was_typed(run: Run, office: Path) -> None:
    done = run(*NEW, "--office", office, "--notice", "90")
    path = office / "agreements" / "bilateral-uniri-2022.toml"
    assert (done.returncode, str(path) in done.stderr) == (0, True)
    one = load_agreement(path).value
    assert (one.parties, one.notice_days, one.level) == (("sum.ba", "uniri.hr"), 90, "university")
    assert str(one.places[0].months_per_year) == "10.5"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert run("agreement", "check", path, "--office", office).returncode == 0


def test_a_partner_is_known_from_the_register_too(run: Run, office: Path) -> None:
    file = office / "institutions.toml"
    added = run("institution", "add", file, "--office", office)
    assert added.returncode == 0, added.stderr
    file.unlink()
    for further, unknown in (((), 0), (("--with", "uni-graz.at"), 1)):
        done = run(*NEW, *further, "--office", office, "--dry-run", "--lang", "en")
        assert done.stderr.count("The office knows nothing of") == unknown, done.stderr


def test_a_dry_run_shows_the_file_and_writes_none(run: Run, office: Path) -> None:
    done = run(*NEW, "--office", office, "--dry-run")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "[agreement]")
    assert len(list((office / "agreements").iterdir())) == 1


def test_a_second_one_gets_another_id(run: Run, office: Path) -> None:
    assert [told(run, *NEW, "--office", office)["agreement"] for _ in range(2)] == [
        "bilateral-uniri-2022",
        "bilateral-uniri-2022-2",
    ]


def test_no_file_is_written_over(run: Run, office: Path) -> None:
    path = put(office / "agreements" / "x.toml", "mine")
    done = run(*NEW, "--office", office, "--id", "x")
    assert (done.returncode, path.read_text(encoding="utf-8")) == (2, "mine")


@pytest.mark.parametrize(
    "more",
    [
        ("--place", "outgoing:dancing:persons=2"),
        ("--place", "outgoing:study"),
        ("--place", "outgoing:study:persons=two"),
        ("--place", "outgoing:study:persons=1.5"),
        ("--id", "../elsewhere"),
        ("--id", "sum-uniri-2018"),
        ("--programme", "erasmsu"),
    ],
)
def test_what_means_nothing_is_wrong_usage(run: Run, office: Path, more: tuple[str, ...]) -> None:
    done = run(*NEW, *more, "--office", office)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(list((office / "agreements").iterdir())) == 1


def test_places_that_nobody_can_have_are_not_written(run: Run, office: Path) -> None:
    put(office / "institutions.toml", INSTITUTIONS)
    done = run(*NEW, "--programme", "lipetsk", "--place", "outgoing:teaching:persons=2", "--office", office)
    written_now = (office / "agreements" / "lipetsk-uniri-2022.toml").exists()
    assert written_now is (done.returncode == 0)
    assert done.stderr


def test_an_end_before_the_beginning_is_refused(run: Run, office: Path) -> None:
    assert run(*NEW, "--to", "2022-01-01", "--office", office).returncode == 3


# -- renew, diff


def test_a_renewal_differs_in_its_days_and_its_id_alone(run: Run, office: Path) -> None:
    arguments = (
        "agreement",
        "renew",
        "sum-uniri-2018",
        "--until",
        "2024-09-30",
        "--office",
        office,
        "--on",
        "2021-06-01",
    )
    assert told(run, *arguments)["file"] == "agreements/sum-uniri-2021.toml"
    found = told(run, "agreement", "diff", "sum-uniri-2021", "--office", office, code=1)
    assert {one["key"] for one in found["changes"]} == {"id", "amends", "signed", "valid_from", "valid_to"}
    assert (found["before"], found["after"]) == ("sum-uniri-2018", "sum-uniri-2021")
    assert run("agreement", "check", "--office", office).returncode == 0
    again = run(*arguments, "--lang", "en")
    assert (again.returncode, "sum-uniri-2021" in again.stderr) == (1, True)


def test_the_places_of_a_year_are_those_of_either_text(run: Run, office: Path) -> None:
    text = RIJEKA.replace('id = "sum-uniri-2018"', 'id = "later"\namends = "sum-uniri-2018"')
    put(office / "agreements" / "later.toml", text.replace("2018-02-01", "2019-02-01") + PLACES)
    found = told(run, "agreement", "show", "later", "--office", office, "--on", "2019-02-05")
    assert found["usage"]["places"][0]["used"]["persons"] == "2"
    old = told(run, "agreement", "show", "sum-uniri-2018", "--office", office, "--on", "2019-02-05")
    assert (old["state"], old["amended_by"], old["ends"]) == ("amended", "later", "2019-01-31")


def test_the_same_agreement_does_not_differ(run: Run, office: Path) -> None:
    found = told(run, "agreement", "diff", "sum-uniri-2018", "sum-uniri-2018", "--office", office)
    assert (found["differ"], found["changes"]) == (False, [])


@pytest.mark.parametrize("lang", ["en", "hr", "mk"])
def test_a_change_is_told_with_the_article_that_leaves_it_to_an_agreement(run: Run, office: Path, lang: str) -> None:
    text = (RIJEKA + PLACES).replace("sum-uniri-2018", "b").replace("10 months", "6 months")
    text = text.replace(">= 3.5", ">= 4").replace("persons_per_year = 3", "persons_per_year = 5")
    put(office / "agreements" / "b.toml", text)
    done = run("agreement", "diff", "sum-uniri-2018", "b", "--office", office, "--lang", lang)
    assert (done.returncode, done.stderr) == (1, "")
    for piece in ("čl. 9 st. 1; čl. 22 st. 2", "čl. 11 st. 2 al. 4", "čl. 5 st. 2", "mobilnost rules diff"):
        assert piece in done.stdout
    assert "agreements." not in done.stdout


def test_what_amends_nothing_is_compared_with_nothing(run: Run, office: Path) -> None:
    assert run("agreement", "diff", "sum-uniri-2018", "--office", office).returncode == 2


# -- balance


def test_the_balance_is_told_year_by_year(run: Run, office: Path) -> None:
    arguments = ("agreement", "balance", "sum-uniri-2018", "--office", office, "--on", "2021-03-01")
    found = told(run, *arguments)
    assert found["unit"] == "student-semesters"
    rows = [(one["academic_year"], one["sent"], one["received"], one["carried"]) for one in found["years"]]
    # Who has begun counts, whatever has been recorded of the way; who withdrew does not.
    assert rows == [
        ("2017/2018", "0.00", "0.00", "0.00"),
        ("2018/2019", "3.00", "1.00", "-2.00"),
        ("2019/2020", "0.00", "0.00", "-2.00"),
        ("2020/2021", "2.00", "0.00", "-4.00"),
    ]
    (only,) = told(run, *arguments, "--year", "2018/2019")["years"]
    assert only["carried"] == "-2.00"
    assert "Still to be received by us: 4" in run(*arguments, "--lang", "en").stdout


def test_a_year_that_is_none_is_wrong_usage(run: Run, office: Path) -> None:
    assert run("agreement", "balance", "sum-uniri-2018", "--office", office, "--year", "2018").returncode == 2


def test_without_an_office_there_are_no_agreements(run: Run) -> None:
    assert run("agreement", "list").returncode == 2


def test_the_dossier_of_these_tests_is_the_example() -> None:
    assert 'agreement = "sum-uniri-2018"' in DOSSIER
