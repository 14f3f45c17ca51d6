"""An office is a folder of files: found, read when needed, and told apart when two say the same."""

import datetime as dt
from pathlib import Path

import offices
import pytest
from offices import AGREEMENT, SETTINGS, dossier, put

from mobilnost.formats import load_dossier
from mobilnost.host import Host
from mobilnost.model import InvalidData, Problem
from mobilnost.office import Office, office_above

ON = dt.date(2018, 6, 25)
CALL = """\
[call]
id = "erasmus-2018"
programme = "erasmus"
academic_year = "2018/2019"
opens = 2018-03-01
closes = 2018-04-13
"""
DECISION = """\
[decision]
id = "d-1"
date = 2018-06-01
by = "international_office"
reference = "01-1/18"
reason = "outside the procedure"
dossier = "2018-0042"

[[waivers]]
provision = "selection.staff.criteria"
"""
INSTITUTIONS = """\
[[institutions]]
id = "uniri.hr"
names = { en = "University of Rijeka" }
country = "HR"
"""
HOST = Host.discover()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return offices.make(tmp_path / "office")


def opened(folder: Path | None) -> Office:
    return Office.open(folder, HOST)


def judged(folder: Path, **changes: str) -> str:
    path = put(folder / "dossiers" / "good.toml", dossier(**changes))
    return opened(folder).assess(load_dossier(path), ON).verdict


def problems(folder: Path, **changes: str) -> tuple[Problem, ...]:
    with pytest.raises(InvalidData) as refused:
        judged(folder, **changes)
    return refused.value.problems


# -- what is found


def test_a_dossier_is_judged_by_the_agreement_whose_id_it_names(folder: Path) -> None:
    found = opened(folder).assess(load_dossier(folder / "dossiers" / "good.toml"), ON)
    assert found.verdict == "eligible"
    assert found.rulebook.agreement is not None
    assert found.rulebook.agreement.id == "sum-uniri-2018"


@pytest.mark.parametrize("named", ["../agreements/rijeka.toml", "agreements/rijeka.toml"])
def test_a_path_is_seen_from_the_dossier_s_folder_and_from_the_office_s(folder: Path, named: str) -> None:
    assert judged(folder, agreement=f'"{named}"') == "eligible"


def test_files_may_be_json(folder: Path) -> None:
    (folder / "agreements" / "rijeka.toml").unlink()
    put(
        folder / "agreements" / "rijeka.json",
        '{"agreement": {"id": "sum-uniri-2018", "programme": "erasmus", "level": "university",'
        ' "parties": ["sum.ba", "uniri.hr"], "signed": "2018-01-15", "valid_from": "2018-02-01"}}',
    )
    assert judged(folder) == "eligible"


def test_without_an_office_the_shipped_regulation_speaks(folder: Path) -> None:
    path = put(folder / "dossiers" / "good.toml", dossier(agreement='"../agreements/rijeka.toml"'))
    office = opened(None)
    assert office.regulation.id == "mostar-2018"
    assert office.assess(load_dossier(path), ON).verdict == "eligible"


def test_the_decision_for_a_dossier_is_found_by_the_dossier_s_id(folder: Path) -> None:
    (folder / "decisions").mkdir()
    put(folder / "decisions" / "one.toml", DECISION)
    found = opened(folder).decision_for("2018-0042")
    assert found is not None
    assert found.value.id == "d-1"
    assert opened(folder).decision_for("2018-0043") is None


def test_a_regulation_of_one_s_own_is_named_in_the_settings(folder: Path) -> None:
    put(folder / "own.toml", '[regulation]\nid = "own"\nsource = "Own"\ninstitution = "sum.ba"\ncountry = "BA"\n')
    put(folder / "mobilnost.toml", '[institution]\nid = "sum.ba"\ncountry = "BA"\n[office]\nregulation = "own.toml"\n')
    assert opened(folder).regulation.id == "own"


@pytest.mark.parametrize("name", ["institutions.toml", "institutions/partners.toml"])
def test_institutions_stand_in_one_file_or_in_many(folder: Path, name: str) -> None:
    (folder / "institutions").mkdir()
    put(folder / name, INSTITUTIONS)
    assert [one.id for one in opened(folder).partners.all] == ["uniri.hr"]


def test_the_nearest_office_above_is_taken(folder: Path) -> None:
    assert office_above(folder / "dossiers") == folder
    assert office_above(folder) == folder
    assert office_above(folder.parent) is None


def test_files_of_other_kinds_and_hidden_ones_are_passed_over(folder: Path) -> None:
    for name in ("notes.txt", ".hidden.toml", "rijeka.toml~"):
        put(folder / "agreements" / name, "nothing = [")
    assert not opened(folder).problems


# -- working days


def test_the_holidays_of_the_country_and_of_the_office_are_no_working_days(folder: Path) -> None:
    put(
        folder / "mobilnost.toml",
        SETTINGS + '[holidays]\ncountry = "BA"\nsubdivision = "BIH"\nextra = [2018-08-10]\nworking = [2018-05-01]\n',
    )
    calendar = opened(folder).calendar_for(load_dossier(folder / "dossiers" / "good.toml").value)
    days = {"new year": dt.date(2019, 1, 1), "own day off": dt.date(2018, 8, 10), "a Monday": dt.date(2018, 8, 13)}
    assert {name: calendar.is_working(day) for name, day in days.items()} == {
        "new year": False,
        "own day off": False,
        "a Monday": True,
    }
    assert calendar.is_working(dt.date(2018, 5, 1)), "declared a working day"


