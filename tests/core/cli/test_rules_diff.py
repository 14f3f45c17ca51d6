"""`mobilnost rules diff`: what an agreement, call, edition or regulation changes, in words, and whom it touches."""

import json
import os
from pathlib import Path

import pytest
from offices import AGREEMENT, Run, dossier, put

from mobilnost import regulation
from mobilnost.regulations import shipped

SHORTER = AGREEMENT.replace("10 months", "3 months").replace("sum-uniri-2018", "sum-uniri-2020")
ELSEWHERE = SHORTER.replace("uniri.hr", "uni-lj.si").replace("sum-uniri-2020", "sum-unilj-2020")
CALL = """\
[call]
id = "erasmus-2018"
programme = "erasmus"
academic_year = "2018/2019"
opens = 2018-03-01
closes = 2018-04-13

[[terms]]
provision = "eligibility.student.first_cycle_year"
value = 3
clause = "t. 2"
"""
ON = ("--on", "2018-10-01")


@pytest.fixture
def two(office: Path) -> Path:
    """An office with a second agreement between the same parties, one with others, and a call."""
    (office / "calls").mkdir()
    put(office / "agreements" / "shorter.toml", SHORTER)
    put(office / "agreements" / "elsewhere.toml", ELSEWHERE)
    put(office / "calls" / "call.toml", CALL)
    put(office / "dossiers" / "good.toml", dossier())
    return office


def compared(run: Run, office: Path, one: object, other: object, *more: object, code: int = 1) -> dict:
    done = run("rules", "diff", one, other, "--office", office, "--json", *(more or ON))
    assert done.returncode == code, done.stderr
    (line,) = done.stdout.splitlines()
    return json.loads(line)


def changes(table: dict, kind: str = "provisions") -> list[tuple[str, str]]:
    """Each thing that differs, and how."""
    sides = [(one["change"], one["after"] or one["before"]) for one in table[kind]]
    return [(change, side.get("key") or side.get("id") or side["type"]) for change, side in sides]


# -- what is compared


def test_an_agreement_differs_from_another_in_what_it_sets_and_says_of_itself(run: Run, two: Path) -> None:
    table = compared(run, two, "sum-uniri-2018", "sum-uniri-2020")
    assert changes(table) == [("changed", "duration.maximum")]
    assert table["provisions"][0]["before"]["standing"][0]["value"] == "10 months"
    assert table["provisions"][0]["after"]["standing"][0]["value"] == "3 months"
    assert not table["rules"]


def test_a_programme_is_compared_with_one_of_its_agreements(run: Run, two: Path) -> None:
    table = compared(run, two, "erasmus", "sum-uniri-2018")
    assert changes(table) == [("changed", "duration.maximum")]
    assert (table["before"]["agreement"], table["after"]["agreement"]) == (None, "sum-uniri-2018")


def test_editions_are_compared_each_in_its_time(run: Run, two: Path) -> None:
    table = compared(run, two, "erasmus@2014-2020", "erasmus@2021-2027")
    assert (table["before"]["edition"], table["after"]["edition"]) == ("2014-2020", "2021-2027")
    assert ("changed", "erasmus.duration.minimum") in changes(table)


def test_several_things_hold_together(run: Run, two: Path) -> None:
    table = compared(run, two, "erasmus-2018", "erasmus-2018+sum-uniri-2018")
    assert (table["after"]["call"], table["after"]["agreement"]) == ("erasmus-2018", "sum-uniri-2018")
    assert changes(table) == [("changed", "duration.maximum")]


def test_files_are_recognised_by_what_stands_in_them(run: Run, two: Path, tmp_path: Path) -> None:
    draft = put(tmp_path / "draft.toml", SHORTER)
    assert changes(compared(run, two, "agreements/rijeka.toml", draft)) == [("changed", "duration.maximum")]
    table = compared(run, two, "erasmus", "calls/call.toml")
    assert changes(table) == [("changed", "eligibility.student.first_cycle_year")]


def test_another_regulation_is_compared_whole(run: Run, two: Path) -> None:
    text = law_text().replace('value = "3 months"', 'value = "2 months"', 1)
    own = put(two / "own.toml", text.replace('id = "mostar-2018"', 'id = "own"'))
    table = compared(run, two, "mostar-2018", own)
    assert ("changed", "duration.minimum") in changes(table)
    assert table["before"]["programme"] is None
    by_name = compared(run, two, "mostar-2018", "own.toml+erasmus")
    assert by_name["before"]["programme"] == "erasmus"