@pytest.mark.parametrize(
    ("holidays", "key"),
    [('country = "XX"', "holidays.country"), ('country = "BA"\nsubdivision = "ZZ"', "holidays.subdivision")],
)
def test_a_calendar_that_nobody_knows_is_told(folder: Path, holidays: str, key: str) -> None:
    put(folder / "mobilnost.toml", f"{SETTINGS}[holidays]\n{holidays}\n")
    (problem,) = problems(folder)
    assert (problem.kind, problem.place.key) == ("unknown-calendar", key)


# -- what is wrong


@pytest.mark.parametrize(
    ("changes", "kind", "key", "suggestion"),
    [
        ({"agreement": '"sum-unri-2018"'}, "unknown-agreement", "mobility.agreement", "sum-uniri-2018"),
        ({"programme": '"erasmsu"'}, "unknown-programme", "mobility.programme", "erasmus"),
    ],
)
def test_a_name_that_nobody_knows_is_told_at_its_line_with_the_nearest(
    folder: Path, changes: dict[str, str], kind: str, key: str, suggestion: str
) -> None:
    (problem,) = problems(folder, **changes)
    assert (problem.kind, problem.place.key, problem.suggestion) == (kind, key, suggestion)
    assert problem.place.line is not None
    assert str(problem.place.file).endswith("good.toml")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"sending": '"unze.ba"'}, "mobility.sending"),
        ({"direction": '"incoming"'}, "mobility.receiving"),
    ],
)
def test_a_dossier_of_another_university_is_not_judged_by_our_law(
    folder: Path, changes: dict[str, str], key: str
) -> None:
    (problem,) = problems(folder, **changes)
    assert (problem.kind, problem.place.key, problem.expected) == ("not-ours", key, "sum.ba")
    assert problem.place.line is not None


def test_a_call_that_nobody_knows_is_told(folder: Path) -> None:
    (folder / "calls").mkdir()
    put(folder / "calls" / "one.toml", CALL)
    text = dossier().replace("[person]", "", 1).replace("[mobility]\n", '[mobility]\ncall = "erasmus-2081"\n')
    text = text.replace('id = "s-1001"', '[person]\nid = "s-1001"')
    path = put(folder / "dossiers" / "good.toml", text)
    with pytest.raises(InvalidData) as refused:
        opened(folder).assess(load_dossier(path), ON)
    (problem,) = refused.value.problems
    assert (problem.kind, problem.place.line, problem.suggestion) == ("unknown-call", 2, "erasmus-2018")


@pytest.mark.parametrize("ending", ["", ".toml"], ids=["an id", "a path"])
def test_a_name_that_no_file_can_have_is_one_that_nobody_knows(folder: Path, ending: str) -> None:
    (found,) = problems(folder, agreement=f'"{"a" * 5000}{ending}"')
    assert (found.kind, found.place.key) == ("unknown-agreement", "mobility.agreement")


def test_two_agreements_of_one_id_are_told_with_both_places(folder: Path) -> None:
    put(folder / "agreements" / "again.toml", AGREEMENT)
    for found in (problems(folder), opened(folder).problems):
        (problem,) = found
        assert problem.kind == "duplicate"
        files = [str(place.file).rpartition("/")[2] for place in (problem.place, *problem.others)]
        assert files == ["again.toml", "rijeka.toml"]


def test_two_decisions_for_one_dossier_are_told_with_both_places(folder: Path) -> None:
    (folder / "decisions").mkdir()
    put(folder / "decisions" / "one.toml", DECISION)
    put(folder / "decisions" / "two.toml", DECISION.replace("d-1", "d-2"))
    (problem,) = problems(folder)
    assert (problem.kind, problem.found, len(problem.others)) == ("several-decisions", "2018-0042", 1)


def test_two_institutions_of_one_id_are_told_with_both_places(folder: Path) -> None:
    (folder / "institutions").mkdir()
    put(folder / "institutions.toml", INSTITUTIONS)
    put(folder / "institutions" / "more.toml", INSTITUTIONS)
    (problem,) = opened(folder).problems
    assert (problem.kind, problem.found, len(problem.others)) == ("duplicate", "uniri.hr", 1)


def test_a_mistake_in_an_agreement_concerns_only_those_who_name_it(folder: Path) -> None:
    broken = put(folder / "agreements" / "zagreb.toml", AGREEMENT.replace("sum-uniri", "sum-unizg") + "[[terms]]\n")
    assert judged(folder) == "eligible"
    found = problems(folder, agreement='"sum-unizg-2018"')
    assert {one.place.file for one in found} == {str(broken)}
    assert {one.place.file for one in opened(folder).problems} == {str(broken)}


def test_a_plugin_that_failed_gives_the_reason_why_its_programme_is_unknown(folder: Path) -> None:
    host = Host(disabled={"erasmus"})
    host.add(object(), "erasmus")
    path = folder / "dossiers" / "good.toml"
    with pytest.raises(InvalidData) as refused:
        Office.open(folder, host).assess(load_dossier(path), ON)
    unknown, reason = refused.value.problems
    assert (unknown.kind, unknown.found) == ("unknown-programme", "erasmus")
    assert (reason.kind, reason.place.key) == ("plugin-disabled", "erasmus")