def law_text() -> str:
    """The text of the shipped regulation."""
    from importlib.resources import files

    (name,) = shipped()
    assert regulation().id == name
    return files("mobilnost.regulations").joinpath("mostar_2018.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("one", ["erasmus", "sum-uniri-2018", "erasmus-2018", "mostar-2018", "erasmus@2014-2020"])
def test_nothing_differs_from_itself_and_the_exit_code_says_so(run: Run, two: Path, one: str) -> None:
    table = compared(run, two, one, one, code=0)
    assert table["differ"] is False
    assert not any(
        table[key] for key in ("instruments", "provisions", "rules", "documents", "obligations", "components")
    )
    assert table["dossiers"]["touched"] == []


# -- whom it touches


def touched(table: dict) -> dict[str, tuple[str, str]]:
    return {one["dossier"]: tuple(one["verdict"].values()) for one in table["dossiers"]["touched"]}


def test_a_dossier_is_judged_by_both_agreements(run: Run, two: Path) -> None:
    table = compared(run, two, "sum-uniri-2018", "sum-uniri-2020")
    assert touched(table) == {"2018-0042": ("incomplete", "not_eligible")}
    (finding,) = table["dossiers"]["touched"][0]["findings"]
    assert finding["after"]["rule"] == "duration.maximum"
    assert (finding["before"]["outcome"], finding["after"]["outcome"]) == ("met", "unmet")


def test_of_an_agreement_with_others_only_what_it_sets_is_taken(run: Run, two: Path) -> None:
    table = compared(run, two, "sum-uniri-2018", "sum-unilj-2020")
    assert touched(table) == {"2018-0042": ("incomplete", "not_eligible")}
    assert [one["after"]["rule"] for one in table["dossiers"]["touched"][0]["findings"]] == ["duration.maximum"]


def test_without_its_agreement_s_terms_a_dossier_still_has_its_agreement(run: Run, two: Path) -> None:
    table = compared(run, two, "erasmus", "sum-uniri-2018")
    assert table["dossiers"]["judged"] == 1
    findings = [one for two_ in table["dossiers"]["touched"] for one in two_["findings"]]
    assert {one["after"]["rule"] for one in findings} == {"duration.maximum"}


def test_dossiers_that_have_neither_are_not_concerned(run: Run, two: Path) -> None:
    other = dossier(id='"2018-0043"', agreement='"sum-unilj-2020"', receiving='"uni-lj.si"')
    put(two / "dossiers" / "other.toml", other)
    assert compared(run, two, "sum-uniri-2018", "sum-uniri-2020")["dossiers"]["judged"] == 1
    assert compared(run, two, "sum-uniri-2018", "sum-unilj-2020")["dossiers"]["judged"] == 2


def test_dossiers_can_be_named(run: Run, two: Path, tmp_path: Path) -> None:
    folder = tmp_path / "some"
    folder.mkdir()
    put(folder / "one.toml", dossier(id='"2018-0099"'))
    table = compared(run, two, "sum-uniri-2018", "sum-uniri-2020", *ON, "--dossiers", folder)
    assert set(touched(table)) == {"2018-0099"}


def test_a_dossier_that_cannot_be_judged_is_named_and_stops_nobody(run: Run, two: Path) -> None:
    put(two / "dossiers" / "bad.toml", dossier(kind='"holiday"'))
    done = run("rules", "diff", "sum-uniri-2018", "sum-uniri-2020", "--office", two, "--json", *ON)
    assert done.returncode == 1
    assert "holiday" in done.stderr
    table = json.loads(done.stdout)
    assert table["dossiers"]["refused"] == ["bad.toml"]
    assert set(touched(table)) == {"2018-0042"}


def test_dossiers_are_judged_by_both_editions(run: Run, two: Path) -> None:
    short = dossier(id='"2018-0044"', end="2018-12-05")
    put(two / "dossiers" / "short.toml", short)
    table = compared(run, two, "erasmus@2014-2020", "erasmus@2021-2027")
    turned = {one["dossier"]: one["findings"] for one in table["dossiers"]["touched"]}
    rules = [one["after"]["rule"] for one in turned["2018-0044"]]
    assert "erasmus.duration.minimum" in rules


LOUD = """
from mobilnost import BOOLEAN, FactDefinition, hookimpl, parse_programme

LAW = parse_programme('''
[programme]
code = "loud"
source = "Loud"
names = { en = "Loud" }

[[rules]]
id = "loud.rule"
topic = "eligibility"
cites = "p. 1"
requires = "loud_fact"
''')


def compute(case):
    print("a plugin that talks")
    COMPUTE


@hookimpl
def mobilnost_programmes():
    return LAW.programmes


@hookimpl
def mobilnost_facts():
    return [FactDefinition(name="loud_fact", type=BOOLEAN, compute=compute, meaning="loud")]


@hookimpl
def mobilnost_eligibility(programme):
    return LAW.eligibility(programme)
"""


@pytest.mark.parametrize(("compute", "refused"), [("return True", []), ("raise ValueError('odd')", ["loud.toml"])])
def test_a_plugin_that_talks_or_fails_spoils_no_comparison(
    run: Run, two: Path, tmp_path: Path, compute: str, refused: list[str]
) -> None:
    site = tmp_path / "site"
    (site / "loud-1.0.dist-info").mkdir(parents=True)
    put(site / "loud.py", LOUD.replace("COMPUTE", compute))
    put(site / "loud-1.0.dist-info" / "METADATA", "Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    put(site / "loud-1.0.dist-info" / "entry_points.txt", "[mobilnost]\nloud = loud\n")
    text = dossier(programme='"loud"', id='"2018-0050"').replace('agreement = "sum-uniri-2018"\n', "")
    put(two / "dossiers" / "loud.toml", text)
    more = {"PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])}
    done = run("rules", "diff", "mostar-2018", "mostar-2018", "--office", two, "--json", **more)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["dossiers"]["refused"] == refused


# -- how it is told


def test_people_read_what_was_and_what_is(run: Run, two: Path) -> None:
    said = run("rules", "diff", "sum-uniri-2018", "sum-uniri-2020", "--office", two, "--lang", "hr", *ON).stdout
    assert "    − 10 mjeseci: sporazum: sum-uniri-2018, čl. 4 [agreements/rijeka.toml:10]\n" in said
    assert "    + 3 mjeseca: sporazum: sum-uniri-2020, čl. 4 [agreements/shorter.toml:10]\n" in said
    assert "  2018-0042 (drugi ishod)\n    Nepotpuno → ne ispunjava uvjete\n" in said
    assert "Iva" not in said


def test_it_can_be_put_on_a_page(run: Run, two: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.html"
    done = run("rules", "diff", "erasmus", "sum-uniri-2018", "--office", two, "--output", path, *ON)
    assert done.returncode == 1
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_options_before_the_command_hold_for_it_too(run: Run, two: Path) -> None:
    done = run("rules", "--office", two, "--json", *ON, "diff", "sum-uniri-2018", "sum-uniri-2020")
    assert done.returncode == 1
    assert json.loads(done.stdout)["before"]["on"] == "2018-10-01"


# -- mistakes


def test_what_would_have_no_effect_before_the_command_is_a_mistake(run: Run, two: Path) -> None:
    done = run("rules", "--office", two, "--topic", "duration", "diff", "erasmus", "erasmus", "--lang", "en")
    assert done.returncode == 2
    assert "--topic has no meaning before diff" in done.stderr


@pytest.mark.parametrize(
    ("one", "told"),
    [
        ("erasmsu", "Did you mean erasmus?"),
        ("erasmus@2014-2021", "erasmus@2014-2020"),
        ("dossiers/good.toml", "is no agreement, call, decision or regulation"),
        ("mobilnost.toml", "is no agreement, call, decision or regulation"),
        ("sum-uniri-2018+sum-uniri-2020", "cannot hold together"),
        ("ceepus+sum-uniri-2018", "different programmes"),
        ("call:sum-uniri-2018", "The office has no call sum-uniri-2018."),
        ("nobody", "There is nothing named nobody. Right would be: bilateral, "),
    ],
)
def test_a_name_that_means_nothing_is_told_so(run: Run, two: Path, one: str, told: str) -> None:
    done = run("rules", "diff", one, "erasmus", "--office", two, "--lang", "en")
    assert done.returncode == 2
    assert told in done.stderr


def test_a_name_that_several_things_bear_can_be_made_clear(run: Run, two: Path) -> None:
    put(two / "calls" / "twin.toml", CALL.replace("erasmus-2018", "sum-uniri-2018"))
    done = run("rules", "diff", "sum-uniri-2018", "erasmus", "--office", two, "--lang", "en")
    assert done.returncode == 2
    assert "agreement:sum-uniri-2018, call:sum-uniri-2018" in done.stderr
    assert compared(run, two, "agreement:sum-uniri-2018", "erasmus")["before"]["agreement"] == "sum-uniri-2018"


def test_an_agreement_that_is_not_lawful_is_refused(run: Run, two: Path) -> None:
    put(two / "agreements" / "shorter.toml", SHORTER.replace("duration.maximum", "duration.minimum"))
    done = run("rules", "diff", "sum-uniri-2018", "sum-uniri-2020", "--office", two, *ON)
    assert done.returncode == 3
    assert "čl. 9 st. 1" in done.stderr


@pytest.mark.parametrize("format", ["text", "markdown", "json", "html"])
@pytest.mark.parametrize("kind", ["", "agreement:"])
def test_where_a_file_lies_on_the_machine_is_not_told(run: Run, two: Path, format: str, kind: str) -> None:
    named = f"{kind}{two / 'agreements' / 'shorter.toml'}"
    done = run("rules", "diff", "erasmus", named, "--office", two, "--format", format, *ON)
    assert done.returncode == 1, done.stderr
    assert str(two) not in done.stdout.replace("\\", "")
    assert "shorter.toml" in done.stdout.replace("\\", "")
